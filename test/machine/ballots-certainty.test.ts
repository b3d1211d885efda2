import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BallotDefinition, PassThreshold, Threshold } from "../../engine/model/types.ts";
import {
  ballotCount,
  ballotView,
  castVote,
  decide,
  listed,
  mayCast,
  mayRecuse,
  recuse,
} from "../../engine/machine/ballots/index.ts";
import type { BallotState, Elector } from "../../engine/machine/types.ts";
import { at, opened } from "./ballot-box.ts";

/**
 * A count written a second time, from the words of the rules and without sharing anything with the first: every threshold
 * is counted person by person, and certainty is found by going through every way in which the voting can still go.
 */
interface Setting {
  definition: BallotDefinition;
  electors: Elector[];
  present: string[] | undefined;
}
type Votes = Map<string, string>;

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

function plainResult({ definition, electors, present }: Setting, votes: Votes, recused: Set<string>): string {
  const active = electors.filter(({ id }) => !recused.has(id));
  if (active.length === 0) return "inquorate";
  const there = active.filter(({ id }) => (present === undefined ? votes.has(id) : present.includes(id)));
  const neutral = definition.neutral ?? ["abstain"];
  const counted = active.filter(({ id }) => votes.has(id) && !neutral.includes(votes.get(id)!));
  const groups = { electors: active, present: there, cast: counted };
  const size = (group: Elector[], by: string | undefined) =>
    by === "weight" ? sum(group.map(({ weight }) => weight)) : group.length;
  const met = (threshold: Threshold, part: number, whole: number, half = false) => {
    if (whole === 0) return false;
    if (threshold.minimum !== undefined && part < Number(threshold.minimum)) return false;
    if (threshold.share === undefined) return true;
    const [, op, n, d = "1"] = /^(>=|>|=)(\d+)(?:\/(\d+))?$/.exec(threshold.share)!;
    const [left, right] = [part * Number(d), whole * Number(n)];
    if (half && threshold.share === ">1/2") return left >= right;
    return op === ">" ? left > right : op === ">=" ? left >= right : left === right;
  };
  const quorate = listed(definition.quorum).every((threshold) =>
    met(
      threshold,
      size(threshold.of === "cast" ? counted : there, threshold.by),
      size(groups[threshold.of ?? "electors"], threshold.by),
    ),
  );
  if (!quorate) return "inquorate";
  const passes = (half: boolean) =>
    listed(definition.pass).every((threshold) =>
      met(
        threshold,
        size(
          active.filter(({ id }) => votes.get(id) === threshold.for),
          threshold.by,
        ),
        size(groups[threshold.of ?? "present"], threshold.by),
        half,
      ),
    );
  if (passes(false)) return "passed";
  return definition.casting !== undefined && passes(true) ? "tied" : "failed";
}

const mayStillCast = ({ electors, present }: Setting, votes: Votes, recused: Set<string>) =>
  electors.filter(
    ({ id }) => !votes.has(id) && !recused.has(id) && (present === undefined || present.includes(id)),
  );

/** Results of every way in which the voting can still go. */
function results(setting: Setting, votes: Votes, recused: Set<string>): Set<string> {
  const { definition } = setting;
  const deemed = typeof definition.silence === "object" ? definition.silence.deemed : null;
  const found = new Set<string>();
  const follow = (open: Elector[], so: Votes): void => {
    const [next, ...others] = open;
    if (next === undefined) {
      found.add(plainResult(setting, so, recused));
      return;
    }
    for (const choice of definition.choices) follow(others, new Map(so).set(next.id, choice));
    if (deemed !== null) return;
    if (definition.order === "sequential") found.add(plainResult(setting, so, recused));
    else follow(others, so);
  };
  follow(mayStillCast(setting, votes, recused), votes);
  return found;
}

/** The result that stands now, or null while the ballot goes on. */
function expected(setting: Setting, votes: Votes, recused: Set<string>): string | null {
  const active = setting.electors.filter(({ id }) => !recused.has(id));
  if (active.length === 0) return "inquorate";
  const fixed = {
    ...setting.definition,
    quorum: listed(setting.definition.quorum).filter(({ of }) => of !== "cast"),
  };
  if (
    setting.present !== undefined &&
    plainResult({ ...setting, definition: fixed }, votes, recused) === "inquorate"
  )
    return "inquorate";
  if (mayStillCast(setting, votes, recused).length === 0) return plainResult(setting, votes, recused);
  if (setting.definition.early !== true) return null;
  const all = [...results(setting, votes, recused)];
  return all.length === 1 ? all[0]! : null;
}

const actual = (state: BallotState): string | null =>
  state.output?.result ?? (state.casting === undefined ? null : "tied");

