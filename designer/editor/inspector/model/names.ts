import { isObject } from "../../../../engine/model/is-object.ts";
import { readChart } from "../../../../engine/model/chart.ts";
import type { Chart } from "../../../../engine/model/chart-types.ts";
import { pointer, segments } from "../../../../engine/model/pointer.ts";
import { appealOf } from "../../../../engine/model/appeals.ts";
import {
  lights,
  type Json,
  type JsonObject,
  type Language,
  type MachineConfig,
  type Procedure,
  type Text,
} from "../../../../engine/model/types.ts";
import { limitInWords } from "../../../words/durations.ts";
import { choiceInWords } from "../../../words/choices.ts";
import { say, titleOf } from "../../../words/text.ts";
import type { PackAround } from "../../context.tsx";
import { valueAt } from "../../document/place.ts";
import type { Section, Selected } from "../../document/types.ts";
import type { NameKind } from "./name-kinds.ts";

/** Everything that the names at a place are chosen from. */
export interface Around {
  definition: Procedure;
  around: Pick<PackAround, "roles" | "parameters" | "registers" | "procedures">;
  language: Language;
  /** JSON pointer of the name, or of the list of names. */
  at: string;
}
export interface Choice {
  value: string;
  title: string;
  /** What it is in, to tell it from another of the same title. */
  inside?: string;
}

/** What may be chosen for a kind of name at a place. */
export function choicesFor(kind: NameKind, where: Around): readonly Choice[] {
  // The same for every field that asks of the same document; where the place matters, for the fields of one place.
  const key = `${kind} ${where.language} ${placed.has(kind) ? where.at : ""}`;
  let known = remembered.get(where.definition);
  if (known === undefined) remembered.set(where.definition, (known = new Map()));
  let choices = known.get(key);
  if (choices === undefined) known.set(key, (choices = sources[kind](where)));
  return choices;
}
const remembered = new WeakMap<Procedure, Map<string, Choice[]>>();
/** Kinds whose choices depend on where the name stands. */
const placed: ReadonlySet<NameKind> = new Set([
  "stage",
  "child",
  "rowField",
  "payloadField",
  "choice",
  "linkedEvent",
  "childState",
  "childField",
]);

/** What a name is called, and the name itself where nothing of the kind has it. */
export function titleFor(kind: NameKind, name: string, where: Around): { title: string; known: boolean } {
  const found = choicesFor(kind, where).find(({ value }) => value === name);
  if (found !== undefined)
    return {
      title: found.inside === undefined ? found.title : `${found.inside} › ${found.title}`,
      known: true,
    };
  return { title: name, known: openKinds.has(kind) };
}
const openKinds: ReadonlySet<NameKind> = new Set([
  "link",
  "connector",
  "invocation",
  "retention",
  "choice",
  "apart",
  "sent",
]);

/** Sections whose parts can be made where they are wanted, by the kind of name. */
export const sectionOfKind: Partial<Record<NameKind, Section>> = {
  role: "roles",
  event: "events",
  rule: "rules",
  decision: "decisions",
  fact: "facts",
  delay: "delays",
  clock: "clocks",
  obligation: "obligations",
  ballot: "ballots",
  hold: "holds",
  class: "confidential",
  message: "messages",
  notice: "public",
  trigger: "events",
};

/** What a name leads to in the designer; null where it is declared elsewhere. */
export function thingOf(
  kind: NameKind,
  name: string,
  { definition, at }: Pick<Around, "definition" | "at">,
): Selected | null {
  const section = sectionOfKind[kind];
  const declared = section === undefined ? undefined : (definition as unknown as JsonObject)[section];
  if (section !== undefined && isObject(declared) && Object.hasOwn(declared, name))
    return { kind: "part", section, name };
  const bare = name.replace(/^data\./, "").replace(/\?$/, "");
  if (
    ["field", "list", "dataList", "dataField", "taken"].includes(kind) &&
    fieldsOf(definition.data).some(({ value }) => value === bare)
  )
    return { kind: "field", path: bare };
  const [event = "", state] = name.split("@");
  if (kind === "apart" || kind === "sent" || kind === "point") {
    const plain = event.replace(/^event:/, "");
    if (Object.hasOwn(definition.events, plain)) return { kind: "part", section: "events", name: plain };
  }
  const path = statePathOf(kind, state ?? name, definition, at);
  return path === null ? null : { kind: "state", path };
}

