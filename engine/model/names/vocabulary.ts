import { isObject } from "../is-object.ts";
import { readChart } from "../chart.ts";
import type { Chart, ChartState, ChartTransition } from "../chart-types.ts";
import { openingSchema, payloadSchema } from "../schema.ts";
import type { ActionConfig, Json, Pack, Procedure } from "../types.ts";
import {
  itemsOf,
  numberShape,
  reach,
  recordOf,
  shapeOf,
  textsShape,
  textShape,
  type Shape,
} from "./shape.ts";

/** Roles that nobody declares. */
export const builtInRoles: readonly string[] = ["anyone"];
/** The role of those who look after the engine: it is no part of a procedure, and people of the directory may have it. */
export const administratorRole = "administrator";
/** The role of those who edit procedures and publish them; likewise. */
export const processOwnerRole = "process-owner";
/** The role of the engine itself, which nobody may declare (A9). */
export const engineRole = "system";

/** For what stands outside all procedures. */
export const emptyProcedure: Procedure = {
  id: "",
  title: { en: "", "zh-CN": "" },
  opening: { by: [] },
  data: { type: "object", properties: {} },
  events: {},
  machine: { id: "", states: {} },
};

type Names = ReadonlySet<string>;

/** Every name that one procedure may use, and what is known of what they stand for. */
export interface Vocabulary {
  pack: Pack;
  procedure: Procedure;
  chart: Chart;
  /** Procedures of the pack that have the form of one. */
  sound: ReadonlyMap<string, Procedure>;
  roles: Names;
  events: Names;
  rules: Names;
  decisions: Names;
  facts: Names;
  delays: Names;
  clocks: Names;
  obligations: Names;
  ballots: Names;
  messages: Names;
  notices: Names;
  classes: Names;
  states: Names;
  procedures: Names;
  registers: Names;
  parameters: Names;
  /** Links of the cases that it opens and names of those that it waits for, with their procedure. */
  links: ReadonlyMap<string, string>;
  data: Shape;
  payloads: ReadonlyMap<string, Shape>;
  opening: Shape;
}

export function vocabularyOf(
  pack: Pack,
  procedure: Procedure,
  sound: ReadonlyMap<string, Procedure>,
): Vocabulary {
  const names = (...records: (object | undefined)[]) =>
    new Set(records.flatMap((record) => Object.keys(record ?? {})));
  const chart = readChart(procedure.machine);
  return {
    pack,
    procedure,
    chart,
    sound,
    roles: new Set([...names(pack.roles, procedure.roles), ...builtInRoles]),
    events: names(procedure.events),
    rules: names(procedure.rules),
    decisions: names(procedure.decisions),
    facts: names(procedure.facts),
    delays: names(procedure.delays),
    clocks: names(procedure.clocks),
    obligations: names(procedure.obligations),
    ballots: names(procedure.ballots),
    messages: names(procedure.messages),
    notices: names(procedure.public),
    classes: names(procedure.confidential),
    states: stateNames(chart),
    procedures: names(pack.procedures),
    registers: names(pack.registers),
    parameters: names(pack.parameters),
    links: new Map([
      ...allActions(chart)
        .filter(({ action }) => action.type === "openCase")
        .map(({ action: { params } }): [string, string] => [
          String(params?.["link"]),
          String(params?.["procedure"]),
        ]),
      ...chart.states
        .flatMap(({ invokes }) => invokes)
        .filter(({ src }) => src === "procedure")
        .map(({ id, input }): [string, string] => [id, String(input?.["procedure"])]),
    ]),
    data: shapeOf(procedure.data),
    payloads: new Map(
      Object.keys(procedure.events).map((event) => [event, shapeOf(payloadSchema(procedure, event, null))]),
    ),
    opening: shapeOf(openingSchema(procedure, null)),
  };
}

