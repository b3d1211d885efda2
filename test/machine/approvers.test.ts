import { describe, expect, it } from "vitest";
import type { ApproverDefinition, JsonObject, Procedure, StateConfig } from "../../engine/model/index.ts";
import { machineOf, Play, title } from "./host.ts";

const stage = (next: string): StateConfig => ({
  on: {
    APPROVE: {
      target: next,
      actions: { type: "append", params: { list: "said", row: { var: "event.text" } } },
    },
  },
});
/** Three stages, one after the other, each for people whom the case names. */
function chain(review: Partial<ApproverDefinition>, parts: Partial<Procedure> = {}) {
  return machineOf(
    {
      initial: "one",
      states: {
        one: stage("two"),
        two: stage("three"),
        three: stage("done"),
        done: { on: { AGAIN: "one", BACK: "two" } },
      },
    },
    {
      data: {
        type: "object",
        properties: {
          a: { type: "array", items: { type: "string" }, default: ["ann"] },
          b: { type: "array", items: { type: "string" }, default: ["bob"] },
          c: { type: "array", items: { type: "string" }, default: ["ann"] },
          said: { type: "array", items: { type: "string" }, default: [] },
          chief: { type: "string" },
        },
      },
      roles: {
        first: { title: title("First"), is: { var: "data.a" } },
        second: { title: title("Second"), is: { var: "data.b" } },
        third: { title: title("Third"), is: { var: "data.c" } },
        clerk: { title: title("Clerk") },
        boss: { title: title("Boss") },
      },
      events: {
        APPROVE: {
          title: title("Approve"),
          by: ["anyone"],
          payload: { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
        },
        AGAIN: { title: title("Again"), by: ["anyone"] },
        BACK: { title: title("Back"), by: ["anyone"] },
      },
      ...parts,
      approvers: {
        review: { in: ["one", "two", "three"], event: "APPROVE", with: { text: "as before" }, ...review },
      },
    },
  );
}
/** The same, each stage for the role of its own. */
function roles(review: Partial<ApproverDefinition>, by: string[] = ["first", "second", "third"]) {
  const machine = chain(review).procedure;
  const states = structuredClone(machine.machine.states!);
  ["one", "two", "three"].forEach((name, place) => {
    (states[name]!.on!["APPROVE"] as { meta: object }).meta = { by: [by[place]!] };
  });
  const { id: _, ...config } = machine.machine;
  return machineOf({ ...config, states }, { ...machine });
}
const said = { text: "fine" };
const approve = (play: Play, id: string) => play.send("APPROVE", { id, roles: [] }, said);
const notes = (play: Play) =>
  play.entries.flatMap(({ notes: all }) => all.flatMap((one) => (one.note === "approver" ? [one] : [])));

describe("approvers: who has approved before", () => {
  const at = (repeated: ApproverDefinition["repeated"], data: JsonObject) =>
    approve(new Play(roles({ repeated: repeated ?? "none" }), { data }), "ann");

  it("H19: adjacent stages count, others do not, unless all do", () => {
    const same = { a: ["ann"], b: ["ann"], c: ["bob"] };
    expect(at("none", same).value).toBe("two");
    expect(at("adjacent", same).value).toBe("three");
    const apart = { a: ["ann"], b: ["bob"], c: ["ann"] };
    expect(approve(at("adjacent", apart), "bob").value).toBe("three");
    expect(approve(at("all", apart), "bob").value).toBe("done");
  });

  it("H19: it is recorded as the engine's, with whose approval counts, and with what is sent", () => {
    const play = at("all", { a: ["ann"], b: ["ann"], c: ["ann"] });
    expect(play.value).toBe("done");
    expect(play.entries.map(({ kind, by, event }) => [kind, by.id, event.type])).toEqual([
      ["event", "ann", "APPROVE"],
      ["approver", "system", "case.approver.review.repeated"],
      ["approver", "system", "case.approver.review.repeated"],
    ]);
    expect(notes(play)).toMatchObject([
      { name: "review", state: "two", why: "repeated", ids: ["ann"] },
      { state: "three", ids: ["ann"] },
    ]);
    expect(play.data["said"]).toEqual(["fine", "as before", "as before"]);
  });

  it("H19: a stage for which others are asked too waits for them", () => {
    expect(at("all", { a: ["ann"], b: ["ann", "bob"] }).value).toBe("two");
    expect(at("all", { a: ["ann"], b: [] }).value).toBe("two");
  });

  it("H19: what is gone through again has not been passed", () => {
    const play = approve(at("all", { a: ["ann"], b: ["bob"], c: ["ann"] }), "bob").send("BACK");
    // The first stage still counts, the second does not.
    expect(play.value).toBe("two");
    expect(approve(play, "bob").value).toBe("done");
    expect(play.send("AGAIN").value).toBe("one");
    expect(play.state.passed).toEqual({ review: {} });
  });

  it("H19: roles of the directory count by the people who have them", () => {
    const machine = roles({ repeated: "all" }, ["clerk", "clerk", "boss"]);
    expect(machine.needs(null, { kind: "open" }).roles).toContain("clerk");
    const of = (people: Record<string, string[]>) =>
      new Play(machine, { people }).send("APPROVE", { id: "ann", roles: ["clerk"] }, said).value;
    expect(of({ clerk: ["ann"], boss: ["eve"] })).toBe("three");
    expect(of({ clerk: ["ann", "bob"], boss: ["eve"] })).toBe("two");
    expect(of({})).toBe("two");
  });
});

describe("approvers: who opened the case", () => {
  const opened = (self: ApproverDefinition["self"], data: JsonObject = {}) =>
    new Play(roles({ self: self ?? "allow" }), { by: "ann", data });

  it("H19: is asked, is not, or is passed over", () => {
    expect(opened("allow").value).toBe("one");
    expect(approve(opened("allow"), "ann").value).toBe("two");
    const refused = opened("refuse").refusal("APPROVE", { id: "ann", roles: [] }, said);
    expect(refused?.code).toBe("not-permitted");
    expect(opened("refuse").value).toBe("one");
    const skipped = opened("skip");
    expect(skipped.value).toBe("two");
    expect(notes(skipped)).toMatchObject([{ state: "one", why: "self", ids: ["ann"] }]);
  });

  it("H19: beside others nobody is passed over, and may act or not as the definition says", () => {
    const data = { a: ["ann", "bob"] };
    expect(opened("skip", data).value).toBe("one");
    expect(approve(opened("skip", data), "ann").value).toBe("two");
    expect(opened("refuse", data).refused("APPROVE", { id: "ann", roles: [] }, said)).toBe("not-permitted");
    expect(approve(opened("refuse", data), "bob").value).toBe("two");
  });

  it("H19: others are asked in their place, and told", () => {
    const play = opened({ superior: ["boss"] });
    expect(play.value).toBe("one");
    expect(play.entries[1]).toMatchObject({ kind: "approver", by: { id: "system" } });
    expect(play.entries[1]?.effects).toMatchObject([{ type: "notify", roles: ["boss"] }]);
    expect(play.refused("APPROVE", { id: "ann", roles: [] }, said)).toBe("not-permitted");
    expect(play.send("APPROVE", { id: "eve", roles: ["boss"] }, said).value).toBe("two");
    expect(approve(opened({ superior: ["boss"] }, { a: ["bob"] }), "bob").value).toBe("two");
  });

  it("H19: the one whose case it is may be whoever sent an event", () => {
    const machine = roles({ of: "APPROVE@one", self: "refuse" });
    const play = approve(new Play(machine, { data: { b: ["ann", "bob"] } }), "ann");
    expect(play.refused("APPROVE", { id: "ann", roles: [] }, said)).toBe("not-permitted");
    expect(approve(play, "bob").value).toBe("three");
    const skipping = roles({ of: "APPROVE@one", self: "skip" });
    expect(approve(new Play(skipping, { data: { b: ["ann"], c: ["bob"] } }), "ann").value).toBe("three");
  });

  it("H19: nobody in their place is an incident, and it is not passed by that", () => {
    const play = opened({ superior: { var: "data.chief" } });
    expect(play.value).toBe("one");
    expect(play.entries[1]?.notes).toMatchObject([{ note: "incident", code: "nobody-to-ask" }]);
  });
});

describe("approvers: nobody", () => {
  it("H19: passes a stage only where that is declared", () => {
    const data = { a: [], b: ["bob"] };
    expect(new Play(roles({ empty: "auto" }), { data }).value).toBe("two");
    expect(new Play(roles({ empty: "block" }), { data }).value).toBe("one");
    expect(new Play(roles({}), { data }).value).toBe("one");
  });

  it("H19: separation of duties leaves out whom it keeps away", () => {
    const apart = chain(
      { empty: "auto" },
      {
        events: {
          APPROVE: {
            title: title("Approve"),
            by: ["first"],
            apartFrom: ["APPROVE"],
            payload: { type: "object", properties: { text: { type: "string" } } },
          },
          AGAIN: { title: title("Again"), by: ["anyone"] },
          BACK: { title: title("Back"), by: ["anyone"] },
        },
      },
    );
    expect(approve(new Play(apart, { data: { a: ["ann", "bob"] } }), "ann").value).toBe("two");
    expect(approve(new Play(apart, { data: { a: ["ann"] } }), "ann").value).toBe("done");
  });

  it("H19: what is sent is held to the payload", () => {
    const play = new Play(roles({ empty: "auto", with: {} }), { data: { a: [] } });
    expect(play.value).toBe("one");
    expect(play.entries[1]).toMatchObject({ kind: "incident", notes: [{ code: "invalid-payload" }] });
  });
});
