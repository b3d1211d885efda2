import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ActOffer, CaseState, EntryDraft, Machine } from "../../engine/machine/index.ts";
import { createMeasuring } from "../../engine/measure/index.ts";
import { lights, readChart } from "../../engine/model/index.ts";
import type {
  AppealDefinition,
  ClockDefinition,
  JsonObject,
  Principal,
  Procedure,
  StateConfig,
} from "../../engine/model/index.ts";
import { createRules } from "../../engine/rules/index.ts";
import { createZone } from "../../engine/time/index.ts";
import { machineOf, person, Play, title } from "./host.ts";

/** Appeals against lights that were shown, on the pure step: yellow at 24:00 of the second working day, red of the fourth. */

const directory: Record<string, Principal> = Object.fromEntries(
  [
    person("ann", "clerk"),
    person("bob", "clerk", "watch"),
    person("cho", "chief"),
    person("wat", "watch"),
    person("admin", "administrator"),
  ].map((one) => [one.id, one]),
);
const who = (id: string): Principal => directory[id] ?? person(id);

class Office extends Play {
  constructor(machine: Machine, data: JsonObject = {}) {
    super(machine, { data, by: who("ann") });
  }
  act(act: string, by: string | Principal, said: JsonObject): this {
    const refusal = this.why(act, by, said);
    if (refusal !== null) throw new Error(`${act}: ${refusal.code} ${refusal.message.en}`);
    return this;
  }
  why(act: string, by: string | Principal, said: JsonObject) {
    const sender = typeof by === "string" ? who(by) : by;
    const result = this.step({ kind: "act", event: { type: `case.${act}`, ...said }, by: sender });
    return result.ok ? null : result.refusal;
  }
  appeal(by: string | Principal, light = "red", more: JsonObject = {}): this {
    return this.act("appeal", by, { clock: "work", light, reason: "the system was down", ...more });
  }
  decide(by: string | Principal, decision: string, light = "red", more: JsonObject = {}): this {
    return this.act("decideAppeal", by, { clock: "work", light, decision, reason: "it was", ...more });
  }
  get work() {
    return this.machine.clocks(this.state, this.now)[0]!;
  }
  get shown() {
    return (this.work.shown ?? []).map(({ light, appeal }) =>
      appeal === undefined
        ? light
        : `${light} ${appeal.decision === undefined ? "open" : appeal.decision.setAside ? "aside" : "upheld"}`,
    );
  }
  get tasks() {
    return this.machine.tasks(this.state, this.context());
  }
  offer(act: string, by: string): ActOffer | undefined {
    return this.machine.acts(this.state, who(by), this.context()).find((one) => one.act === act);
  }
}