const shares = [">1/2", ">=1/2", ">=2/3", ">2/3", "=1", ">=1", ">=3/4", ">1/3", "=0", "=1/2", ">0"];
const threshold: fc.Arbitrary<Threshold> = fc
  .record({
    of: fc.constantFrom("electors" as const, "present" as const, "cast" as const),
    by: fc.constantFrom("heads" as const, "weight" as const),
    share: fc.option(fc.constantFrom(...shares), { nil: undefined }),
    minimum: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
  })
  .filter(({ share, minimum }) => share !== undefined || minimum !== undefined);
const pass: fc.Arbitrary<PassThreshold> = fc
  .tuple(threshold, fc.constantFrom("for", "for", "for", "against", "abstain"))
  .map(([limits, choice]) => ({ ...limits, for: choice }));

/** What councils and joint signings use; random thresholds alone seldom tie. */
const ordinary: fc.Arbitrary<PassThreshold[]> = fc
  .constantFrom("electors" as const, "present" as const, "cast" as const)
  .map((of) => [{ for: "for", of, share: ">1/2" }]);

const setting = (maxElectors: number): fc.Arbitrary<Setting> =>
  fc
    .record({
      weights: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: maxElectors }),
      absent: fc.option(fc.array(fc.boolean(), { minLength: maxElectors, maxLength: maxElectors }), {
        nil: undefined,
      }),
      quorum: fc.oneof(fc.constant<Threshold[]>([]), fc.array(threshold, { maxLength: 2 })),
      pass: fc.oneof(fc.array(pass, { minLength: 1, maxLength: 3 }), ordinary),
      early: fc.boolean(),
      sequential: fc.boolean(),
      neutral: fc.constantFrom<string[] | undefined>(undefined, ["abstain"], []),
      silence: fc.constantFrom<BallotDefinition["silence"]>(
        undefined,
        undefined,
        { deemed: "for" },
        { deemed: "abstain" },
      ),
      casting: fc.constantFrom(undefined, "chair"),
    })
    .map(({ weights, absent, sequential, ...rest }) => {
      const electors = weights.map((weight, index) => ({ id: `e${index}`, voters: [`e${index}`], weight }));
      return {
        definition: {
          ...rest,
          electors: { role: "member" },
          cast: "VOTE",
          choice: "choice",
          choices: ["for", "against", "abstain"],
          order: sequential ? "sequential" : "parallel",
        },
        electors,
        present: absent && electors.filter((_, index) => !absent[index]).map(({ id }) => id),
      };
    });

const acts = fc.array(
  fc.record({ who: fc.nat({ max: 5 }), what: fc.constantFrom("for", "for", "against", "abstain", "recuse") }),
  { maxLength: 12 },
);

/** Plays acts until the ballot ends, leaving out those that are refused. */
function play(given: Setting, doings: { who: number; what: string }[], from?: BallotState): BallotState {
  const { definition, electors } = given;
  let state = from ?? decide(opened(definition, electors, given.present), definition, { at });
  for (const { who, what } of doings) {
    if (actual(state) !== null) break;
    const id = electors[who % electors.length]!.id;
    const may = what === "recuse" ? mayRecuse(state, id) : mayCast(state, definition, id, ["member"]);
    if (!may.ok) continue;
    const next =
      what === "recuse"
        ? recuse(state, may.seat, id, at)
        : castVote(state, definition, may.seat, { choice: what, by: id, at });
    state = decide(next, definition, { at });
  }
  return state;
}

describe("a ballot agrees with a count made person by person", () => {
  it("E2, E3, E4, E6, E8, E9: it ends exactly when nothing that may follow changes the result, with that result", () => {
    let early = 0;
    let tied = 0;
    fc.assert(
      fc.property(setting(5), acts, (given, doings) => {
        const { definition, electors } = given;
        const votes: Votes = new Map();
        const recused = new Set<string>();
        let state = decide(opened(definition, electors, given.present), definition, { at });
        expect(actual(state)).toBe(expected(given, votes, recused));
        for (const { who, what } of doings) {
          if (actual(state) !== null) break;
          const id = electors[who % electors.length]!.id;
          const may = what === "recuse" ? mayRecuse(state, id) : mayCast(state, definition, id, ["member"]);
          if (!may.ok) continue;
          if (what === "recuse") {
            state = recuse(state, may.seat, id, at);
            recused.add(id);
          } else {
            state = castVote(state, definition, may.seat, { choice: what, by: id, at });
            votes.set(id, what);
          }
          state = decide(state, definition, { at });
          expect(actual(state)).toBe(expected(given, votes, recused));
          if (state.output?.ended === "certain" && mayStillCast(given, votes, recused).length > 0) early += 1;
          if (actual(state) === "tied") tied += 1;
        }
        if (actual(state) !== null) return;
        const silent = mayStillCast(given, votes, recused);
        if (typeof definition.silence === "object")
          for (const { id } of silent) votes.set(id, definition.silence.deemed);
        const closed = decide(state, definition, { at, expired: true });
        expect(actual(closed)).toBe(plainResult(given, votes, recused));
      }),
      { numRuns: 24_000 },
    );
    expect(early).toBeGreaterThan(300);
    expect(tied).toBeGreaterThan(100);
  });
});

