import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Machine } from "../../engine/machine/index.ts";
import type { JsonObject, Principal, Procedure } from "../../engine/model/index.ts";
import { machineOf, person, Play, title } from "./host.ts";

/** Common acts on the pure step: who holds what, and who is waited for. */

const directory: Record<string, Principal> = Object.fromEntries(
  [
    person("ann", "clerk"),
    person("bob", "clerk"),
    person("cho", "chief"),
    person("dan", "chief"),
    person("eve"),
    person("fay", "expert"),
    person("admin", "administrator"),
  ].map((one) => [one.id, one]),
);
const who = (id: string): Principal => directory[id] ?? person(id);

class Desk extends Play {
  constructor(machine: Machine, data: JsonObject = {}) {
    super(machine, { data, by: who("ann"), people: { member: ["m1", "m2", "m3"] } });
  }
  override context() {
    return { ...super.context(), persons: directory };
  }
  act(act: string, by: string, said: JsonObject = {}): this {
    const result = this.step({ kind: "act", event: { type: `case.${act}`, ...said }, by: who(by) });
    if (!result.ok) throw new Error(`${act}: ${result.refusal.code} ${result.refusal.message.en}`);
    return this;
  }
  why(act: string, by: string, said: JsonObject = {}) {
    const result = this.step({ kind: "act", event: { type: `case.${act}`, ...said }, by: who(by) });
    return result.ok ? null : result.refusal;
  }
  get tasks() {
    return this.machine.tasks(this.state, this.context());
  }
  get holders() {
    return this.tasks.map(({ ids, roles, events }) => [...roles, ...ids].join() + ":" + events.join());
  }
}

const events: Procedure["events"] = {
  SUBMIT: { title: title("Submit"), by: ["clerk"] },
  APPROVE: { title: title("Approve"), by: ["chief"], apartFrom: ["SUBMIT"] },
  REJECT: { title: title("Reject"), by: ["chief"] },
  WITHDRAW: { title: title("Withdraw"), by: ["clerk"] },
};
const review = (common: Procedure["common"] = {}) =>
  machineOf(
    {
      initial: "draft",
      states: {
        draft: { on: { SUBMIT: "review" } },
        review: { on: { APPROVE: "granted", REJECT: "draft", WITHDRAW: "draft" } },
        granted: { type: "final" },
      },
    },
    {
      roles: Object.fromEntries(["clerk", "chief", "expert", "member"].map((r) => [r, { title: title(r) }])),
      events,
      common,
    },
  );
const reviewing = (common: Procedure["common"] = {}) => new Desk(review(common)).send("SUBMIT", who("ann"));

