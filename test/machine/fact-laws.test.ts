import { describe, expect, it } from "vitest";
import type {
  ActionConfig,
  FactDefinition,
  JsonObject,
  Procedure,
  StateConfig,
  TransitionConfig,
} from "../../engine/model/index.ts";
import { person } from "./host.ts";
import { kitchen, sentBack } from "./subjects.ts";
import { hold, type Law, type Subject } from "./walks.ts";

/** Which facts a step reads, over random walks. */

/** A machine with a fact of its own in every guard, entry and exit. */
function asking(
  make: (change: (config: StateConfig) => StateConfig, parts: Partial<Procedure>) => Subject,
): Subject {
  const facts: Record<string, FactDefinition> = {};
  const fact = (): JsonObject => {
    const name = `f${Object.keys(facts).length}`;
    facts[name] = { of: "register:list", give: "count" };
    return { var: `fact.${name}` };
  };
  const guarded = (one: TransitionConfig | string): TransitionConfig => {
    const config = typeof one === "string" ? { target: one } : one;
    const before =
      typeof config.guard === "object" && config.guard.type === "when" ? [config.guard.params] : [];
    return { ...config, guard: { type: "when", params: { and: [...before, { ">": [fact(), 0] }] } } };
  };
  const all = (transitions: StateConfig["always"]) => [transitions ?? []].flat().map(guarded);
  const each = (record: StateConfig["on"]) =>
    Object.fromEntries(Object.entries(record ?? {}).map(([key, transitions]) => [key, all(transitions)]));
  const same = (): ActionConfig => ({
    type: "assign",
    params: { n: { "+": [{ var: "data.n" }, { "*": [0, fact()] }] } },
  });
  const change = (config: StateConfig): StateConfig =>
    config.type === "history"
      ? config
      : {
          ...config,
          entry: same(),
          exit: same(),
          on: each(config.on),
          after: each(config.after),
          ...(config.always === undefined ? {} : { always: all(config.always) }),
          ...(config.onDone === undefined ? {} : { onDone: all(config.onDone) }),
          invoke: [config.invoke ?? []].flat().map((one) => ({
            ...one,
            onDone: all(one.onDone),
            ...(one.onError === undefined ? {} : { onError: all(one.onError) }),
          })),
          ...(config.states === undefined
            ? {}
            : {
                states: Object.fromEntries(
                  Object.entries(config.states).map(([key, state]) => [key, change(state)]),
                ),
              }),
        };
  const subject = make(change, { facts });
  const told = Object.fromEntries(Object.keys(facts).map((name) => [name, 1]));
  return { ...subject, opening: { ...subject.opening, facts: told } };
}

/** An object that tells which of its members are read. */
function watched<T>(record: Record<string, T>, read: Set<string>): Record<string, T> {
  const members = Object.entries(record).map(([name, value]) => [
    name,
    { enumerable: true, get: () => (read.add(name), value) },
  ]);
  return Object.defineProperties({}, Object.fromEntries(members)) as Record<string, T>;
}

describe.each([
  ["a machine of everything", asking(kitchen)],
  ["an approval with returns and holds", asking(sentBack)],
])("A5 in %s", (_name, subject) => {
  it("A5: a step reads no fact, and asks for nobody, that it has not named before", () => {
    const everRead = new Set<string>();
    const named: Law = () => (before, play) => {
      const { machine, last, facts, people } = play;
      const [read, asked] = [new Set<string>(), new Set<string>()];
      if (before !== null && last === null) return [];
      const stimulus = last ?? { kind: "open" as const };
      const context = {
        ...play.context(),
        facts: watched(facts, read),
        people: watched(people, asked),
      };
      if (before === null || stimulus.kind === "open") machine.open({ data: {}, by: person("x") }, context);
      else machine.step(before, stimulus, context);
      const needs = machine.needs(before, stimulus);
      for (const fact of read) everRead.add(fact);
      return [
        ...[...read].map(
          (fact) => !needs.facts.includes(fact) && `${JSON.stringify(stimulus)} reads ${fact}`,
        ),
        ...[...asked].map(
          (role) => !needs.roles.includes(role) && `${JSON.stringify(stimulus)} asks for ${role}`,
        ),
      ];
    };
    hold(subject, named, 60);
    expect(everRead.size).toBeGreaterThan(20);
  });
});
