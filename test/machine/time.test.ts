import { describe, expect, it } from "vitest";
import { compileMachine } from "../../engine/machine/index.ts";
import { ajvValidator } from "../../engine/model/index.ts";
import type { Procedure, StateConfig } from "../../engine/model/index.ts";
import { machineOf, packOf, Play, procedureOf, title } from "./host.ts";

const event = (...names: string[]): Partial<Procedure> => ({
  events: Object.fromEntries(
    names.map((name) => [
      name,
      { title: title(name), by: ["anyone"], payload: { type: "object", additionalProperties: true } },
    ]),
  ),
});
const never = { type: "when" as const, params: false };
const play = (states: Record<string, StateConfig>, parts: Partial<Procedure>, data = {}) =>
  new Play(machineOf({ initial: "a", states }, parts), { data });

describe("A1 and A2: what is due", () => {
  const delays = { one: { limit: 1, unit: "hours" }, two: { limit: 1, unit: "hours" } } as const;
  it("A1: the case says when something falls due, and a step fires the one thing that is next, at that instant", () => {
    const played = play({ a: { after: { one: "b" } }, b: { after: { two: "c" } }, c: {} }, { delays });
    expect(played.machine.nextDue(played.state)).toBe("2026-03-02T02:00:00.000Z");
    played.due();
    expect(played.value).toBe("b");
    expect(played.entries).toMatchObject([
      {
        kind: "delay",
        at: "2026-03-02T02:00:00.000Z",
        by: { id: "system", roles: ["system"] },
        event: { type: "xstate.after.one.tested.a" },
      },
    ]);
    expect(played.machine.nextDue(played.state)).toBe("2026-03-02T03:00:00.000Z");
  });
  it("A1: nothing fires before its time", () => {
    const played = play({ a: { after: { one: "b" } }, b: {} }, { delays });
    const result = played.machine.step(played.state, { kind: "due" }, played.context());
    expect(result).toEqual({ ok: true, state: played.state, entries: [] });
  });
  it("A2: things due at one instant fire in the order in which they began", () => {
    const region = (delay: string): StateConfig => ({
      initial: "x",
      states: { x: { after: { [delay]: "y" } }, y: {} },
    });
    const played = play(
      { a: { type: "parallel", states: { r2: region("two"), r1: region("one") } } },
      { delays },
    );
    expect(played.due().taken).toEqual(["a.r2.x|after:two|0"]);
    expect(played.due().taken).toEqual(["a.r1.x|after:one|0"]);
  });
  it("A2: lights come before delays, and of two clocks the one declared first", () => {
    const clock = { title: title("clock"), limit: 1, unit: "hours" } as const;
    const played = play(
      { a: { tags: ["clock:late", "clock:early"], after: { one: "b" } }, b: {} },
      { delays, clocks: { early: clock, late: clock } },
    );
    const order = played.until("2026-03-02T02:00:00.000Z").map(({ event }) => event.type);
    expect(order).toEqual(["clock.early.red", "clock.late.red", "xstate.after.one.tested.a"]);
  });
});

