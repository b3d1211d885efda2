import type { Chart, ChartTransition, Lapsing } from "../../engine/model/chart.ts";
import { procedureChart } from "../../engine/model/procedure-chart.ts";
import { procedureDelays } from "../../engine/model/timeouts.ts";
import type { StateValue } from "../../engine/machine/types.ts";
import type { Json, JsonObject, Language, Pack, Procedure, Text } from "../../engine/model/types.ts";
import { guardInWords } from "../chart/labels.ts";
import { choiceInWords } from "./choices.ts";
import { limitInWords } from "./durations.ts";
import { say, titleOf } from "./text.ts";

/** What the parts of one procedure are called, in one language. */
export interface ProcedureWords {
  chart: Chart;
  state(path: string): string;
  /** Titles of the innermost states of a state value; of many the first three. */
  standing(value: StateValue): string;
  event(type: string): string;
  role(id: string): string;
  roles(ids: string[]): string;
  field(key: string): string;
  /** Schema of a field of the data. */
  fieldSchema(key: string): Json | undefined;
  choice(value: Json, schema: Json | undefined): string;
  delay(name: string): string;
  guard(transition: ChartTransition): string;
  ballot(name: string): string;
  clock(name: string): string;
  /** A hold is called as the event that begins it. */
  hold(name: string): string;
}

export function procedureWords(
  {
    procedure,
    roles,
    pack,
  }: { procedure: Procedure; roles: Record<string, Text>; pack?: { parameters?: Pack["parameters"] } },
  language: Language,
): ProcedureWords {
  const chart = procedureChart(procedure);
  const properties = (procedure.data.properties ?? {}) as JsonObject;
  const join = (words: string[]): string => words.join(language === "en" ? ", " : "、");
  const state = (path: string): string => {
    const found = chart.byPath.get(path);
    return say(found?.title, language, found?.key ?? path);
  };
  const role = (id: string): string =>
    id === "anyone" ? { en: "anyone", "zh-CN": "任何人" }[language] : say(roles[id], language, id);
  return {
    chart,
    state,
    standing: (value) => {
      const titles = [...new Set(leaves(value).map(state))];
      const more = titles.length - 3;
      if (more <= 0) return join(titles);
      return join(titles.slice(0, 3)) + (language === "en" ? ` and ${more} more` : `等 ${titles.length} 处`);
    },
    event: (type) =>
      engineEvent(type, procedure, language) ?? say(procedure.events[type]?.title, language, type),
    role,
    roles: (ids) => join(ids.map(role)),
    field: (key) => titleOf(properties[key], language, key),
    fieldSchema: (key) => properties[key],
    choice: (value, schema) => choiceInWords(value, schema, language),
    delay: (name) => {
      const delay = procedureDelays(procedure)[name];
      if (delay === undefined) return name;
      const timeout = timeoutOf(name, chart);
      const title = say(timeout === null ? undefined : procedure.timeouts?.[timeout.name]?.title, language);
      if (timeout?.does === "remind") return { en: "reminder", "zh-CN": "提醒" }[language];
      return (
        title || say(delay.title, language) || limitInWords(delay, procedure, language, pack?.parameters)
      );
    },
    guard: (transition) => guardInWords(transition.guard, procedure, language, pack?.parameters),
    ballot: (name) => say(procedure.ballots?.[name]?.title, language, name),
    clock: (name) => say(procedure.clocks?.[name]?.title, language, name),
    hold: (name) => say(procedure.events[procedure.holds?.[name]?.by ?? ""]?.title, language, name),
  };
}

/** What a timeout has made of a delay; null for one that the definition declares. */
function timeoutOf(delay: string, chart: Chart): Lapsing | null {
  return chart.transitions.find((one) => one.delay === delay)?.lapsing ?? null;
}

/** Dotted paths of the innermost states of a state value. */
export function leaves(value: StateValue, above = ""): string[] {
  const path = (key: string): string => (above === "" ? key : `${above}.${key}`);
  if (typeof value === "string") return [path(value)];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined || (typeof inner === "object" && Object.keys(inner).length === 0))
      return [path(key)];
    return leaves(inner, path(key));
  });
}

/** All active states of a state value, outermost first. */
export function activeStates(value: StateValue): string[] {
  const found = new Set<string>();
  for (const leaf of leaves(value))
    leaf.split(".").forEach((_, place, parts) => found.add(parts.slice(0, place + 1).join(".")));
  return [...found].toSorted((a, b) => a.split(".").length - b.split(".").length);
}

/** What an event of the engine tells, in one language; null for one of the procedure. */
export function engineEvent(type: string, procedure: Procedure, language: Language): string | null {
  const words: Record<string, Text> = {
    "case.open": { en: "Case opened", "zh-CN": "发起案件" },
  };
  if (Object.hasOwn(words, type)) return words[type]![language];
  const [engine, name = "", what = ""] = type.split(".");
  if (engine === "clock")
    return `${say(procedure.clocks?.[name]?.title, language, name)} · ${lightWords[what]?.[language] ?? what}`;
  if (engine === "ballot")
    return `${say(procedure.ballots?.[name]?.title, language, name)}${what === "silent" ? { en: ": no answer given", "zh-CN": "：逾期未答复" }[language] : ""}`;
  if (engine === "case" && what === "answered")
    return { en: "One of several cases has answered", "zh-CN": "子办件之一已答复" }[language];
  if (engine === "due")
    return `${say(procedure.obligations?.[name]?.title, language, name)} ${what === "over" ? { en: "overdue", "zh-CN": "已逾期" }[language] : { en: "due soon", "zh-CN": "即将到期" }[language]}`;
  return null;
}
const lightWords: Record<string, Text> = {
  green: { en: "green", "zh-CN": "绿灯" },
  blue: { en: "blue", "zh-CN": "蓝灯" },
  yellow: { en: "yellow", "zh-CN": "黄灯" },
  red: { en: "red", "zh-CN": "红灯" },
  setAside: { en: "set aside", "zh-CN": "撤销亮灯" },
};
