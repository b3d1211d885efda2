import { describe, expect, it } from "vitest";
import type { Elector } from "../../engine/machine/types.ts";
import {
  addElectors,
  ballotCount,
  ballotView,
  castVote,
  decide,
  mayCast,
  openBallot,
  parseShare,
  recuse,
  removeElectors,
  whoMayCast,
} from "../../engine/machine/ballots/index.ts";
import type { Box } from "./ballot-box.ts";
import { at, box, boxOf, castRefusal, define, ids, opened, people } from "./ballot-box.ts";

const major = {
  quorum: { of: "electors" as const, minimum: 14 },
  pass: { for: "for", of: "present" as const, share: ">=2/3", minimum: 11 },
  early: true,
};
const ordinary = {
  quorum: { of: "electors" as const, minimum: 11 },
  pass: { for: "for", of: "present" as const, share: ">1/2" },
  early: true,
};

/** Votes of m1, m2, … in turn, until the ballot ends. */
function votes(start: Box, choices: string[]): Box {
  return choices.reduce((so, choice, index) => (so.output ? so : so.vote(`m${index + 1}`, choice)), start);
}
const times = (n: number, choice: string): string[] => Array.from({ length: n }, () => choice);

describe("the council of 21 seats", () => {
  const sitting = (terms: typeof major | typeof ordinary, present: number) => box(terms, 21, ids(present));

  it("E2: ten present are no meeting, for an ordinary matter; thirteen none for a major one", () => {
    expect(sitting(ordinary, 10).output).toMatchObject({ result: "inquorate", ended: "certain", base: 10 });
    expect(sitting(ordinary, 11).output).toBeUndefined();
    expect(sitting(major, 13).output).toMatchObject({ result: "inquorate" });
    expect(sitting(major, 14).output).toBeUndefined();
  });

  it("E6: eleven present, six for: an ordinary motion passes as soon as the sixth has voted", () => {
    const five = votes(sitting(ordinary, 11), times(5, "for"));
    expect(five.output).toBeUndefined();
    expect(five.vote("m6", "for").output).toMatchObject({
      result: "passed",
      ended: "certain",
      base: 11,
      counts: { for: 6, against: 0, abstain: 0 },
      silent: ["m7", "m8", "m9", "m10", "m11"],
    });
  });

  it("E6: fourteen present, ten for: a major motion fails for want of eleven votes", () => {
    const vote = votes(sitting(major, 14), [...times(10, "for"), ...times(3, "against")]);
    expect(vote.output).toBeUndefined();
    expect(vote.vote("m14", "against").output).toMatchObject({ result: "failed", ended: "complete" });
  });

  it.each([
    [16, 11, "passed"],
    [17, 11, "failed"],
    [18, 12, "passed"],
    [21, 14, "passed"],
    [21, 13, "failed"],
  ])("E6: %i present, %i for: a major motion has %s", (present, forIt, result) => {
    const choices = [...times(forIt, "for"), ...times(present - forIt, "against")];
    expect(votes(sitting(major, present), choices).output?.result).toBe(result);
  });

  it("E6: exactly half is not more than half, exactly two thirds are at least two thirds", () => {
    const half = votes(sitting(ordinary, 12), [...times(6, "for"), ...times(6, "against")]);
    expect(half.output).toMatchObject({ result: "failed" });
    const twoThirds = votes(sitting(major, 18), [...times(11, "for"), ...times(6, "against")]);
    expect(twoThirds.output).toBeUndefined();
    expect(twoThirds.vote("m18", "for").output).toMatchObject({ result: "passed" });
  });

  it("E4: an abstention stays in the base: six of eleven abstain and the motion has failed", () => {
    const five = votes(sitting(ordinary, 11), times(5, "abstain"));
    expect(five.output).toBeUndefined();
    expect(five.vote("m6", "abstain").output).toMatchObject({ result: "failed", ended: "certain" });
  });

  it("E5: a recusal lowers the base: seventeen present, one recuses, eleven for: a major motion passes", () => {
    const vote = votes(sitting(major, 17).recuse("m17"), times(10, "for"));
    expect(vote.output).toBeUndefined();
    expect(vote.vote("m11", "for").output).toMatchObject({ result: "passed", base: 16 });
  });

  it("E2: a recusal that leaves ten ends the vote inquorate, however it stands", () => {
    const vote = votes(sitting(ordinary, 11), times(5, "for")).recuse("m11");
    expect(vote.output).toMatchObject({ result: "inquorate", ended: "certain", base: 10 });
  });
});

