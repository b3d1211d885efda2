import type { Light } from "../model/index.ts";
import { lights } from "../model/index.ts";
import type { CaseState, ClockState, ClockView, ShownLight } from "./types.ts";

/** What clocks have shown, and what of it counts (D4), as pure functions over their state. */

/**
 * The light that counts: the last that was shown and not set aside. Lights that a clock has gone back from are over, and do not
 * count however they were decided.
 */
export function standingLight({ light, shown }: Pick<ClockState, "light" | "shown">): Light {
  if (shown === undefined) return light;
  const standing: ShownLight[] = [];
  for (const one of shown) {
    while (rank(standing.at(-1)) > rank(one)) standing.pop();
    if (rank(standing.at(-1)) < rank(one)) standing.push(one);
  }
  return standing.findLast((one) => !isSetAside(one))?.light ?? "green";
}

const rank = (shown: ShownLight | undefined): number =>
  shown === undefined ? 0 : lights.indexOf(shown.light);

export function isSetAside({ appeal }: ShownLight): boolean {
  return appeal?.decision?.setAside === true;
}

export function isUndecided({ appeal }: ShownLight): boolean {
  return appeal !== undefined && appeal.decision === undefined;
}

/** Whether an appeal waits for its decision, also in a case that has ended. */
export function hasOpenAppeals({ clocks }: Pick<CaseState, "clocks">): boolean {
  return Object.values(clocks).some(({ shown }) => shown?.some(isUndecided) === true);
}

/** What of a clock's view tells of appeals. */
export function appealView(clock: ClockState): Pick<ClockView, "counts" | "shown"> {
  if (clock.shown === undefined) return {};
  const counts = standingLight(clock);
  return {
    ...(counts === clock.light ? {} : { counts }),
    shown: clock.shown.map((one) => ({
      light: one.light,
      at: one.at,
      ...(one.appeal === undefined ? {} : { appeal: one.appeal }),
    })),
  };
}