/** States that may be named: all but the root and the histories. */
export function stateNames(chart: Chart): Names {
  return new Set(
    chart.states.filter((state) => state.path !== "" && state.type !== "history").map((state) => state.path),
  );
}

export interface PlacedAction {
  action: ActionConfig;
  /** JSON pointer inside the machine. */
  pointer: string;
  state: ChartState;
  when: "entry" | "exit" | "transition";
  transition?: ChartTransition;
}

/** All actions of a machine with their places. */
export function allActions(chart: Chart): PlacedAction[] {
  const placed = (
    written: ActionConfig | ActionConfig[] | undefined,
    at: string,
    rest: Omit<PlacedAction, "action" | "pointer">,
  ): PlacedAction[] =>
    Array.isArray(written)
      ? written.map((action, index) => ({ action, pointer: `${at}/${index}`, ...rest }))
      : written === undefined
        ? []
        : [{ action: written, pointer: at, ...rest }];
  const inStates = chart.states.flatMap((state) => [
    ...placed(state.config.entry, `${state.pointer}/entry`, { state, when: "entry" }),
    ...placed(state.config.exit, `${state.pointer}/exit`, { state, when: "exit" }),
  ]);
  const onTheWay = chart.transitions.flatMap((transition) =>
    placed(transition.config.actions, `${transition.pointer}/actions`, {
      state: chart.byPath.get(transition.source) as ChartState,
      when: "transition",
      transition,
    }),
  );
  return [...inStates, ...onTheWay];
}

/** What `fact.<name>` gives. */
export function factShape(words: Vocabulary, name: string): Shape {
  const fact = words.procedure.facts?.[name];
  if (fact === undefined) return "open";
  const row = factRow(words, fact.of);
  if (fact.give === "count" || fact.give === "sum") return shapeOf(numberShape);
  if (fact.give === "exists") return shapeOf({ type: "boolean" });
  if (fact.give === "ids") return shapeOf(textsShape);
  if (fact.give === "first" || row === "open") return row;
  return { root: row.root, schema: { type: "array", items: row.schema } };
}

/** What `row` is in the condition of a fact: a case, a row of a register, or a person. */
export function factRow(words: Pick<Vocabulary, "pack" | "sound">, of: string): Shape {
  const [kind, name = ""] = of.split(":");
  if (kind === "register") {
    const register = Object.hasOwn(words.pack.registers, name) ? words.pack.registers[name] : undefined;
    return isObject(register?.row) ? shapeOf(register.row) : "open";
  }
  if (kind !== "cases") return "open";
  const data = words.sound.get(name)?.data;
  if (data === undefined) return "open";
  const members: Record<string, Json> = { data };
  for (const text of ["id", "procedure", "version", "status", "openedAt", "openedBy", "updatedAt"])
    members[text] = textShape;
  return {
    root: data,
    schema: {
      type: "object",
      properties: { ...members, state: {}, value: {}, depth: numberShape, revision: numberShape },
    },
  };
}

/** What a ballot gives when it ends. */
export const ballotOutput: Json = {
  type: "object",
  properties: {
    result: { enum: ["passed", "failed", "inquorate", "closed"] },
    counts: { type: "object", additionalProperties: numberShape },
    base: numberShape,
    ended: { enum: ["certain", "complete", "expired"] },
    silent: textsShape,
    votes: {
      type: "array",
      items: { type: "object", properties: { elector: textShape, by: textShape, choice: textShape } },
    },
  },
  required: ["result", "counts", "base", "ended", "silent"],
};

/** The shape of the rows of the list that an obligation follows. */
export function obligationRow(words: Vocabulary, name: string): Shape {
  const each = words.procedure.obligations?.[name]?.each;
  if (each === undefined || !each.startsWith("data.")) return "open";
  const list = reach(words.data, each.slice("data.".length).split("."));
  return list === null ? "open" : itemsOf(list);
}

export const errorShape = recordOf({
  error: { type: "object", properties: { code: textShape, message: textShape } },
});
