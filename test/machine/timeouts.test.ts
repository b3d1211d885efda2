import { describe, expect, it } from "vitest";
import { procedureChart } from "../../engine/model/index.ts";
import type { JsonObject, Procedure, StateConfig, TimeoutDefinition } from "../../engine/model/index.ts";
import { machineOf, Play, title } from "./host.ts";

const officer = { id: "officer", roles: ["officer"] };
const head = { id: "head", roles: ["head"] };
const reason: JsonObject = {
  type: "object",
  properties: { reason: { type: "string" } },
  required: ["reason"],
};

/** A review that one officer does, with what happens when they do not. */
function review(
  timeouts: Record<string, TimeoutDefinition>,
  { states = {}, ...parts }: Partial<Procedure> & { states?: Record<string, StateConfig> } = {},
) {
  const set = (field: string, value: unknown) => ({
    type: "assign",
    params: { [field]: value } as JsonObject,
  });
  return machineOf(
    {
      initial: "review",
      states: {
        review: {
          on: {
            APPROVE: { target: "granted", actions: set("by", { var: "by.id" }) },
            REJECT: [
              {
                guard: { type: "when", params: { "==": [{ var: "event.reason" }, "never"] } },
                target: "granted",
              },
              { target: "refused", actions: set("why", { var: "event.reason" }) },
            ],
            NOTE: { actions: set("why", "noted") },
          },
        },
        granted: { type: "final" },
        refused: { on: { AGAIN: "review" } },
        ...states,
      },
    },
    {
      data: {
        type: "object",
        properties: { by: { type: "string" }, why: { type: "string" }, chief: { type: "string" } },
      },
      roles: { officer: { title: title("Officer") }, head: { title: title("Head") } },
      events: {
        APPROVE: { title: title("Approve"), by: ["officer"] },
        REJECT: { title: title("Reject"), by: ["officer"], payload: reason },
        NOTE: { title: title("Note"), by: ["officer"] },
        AGAIN: { title: title("Again"), by: ["anyone"] },
      },
      messages: { hurry: title("Hurry, {data.chief}") },
      ...parts,
      timeouts,
    },
  );
}
const days = (limit: number) => ({ limit, unit: "workingDays" as const });
const told = (play: Play) =>
  play.entries.flatMap(({ effects }) =>
    effects.flatMap((effect) => (effect.type === "notify" ? [[...effect.roles, ...effect.ids].join()] : [])),
  );
const notes = (play: Play) =>
  play.entries.flatMap(({ notes: all }) => all.flatMap((one) => (one.note === "timeout" ? [one.does] : [])));

describe("timeouts: reminders", () => {
  it("C13: are counted in the unit of the period, so that a weekend uses up none of them", () => {
    const play = new Play(
      review({ slow: { in: ["review"], due: days(4), remind: [{ before: 2 }, { after: 2, times: 2 }] } }),
      // A Thursday.
      { at: "2026-03-05T01:00:00.000Z" },
    );
    // 24:00 in Shanghai of the second, sixth and eighth working day after Thursday, 5 March.
    const at = [1, 2, 3].map(() => play.due().now);
    expect(at).toEqual(["2026-03-09T16:00:00.000Z", "2026-03-13T16:00:00.000Z", "2026-03-17T16:00:00.000Z"]);
    expect(play.machine.nextDue(play.state)).toBe(null);
    expect(play.value).toBe("review");
  });

  it("C13: tell those whom the case waits for there by then, or those whom they name, and are recorded", () => {
    const play = new Play(
      review({
        slow: {
          in: ["review"],
          due: days(4),
          remind: [{ before: 2 }, { before: 1, to: ["head"], message: "hurry" }],
        },
      }),
      { data: { chief: "Wang" } },
    );
    expect(told(play.due())).toEqual(["officer"]);
    expect(notes(play)).toEqual(["remind"]);
    expect(told(play.due())).toEqual(["head"]);
    expect(play.entries[0]?.effects).toMatchObject([{ message: "hurry", text: { en: "Hurry, Wang" } }]);
    expect(play.entries[0]).toMatchObject({ kind: "delay", by: { id: "system" } });
  });

  it("C13: begin anew with each entry of the state, and end with it", () => {
    const play = new Play(review({ slow: { in: ["review"], due: days(4), remind: [{ before: 2 }] } }));
    expect(play.state.timers).toHaveLength(1);
    play.send("REJECT", officer, { reason: "x" });
    expect(play.state.timers).toEqual([]);
    play.until("2026-03-20T00:00:00.000Z");
    play.now = "2026-03-20T00:00:00.000Z";
    play.send("AGAIN");
    expect(play.state.timers).toHaveLength(1);
    expect(play.due().now > "2026-03-20").toBe(true);
  });

  it("C13: do not make a task look due earlier than it is", () => {
    const play = new Play(
      review({
        slow: { in: ["review"], due: days(4), remind: [{ before: 2 }], over: { escalate: ["head"] } },
      }),
    );
    const [task] = play.machine.tasks(play.state, play.context());
    expect(task?.due).toBe("2026-03-06T16:00:00.000Z");
  });
});

