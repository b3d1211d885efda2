import { describe, expect, it } from "vitest";
import type { Procedure } from "../../engine/model/index.ts";
import { boss, events, officeOf, red, roles, shownRed, watched, yellow } from "./appealed-work.ts";
import { person, title } from "./host.ts";

describe("D4: deciding an appeal", () => {
  it("D4: somebody whom the definition names, with a reason, and never who has appealed, for themselves or for another", () => {
    const office = shownRed().appeal("bob");
    const said = { clock: "work", light: "red", decision: "setAside", reason: "it was" };
    expect(office.why("decideAppeal", "ann", said)).toMatchObject({
      code: "not-permitted",
      details: { roles: ["watch"] },
    });
    expect(office.why("decideAppeal", "bob", said)).toMatchObject({
      code: "not-permitted",
      message: { en: "This appeal is your own; somebody else decides it." },
    });
    // Bob decides for Wat as his standing proxy, or somebody for Bob: both are Bob's own.
    const forWat = { ...person("bob", "watch"), for: "wat" };
    const forBob = { ...person("wat", "watch"), for: "bob" };
    for (const by of [forWat, forBob])
      expect(office.why("decideAppeal", by, said)?.code).toBe("not-permitted");
    for (const wrong of [{ decision: "perhaps" }, { reason: "" }])
      expect(office.why("decideAppeal", "wat", { ...said, ...wrong })?.code).toBe("invalid-payload");
    office.decide("wat", "setAside");
    expect(office.work.shown?.at(-1)?.appeal?.decision).toEqual({
      setAside: true,
      by: "wat",
      at: office.now,
      reason: "it was",
    });
    expect(office.why("decideAppeal", "wat", said)).toMatchObject({
      code: "not-now",
      message: { en: "No appeal against this light of “Work” waits for a decision." },
    });
  });

  it("D4: who appealed by proxy decides no more than whom they stood for", () => {
    const office = shownRed().appeal({ ...person("wat", "clerk"), for: "ann" });
    expect(office.work.shown?.at(-1)?.appeal).toMatchObject({ by: "ann", proxy: "wat" });
    const said = { clock: "work", light: "red", decision: "uphold", reason: "r" };
    expect(office.why("decideAppeal", "wat", said)?.code).toBe("not-permitted");
    expect(office.decide("bob", "uphold").effects).toMatchObject([{ ids: ["ann", "wat"] }]);
  });

  it("D4: a role of the case that decides is asked by name, without who has appealed", () => {
    const parties = { rows: "data.parties", id: "id" };
    const office = officeOf(
      { to: ["party"], by: ["party"] },
      {
        roles: { ...roles, party: { title: title("Party"), ...parties } },
        data: {
          type: "object",
          properties: {
            lead: { type: "string" },
            days: { type: "integer" },
            parties: {
              type: "array",
              default: [{ id: "p1" }, { id: "p2" }],
              items: { type: "object", additionalProperties: true },
            },
          },
        },
      },
    );
    office.until("2026-03-09T01:00:00.000Z");
    office.appeal("p1");
    expect(office.tasks.at(-1)).toMatchObject({ kind: "appeal", roles: [], ids: ["p2"] });
    // It is nobody's to hand on: whom the case names decides.
    for (const by of ["p2", "admin"])
      expect(office.why("transfer", by, { task: "appeal:work:2", from: "p2", to: "ann" }), by).toMatchObject({
        code: "not-permitted",
        message: { en: expect.stringContaining("nothing here is yours to hand on") },
      });
    expect(office.decide("p2", "uphold").tasks.some(({ kind }) => kind === "appeal")).toBe(false);
  });

  it("D4: what is set aside counts no more, the light before it does; the light that shows is the same", () => {
    const office = shownRed().appeal("ann").decide("wat", "setAside");
    expect(office.work).toMatchObject({ light: "red", counts: "yellow" });
    office.appeal("ann", "yellow").decide("wat", "setAside", "yellow");
    expect(office.work).toMatchObject({ light: "red", counts: "blue" });
    const other = shownRed().appeal("ann", "yellow").decide("wat", "setAside", "yellow");
    expect(other.work).not.toHaveProperty("counts");
    expect(shownRed().appeal("ann").decide("wat", "uphold").work).not.toHaveProperty("counts");
  });

  it("D4: rules see the light that counts, and a task's date comes of no red that was set aside", () => {
    const late = { type: "when" as const, params: { "==": [{ var: "clock.work.light" }, "red"] } };
    const office = officeOf(watched, {}, { HOLD: { guard: late, target: "waiting" } });
    office.until("2026-03-09T01:00:00.000Z");
    const dueOf = () => office.tasks.find(({ state }) => state === "working")?.due;
    expect(dueOf()).toBe(red);
    office.appeal("ann").decide("wat", "setAside");
    expect(office.refused("HOLD", boss)).toBe("guard-refused");
    expect(dueOf()).toBeUndefined();
  });

  it("D4: after a clock was extended or started anew each light is a light of its own, the last shown being meant", () => {
    const office = shownRed().appeal("ann").decide("wat", "setAside").send("ANEW", boss);
    expect(office.work).toMatchObject({ light: "green" });
    office.until("2026-03-16T01:00:00.000Z");
    expect(office.shown).toEqual(["blue", "yellow", "red aside", "green", "blue", "yellow", "red"]);
    expect(office.work).not.toHaveProperty("counts");
    office.appeal("ann");
    expect(office.shown.at(-1)).toBe("red open");
    expect(office.why("appeal", "ann", { clock: "work", light: "red", at: red, reason: "r" })?.code).toBe(
      "not-now",
    );
    office.appeal("ann", "yellow", { at: yellow });
    expect(office.shown[1]).toBe("yellow open");
    office.send("LONGER", boss);
    expect(office.work).toMatchObject({ light: "blue" });
    office.decide("wat", "setAside");
    expect(office.work).toMatchObject({ light: "blue" });
    expect(office.work).not.toHaveProperty("counts");
  });

  it("D4: the machine is told where it names that, with the light and when it was shown", () => {
    const told = {
      target: "waiting",
      actions: { type: "assign", params: { lead: { var: "event.light" } } },
    };
    const office = officeOf(watched, {}, { "clock.work.setAside": told });
    office.until("2026-03-09T01:00:00.000Z");
    office.appeal("ann").decide("wat", "setAside");
    expect(office.kinds).toEqual(["act", "light"]);
    expect(office.entries[1]).toMatchObject({
      event: { type: "clock.work.setAside", light: "red", at: red },
      by: { id: "system" },
    });
    expect([office.value, office.data["lead"]]).toEqual(["waiting", "red"]);
    expect(shownRed().appeal("ann").decide("wat", "setAside").kinds).toEqual(["act"]);
  });

  it("D4, F4: in a hold it is told at the end; while an administrator has suspended the case nothing is decided", () => {
    const rests: Partial<Procedure> = {
      events: {
        ...events,
        REST: { title: title("Rest"), by: ["boss"] },
        GO_ON: { title: title("On"), by: ["boss"] },
      },
      holds: { rest: { by: "REST", end: "GO_ON", in: ["working"] } },
    };
    const office = officeOf(watched, rests, { "clock.work.setAside": "waiting" }).send("REST", boss);
    office.until("2026-03-09T01:00:00.000Z");
    // Nobody but who ends the hold has anything to do meanwhile.
    office.appeal(boss).decide("wat", "setAside");
    expect(office.value).toEqual({ working: "drafting" });
    office.send("GO_ON", boss);
    expect(office.value).toBe("waiting");
    const suspended = shownRed().appeal("ann");
    suspended.state = suspended.machine.suspend(suspended.state, suspended.now);
    suspended.appeal("ann", "yellow");
    const said = { clock: "work", light: "red", decision: "setAside", reason: "r" };
    expect(suspended.why("decideAppeal", "wat", said)?.code).toBe("suspended");
  });
});
