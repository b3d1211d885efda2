import {
  positionOf,
  system,
  type CaseInfo,
  type CaseState,
  type Needs,
  type StepContext,
  type Stimulus,
} from "../machine/index.ts";
import type { Instant, JsonObject, Principal } from "../model/index.ts";
import type { Soon } from "../ports/index.ts";
import type { Definition } from "./compiler.ts";
import { lookUp, type Asking } from "./facts.ts";
import type { Held, Work } from "./work.ts";

/** What a step is told of the world: facts and people are looked up in the transaction, once, before it (A5). */
export function stepContext(
  work: Work,
  { record, definition }: Held,
  stimulus: Stimulus,
  now: Instant,
): Soon<StepContext> {
  const needs = definition.machine.needs(record.state, stimulus);
  return contextFor(work, definition, work.info(record), needs, now, {
    state: record.state,
    data: record.state.data,
    event: eventOf(stimulus),
    by: stimulus.kind === "event" || stimulus.kind === "act" ? positionOf(stimulus.by) : system,
  });
}

/** What an opening is told. */
export function openingContext(
  work: Work,
  definition: Definition,
  info: CaseInfo,
  opening: { data: JsonObject; by: Principal },
): Soon<StepContext> {
  const needs = definition.machine.needs(null, { kind: "open" });
  return contextFor(work, definition, info, needs, info.openedAt, {
    state: null,
    data: opening.data,
    event: { ...opening.data, type: "case.open" },
    by: opening.by,
  });
}

/** What is told for showing a case: its tasks, and what may be sent. Reads what this transaction has written. */
export function viewContext(
  work: Work,
  { record, definition }: Pick<Held, "record" | "definition">,
  now: Instant,
  by: Principal = system,
  event: { type: string } = { type: "" },
): Soon<StepContext> {
  const needs = definition.machine.viewNeeds(record.state);
  const asking = { state: record.state, data: record.state.data, event, by: positionOf(by) };
  return contextFor(work, definition, work.info(record), needs, now, asking, false);
}

type Sender = { state: CaseState | null } & Pick<Asking, "data" | "event" | "by">;

function contextFor(
  work: Work,
  definition: Definition,
  info: CaseInfo,
  needs: Needs,
  now: Instant,
  asking: Sender,
  flush = true,
): Soon<StepContext> {
  const context: StepContext = { now, case: info, facts: {}, people: {} };
  const isAlone = needs.facts.length === 0 && needs.roles.length === 0 && (needs.persons ?? []).length === 0;
  return isAlone ? context : lookedUp(work, definition, context, needs, asking, flush);
}

async function lookedUp(
  work: Work,
  definition: Definition,
  context: StepContext,
  needs: Needs,
  asking: Sender,
  flush: boolean,
): Promise<StepContext> {
  const { now, case: info } = context;
  for (const id of needs.persons ?? []) {
    const known = await work.runtime.directory.person(id);
    if (known === null) continue;
    const { name, roles } = known;
    context.persons = { ...context.persons, [id]: { ...(name === undefined ? {} : { name }), roles } };
  }
  if (flush && needs.facts.length > 0) await work.flush();
  for (const fact of needs.facts)
    context.facts[fact] = await lookUp(work, definition, fact, { ...asking, case: info, now });
  for (const role of needs.roles) context.people[role] = await work.runtime.directory.inRole(role);
  return context;
}

/** The event as the `where` of a fact sees it. */
function eventOf(stimulus: Stimulus): Asking["event"] {
  if (stimulus.kind === "event" || stimulus.kind === "act") return stimulus.event;
  if (stimulus.kind === "answer") return { type: "answer", output: stimulus.output };
  if (stimulus.kind === "failure") return { type: "failure", error: stimulus.error };
  return { type: stimulus.kind };
}