describe("C4: limits", () => {
  const data = { type: "object", properties: { n: {}, until: {} } };
  const limited = (n: unknown) =>
    play(
      { a: { on: { GO: "b" } }, b: { after: { wait: "c" } }, c: {} },
      { data, delays: { wait: { limit: { var: "data.n" }, unit: "hours" } } },
      { n },
    );
  it.each([0, -1])("C4: a limit of %s is due at once, in the same step, as an entry of its own", (n) => {
    const played = limited(n).send("GO");
    expect(played.value).toBe("c");
    expect(played.kinds).toEqual(["event", "delay"]);
  });
  it.each([null, "3", true, [], {}])("C4: a limit that is no number (%j) refuses the step", (n) => {
    expect(limited(n).refused("GO")).toBe("invalid-data");
  });
  it("C4: a time in the past is due at once", () => {
    const played = play(
      { a: { on: { GO: "b" } }, b: { after: { wait: "c" } }, c: {} },
      { data, delays: { wait: { until: { var: "data.until" } } } },
      { until: "2026-02-28" },
    ).send("GO");
    expect(played.value).toBe("c");
  });
  it("C4: it is evaluated on entry, once", () => {
    const played = play(
      { a: { after: { wait: "c" }, on: { GO: { actions: { type: "assign", params: { n: 50 } } } } }, c: {} },
      { data, delays: { wait: { limit: { var: "data.n" }, unit: "hours" } } },
      { n: 1 },
    ).send("GO");
    expect(played.machine.nextDue(played.state)).toBe("2026-03-02T02:00:00.000Z");
  });
  it("C4: a timer fires once; if its guards are false it is spent", () => {
    const played = play(
      { a: { after: { wait: { guard: never, target: "b" } } }, b: {} },
      { delays: { wait: { limit: 1, unit: "hours" } } },
    ).due();
    expect(played.value).toBe("a");
    expect(played.entries).toMatchObject([{ kind: "delay", taken: [] }]);
    expect(played.machine.nextDue(played.state)).toBeNull();
  });
  it("C1, C2: day units end at 24:00 of the local date, the starting day not counted; a date in until is its 24:00", () => {
    const due = (delay: object) =>
      play({ a: { after: { wait: "b" } }, b: {} }, { delays: { wait: delay as never } }).state.timers[0]!.due;
    expect(due({ limit: 3, unit: "workingDays" })).toBe("2026-03-05T16:00:00.000Z");
    expect(due({ limit: 5, unit: "days", roll: true })).toBe("2026-03-09T16:00:00.000Z");
    expect(due({ until: "2026-03-05" })).toBe("2026-03-05T16:00:00.000Z");
    expect(due({ limit: 3, unit: "workingDays", from: "2026-03-03" })).toBe("2026-03-06T16:00:00.000Z");
  });
  it("a limit beyond the calendar is provisional, and is computed again when the calendar has grown", () => {
    const procedure = procedureOf(
      { initial: "a", states: { a: { after: { wait: "b" } }, b: {} } },
      { delays: { wait: { limit: 3, unit: "workingDays" } } },
    );
    const compile = (holidays: string[], years: string[]) =>
      compileMachine(
        packOf([procedure], {
          calendars: {
            cn: {
              id: "cn",
              title: title("cn"),
              years: Object.fromEntries(
                years.map((year) => [year, { source: "test", holidays, workingWeekends: [] }]),
              ),
            },
          },
        }),
        "tested",
        {},
        { validator: ajvValidator() },
      );
    const played = new Play(compile([], ["2025"]));
    expect(played.state.timers).toMatchObject([{ due: "2026-03-05T16:00:00.000Z", provisional: true }]);
    expect(played.machine.recalculate(played.state, played.now)).toBeNull();
    const grown = compile(["2026-03-04"], ["2025", "2026"]);
    const recalculated = grown.recalculate(played.state, played.now)!;
    expect(recalculated.timers[0]!.due).toBe("2026-03-06T16:00:00.000Z");
    expect(recalculated.timers[0]).not.toHaveProperty("provisional");
    expect(grown.recalculate(recalculated, played.now)).toBeNull();
  });
});

