import {
  positionOf,
  type CaseInfo,
  type CaseState,
  type EntryDraft,
  type Machine,
  type StepContext,
  type StepResult,
  type Stimulus,
} from "../machine/index.ts";
import { canonical, type Json, type JsonObject } from "../model/index.ts";
import type { CaseParent, JournalEntry } from "../ports/index.ts";
import { recalculated } from "../runtime/calendars.ts";
import { Disagreement } from "./faults.ts";
import type { SecretBallots } from "./secret.ts";

/** What a case is done again with. */
export interface Script {
  machine: Machine;
  /** The same under another calendar, by the digest of the pack that brings it; null where that is not this one, grown. */
  under(calendar: string): Script | null;
  /** The same machine, in which these ballots end only when everybody has cast or their time is up. */
  withoutEarly(ballots: string[]): Machine;
  secret: SecretBallots;
}

/** One step: the entry of what happened, and those that it caused in the same commit. */
type Step = [JournalEntry, ...JournalEntry[]];

/**
 * Does a case again from its journal: every step with what was recorded of the world, and the acts of administrators. Gives the
 * state it comes to. Throws {@link Disagreement} at the first entry that does not come about again.
 */
export function replay(script: Script, id: string, entries: JournalEntry[]): CaseState {
  let state: CaseState | null = null;
  let counted = script;
  const info = infoOf(id, entries);
  const parent = entries[0]?.opening?.parent ?? null;
  for (const step of stepsOf(entries)) {
    const [root] = step;
    if (root.kind === "calendar") counted = recounted(counted, root);
    const again = acts[root.kind] ?? machineStep;
    state = again({ script: counted, info, parent, state, step });
  }
  if (state === null) throw new Disagreement(1, "missing-entry");
  return state;
}

function recounted(script: Script, { seq, event }: JournalEntry): Script {
  const { pack } = event as { pack?: Json };
  const grown = script.under(String(pack));
  if (grown === null) throw new Disagreement(seq, "not-reproduced", { fault: "calendar" });
  return grown;
}

interface Again {
  script: Script;
  info: CaseInfo;
  parent: CaseParent | null;
  state: CaseState | null;
  step: Step;
}

/** What is no step of the machine. */
const acts: Partial<Record<JournalEntry["kind"], (again: Again) => CaseState>> = {
  suspend({ script: { machine }, state, step, parent }) {
    const above = causedBy(step, parent?.token === undefined ? undefined : parent.case);
    return act(step, machine.suspend(begun(state, step), step[0].at, above));
  },
  resume({ script: { machine }, state, step }) {
    const before = begun(state, step);
    // What a case has taken along goes on with it, and not otherwise.
    const above = before.suspension?.parent;
    if (causedBy(step, above) !== above)
      throw new Disagreement(step[0].seq, "not-reproduced", { fault: "parent" });
    return act(step, machine.resume(before, step[0].at));
  },
  withdraw({ script: { machine }, state, step }) {
    const ended = machine.withdraw(begun(state, step), step[0].at);
    return act(step, ended.state, ended.effects);
  },
  link({ state, step }) {
    const { links, ...rest } = begun(state, step);
    const { link, case: opened } = step[0].event as { link?: Json; case?: Json };
    const name = String(link);
    return act(step, { ...rest, links: { ...links, [name]: [...(links[name] ?? []), String(opened)] } });
  },
  calendar({ script: { machine }, state, step }) {
    const [{ seq, at, notes }] = step;
    const again = recalculated(machine, begun(state, step), at);
    expectSame(seq, "notes", notes, again.notes);
    return act(step, again.state);
  },
  claim: ({ state, step }) => act(step, begun(state, step)),
  release: ({ state, step }) => act(step, begun(state, step)),
  incident(again) {
    // The engine's own incidents change nothing; those of the machine are steps like any other.
    const { state, step } = again;
    return step[0].event.type === "case.incident" ? act(step, begun(state, step)) : machineStep(again);
  },
};

/** The case that took this one along, or let it go on: the one that waits for it, which the entry names as who has done it. */
function causedBy([{ seq, event, by }]: Step, above: string | undefined): string | undefined {
  const { parent } = event as { parent?: Json };
  if (parent === undefined) return undefined;
  if (parent !== above || by.id !== `case:${above}`)
    throw new Disagreement(seq, "not-reproduced", { fault: "parent" });
  return above;
}

