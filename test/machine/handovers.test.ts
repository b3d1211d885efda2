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
});