describe("A12: entering again", () => {
  const delays = {
    wait: { limit: 4, unit: "hours" },
    kept: { limit: 4, unit: "hours", resume: true },
    days: { limit: 4, unit: "workingDays", resume: true },
  } as const;
  const later = "2026-03-02T03:00:00.000Z";
  it("A12: a self-transition without reenter re-arms no delay; with it, it does", () => {
    const played = play(
      {
        a: { after: { wait: "b" }, on: { STAY: { target: "a" }, AGAIN: { target: "a", reenter: true } } },
        b: {},
      },
      { delays },
    );
    played.now = later;
    expect(played.send("STAY").machine.nextDue(played.state)).toBe("2026-03-02T05:00:00.000Z");
    expect(played.send("AGAIN").machine.nextDue(played.state)).toBe("2026-03-02T07:00:00.000Z");
  });
  const away = (delay: string, history: "shallow" | "deep" = "deep"): Record<string, StateConfig> => ({
    a: {
      initial: "one",
      states: {
        one: { on: { NEXT: "two" } },
        two: { after: { [delay]: "three" } },
        three: {},
        back: { type: "history", history },
      },
      on: { LEAVE: "out" },
    },
    out: { on: { BACK: "a.back", ANEW: "a.two" } },
  });
  it("A12: entering through history starts the delays of the restored states afresh", () => {
    const played = play(away("wait"), { delays }).send("NEXT").send("LEAVE");
    expect(played.machine.nextDue(played.state)).toBeNull();
    played.now = later;
    expect(played.send("BACK").value).toEqual({ a: "two" });
    expect(played.machine.nextDue(played.state)).toBe("2026-03-02T07:00:00.000Z");
  });
  it.each(["shallow", "deep"] as const)(
    "A12: resume lets it go on with what was left (%s history)",
    (history) => {
      const played = play(away("kept", history), { delays }).send("NEXT");
      played.now = later;
      played.send("LEAVE");
      played.now = "2026-03-05T03:00:00.000Z";
      expect(played.send("BACK").machine.nextDue(played.state)).toBe("2026-03-05T05:00:00.000Z");
      expect(played.state.kept).toBeUndefined();
    },
  );
  it("A12, C5: in day units it goes on with the counted days that were left", () => {
    const played = play(away("days"), { delays }).send("NEXT");
    expect(played.machine.nextDue(played.state)).toBe("2026-03-06T16:00:00.000Z");
    played.now = "2026-03-04T03:00:00.000Z";
    played.send("LEAVE");
    played.now = "2026-03-09T03:00:00.000Z";
    expect(played.send("BACK").machine.nextDue(played.state)).toBe("2026-03-11T16:00:00.000Z");
  });
  it("A12: entering otherwise than through history starts it afresh, resume or not", () => {
    const played = play(away("kept"), { delays }).send("NEXT");
    played.now = later;
    played.send("LEAVE");
    expect(played.send("ANEW").machine.nextDue(played.state)).toBe("2026-03-02T07:00:00.000Z");
    expect(played.state.kept).toBeUndefined();
  });
});

describe("C5: suspension by an administrator", () => {
  const parts: Partial<Procedure> = {
    delays: { hours: { limit: 4, unit: "hours" }, days: { limit: 4, unit: "workingDays" } },
    clocks: { decision: { title: title("decision"), limit: 10, unit: "workingDays" } },
  };
  const states: Record<string, StateConfig> = {
    a: {
      type: "parallel",
      tags: "clock:decision",
      states: {
        x: { after: { hours: ".y" }, initial: "z", states: { z: {}, y: {} } },
        w: { after: { days: ".y" }, initial: "z", states: { z: {}, y: {} } },
      },
    },
  };
  it("C5: nothing fires; afterwards day units have as many counted days, others as much time, as they had left", () => {
    const played = play(states, parts);
    played.state = played.machine.suspend(played.state, "2026-03-02T03:00:00.000Z");
    expect(played.state.status).toBe("suspended");
    expect(played.machine.nextDue(played.state)).toBeNull();
    expect(played.machine.clocks(played.state, "2026-03-10T03:00:00.000Z")).toMatchObject([
      { running: false },
    ]);
    expect(played.machine.step(played.state, { kind: "due" }, played.context())).toMatchObject({
      ok: false,
      refusal: { code: "suspended" },
    });
    expect(
      played.machine.step(played.state, { kind: "answer", token: "x:1", output: null }, played.context()),
    ).toMatchObject({ ok: false, refusal: { code: "suspended" } });
    played.state = played.machine.resume(played.state, "2026-03-16T02:00:00.000Z");
    expect(played.state.status).toBe("active");
    expect(played.state).not.toHaveProperty("suspension");
    expect(played.state.timers.map(({ due }) => due)).toEqual([
      "2026-03-16T04:00:00.000Z",
      "2026-03-20T16:00:00.000Z",
    ]);
    expect(played.machine.clocks(played.state, "2026-03-16T02:00:00.000Z")).toMatchObject([
      { running: true, left: 10, due: "2026-03-30T16:00:00.000Z" },
    ]);
  });
  it("C5: suspending twice, or what has ended, changes nothing", () => {
    const played = play(states, parts);
    const suspended = played.machine.suspend(played.state, played.now);
    expect(played.machine.suspend(suspended, played.now)).toBe(suspended);
    expect(played.machine.resume(played.state, played.now)).toBe(played.state);
  });
});

