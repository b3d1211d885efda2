import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileMachine } from "../../engine/machine/index.ts";
import type { CaseState, EntryDraft, Machine } from "../../engine/machine/index.ts";
import { ajvValidator, parsePack } from "../../engine/model/index.ts";
import type { BallotDefinition, JsonObject, Procedure, StateConfig } from "../../engine/model/index.ts";
import { machineOf, person, Play, procedureOf, title } from "./host.ts";

/**
 * What holds for every machine and every course of a case, over random walks. That the same inputs give the same step, that
 * nothing given is changed and that a stored state does as one that was not is held at every step of every test (host.ts).
 */

/** One move of a walk; numbers choose among what is there. */
type Move =
  | { send: number; who: number; choice: number }
  | { pass: true }
  | { answer: number; fails: boolean }
  | { wait: number }
  | { stand: true };
const moves = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ send: fc.nat(30), who: fc.nat(5), choice: fc.nat(3) }) },
    { weight: 3, arbitrary: fc.constant({ pass: true as const }) },
    { weight: 2, arbitrary: fc.record({ answer: fc.nat(5), fails: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 200 }) }) },
    { weight: 1, arbitrary: fc.constant({ stand: true as const }) },
  ),
  { minLength: 15, maxLength: 60 },
);

interface Subject {
  machine: Machine;
  opening: ConstructorParameters<typeof Play>[1];
  people: string[];
}

/** Everything that can be done with the language, in one machine that never ends for long. */
function kitchen(): Subject {
  const ballot: BallotDefinition = {
    electors: { role: "member" },
    cast: "VOTE",
    choice: "choice",
    choices: ["yes", "no"],
    pass: { for: "yes", of: "cast", share: ">1/2" },
    early: true,
    close: "short",
    recusal: "RECUSE",
  };
  const child = procedureOf({ initial: "x", states: { x: {} } }, { id: "child" });
  const count = { type: "assign", params: { n: { "%": [{ "+": [{ var: "data.n" }, 1] }, 7] } } };
  const work: Record<string, StateConfig> = {
    drafting: {
      after: { short: "deciding" },
      on: {
        GO: "deciding",
        SPLIT: "regions",
        AGAIN: { target: "drafting", reenter: true, actions: count },
        STAY: { actions: count },
      },
    },
    deciding: {
      tags: "clock:limit",
      invoke: {
        src: "ballot",
        id: "motion",
        input: { keep: true },
        onDone: [
          {
            guard: { type: "when", params: { "==": [{ var: "event.output.result" }, "passed"] } },
            target: "asking",
          },
          { target: "drafting" },
        ],
      },
      after: { kept: "drafting" },
    },
    asking: {
      tags: ["clock:limit"],
      invoke: {
        src: "procedure",
        id: "kids",
        input: { procedure: "child", each: ["p", "q"], until: "any", keep: true },
        onDone: "calling",
      },
      on: { GO: "calling" },
    },
    calling: {
      tags: ["clock:limit:stop"],
      invoke: { src: "call", id: "ask", input: { connector: "x" }, onDone: "drafting", onError: "drafting" },
      always: {
        guard: { type: "when", params: { "==": [{ var: "data.n" }, 3] } },
        target: "drafting",
        actions: count,
      },
    },
    regions: {
      type: "parallel",
      states: {
        left: {
          initial: "one",
          states: { one: { after: { short: "two" }, on: { GO: "two" } }, two: { type: "final" } },
        },
        right: {
          initial: "one",
          states: {
            one: { tags: "clock:limit", on: { NEXT: "two" } },
            two: {
              invoke: { src: "call", id: "right", input: { connector: "x" }, onDone: "three" },
              on: { NEXT: "three" },
            },
            three: { type: "final" },
          },
        },
      },
      onDone: { target: "drafting", actions: count },
    },
    back: { type: "history", history: "deep" },
    shallow: { type: "history", history: "shallow" },
  };
  const machine = machineOf(
    {
      initial: "work",
      states: {
        work: {
          initial: "drafting",
          states: work,
          on: {
            LEAVE: "away",
            "clock.limit.red": {
              target: ".drafting",
              actions: { type: "restart", params: { clock: "limit" } },
            },
          } as never,
        },
        away: { after: { long: "work" }, on: { BACK: "work.back", SHALLOW: "work.shallow", ANEW: "work" } },
      },
    },
    {
      data: { type: "object", properties: { n: { type: "integer", default: 0 } } },
      ballots: { motion: ballot },
      delays: {
        short: { limit: 5, unit: "hours" },
        kept: { limit: 4, unit: "workingDays", resume: true },
        long: { limit: 2, unit: "days" },
      },
      clocks: {
        limit: { title: title("limit"), limit: 3, unit: "workingDays", lights: { blue: 0.5, yellow: 0.9 } },
      },
      events: {
        VOTE: {
          title: title("Vote"),
          by: ["anyone"],
          payload: { type: "object", properties: { choice: { type: "string" } } },
        },
        RECUSE: { title: title("Recuse"), by: ["anyone"] },
      },
    } satisfies Partial<Procedure>,
    { procedures: { child } },
  );
  const people = ["m1", "m2", "m3", "guest"];
  return { machine, people, opening: { people: { member: ["m1", "m2", "m3"] } } };
}