describe("timeouts: others are asked", () => {
  const slow = (over: TimeoutDefinition["over"]) => review({ slow: { in: ["review"], due: days(2), over } });

  it("C14: escalating lets them do it besides those whom the state asks, until it is left", () => {
    const play = new Play(slow({ escalate: ["head"] }));
    expect(play.refused("APPROVE", head)).toBe("not-permitted");
    expect(told(play.due())).toEqual(["head"]);
    expect(play.machine.tasks(play.state, play.context())).toMatchObject([{ roles: ["officer", "head"] }]);
    expect(new Play(slow({ escalate: ["head"] })).due().refused("APPROVE", officer)).toBe("accepted");
    play.send("REJECT", head, { reason: "late" }).send("AGAIN");
    expect(play.refused("APPROVE", head)).toBe("not-permitted");
    expect(play.state.standIns).toBeUndefined();
  });

  it("C14: transferring lets them alone; whoever was asked before is refused, and told who is asked", () => {
    const play = new Play(slow({ transfer: ["head"] })).due();
    expect(notes(play)).toEqual(["transfer"]);
    const refused = play.refusal("APPROVE", officer);
    expect(refused?.code).toBe("not-permitted");
    expect(refused?.message.en).toContain("Head");
    expect(play.machine.tasks(play.state, play.context())).toMatchObject([{ roles: ["head"], ids: [] }]);
    expect(play.send("APPROVE", head).value).toBe("granted");
  });

  it("C14: people may be given by logic, as the data are by then", () => {
    const play = new Play(slow({ transfer: { var: "data.chief" } }), { data: { chief: "wang" } }).due();
    expect(told(play)).toEqual(["wang"]);
    expect(play.refused("APPROVE", officer)).toBe("not-permitted");
    expect(play.refused("APPROVE", { id: "wang", roles: [] })).toBe("accepted");
  });

  it("C14: nobody to ask is an incident, and the task stays with whom it is", () => {
    const play = new Play(slow({ transfer: { var: "data.chief" } })).due();
    expect(play.entries[0]?.notes).toMatchObject([{ note: "incident", code: "nobody-to-ask" }]);
    expect(play.refused("APPROVE", officer)).toBe("accepted");
  });

  it("C14: separation of duties is not waived for them", () => {
    const machine = review(
      { slow: { in: ["review"], due: days(2), over: { escalate: ["head"] } } },
      {
        events: {
          APPROVE: { title: title("Approve"), by: ["officer"], apartFrom: ["case.open"] },
          REJECT: { title: title("Reject"), by: ["officer"], payload: reason },
        },
      },
    );
    const play = new Play(machine, { by: head }).due();
    expect(play.refused("APPROVE", head)).toBe("not-permitted");
    expect(play.refused("REJECT", head, { reason: "x" })).toBe("accepted");
  });

  it("C14: what was handed to somebody by name ends with a transfer, and not with an escalation", () => {
    const handed = (over: TimeoutDefinition["over"]) => {
      const play = new Play(slow(over));
      const other = { id: "other", roles: ["officer"] };
      const context = { ...play.context(), persons: { other } };
      const done = play.machine.step(
        play.state,
        { kind: "act", event: { type: "case.transfer", to: "other" }, by: officer },
        context,
      );
      if (!done.ok) throw new Error(done.refusal.message.en);
      play.state = done.state;
      return play.due();
    };
    const other = { id: "other", roles: ["officer"] };
    expect(handed({ escalate: ["head"] }).refused("APPROVE", other)).toBe("accepted");
    expect(handed({ escalate: ["head"] }).refused("APPROVE", head)).toBe("accepted");
    expect(handed({ escalate: ["head"] }).refused("APPROVE", officer)).toBe("not-permitted");
    expect(handed({ transfer: ["head"] }).refused("APPROVE", other)).toBe("not-permitted");
    expect(handed({ transfer: ["head"] }).refused("APPROVE", head)).toBe("accepted");
  });

  it("C14: who is let in for one state may do nothing else by it", () => {
    const machine = machineOf(
      {
        type: "parallel",
        states: {
          a: { initial: "x", states: { x: { on: { GO: "y" } }, y: {} } },
          b: { initial: "x", states: { x: { on: { GO: { target: "y", meta: {} } } }, y: {} } },
        },
      },
      {
        roles: { officer: { title: title("Officer") }, head: { title: title("Head") } },
        events: { GO: { title: title("Go"), by: ["officer"] } },
        timeouts: { slow: { in: ["a.x"], due: days(1), over: { escalate: ["head"] } } },
      },
    );
    expect(new Play(machine).due().send("GO", head).value).toEqual({ a: "y", b: "x" });
    expect(new Play(machine).due().send("GO", officer).value).toEqual({ a: "y", b: "y" });
    const { timeouts: _, ...procedure } = machine.procedure;
    const { id: __, ...config } = procedure.machine;
    const handed = machineOf(config, {
      ...procedure,
      timeouts: { slow: { in: ["a.x"], due: days(1), over: { transfer: ["head"] } } },
    });
    expect(new Play(handed).due().send("GO", officer).value).toEqual({ a: "x", b: "y" });
  });

  it("C14: it counts for what lies inside the state; another case is held back by nobody", () => {
    const machine = machineOf(
      {
        initial: "work",
        states: { work: { initial: "x", states: { x: { on: { GO: "y" } }, y: { on: { GO: "x" } } } } },
      },
      {
        roles: { officer: { title: title("Officer") }, head: { title: title("Head") } },
        events: { GO: { title: title("Go"), by: ["officer"] } },
        timeouts: { slow: { in: ["work"], due: days(1), over: { transfer: ["head"] } } },
      },
    );
    const play = new Play(machine).due().send("GO", head).send("GO", head);
    expect(play.refused("GO", officer)).toBe("not-permitted");
    expect(play.refused("GO", { id: "case:other", roles: [] })).toBe("accepted");
  });
});

