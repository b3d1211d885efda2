import { describe, expect, it } from "vitest";
import { runScenarios } from "../../engine/simulate/index.ts";
import { pack } from "./nanhu.ts";

const results = await runScenarios(pack());
const bodies = Object.values(pack().scenarios).flatMap(({ scenarios }) => scenarios);
/** What no person opens is small, and played by the scenarios of the procedures that open it. */
const isOpened = (id: string): boolean => pack().procedures[id]!.opening.by.length > 0;

describe.each(results)("the scenarios of $id", ({ id, scenarios, passed, failures, states, transitions, refusals }) => {
  it("go as they are written", () => {
    expect(failures).toEqual([]);
    expect(passed).toBe(scenarios);
    expect(scenarios).toBeGreaterThan(isOpened(id) ? 10 : 0);
  });
  it("take every state", () => {
    expect(states.missing).toEqual([]);
    expect(states.taken).toBe(states.all);
  });
  it("take every transition that does something", () => {
    expect(transitions.missing).toEqual([]);
    expect(transitions.taken).toBe(transitions.all);
  });
  it("provoke every refusal that rules, events and ballots can give", () => {
    expect(refusals.missing).toEqual([]);
    expect(refusals.all.length).toBeGreaterThan(isOpened(id) ? 15 : 0);
  });
});

it("every scenario says at its end what has become of the case, or why it was not opened", () => {
  for (const { name, expect: end, because } of bodies)
    expect(end !== undefined || because !== undefined, name.en).toBe(true);
});

it("no two scenarios have one name", () => {
  for (const language of ["en", "zh-CN"] as const) {
    const names = bodies.map(({ name }) => name[language]);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  }
});

it("every fact has a title: rules that name it are told with it", () => {
  for (const { id, facts = {} } of Object.values(pack().procedures))
    for (const [name, { title }] of Object.entries(facts)) expect(title, `${id} ${name}`).toBeDefined();
});