function files(folder: string, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory()
        ? Object.entries(files(join(folder, entry.name), `${prefix}${entry.name}/`))
        : [[`${prefix}${entry.name}`, readFileSync(join(folder, entry.name), "utf8")]],
    ),
  );
}
const councilFolder = join(process.env.GUICHENG_CORPUS ?? "../shared/corpus", "../examples/council");
const hasCouncil = existsSync(councilFolder);
if (!hasCouncil) console.log("the example of the council is left out: no folder");

function council(): Subject {
  const read = parsePack(files(councilFolder));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { directory } = read.pack;
  const inRole = (role: string) => Object.keys(directory).filter((id) => directory[id]!.roles.includes(role));
  return {
    machine: compileMachine(read.pack, "residents-council-deliberation", {}, { validator: ajvValidator() }),
    people: Object.keys(directory),
    opening: {
      data: { motion: "benches", kind: "ordinary" },
      by: person("proposer-1", ...directory["proposer-1"]!.roles),
      people: { member: inRole("member") },
    },
  };
}

/** What is sent with the events that take something. */
const payloads: Record<string, (present: string[], choice: number) => JsonObject> = {
  VOTE: (_present, choice) => ({ choice: ["yes", "no", "for", "against"][choice]! }),
  ROLL_CALL: (present) => ({ present }),
  RETURN: () => ({ reason: "x" }),
  RESUBMIT: () => ({ motion: "x" }),
  REPORT: () => ({ report: "x" }),
};

/** Walks, and shows each step. Refusals are part of it. */
function walk(
  { machine, opening, people }: Subject,
  path: Move[],
  seen: (before: CaseState | null, play: Play) => void,
): void {
  const play = new Play(machine, opening);
  seen(null, play);
  const present = people.filter((id) => id.includes("member")).slice(0, 12);
  for (const move of path) {
    const before = play.state;
    play.entries = [];
    if ("send" in move) {
      const roles = Object.keys(machine.procedure.roles ?? {});
      const anybody = person(people[move.who % people.length]!, ...roles);
      const named = machine.offers(play.state, anybody, play.context()).map(({ event }) => event);
      const events =
        move.send % 8 === 0 || named.length === 0 ? Object.keys(machine.procedure.events) : named;
      const type = events[move.send % events.length]!;
      const crowd = type === "VOTE" && present.length > 0 ? present : people;
      const event = { type, ...payloads[type]?.(present, move.choice) };
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
      play.step(
        move.fails
          ? { kind: "failure", token, index, error: { code: "x", message: "x" } }
          : { kind: "answer", token, index, output: 1 },
      );
    }
    seen(before, play);
  }
}

const subjects = [
  ["a machine of everything", kitchen()] as const,
  ...(hasCouncil ? [["the council", council()] as const] : []),
];
const runs = { numRuns: 50 };

