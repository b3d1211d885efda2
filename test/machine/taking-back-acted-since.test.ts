import { describe, expect, it } from "vitest";
import type { StateConfig } from "../../engine/model/index.ts";
import { machineOf, title } from "./host.ts";
import { approved, chain, Desk, submitted, who } from "./sent-on.ts";

/** What counts as having been done since, and keeps what was sent from being taken back. */

describe("what has happened since", () => {
  const cases: [string, string, (desk: Desk) => Desk][] = [
    ["an event that moves nothing", "cho", (desk) => desk.by("cho", "TALK")],
    ["an event of the whole case", "guest", (desk) => desk.by("guest", "NOTE")],
    ["an event of whoever sent it", "ann", (desk) => desk.by("ann", "NOTE")],
    ["handing it over", "cho", (desk) => desk.toTask("transfer", "cho", { to: "dan" })],
    ["asking for an opinion", "cho", (desk) => desk.toTask("delegate", "cho", { to: "dan" })],
    ["adding signers", "dan", (desk) => desk.toTask("addSigners", "dan", { to: ["cho"], mode: "before" })],
  ];
  it.each(cases)("F8: %s counts, and the refusal says who has done it and when", (_, by, happens) => {
    const desk = happens(submitted());
    const refused = desk.why("ann");
    expect(refused).toMatchObject({ code: "not-now", details: { by, at: desk.now } });
    expect(refused?.message.en).toContain(by);
    expect(refused?.message["zh-CN"]).toContain("2026-03-02 01:00 UTC");
  });

  it("F8: the first that has happened is named, and who", () => {
    const desk = submitted().by("cho", "TALK").by("dan", "TALK");
    expect(desk.why("ann")?.details).toEqual({ by: "cho", event: "TALK", at: desk.now });
    expect(desk.why("ann")?.message).toEqual({
      en: expect.stringContaining("cho"),
      "zh-CN": expect.stringContaining("TALK"),
    });
  });

  it("F8: urging and informing count as nothing", () => {
    const desk = submitted()
      .act("urge", "ann", { text: "please" })
      .act("copy", "ann", { to: ["fay"] });
    expect(desk.by("ann", "TAKE_BACK").value).toBe("draft");
  });

  it("F8: a vote counts, and so one that signs jointly", () => {
    const desk = approved("big");
    desk.send("SIGN", "m1", { choice: "yes" });
    expect(desk.why("cho")).toMatchObject({ code: "not-now", details: { by: "m1", event: "SIGN" } });
  });

  it("F8: a delay that moves the case counts; one that leads nowhere does not", () => {
    const reminded = submitted();
    reminded.until("2026-03-05T00:00:00.000Z");
    expect(reminded.data["entered"]).toEqual(["draft", "late"]);
    expect(reminded.by("ann", "TAKE_BACK").value).toBe("draft");
    const lapsed = submitted();
    lapsed.until("2026-03-20T00:00:00.000Z");
    const refused = lapsed.why("ann");
    expect(lapsed.value).toBe("lapsed");
    expect(refused).toMatchObject({ code: "not-now", details: { by: "system" } });
    expect(refused?.message.en).toContain("by itself");
  });

  it("A3: the payload is looked at before whether somebody has acted, the sender before that", () => {
    const asking = chain({
      events: {
        TAKE_BACK: {
          title: title("Take back"),
          by: ["clerk"],
          payload: { type: "object", properties: { why: { type: "string" } }, required: ["why"] },
        },
      },
    });
    const desk = new Desk(asking).by("ann", "SUBMIT", { subject: "x" });
    expect(desk.refused("TAKE_BACK", who("bob"))).toBe("not-permitted");
    expect(desk.refused("TAKE_BACK", who("ann"))).toBe("invalid-payload");
    desk.by("cho", "TALK");
    expect(desk.refused("TAKE_BACK", who("ann"))).toBe("invalid-payload");
    expect(desk.refused("TAKE_BACK", who("ann"), { why: "wrong" })).toBe("not-now");
  });

  it("F8: a case that stands still takes nothing back but what the hold allows; a hold that has begun counts", () => {
    const holding = (...allows: string[]) =>
      new Desk(
        chain({
          events: {
            SUSPEND: { title: title("Suspend"), by: ["anyone"] },
            RESUME: { title: title("Resume"), by: ["anyone"] },
          },
          holds: { still: { by: "SUSPEND", end: "RESUME", in: ["review", "deciding"], allows } },
        }),
      ).by("ann", "SUBMIT", { subject: "x" });
    const held = holding().by("cho", "SUSPEND");
    expect(held.refused("TAKE_BACK", who("ann"))).toBe("suspended");
    expect(held.by("cho", "RESUME").refused("TAKE_BACK", who("ann"))).toBe("not-now");
    const allowing = holding("APPROVE", "TAKE_BACK").by("cho", "SUSPEND");
    expect(allowing.why("ann")?.details).toMatchObject({ by: "cho", event: "SUSPEND" });
    expect(allowing.by("cho", "APPROVE").by("cho", "TAKE_BACK").value).toBe("review");
    expect(holding("APPROVE").by("cho", "SUSPEND").by("cho", "APPROVE").why("cho")?.code).toBe("suspended");
  });
});

