import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import { memory } from "../../engine/store/index.ts";
import { trial, trialFiles } from "../runtime/fixtures/trial.ts";
import { journalOf, opened, openWorld, packOf, person, sent, viewOf, type World } from "../runtime/world.ts";

/** E10: the journal does not say who chose what; the verifier recounts. Whatever a ballot is like, what happened must verify. */
const members = ["m1", "m2", "m3", "m4", "m5"];
const choices = ["for", "against", "abstain"];

const terms = fc.record(
  {
    early: fc.boolean(),
    of: fc.constantFrom("electors", "present", "cast"),
    share: fc.constantFrom(">1/2", ">=2/3", "=1"),
    by: fc.constantFrom("heads", "weight"),
    quorum: fc.constantFrom(0, 3),
    silence: fc.constantFrom(undefined, { deemed: "for" }, { deemed: "against" }, "block"),
    order: fc.constantFrom("parallel", "sequential"),
    casting: fc.boolean(),
  },
  { requiredKeys: ["early", "of", "share", "by", "quorum", "order", "casting"] },
);
type Terms = typeof terms extends fc.Arbitrary<infer T> ? T : never;

function ballotOf({ early, of, share, by, quorum, silence, order, casting }: Terms): JsonObject {
  return {
    electors: { role: "member" },
    ...(by === "weight" ? { weight: { "+": [1, { var: "index" }] } } : {}),
    cast: "VOTE",
    choice: "choice",
    choices,
    pass: { for: "for", of, share, by },
    ...(quorum === 0 ? {} : { quorum: { of: "electors", minimum: quorum } }),
    ...(silence === undefined ? {} : { silence }),
    ...(casting ? { casting: "chief" } : {}),
    recusal: "RECUSE",
    early,
    order,
    secret: true,
    close: "votingTime",
  } as JsonObject;
}

/** The trial pack with ballots of such terms, two of them side by side, whose state stays a while after they have ended. */
function packWith(first: Terms, second: Terms) {
  const vote = structuredClone(trialFiles["procedures/vote.json"]) as JsonObject & {
    events: JsonObject;
    machine: JsonObject;
    ballots: JsonObject;
  };
  const payload = {
    type: "object",
    properties: { choice: { enum: choices } },
    required: ["choice"],
  };
  vote.events = {
    VOTE: { title: { en: "Vote", "zh-CN": "投票" }, by: ["member", "chief"], payload },
    SIGN: { title: { en: "Sign", "zh-CN": "签署" }, by: ["member", "chief"], payload },
    RECUSE: { title: { en: "Recuse", "zh-CN": "回避" }, by: ["member"] },
  };
  vote.ballots = {
    hidden: ballotOf(first),
    other: { ...ballotOf({ ...second, silence: undefined }), cast: "SIGN", recusal: "RECUSE" } as JsonObject,
  };
  const region = (id: string) => ({
    initial: "open",
    states: {
      open: { invoke: { src: "ballot", id, onDone: { target: "closed" } } },
      closed: { type: "final" },
    },
  });
  vote.machine = {
    id: "vote",
    type: "parallel",
    states: { hidden: region("hidden"), other: region("other") },
  } as unknown as JsonObject;
  const { public: _, ...rest } = vote as JsonObject;
  return packOf({ ...trialFiles, "procedures/vote.json": rest as JsonObject });
}

/** The next who has not cast votes; where nobody is left, whoever decides a tie. Now and then somebody recuses, or time goes by. */
const action = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ vote: fc.constantFrom("VOTE", "SIGN"), choice: fc.constantFrom(...choices) }),
  },
  { weight: 1, arbitrary: fc.record({ recuses: fc.constantFrom(...members) }) },
  { weight: 1, arbitrary: fc.record({ minutes: fc.integer({ min: 10, max: 90 }) }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

async function take({ engine, clock }: World, id: string, act: Action): Promise<boolean> {
  if ("minutes" in act) {
    clock.set(new Date(Date.parse(clock.now()) + act.minutes * 60_000).toISOString());
    return (await engine.tick()).fired > 0;
  }
  if ("recuses" in act) return (await sent(engine, id, "RECUSE", act.recuses)).ok;
  const ballot = act.vote === "VOTE" ? "hidden" : "other";
  const electors = (await viewOf(engine, id)).ballots.find((one) => one.ballot === ballot)?.electors ?? [];
  const voter = electors.find(({ state }) => state === "waiting")?.id ?? "cho";
  return (await sent(engine, id, act.vote, voter, { choice: act.choice })).ok;
}

describe("secret ballots", () => {
  it("E10: verify, whatever their terms and however they go", async () => {
    let taken = 0;
    let ended = 0;
    await fc.assert(
      fc.asyncProperty(
        terms,
        terms,
        fc.array(action, { minLength: 6, maxLength: 18 }),
        async (first, second, actions) => {
          const world = await openWorld({ store: memory(), packs: [packWith(first, second)] });
          const id = await opened(world.engine, "vote");
          for (const act of actions) if (await take(world, id, act)) taken += 1;
          const { faults } = await world.engine.verify({ case: id });
          ended += (await journalOf(world.engine, id)).filter(({ notes }) =>
            notes.some(({ note }) => note === "ballot-ended"),
          ).length;
          await world.engine.close();
          expect(faults).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
    // The walks are worth something: votes were cast, and ballots came to their ends.
    expect(taken).toBeGreaterThan(300);
    expect(ended).toBeGreaterThan(30);
  });

  it("E10: verify where votes that stand in for the real ones would have ended the ballot", async () => {
    const { engine } = await openWorld({ store: memory(), packs: [trial()] });
    const id = await opened(engine, "vote");
    await sent(engine, id, "VOTE", "m1", { choice: "against" });
    await sent(engine, id, "VOTE", "m2", { choice: "for" });
    // Of the three that remain one decides; two votes for would have been enough.
    for (const by of ["m3", "m4"])
      expect(await sent(engine, id, "RECUSE", by)).toMatchObject({ state: "hidden" });
    expect((await engine.verify({ case: id })).faults).toEqual([]);
    expect(await sent(engine, id, "VOTE", "m5", { choice: "against" })).toMatchObject({ state: "decided" });
    expect((await engine.verify({ case: id })).faults).toEqual([]);
    await engine.close();
  });

  it("E10: a tally with one vote more or less is found", async () => {
    const plain: Terms = {
      early: false,
      of: "electors",
      share: ">1/2",
      by: "heads",
      quorum: 0,
      order: "parallel",
      casting: false,
    };
    const { engine, store } = await openWorld({ store: memory(), packs: [packWith(plain, plain)] });
    const id = await opened(engine, "vote");
    for (const by of ["m1", "m2"]) await sent(engine, id, "VOTE", person(by, "member"), { choice: "for" });
    const record = await store.reader.case(id);
    if (record === null) throw new Error("no case");
    const [token = "", ballot] =
      Object.entries(record.state.ballots).find(([, { cast }]) => cast.length > 0) ?? [];
    if (ballot === undefined) throw new Error("no ballot");
    const stuffed = { ...ballot, tally: { ...ballot.tally, against: { heads: 1 } } };
    const state = { ...record.state, ballots: { ...record.state.ballots, [token]: stuffed } };
    await store.transact((tx) => tx.updateCase({ ...record, state }, record.revision));
    expect((await engine.verify({ case: id })).faults).toMatchObject([{ case: id, code: "miscounted" }]);
    expect(await journalOf(engine, id)).toHaveLength(3);
    await engine.close();
  });
});