function statePathOf(kind: NameKind, name: string, definition: Procedure, at: string): string | null {
  const { byPath } = machineChart(definition.machine);
  if (kind === "stage") {
    const [section, part = ""] = segments(at);
    const inside = section === "returns" ? definition.returns?.[part]?.in : undefined;
    const whole = inside === undefined || inside === "" ? name : `${inside}.${name}`;
    return byPath.has(whole) ? whole : byPath.has(name) ? name : null;
  }
  if (kind === "child") {
    const own = stateAt(at);
    const whole = own === "" ? name : `${own}.${name}`;
    return byPath.has(whole) ? whole : null;
  }
  return ["state", "apart", "sent", "point"].includes(kind) && name !== "" && byPath.has(name) ? name : null;
}

const charts = new WeakMap<MachineConfig, Chart>();
/** The chart of the machine as it is written, read once for each machine. */
export function machineChart(machine: MachineConfig): Chart {
  let chart = charts.get(machine);
  if (chart === undefined) charts.set(machine, (chart = readChart(machine)));
  return chart;
}

/** The dotted path of the innermost state that a JSON pointer lies in; `""` for the machine itself. */
export function stateAt(at: string): string {
  const way = segments(at);
  const keys: string[] = [];
  for (let place = 1; way[place] === "states" && place + 1 < way.length; place += 2)
    keys.push(way[place + 1]!);
  return keys.join(".");
}

type Source = (where: Around) => Choice[];

const declared =
  (section: Section, title: (part: Json, where: Around, name: string) => string = titled): Source =>
  (where) =>
    Object.entries(((where.definition as unknown as JsonObject)[section] ?? {}) as JsonObject).map(
      ([value, part]) => ({
        value,
        title: title(part, where, value),
      }),
    );
const titled = (part: Json, { language }: Around, name: string): string =>
  titleOf(part, language, name) || name;

const states: Source = (where) =>
  machineChart(where.definition.machine)
    .states.filter(({ path, type }) => path !== "" && type !== "history")
    .map(({ path }) => stateChoice(path, path, where));

function stateChoice(path: string, value: string, { definition, language }: Around): Choice {
  const { byPath } = machineChart(definition.machine);
  const title = (one: string): string =>
    say(byPath.get(one)?.title, language) || (byPath.get(one)?.key ?? one);
  const parent = byPath.get(path)?.parent;
  return {
    value,
    title: title(path),
    ...(parent === undefined || parent === null || parent === "" ? {} : { inside: title(parent) }),
  };
}

/** Fields of a schema by their paths, records inside records included. */
export function fieldsOf(schema: Json, language: Language = "en"): (Choice & { schema: JsonObject })[] {
  const found: (Choice & { schema: JsonObject })[] = [];
  const visit = (at: Json | undefined, before: string, inside: string | undefined, depth: number): void => {
    if (!isObject(at) || !isObject(at["properties"]) || depth > 6) return;
    for (const [key, field] of Object.entries(at["properties"])) {
      if (!isObject(field)) continue;
      const title = titleOf(field, language, key);
      found.push({ value: before + key, title, schema: field, ...(inside === undefined ? {} : { inside }) });
      visit(field, `${before}${key}.`, title, depth + 1);
    }
  };
  visit(schema, "", undefined, 0);
  return found;
}
const isList = ({ schema }: { schema: JsonObject }): boolean => [schema["type"]].flat().includes("array");
const plain = ({ value, title, inside }: Choice): Choice => ({
  value,
  title,
  ...(inside === undefined ? {} : { inside }),
});
const fields: Source = ({ definition, language }) => fieldsOf(definition.data, language).map(plain);
const listFields: Source = ({ definition, language }) =>
  fieldsOf(definition.data, language).filter(isList).map(plain);