describe("with regions side by side", () => {
  const region = (name: string): StateConfig => ({
    initial: "asked",
    states: {
      asked: { on: { [`GIVE_${name}`]: "given", BOTH: "given" } },
      given: {
        on: { [`READ_${name}`]: { actions: { type: "append", params: { list: "read", row: name } } } },
      },
      closed: { type: "final" },
    },
  });
  const events = Object.fromEntries(
    ["GIVE_A", "GIVE_B", "READ_A", "READ_B", "BOTH", "ALL", "TAKE_BACK", "START"].map((name) => [
      name,
      { title: title(name), by: ["anyone"] },
    ]),
  );
  const regions = machineOf(
    {
      initial: "before",
      states: {
        before: { on: { START: "both" } },
        both: {
          type: "parallel",
          on: { ALL: { actions: { type: "append", params: { list: "read", row: "all" } } } },
          states: { a: region("A"), b: region("B") },
        },
      },
    },
    {
      data: {
        type: "object",
        properties: { read: { type: "array", items: { type: "string" }, default: [] } },
      },
      events,
      takeBacks: { opinion: { event: "TAKE_BACK", of: ["GIVE_A", "GIVE_B", "BOTH", "START"] } },
    },
  );
  const begun = () => new Desk(regions).by("ann", "START");

  it("F8: what happens in another region does not count, and that one stays where it is", () => {
    const desk = begun().by("ann", "GIVE_A").by("bob", "GIVE_B").by("bob", "READ_B");
    const { n } = desk.state.entered["both.b.given"]!;
    desk.by("ann", "TAKE_BACK");
    expect(desk.value).toEqual({ both: { a: "asked", b: "given" } });
    expect(desk.state.entered["both.b.given"]?.n).toBe(n);
    expect(desk.why("bob")?.details).toMatchObject({ by: "bob", event: "READ_B" });
  });

  it("F8: everybody takes back their own", () => {
    const desk = begun().by("ann", "GIVE_A").by("bob", "GIVE_B").by("bob", "TAKE_BACK");
    expect(desk.value).toEqual({ both: { a: "given", b: "asked" } });
    expect(desk.by("ann", "TAKE_BACK").value).toEqual({ both: { a: "asked", b: "asked" } });
  });

  it("F8: what moved several regions at once is taken back in all of them where nothing has happened", () => {
    expect(begun().by("ann", "BOTH").by("ann", "TAKE_BACK").value).toEqual({
      both: { a: "asked", b: "asked" },
    });
    const acted = begun().by("ann", "BOTH").by("cho", "READ_B").by("ann", "TAKE_BACK");
    expect(acted.value).toEqual({ both: { a: "asked", b: "given" } });
  });

  it("F8: what concerns all regions counts in each", () => {
    expect(begun().by("ann", "GIVE_A").by("cho", "ALL").why("ann")?.details).toMatchObject({ by: "cho" });
  });

  it("F8: what began the regions is taken back as long as nothing has happened in any", () => {
    expect(begun().by("ann", "TAKE_BACK").value).toBe("before");
    expect(begun().by("bob", "GIVE_B").why("ann")?.code).toBe("not-now");
    expect(begun().by("bob", "GIVE_B").by("bob", "TAKE_BACK").why("ann")?.details).toMatchObject({
      by: "bob",
      event: "GIVE_B",
    });
  });
});
