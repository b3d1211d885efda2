import { describe, expect, it } from "vitest";
import type { Elector } from "../../engine/machine/types.ts";
import {
  addElectors,
  ballotCount,
  openBallot,
  parseShare,
  removeElectors,
  whoMayCast,
} from "../../engine/machine/ballots/index.ts";
import { at, box, boxOf, castRefusal, define, ids, opened, people } from "./ballot-box.ts";

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
