import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Machine } from "../../engine/machine/index.ts";
import { procedureChart } from "../../engine/model/index.ts";
import type {
  JsonObject,
  Principal,
  Procedure,
  StateConfig,
  TakeBackDefinition,
} from "../../engine/model/index.ts";
import { machineOf, person, Play, title } from "./host.ts";

/** What somebody has sent on, they may take back as long as nobody has acted since (F8). */

const directory: Record<string, Principal> = Object.fromEntries(
  [
    person("ann", "clerk"),
    person("bob", "clerk"),
    person("cho", "chief"),
    person("dan", "chief"),
    person("eve", "head"),
    person("fay", "head"),
    person("admin", "administrator"),
  ].map((one) => [one.id, one]),
);
const who = (id: string): Principal => directory[id] ?? person(id);
const roles = Object.fromEntries(
  ["clerk", "chief", "head", "member"].map((role) => [role, { title: title(role) }]),
);

class Desk extends Play {
  constructor(machine: Machine, data: JsonObject = {}) {
    super(machine, { data, by: who("ann"), people: { member: ["m1", "m2"] } });
  }
  override context() {
    return { ...super.context(), persons: directory };
  }
  by(id: string, type: string, payload: JsonObject = {}): this {
    return this.send(type, who(id), payload);
  }
  act(act: string, by: string, said: JsonObject = {}): this {
    const result = this.step({ kind: "act", event: { type: `case.${act}`, ...said }, by: who(by) });
    if (!result.ok) throw new Error(`${act}: ${result.refusal.code} ${result.refusal.message.en}`);
    return this;
  }
  /** Why somebody may not take back; null where they may, and have. */
  why(id: string, event = "TAKE_BACK") {
    return this.refusal(event, who(id));
  }
  get tasks() {
    return this.machine.tasks(this.state, this.context());
  }
  /** Something done to the task of the stage. */
  toTask(act: string, by: string, said: JsonObject): this {
    return this.act(act, by, { task: this.tasks.find(({ state }) => state === "review")!.key, ...said });
  }
  offered(id: string) {
    return this.machine
      .offers(this.state, who(id), this.context())
      .find(({ event }) => event === "TAKE_BACK");
  }
}

const takeBacks: Record<string, TakeBackDefinition> = {
  own: { event: "TAKE_BACK", of: ["SUBMIT", "APPROVE"], message: "takenBack" },
};
const stages: Record<string, StateConfig> = {
  draft: {
    entry: { type: "append", params: { list: "entered", row: "draft" } },
    after: { week: "lapsed" },
    on: {
      SUBMIT: {
        target: "review",
        actions: [
          { type: "assign", params: { subject: { var: "event.subject" } } },
          { type: "notify", params: { to: ["chief"], message: "submitted" } },
        ],
      },
    },
  },
  review: {
    after: {
      week: "lapsed",
      reminder: { actions: { type: "append", params: { list: "entered", row: "late" } } },
    },
    on: {
      APPROVE: "routed",
      TALK: { actions: { type: "append", params: { list: "entered", row: "talk" } } },
    },
  },
  routed: {
    always: [
      { guard: { type: "when", params: { "==": [{ var: "data.subject" }, "big"] } }, target: "signing" },
      { target: "deciding" },
    ],
  },
  deciding: {
    after: { week: "lapsed" },
    on: { DECIDE: "done", TALK: { actions: { type: "append", params: { list: "entered", row: "talk" } } } },
  },
  signing: { invoke: { src: "ballot", id: "joint", onDone: "done" } },
  lapsed: {},
  done: { type: "final" },
};
const parts: Partial<Procedure> = {
  roles,
  data: {
    type: "object",
    properties: {
      subject: { type: "string" },
      entered: { type: "array", items: { type: "string" }, default: [] },
    },
  },
  delays: {
    week: { limit: 7, unit: "days" },
    reminder: { limit: 2, unit: "days" },
  },
  messages: { submitted: title("For you: {data.subject}"), takenBack: title("Taken back: {data.subject}") },
  ballots: {
    joint: {
      electors: { role: "member" },
      cast: "SIGN",
      choice: "choice",
      choices: ["yes", "no"],
      pass: { for: "yes", of: "electors", share: "=1" },
    },
  },
  events: {
    SUBMIT: {
      title: title("Submit"),
      by: ["clerk"],
      payload: { type: "object", properties: { subject: { type: "string" } }, required: ["subject"] },
    },
    APPROVE: { title: title("Approve"), by: ["chief"], apartFrom: ["SUBMIT"] },
    DECIDE: { title: title("Decide"), by: ["head"], apartFrom: ["APPROVE"] },
    SIGN: {
      title: title("Sign"),
      by: ["anyone"],
      payload: { type: "object", properties: { choice: { type: "string" } }, required: ["choice"] },
    },
    NOTE: { title: title("Note"), by: ["anyone"] },
    TAKE_BACK: { title: title("Take back"), by: ["clerk", "chief", "head"] },
  },
  takeBacks,
};
const chain = (more: Partial<Procedure> = {}) =>
  machineOf(
    {
      initial: "draft",
      states: stages,
      on: { NOTE: { actions: { type: "append", params: { list: "entered", row: "note" } } } },
    },
    { ...parts, ...more, events: { ...parts.events, ...more.events } },
  );
