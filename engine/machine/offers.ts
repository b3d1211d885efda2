import type { Principal } from "../model/index.ts";
import { payloadAt } from "../model/index.ts";
import { admit, eventsNamed, readsEvent } from "./admission.ts";
import { positionOf } from "./roles.ts";
import { refusalOf, StepFault } from "./fault.ts";
import type { Plan } from "./plan.ts";
import { Run } from "./run.ts";
import { selection } from "./selection.ts";
import { sentToTakeBack } from "./taking-back.ts";
import type { CaseState, Offer, StepContext } from "./types.ts";
import { untaken } from "./untaken.ts";
import { ballotsTaking } from "./voting.ts";

/**
 * Every event that the active states and open ballots name, with whether this person may send it now. What depends on what
 * will be sent with it is not known yet and counts as allowed.
 */
export function offers(plan: Plan, state: CaseState, by: Principal, context: StepContext): Offer[] {
  if (state.status !== "active") return [];
  const position = positionOf(by);
  const named = new Set(eventsNamed(plan, state).filter((name) => isWithinReach(plan, state, name)));
  return [...plan.events.keys()]
    .filter((name) => named.has(name) || isOwn(plan, state, name, position))
    .map((name): Offer => {
      const { schema: whole, definition } = plan.events.get(name)!;
      const schema = payloadAt(whole, plan.chart, name, (path) => Object.hasOwn(state.entered, path));
      const takes = Object.keys((schema["properties"] as object | undefined) ?? {}).length > 0;
      const offer = { event: name, title: definition.title, ...(takes ? { payload: schema } : {}) };
      try {
        admitOffer(new Run(plan, state, position, context), name, position);
        return { ...offer, allowed: true };
      } catch (thrown) {
        return { ...offer, allowed: false, refusal: refusalOf(thrown) };
      }
    });
}

/** What somebody may take back, or might have, is shown to them alone. */
function isOwn(plan: Plan, state: CaseState, event: string, { id }: Principal): boolean {
  return plan.takeBacks.events.has(event) && sentToTakeBack({ plan, state }, event, id).length > 0;
}

/** A state around one that forbids an event is never asked for it. */
function isWithinReach(plan: Plan, state: CaseState, event: string): boolean {
  if (ballotsTaking(state, plan, event).length > 0) return true;
  return (
    selection(plan, state, event, ({ chart, guard }) => chart.forbidden && guard === null).tried.length > 0
  );
}

function admitOffer(run: Run, name: string, by: Principal): void {
  const { plan, state } = run;
  const sent = { type: name };
  const admitted = admit(run, sent, by, false);
  const { narrowing, seat } = admitted;
  if (seat !== null) return;
  const scope = run.scope(state.data, sent);
  const { tried, taken } = selection(plan, state, name, (transition) => {
    if (narrowing !== null && !narrowing(transition)) return false;
    const { guard } = transition;
    return guard === null || readsEvent(guard.reads) || guard.holds(scope, run.budget);
  });
  if (taken.length === 0)
    throw new StepFault(
      untaken(
        run,
        admitted,
        sent,
        tried.map(({ transition }) => transition),
      ),
    );
}
