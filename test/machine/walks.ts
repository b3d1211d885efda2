import * as fc from "fast-check";
import { expect } from "vitest";
import type { CaseState, Machine } from "../../engine/machine/index.ts";
import type { JsonObject } from "../../engine/model/index.ts";
import { person, Play } from "./host.ts";

/** Random walks through a case, and what a law finds wrong on the way. */

/** One move of a walk; numbers choose among what is there. */
export type Move =
  | { send: number; who: number; choice: number }
  | { pass: true }
  | { answer: number; fails: boolean }
  | { wait: number }
  | { stand: true };
export const moves = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ send: fc.nat(30), who: fc.nat(5), choice: fc.nat(3) }) },
    { weight: 3, arbitrary: fc.constant({ pass: true as const }) },
    { weight: 2, arbitrary: fc.record({ answer: fc.nat(5), fails: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 200 }) }) },
    { weight: 1, arbitrary: fc.constant({ stand: true as const }) },
  ),
  { minLength: 15, maxLength: 60 },
);

/** What is walked through: a machine, how a case of it is opened, and who takes part. */
export interface Subject {
  machine: Machine;
  opening: ConstructorParameters<typeof Play>[1];
  people: string[];
}

/** What is sent with the events that take something. */
const payloads: Record<string, (present: string[], choice: number, machine: Machine) => JsonObject> = {
  VOTE: (_present, choice) => ({ choice: ["yes", "no", "for", "against"][choice]! }),
  ROLL_CALL: (present) => ({ present }),
  RETURN: () => ({ reason: "x" }),
  RESUBMIT: () => ({ motion: "x" }),
  REPORT: () => ({ report: "x" }),
  SIGN: (_present, choice) => ({ choice: choice === 0 ? "no" : "yes" }),
  SEND_BACK: (_present, choice, { procedure }) => {
    const { stages, resume = [] } = procedure.returns!["back"]!;
    return { to: stages[choice % (stages.length - 1)]!, reason: "x", resume: resume[choice % 2]! };
  },
};

/** Walks, and shows each step. Refusals are part of it. */
export function walk(
  { machine, opening, people }: Subject,
  path: Move[],
  seen: (before: CaseState | null, play: Play, answered: string | null) => void,
): void {
  const play = new Play(machine, opening);
  seen(null, play, null);
  const present = people.filter((id) => id.includes("member")).slice(0, 12);
  for (const move of path) {
    const before = play.state;
    let answered: string | null = null;
    play.entries = [];
    if ("send" in move) {
      const roles = Object.keys(machine.procedure.roles ?? {});
      const anybody = person(people[move.who % people.length]!, ...roles);
      const named = machine.offers(play.state, anybody, play.context()).map(({ event }) => event);
      const events =
        move.send % 8 === 0 || named.length === 0 ? Object.keys(machine.procedure.events) : named;
      const type = events[move.send % events.length]!;
      const crowd = type === "VOTE" && present.length > 0 ? present : people;
      const event = { type, ...payloads[type]?.(present, move.choice, machine) };
      play.step({ kind: "event", event, by: person(crowd[move.who % crowd.length]!, ...roles) });
    } else if ("pass" in move) {
      if (machine.nextDue(play.state) !== null) play.due();
    } else if ("wait" in move) {
      const due = machine.nextDue(play.state);
      const at = new Date(Date.parse(play.now) + move.wait * 60_000).toISOString();
      play.now = due !== null && due < at ? due : at;
      if (due !== null && due <= play.now) play.due();
    } else if ("stand" in move) {
      if (play.state.status !== "active") continue;
      play.state = machine.suspend(play.state, play.now);
      play.now = new Date(Date.parse(play.now) + 3_600_000).toISOString();
      play.state = machine.resume(play.state, play.now);
      continue;
    } else {
      const waiting = Object.values(play.state.invocations).filter(({ src }) => src !== "ballot");
      if (waiting.length === 0) continue;
      const { token, children = [] } = waiting[move.answer % waiting.length]!;
      const index = move.answer % children.length;
      answered = token;
      play.step(
        move.fails
          ? { kind: "failure", token, index, error: { code: "x", message: "x" } }
          : { kind: "answer", token, index, output: 1 },
      );
    }
    seen(before, play, answered);
  }
}

/** What a law finds wrong in one step of a walk. Made anew for each walk, so that it may remember. */
export type Law = () => (before: CaseState | null, play: Play, answered: string | null) => (string | false)[];

export function faults(subject: Subject, path: Move[], law: Law): string[] {
  const found: string[] = [];
  const look = law();
  walk(subject, path, (before, play, answered) => {
    for (const fault of look(before, play, answered)) if (fault !== false) found.push(fault);
  });
  return found;
}

const send = (n: number): Move => ({ send: n, who: 0, choice: 0 });
/** Walks that have found a fault once: a stage is left by the way, keeps its signatures, and another stage is returned from. */
const pinned: Move[][] = [
  [
    ...[20, 20, 24].map(send),
    { wait: 1 },
    { pass: true },
    ...[2, 4].map(send),
    { answer: 0, fails: false },
    { stand: true },
    { wait: 1 },
    send(0),
    { wait: 1 },
    send(0),
    { stand: true },
    ...[0, 0].map(send),
    { pass: true },
    send(0),
  ],
];

/** Holds a law over random walks, and over those that have found a fault once. */
export function hold(subject: Subject, law: Law, walks: number): void {
  fc.assert(
    fc.property(moves, (path) => {
      expect(faults(subject, path, law)).toEqual([]);
    }),
    { numRuns: walks, examples: pinned.map((path): [Move[]] => [path]) },
  );
}
