import { describe, expect, it } from "vitest";
import type { BallotDefinition, JsonObject, Procedure, StateConfig } from "../../engine/model/index.ts";
import type { Stimulus } from "../../engine/machine/index.ts";
import { machineOf, person, Play, title } from "./host.ts";

const fact = { of: "register:list", give: "count" as const };
const reads = (name: string) => ({ type: "when" as const, params: { ">": [{ var: `fact.${name}` }, 0] } });
const assign = (name: string) => ({ type: "assign", params: { [name]: { var: `fact.${name}` } } });
const facts = Object.fromEntries("abcdefgh".split("").map((name) => [name, fact]));
const play = (states: Record<string, StateConfig>, parts: Partial<Procedure> = {}, at = {}) =>
  new Play(
    machineOf(
      { initial: "a", states },
      { facts, data: { type: "object", additionalProperties: true }, ...parts },
    ),
    at,
  );
const event = (type: string): Stimulus => ({ kind: "event", event: { type }, by: person("x") });
const needs = (played: Play, stimulus: Stimulus) => played.machine.needs(played.state, stimulus).facts;

describe("A5: what a step may ask of the world", () => {
  it("A5: facts that guards and actions of the event's transitions name, and of what follows from them", () => {
    const played = play({
      a: {
        on: {
          GO: [
            { guard: reads("a"), target: "b" },
            { target: "c", actions: assign("b") },
          ],
          OTHER: { guard: reads("h"), target: "a" },
        },
        exit: assign("c"),
      },
      b: { entry: assign("d"), always: { guard: reads("e"), target: "c" } },
      c: { entry: assign("f") },
    });
    expect(needs(played, event("GO"))).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(needs(played, event("OTHER"))).toEqual(["c", "h"]);
    expect(needs(played, event("NOTHING"))).toEqual([]);
  });
  it("A5: not what other states name", () => {
    const played = play({
      a: { on: { GO: "b" } },
      b: { on: { NEXT: { guard: reads("a"), target: "c" } } },
      c: { entry: assign("b") },
    });
    expect(needs(played, event("GO"))).toEqual([]);
    expect(needs(played.send("GO"), event("NEXT"))).toEqual(["a", "b"]);
  });
  it("A5: through named rules, roles and the condition on the sender", () => {
    const played = play(
      { a: { on: { GO: { guard: "busy", target: "a" } } } },
      {
        rules: { busy: { title: title("busy"), when: { ">": [{ var: "fact.a" }, 0] } } },
        roles: { lead: { title: title("lead"), is: { var: "fact.b" } } },
        events: { GO: { title: title("Go"), by: ["lead"], where: { "!": { var: "fact.c" } } } },
      },
    );
    expect(needs(played, event("GO"))).toEqual(["a", "b", "c"]);
  });
  it("A5: opening asks too", () => {
    const machine = machineOf(
      {
        initial: "a",
        states: {
          a: {
            entry: assign("a"),
            always: { guard: reads("b"), target: "c" },
            on: { GO: { guard: reads("d"), target: "a" } },
          },
          c: { entry: assign("c") },
        },
      },
      {
        facts,
        data: { type: "object", additionalProperties: true },
        opening: { by: ["anyone"], where: { "!": { var: "fact.e" } } },
      },
    );
    expect(machine.needs(null, { kind: "open" }).facts).toEqual(["a", "b", "c", "e"]);
  });
  it("A5: what is due asks for what its own transitions name", () => {
    const played = play(
      {
        a: {
          after: { one: { guard: reads("a"), target: "b" }, two: { guard: reads("b"), target: "b" } },
          tags: "clock:x",
          on: { "clock.x.red": { guard: reads("c"), target: "b" } } as never,
        },
        b: {},
      },
      {
        delays: { one: { limit: 1, unit: "hours" }, two: { limit: 2, unit: "hours" } },
        clocks: { x: { title: title("x"), limit: 3, unit: "hours" } },
      },
    );
    expect(needs(played, { kind: "due" })).toEqual(["a"]);
    played.facts = { a: 0 };
    expect(needs(played.due(), { kind: "due" })).toEqual(["b"]);
    expect(needs(played.due(), { kind: "due" })).toEqual(["c"]);
  });
  it("A5: an answer asks for what onDone and onError name; delays, lights and lists that may end at once are followed", () => {
    const states: Record<string, StateConfig> = {
      a: {
        invoke: {
          src: "call",
          id: "ask",
          input: { connector: "x" },
          onDone: { target: "b", actions: assign("a") },
          onError: { target: "c", actions: assign("b") },
        },
      },
      b: {
        after: { soon: { target: "c", actions: assign("c") }, later: { target: "c", actions: assign("d") } },
      },
      c: {},
    };
    const played = play(states, {
      delays: { soon: { limit: { var: "data.n" }, unit: "hours" }, later: { limit: 3, unit: "hours" } },
    });
    expect(needs(played, { kind: "answer", token: played.token("ask"), output: null })).toEqual([
      "a",
      "b",
      "c",
    ]);
    expect(needs(played, { kind: "answer", token: "unknown:1", output: null })).toEqual([]);
  });
  it("A5: the facts that a step gets are what its rules see, also those of the engine events it causes", () => {
    const played = play(
      {
        a: { on: { GO: { guard: reads("a"), target: "b" } } },
        b: { after: { soon: { target: "c", actions: assign("b") } } },
        c: {},
      },
      { delays: { soon: { limit: 0, unit: "hours" } } },
    );
    played.facts = { a: 0, b: 5 };
    expect(played.refused("GO")).toBe("guard-refused");
    played.facts = { a: 1, b: 5 };
    expect(played.send("GO").data["b"]).toBe(5);
  });
  it("roles of the directory: the electors of a ballot that may open", () => {
    const ballot = (electors: BallotDefinition["electors"]): BallotDefinition => ({
      electors,
      cast: "VOTE",
      choice: "c",
      choices: ["x"],
    });
    const states: Record<string, StateConfig> = {
      a: { on: { GO: "b", ELSE: "d" } },
      b: { invoke: { src: "ballot", id: "one" } },
      d: { invoke: { src: "ballot", id: "two" } },
    };
    const party: JsonObject = {};
    const played = play(states, {
      facts: {},
      ballots: { one: ballot({ role: "member" }), two: ballot({ role: "party" }) },
      roles: { party: { title: title("p"), rows: "data.parties" } },
      events: {
        VOTE: { title: title("v"), by: ["anyone"], payload: { type: "object", properties: { c: party } } },
      },
    });
    expect(played.machine.needs(played.state, event("GO")).roles).toEqual(["member"]);
    expect(played.machine.needs(played.state, event("ELSE")).roles).toEqual([]);
  });
  it("what a person is shown asks for the facts of the events they are offered", () => {
    const played = play({
      a: {
        on: { GO: { guard: reads("a"), target: "b" } },
        always: { guard: reads("b"), target: "b" },
        meta: { task: { to: { var: "fact.c" } } },
      },
      b: {},
    });
    expect(played.machine.viewNeeds(played.state)).toEqual({ facts: ["a", "c"], roles: [] });
  });
});
