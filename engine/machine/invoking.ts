import type { Json, JsonObject } from "../model/index.ts";
import { placesOf } from "./actions/outward.ts";
import { parseShare } from "./ballots/index.ts";
import { own, without } from "./data.ts";
import { invocationKey } from "./plan-invocations.ts";
import type { InvocationPlan } from "./plan-invocations.ts";
import type { Run } from "./run.ts";
import type { ChartEvent, Context } from "./statechart.ts";
import { isRestored } from "./timers.ts";
import type { CaseState, Effect, Invocation } from "./types.ts";
import { closingOf, openBallotOf, reopenBallot } from "./voting.ts";

/**
 * What states invoke: ballots, child cases, calls. XState says when one begins (`xstate.spawnChild`); which state it belongs to,
 * and when it is to be withdrawn, the engine knows from its own record, because XState forgets it once a case has been stored.
 */

/** Begins what a state invokes, or finds again what `keep` has kept for an entry through history (A12). */
export function beginInvocation(run: Run, key: string, data: Context, event: ChartEvent): void {
  const plan = run.plan.invocations.get(key)!;
  const kept = Object.values(run.state.invocations).find(({ state, id }) => invocationKey(state, id) === key);
  if (kept !== undefined) {
    if (isRestored(run, plan.state)) return findAgain(run, kept, data, event);
    withdraw(run, kept.token);
  }
  const token = `${plan.id}:${run.next()}`;
  const children = beginners[plan.src](run, plan, token, data, event);
  const { until } = plan.input;
  const invocation: Invocation = {
    token,
    id: plan.id,
    src: plan.src,
    state: plan.state,
    ...(plan.keep ? { keep: true } : {}),
    ...(children === null
      ? {}
      : { children: Array.from({ length: children }, () => ({ status: "open" as const })) }),
    ...(plan.each === null ? {} : { each: true, until: typeof until === "string" ? until : "all" }),
  };
  run.state.invocations = { ...run.state.invocations, [token]: invocation };
  if (children === 0) run.touch("invocation", token);
}

type Beginner = (
  run: Run,
  plan: InvocationPlan,
  token: string,
  data: Context,
  event: ChartEvent,
) => number | null;

/** Gives the number of answers that are waited for; null for a ballot, which ends by itself. */
const beginners: Record<InvocationPlan["src"], Beginner> = {
  ballot(run, plan, token, data, event) {
    openBallotOf(run, run.plan.ballots.get(plan.id)!, token, plan.state, data, event);
    return null;
  },
  procedure(run, plan, token, data, event) {
    const scope = run.scope(data, event);
    const places = placesOf(plan.each === null ? null : listOf(plan.each.evaluate(scope, run.budget)));
    const { procedure, answerAt, gives } = plan.input as {
      procedure: string;
      answerAt?: string[];
      gives?: string[];
    };
    places.forEach((place, index) =>
      run.effect({
        type: "child",
        token,
        index,
        procedure,
        data: plan.body!({ ...scope, ...place }, run.budget) as JsonObject,
        ...(answerAt === undefined ? {} : { answerAt }),
        ...(gives === undefined ? {} : { gives }),
      }),
    );
    return places.length;
  },
  call(run, plan, token, data, event) {
    const connector = String(own(plan.input, "connector"));
    const input = plan.body!(run.scope(data, event), run.budget);
    run.effect({ type: "call", connector, input, token });
    return 1;
  },
};

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [];
}

function findAgain(run: Run, invocation: Invocation, data: Context, event: ChartEvent): void {
  const { token, src, state } = invocation;
  if (src === "ballot") reopenBallot(run, token, state, data, event);
  else if (completion(invocation) !== null) run.touch("invocation", token);
}

/** Withdraws what a state that is being left has invoked, but what `keep` keeps (A12). */
export function endInvocations(run: Run, state: string): void {
  const { invocations } = run.state;
  for (const token in invocations) {
    const { state: owner, keep } = invocations[token]!;
    if (owner === state && keep !== true) withdraw(run, token);
  }
}

/** Gives up an invocation: its ballot is gone, its child cases and its call are withdrawn. */
export function withdraw(run: Run, token: string): void {
  const invocation = run.state.invocations[token];
  run.state.invocations = without(run.state.invocations, token);
  run.state.ballots = without(run.state.ballots, token);
  run.state.timers = run.state.timers.filter(({ id }) => id !== closingOf(token));
  if (run.state.kept !== undefined) run.state.kept = without(run.state.kept, closingOf(token));
  if (invocation !== undefined) withdrawOpen(run, invocation);
}

/** Children that have not answered. What this very entry asks for has not begun and is simply not asked for (a state may be left as it is entered). */
function withdrawOpen(run: Run, { token, children = [] }: Invocation): void {
  const open = children.some(({ status }) => status === "open");
  if (!open) return;
  const asked = run.draft.effects.filter((effect) => asksFor(effect, token));
  run.draft.effects = run.draft.effects.filter((effect) => !asksFor(effect, token));
  if (asked.length === 0) run.effect({ type: "withdraw", token });
}

function asksFor(effect: Effect, token: string): boolean {
  return (effect.type === "child" || effect.type === "call") && effect.token === token;
}

/** The invocation with what a child or call has answered; null where nobody waits for it: it was withdrawn, or has answered before. */
export function answered(
  state: CaseState,
  token: string,
  index: number,
  answer: { output: Json } | { error: { code: string; message: string } },
): Invocation | null {
  const invocation = own(state.invocations, token);
  if (invocation?.children?.[index]?.status !== "open") return null;
  const children = [...invocation.children];
  children[index] =
    "output" in answer
      ? { status: "answered", output: answer.output }
      : { status: "failed", output: answer.error };
  return { ...invocation, children };
}

/** What the machine is told once enough has been answered, or once enough cannot be answered any more; null until then. */
export function completion(invocation: Invocation): ChartEvent | null {
  const { id, children, each, until = "all" } = invocation;
  if (children === undefined) return null;
  const done = children.filter(({ status }) => status === "answered").length;
  const open = children.filter(({ status }) => status === "open").length;
  if (enough(until, done, children.length)) {
    const outputs = children.map(({ status, output = null }) => (status === "answered" ? output : null));
    return { type: `xstate.done.actor.${id}`, output: each === true ? outputs : (outputs[0] ?? null) };
  }
  if (enough(until, done + open, children.length)) return null;
  const failed = children.find(({ status }) => status === "failed");
  return { type: `xstate.error.actor.${id}`, error: failed?.output ?? null };
}

/** `all`, `any`, or a share such as `">=2/3"`. An empty list is done at once (F1). */
function enough(until: string, done: number, all: number): boolean {
  if (all === 0 || until === "all") return done === all;
  if (until === "any") return done >= 1;
  const share = parseShare(until);
  if (share === null) return done === all;
  const [part, whole] = [done * share.whole, all * share.part];
  return share.op === ">" ? part > whole : share.op === "=" ? part === whole : part >= whole;
}

/** An invocation that has told the machine its result: nobody waits for the rest (F1). A ballot stays while its state is active (E11). */
export function settled(run: Run, token: string): void {
  const invocation = run.state.invocations[token];
  if (invocation === undefined || invocation.src === "ballot") return;
  run.state.invocations = without(run.state.invocations, token);
  withdrawOpen(run, invocation);
}

/** Whether the state that invoked it is active: what `keep` keeps waits for it to be entered again. */
export function isAwaited(state: CaseState, token: string): boolean {
  const invocation = state.invocations[token];
  return invocation !== undefined && Object.hasOwn(state.entered, invocation.state);
}
