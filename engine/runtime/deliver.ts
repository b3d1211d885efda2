import { instant, millis } from "../time/index.ts";
import type { Instant, Json, JsonObject } from "../model/index.ts";
import { PermanentFailure, RetryLater, type Connector, type EffectRecord } from "../ports/index.ts";
import { waitsFor } from "./children.ts";
import { command } from "./command.ts";
import { incident } from "./incidents.ts";
import { isPersonal, personalEffects, personalNotice } from "./personal.ts";
import type { Runtime } from "./runtime.ts";
import { happen } from "./stimulate.ts";
import type { Held, Work } from "./work.ts";

/** An attempt takes so long at most; then the request may be given to another one. */
export const attemptMillis = 30_000;
/** After so many attempts an effect is an incident. */
export const mostAttempts = 8;
/** Requests under way at a time. */
const atOnce = 16;
/** One round delivers so many at most. */
const mostDelivered = 1000;
/** First pause after a failed attempt; it doubles with each, up to an hour. */
const firstPause = 1000;
const longestPause = 3_600_000;

/** How long to wait after an attempt that failed: longer where the other side asks for it, and an hour at most. */
export function pauseAfter(attempts: number, asked = 0): number {
  return Math.min(Math.max(firstPause * 2 ** (attempts - 1), asked), longestPause);
}

type Attempt =
  | { ok: true; output: Json | undefined; more?: EffectRecord[] }
  | { ok: false; fault: string; permanent?: boolean; pause?: number };

/**
 * Gives what waits to its connectors, at least once and always under the same key. An attempt is counted before it is made, so
 * that one which ends the process counts too. Gives how many were delivered.
 */
export async function deliver(runtime: Runtime): Promise<number> {
  let delivered = 0;
  for (let round = 0; round * atOnce < mostDelivered; round++) {
    const now = runtime.clock.now();
    // Twice the time: the attempt of another engine is surely over when this one takes its effect.
    const until = instant(millis(now) + 2 * attemptMillis);
    const claimed = await command(runtime, async ({ tx }) => ({
      ok: true as const,
      effects: await tx.claimEffects(now, until, atOnce),
    }));
    if (!claimed.ok || claimed.effects.length === 0) break;
    const done = await Promise.all(claimed.effects.map((effect) => deliverOne(runtime, effect)));
    delivered += done.filter(Boolean).length;
  }
  return delivered;
}

async function deliverOne(runtime: Runtime, effect: EffectRecord): Promise<boolean> {
  if (await mustWait(runtime, effect)) return false;
  const attempt = await tryOnce(runtime, effect);
  await command(runtime, async (work) => {
    if (attempt.ok) {
      await succeeded(work, effect, attempt.output);
      for (const one of attempt.more ?? []) work.request({ ...one, nextAt: runtime.clock.now() });
    } else await failed(work, effect, attempt);
    await work.run();
    return { ok: true };
  });
  return attempt.ok;
}

async function tryOnce(runtime: Runtime, effect: EffectRecord): Promise<Attempt> {
  if (effect.attempts > mostAttempts)
    return { ok: false, fault: "the attempts ended without a result, perhaps with the program" };
  try {
    return await (isPersonal(effect) ? tellOne : effect.type === "notify" ? tellAll : reach)(runtime, effect);
  } catch (fault) {
    return { ok: false, fault: fault instanceof Error ? fault.message : String(fault) };
  }
}

/** A message: to the connector called `notify`, where there is one; what is subscribed to it becomes effects of its own. */
async function tellAll(runtime: Runtime, effect: EffectRecord): Promise<Attempt> {
  const more = await personalEffects(runtime, effect);
  if (more === null) return reach(runtime, effect);
  const isConnected = Object.hasOwn(runtime.connectors, effect.connector);
  const attempt: Attempt = isConnected ? await reach(runtime, effect) : { ok: true, output: undefined };
  return attempt.ok ? { ...attempt, more } : attempt;
}

/** A message to one person: nothing where nobody is there any more, or has an address. */
async function tellOne(runtime: Runtime, effect: EffectRecord): Promise<Attempt> {
  const input = (await personalNotice(runtime, effect)) as JsonObject | null;
  return input === null ? { ok: true, output: undefined } : reach(runtime, { ...effect, input });
}

async function reach(runtime: Runtime, effect: EffectRecord): Promise<Attempt> {
  const { connector: name } = effect;
  const connector = Object.hasOwn(runtime.connectors, name) ? runtime.connectors[name] : undefined;
  if (connector === undefined) return { ok: false, fault: `There is no connector “${name}”` };
  return perform(runtime, connector, effect);
}