/** An act changes no data, and shows the state value as it is after it. */
function act([entry, ...others]: Step, state: CaseState, effects: EntryDraft["effects"] = []): CaseState {
  const plain =
    others.length === 0 &&
    entry.taken.length === 0 &&
    entry.unset.length === 0 &&
    Object.keys(entry.set).length === 0;
  if (!plain) throw new Disagreement(entry.seq, "not-reproduced", { fault: "data" });
  expectSame(entry.seq, "value", entry.value, state.value);
  expectSame(entry.seq, "effects", entry.effects, effects);
  return state;
}

function machineStep({ script, info, state, step }: Again): CaseState {
  const [root] = step;
  const context: StepContext = {
    now: root.at,
    case: { ...info, revision: root.seq - 1 },
    facts: root.facts ?? {},
    people: root.people ?? {},
    ...(root.persons === undefined ? {} : { persons: root.persons }),
  };
  if (root.kind === "open") {
    if (root.seq !== 1) throw new Disagreement(root.seq, "not-reproduced", { fault: "open" });
    const { type: _, ...data } = root.event;
    return agreed(step, script.machine.open({ data: data as JsonObject, by: root.by }, context));
  }
  const before = begun(state, step);
  const { ballots, attempts } = script.secret.prepare(before, step);
  const machine = ballots.length === 0 ? script.machine : script.withoutEarly(ballots);
  let disagreement: unknown = null;
  for (const { state: prepared, choice } of attempts) {
    try {
      const result = machine.step(prepared, stimulusOf(root, choice), context);
      return agreed(step, result);
    } catch (fault) {
      if (!(fault instanceof Disagreement)) throw fault;
      disagreement ??= fault;
    }
  }
  throw disagreement ?? new Disagreement(root.seq, "not-reproduced", { fault: "ballot" });
}

function stimulusOf(root: JournalEntry, choice: JsonObject): Stimulus {
  if (root.answers !== undefined) return root.answers;
  if (root.kind === "act") return { kind: "act", event: root.event, by: root.by };
  if (root.kind !== "event") return { kind: "due" };
  return { kind: "event", event: { ...root.event, ...choice, type: root.event.type }, by: root.by };
}

/** The state, if the step gave the very entries that the journal has. */
function agreed(step: Step, result: StepResult): CaseState {
  const [{ seq }] = step;
  if (!result.ok) throw new Disagreement(seq, "not-reproduced", { fault: result.refusal.code });
  step.forEach((entry, n) => {
    const draft = result.entries[n];
    if (draft === undefined) throw new Disagreement(entry.seq, "not-reproduced", { fault: "entry" });
    const told = draftOf(entry) as unknown as Record<string, Json>;
    const made = draft as unknown as Record<string, Json>;
    for (const member of new Set([...Object.keys(told), ...Object.keys(made)]))
      expectSame(entry.seq, member, told[member], made[member]);
  });
  if (result.entries.length > step.length)
    throw new Disagreement(seq + step.length, "not-reproduced", { fault: "entry" });
  return result.state;
}

/** An entry as the machine gave it. */
function draftOf(entry: JournalEntry): Partial<JournalEntry> {
  const {
    case: _case,
    seq: _seq,
    cause: _cause,
    prev: _prev,
    hash: _hash,
    opening: _opening,
    answers: _answers,
    ...draft
  } = entry;
  return draft;
}

function expectSame(seq: number, member: string, told: unknown, made: unknown): void {
  if (textOf(told) !== textOf(made)) throw new Disagreement(seq, "not-reproduced", { fault: member });
}

/** The text by which values are compared; what is absent has none. */
export const textOf = (value: unknown): string => (value === undefined ? "" : canonical(value as Json));

function begun(state: CaseState | null, [{ seq }]: Step): CaseState {
  if (state === null) throw new Disagreement(seq, "not-reproduced", { fault: "open" });
  return state;
}

function stepsOf(entries: JournalEntry[]): Step[] {
  const steps: Step[] = [];
  for (const entry of entries) {
    const last = steps.at(-1);
    if (entry.cause === undefined) steps.push([entry]);
    else if (last?.[0].seq === entry.cause) last.push(entry);
    else throw new Disagreement(entry.seq, "not-reproduced", { fault: "cause" });
  }
  return steps;
}

function infoOf(id: string, [first]: JournalEntry[]): CaseInfo {
  const { opening } = first ?? {};
  if (first === undefined || opening === undefined) throw new Disagreement(1, "missing-entry");
  const { procedure, version, depth } = opening;
  return {
    id,
    procedure,
    version,
    openedAt: first.at,
    openedBy: positionOf(first.by).id,
    revision: 0,
    depth,
  };
}