const prefixed =
  (source: Source, prefix: string): Source =>
  (where) =>
    source(where).map((choice) => ({ ...choice, value: prefix + choice.value }));

/**
 * The list of the data whose rows are meant at a place, as `data.<path>`: what stands as `rows`, `each` or `list` beside it, or
 * around it. Null where there is none.
 */
export function rowsAt(definition: Procedure, at: string): string | null {
  const way = segments(at);
  for (let depth = way.length - 1; depth > Math.max(0, way.length - 4); depth--) {
    const holder = valueAt(definition, pointer(...way.slice(0, depth)));
    if (!isObject(holder)) continue;
    for (const key of ["rows", "each", "list"]) {
      const value = Object.hasOwn(holder, key) ? holder[key] : undefined;
      const path = isObject(value) ? value["var"] : value;
      // The list itself does not see its rows.
      if (typeof path === "string" && way[depth] !== key) return key === "list" ? `data.${path}` : path;
    }
  }
  return null;
}

const rowFields: Source = ({ definition, language, at }) => {
  const list = rowsAt(definition, at)?.replace(/^data\./, "");
  const field = fieldsOf(definition.data).find(({ value }) => value === list);
  return fieldsOf(field?.schema["items"] ?? null, language).map(plain);
};

/** The ballot around a place, and the schema of what is sent with its event. */
function ballotEvent({ definition, at }: Around): JsonObject {
  const [, name = ""] = segments(at);
  const event = definition.events[definition.ballots?.[name]?.cast ?? ""];
  if (isObject(event?.payload)) return event.payload;
  const taken = (event?.takes ?? []).map((one) => one.replace(/\?$/, ""));
  const properties = (definition.data["properties"] ?? {}) as JsonObject;
  return {
    properties: Object.fromEntries(Object.entries(properties).filter(([key]) => taken.includes(key))),
  };
}
function ballotChoices(where: Around): Choice[] {
  const [, name = ""] = segments(where.at);
  const ballot = where.definition.ballots?.[name];
  const schema = fieldsOf(ballotEvent(where)).find(({ value }) => value === ballot?.choice)?.schema;
  const offered: Json[] = Array.isArray(schema?.["enum"])
    ? schema["enum"]
    : Array.isArray(schema?.["oneOf"])
      ? schema["oneOf"].map((one) => (isObject(one) ? (one["const"] ?? null) : null))
      : [];
  const all = [...new Set([...offered, ...(ballot?.choices ?? [])])].filter((one) => typeof one === "string");
  return all.map((value) => ({ value, title: choiceInWords(value, schema, where.language) }));
}

const linked = ({ definition }: Around): [string, string][] => {
  const found: [string, string][] = [];
  const visit = (value: Json | undefined): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isObject(value)) {
      const params = value["params"];
      if (value["type"] === "openCase" && isObject(params))
        found.push([String(params["link"]), String(params["procedure"])]);
      Object.values(value).forEach(visit);
    }
  };
  visit(definition.machine as unknown as Json);
  return found.filter(([link], place) => found.findIndex(([one]) => one === link) === place);
};