const states: Record<string, StateConfig> = {
  waiting: { on: { BEGIN: "working" } },
  working: {
    initial: "drafting",
    tags: ["clock:work"],
    on: {
      STOP: "waiting",
      LONGER: { actions: { type: "extend", params: { clock: "work", by: 10 } } },
      ANEW: { actions: { type: "restart", params: { clock: "work" } } },
      HOLD: {},
    },
    states: {
      drafting: { on: { SEND: "signing" } },
      signing: { on: { SIGN: "#tested.done", BACK: "drafting" } },
    },
  },
  done: { type: "final" },
};
const roles = Object.fromEntries(["clerk", "chief", "watch"].map((role) => [role, { title: title(role) }]));
const events: Procedure["events"] = Object.fromEntries(
  Object.entries({
    BEGIN: "clerk",
    SEND: "clerk",
    SIGN: "chief",
    BACK: "chief",
    STOP: "boss",
    LONGER: "boss",
    ANEW: "boss",
    HOLD: "boss",
  }).map(([name, role]) => [name, { title: title(name), by: [role] }]),
);
const boss = person("boss", "boss");
const clock: ClockDefinition = {
  title: title("Work"),
  limit: 4,
  unit: "workingDays",
  lights: { blue: 0.25, yellow: 0.5 },
};
const watched: AppealDefinition = { to: ["watch"] };
/** Without an appeal of its own where that is null. */
type Own = ClockDefinition["appeal"] | null;
function officeOf(appeal: Own = watched, parts: Partial<Procedure> = {}): Office {
  const machine = machineOf(
    { initial: "waiting", states },
    {
      roles: { ...roles, boss: { title: title("boss") } },
      events,
      data: { type: "object", properties: { lead: { type: "string" }, days: { type: "integer" } } },
      clocks: { work: { ...clock, ...(appeal === null ? {} : { appeal }) } },
      ...parts,
    },
  );
  return new Office(machine, { lead: "ann", days: 2 }).send("BEGIN", who("ann"));
}
/** Wednesday, 24:00: yellow; Friday, 24:00: red. */
const yellow = "2026-03-04T16:00:00.000Z";
const red = "2026-03-06T16:00:00.000Z";
const shownRed = (appeal?: Own, parts?: Partial<Procedure>): Office => {
  const office = officeOf(appeal, parts);
  office.until("2026-03-09T01:00:00.000Z");
  return office;
};

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
          boss: { title: title("boss") },
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
});

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
        roles: { ...roles, boss: { title: title("boss") }, party: { title: title("Party"), ...parties } },
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
      expect(office.why("transfer", by, { task: "appeal:work:2", from: "p2", to: "ann" })?.code, by).toMatch(
        /^(?:not-permitted|invalid-payload)$/,
      );
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
    const working = {
      ...states["working"]!,
      on: { ...states["working"]!.on, HOLD: { guard: late, target: "waiting" } },
    };
    const machine = machineOf(
      { initial: "waiting", states: { ...states, working } },
      {
        roles: { ...roles, boss: { title: title("boss") } },
        events,
        clocks: { work: { ...clock, appeal: watched } },
      },
    );
    const office = new Office(machine).send("BEGIN", who("ann"));
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
    const working = {
      ...states["working"]!,
      on: {
        ...states["working"]!.on,
        "clock.work.setAside": {
          target: "waiting",
          actions: { type: "assign", params: { lead: { var: "event.light" } } },
        },
      },
    };
    const told = machineOf(
      { initial: "waiting", states: { ...states, working } },
      {
        roles: { ...roles, boss: { title: title("boss") } },
        events,
        data: { type: "object", properties: { lead: { type: "string" } } },
        clocks: { work: { ...clock, appeal: watched } },
      },
    );
    const office = new Office(told).send("BEGIN", who("ann"));
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

  it("D4 F4: in a hold it is told at the end; while an administrator has suspended the case nothing is decided", () => {
    const machine = machineOf(
      {
        initial: "waiting",
        states: {
          ...states,
          working: {
            ...states["working"]!,
            on: { ...states["working"]!.on, "clock.work.setAside": "waiting" },
          },
        },
      },
      {
        roles: { ...roles, boss: { title: title("boss") } },
        events: {
          ...events,
          REST: { title: title("Rest"), by: ["boss"] },
          GO_ON: { title: title("On"), by: ["boss"] },
        },
        holds: { rest: { by: "REST", end: "GO_ON", in: ["working"] } },
        clocks: { work: { ...clock, appeal: watched } },
      },
    );
    const office = new Office(machine).send("BEGIN", who("ann")).send("REST", boss);
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

// ------------------------------------------------------------------ the law

type Move =
  { wait: number } | { send: number } | { appeal: number; light: 0 | 1 } | { decide: number; aside: boolean };
const moves = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 60 }) }) },
    { weight: 2, arbitrary: fc.record({ send: fc.nat(20) }) },
    {
      weight: 4,
      arbitrary: fc.record({ appeal: fc.nat(3), light: fc.constantFrom(0 as const, 1 as const) }),
    },
    { weight: 4, arbitrary: fc.record({ decide: fc.nat(3), aside: fc.boolean() }) },
  ),
  { minLength: 10, maxLength: 40 },
);
const people = [who("ann"), who("bob"), who("cho"), who("wat"), boss];
const sendable = Object.keys(events);

/** How often a measure says that a light was shown. */
function measured(machine: Machine, light: string, entries: EntryDraft[]): number {
  const zone = createZone("Asia/Shanghai", {
    id: "cn",
    title: title("cn"),
    years: { "2026": { source: "test", holidays: [], workingWeekends: [] } },
  });
  const { procedure } = machine;
  const times = {
    title: title("Times"),
    unit: "",
    of: { times: `clock.work.${light}` },
    give: "sum" as const,
  };
  const measuring = createMeasuring({
    procedure: { ...procedure, measures: { times } },
    rules: createRules({ zone }),
    zone,
  });
  const trace = measuring.trace(readChart(procedure.machine));
  entries.forEach((entry) => trace.read(entry));
  return Object.values(trace.answers())[0] as number;
}

