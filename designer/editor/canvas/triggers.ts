import type { Chart } from "../../../engine/model/chart-types.ts";
import type { Language, Procedure } from "../../../engine/model/types.ts";
import { say } from "../../words/text.ts";
import { freeName } from "../document/place.ts";
import type { Trigger } from "../document/types.ts";
import type { NewEvent } from "../document/edits/growing.ts";
import { canvasWords } from "./words.ts";

/** What a way can be started by, as the choices of a list. */
export interface TriggerChoice {
  key: string;
  title: string;
  group: string;
  trigger: Trigger;
  event?: NewEvent;
}

/** The choices for ways out of a state: a new event first, then what the procedure has. */
export function triggerChoices(
  definition: Procedure,
  chart: Chart,
  from: string,
  language: Language,
): TriggerChoice[] {
  const state = chart.byPath.get(from);
  const words = (text: keyof typeof canvasWords): string => say(canvasWords[text], language);
  const name = freeName("NEXT", (taken) => Object.hasOwn(definition.events, taken));
  const by = definition.opening.by.length > 0 ? [...definition.opening.by] : ["anyone"];
  const choices: TriggerChoice[] = [
    {
      key: "new",
      title: words("newEvent"),
      group: "",
      trigger: { on: name },
      event: { name, title: canvasWords.goOn, by },
    },
    { key: "always", title: words("byItself"), group: "", trigger: { always: true } },
  ];
  if ((state?.children.length ?? 0) > 0)
    choices.push({ key: "done", title: words("whenDone"), group: "", trigger: { done: true } });
  for (const { id } of state?.invokes ?? [])
    for (const outcome of ["done", "error"] as const)
      choices.push({
        key: `invoke ${outcome} ${id}`,
        title: `${say(definition.ballots?.[id]?.title, language, id)} · ${words(outcome === "done" ? "invokeDone" : "invokeError")}`,
        group: words("whenInvoked"),
        trigger: { invoke: id, outcome },
      });
  for (const [event, { title }] of Object.entries(definition.events))
    choices.push({
      key: `on ${event}`,
      title: say(title, language, event),
      group: words("events"),
      trigger: { on: event },
    });
  for (const [delay, { title }] of Object.entries(definition.delays ?? {}))
    choices.push({
      key: `after ${delay}`,
      title: say(title, language, delay),
      group: words("afterTime"),
      trigger: { after: delay },
    });
  return choices;
}
