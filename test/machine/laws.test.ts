import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileMachine } from "../../engine/machine/index.ts";
import type { CaseState, EntryDraft, Machine } from "../../engine/machine/index.ts";
import { ajvValidator, parsePack } from "../../engine/model/index.ts";
import type {
  ActionConfig,
  BallotDefinition,
  FactDefinition,
  JsonObject,
  Procedure,
  StateConfig,
  TransitionConfig,
} from "../../engine/model/index.ts";
import { approval, members } from "./approval.ts";
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
function kitchen(
  change = (config: StateConfig): StateConfig => config,
  parts: Partial<Procedure> = {},
): Subject {
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
  const whole = change({
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
  });
  const machine = machineOf(
    whole,
    {
      ...parts,
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

/** The same, with a fact of its own in every guard, entry and exit. */
function asking(
  make: (change: (config: StateConfig) => StateConfig, parts: Partial<Procedure>) => Subject,
): Subject {
  const facts: Record<string, FactDefinition> = {};
  const fact = (): JsonObject => {
    const name = `f${Object.keys(facts).length}`;
    facts[name] = { of: "register:list", give: "count" };
    return { var: `fact.${name}` };
  };
  const guarded = (one: TransitionConfig | string): TransitionConfig => {
    const config = typeof one === "string" ? { target: one } : one;
    const before =
      typeof config.guard === "object" && config.guard.type === "when" ? [config.guard.params] : [];
    return { ...config, guard: { type: "when", params: { and: [...before, { ">": [fact(), 0] }] } } };
  };
  const all = (transitions: StateConfig["always"]) => [transitions ?? []].flat().map(guarded);
  const each = (record: StateConfig["on"]) =>
    Object.fromEntries(Object.entries(record ?? {}).map(([key, transitions]) => [key, all(transitions)]));
  const same = (): ActionConfig => ({
    type: "assign",
    params: { n: { "+": [{ var: "data.n" }, { "*": [0, fact()] }] } },
  });
  const change = (config: StateConfig): StateConfig =>
    config.type === "history"
      ? config
      : {
          ...config,
          entry: same(),
          exit: same(),
          on: each(config.on),
          after: each(config.after),
          ...(config.always === undefined ? {} : { always: all(config.always) }),
          ...(config.onDone === undefined ? {} : { onDone: all(config.onDone) }),
          invoke: [config.invoke ?? []].flat().map((one) => ({
            ...one,
            onDone: all(one.onDone),
            ...(one.onError === undefined ? {} : { onError: all(one.onError) }),
          })),
          ...(config.states === undefined
            ? {}
            : {
                states: Object.fromEntries(
                  Object.entries(config.states).map(([key, state]) => [key, change(state)]),
                ),
              }),
        };
  const subject = make(change, { facts });
  const told = Object.fromEntries(Object.keys(facts).map((name) => [name, 1]));
  return { ...subject, opening: { ...subject.opening, facts: told } };
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

function sentBack(
  change = (config: StateConfig): StateConfig => config,
  parts: Partial<Procedure> = {},
): Subject {
  const each = (states: Record<string, StateConfig>) =>
    Object.fromEntries(Object.entries(states).map(([key, state]) => [key, change(state)]));
  return { machine: approval(parts, {}, each), people: ["m1", "m2", "m3", "guest"], opening: members };
}

/** What is sent with the events that take something. */
const payloads: Record<string, (present: string[], choice: number) => JsonObject> = {
  VOTE: (_present, choice) => ({ choice: ["yes", "no", "for", "against"][choice]! }),
  ROLL_CALL: (present) => ({ present }),
  RETURN: () => ({ reason: "x" }),
  RESUBMIT: () => ({ motion: "x" }),
  REPORT: () => ({ report: "x" }),
  SIGN: (_present, choice) => ({ choice: choice === 0 ? "no" : "yes" }),
  SEND_BACK: (present, choice) => ({
    to: ["drafting", "reviewing", "signing"][choice % 3]!,
    reason: "x",
    resume: present.length % 2 === 0 ? "back" : "rerun",
  }),
};

/** Walks, and shows each step. Refusals are part of it. */
function walk(
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

const subjects = [
  ["a machine of everything", kitchen()] as const,
  ["an approval with returns and holds", sentBack()] as const,
  ...(hasCouncil ? [["the council", council()] as const] : []),
];

/** What a law finds wrong in one step of a walk. Made anew for each walk, so that it may remember. */
type Law = () => (before: CaseState | null, play: Play, answered: string | null) => (string | false)[];

function faults(subject: Subject, path: Move[], law: Law): string[] {
  const found: string[] = [];
  const look = law();
  walk(subject, path, (before, play, answered) => {
    for (const fault of look(before, play, answered)) if (fault !== false) found.push(fault);
  });
  return found;
}

function configOf({ procedure }: Machine, path: string): StateConfig {
  return path
    .split(".")
    .reduce<StateConfig>((found, key) => (key === "" ? found : found.states![key]!), procedure.machine);
}

const laws: Record<string, Law> = {
  "A12: leaving a state leaves no timer of it, and a state has at most the timers that it declares":
    () =>
    (_before, { machine, state }) => [
      ...state.timers.map(
        ({ state: owner, id }) =>
          !Object.hasOwn(state.entered, owner) && `${id} of ${owner}, which is not active`,
      ),
      ...state.timers.map(
        ({ n, kind, state: owner }) =>
          kind === "delay" && n < state.entered[owner]!.n && `${owner} was entered after its timer`,
      ),
      ...Object.keys(state.entered).map((active) => {
        const timers = state.timers.filter((timer) => timer.state === active && timer.kind === "delay");
        return (
          timers.length > Object.keys(configOf(machine, active).after ?? {}).length &&
          `${active} has ${timers.length} timers`
        );
      }),
    ],
  "A12: every entry to a state re-arms its delays, in the same step":
    () =>
    (before, { machine, state, entries, now }) =>
      Object.entries(state.entered).flatMap(([active, { at, n }]) => {
        if (before?.entered[active]?.n === n || state.status !== "active") return [];
        const delays = Object.keys(configOf(machine, active).after ?? {});
        return [
          at !== now && `${active} was entered at another time`,
          ...delays.map((delay) => !noted(entries, active, delay) && `${delay} of ${active} did not begin`),
        ];
      }),
  "leaving a state, by whatever way, leaves no ballot, child, call or task of it, but what keep keeps":
    () => (_before, play) => {
      const { machine, state } = play;
      const left = (path: string) => !Object.hasOwn(state.entered, path);
      const waiting = Object.values(state.invocations);
      return [
        ...waiting.map(
          ({ token, state: owner, keep }) => keep !== true && left(owner) && `${token} of ${owner}`,
        ),
        ...Object.keys(state.ballots).map(
          (token) => !Object.hasOwn(state.invocations, token) && `ballot ${token}`,
        ),
        ...machine.tasks(state, play.context()).map((task) => left(task.state) && `task of ${task.state}`),
        state.status !== "active" &&
          waiting.length + Object.keys(state.ballots).length > 0 &&
          "something of an ended case",
      ];
    },
  "what was asked for and has not answered is withdrawn, exactly once, when nobody waits for it any more":
    () => {
      const asked = new Map<string, { withdrawn: number; answered: boolean }>();
      return (_before, { state, effects }, answered) => {
        for (const effect of effects) {
          if (
            (effect.type === "child" || effect.type === "call") &&
            effect.token !== undefined &&
            !asked.has(effect.token)
          )
            asked.set(effect.token, { withdrawn: 0, answered: false });
          if (effect.type === "withdraw") asked.get(effect.token)!.withdrawn += 1;
        }
        if (answered !== null) asked.get(answered)!.answered = true;
        return [...asked].flatMap(([token, { withdrawn, answered }]) => {
          const awaited = Object.hasOwn(state.invocations, token);
          return [
            awaited && withdrawn > 0 && `${token} was withdrawn and is waited for`,
            !awaited && !answered && withdrawn !== 1 && `${token} was withdrawn ${withdrawn} times`,
            withdrawn > 1 && `${token} was withdrawn ${withdrawn} times`,
          ];
        });
      };
    },
  "the active states are those of the value, and each has its own number":
    () =>
    (_before, { machine, state }) => [
      ...Object.keys(state.entered).map(
        (active) => active !== "" && !machine.matches(state, active) && `${active} is not in the value`,
      ),
      new Set(Object.values(state.entered).map(({ n }) => n)).size !== Object.keys(state.entered).length &&
        "a number twice",
    ],
  "folding what entries set and unset gives the data, and the last value is the value": () => {
    let data: JsonObject = {};
    return (_before, play) => {
      for (const { set, unset } of play.entries) {
        data = { ...data, ...set };
        for (const key of unset) delete data[key];
      }
      return [
        !isDeepStrictEqual(data, play.data) && `${JSON.stringify(data)} is not ${JSON.stringify(play.data)}`,
        play.entries.length > 0 &&
          !isDeepStrictEqual(play.entries.at(-1)!.value, play.value) &&
          "another value",
      ];
    };
  },
  "F3: what a return enters begins afresh, and nothing of what it leaves is left": () => (before, play) => {
    const { state, taken } = play;
    const made = play.notes.some(({ note }) => note === "returned");
    if (before === null || !made) return [];
    const stays = (path: string) => before.entered[path]?.n === state.entered[path]?.n;
    return [
      taken.length === 0 && "a return without a transition",
      ...state.timers.map(
        ({ id, n, state: owner }) => n <= before.began && !stays(owner) && `${id} is older than its state`,
      ),
      ...Object.values(state.invocations).map(
        ({ token, state: owner }) =>
          (!Object.hasOwn(state.entered, owner) ||
            (Object.hasOwn(before.invocations, token) && !stays(owner))) &&
          `${token} of ${owner} is left`,
      ),
      ...Object.values(state.ballots).map(
        ({ cast, openedAt }) => cast.length > 0 && openedAt === play.now && "a ballot with votes of before",
      ),
      ...Object.keys(state.kept ?? {}).map((id) => `${id} is kept`),
    ];
  },
  "F3: who has returned is remembered only where it can still matter":
    () =>
    (_before, { state, machine }) =>
      Object.entries(state.returned ?? {}).map(([name, { to, from }]) => {
        const { in: inside, stages } = machine.procedure.returns![name]!;
        const later = stages.slice(stages.findIndex((stage) => to === `${inside}.${stage}`) + 1);
        const passed = later.some((stage) => Object.hasOwn(state.entered, `${inside}.${stage}`));
        return (
          (passed || state.status === "done" || !Object.hasOwn(state.entered, inside)) &&
          `${from} is remembered`
        );
      }),
  "F4: while a hold stands only what it allows leaves a state, no delay fires, and what it stops stands still":

      () =>
      (before, { machine, state, entries, last }) => {
        const holds = machine.procedure.holds ?? {};
        const hold = state.hold === undefined ? null : holds[state.hold.name]!;
        const stood = before?.hold === undefined ? null : holds[before.hold.name]!;
        const [root] = entries;
        const told = last?.kind === "event" ? last.event.type : (root?.event.type ?? "");
        const allowed = stood !== null && [stood.end, ...(stood.allows ?? [])].includes(told);
        const left = Object.keys(before?.entered ?? {}).some(
          (path) => before!.entered[path]!.n !== state.entered[path]?.n,
        );
        return [
          ...(hold?.stops ?? []).map((clock) => state.clocks[clock]?.running === true && `${clock} runs`),
          ...state.timers.map(
            ({ id, still }) => (still !== undefined) !== (hold !== null) && `${id} stands ${String(still)}`,
          ),
          hold !== null &&
            !hold.in.some((path) => Object.hasOwn(state.entered, path)) &&
            "a hold outside its states",
          stood !== null && left && !allowed && `${told} left a state`,
          stood !== null && root?.kind === "delay" && "a delay fired",
          stood !== null &&
            !allowed &&
            entries.some(({ taken }) => taken.length > 0) &&
            `${told} did something`,
        ];
      },
  "F4: what a clock shows while a hold stands is told once, in order, when it ends": () => {
    const shown: string[] = [];
    return (before, { state, entries, last }) => {
      const isEnded = before?.hold !== undefined && state.hold === undefined;
      if (before?.hold !== undefined && state.hold !== undefined && last?.kind === "due")
        shown.push(...entries.filter(({ kind }) => kind === "light").map(({ event }) => event.type));
      if (!isEnded) {
        const waiting = (state.hold?.waiting ?? []).map(({ event }) => event.type);
        return [
          !isDeepStrictEqual(waiting, state.hold === undefined ? [] : shown) && `${waiting.join()} waits`,
        ];
      }
      const told = entries.filter(({ kind }) => kind === "light").map(({ event }) => event.type);
      const expected = shown.splice(0);
      return [
        state.status === "active" &&
          !isDeepStrictEqual(told.slice(0, expected.length), expected) &&
          `${told.join()} was told, not ${expected.join()}`,
      ];
    };
  },
  "nothing is due before now":
    () =>
    (_before, { machine, state, now }) => {
      const due = machine.nextDue(state);
      return [due !== null && due < now && `${due} is before ${now}`];
    },
  "what is offered as allowed and takes nothing is accepted": () => (_before, play) => {
    const by = person(subjectOf(play));
    return play.machine.offers(play.state, by, play.context()).map(({ event, allowed, payload }) => {
      if (payload !== undefined) return false;
      const result = play.machine.step(
        play.state,
        { kind: "event", event: { type: event }, by },
        play.context(),
      );
      return result.ok !== allowed && `${event}: offered ${allowed}, accepted ${result.ok}`;
    });
  },
};

/** Somebody who takes part. */
function subjectOf({ machine }: Play): string {
  return machine.procedure.id === "tested" ? "m1" : "member-1";
}

/** An object that tells which of its members are read. */
function watched<T>(record: Record<string, T>, read: Set<string>): Record<string, T> {
  const members = Object.entries(record).map(([name, value]) => [
    name,
    { enumerable: true, get: () => (read.add(name), value) },
  ]);
  return Object.defineProperties({}, Object.fromEntries(members)) as Record<string, T>;
}

describe.each([
  ["a machine of everything", asking(kitchen)],
  ["an approval with returns and holds", asking(sentBack)],
])("A5 in %s", (_name, subject) => {
  it("A5: a step reads no fact, and asks for nobody, that it has not named before", () => {
    const everRead = new Set<string>();
    const named: Law =
      () =>
      (before, { machine, last, now, facts, people }) => {
        const [read, asked] = [new Set<string>(), new Set<string>()];
        if (before !== null && last === null) return [];
        const stimulus = last ?? { kind: "open" as const };
        const context = { now, case: caseInfo, facts: watched(facts, read), people: watched(people, asked) };
        if (before === null || stimulus.kind === "open") machine.open({ data: {}, by: person("x") }, context);
        else machine.step(before, stimulus, context);
        const needs = machine.needs(before, stimulus);
        for (const fact of read) everRead.add(fact);
        return [
          ...[...read].map(
            (fact) => !needs.facts.includes(fact) && `${JSON.stringify(stimulus)} reads ${fact}`,
          ),
          ...[...asked].map(
            (role) => !needs.roles.includes(role) && `${JSON.stringify(stimulus)} asks for ${role}`,
          ),
        ];
      };
    fc.assert(
      fc.property(moves, (path) => {
        expect(faults(subject, path, named)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(everRead.size).toBeGreaterThan(20);
  });
});

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

describe.each(subjects)("%s", (_name, subject) => {
  it.each(Object.entries(laws))("%s", (_law, law) => {
    fc.assert(
      fc.property(moves, (path) => {
        expect(faults(subject, path, law)).toEqual([]);
      }),
      { numRuns: 50, examples: pinned.map((path): [Move[]] => [path]) },
    );
  });

  it("a forged event of the engine is refused, wherever the case stands", () => {
    const forged = fc
      .constantFrom("xstate.", "clock.", "ballot.", "due.", "case.")
      .chain((prefix) => fc.string().map((rest) => prefix + rest));
    fc.assert(
      fc.property(moves, forged, (path, type) => {
        const refused: Law =
          () =>
          (_before, { machine, state, now }) =>
            [type, ...state.timers.map(({ id }) => id).filter((id) => id.startsWith("xstate."))].map(
              (forged) => {
                const context = { now, case: caseInfo, facts: {}, people: {} };
                const result = machine.step(
                  state,
                  { kind: "event", event: { type: forged }, by: person("x") },
                  context,
                );
                return (result.ok || result.refusal.code !== "unknown-event") && forged;
              },
            );
        expect(faults(subject, path, refused)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

const caseInfo = {
  id: "c",
  procedure: "p",
  version: "1.0.0",
  openedAt: "2026-03-02T01:00:00.000Z",
  openedBy: "x",
  revision: 1,
  depth: 0,
};

function noted(entries: EntryDraft[], state: string, delay: string): boolean {
  return entries.some(({ notes }) =>
    notes.some((note) => note.note === "delay" && note.state === state && note.delay === delay),
  );
}