const machine = chain();
const submitted = (subject = "small") => new Desk(machine).by("ann", "SUBMIT", { subject });
const approved = (subject = "small") => submitted(subject).by("cho", "APPROVE");

describe("what takeBacks expand into", () => {
  const made = procedureChart(machine.procedure).transitions.filter(
    ({ takingBack }) => takingBack !== undefined,
  );

  it("F8: from every stage at which the case may come to rest, back to the one it was sent from", () => {
    expect(made.map(({ source, event, targets: [to] }) => `${source} ${event} ${to}`)).toEqual([
      "review TAKE_BACK draft",
      "deciding TAKE_BACK review",
      "signing TAKE_BACK review",
    ]);
  });

  it("F8: what is written keeps its id, and what is made is nobody's task", () => {
    const ids = procedureChart(machine.procedure).transitions.map(({ id }) => id);
    const written = procedureChart({ ...machine.procedure, takeBacks: {} }).transitions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => written.includes(id))).toEqual(written);
    const desk = submitted();
    expect(desk.tasks.map(({ state, roles, events }) => ({ state, roles, events }))).toEqual([
      { state: "", roles: ["anyone"], events: ["NOTE"] },
      { state: "review", roles: ["chief", "anyone"], events: ["APPROVE", "TALK"] },
    ]);
  });
});