/** The light that counts, told plainly: of what was shown since the clock last went back below it. */
function counting(state: CaseState): string {
  const { light, shown = [] } = state.clocks["work"]!;
  let best = "green";
  for (const one of lights.slice(1, lights.indexOf(light) + 1)) {
    const last = shown.findLastIndex((other) => other.light === one);
    const over = shown.findLastIndex((other) => lights.indexOf(other.light) < lights.indexOf(one));
    if (last > over && shown[last]!.appeal?.decision?.setAside !== true) best = one;
    // What stands below a light that was gone back from is looked at where it was shown before it.
    if (last >= 0 && last < over && stands(shown, last) && shown[last]!.appeal?.decision?.setAside !== true)
      best = one;
  }
  return best;
}
/** Whether the clock has not gone back below a light since it was shown. */
function stands(shown: NonNullable<CaseState["clocks"][string]["shown"]>, place: number): boolean {
  return shown
    .slice(place + 1)
    .every(({ light }) => lights.indexOf(light) >= lights.indexOf(shown[place]!.light));
}

describe("D4: any course of lights, appeals and decisions", () => {
  it("D4: what was shown only grows, each appeal is of a light that was shown, and measures count what was shown and not set aside", () => {
    fc.assert(
      fc.property(moves, (course: Move[]) => {
        const office = officeOf();
        const journal: EntryDraft[] = [];
        const noted = () => journal.push(...office.entries);
        noted();
        for (const move of course) {
          const before = office.state.clocks["work"]?.shown ?? [];
          if ("wait" in move)
            journal.push(
              ...office.until(new Date(Date.parse(office.now) + move.wait * 3_600_000).toISOString()),
            );
          else {
            office.entries = [];
            if ("send" in move)
              office.refused(sendable[move.send % sendable.length]!, people[move.send % people.length]!);
            else if ("appeal" in move)
              office.why("appeal", people[move.appeal]!, {
                clock: "work",
                light: ["yellow", "red"][move.light]!,
                reason: "r",
              });
            else
              office.why("decideAppeal", people[move.decide]!, {
                clock: "work",
                light: ["yellow", "red"][move.decide % 2]!,
                decision: move.aside ? "setAside" : "uphold",
                reason: "r",
              });
            noted();
          }
          const after = office.state.clocks["work"]?.shown ?? [];
          expect(after.slice(0, before.length).map(({ light, at }) => [light, at])).toEqual(
            before.map(({ light, at }) => [light, at]),
          );
          before.forEach(({ appeal }, place) => {
            if (appeal === undefined) return;
            expect(after[place]!.appeal).toMatchObject(appeal);
          });
        }
        const { shown = [] } = office.state.clocks["work"]!;
        const told = journal.flatMap(({ notes }) =>
          notes.flatMap((note) => (note.note === "light" ? [[note.light, note.at]] : [])),
        );
        expect(shown.map(({ light, at }) => [light, at])).toEqual(told);
        for (const { light, appeal } of shown) {
          if (appeal === undefined) continue;
          expect(["yellow", "red"]).toContain(light);
          expect(appeal.decision?.by).not.toBe(appeal.by);
        }
        for (const light of ["yellow", "red"]) {
          const standing = shown.filter(
            (one) => one.light === light && one.appeal?.decision?.setAside !== true,
          );
          expect(measured(office.machine, light, journal)).toBe(standing.length);
        }
        const aside = shown.filter(({ appeal }) => appeal?.decision?.setAside === true).length;
        expect(measured(office.machine, "setAside", journal)).toBe(aside);
        const { light, counts = light } = office.work;
        expect(counts).toBe(counting(office.state));
        expect(office.tasks.filter(({ kind }) => kind === "appeal")).toHaveLength(
          shown.filter(({ appeal }) => appeal !== undefined && appeal.decision === undefined).length,
        );
      }),
      { numRuns: 60 },
    );
  });
});

it("D4 A5: what tells who answers is looked up before a light shows that they may appeal against", () => {
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