const engineTriggers: Source = ({ definition, language }) => {
  const word = (text: Text): string => text[language];
  return [
    ...Object.entries(definition.clocks ?? {}).flatMap(([name, clock]) =>
      [...lights, ...(appealOf(definition, name) === null ? [] : ["setAside" as const])].map((light) => ({
        value: `clock.${name}.${light}`,
        title: `${titleOf(clock as unknown as Json, language, name)} · ${word(lightWords[light])}`,
      })),
    ),
    ...Object.entries(definition.ballots ?? {}).map(([name, ballot]) => ({
      value: `ballot.${name}.silent`,
      title: `${titleOf(ballot as unknown as Json, language, name)} · ${word({ en: "no answer given", "zh-CN": "逾期未答复" })}`,
    })),
    ...Object.entries(definition.obligations ?? {}).flatMap(([name, one]) => [
      {
        value: `due.${name}.soon`,
        title: `${titleOf(one as unknown as Json, language, name)} · ${word({ en: "due soon", "zh-CN": "即将到期" })}`,
      },
      {
        value: `due.${name}.over`,
        title: `${titleOf(one as unknown as Json, language, name)} · ${word({ en: "overdue", "zh-CN": "已逾期" })}`,
      },
    ]),
  ];
};
const lightWords = {
  green: { en: "green", "zh-CN": "绿灯" },
  blue: { en: "blue", "zh-CN": "蓝灯" },
  yellow: { en: "yellow", "zh-CN": "黄灯" },
  red: { en: "red", "zh-CN": "红灯" },
  setAside: { en: "set aside", "zh-CN": "撤销亮灯" },
};

/** The other procedure that an invocation or an action names beside the place. */
function otherProcedure({ definition, around, at }: Around): Procedure | undefined {
  const way = segments(at);
  for (let depth = way.length - 1; depth > way.length - 4 && depth > 0; depth--) {
    const id = valueAt(definition, pointer(...way.slice(0, depth), "procedure"));
    if (typeof id === "string") return id === definition.id ? definition : around.procedures[id];
  }
  return undefined;
}

const events = declared("events");
const apartEvents: Source = (where) => [
  { value: "case.open", title: { en: "Opening the case", "zh-CN": "发起案件" }[where.language] },
  ...sentEvents(where),
];
const sentEvents: Source = (where) => [
  ...events(where),
  ...machineChart(where.definition.machine)
    .transitions.filter(({ kind }) => kind === "event")
    .flatMap(({ event = "", source }) => {
      if (source === "" || !Object.hasOwn(where.definition.events, event)) return [];
      const title = titleOf(where.definition.events[event] as unknown as Json, where.language, event);
      return [{ value: `${event}@${source}`, title, inside: stateChoice(source, source, where).title }];
    })
    .filter(({ value }, place, all) => all.findIndex((one) => one.value === value) === place),
];

