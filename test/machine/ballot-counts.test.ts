import { describe, expect, it } from "vitest";
import type { Elector } from "../../engine/machine/types.ts";
import { addElectors, decide, removeElectors, whoMayCast } from "../../engine/machine/ballots/index.ts";
import type { Box } from "./ballot-box.ts";
import { at, box, castRefusal, ids, people } from "./ballot-box.ts";

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