describe("handing over", () => {
  it("H6: the receiver takes the task, and the giver cannot act in it any more", () => {
    const desk = reviewing().act("transfer", "cho", { to: "dan", reason: "leave" });
    expect(desk.kinds).toEqual(["act"]);
    expect(desk.holders).toEqual(["clerk:WITHDRAW", "dan:APPROVE,REJECT"]);
    expect(desk.refusal("APPROVE", who("cho"))).toMatchObject({ code: "not-permitted" });
    expect(desk.send("APPROVE", who("dan")).value).toBe("granted");
    expect(desk.state.handovers?.held).toEqual([]);
  });

  it("H3: `to` widens who may receive, and the receiver then acts without the role", () => {
    const narrow = reviewing();
    expect(narrow.why("transfer", "cho", { to: "fay" })?.code).toBe("not-permitted");
    const wide = reviewing({ transfer: { to: ["expert"] } });
    expect(wide.why("transfer", "cho", { to: "dan" })?.code).toBe("not-permitted");
    wide.act("transfer", "cho", { to: "fay" });
    expect(wide.send("APPROVE", who("fay")).value).toBe("granted");
  });

  it("H6: another case, or a schedule, is no person and is held back by nobody", () => {
    const desk = reviewing().act("transfer", "cho", { to: "dan" });
    expect(desk.send("REJECT", { id: "case:other", roles: [] }).value).toBe("draft");
  });

  it("H2: tasks of which a part was handed over stay two, however the rest goes", () => {
    const desk = reviewing().act("transfer", "cho", { to: "dan" });
    const keys = desk.tasks.map(({ key }) => key);
    desk.act("transfer", "ann", { to: "bob" });
    expect(desk.tasks.map(({ key }) => key).toSorted()).toEqual(keys.toSorted());
    expect(desk.holders.toSorted()).toEqual(["bob:WITHDRAW", "dan:APPROVE,REJECT"]);
  });

  it("H13: what was held back is admitted anew: what is not possible by then comes back", () => {
    const desk = reviewing().act("addSigners", "cho", { to: ["fay"], mode: "after" });
    desk.send("APPROVE", who("cho"));
    // Meanwhile cho has also submitted: separation of duties keeps them from approving.
    desk.state = { ...desk.state, acts: { SUBMIT: ["ann", "cho"] } };
    desk.act("sign", "fay", { agree: true });
    expect(desk.value).toBe("review");
    expect(desk.notes).toMatchObject([{ note: "signing", event: "APPROVE", change: "returned" }]);
    expect(desk.state.handovers?.held[0]?.signers).toBeUndefined();
  });

  it("H13: what a guard refuses is refused at once, and nobody is asked", () => {
    const guarded = machineOf(
      {
        initial: "a",
        states: { a: { on: { GO: { guard: { type: "when", params: false }, target: "b" } } }, b: {} },
      },
      { events: { GO: { title: title("Go"), by: ["anyone"] } } },
    );
    const desk = new Desk(guarded).act("addSigners", "cho", { to: ["fay"], mode: "after" });
    expect(desk.refused("GO", who("cho"))).toBe("guard-refused");
    expect(desk.state.handovers?.held[0]?.signers?.sent).toBeUndefined();
  });

  it("H11: rules see the person in whose place somebody acts, and who it is", () => {
    const machine = machineOf(
      {
        initial: "a",
        states: {
          a: {
            on: {
              GO: {
                actions: { type: "assign", params: { who: { var: "by.id" }, proxy: { var: "by.proxy" } } },
              },
            },
          },
        },
      },
      {
        events: { GO: { title: title("Go"), by: ["chief"] }, NOT: { title: title("Not"), by: ["chief"] } },
        roles: { chief: { title: title("chief") } },
        data: { type: "object", properties: { who: { type: "string" }, proxy: { type: "string" } } },
      },
    );
    const desk = new Desk(machine).send("GO", { id: "fay", roles: ["chief"], for: "cho" });
    expect(desk.data).toEqual({ who: "cho", proxy: "fay" });
  });

  it("H11: what a procedure wants in person no proxy does", () => {
    const inPerson = reviewing({ proxy: { except: ["APPROVE"] } });
    const proxy = { id: "fay", roles: ["chief"], for: "cho" };
    expect(inPerson.refused("APPROVE", proxy)).toBe("not-permitted");
    expect(inPerson.refused("REJECT", proxy)).toBe("accepted");
    expect(reviewing({ proxy: false }).refused("REJECT", proxy)).toBe("not-permitted");
  });
});