const none: Source = () => [];
const sources: Record<NameKind, Source> = {
  role: ({ definition, around, language }) => [
    ...Object.entries({ ...around.roles, ...definition.roles }).map(([value, role]) => ({
      value,
      title: say(role.title, language) || value,
    })),
    { value: "anyone", title: { en: "Anyone", "zh-CN": "任何人" }[language] },
  ],
  event: events,
  rule: declared("rules"),
  decision: declared("decisions"),
  fact: declared("facts", (_, __, name) => name),
  delay: declared("delays", (part, { definition, around, language }, name) => {
    const title = titleOf(part, language, "");
    if (!isObject(part)) return name;
    const length = limitInWords(part as never, definition, language, around.parameters);
    return title === "" ? length : `${title} · ${length}`;
  }),
  clock: declared("clocks"),
  obligation: declared("obligations"),
  ballot: declared("ballots"),
  hold: declared("holds", (part, { definition, language }, name) =>
    titleOf(
      (definition.events[String((part as JsonObject)["by"])] ?? null) as unknown as Json,
      language,
      name,
    ),
  ),
  class: declared("confidential", (_, __, name) => name),
  message: declared("messages", (part, { language }, name) =>
    isObject(part) ? (say(part as unknown as Text, language) || name).slice(0, 60) : name,
  ),
  notice: declared("public"),
  state: states,
  stage: (where) => {
    const [, name = ""] = segments(where.at);
    const inside = where.definition.returns?.[name]?.in;
    if (inside === undefined) return states(where);
    return machineChart(where.definition.machine)
      .states.filter(({ path, type }) => path.startsWith(`${inside}.`) && type !== "history")
      .map(({ path }) => stateChoice(path, path.slice(inside.length + 1), where));
  },
  child: (where) => {
    const own = stateAt(where.at);
    return (machineChart(where.definition.machine).byPath.get(own)?.children ?? []).map((path) =>
      stateChoice(path, path.slice(path.lastIndexOf(".") + 1), where),
    );
  },
  field: fields,
  list: listFields,
  dataList: prefixed(listFields, "data."),
  dataField: (where) => [...fields(where), ...prefixed(fields, "data.")(where)],
  rowField: rowFields,
  taken: (where) =>
    fields(where).flatMap((choice) => [
      choice,
      {
        ...choice,
        value: `${choice.value}?`,
        title: `${choice.title}${{ en: " (optional)", "zh-CN": "（选填）" }[where.language]}`,
      },
    ]),
  payloadField: (where) => fieldsOf(ballotEvent(where), where.language).map(plain),
  choice: ballotChoices,
  procedure: ({ definition, around, language }) =>
    Object.entries({ ...around.procedures, [definition.id]: definition }).map(([value, one]) => ({
      value,
      title: say(one.title, language) || value,
    })),
  register: ({ around, language }) =>
    Object.entries(around.registers).map(([value, { title }]) => ({
      value,
      title: say(title, language) || value,
    })),
  factSource: (where) => [
    ...sources.role(where).map((one) => ({
      ...one,
      value: `role:${one.value}`,
      inside: { en: "People with the role", "zh-CN": "角色人员" }[where.language],
    })),
    ...sources.procedure(where).map((one) => ({
      ...one,
      value: `cases:${one.value}`,
      inside: { en: "Cases", "zh-CN": "案件" }[where.language],
    })),
    ...sources.register(where).map((one) => ({
      ...one,
      value: `register:${one.value}`,
      inside: { en: "Register", "zh-CN": "名录" }[where.language],
    })),
  ],
  link: (where) => linked(where).map(([value]) => ({ value, title: value })),
  receiver: (where) => [
    ...linked(where).map(([value, id]) => ({
      value,
      title: `${value} · ${say(where.around.procedures[id]?.title, where.language, id)}`,
    })),
    {
      value: "parent",
      title: { en: "The case that opened this one", "zh-CN": "发起本案的案件" }[where.language],
    },
  ],
  linkedEvent: (where) => {
    const params = valueAt(where.definition, where.at.slice(0, where.at.lastIndexOf("/")));
    const to = isObject(params) ? params["to"] : undefined;
    const id = linked(where).find(([link]) => link === to)?.[1];
    const all = id === undefined ? Object.values(where.around.procedures) : [where.around.procedures[id]];
    return all.flatMap((one) =>
      Object.entries(one?.events ?? {}).map(([value, event]) => ({
        value,
        title: say(event.title, where.language, value),
        ...(id === undefined ? { inside: say(one?.title, where.language) } : {}),
      })),
    );
  },
  connector: none,
  invocation: none,
  childState: (where) => {
    const definition = otherProcedure(where);
    return definition === undefined ? [] : states({ ...where, definition });
  },
  childField: (where) => {
    const definition = otherProcedure(where);
    return definition === undefined ? [] : fields({ ...where, definition });
  },
  trigger: (where) => [...events(where), ...engineTriggers(where)],
  apart: apartEvents,
  sent: sentEvents,
  point: (where) => [
    ...states(where),
    ...prefixed(
      events,
      "event:",
    )(where).map((one) => ({ ...one, inside: { en: "Event", "zh-CN": "事件" }[where.language] })),
  ],
  retention: none,
  tag: (where) =>
    declared("clocks")(where).flatMap(({ value, title }) => [
      { value: `clock:${value}`, title: `${title} ${{ en: "runs", "zh-CN": "计时" }[where.language]}` },
      { value: `clock:${value}:stop`, title: `${title} ${{ en: "stops", "zh-CN": "停止" }[where.language]}` },
    ]),
};
