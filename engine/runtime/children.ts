import { positionOf, type CaseInfo, type StateValue } from "../machine/index.ts";
import {
  refusal,
  type Instant,
  type Json,
  type JsonObject,
  type Principal,
  type Refused,
} from "../model/index.ts";
import type { CaseParent, CaseRecord, CaseSummary, Page } from "../ports/index.ts";
import { openingContext } from "./context.ts";
import type { Definition } from "./compiler.ts";
import { incident } from "./incidents.ts";
import { asCase } from "./people.ts";
import { fireUntil, happen, isDue, laterOf } from "./stimulate.ts";
import type { Held, Work } from "./work.ts";

/** Cases open cases open cases: so many deep, then no further (F2). */
export const deepest = 16;

export interface Opening {
  /** Null where no deployed pack has the procedure. */
  definition: Definition | null;
  procedure: string;
  data: JsonObject;
  parent: CaseParent | null;
  by: Principal;
  depth: number;
  at: Instant;
}

/** Opens a case in this transaction, with all that it causes. A refusal leaves nothing. */
export async function openNested(work: Work, opening: Opening): Promise<{ ok: true; id: string } | Refused> {
  const { definition, procedure, data, parent, by, depth, at } = opening;
  if (definition === null) return { ok: false, refusal: refusal("unknown-procedure", { procedure }) };
  if (depth > deepest) return { ok: false, refusal: refusal("limit-exceeded", { limit: deepest }) };
  const id = work.runtime.ids.next();
  const { pack, parameters, machine, calendar } = definition;
  const pinned = { pack: pack.digest, parameters, ...(calendar === undefined ? {} : { calendar }) };
  const info: CaseInfo = {
    id,
    procedure,
    version: pack.version,
    openedAt: at,
    openedBy: positionOf(by).id,
    revision: 0,
    depth,
  };
  const context = await openingContext(work, definition, info, { data, by });
  work.count();
  const result = machine.open({ data, by }, context);
  if (!result.ok) return result;
  const { revision: _, ...fixed } = info;
  const held = work.begin({ ...fixed, ...pinned, state: result.state, parent }, definition);
  const entries = work.append(held, result.state, result.entries, {
    opening: { procedure, version: pack.version, ...pinned, parent, depth },
  });
  work.next(() => fireUntil(work, held, at));
  work.settle(held, entries);
  return { ok: true, id };
}

/**
 * Answers the parent of an invoked case, once: when it has ended, or reached one of the states at which it answers. It then
 * goes on by itself (F2).
 */
export async function answerParent(work: Work, held: Held, values: StateValue[]): Promise<void> {
  const { parent } = held.record;
  if (parent?.token === undefined || parent.answered === true) return;
  const outcome = outcomeOf(held, values);
  if (outcome === null) return;
  await tellParent(work, held, outcome);
}

/** What a child tells: its output, or that it will give none. */
export type Outcome = { output: Json } | { error: { code: string; message: string } };

async function tellParent(work: Work, held: Held, outcome: Outcome): Promise<void> {
  const parent = held.record.parent as CaseParent;
  const above = await work.held(parent.case);
  const { held: _, ...told } = { ...parent, answered: true };
  // While the parent is suspended nothing happens to it (C5): the answer waits for its resumption.
  if (above.record.status === "suspended") return work.amend(held, { ...told, held: outcome });
  work.amend(held, told);
  deliver(work, above, told, outcome, held.record.updatedAt);
}

/** Gives the answers that have waited for the resumption of a case. */
export async function answerHeld(work: Work, above: Held, at: Instant): Promise<void> {
  for (const summary of await childrenOf(work, above)) {
    if (summary.parent?.held === undefined) continue;
    const child = await work.held(summary.id);
    const { held: outcome, ...told } = child.record.parent as CaseParent;
    work.amend(child, told);
    if (outcome !== undefined) deliver(work, above, told, outcome, at);
  }
}

function deliver(
  work: Work,
  above: Held,
  { token = "", index }: CaseParent,
  outcome: Outcome,
  at: Instant,
): void {
  if (!waitsFor(above, token)) return;
  const which = { token, ...(index === undefined ? {} : { index }) };
  work.next(() => {
    // What came in between may have left the state that waited.
    if (!waitsFor(above, token)) return undefined;
    return happen(work, {
      case: above.record.id,
      stimulus:
        "output" in outcome
          ? { kind: "answer", ...which, ...outcome }
          : { kind: "failure", ...which, ...outcome },
      at,
      refused: (refused) => incident(work, { held: above, at }, "answer-refused", { fault: refused.message }),
    });
  });
}

