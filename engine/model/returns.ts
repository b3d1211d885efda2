import { initialStates, isWithin } from "./chart-relations.ts";
import type { Chart, ChartTransition } from "./chart-types.ts";
import { isObject } from "./is-object.ts";
import type { JsonObject, Procedure, ReturnDefinition, Schema } from "./types.ts";
import { schemaAt } from "./schema-places.ts";

/**
 * `returns` written out as transitions (F3): for every stage and every earlier one a transition that goes back, and, where
 * `back` may be chosen, beside every transition that leads on one that goes straight to the stage that has returned.
 */

/** A stage of a return: a state inside `in`, by its name there or by its whole path; null where there is none. */
export function stagePath(chart: Pick<Chart, "byPath">, inside: string, stage: string): string | null {
  const inner = `${inside}.${stage}`;
  if (chart.byPath.has(inner)) return inner;
  return chart.byPath.has(stage) && isWithin(stage, inside) ? stage : null;
}

/** Paths of the stages of a return, in order; what names no state is left out. */
export function stagesOf(
  chart: Pick<Chart, "byPath">,
  { in: inside, stages }: Pick<ReturnDefinition, "in" | "stages">,
): string[] {
  return stages.flatMap((stage) => stagePath(chart, inside, stage) ?? []);
}

/** The transitions that go back, one for each stage and each earlier stage. They come after what the machine itself has for the event. */
export function goingBack(
  chart: Chart,
  procedure: Pick<Procedure, "data">,
  name: string,
  one: ReturnDefinition,
): ChartTransition[] {
  const stages = one.stages.flatMap((stage) => {
    const path = stagePath(chart, one.in, stage);
    return path === null ? [] : [{ stage, path }];
  });
  return stages.flatMap(({ path: from }, place) =>
    stages.slice(0, place).map(({ stage, path: to }): ChartTransition => {
      const guard = { type: "when" as const, params: { "==": [{ var: "event.to" }, stage] } };
      const cleared = one.clear?.[stage] ?? [];
      const actions =
        cleared.length === 0 ? [] : [{ type: "assign", params: clearing(procedure.data, cleared) }];
      return {
        id: `${from}|on:${one.event}|`,
        source: from,
        kind: "event",
        event: one.event,
        index: 0,
        targets: [to],
        guard,
        actions,
        reenter: false,
        forbidden: false,
        returning: { does: "return", name, from, to, stage, resume: one.resume },
        pointer: chart.byPath.get(from)!.pointer,
        config: { target: `#${chart.id}.${to}`, guard, actions },
      };
    }),
  );
}

/** A field that is cleared is as it was when the case was opened without it: its default, or not there. */
function clearing(data: Schema, paths: readonly string[]): JsonObject {
  return Object.fromEntries(
    paths.map((path) => {
      const first = schemaAt(data, path)?.["default"];
      return [path, first === undefined ? null : { literal: first }];
    }),
  );
}

/**
 * What is tried before a transition of the machine that leads on: the same to the stage that has returned, one for each that may
 * have. A transition leads on where it leads from a stage, or from what lies between the stages, into a later stage.
 */
export function goingStraight(
  chart: Chart,
  name: string,
  one: ReturnDefinition,
  transition: ChartTransition,
): ChartTransition[] {
  if (!one.resume.includes("back") || !isWithin(transition.source, one.in)) return [];
  const stages = stagesOf(chart, one);
  const own = stages.findIndex((stage) => isWithin(transition.source, stage));
  const next = stages.findIndex((stage) =>
    transition.targets.some((target) => leadsInto(chart, target, stage)),
  );
  if (next < 0 || own >= next) return [];
  const earlier = own < 0 ? stages.slice(0, next) : [stages[own]!];
  return stages.flatMap((from, place) => {
    const to = earlier.filter((stage) => stages.indexOf(stage) < place);
    // What leads there anyway needs nothing beside it.
    const isThere = transition.targets.length === 1 && transition.targets[0] === from;
    if (to.length === 0 || isThere) return [];
    return [
      {
        ...transition,
        targets: [from],
        returning: { does: "straight" as const, name, from, to, insteadOf: transition.id },
        config: { ...transition.config, target: `#${chart.id}.${from}` },
      },
    ];
  });
}

function leadsInto(chart: Chart, target: string, stage: string): boolean {
  return isWithin(target, stage) || initialStates(chart, target).includes(stage);
}

/**
 * What may be sent with an event where a case stands: of the stages to which a return goes, those that lie before the active ones.
 *
 * @param schema as `payloadSchema` gives it
 */
export function payloadAt(
  schema: Schema,
  chart: Pick<Chart, "transitions">,
  event: string,
  isActive: (path: string) => boolean,
): Schema {
  const { properties } = schema;
  const to = isObject(properties) ? properties["to"] : undefined;
  if (!isObject(properties) || !isObject(to) || !Array.isArray(to["enum"])) return schema;
  const stages = new Set(
    chart.transitions.flatMap(({ event: on, source, returning }) =>
      on === event && returning?.does === "return" && isActive(source) ? [returning.stage] : [],
    ),
  );
  if (stages.size === 0) return schema;
  const narrowed: JsonObject = { ...to, enum: to["enum"].filter((stage) => stages.has(String(stage))) };
  if (Array.isArray(to["oneOf"]))
    narrowed["oneOf"] = to["oneOf"].filter((one) => isObject(one) && stages.has(String(one["const"])));
  return { ...schema, properties: { ...properties, to: narrowed } };
}