describe.each(subjects)("%s", (_name, subject) => {
  it("A12: every entry to a state re-arms its delays, and leaving it leaves none, but what resume keeps", () => {
    fc.assert(
      fc.property(moves, (path) =>
        walk(subject, path, (_before, { machine, state }) => {
          if (state.status !== "active") return expect(state.timers).toEqual([]);
          for (const { state: owner, id } of state.timers)
            expect(`${owner} of ${id}: ${Object.hasOwn(state.entered, owner)}`).toBe(
              `${owner} of ${id}: true`,
            );
          for (const [path, { n }] of Object.entries(state.entered)) {
            const config = path
              .split(".")
              .reduce<StateConfig>(
                (found, key) => (key === "" ? found : found.states![key]!),
                machine.procedure.machine,
              );
            for (const { n: began, kind } of state.timers.filter((timer) => timer.state === path))
              if (kind === "delay") expect(began).toBeGreaterThan(n);
            const entered = state.timers.filter((timer) => timer.state === path && timer.kind === "delay");
            expect(entered.length).toBeLessThanOrEqual(Object.keys(config.after ?? {}).length);
          }
        }),
      ),
      runs,
    );
  });

  it("A12: a delay begins in the step in which its state is entered", () => {
    fc.assert(
      fc.property(moves, (path) =>
        walk(subject, path, (before, { machine, state, entries, now }) => {
          for (const [path, { at, n }] of Object.entries(state.entered)) {
            if (before?.entered[path]?.n === n || state.status !== "active") continue;
            const config = path
              .split(".")
              .reduce<StateConfig>(
                (found, key) => (key === "" ? found : found.states![key]!),
                machine.procedure.machine,
              );
            expect(at).toBe(now);
            for (const delay of Object.keys(config.after ?? {}))
              expect(noted(entries, path, delay)).toBe(true);
          }
        }),
      ),
      runs,
    );
  });

  it("leaving a state, by whatever way, leaves no ballot, child, call or task of it, but what keep keeps", () => {
    fc.assert(
      fc.property(moves, (path) =>
        walk(subject, path, (_before, play) => {
          const { machine, state } = play;
          for (const { token, state: owner, keep } of Object.values(state.invocations))
            if (keep !== true)
              expect(`${token}: ${Object.hasOwn(state.entered, owner)}`).toBe(`${token}: true`);
          for (const token of Object.keys(state.ballots)) expect(state.invocations).toHaveProperty([token]);
          if (state.status !== "active") expect([state.invocations, state.ballots]).toEqual([{}, {}]);
          for (const task of machine.tasks(state, play.context()))
            expect(Object.keys(state.entered)).toContain(task.state);
        }),
      ),
      runs,
    );
  });

  it("what was asked for and has not answered is withdrawn, once, when nobody waits for it any more", () => {
    fc.assert(
      fc.property(moves, (path) => {
        const open = new Map<string, number>();
        walk(subject, path, (_before, { state, effects }) => {
          for (const effect of effects) {
            if (effect.type === "child" || (effect.type === "call" && effect.token !== undefined))
              open.set(effect.token!, 0);
            if (effect.type === "withdraw") {
              expect(open.get(effect.token)).toBe(0);
              open.set(effect.token, 1);
            }
          }
          for (const [token, withdrawn] of open)
            if (Object.hasOwn(state.invocations, token)) expect(withdrawn).toBe(0);
        });
      }),
      runs,
    );
  });

  it("the active states are those of the value, and each has its own number", () => {
    fc.assert(
      fc.property(moves, (path) =>
        walk(subject, path, (_before, { machine, state }) => {
          for (const active of Object.keys(state.entered))
            if (active !== "") expect(machine.matches(state, active)).toBe(true);
          const numbers = Object.values(state.entered).map(({ n }) => n);
          expect(new Set(numbers).size).toBe(numbers.length);
        }),
      ),
      runs,
    );
  });

  it("folding what entries set and unset gives the data, and the last value is the value", () => {
    fc.assert(
      fc.property(moves, (path) => {
        let data: Record<string, unknown> = {};
        walk(subject, path, (before, play) => {
          if (before === play.state) return;
          for (const { set, unset } of play.entries) {
            data = { ...data, ...set };
            for (const key of unset) delete data[key];
          }
          expect(data).toEqual(play.data);
          if (play.entries.length > 0) expect(play.entries.at(-1)!.value).toEqual(play.value);
        });
      }),
      runs,
    );
  });

  it("a forged event of the engine is refused, wherever the case stands", () => {
    const forged = fc
      .constantFrom("xstate.", "clock.", "ballot.", "due.", "case.")
      .chain((prefix) => fc.string().map((rest) => prefix + rest));
    fc.assert(
      fc.property(moves, forged, (path, type) =>
        walk(subject, path, (_before, play) => {
          const real = play.state.timers.map(({ id }) => id);
          for (const one of [type, ...real.filter((id) => id.startsWith("xstate."))]) {
            const result = play.machine.step(
              play.state,
              { kind: "event", event: { type: one }, by: person("x") },
              play.context(),
            );
            expect(result).toMatchObject({ ok: false, refusal: { code: "unknown-event" } });
          }
        }),
      ),
      { numRuns: 20 },
    );
  });
});

function noted(entries: EntryDraft[], state: string, delay: string): boolean {
  return entries.some(({ notes }) =>
    notes.some((note) => note.note === "delay" && note.state === state && note.delay === delay),
  );
}