/** Whether a state of the case still waits for an invocation; a late answer to an earlier one is taken for none. */
export function waitsFor({ record: { status, state } }: Held, token: string): boolean {
  if (status !== "active" && status !== "suspended") return false;
  return Object.hasOwn(state.invocations, token);
}

function outcomeOf({ record, definition }: Held, values: StateValue[]): Outcome | null {
  const { status, state, parent } = record;
  if (status === "withdrawn") return { error: { code: "withdrawn", message: "The case was withdrawn." } };
  const gives = parent?.gives;
  if (status === "done") return { output: pick(state.output ?? state.data, gives) };
  const reached = parent?.answerAt?.some((path) =>
    values.some((value) => definition.machine.matches({ ...state, value }, path)),
  );
  return reached === true ? { output: pick(state.data, gives) } : null;
}

function pick(output: Json, gives: string[] | undefined): Json {
  if (gives === undefined || typeof output !== "object" || output === null || Array.isArray(output))
    return output;
  return Object.fromEntries(
    gives.filter((name) => Object.hasOwn(output, name)).map((name) => [name, output[name] as Json]),
  );
}

/** Cases of an invocation that have not answered yet, in the order in which they were opened. */
export async function unanswered(work: Work, held: Held, invocation: string): Promise<string[]> {
  const { invocations } = held.record.state;
  const children = await childrenOf(work, held);
  return children
    .filter(({ parent, status }) => {
      const isOf = parent?.token !== undefined && invocations[parent.token]?.id === invocation;
      return isOf && parent.answered !== true && (status === "active" || status === "suspended");
    })
    .map(({ id }) => id)
    .toReversed();
}

/** Open child cases that a case waits for, in the order in which they were opened. */
export async function invoked(work: Work, held: Held): Promise<Held[]> {
  const found: Held[] = [];
  for (const { id, parent, status } of (await childrenOf(work, held)).toReversed()) {
    const isOpen = status === "active" || status === "suspended";
    if (isOpen && parent?.token !== undefined && parent.answered !== true) found.push(await work.held(id));
  }
  return found;
}

/** The same with those that they wait for in turn. */
export async function invokedBelow(work: Work, held: Held): Promise<Held[]> {
  const found: Held[] = [];
  for (const child of await invoked(work, held)) found.push(child, ...(await invokedBelow(work, child)));
  return found;
}

/** Ends what an invocation has begun: children that have not answered are withdrawn, a call is given up. */
export async function withdrawInvoked(work: Work, held: Held, token: string, at: Instant): Promise<void> {
  for (const { id, parent, status } of await childrenOf(work, held)) {
    if (parent?.token !== token || parent.answered === true) continue;
    const child = await work.held(id);
    work.amend(child, { ...parent, answered: true });
    if (status === "active" || status === "suspended")
      work.next(() => end(work, child, { by: asCase(held.record.id), at, reason: "" }));
  }
  for (const status of ["waiting", "running", "incident"] as const)
    for await (const effect of everyOf((page) => work.tx.effects({ case: held.record.id, status, ...page })))
      if (effect.token === token) await work.tx.updateEffect({ ...effect, status: "withdrawn" });
}

/** Ends a case from outside. What is due before fires first; nothing of it is left running. */
export async function end(
  work: Work,
  held: Held,
  act: { by: Principal; at: Instant; reason: string },
): Promise<void> {
  const at = laterOf(act.at, held.record.updatedAt);
  if (isDue(held.record, at)) {
    work.next(
      () => fireUntil(work, held, at),
      () => end(work, held, act),
    );
    return;
  }
  const { status } = held.record;
  if (status === "done" || status === "withdrawn") return;
  const { state, effects } = held.definition.machine.withdraw(held.record.state, at);
  const event = { type: "case.withdraw", ...(act.reason === "" ? {} : { reason: act.reason }) };
  const entry = work.act(held, { kind: "withdraw", event, by: act.by, at, effects }, state);
  work.settle(held, [entry]);
}

/** Cases that a case has opened, those of this transaction included, the newest first: all, or the first `most`. */
export async function childrenOf(
  work: Work,
  { record }: { record: CaseRecord },
  most = Infinity,
): Promise<CaseSummary[]> {
  await work.flush();
  const children: CaseSummary[] = [];
  for await (const child of everyOf((page) => work.tx.cases({ parent: record.id, ...page }))) {
    if (children.length >= most) break;
    children.push(child);
  }
  return children;
}

/** Every item of a list that comes in pages. */
export async function* everyOf<T>(
  read: (page: { after?: string; limit: number }) => Promise<Page<T>>,
): AsyncGenerator<T> {
  for (let after: string | undefined; ;) {
    const page = await read({ limit: 200, ...(after === undefined ? {} : { after }) });
    yield* page.items;
    if (page.next === undefined) return;
    after = page.next;
  }
}