describe("whatever is done one after the other", () => {
  const everybody = ["ann", "bob", "cho", "dan", "eve", "fay", "admin"];
  const someone = fc.constantFrom(...everybody);
  const some = fc.uniqueArray(someone, { minLength: 1, maxLength: 3 });
  const move = fc.oneof(
    fc.record({ act: fc.constant("transfer"), by: someone, said: fc.record({ to: someone }) }),
    fc.record({
      act: fc.constant("transfer"),
      by: fc.constant("admin"),
      said: fc.record({ to: someone, from: someone }),
    }),
    fc.record({ act: fc.constant("delegate"), by: someone, said: fc.record({ to: someone }) }),
    fc.record({ act: fc.constant("answer"), by: someone, said: fc.constant({ opinion: "so" }) }),
    fc.record({ act: fc.constant("recall"), by: someone, said: fc.constant({}) }),
    fc.record({
      act: fc.constant("addSigners"),
      by: someone,
      said: fc.record({ to: some, mode: fc.constantFrom("before", "after", "parallel") }),
    }),
    fc.record({ act: fc.constant("removeSigners"), by: someone, said: fc.record({ who: some }) }),
    fc.record({ act: fc.constant("sign"), by: someone, said: fc.record({ agree: fc.boolean() }) }),
    fc.record({ act: fc.constant("copy"), by: someone, said: fc.record({ to: some }) }),
    fc.record({
      send: fc.constantFrom("SUBMIT", "APPROVE", "REJECT", "WITHDRAW"),
      by: someone,
    }),
  );
  type Move = { by: string } & ({ act: string; said: JsonObject } | { send: string });

  function play(desk: Desk, one: Move): void {
    if ("send" in one) desk.step({ kind: "event", event: { type: one.send }, by: who(one.by) });
    else desk.step({ kind: "act", event: { ...one.said, type: `case.${one.act}` }, by: who(one.by) });
  }

  it("H2, H6: every event of the stage is in exactly one task, a task handed over has one holder, and nobody else sends it", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        const desk = new Desk(review({ addSigners: { free: ["WITHDRAW"] } }));
        for (const one of moves) {
          play(desk, one as Move);
          if (desk.state.status !== "active") return;
          const tasks = desk.tasks;
          const stage = String(desk.value);
          const named = Object.keys(desk.machine.procedure.machine.states![stage]!.on!);
          expect(tasks.flatMap((task) => task.events).toSorted()).toEqual(named.toSorted());
          expect(new Set(tasks.map(({ key }) => key)).size).toBe(tasks.length);
          for (const { holder, ids, roles, events: own, acts, awaits = [] } of tasks) {
            if (holder === undefined) continue;
            expect(roles).toEqual([]);
            if (acts === undefined) expect(ids).toEqual([holder]);
            for (const event of own)
              for (const other of everybody.filter((id) => id !== holder))
                expect(desk.refusal(event, who(other))?.code, `${event} by ${other}`).toBe("not-permitted");
            // For whom something waits has been asked for it, and can say it.
            for (const id of awaits)
              expect(tasks.filter((task) => task.acts !== undefined && task.ids.includes(id))).not.toEqual(
                [],
              );
            if (acts !== undefined)
              expect(desk.machine.acts(desk.state, who(ids[0]!), desk.context())).toContainEqual(
                expect.objectContaining({ act: acts[0], allowed: true }),
              );
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it("H9: an act moves nothing: state, data, time and votes stay, but where those added agree to what was sent", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        const desk = new Desk(review());
        for (const one of moves) {
          const { handovers: _, began: __, ...before } = desk.state;
          play(desk, one as Move);
          const { handovers: ___, began: ____, ...after } = desk.state;
          if (desk.last?.kind === "act" && desk.entries.length < 2) expect(after).toEqual(before);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("H14, E1: the base of a joint signing is always the number of those in it who have not recused", () => {
    const machine = machineOf(
      { initial: "signing", states: { signing: { invoke: { src: "ballot", id: "joint" } } } },
      {
        roles: { member: { title: title("member") } },
        events: {
          SIGN: {
            title: title("Sign"),
            by: ["anyone"],
            payload: { type: "object", properties: { choice: { enum: ["agree"] } }, required: ["choice"] },
          },
        },
        ballots: {
          joint: {
            electors: { from: ["ann", "bob"] },
            cast: "SIGN",
            choice: "choice",
            choices: ["agree"],
            pass: { for: "agree", of: "electors", share: "=1" },
          },
        },
        common: { addSigners: { ballots: ["joint"] } },
      },
    );
    const step = fc.oneof(
      fc.record({ kind: fc.constant("add" as const), by: someone, ids: some }),
      fc.record({ kind: fc.constant("remove" as const), by: someone, ids: some }),
      fc.record({ kind: fc.constant("sign" as const), by: someone, ids: some }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const desk = new Desk(machine);
        const electors = new Set(["ann", "bob"]);
        const signed = new Set<string>();
        for (const { kind, by, ids } of steps) {
          const isSeated = (electors.has(by) && !signed.has(by)) || by === "admin";
          const isOpen = desk.machine.ballots(desk.state)[0]?.status === "open";
          if (kind === "sign") {
            const result = desk.step({
              kind: "event",
              event: { type: "SIGN", choice: "agree" },
              by: who(by),
            });
            expect(result.ok).toBe(isOpen && electors.has(by) && !signed.has(by));
            if (result.ok) signed.add(by);
          } else if (kind === "add") {
            const mayJoin = ids.every((id) => id !== by && !electors.has(id));
            const refused = desk.why("addSigners", by, { to: ids, mode: "parallel" });
            expect(refused === null).toBe(isOpen && isSeated && mayJoin);
            if (refused === null) ids.forEach((id) => electors.add(id));
          } else {
            const untouched = ids.every((id) => electors.has(id) && !signed.has(id));
            const leaves = electors.size > ids.length;
            const refused = desk.why("removeSigners", by, { who: ids });
            expect(refused === null).toBe(isOpen && isSeated && untouched && leaves);
            if (refused === null) ids.forEach((id) => electors.delete(id));
          }
          const [ballot] = desk.machine.ballots(desk.state);
          expect(ballot?.base).toBe(electors.size);
          expect(ballot?.status === "ended").toBe(signed.size === electors.size);
        }
      }),
      { numRuns: 150 },
    );
  });
});
