import type { Principal, Refusal } from "../model/index.ts";
import { admit } from "./admission.ts";
import type { Admitted } from "./admission.ts";
import { refusalOf } from "./fault.ts";
import type { Plan } from "./plan.ts";
import { isCaseOrSchedule, positionOf } from "./roles.ts";
import { actingAs, Run, withCaseRoles } from "./run.ts";
import { selectionFor } from "./selection.ts";
import type { ChartEvent } from "./statechart.ts";
import type { CaseState, EventExplanation, StepContext } from "./types.ts";
import { untaken } from "./untaken.ts";

/** Whether somebody may send an event, and if not, what would have to be otherwise: every guard that was asked, with what it read. */
export function explain(
  plan: Plan,
  state: CaseState,
  sent: ChartEvent,
  person: Principal,
  context: StepContext,
): EventExplanation {
  const by = positionOf(person);
  const run = new Run(plan, state, by, context);
  run.by = withCaseRoles(run, by, sent);
  let refusal: Refusal | undefined;
  let admitted: Admitted | undefined;
  try {
    admitted = admit(run, sent, by);
  } catch (thrown) {
    refusal = refusalOf(thrown);
  }
  const narrowing = admitted?.narrowing ?? null;
  const scope = run.scope(state.data, sent);
  const { tried, taken } = selectionFor(run, sent, narrowing);
  if (admitted !== undefined && admitted.seat === null && taken.length === 0)
    refusal = untaken(
      run,
      admitted,
      sent,
      tried.map(({ transition }) => transition),
    );
  return {
    event: sent.type,
    allowed: refusal === undefined,
    ...(refusal === undefined ? {} : { refusal }),
    transitions: tried.map(({ transition: { chart, guard }, holds }) => ({
      id: chart.id,
      state: chart.source,
      targets: chart.targets,
      holds,
      ...(guard === null ? {} : { guard: guard.explain(scope, run.budget) }),
    })),
    sender: sender(run, sent, by),
  };
}

function sender(run: Run, sent: ChartEvent, by: Principal): EventExplanation["sender"] {
  const { plan, state } = run;
  const event = plan.events.get(sent.type);
  if (event === undefined) return { roles: [], has: [] };
  const scope = run.scope(state.data, sent);
  const { by: roles, apartFrom } = event.definition;
  return {
    roles,
    has: isCaseOrSchedule(by) ? roles : roles.filter((role) => actingAs(run, [role], by, sent) !== null),
    ...(event.where === null ? {} : { where: event.where.explain(scope, run.budget) }),
    ...(apartFrom === undefined ? {} : { apartFrom }),
  };
}
