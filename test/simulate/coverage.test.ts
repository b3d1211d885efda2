import { describe, expect, it } from "vitest";
import type { Procedure } from "../../engine/model/index.ts";
import { activeStates, Tracker } from "../../engine/simulate/coverage.ts";
import { pack } from "./trial-pack.ts";

/** The request with other events, rules and states. */
const procedure = (parts: Partial<Procedure>): Procedure => ({ ...pack.procedures.request!, ...parts });
const title = { en: "Do", "zh-CN": "办" };

describe("what was taken of a machine", () => {
  const tracker = () =>
    new Tracker(
      procedure({
        machine: {
          id: "request",
          initial: "a",
          states: {
            a: { on: { GO: "b", STOP: {} } },
            b: {
              initial: "first",
              states: { first: { always: "second" }, second: {}, back: { type: "history" } },
              on: { GO: [{ guard: "free", target: "c" }, { target: ".back" }] },
            },
            c: { type: "parallel", states: { left: { initial: "on", states: { on: {} } }, right: {} } },
          },
        },
      }),
    );

  it("histories and the root are no states to be in, and what forbids an event is never taken (A4)", () => {
    const untouched = tracker();
    expect(untouched.states()).toEqual({
      all: 8,
      taken: 0,
      missing: ["a", "b", "b.first", "b.second", "c", "c.left", "c.left.on", "c.right"],
    });
    expect(untouched.transitions()).toEqual({
      all: 4,
      taken: 0,
      missing: ["a|on:GO|0", "b|on:GO|0", "b|on:GO|1", "b.first|always|0"],
    });
  });

  it("a state that is entered and left in one step was entered", () => {
    const passed = tracker();
    passed.note({ b: "second" }, ["a|on:GO|0", "b.first|always|0"]);
    expect(passed.states().missing).toEqual(["c", "c.left", "c.left.on", "c.right"]);
    expect(passed.transitions().missing).toEqual(["b|on:GO|0", "b|on:GO|1"]);
  });

  it("a value names all its states, regions too", () => {
    expect(activeStates({ c: { left: "on", right: {} } })).toEqual(["c", "c.left", "c.left.on", "c.right"]);
    expect(activeStates("a")).toEqual(["a"]);
  });
});

describe("refusals that a definition can give", () => {
  const refusals = (parts: Partial<Procedure>) => new Tracker(procedure(parts)).refusals().all;
  const on = (GO: object | object[], more: object = {}) => ({
    machine: {
      id: "request",
      initial: "a",
      states: { a: { on: { GO } }, b: {} },
      ...more,
    } as Procedure["machine"],
  });
  const event = { title, by: ["clerk"] };
  const opening = ["case.open not-permitted.role", "case.open not-permitted.where", "case.open invalid-data"];

  it("an event that nothing names refuses nothing", () => {
    expect(refusals({ events: { GO: event }, ...on({}, { states: { a: {} } }) })).toEqual(opening);
    expect(refusals({ events: {}, ...on({}), opening: { by: ["anyone"] } })).toEqual([
      "case.open invalid-data",
    ]);
  });

  it("who, with what, when: as far as the event says", () => {
    const of = (definition: object, transition: object = { target: "b" }, more: object = {}) =>
      refusals({ events: { GO: { ...event, ...definition } }, ...on(transition, more) }).slice(
        opening.length,
      );
    expect(of({})).toEqual(["GO not-permitted.role", "GO not-now"]);
    expect(of({ by: ["anyone"] })).toEqual(["GO not-now"]);
    expect(of({ by: ["anyone"] }, { target: "b", meta: { by: ["head"] } })).toEqual([
      "GO not-permitted.role",
      "GO not-now",
    ]);
    expect(of({ apartFrom: ["case.open"], where: true, takes: ["amount"] })).toEqual([
      "GO not-permitted.role",
      "GO not-permitted.apart",
      "GO invalid-payload",
      "GO not-permitted.where",
      "GO not-now",
    ]);
    expect(of({}, { target: "b" }, { on: { GO: { target: ".b" } } })).toEqual(["GO not-permitted.role"]);
    expect(of({}, { target: "b" }, { on: { GO: { guard: "free", target: ".b" } } })).not.toContain(
      "GO not-now",
    );
    expect(of({}, {}, { on: { GO: { target: ".b" } } })).toContain("GO not-now");
    expect(of({}, { actions: { type: "update", params: { list: "items", exactly: 1 } } })).toContain(
      "GO invalid-data",
    );
  });

  it("A15: guards refuse where no way without one is left, in the state or around it", () => {
    const guards = (transition: object | object[], more: object = {}) =>
      refusals({ events: { GO: event }, ...on(transition, more) }).filter((key) => key.includes("guard"));
    const inline = { type: "when", params: true };
    expect(guards({ guard: "free", target: "b" })).toEqual(["GO guard-refused.free"]);
    expect(guards([{ guard: "free", target: "b" }, { target: "b" }])).toEqual([]);
    expect(guards({ guard: "free", target: "b" }, { on: { GO: ".b" } })).toEqual([]);
    expect(guards({ guard: "free", target: "b" }, { on: { GO: {} } })).toEqual(["GO guard-refused.free"]);
    expect(guards({}, { on: { GO: { guard: "free", target: ".b" } } })).toEqual(["GO guard-refused.free"]);
    expect(guards([{}, { guard: "free", target: "b" }])).toEqual([]);
    expect(guards({ guard: inline, target: "b" })).toEqual(["GO guard-refused"]);
    expect(
      guards([
        { guard: { type: "rules", params: { any: ["free", "affordable"] } }, target: "b" },
        { guard: inline, target: "b" },
      ]),
    ).toEqual(["GO guard-refused.free", "GO guard-refused.affordable"]);
  });

  it("a ballot refuses who is no elector and who has voted", () => {
    const ballots = {
      motion: {
        electors: { role: "clerk" },
        cast: "VOTE",
        choice: "choice",
        choices: ["yes", "no"],
        recusal: "RECUSE",
        pass: { for: "yes", minimum: 1 },
      },
    };
    expect(
      refusals({ events: { VOTE: event, RECUSE: event }, ballots, ...on({}) }).slice(opening.length),
    ).toEqual([
      "VOTE not-permitted.role",
      "VOTE not-now",
      "VOTE not-permitted.elector",
      "VOTE already-voted",
      "RECUSE not-permitted.role",
      "RECUSE not-now",
      "RECUSE not-permitted.elector",
      "RECUSE already-voted",
    ]);
  });
});
