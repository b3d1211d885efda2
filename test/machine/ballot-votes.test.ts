import { describe, expect, it } from "vitest";
import type { Elector } from "../../engine/machine/types.ts";
import {
  ballotCount,
  ballotView,
  castVote,
  mayCast,
  recuse,
  whoMayCast,
} from "../../engine/machine/ballots/index.ts";
import type { Box } from "./ballot-box.ts";
import { at, box, castRefusal, ids, people } from "./ballot-box.ts";

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