/** While its case is suspended nothing goes out; what nobody waits for any more goes out no more. */
async function mustWait(runtime: Runtime, effect: EffectRecord): Promise<boolean> {
  const looked = await command(runtime, async (work) => {
    const held = await work.held(effect.case);
    if (effect.token !== null && !waitsFor(held, effect.token)) {
      await work.tx.updateEffect({ ...effect, status: "withdrawn" });
      return { ok: true as const, wait: true };
    }
    if (held.record.status !== "suspended") return { ok: true as const, wait: false };
    await postpone(work, { ...effect, attempts: effect.attempts - 1 });
    return { ok: true as const, wait: true };
  });
  return !looked.ok || looked.wait;
}

async function perform(runtime: Runtime, connector: Connector, effect: EffectRecord): Promise<Attempt> {
  const { key, case: id, type, input } = effect;
  const late = new AbortController();
  const expired = new Promise<never>((_, reject) => {
    late.signal.addEventListener("abort", () => reject(late.signal.reason as Error));
  });
  const forget = runtime.clock.wake(instant(millis(runtime.clock.now()) + attemptMillis), () =>
    late.abort(new Error(`no answer within ${attemptMillis / 1000} seconds`)),
  );
  try {
    const performed = connector.perform({ key, case: id, type, input, signal: late.signal });
    const output = await Promise.race([performed, expired]);
    return { ok: true, output: output === undefined ? undefined : (output as Json) };
  } catch (fault) {
    const permanent = fault instanceof PermanentFailure;
    const pause = fault instanceof RetryLater ? fault.millis : 0;
    return { ok: false, fault: fault instanceof Error ? fault.message : String(fault), permanent, pause };
  } finally {
    forget();
  }
}

async function succeeded(work: Work, effect: EffectRecord, output: Json | undefined): Promise<void> {
  const held = await work.held(effect.case);
  const waits = effect.token !== null && waitsFor(held, effect.token);
  if (waits && output !== undefined && held.record.status === "suspended") {
    // The answer has no place in a case that stands still: the call is made again, under the same key, when it goes on.
    return postpone(work, effect);
  }
  const withdrawn = effect.token !== null && !waits;
  await work.tx.updateEffect({ ...effect, status: withdrawn ? "withdrawn" : "done", lastError: null });
  if (!waits || output === undefined) return;
  tell(work, held, effect, { kind: "answer", token: effect.token as string, output });
}

async function failed(
  work: Work,
  effect: EffectRecord,
  { fault, permanent = false, pause = 0 }: Extract<Attempt, { ok: false }>,
): Promise<void> {
  const held = await work.held(effect.case);
  const { connector, attempts, token } = effect;
  const at = work.runtime.clock.now();
  if (token !== null && !waitsFor(held, token))
    return work.tx.updateEffect({ ...effect, status: "withdrawn", lastError: fault });
  if (attempts < mostAttempts && !permanent)
    return work.tx.updateEffect({
      ...effect,
      status: "waiting",
      lastError: fault,
      nextAt: later(at, pauseAfter(attempts, pause)),
    });
  if (token !== null && held.record.status === "active" && handlesFailure(held, token)) {
    // The procedure says what is to be done then; the call is over.
    await work.tx.updateEffect({ ...effect, status: "withdrawn", lastError: fault });
    return tell(work, held, effect, {
      kind: "failure",
      token,
      error: { code: "call-failed", message: fault },
    });
  }
  // It does not (A13): the state waits on, and the call can be tried again.
  await work.tx.updateEffect({ ...effect, status: "incident", lastError: fault });
  incident(work, { held, at }, "call-failed", { connector, attempts, fault });
}

/** Whether the state that waits for an invocation has an `onError`. */
function handlesFailure({ definition, record }: Held, token: string): boolean {
  const { id, state } = record.state.invocations[token] ?? {};
  return definition.chart.transitions.some(
    ({ kind, source, invoke }) => kind === "invoke-error" && source === state && invoke === id,
  );
}

function tell(
  work: Work,
  held: Held,
  effect: EffectRecord,
  stimulus: Parameters<typeof happen>[1]["stimulus"],
): void {
  const at = work.runtime.clock.now();
  work.next(() =>
    happen(work, {
      case: effect.case,
      stimulus,
      at,
      refused: (reason) => incident(work, { held, at }, "answer-refused", { fault: reason.message }),
    }),
  );
}

async function postpone(work: Work, effect: EffectRecord): Promise<void> {
  const nextAt = later(work.runtime.clock.now(), pauseAfter(mostAttempts));
  await work.tx.updateEffect({ ...effect, status: "waiting", nextAt });
}

function later(at: Instant, ms: number): Instant {
  return instant(millis(at) + ms);
}