describe("laws of a ballot", () => {
  it("E4: in parallel, the order of the votes does not matter for the result", () => {
    const choices = fc.array(fc.constantFrom("for", "against", "abstain"), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(
        setting(5),
        choices,
        fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
        (given, votes, keys) => {
          const parallel: Setting = { ...given, definition: { ...given.definition, order: "parallel" } };
          const doings = given.electors.map((_, who) => ({ who, what: votes[who]! }));
          const shuffled = doings.toSorted((a, b) => keys[a.who]! - keys[b.who]!);
          const [one, other] = [play(parallel, doings), play(parallel, shuffled)];
          expect(actual(other)).toBe(actual(one));
          const counts = (state: BallotState) =>
            given.definition.early === true ? null : state.output?.counts;
          expect(counts(other)).toEqual(counts(one));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("E5: the base of a share of the electors is the frozen electorate less those who recused", () => {
    fc.assert(
      fc.property(
        setting(5),
        acts,
        fc.constantFrom("heads" as const, "weight" as const),
        (given, doings, by) => {
          const definition: BallotDefinition = {
            ...given.definition,
            quorum: [],
            pass: { for: "for", of: "electors", share: ">1/2", by },
          };
          const state = play({ ...given, definition }, doings);
          const recused = new Set(state.recused.map(({ elector }) => elector));
          const left = given.electors.filter(({ id }) => !recused.has(id));
          expect(ballotCount(state, { ...definition, decide: "none" }).base).toBe(
            by === "heads" ? left.length : sum(left.map(({ weight }) => weight)),
          );
          const shown = ballotCount(state, definition).base;
          expect(state.output?.base ?? shown).toBe(shown);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("E10: a secret ballot ends as an open one does, and neither state, output nor view links a person to a choice", () => {
    fc.assert(
      fc.property(setting(5), acts, (given, doings) => {
        const secret: Setting = { ...given, definition: { ...given.definition, secret: true } };
        const [open, hidden] = [play(given, doings), play(secret, doings)];
        const { votes, ...told } = open.output ?? {};
        expect(votes === undefined).toBe(open.output === undefined);
        expect(hidden.output ?? {}).toEqual(told);
        expect(hidden.tally).toEqual(open.tally);
        expect(hidden.cast.every((vote) => !("choice" in vote))).toBe(true);
        expect(
          ballotView(hidden, secret.definition).electors.every((elector) => !("choice" in elector)),
        ).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("E1: a ballot restored from JSON goes on as the one that was never stored", () => {
    fc.assert(
      fc.property(setting(5), acts, acts, (given, before, after) => {
        const kept = play(given, before);
        const restored = JSON.parse(JSON.stringify(kept)) as BallotState;
        expect(restored).toEqual(kept);
        expect(play(given, after, restored)).toEqual(play(given, after, kept));
        expect(decide(restored, given.definition, { at, expired: true })).toEqual(
          decide(kept, given.definition, { at, expired: true }),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("E4: a large body with weights is decided without going through what may follow", () => {
    const electors = Array.from({ length: 5000 }, (_, index) => ({
      id: `o${index}`,
      voters: [`o${index}`],
      weight: (index * 7919) % 211,
    }));
    const definition: BallotDefinition = {
      electors: { role: "owner" },
      cast: "VOTE",
      choice: "choice",
      choices: ["for", "against", "abstain"],
      early: true,
      pass: [
        { for: "for", of: "electors", share: ">1/2" },
        { for: "for", of: "electors", share: ">1/2", by: "weight" },
      ],
    };
    let state = opened(definition, electors);
    let cast = 0;
    for (const { id } of electors.slice(0, 2400)) {
      state = castVote(
        state,
        definition,
        { kind: "elector", elector: id },
        { choice: "against", by: id, at },
      );
      cast += 1;
    }
    expect(decide(state, definition, { at })).toBe(state);
    while (state.output === undefined) {
      const { id } = electors[cast]!;
      state = castVote(
        state,
        definition,
        { kind: "elector", elector: id },
        { choice: "against", by: id, at },
      );
      state = decide(state, definition, { at });
      cast += 1;
    }
    const left = electors.slice(cast);
    expect(state.output).toMatchObject({ result: "failed", ended: "certain" });
    // One vote before, those left could still have made a majority of heads and of weight.
    const before = electors.slice(cast - 1);
    const whole = sum(electors.map(({ weight }) => weight));
    const couldPass = (group: Elector[]) =>
      group.length * 2 > electors.length && sum(group.map(({ weight }) => weight)) * 2 > whole;
    expect([couldPass(before), couldPass(left)]).toEqual([true, false]);
  });
});