describe("timeouts: the engine takes what the state has", () => {
  const slow = (over: TimeoutDefinition["over"]) => review({ slow: { in: ["review"], due: days(2), over } });

  it("C13: as the engine, whatever the roles are, and recorded as that", () => {
    const play = new Play(slow({ pass: "APPROVE" })).due();
    expect(play.value).toBe("granted");
    expect(play.data).toMatchObject({ by: "system" });
    expect(play.entries[0]).toMatchObject({
      kind: "delay",
      by: { id: "system" },
      taken: ["review|after:timeout:slow|0"],
      notes: [{ note: "timeout", timeout: "slow", state: "review", does: "pass" }],
    });
  });

  it("C13: with the payload that it gives; guards are asked as for a person", () => {
    const play = new Play(
      slow({ reject: "REJECT", with: { reason: { cat: ["late: ", { var: "data.chief" }] } } }),
      {
        data: { chief: "Wang" },
      },
    ).due();
    expect(play.value).toBe("refused");
    expect(play.data).toMatchObject({ why: "late: Wang" });
    expect(new Play(slow({ end: "REJECT", with: { reason: "never" } })).due().value).toBe("granted");
  });

  it("C13: a payload that is not as it should be is an incident, and the case stays as it was", () => {
    const play = new Play(slow({ reject: "REJECT", with: { reason: { var: "data.chief" } } })).due();
    expect(play.value).toBe("review");
    expect(play.entries).toMatchObject([{ kind: "incident", notes: [{ code: "invalid-payload" }] }]);
    expect(play.machine.nextDue(play.state)).toBe(null);
  });

  it("C13: what the event saves is saved", () => {
    const machine = review(
      { slow: { in: ["review"], due: days(2), over: { end: "NOTE", with: { chief: "nobody" } } } },
      {
        events: {
          NOTE: { title: title("Note"), by: ["officer"], takes: ["chief"], saves: true },
          REJECT: { title: title("Reject"), by: ["officer"], payload: reason },
        },
      },
    );
    expect(new Play(machine).due().data).toMatchObject({ chief: "nobody", why: "noted" });
  });

  it("C13: one after another they are a ladder", () => {
    const play = new Play(
      review({
        first: { in: ["review"], due: days(1), over: { escalate: ["head"] } },
        second: { in: ["review"], due: days(2), over: { transfer: { var: "data.chief" } } },
        third: {
          in: ["review"],
          due: days(3),
          over: { reject: "REJECT", with: { reason: "nobody did it" } },
        },
      }),
      { data: { chief: "wang" } },
    );
    play.due();
    expect(play.machine.tasks(play.state, play.context())).toMatchObject([
      { roles: ["officer", "head"], ids: [] },
    ]);
    play.due();
    expect(play.machine.tasks(play.state, play.context())).toMatchObject([{ roles: [], ids: ["wang"] }]);
    expect(play.due().value).toBe("refused");
  });

  it("C13: what is made has ids of its own, and what is written keeps its", () => {
    const { procedure } = slow({ reject: "REJECT", with: { reason: "x" } });
    const made = procedureChart(procedure).transitions.filter(({ lapsing }) => lapsing !== undefined);
    expect(made.map(({ id, lapsing }) => [id, (lapsing as { insteadOf?: string }).insteadOf])).toEqual([
      ["review|after:timeout:slow|0", "review|on:REJECT|0"],
      ["review|after:timeout:slow|1", "review|on:REJECT|1"],
    ]);
    const { timeouts: _, ...without } = procedure;
    const ids = procedureChart(procedure).transitions.map(({ id }) => id);
    expect(ids.filter((id) => !id.includes("timeout:"))).toEqual(
      procedureChart(without).transitions.map(({ id }) => id),
    );
  });
});