describe("D: clocks", () => {
  const clock = (more: object = {}) => ({
    clocks: {
      limit: {
        title: title("Limit"),
        limit: 4,
        unit: "workingDays" as const,
        lights: { blue: 0.5, yellow: 0.75 },
        source: "Law 42",
        ...more,
      },
    },
  });
  const running: Record<string, StateConfig> = {
    a: {
      tags: "clock:limit",
      on: {
        PAUSE: "b",
        STOP: "c",
        MORE: { actions: { type: "extend", params: { clock: "limit", by: { var: "event.by" } } } },
        ANEW: { actions: { type: "restart", params: { clock: "limit" } } },
        END: "end",
        "clock.limit.red": "red",
      } as never,
    },
    b: { on: { BACK: "a" } },
    c: { tags: ["clock:limit", "clock:limit:stop"] },
    red: {},
    end: { type: "final" },
  };
  it("D1: lights change at 24:00 of the counted days, each sends an event and is recorded", () => {
    const played = play(running, clock());
    const lights = played.until("2026-03-07T00:00:00.000Z");
    expect(lights.map(({ at, event, kind }) => [at, event.type, kind])).toEqual([
      ["2026-03-04T16:00:00.000Z", "clock.limit.blue", "light"],
      ["2026-03-05T16:00:00.000Z", "clock.limit.yellow", "light"],
      ["2026-03-06T16:00:00.000Z", "clock.limit.red", "light"],
    ]);
    expect(lights[0]!.notes).toEqual([
      { note: "light", clock: "limit", light: "blue", at: "2026-03-04T16:00:00.000Z" },
    ]);
    expect(played.value).toBe("red");
  });
  it("D1: lights that have passed when a clock starts are sent at once after the step, in order", () => {
    const played = play(
      { z: {}, ...running, a: { on: { GO: "on" } }, on: { tags: "clock:limit" } },
      clock({ from: "2026-02-24" }),
    ).send("GO");
    expect(played.entries.map(({ kind, event }) => [kind, event.type])).toEqual([
      ["event", "GO"],
      ["light", "clock.limit.blue"],
      ["light", "clock.limit.yellow"],
    ]);
    expect(played.machine.clocks(played.state, played.now)).toMatchObject([
      { light: "yellow", used: 3, left: 1 },
    ]);
  });
  it("D2: a clock goes on where it stopped, and no light changes while it pauses", () => {
    const played = play(running, clock());
    played.until("2026-03-03T02:00:00.000Z");
    played.send("PAUSE");
    expect(played.notes).toMatchObject([{ note: "clock", change: "paused" }]);
    expect(played.until("2026-03-10T02:00:00.000Z")).toEqual([]);
    played.send("BACK");
    expect(played.notes).toMatchObject([
      { note: "clock", change: "resumed", due: "2026-03-13T16:00:00.000Z" },
    ]);
  });
  it("D: a stop beats a run", () => {
    const played = play(running, clock()).send("STOP");
    expect(played.machine.clocks(played.state, played.now)).toMatchObject([{ running: false }]);
  });
  it("D2: only restart starts it anew", () => {
    const played = play(running, clock());
    played.until("2026-03-05T02:00:00.000Z");
    expect(played.machine.clocks(played.state, played.now)).toMatchObject([{ light: "blue", used: 2 }]);
    played.send("ANEW");
    expect(played.machine.clocks(played.state, played.now)).toMatchObject([
      { light: "green", used: 0, due: "2026-03-11T16:00:00.000Z" },
    ]);
    expect(played.notes).toMatchObject([{ change: "restarted" }, { note: "light", light: "green" }]);
    expect(played.entries.map(({ event }) => event.type)).toEqual(["ANEW", "clock.limit.green"]);
  });
  it("D3: an extension may take the light back, and that is recorded", () => {
    const played = play(running, { ...clock(), ...event("MORE") });
    played.until("2026-03-06T02:00:00.000Z");
    played.send("MORE", "x", { by: 6 });
    expect(played.notes).toMatchObject([
      { change: "extended", due: "2026-03-16T16:00:00.000Z" },
      { note: "light", light: "green" },
    ]);
    expect(played.machine.clocks(played.state, played.now)).toMatchObject([
      { limit: 10, light: "green", source: "Law 42" },
    ]);
    expect(played.refused("MORE", "x", { by: "much" })).toBe("invalid-data");
  });
  it("D3: the machine is told of a light that goes back, as of every other change", () => {
    const on: Record<string, unknown> = {
      MORE: { actions: { type: "extend", params: { clock: "limit", by: { var: "event.by" } } } },
      "clock.limit.yellow": "late",
      "clock.limit.green": "again",
    };
    const watching: Record<string, StateConfig> = {
      a: { tags: "clock:limit", on: on as never },
      late: { tags: "clock:limit", on: on as never },
      again: {},
    };
    const played = play(watching, { ...clock(), ...event("MORE") });
    played.until("2026-03-06T02:00:00.000Z");
    expect(played.value).toBe("late");
    played.send("MORE", "x", { by: 6 });
    expect(played.value).toBe("again");
    expect(played.entries.map(({ kind, event }) => [kind, event.type])).toEqual([
      ["event", "MORE"],
      ["light", "clock.limit.green"],
    ]);
  });
  it("D3: it is told once, of the light that stands in the end", () => {
    const more = { type: "extend", params: { clock: "limit", by: 2 } };
    const on = { TWICE: { actions: [more, more, more] } };
    const played = play({ a: { tags: "clock:limit", on } }, clock());
    played.until("2026-03-06T02:00:00.000Z");
    played.send("TWICE");
    expect(played.notes.filter(({ note }) => note === "light")).toMatchObject([
      { light: "blue" },
      { light: "green" },
    ]);
    expect(played.entries.map(({ event }) => event.type)).toEqual(["TWICE", "clock.limit.green"]);
  });
  it("D3: lights that a shorter limit has passed are shown at once, in the same step, in order", () => {
    const played = play(running, { ...clock(), ...event("MORE") });
    played.until("2026-03-05T02:00:00.000Z");
    played.send("MORE", "x", { by: -3 });
    expect(played.entries.map(({ kind }) => kind)).toEqual(["event", "light", "light"]);
    expect(played.value).toBe("red");
  });
  it("rules read clock.<name>: used, left and light", () => {
    const read = (path: string) => ({ var: `clock.limit.${path}` });
    const played = play(
      {
        a: {
          tags: "clock:limit",
          on: {
            GO: { actions: { type: "assign", params: { out: [read("used"), read("left"), read("light")] } } },
          },
        },
      },
      { ...clock(), data: { type: "object", properties: { out: {} } } },
    );
    played.until("2026-03-05T02:00:00.000Z");
    expect(played.send("GO").data["out"]).toEqual([2, 2, "blue"]);
  });
  it("A14: clocks stop when the case has ended", () => {
    const played = play(running, clock()).send("END");
    expect(played.notes).toMatchObject([{ note: "clock", change: "stopped" }]);
    expect(played.machine.nextDue(played.state)).toBeNull();
  });
});
