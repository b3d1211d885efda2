import { describe, expect, it } from "vitest";
import type { StateConfig } from "../../engine/model/index.ts";
import { machineOf, title } from "./host.ts";
import { chain, Desk, roles, submitted, who } from "./sent-on.ts";

describe("taking back together with what else a definition says", () => {
  const stage = (on: StateConfig["on"]): StateConfig => ({ on: on! });
  const returning = machineOf(
    {
      initial: "work",
      states: {
        work: {
          initial: "one",
          states: {
            one: stage({ NEXT: "two" }),
            two: stage({ NEXT: "three" }),
            three: stage({ NEXT: "four" }),
            four: {},
          },
        },
      },
    },
    {
      events: Object.fromEntries(
        ["NEXT", "RETURN", "TAKE_BACK"].map((name) => [name, { title: title(name), by: ["anyone"] }]),
      ),
      returns: { back: { event: "RETURN", in: "work", stages: ["one", "two", "three"], resume: ["back"] } },
      takeBacks: { own: { event: "TAKE_BACK", of: ["NEXT"] } },
    },
  );

  it("F3, F8: whoever was to come straight to is known again once that was taken back", () => {
    const desk = new Desk(returning).by("ann", "NEXT").by("bob", "NEXT");
    desk.by("cho", "RETURN", { to: "one", reason: "more" }).by("ann", "NEXT");
    expect(desk.value).toEqual({ work: "three" });
    desk.by("ann", "TAKE_BACK");
    expect(desk.value).toEqual({ work: "one" });
    expect(desk.by("ann", "NEXT").value).toEqual({ work: "three" });
  });

  it("F3, F8: going back is no sending on: it counts, and is not taken back", () => {
    const desk = new Desk(returning).by("ann", "NEXT").by("bob", "RETURN", { to: "one", reason: "more" });
    expect(desk.why("ann")?.details).toMatchObject({ by: "bob", event: "RETURN" });
    expect(desk.why("bob")?.code).toBe("not-now");
  });

  it("H19, F8: what the engine has passed by itself counts as that", () => {
    const passing = machineOf(
      {
        initial: "first",
        states: { first: stage({ APPROVE: "second" }), second: stage({ APPROVE: "third" }), third: {} },
      },
      {
        roles,
        events: Object.fromEntries(
          ["APPROVE", "TAKE_BACK"].map((name) => [name, { title: title(name), by: ["chief"] }]),
        ),
        approvers: { chain: { in: ["first", "second"], event: "APPROVE", repeated: "adjacent" } },
        takeBacks: { own: { event: "TAKE_BACK", of: ["APPROVE"] } },
      },
    );
    const both = new Desk(passing);
    both.people = { chief: ["cho", "dan"] };
    expect(both.by("cho", "APPROVE").by("cho", "TAKE_BACK").value).toBe("first");
    const alone = new Desk(passing);
    alone.people = { chief: ["cho"] };
    alone.by("cho", "APPROVE");
    expect(alone.value).toBe("third");
    expect(alone.why("cho")?.message.en).toContain("by itself");
  });

  it("C14, F8: others who are asked instead do not keep whoever sent it from taking it back", () => {
    const handing = chain({
      timeouts: { slow: { in: ["review"], due: { limit: 1, unit: "days" }, over: { transfer: ["head"] } } },
    });
    const desk = new Desk(handing).by("ann", "SUBMIT", { subject: "x" });
    desk.until("2026-03-04T01:00:00.000Z");
    expect(desk.refused("APPROVE", who("cho"))).toBe("not-permitted");
    expect(desk.by("ann", "TAKE_BACK").value).toBe("draft");
    expect(desk.state.standIns).toBeUndefined();
  });

  it("H13, F8: what waited for those who sign after is the holder's to take back once it was taken", () => {
    const desk = submitted();
    desk.toTask("addSigners", "cho", { to: ["dan"], mode: "after" }).by("cho", "APPROVE");
    expect(desk.value).toBe("review");
    desk.act("sign", "dan", { agree: true });
    expect(desk.value).toBe("deciding");
    expect(desk.by("cho", "TAKE_BACK").value).toBe("review");
  });
});
