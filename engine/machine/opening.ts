import type { JsonObject, Principal } from "../model/index.ts";
import { refusal } from "../model/index.ts";
import { refusalOf, StepFault } from "./fault.ts";
import { isCaseOrSchedule, positionOf, withProxy } from "./roles.ts";
import { actingAs, Run, withCaseRoles } from "./run.ts";
import { arrive, follow, record, remember } from "./step.ts";
import type { Program } from "./step.ts";
import type { CaseState, StepContext, StepResult } from "./types.ts";
import { roleNames } from "./wording.ts";

/** Type of the event at opening; its other members are the data given (A8). */
export const openingEvent = "case.open";

/** Opens a case: refusals in the order of A3, then the initial states are entered with the data and their defaults. */
export function open(program: Program, data: JsonObject, by: Principal, context: StepContext): StepResult {
  const run = new Run(program.plan, beforeOpening(), by, context);
  try {
    const ids = admitOpening(run, data, positionOf(by));
    enter(program, run, data);
    remember(
      run,
      [openingEvent].filter((act) => program.plan.watchedActs.has(act)),
      ids,
    );
    record(run, "open", run.opening!, by, {});
    run.opening = null;
    return follow(program, run);
  } catch (thrown) {
    return { ok: false, refusal: refusalOf(thrown) };
  }
}

function beforeOpening(): CaseState {
  return {
    status: "active",
    value: {},
    history: {},
    data: {},
    began: 0,
    entered: {},
    timers: [],
    clocks: {},
    ballots: {},
    invocations: {},
    acts: {},
    links: {},
  };
}

function admitOpening(run: Run, data: JsonObject, by: Principal): readonly string[] {
  const { plan, budget } = run;
  const { opening } = plan;
  const event = { ...data, type: openingEvent };
  run.state.data = data;
  run.opening = event;
  run.by = withCaseRoles(run, by, event);
  const acting = isCaseOrSchedule(by) ? { ids: [by.id] } : actingAs(run, opening.by, by, event);
  if (acting === null)
    throw new StepFault(
      refusal(
        "not-permitted.opening",
        { roles: roleNames(plan, opening.by) },
        { details: { roles: [...opening.by] } },
      ),
    );
  const fault = opening.check(data);
  run.state.data = fault === null ? opening.fill(data) : data;
  if (opening.where !== null && !opening.where.holds(run.scope(run.state.data, event), budget))
    throw new StepFault(refusal("not-permitted.opening-where", {}));
  if (fault !== null)
    throw new StepFault(refusal("invalid-data.opening", { fault: fault.message }, { path: fault.path }));
  return withProxy(acting.ids, by);
}

function enter(program: Program, run: Run, given: JsonObject): void {
  const { executable } = program;
  const { data } = run.state;
  run.state.data = {};
  const move = executable.enter(run, data);
  arrive(program, run, move, { ...given, type: openingEvent });
}
