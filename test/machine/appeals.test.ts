import { describe, expect, it } from "vitest";
import type { AppealDefinition, JsonObject } from "../../engine/model/index.ts";
import {
  boss,
  clock,
  Office,
  officeOf,
  red,
  roles,
  shownRed,
  watched,
  who,
  yellow,
} from "./appealed-work.ts";
import { machineOf, title } from "./host.ts";

/** Appealing against a light that was shown. */

describe("D4: appealing against a light", () => {
  it("D4: whoever had something to do where the clock ran appeals, once, with a reason and evidence; the light stays", () => {
    const office = shownRed();
    expect(office.shown).toEqual(["blue", "yellow", "red"]);
    office.appeal("ann", "red", { evidence: ["log of 6 March"] });
    expect(office.entries).toHaveLength(1);
    expect(office.entries[0]).toMatchObject({
      kind: "act",
      event: { type: "case.appeal", clock: "work", light: "red", reason: "the system was down" },
      taken: [],
      set: {},
      notes: [{ note: "appeal", clock: "work", light: "red", shown: red, change: "made" }],
    });
    expect(office.work).toMatchObject({ light: "red" });
    expect(office.work).not.toHaveProperty("counts");
    expect(office.work.shown?.at(-1)).toEqual({
      light: "red",
      at: red,
      appeal: {
        by: "ann",
        at: office.now,
        reason: "the system was down",
        evidence: ["log of 6 March"],
      },
    });
    expect(office.why("appeal", "bob", { clock: "work", light: "red", reason: "again" })).toMatchObject({
      code: "not-now",
      message: {
        en: "This light has been appealed against already, on 2026-03-09; a second appeal is not possible.",
      },
    });
    expect(office.appeal("bob", "yellow").shown).toEqual(["blue", "yellow open", "red open"]);
  });

  it("D4: a light that was not shown, or of no clock, is nothing to appeal against", () => {
    const office = officeOf();
    const said = { clock: "work", light: "red", reason: "why" };
    expect(office.why("appeal", "ann", said)).toMatchObject({
      code: "not-now",
      path: "/light",
      message: { en: "“Work” has not shown red light, so there is nothing to appeal against." },
    });
    office.until("2026-03-09T01:00:00.000Z");
    expect(office.why("appeal", "ann", { ...said, at: yellow })).toMatchObject({
      code: "not-now",
      path: "/at",
    });
    const wrongs: JsonObject[] = [
      { light: "blue" },
      { light: "green" },
      { clock: "other" },
      { reason: "" },
      { evidence: [] },
    ];
    for (const wrong of wrongs)
      expect(office.why("appeal", "ann", { ...said, ...wrong }), JSON.stringify(wrong)).toMatchObject({
        code: "invalid-payload",
      });
    expect(office.shown).toEqual(["blue", "yellow", "red"]);
  });

  it("D4: who answered is recorded when the light shows, whatever becomes of the case", () => {
    const office = officeOf();
    office.until("2026-03-05T01:00:00.000Z");
    office.send("SEND", who("ann"));
    office.until("2026-03-09T01:00:00.000Z");
    office.send("BACK", who("cho"));
    expect(office.why("appeal", "cho", { clock: "work", light: "yellow", reason: "why" })).toMatchObject({
      code: "not-permitted",
      message: { en: "When this light of “Work” was shown, others answered for it: clerk." },
      details: { roles: ["clerk"], ids: [] },
    });
    // Whoever may stop the work from around it does not answer for it.
    expect(office.why("appeal", boss, { clock: "work", light: "red", reason: "why" })?.code).toBe(
      "not-permitted",
    );
    office.appeal("cho", "red").appeal("ann", "yellow");
    expect(office.shown).toEqual(["blue", "yellow open", "red open"]);
  });

  it("D4: `by` stands in the place of those who answered", () => {
    const office = shownRed(
      { to: ["watch"], by: ["chief", "lead"] },
      {
        roles: {
          ...roles,
          lead: { title: title("Lead"), is: { var: "data.lead" } },
        },
      },
    );
    expect(office.why("appeal", "bob", { clock: "work", light: "red", reason: "why" })).toMatchObject({
      code: "not-permitted",
      details: { roles: ["chief", "lead"] },
    });
    office.appeal("ann").appeal("cho", "yellow");
    expect(office.shown).toEqual(["blue", "yellow open", "red open"]);
    expect(office.state.clocks["work"]?.shown?.some((one) => one.answering !== undefined)).toBe(false);
  });

  it("D4: `within` is counted from the light, and `due` from the appeal; what is late decides nothing", () => {
    const days = (n: JsonObject | number) => ({ limit: n, unit: "workingDays" as const });
    const appeal = { to: ["watch"], within: days({ var: "data.days" }), due: days(1) };
    const office = shownRed(appeal);
    const said = { clock: "work", light: "yellow", reason: "why" };
    expect(office.why("appeal", "ann", said)).toMatchObject({
      code: "not-now",
      message: { en: "This light could be appealed against until 2026-03-06." },
    });
    office.until("2026-03-10T15:59:59.999Z");
    office.appeal("ann");
    expect(office.notes).toMatchObject([{ change: "made", due: "2026-03-11T16:00:00.000Z" }]);
    expect(office.tasks.at(-1)).toMatchObject({ kind: "appeal", due: "2026-03-11T16:00:00.000Z" });
    expect(office.machine.nextDue(office.state)).toBeNull();
    office.until("2026-04-01T01:00:00.000Z");
    expect(office.decide("wat", "uphold").shown).toEqual(["blue", "yellow", "red upheld"]);
    const late = shownRed(appeal);
    late.until("2026-03-10T16:00:00.000Z");
    expect(late.why("appeal", "ann", { ...said, light: "red" })?.code).toBe("not-now");
  });

  it("D4: also in a case that has ended, not in one that is archived; and none is archived over an open appeal", () => {
    const office = shownRed(watched, {
      common: { archive: { by: ["clerk"], retention: ["10 years"] } },
    });
    office.send("SEND", who("ann")).send("SIGN", who("cho"));
    expect(office.state.status).toBe("done");
    office.appeal("ann");
    expect(office.tasks).toMatchObject([{ key: "appeal:work:2", acts: ["decideAppeal"], roles: ["watch"] }]);
    expect(office.why("archive", "ann", { retention: "10 years" })).toMatchObject({
      code: "not-now",
      message: {
        en: "An appeal against a light has not been decided yet. It is decided before the case is archived.",
      },
    });
    office.decide("wat", "uphold").act("archive", "ann", { retention: "10 years" });
    expect(office.why("appeal", "ann", { clock: "work", light: "yellow", reason: "why" })).toMatchObject({
      code: "case-closed",
    });
    expect(office.tasks).toEqual([]);
  });

  it("D4: is offered only where the clock or `common` says so; what the clock says stands in the place of `common`", () => {
    expect(shownRed(null).offer("appeal", "ann")).toBeUndefined();
    expect(shownRed(null).state.clocks["work"]).not.toHaveProperty("shown");
    expect(shownRed(null, { common: { appeal: watched } }).offer("appeal", "ann")?.allowed).toBe(true);
    expect(shownRed(false, { common: { appeal: watched } }).offer("appeal", "ann")).toBeUndefined();
    expect(shownRed(watched, { common: { appeal: false } }).offer("appeal", "ann")).toBeUndefined();
    const own = shownRed({ to: ["chief"] }, { common: { appeal: watched } }).appeal("ann");
    expect(
      own.why("decideAppeal", "wat", { clock: "work", light: "red", decision: "uphold", reason: "r" }),
    ).toMatchObject({ details: { roles: ["chief"] } });
    expect(shownRed(null).why("appeal", "ann", { clock: "work", light: "red", reason: "r" })).toMatchObject({
      code: "not-permitted",
      message: { en: "This procedure does not allow “Appeal against a light”." },
    });
  });

  it("D4: what is offered says of each light whether one may, and why not", () => {
    const office = shownRed().appeal("ann", "yellow");
    const words = (act: string, by: string) =>
      office
        .offer(act, by)
        ?.lights?.map(({ light, at, allowed, refusal }) => [light, at, refusal?.code ?? allowed]);
    expect(words("appeal", "ann")).toEqual([
      ["yellow", yellow, "not-now"],
      ["red", red, true],
    ]);
    expect(words("appeal", "cho")).toEqual([
      ["yellow", yellow, "not-permitted"],
      ["red", red, "not-permitted"],
    ]);
    expect(office.offer("appeal", "cho")).toMatchObject({
      allowed: false,
      refusal: { code: "not-permitted" },
    });
    expect(words("decideAppeal", "wat")).toEqual([["yellow", yellow, true]]);
    expect(words("decideAppeal", "ann")).toEqual([["yellow", yellow, "not-permitted"]]);
    expect(officeOf().offer("appeal", "ann")).toMatchObject({
      lights: [],
      allowed: false,
      refusal: { message: { en: "No light that can be appealed against has been shown in this case." } },
    });
    expect(officeOf().offer("decideAppeal", "wat")).toMatchObject({
      refusal: { message: { en: "No appeal waits for a decision in this case." } },
    });
  });

  it("D4: those who decide are told of the appeal, and who has appealed of the decision", () => {
    const office = shownRed().appeal("ann");
    expect(office.effects).toMatchObject([
      {
        type: "notify",
        roles: ["watch"],
        ids: [],
        message: "case.appeal",
        text: { en: "ann appeals against the red light of “Work” in “tested”; you are asked to decide" },
      },
    ]);
    expect(office.decide("wat", "setAside").effects).toMatchObject([
      { roles: [], ids: ["ann"], message: "case.decideAppeal" },
    ]);
  });

  it("D4, A5: what tells who answers is looked up before a light shows that they may appeal against", () => {
    const working = { tags: "clock:work", meta: { task: { to: { var: "fact.staff" } } }, on: { GO: {} } };
    const withStaff = (appeal: AppealDefinition) =>
      new Office(
        machineOf(
          { initial: "working", states: { working } },
          {
            facts: { staff: { of: "role:clerk", give: "ids" } },
            clocks: { work: { ...clock, lights: { yellow: 0.5 }, appeal } },
            roles,
          },
        ),
      );
    const needed = ({ machine, state }: Office) => machine.needs(state, { kind: "due" }).facts;
    expect(needed(withStaff(watched))).toEqual(["staff"]);
    expect(needed(withStaff({ by: ["clerk"], to: ["watch"] }))).toEqual([]);
    const office = withStaff(watched);
    office.facts = { staff: ["ann"] };
    office.until("2026-03-05T01:00:00.000Z");
    expect(office.appeal("ann", "yellow").shown).toEqual(["yellow open"]);
  });
});