describe("taking back", () => {
  it("F8: whoever sent it takes it back: the stage is entered anew, its delays begin again, what was filled in stays", () => {
    const desk = submitted();
    desk.now = "2026-03-04T01:00:00.000Z";
    desk.until(desk.now);
    const taken = desk.by("ann", "TAKE_BACK");
    expect(taken.value).toBe("draft");
    expect(taken.data).toEqual({ subject: "small", entered: ["draft", "draft"] });
    expect(taken.state.timers.map(({ state, due }) => [state, due])).toEqual([
      ["draft", "2026-03-11T16:00:00.000Z"],
    ]);
    expect(taken.state.sent).toBeUndefined();
    expect(taken.by("ann", "SUBMIT", { subject: "better" }).value).toBe("review");
  });

  it("F8: it is an entry of its own, which says what was taken back, and takes nothing out of the journal", () => {
    const desk = submitted().by("ann", "TAKE_BACK");
    expect(desk.kinds).toEqual(["event"]);
    expect(desk.revision).toBe(3);
    expect(desk.notes).toContainEqual({
      note: "taken-back",
      name: "own",
      event: "SUBMIT",
      from: "review",
      to: "draft",
      by: "ann",
      at: desk.now,
    });
  });

  it("F8: who was told is told that it was taken back", () => {
    const desk = submitted().by("ann", "TAKE_BACK");
    expect(desk.effects).toEqual([
      { type: "notify", roles: ["chief"], ids: [], message: "takenBack", text: title("Taken back: small") },
    ]);
    expect(approved().by("cho", "TAKE_BACK").effects).toEqual([]);
  });

  it("F8: it goes back from wherever the case has come to rest by itself", () => {
    expect(approved("small").value).toBe("deciding");
    expect(approved("small").by("cho", "TAKE_BACK").value).toBe("review");
    const signing = approved("big");
    expect(signing.value).toBe("signing");
    const back = signing.by("cho", "TAKE_BACK");
    expect(back.value).toBe("review");
    expect([back.state.ballots, back.state.invocations]).toEqual([{}, {}]);
  });

  it("F8: nobody else takes it back, whatever their role; they are told whose it is", () => {
    const refused = submitted().why("bob");
    expect(refused).toMatchObject({ code: "not-permitted", details: { sentBy: "ann" } });
    expect(refused?.message.en).toContain("ann");
    expect(submitted().why("eve")?.code).toBe("not-permitted");
    expect(submitted().why("guest")).toMatchObject({
      code: "not-permitted",
      details: { roles: ["clerk", "chief", "head"] },
    });
  });

  it("F8: without anything sent, and once it was taken back, there is nothing to take back", () => {
    expect(new Desk(machine).why("ann")?.code).toBe("not-now");
    expect(submitted().by("ann", "TAKE_BACK").why("ann")?.code).toBe("not-now");
    expect(approved().by("cho", "TAKE_BACK").why("cho")?.code).toBe("not-now");
  });

  it("F8: only the last is taken back: what was sent before it is the next one's now", () => {
    const desk = approved();
    expect(desk.why("ann")).toMatchObject({ code: "not-permitted", details: { sentBy: "cho" } });
    expect(desk.by("cho", "TAKE_BACK").why("ann")?.code).toBe("not-now");
  });

  it("B2: who has taken something back has still sent it", () => {
    const desk = submitted().by("ann", "TAKE_BACK").by("bob", "SUBMIT", { subject: "x" });
    expect(desk.state.acts["SUBMIT"]).toEqual(["ann", "bob"]);
    const chiefToo = person("ann", "clerk", "chief");
    expect(desk.refusal("APPROVE", chiefToo)).toMatchObject({ details: { apartFrom: "SUBMIT" } });
  });

  it("F8: a proxy takes back for whoever sent it, and whoever sent it what the proxy sent for them; both are recorded", () => {
    const proxy = { ...person("bob", "clerk"), for: "ann" };
    const taken = submitted().send("TAKE_BACK", proxy);
    expect(taken.entries[0]?.by).toEqual(proxy);
    expect(taken.value).toBe("draft");
    const sent = new Desk(machine).send("SUBMIT", proxy, { subject: "x" });
    expect(sent.why("bob")?.code).toBe("not-permitted");
    expect(sent.by("ann", "TAKE_BACK").value).toBe("draft");
  });

  it("H11: what is kept in person is taken back in person", () => {
    const kept = chain({ common: { proxy: { except: ["TAKE_BACK"] } } });
    const desk = new Desk(kept).by("ann", "SUBMIT", { subject: "x" });
    expect(desk.refused("TAKE_BACK", { ...person("bob", "clerk"), for: "ann" })).toBe("not-permitted");
  });

  it("F8: it is offered to whoever may, and with what has happened since to whoever might have; to nobody else", () => {
    expect(submitted().offered("ann")).toMatchObject({ allowed: true });
    expect(submitted().offered("bob")).toBeUndefined();
    expect(new Desk(machine).offered("ann")).toBeUndefined();
    const acted = submitted().by("cho", "TALK");
    expect(acted.offered("ann")).toMatchObject({ allowed: false, refusal: { code: "not-now" } });
    expect(acted.offered("cho")).toBeUndefined();
    expect(
      submitted().machine.explain(
        submitted().state,
        { type: "TAKE_BACK" },
        who("ann"),
        submitted().context(),
      ),
    ).toMatchObject({ allowed: true, transitions: [{ state: "review", targets: ["draft"], holds: true }] });
  });
});

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

  it("F8: reading, urging and informing count as nothing", () => {
    const desk = submitted()
      .act("urge", "ann", { text: "please" })
      .act("copy", "ann", { to: ["fay"] });
    expect(desk.by("ann", "TAKE_BACK").value).toBe("draft");
  });

  it("F8: a vote counts, and so does one who signs", () => {
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
    const holding = (allows: string[]) =>
      chain({
        events: {
          SUSPEND: { title: title("Suspend"), by: ["anyone"] },
          RESUME: { title: title("Resume"), by: ["anyone"] },
        },
        holds: { still: { by: "SUSPEND", end: "RESUME", in: ["review"], allows } },
      });
    const held = new Desk(holding([])).by("ann", "SUBMIT", { subject: "x" }).by("cho", "SUSPEND");
    expect(held.refused("TAKE_BACK", who("ann"))).toBe("suspended");
    expect(held.by("cho", "RESUME").refused("TAKE_BACK", who("ann"))).toBe("not-now");
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

describe("together with what else a definition says", () => {
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

describe("any course of a case", () => {
  const asked = [
    "SUBMIT",
    "APPROVE",
    "DECIDE",
    "TALK",
    "NOTE",
    "SIGN",
    "TAKE_BACK",
    "TAKE_BACK",
    "TAKE_BACK",
  ];
  const moves = fc.array(
    fc.oneof(
      {
        weight: 9,
        arbitrary: fc.record({
          send: fc.nat(asked.length - 1),
          by: fc.nat(6),
          fits: fc.boolean(),
          big: fc.boolean(),
        }),
      },
      { weight: 1, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 100 }) }) },
    ),
    { minLength: 5, maxLength: 40 },
  );
  const people = ["ann", "ann", "bob", "cho", "dan", "eve", "m1"];
  const fitting: Record<string, string[]> = {
    SUBMIT: ["ann", "bob"],
    APPROVE: ["cho", "dan"],
    DECIDE: ["eve", "fay"],
    SIGN: ["m1", "m2"],
  };
  const payloads = (big: boolean): Record<string, JsonObject> => ({
    SUBMIT: { subject: big ? "big" : "small" },
    SIGN: { choice: "yes" },
  });

  it("F8: taken back is what one has sent last, where nobody has done anything since; and then always", () => {
    let taken = 0;
    fc.assert(
      fc.property(moves, (walk) => {
        const desk = new Desk(machine);
        /** What would be taken back, told by the entries alone. */
        let last: { by: string; from: string } | null = null;
        for (const move of walk) {
          if ("wait" in move) {
            const before = desk.value;
            const at = new Date(Date.parse(desk.now) + move.wait * 3_600_000).toISOString();
            desk.until(at);
            if (desk.value !== before) last = null;
            continue;
          }
          const type = asked[move.send]!;
          // Half of what is sent is sent by somebody who may, so that a walk gets somewhere.
          const able: string | undefined = move.fits
            ? type === "TAKE_BACK"
              ? last?.by
              : (fitting[type] ?? [])[move.by % 2]
            : undefined;
          const by: string = able ?? people[move.by]!;
          const from = String(desk.value);
          const { data } = desk;
          const result = desk.step({
            kind: "event",
            event: { type, ...payloads(move.big)[type] },
            by: who(by),
          });
          const open: typeof last = last;
          if (type === "TAKE_BACK") {
            expect(result.ok).toBe(desk.state.status === "active" && open !== null && open.by === by);
            if (!result.ok) continue;
            taken += 1;
            expect(desk.value).toBe(open!.from);
            expect({ ...desk.data, entered: [] }).toEqual({ ...data, entered: [] });
            // Nothing is left of what was left.
            expect(desk.state.timers.every(({ state }) => state === desk.value)).toBe(true);
            expect([desk.state.ballots, desk.state.invocations]).toEqual([{}, {}]);
            last = null;
          } else if (result.ok) last = type === "SUBMIT" || type === "APPROVE" ? { by, from } : null;
        }
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(20);
  });
});
