import type { Chart, ChartTransition, Lapsing } from "./chart-types.ts";
import type {
  DelayDefinition,
  Duration,
  Logic,
  Procedure,
  TimeoutDefinition,
  TimeoutPolicy,
  TimeoutReminder,
} from "./types.ts";

/**
 * `timeouts` written out as delays and as transitions that they set off (C13): one for each reminder, which leads nowhere, and
 * one for what is done when the time is over.
 */

/** A delay that a timeout makes, and what it sets off. */
interface Made {
  delay: string;
  definition: DelayDefinition;
  lapsing: Lapsing;
}

/** What is done when the time is over, and what it is done with. */
export function policyOf(over: TimeoutPolicy): { does: Exclude<Lapsing["does"], "remind">; what: Logic } {
  const [does, what] = Object.entries(over).find(([key]) => key !== "with" && key !== "message")!;
  return { does: does as Exclude<Lapsing["does"], "remind">, what: what as Logic };
}

/** All delays of a procedure: those that it declares, and those that its timeouts make. */
export function procedureDelays(
  procedure: Pick<Procedure, "delays" | "timeouts">,
): Record<string, DelayDefinition> {
  return {
    ...procedure.delays,
    ...Object.fromEntries(
      Object.entries(procedure.timeouts ?? {}).flatMap(([name, one]) =>
        madeBy(procedure, name, one).map(({ delay, definition }) => [delay, definition]),
      ),
    ),
  };
}

/** The transitions that one timeout makes. What a state has for an event is looked up among all that it has, made by returns too. */
export function timingOut(
  chart: Chart,
  transitions: readonly ChartTransition[],
  procedure: Pick<Procedure, "delays" | "timeouts">,
  name: string,
  one: TimeoutDefinition,
): ChartTransition[] {
  const made = madeBy(procedure, name, one);
  return one.in
    .filter((state) => chart.byPath.has(state))
    .flatMap((source) =>
      made.flatMap(({ delay, lapsing }): ChartTransition[] => {
        const after = { id: `${source}|after:${delay}|`, kind: "after" as const, delay, index: 0, lapsing };
        if (!("event" in lapsing)) return [{ ...leadingNowhere(chart, source), ...after }];
        return transitions
          .filter((other) => other.source === source && other.event === lapsing.event && !other.forbidden)
          .map((taken) => {
            const { event: _, by: __, apartFrom: ___, ...other } = taken;
            return { ...other, ...after, lapsing: { ...lapsing, insteadOf: taken.id } };
          });
      }),
    );
}

function leadingNowhere(chart: Chart, source: string): Omit<ChartTransition, "id" | "kind" | "index"> {
  return {
    source,
    targets: [],
    actions: [],
    reenter: false,
    forbidden: false,
    pointer: chart.byPath.get(source)!.pointer,
    config: {},
  };
}

function madeBy(
  { delays }: Pick<Procedure, "delays">,
  name: string,
  { due, remind = [], over }: TimeoutDefinition,
): Made[] {
  const definition = typeof due === "string" ? delays?.[due] : due;
  if (definition === undefined) return [];
  const made: Made[] = [];
  const reminders = remind.flatMap((one, reminder) => momentsOf(one).map((by) => ({ by, reminder })));
  if ("limit" in definition)
    for (const { by, reminder } of reminders)
      made.push({
        delay: `timeout:${name}:${made.length + 1}`,
        definition: moved(definition, by),
        lapsing: { does: "remind", name, reminder },
      });
  if (over === undefined) return made;
  const { does, what } = policyOf(over);
  const lapsing: Lapsing =
    does === "escalate" || does === "transfer"
      ? { does, name }
      : { does, name, event: String(what), insteadOf: "" };
  return [...made, { delay: `timeout:${name}`, definition, lapsing }];
}

/** So many units after the time is over; negative before it. */
function momentsOf(one: TimeoutReminder): number[] {
  if ("before" in one) return [-one.before];
  return Array.from(
    { length: one.after === 0 ? 1 : (one.times ?? 1) },
    (_, place) => one.after * (place + 1),
  );
}

/** Counted in the same unit, so that a weekend uses up no reminder. */
function moved<T extends Pick<Duration, "limit">>(definition: T, by: number): T {
  const { limit } = definition;
  return { ...definition, limit: typeof limit === "number" ? limit + by : { "+": [limit, by] } };
}
