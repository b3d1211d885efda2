import type { Chart, ChartTransition, Approving } from "./chart-types.ts";
import type { ApproverDefinition } from "./types.ts";

/**
 * `approvers` written out as transitions (H19): for each stage, and each reason for which the engine passes it, the same as what
 * the stage has for the event that passes it. Where the one whose case it is may not pass it, that stands with the event.
 */

/** The engine's event by which it passes a stage. */
export function approverEvent(name: string, why: Approving["why"]): string {
  return `case.approver.${name}.${why}`;
}

/** The reasons for which the engine passes a stage. Before the first nobody has passed any. */
export function reasonsOf(
  { in: stages, repeated = "none", self, empty }: ApproverDefinition,
  stage?: string,
): Approving["why"][] {
  return [
    ...(repeated === "none" || stage === stages[0] ? [] : (["repeated"] as const)),
    ...(self === "skip" ? (["self"] as const) : []),
    ...(empty === "auto" ? (["empty"] as const) : []),
  ];
}

/** The transitions by which the engine passes stages. */
export function approving(
  chart: Chart,
  transitions: readonly ChartTransition[],
  name: string,
  one: ApproverDefinition,
): ChartTransition[] {
  return one.in
    .filter((stage) => chart.byPath.has(stage))
    .flatMap((stage) =>
      reasonsOf(one, stage).flatMap((why) =>
        transitions
          .filter((other) => isPassing(other, stage, one))
          .map((taken) => {
            const { by: _, apartFrom: __, ...other } = taken;
            const event = approverEvent(name, why);
            return {
              ...other,
              id: `${stage}|on:${event}|`,
              event,
              index: 0,
              approving: { name, why, event: one.event, insteadOf: taken.id },
            };
          }),
      ),
    );
}

/** What passes a stage is not for the one whose case it is, where the definition says so. */
export function apartFromOpening(
  transition: ChartTransition,
  approvers: readonly ApproverDefinition[],
): ChartTransition {
  const kept = approvers
    .filter(
      (one) =>
        (one.self === "refuse" || typeof one.self === "object") &&
        one.in.some((stage) => isPassing(transition, stage, one)),
    )
    .map(({ of = "case.open" }) => of);
  const { apartFrom = [] } = transition;
  return kept.every((act) => apartFrom.includes(act))
    ? transition
    : { ...transition, apartFrom: [...new Set([...apartFrom, ...kept])] };
}

function isPassing(
  { source, event, forbidden }: ChartTransition,
  stage: string,
  one: ApproverDefinition,
): boolean {
  return source === stage && event === one.event && !forbidden;
}