describe("opening", () => {
  it("E1: what was evaluated is frozen: later changes of what was given are not seen", () => {
    const electors = people(3);
    const present = ids(3);
    const definition = define({ pass: { for: "for", of: "electors", share: ">=2/3", minimum: 2 } });
    const state = opened(definition, electors, present);
    electors[0]!.voters.push("stranger");
    electors.push({ id: "m9", voters: ["m9"], weight: 1 });
    present.push("m9");
    expect(state.electors.map(({ id, voters }) => [id, voters])).toEqual(ids(3).map((id) => [id, [id]]));
    expect(state.present).toEqual(ids(3));
    expect(state.pass).toEqual([
      { for: "for", of: "electors", by: "heads", share: { op: ">=", part: 2, whole: 3 }, minimum: 2 },
    ]);
  });

  it("E1: ids are made unique, and the first of each counts", () => {
    const twice: Elector[] = [
      { id: "a", voters: ["a"], weight: 3 },
      { id: "b", voters: ["b"], weight: 1 },
      { id: "a", voters: ["a"], weight: 1 },
    ];
    const state = opened(define({}), twice);
    expect(state.electors).toEqual(twice.slice(0, 2));
  });

  it("E1: people who may not send the event stay in the base and are waited for", () => {
    // Whether they may send it is not asked here: an elector whom nobody lets vote keeps the base where it is.
    const vote = box({ pass: { for: "for", of: "electors", share: ">1/2" } }, 3).vote("m1", "for");
    expect(vote.output).toBeUndefined();
    expect(vote.expire().output).toMatchObject({ result: "failed", base: 3, silent: ["m2", "m3"] });
  });

  it("E1: the state is plain JSON and the same after a round trip", () => {
    const vote = box({ early: true }, 5, ids(4)).vote("m1", "for").recuse("m2");
    expect(JSON.parse(JSON.stringify(vote.state))).toEqual(vote.state);
  });

  it("E6: weights are whole numbers of 0 or more, minimums numbers, and shares exact", () => {
    const terms = { ballot: "b", quorum: [], pass: [{ for: "for", share: ">1/2" }], choices: ["for"] };
    const opening = (change: Partial<Parameters<typeof openBallot>[0]>) =>
      openBallot({ ...terms, electors: people(2), ...change }, at);
    expect(opening({}).ok).toBe(true);
    for (const weight of [0.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(opening({ electors: [{ id: "a", voters: ["a"], weight }] })).toMatchObject({
        ok: false,
        fault: { path: "/weight" },
      });
    expect(opening({ quorum: [{ minimum: Number.NaN }] })).toMatchObject({
      ok: false,
      fault: { path: "/quorum" },
    });
    expect(opening({ pass: [{ for: "for", share: "2/3" }] })).toMatchObject({
      ok: false,
      fault: { path: "/pass" },
    });
    expect(opening({ electors: people(10_001) })).toMatchObject({ ok: false, fault: { path: "/electors" } });
  });

  it.each([
    [">=2/3", { op: ">=", part: 2, whole: 3 }],
    [">1/2", { op: ">", part: 1, whole: 2 }],
    ["=1", { op: "=", part: 1, whole: 1 }],
    [" >= 3 / 4 ", { op: ">=", part: 3, whole: 4 }],
    [">=2/0", null],
    ["2/3", null],
    ["<1/2", null],
    [">0.5", null],
    [">=-1/2", null],
    ["", null],
  ])("a share is written %j", (text, share) => {
    expect(parseShare(text)).toEqual(share);
  });
});

describe("who is present", () => {
  it("E2: without `present`, those who have cast are; the quorum is counted at the end", () => {
    const terms = { quorum: { of: "electors" as const, minimum: 2 } };
    expect(box(terms, 3).vote("m1", "for").expire().output).toMatchObject({ result: "inquorate", base: 1 });
    expect(box(terms, 3).vote("m1", "for").vote("m2", "abstain").expire().output).toMatchObject({
      result: "failed",
      base: 2,
    });
  });

  it("E2: with `present`, only those may cast, and the absent stay among the electors", () => {
    const vote = box({ pass: { for: "for", of: "electors", share: ">1/2" } }, 4, ["m1", "m2"]);
    expect(castRefusal(vote, "m3")).toBe("not-permitted");
    expect(vote.vote("m1", "for").vote("m2", "for").output).toMatchObject({
      result: "failed",
      ended: "complete",
      base: 4,
    });
  });

  it("E2: a unit is present when it is named, or one who casts for it is, who then casts alone", () => {
    const units: Elector[] = [
      { id: "parks", voters: ["ann", "bo"], weight: 1 },
      { id: "roads", voters: ["cy", "di"], weight: 1 },
      { id: "water", voters: ["ed"], weight: 1 },
    ];
    const vote = box({}, units, ["parks", "di", "nobody"]);
    expect(["ann", "bo", "cy", "di", "ed"].map((person) => castRefusal(vote, person))).toEqual([
      "may",
      "may",
      "not-permitted",
      "may",
      "not-permitted",
    ]);
    expect(ballotCount(vote.state, vote.definition).base).toBe(2);
    expect(whoMayCast(vote.state, vote.definition)).toEqual({ ids: ["ann", "bo", "di"], roles: [] });
  });

  it("E2: nobody present ends the vote at once, and it has not passed", () => {
    expect(box({}, 3, []).output).toMatchObject({ result: "failed", ended: "complete", base: 0 });
    expect(box({ quorum: { minimum: 1 } }, 3, []).output).toMatchObject({ result: "inquorate" });
  });
});

describe("nothing to count", () => {
  it("E3: without electors it ends at once, inquorate", () => {
    expect(box({}, 0).output).toMatchObject({ result: "inquorate", ended: "complete", base: 0 });
    expect(box({ decide: "none", pass: undefined }, 0).output).toMatchObject({ result: "inquorate" });
  });

  it("E3: when all have recused themselves nobody is left to decide", () => {
    expect(box({}, 2).recuse("m1").recuse("m2").output).toMatchObject({ result: "inquorate", base: 0 });
  });

  it("E3: a base of 0 never passes, whatever the share", () => {
    for (const share of [">=0", "=0", "=1", ">=1/2"]) {
      const all = box({ pass: { for: "for", of: "cast", share } }, 2)
        .vote("m1", "abstain")
        .vote("m2", "abstain");
      expect(all.output).toMatchObject({ result: "failed", base: 0 });
    }
    const weightless = [{ id: "a", voters: ["a"], weight: 0 }];
    const vote = box({ pass: { for: "for", of: "electors", share: ">=0", by: "weight" } }, weightless).vote(
      "a",
      "for",
    );
    expect(vote.output).toMatchObject({ result: "failed", base: 0 });
  });

  it("E4: an elector for whom nobody casts stays in the base and is not waited for", () => {
    const units = [...people(1), { id: "empty", voters: [], weight: 1 }];
    const vote = box({ pass: { for: "for", of: "electors", share: ">1/2" } }, units).vote("m1", "for");
    expect(vote.output).toMatchObject({ result: "failed", base: 2, ended: "complete", silent: [] });
  });
});

describe("the end", () => {
  it("E4: without `early` it ends when all have cast or recused, and not before", () => {
    const two = box({}, 4).vote("m1", "for").vote("m2", "for").vote("m3", "for");
    expect(two.output).toBeUndefined();
    expect(two.vote("m4", "against").output).toMatchObject({
      result: "passed",
      ended: "complete",
      silent: [],
    });
    expect(two.recuse("m4").output).toMatchObject({ result: "passed", ended: "complete", base: 3 });
  });

  it("E4: at its close it is decided as it stands", () => {
    const closed = box({}, 4).vote("m1", "for").vote("m2", "against").vote("m3", "for").expire();
    expect(closed.output).toMatchObject({ result: "passed", ended: "expired", base: 3, silent: ["m4"] });
    expect(castRefusal(closed, "m4")).toBe("not-now");
    expect(closed.expire().state).toBe(closed.state);
  });

  it("E4: any-one signing ends with the first who agrees; joint signing with the first who does not", () => {
    const anyone = box({ early: true, pass: { for: "for", of: "electors", minimum: 1 } }, 3);
    expect(anyone.vote("m2", "against").output).toBeUndefined();
    expect(anyone.vote("m2", "for").output).toMatchObject({ result: "passed", ended: "certain" });
    const joint = box({ early: true, pass: { for: "for", of: "electors", share: "=1" } }, 3);
    expect(joint.vote("m1", "for").vote("m3", "for").output).toBeUndefined();
    expect(joint.vote("m1", "for").vote("m3", "abstain").output).toMatchObject({
      result: "failed",
      ended: "certain",
    });
    expect(joint.vote("m1", "for").vote("m2", "for").vote("m3", "for").output?.result).toBe("passed");
  });

  it("E4: a vote that only needs to take part keeps it open: the quorum is not yet certain", () => {
    const terms = {
      early: true,
      quorum: { of: "electors" as const, minimum: 4 },
      pass: { for: "for", of: "electors" as const, share: ">1/2" },
    };
    const three = box(terms, 5).vote("m1", "for").vote("m2", "for").vote("m3", "for");
    expect(three.output).toBeUndefined();
    expect(three.vote("m4", "against").output).toMatchObject({ result: "passed", ended: "certain" });
  });

  it("E4: a vote is certain also through abstentions, where they leave the base of those who cast", () => {
    const vote = box({ early: true, pass: { for: "for", of: "cast", share: ">1/2" } }, 3);
    // One for, one abstained: the third can still make it a tie.
    expect(vote.vote("m1", "for").vote("m2", "abstain").output).toBeUndefined();
    expect(vote.vote("m1", "for").vote("m2", "for").output).toMatchObject({ result: "passed", base: 2 });
  });

  it("E4: `early` regards votes only: that a recusal could still cost the quorum is no reason to wait", () => {
    const terms = {
      early: true,
      quorum: { minimum: 3 },
      pass: { for: "for", of: "present" as const, share: ">1/2" },
    };
    const two = box(terms, 3, ids(3)).vote("m1", "for");
    expect(two.recuse("m3").output).toMatchObject({ result: "inquorate" });
    expect(two.vote("m2", "for").output).toMatchObject({ result: "passed", ended: "certain" });
  });

  it("E4: a threshold nobody can reach is decided at the opening", () => {
    const hopeless = { early: true, pass: { for: "for", of: "electors" as const, minimum: 4 } };
    expect(box(hopeless, 3).output).toMatchObject({ result: "failed", ended: "certain" });
    expect(box({ ...hopeless, early: false }, 3).output).toBeUndefined();
  });

  it("silence `deemed`: at the close it counts as that choice; it is certain as soon as neither vote nor silence matters", () => {
    const terms = {
      silence: { deemed: "for" },
      pass: { for: "for", of: "electors" as const, share: ">1/2" },
    };
    const closed = box(terms, 4).vote("m1", "for").expire();
    expect(closed.output).toMatchObject({
      result: "passed",
      ended: "expired",
      counts: { for: 4, against: 0, abstain: 0 },
      silent: ["m2", "m3", "m4"],
      votes: [{ elector: "m1", by: "m1", choice: "for" }],
    });
    const early = box({ ...terms, early: true, quorum: { minimum: 3 } }, 3)
      .vote("m1", "for")
      .vote("m2", "for");
    expect(early.output).toMatchObject({ result: "passed", ended: "certain", counts: { for: 2 } });
  });

  it("silence `escalate`: it ends at the close and names who was silent", () => {
    const closed = box({ silence: "escalate" }, 3).vote("m2", "for").expire();
    expect(closed.output).toMatchObject({ result: "passed", ended: "expired", silent: ["m1", "m3"] });
  });

  it("silence `block`: the close does not end it while somebody is silent", () => {
    const blocked = box({ silence: "block" }, 2).vote("m1", "for").expire();
    expect(blocked.output).toBeUndefined();
    expect(blocked.vote("m2", "for").output).toMatchObject({ result: "passed", ended: "complete" });
  });
});

describe("votes and recusals", () => {
  it("E5: a vote is not changed, and who has voted does not recuse", () => {
    const vote = box({}, 3).vote("m1", "for");
    expect(castRefusal(vote, "m1")).toBe("already-voted");
    expect(() => vote.recuse("m1")).toThrow("already-voted");
  });

  it("E5: who has recused may not cast, nor recuse again", () => {
    const vote = box({}, 3).recuse("m1");
    expect(castRefusal(vote, "m1")).toBe("not-permitted");
    expect(() => vote.recuse("m1")).toThrow("not-permitted");
  });

  it("E5: who is absent may recuse; that lowers the base of the electors", () => {
    const vote = box({ pass: { for: "for", of: "electors", share: ">1/2" } }, 3, ["m1", "m2"]);
    expect(ballotCount(vote.recuse("m3").state, vote.definition).base).toBe(2);
  });

  it("E7: who is no elector may neither cast nor recuse", () => {
    const vote = box({}, 3);
    expect(castRefusal(vote, "visitor")).toBe("not-permitted");
    expect(() => vote.recuse("visitor")).toThrow("not-permitted");
  });

  it("for a unit one of several people casts; who belongs to two casts for each in turn", () => {
    const units: Elector[] = [
      { id: "parks", voters: ["ann", "bo"], weight: 1 },
      { id: "roads", voters: ["bo", "cy"], weight: 1 },
    ];
    const vote = box({}, units).vote("ann", "for");
    expect(castRefusal(vote, "ann")).toBe("already-voted");
    const both = vote.vote("bo", "against");
    expect(both.output?.votes).toEqual([
      { elector: "parks", by: "ann", choice: "for" },
      { elector: "roads", by: "bo", choice: "against" },
    ]);
  });

  it("a refusal names its words: no elector, absent, recused, another's turn, nothing to vote on", () => {
    const words = (vote: Box, person: string) => {
      const may = mayCast(vote.state, vote.definition, person, []);
      return may.ok ? "may" : may.words;
    };
    const vote = box({ order: "sequential" }, 4, ["m1", "m2", "m3"]).recuse("m1");
    expect(["x", "m4", "m1", "m3"].map((person) => words(vote, person))).toEqual([
      "not-permitted.elector",
      "not-permitted.absent",
      "not-permitted.recused",
      "not-now.turn",
    ]);
    expect(words(vote.vote("m2", "for").expire(), "m3")).toBe("not-now.nothing");
  });

  it("misuse throws: a seat that is taken, a choice that is none", () => {
    const { state, definition } = box({}, 2).vote("m1", "for");
    const seat = (elector: string) => ({ kind: "elector" as const, elector });
    const vote = (elector: string, choice: string) => () =>
      castVote(state, definition, seat(elector), { choice, by: elector, at });
    expect(vote("m1", "for")).toThrow(RangeError);
    expect(vote("m2", "perhaps")).toThrow(RangeError);
    expect(vote("m2", "toString")).toThrow(RangeError);
    expect(() => recuse(state, seat("m9"), "m9", at)).toThrow(RangeError);
  });
});

describe("thresholds", () => {
  it("E6: the double majority of Civil Code 278: two thirds take part by heads and area, more than half of both agree", () => {
    const owners: Elector[] = [50, 30, 10, 6, 4].map((weight, index) => ({
      id: `m${index + 1}`,
      voters: [`m${index + 1}`],
      weight,
    }));
    const terms = {
      quorum: [
        { of: "electors" as const, share: ">=2/3" },
        { of: "electors" as const, share: ">=2/3", by: "weight" as const },
      ],
      pass: [
        { for: "for", of: "present" as const, share: ">1/2" },
        { for: "for", of: "present" as const, share: ">1/2", by: "weight" as const },
      ],
    };
    const vote = (choices: Record<string, string>) =>
      Object.entries(choices)
        .reduce((so, [person, choice]) => so.vote(person, choice), box(terms, owners))
        .expire().output;
    expect(vote({ m1: "for", m2: "for", m3: "against", m4: "against" })).toMatchObject({ result: "failed" });
    expect(vote({ m1: "for", m2: "against", m3: "for", m4: "for" })).toMatchObject({
      result: "passed",
      base: 4,
      weights: { for: 66, against: 30, abstain: 0 },
    });
    expect(vote({ m3: "for", m4: "for", m5: "for", m2: "against" })).toMatchObject({ result: "inquorate" });
    expect(vote({ m1: "for", m2: "for", m3: "for" })).toMatchObject({ result: "inquorate" });
  });

  it("E6: shares are exact where floating point is not", () => {
    const heavy = 9_007_199_254_740_991;
    const electors = [
      { id: "a", voters: ["a"], weight: heavy },
      { id: "b", voters: ["b"], weight: heavy - 1 },
    ];
    const vote = (choice: string) =>
      box({ pass: { for: "for", of: "electors", share: ">1/2", by: "weight" } }, electors)
        .vote("a", choice)
        .vote("b", choice === "for" ? "against" : "for").output?.result;
    expect([vote("for"), vote("against")]).toEqual(["passed", "failed"]);
  });

  it("a quorum of those who cast counts the votes that are not neutral", () => {
    const terms = { quorum: { of: "cast" as const, minimum: 2 } };
    const vote = box(terms, 3, ids(3)).vote("m1", "for").vote("m2", "abstain");
    expect(vote.output).toBeUndefined();
    expect(vote.vote("m3", "abstain").output?.result).toBe("inquorate");
    expect(vote.vote("m3", "against").output?.result).toBe("failed");
  });

  it("`neutral` names the choices that leave the base of those who cast; abstention where it names none", () => {
    const terms = {
      choices: ["for", "against", "blank"],
      pass: { for: "for", of: "cast" as const, share: ">1/2" },
    };
    const vote = (neutral?: string[]) =>
      box({ ...terms, neutral }, 3)
        .vote("m1", "for")
        .vote("m2", "against")
        .vote("m3", "blank").output?.base;
    expect([vote(), vote(["blank"]), vote([])]).toEqual([3, 2, 3]);
  });

  it("several pass thresholds all hold, also for different choices: a majority without a veto", () => {
    const terms = {
      early: true,
      choices: ["for", "against", "veto"],
      pass: [
        { for: "for", of: "electors" as const, share: ">1/2" },
        { for: "veto", of: "electors" as const, share: "=0" },
      ],
    };
    const two = box(terms, 3).vote("m1", "for").vote("m2", "for");
    expect(two.output).toBeUndefined();
    expect(two.vote("m3", "against").output?.result).toBe("passed");
    expect(two.vote("m3", "veto").output?.result).toBe("failed");
    expect(box(terms, 3).vote("m1", "veto").output).toMatchObject({ result: "failed", ended: "certain" });
  });
});

describe("one after the other", () => {
  const chain = box(
    { order: "sequential", early: true, pass: { for: "for", of: "electors", share: "=1" } },
    3,
  );

  it("E8: in the order given; another's cast is not-now", () => {
    expect(["m1", "m2", "m3", "visitor"].map((person) => castRefusal(chain, person))).toEqual([
      "may",
      "not-now",
      "not-now",
      "not-permitted",
    ]);
    const second = chain.vote("m1", "for");
    expect(["m1", "m2", "m3"].map((person) => castRefusal(second, person))).toEqual([
      "already-voted",
      "may",
      "not-now",
    ]);
    expect(whoMayCast(second.state, second.definition).ids).toEqual(["m2"]);
    expect(second.vote("m2", "for").vote("m3", "for").output).toMatchObject({
      result: "passed",
      ended: "complete",
    });
  });

  it("E8: the first who refuses ends it, those behind are not asked", () => {
    expect(chain.vote("m1", "for").vote("m2", "against").output).toMatchObject({
      result: "failed",
      ended: "certain",
      silent: ["m3"],
    });
  });

  it("E8: who recuses or is absent is passed over; recusal does not wait for its turn", () => {
    expect(castRefusal(chain.recuse("m2").vote("m1", "for"), "m3")).toBe("may");
    const absent = box({ order: "sequential" }, 3, ["m2", "m3"]);
    expect(castRefusal(absent, "m2")).toBe("may");
  });

  it("E8: the close is for the whole ballot", () => {
    expect(chain.vote("m1", "for").expire().output).toMatchObject({ ended: "expired", silent: ["m2", "m3"] });
  });

  it("E8: whom silence would cut off cannot change the result: certainty follows the order", () => {
    const weighed = [
      { id: "small", voters: ["small"], weight: 1 },
      { id: "large", voters: ["large"], weight: 5 },
    ];
    const terms = {
      early: true,
      pass: [{ for: "for", of: "electors" as const, share: ">=5/6", by: "weight" as const }],
    };
    expect(box({ ...terms, order: "sequential" }, weighed).vote("small", "against").output).toBeUndefined();
    expect(
      box({ ...terms, order: "sequential" }, weighed.toReversed()).vote("large", "for").output,
    ).toMatchObject({
      result: "passed",
      ended: "certain",
    });
  });
});

describe("what is left to happen", () => {
  it("E8: silence of the next ends the asking, so a result that only silence keeps is not lost from sight", () => {
    const half = {
      early: true,
      order: "sequential" as const,
      pass: { for: "for", of: "present" as const, share: "=1/2" },
    };
    const even = box(half, 3).vote("m1", "for").vote("m2", "against");
    expect(even.output).toBeUndefined();
    expect(even.expire().output).toMatchObject({ result: "passed" });
    expect(even.vote("m3", "against").output).toMatchObject({ result: "failed" });
  });

  it("E9: a tie is certain when those left have no weight", () => {
    const weights = [5, 5, 0].map((weight, index) => ({ id: `m${index}`, voters: [`m${index}`], weight }));
    const pass = { for: "for", of: "electors" as const, share: ">1/2", by: "weight" as const };
    const tie = box({ early: true, casting: "chair", pass }, weights).vote("m0", "for").vote("m1", "against");
    expect(tie.state.casting).toMatchObject({ ended: "certain" });
    const open = box({ early: true, casting: "chair", pass }, weights)
      .vote("m0", "for")
      .vote("m2", "against");
    expect(open.state.casting).toBeUndefined();
  });
});

describe("an exact tie", () => {
  const tie = box({ casting: "chair" }, 4)
    .vote("m1", "for")
    .vote("m2", "for")
    .vote("m3", "against")
    .vote("m4", "against");

  it("E9: the role named is asked, and decides", () => {
    expect(tie.output).toBeUndefined();
    expect(tie.state).toMatchObject({ status: "open", casting: { ended: "complete" } });
    expect(whoMayCast(tie.state, tie.definition)).toEqual({ ids: [], roles: ["chair"] });
    expect(tie.vote("ann", "for", ["chair"]).output).toMatchObject({
      result: "passed",
      ended: "complete",
      casting: "for",
      counts: { for: 2, against: 2 },
    });
    expect(tie.vote("ann", "against", ["chair"]).output).toMatchObject({
      result: "failed",
      casting: "against",
    });
  });

  it("E9: meanwhile nobody else casts or recuses, the electorate stays, and the close changes nothing", () => {
    expect(castRefusal(tie, "m1")).toBe("not-now");
    expect(castRefusal(tie, "visitor")).toBe("not-permitted");
    expect(() => tie.recuse("m1")).toThrow("not-now");
    expect(addElectors(tie.state, people(5))).toBe(tie.state);
    expect(removeElectors(tie.state, ids(4))).toBe(tie.state);
    expect(tie.expire().state).toBe(tie.state);
  });

  it("E9: without such a role, or before a tie, the role has no vote and a tie does not pass", () => {
    const without = { ...tie.definition, casting: undefined };
    const even = decide({ ...tie.state, casting: undefined }, without, { at });
    expect(even.output).toMatchObject({ result: "failed" });
    expect(castRefusal(box({ casting: "chair" }, 4), "ann", ["chair"])).toBe("not-permitted");
  });

  it("E9: a tie at the close is one too", () => {
    const half = box({ casting: "chair" }, 4).vote("m1", "for").vote("m2", "against").expire();
    expect(half.output).toBeUndefined();
    expect(castRefusal(half, "m3")).toBe("not-now");
    expect(half.vote("ann", "for", ["chair"]).output).toMatchObject({
      result: "passed",
      ended: "expired",
      silent: ["m3", "m4"],
    });
  });

  it("E9: only a majority just missed is a tie: not half of two thirds, not half with another condition unmet", () => {
    const votesFor = (terms: Parameters<typeof box>[0]) =>
      box({ casting: "chair", ...terms }, 4)
        .vote("m1", "for")
        .vote("m2", "for")
        .vote("m3", "against")
        .vote("m4", "against").output?.result;
    expect(votesFor({})).toBeUndefined();
    expect(votesFor({ pass: { for: "for", of: "present", share: ">=2/3" } })).toBe("failed");
    expect(votesFor({ pass: { for: "for", of: "present", share: ">1/2", minimum: 3 } })).toBe("failed");
    expect(votesFor({ pass: { for: "for", of: "present", share: ">=1/2" } })).toBe("passed");
  });
});

describe("secret ballots", () => {
  const secret = box({ secret: true, early: true }, 3).vote("m1", "for").vote("m2", "against");

  it("E10: who has cast is recorded; choices stand in the tally alone", () => {
    expect(secret.state.cast).toEqual([
      { elector: "m1", by: "m1", at },
      { elector: "m2", by: "m2", at },
    ]);
    expect(secret.state.tally).toEqual({ for: { heads: 1 }, against: { heads: 1 }, abstain: { heads: 0 } });
  });

  it("E10: the tally has weights only where a threshold counts them, since a weight can give its owner away", () => {
    const weights = people(2).map((elector, index) => ({ ...elector, weight: index + 7 }));
    expect(box({ secret: true }, weights).vote("m2", "for").state.tally.for).toEqual({ heads: 1 });
  });

  it("E10: no output and no view says who chose what, and no count shows before the end", () => {
    expect(ballotCount(secret.state, secret.definition)).toEqual({ counts: {}, base: 2 });
    expect(ballotView(secret.state, secret.definition)).toMatchObject({ base: 2, secret: true });
    const ended = secret.vote("m3", "for");
    expect(ended.output).toMatchObject({ result: "passed", counts: { for: 2, against: 1, abstain: 0 } });
    expect(ended.output).not.toHaveProperty("votes");
    const view = ballotView(ended.state, ended.definition);
    expect(view.counts).toEqual({ for: 2, against: 1, abstain: 0 });
    expect(view.electors).toEqual(ids(3).map((id) => ({ id, state: "cast" })));
  });
});

describe("opinions", () => {
  const terms = { decide: "none" as const, pass: undefined, early: true };

  it("E11: the result is `closed`, when all have spoken or at the close; nothing is certain before", () => {
    const one = box(terms, 2).vote("m1", "for");
    expect(one.output).toBeUndefined();
    expect(one.vote("m2", "against").output).toMatchObject({ result: "closed", ended: "complete", base: 2 });
    expect(one.expire().output).toMatchObject({ result: "closed", ended: "expired", silent: ["m2"] });
  });

  it("E11: who was silent may still cast, once and in any order; what was put out stays", () => {
    const closed = box({ ...terms, order: "sequential", silence: { deemed: "for" } }, 3).expire();
    expect(closed.output).toMatchObject({ counts: { for: 3 }, silent: ["m1", "m2", "m3"] });
    expect(whoMayCast(closed.state, closed.definition).ids).toEqual(["m1", "m2", "m3"]);
    const late = closed.vote("m3", "against");
    expect(late.output).toBe(closed.output);
    expect(late.state.tally.against).toEqual({ heads: 1 });
    expect(castRefusal(late, "m3")).toBe("already-voted");
    expect(castRefusal(late, "m1")).toBe("may");
    expect(() => late.recuse("m1")).toThrow("not-now");
  });
});

describe("the electorate changes", () => {
  it("added electors come last and raise the base; who is there already stays as they are", () => {
    const vote = box({ pass: { for: "for", of: "electors", share: ">1/2" } }, 2).vote("m1", "for");
    const more = addElectors(vote.state, [
      { id: "m1", voters: ["other"], weight: 9 },
      { id: "m3", voters: ["m3"], weight: 1 },
    ]);
    expect(more.electors).toEqual(people(3));
    expect(ballotCount(more, vote.definition).base).toBe(3);
    expect(addElectors(more, people(3))).toBe(more);
  });

  it("only who has neither cast nor recused is removed; the rest may complete the vote", () => {
    const vote = box({ pass: { for: "for", of: "electors", share: ">1/2" } }, 4)
      .vote("m1", "for")
      .recuse("m2");
    const fewer = removeElectors(vote.state, ["m1", "m2", "m3", "m9"]);
    expect(fewer.electors.map(({ id }) => id)).toEqual(["m1", "m2", "m4"]);
    expect(boxOf(vote.definition, fewer).vote("m4", "for").output).toMatchObject({
      result: "passed",
      base: 2,
    });
    expect(removeElectors(fewer, ["m1"])).toBe(fewer);
  });

  it("nothing changes once it has ended", () => {
    const ended = box({}, 1).vote("m1", "for").state;
    expect(addElectors(ended, people(3))).toBe(ended);
    expect(removeElectors(ended, ["m1"])).toBe(ended);
  });
});

describe("the view", () => {
  it("shows the count, the base and what each elector has done", () => {
    const vote = box({ title: { en: "Motion", "zh-CN": "议案" } }, 4, ["m1", "m2", "m3"])
      .vote("m1", "for")
      .recuse("m2");
    expect(ballotView(vote.state, vote.definition, "2026-03-02T03:00:00.000Z")).toEqual({
      ballot: "motion",
      title: { en: "Motion", "zh-CN": "议案" },
      status: "open",
      counts: { for: 1, against: 0, abstain: 0 },
      base: 2,
      electors: [
        { id: "m1", state: "cast", choice: "for" },
        { id: "m2", state: "recused" },
        { id: "m3", state: "waiting" },
        { id: "m4", state: "absent" },
      ],
      closes: "2026-03-02T03:00:00.000Z",
      secret: false,
    });
  });
});
