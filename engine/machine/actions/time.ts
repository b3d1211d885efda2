import { refusal } from "../../model/index.ts";
import type { Light } from "../../model/index.ts";
import { addElectors as add, removeElectors as takeOut } from "../ballots/index.ts";
import { extendClock, restartClock } from "../clocks.ts";
import { StepFault } from "../fault.ts";
import { idsIn } from "../roles.ts";
import type { Run } from "../run.ts";
import { reckoned } from "../timers.ts";
import { noteClock, noteLight } from "../ticking.ts";
import type { BallotState } from "../types.ts";
import type { ActionCompiler } from "./action.ts";
import { memberOf, named, textOf } from "./action.ts";

/** Actions on time limits and ballots. */

/** `{ "clock", "by" }`: more time, in the clock's unit; the light may go back (D3). A clock that has not begun cannot be extended. */
export const extend: ActionCompiler = (params, plan) => {
  const name = textOf(params, "clock");
  named(plan.procedure.clocks, name, "clock");
  const by = plan.compile(memberOf(params, "by"));
  return (run, data, event) => {
    const before = run.state.clocks[name];
    const more = run.evaluate(by, data, event);
    if (before === undefined || typeof more !== "number")
      throw new StepFault(refusal("invalid-data.limit", { name }));
    const after = reckoned(name, () => extendClock(before, more, run.now, plan.zone));
    run.state.clocks = { ...run.state.clocks, [name]: after };
    run.touch("clock", name);
    noteClock(run, name, "extended");
    if (after.light !== before.light) lightBack(run, name, after.light);
    return data;
  };
};

/** `{ "clock" }`: begins anew (D2). One that has not begun will begin anew anyway. */
export const restart: ActionCompiler = (params, plan) => {
  const name = textOf(params, "clock");
  named(plan.procedure.clocks, name, "clock");
  return (run, data) => {
    const before = run.state.clocks[name];
    if (before === undefined) return data;
    const after = reckoned(name, () => restartClock(before, run.now, plan.zone));
    run.state.clocks = { ...run.state.clocks, [name]: after };
    run.touch("clock", name);
    noteClock(run, name, "restarted");
    if (after.light !== before.light) lightBack(run, name, after.light);
    return data;
  };
};

/** A light that goes back is recorded with what sent it back, and the machine is told of it as of every other change. */
function lightBack(run: Run, clock: string, light: Light): void {
  noteLight(run, clock, light);
  run.touch("light", clock);
}

/** `{ "ballot", "ids" }` */
export const addElectors: ActionCompiler = electors((ballot, ids) =>
  add(
    ballot,
    ids.map((id) => ({ id, voters: [id], weight: 1 })),
  ),
);

/** `{ "ballot", "ids" }` */
export const removeElectors: ActionCompiler = electors(takeOut);

function electors(change: (ballot: BallotState, ids: string[]) => BallotState): ActionCompiler {
  return (params, plan) => {
    const name = textOf(params, "ballot");
    named(plan.procedure.ballots, name, "ballot");
    const ids = plan.compile(memberOf(params, "ids"));
    return (run, data, event) => {
      const named = idsIn(run.evaluate(ids, data, event));
      for (const token of openBallots(run, name)) {
        const ballot = change(run.state.ballots[token]!, named);
        run.state.ballots = { ...run.state.ballots, [token]: ballot };
        run.touch("ballot", token);
      }
      return data;
    };
  };
}

function openBallots(run: Run, name: string): string[] {
  return Object.entries(run.state.ballots)
    .filter(([, ballot]) => ballot.ballot === name && ballot.status === "open")
    .map(([token]) => token);
}
