import type { ChartTransition } from "../../engine/model/chart.ts";
import type { GuardConfig, Language, Light, Pack, Procedure, Text } from "../../engine/model/types.ts";
import { procedureDelays } from "../../engine/model/timeouts.ts";
import { limitInWords } from "../words/durations.ts";
import { phraseLogic } from "../words/logic.ts";
import { say } from "../words/text.ts";
import { wrap } from "./measure.ts";
import type { Label, PictureOptions, Sign } from "./parts.ts";
import { chartWords } from "./words.ts";

const labelSize = 12;
const labelLine = 16;
/** Room of a sign before a text. */
export const signWidth = 17;

/** The event's title, then the guard's title in brackets. */
export function transitionLabel(
  transition: ChartTransition,
  options: PictureOptions,
  width: number,
  lines: number,
): (Label & { width: number; height: number }) | undefined {
  const { sign, text } = cause(transition, options);
  // Where a return leads is seen.
  const guard =
    transition.returning === undefined
      ? guardInWords(transition.guard, options.procedure, options.language, options.parameters)
      : "";
  const full = [text, guard === "" ? "" : `[${guard}]`].filter((part) => part !== "").join(" ");
  if (full === "" && sign === "") return undefined;
  const broken = wrap(full, labelSize, width, lines, options.measure);
  const sideways = sign === "" ? 0 : signWidth;
  return {
    sign,
    lines: broken.lines,
    full,
    width: Math.ceil(broken.width) + sideways + 8,
    height: Math.max(1, broken.lines.length) * labelLine + 2,
  };
}

function cause(
  transition: ChartTransition,
  { procedure, language, chart, parameters }: PictureOptions,
): { sign: Sign; text: string } {
  const own = say(transition.title, language);
  // It has the title of what people do there; that the engine passes the stage, and why, tells them apart.
  if (transition.approving !== undefined)
    return { sign: "auto", text: passed[transition.approving.why][language] };
  switch (transition.kind) {
    case "event":
      return eventCause(transition.event ?? "", procedure, language, own);
    case "after": {
      const delay = procedureDelays(procedure)[transition.delay ?? ""];
      const length = delay ? limitInWords(delay, procedure, language, parameters) : (transition.delay ?? "");
      const { lapsing } = transition;
      const timeout = say(procedure.timeouts?.[lapsing?.name ?? ""]?.title, language);
      const title = timeout || own || say(delay?.title, language);
      return {
        sign: "delay",
        text: title === "" ? length : language === "en" ? `${title}, ${length}` : `${title} ${length}`,
      };
    }
    case "always":
      return { sign: "auto", text: own };
    case "done":
      return {
        sign: "done",
        text:
          own ||
          chartWords[chart.byPath.get(transition.source)?.type === "parallel" ? "allDone" : "done"][language],
      };
    case "invoke-done":
    case "invoke-error": {
      const source =
        chart.byPath.get(transition.source)?.invokes.find((invoke) => invoke.id === transition.invoke)?.src ??
        "call";
      const sign: Sign =
        transition.kind === "invoke-error" ? "error" : source === "procedure" ? "child" : source;
      const title =
        source === "ballot" ? say(procedure.ballots?.[transition.invoke ?? ""]?.title, language) : "";
      const words =
        transition.kind === "invoke-error"
          ? chartWords.failed
          : source === "ballot"
            ? chartWords.decided
            : source === "procedure"
              ? chartWords.childDone
              : chartWords.answered;
      return { sign, text: own || (title === "" ? words[language] : title) };
    }
  }
}

const passed: Record<NonNullable<ChartTransition["approving"]>["why"], Text> = {
  repeated: chartWords.passedRepeated,
  self: chartWords.passedSelf,
  empty: chartWords.passedEmpty,
};

/** Events of people by their title; events of the engine by what they tell. */
function eventCause(
  event: string,
  procedure: Procedure,
  language: Language,
  own: string,
): { sign: Sign; text: string } {
  const declared = procedure.events[event];
  if (declared) return { sign: "", text: own || say(declared.title, language, event) };
  const [engine, name = "", what = ""] = event.split(".");
  if (engine === "clock" && what === "setAside")
    return {
      sign: "",
      text: own || `${say(procedure.clocks?.[name]?.title, language, name)} ${chartWords.setAside[language]}`,
    };
  if (engine === "clock")
    return { sign: what as Light, text: own || say(procedure.clocks?.[name]?.title, language, name) };
  if (engine === "ballot") return { sign: "ballot", text: own || chartWords.silent[language] };
  if (engine === "case") return { sign: "child", text: own || chartWords.oneAnswered[language] };
  if (engine === "due") {
    const words = what === "over" ? chartWords.overdue : chartWords.dueSoon;
    return {
      sign: "delay",
      text: own || `${say(procedure.obligations?.[name]?.title, language, name)} ${words[language]}`,
    };
  }
  return { sign: "", text: own || event };
}

/** A guard's title: that of its rules, or its logic in words. */
export function guardInWords(
  guard: GuardConfig | undefined,
  procedure: Procedure,
  language: Language,
  parameters?: Pack["parameters"],
): string {
  if (guard === undefined) return "";
  const title = (name: string): string => say(procedure.rules?.[name]?.title, language, name);
  if (typeof guard === "string") return title(guard);
  // What always holds says nothing.
  if (guard.type === "when" && guard.params === true) return "";
  if (guard.type === "when") return phraseLogic(guard.params, procedure, language, parameters);
  const and = language === "en" ? " and " : "，且";
  const or = language === "en" ? " or " : "，或";
  return "all" in guard.params ? guard.params.all.map(title).join(and) : guard.params.any.map(title).join(or);
}
