import type { Chart, DelayDefinition, Logic, Procedure, Template } from "../model/index.ts";
import { procedureDelays } from "../model/index.ts";
import type { Rule } from "../rules/index.ts";

/** A delay that the definition declares, or that one of its timeouts makes. */
export interface DelayPlan {
  name: string;
  definition: DelayDefinition;
  limit: Rule | null;
  from: Rule | null;
  until: Rule | null;
  /** It only reminds of what is due later, or was due before (C13). */
  reminds: boolean;
  /** What the engine takes an event of the state with, where a timeout says it. */
  payload: Rule | null;
}

export function planDelays(
  procedure: Procedure,
  chart: Chart,
  { compile, template }: { compile: (logic: Logic) => Rule; template: (written: Template) => Rule },
): ReadonlyMap<string, DelayPlan> {
  const lapsing = new Map(
    chart.transitions.flatMap(({ delay, lapsing: one }) =>
      delay === undefined || one === undefined ? [] : [[delay, one] as const],
    ),
  );
  const optional = (logic: Logic | undefined): Rule | null => (logic === undefined ? null : compile(logic));
  return new Map(
    Object.entries(procedureDelays(procedure)).map(([name, definition]): [string, DelayPlan] => {
      const { limit, from, until } = definition as { limit?: Logic; from?: Logic; until?: Logic };
      const made = lapsing.get(name);
      const over = made === undefined ? undefined : procedure.timeouts![made.name]!.over;
      const payload =
        made !== undefined && "event" in made && over !== undefined && "with" in over ? over.with : undefined;
      return [
        name,
        {
          name,
          definition,
          limit: optional(limit),
          from: optional(from),
          until: optional(until),
          reminds: made?.does === "remind",
          payload: payload === undefined ? null : template(payload),
        },
      ];
    }),
  );
}

/** Names of the delays that begin in a state, by its path, in the order of its transitions. */
export function delaysOf({ transitions }: Chart): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { source, delay } of transitions) {
    if (delay === undefined) continue;
    const names = found.get(source) ?? [];
    if (!names.includes(delay)) names.push(delay);
    found.set(source, names);
  }
  return found;
}
