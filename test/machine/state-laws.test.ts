import { isDeepStrictEqual } from "node:util";
import { describe, it } from "vitest";
import type { EntryDraft, Machine } from "../../engine/machine/index.ts";
import type { JsonObject, StateConfig } from "../../engine/model/index.ts";
import { subjects } from "./subjects.ts";
import { hold, type Law } from "./walks.ts";

/**
 * What holds for every machine and every course of a case, over random walks. That the same inputs give the same step, that
 * nothing given is changed and that a stored state does as one that was not is held at every step of every test (host.ts).
 */
function configOf({ procedure }: Machine, path: string): StateConfig {
  return path
    .split(".")
    .reduce<StateConfig>((found, key) => (key === "" ? found : found.states![key]!), procedure.machine);
}

const laws: Record<string, Law> = {
  "A12: leaving a state leaves no timer of it, and a state has at most the timers that it declares":
    () =>
    (_before, { machine, state }) => [
      ...state.timers.map(
        ({ state: owner, id }) =>
          !Object.hasOwn(state.entered, owner) && `${id} of ${owner}, which is not active`,
      ),
      ...state.timers.map(
        ({ n, kind, state: owner }) =>
          kind === "delay" && n < state.entered[owner]!.n && `${owner} was entered after its timer`,
      ),
      ...Object.keys(state.entered).map((active) => {
        const timers = state.timers.filter((timer) => timer.state === active && timer.kind === "delay");
        return (
          timers.length > Object.keys(configOf(machine, active).after ?? {}).length &&
          `${active} has ${timers.length} timers`
        );
      }),
    ],
  "A12: every entry to a state re-arms its delays, in the same step":
    () =>
    (before, { machine, state, entries, now }) =>
      Object.entries(state.entered).flatMap(([active, { at, n }]) => {
        if (before?.entered[active]?.n === n || state.status !== "active") return [];
        const delays = Object.keys(configOf(machine, active).after ?? {});
        return [
          at !== now && `${active} was entered at another time`,
          ...delays.map((delay) => !noted(entries, active, delay) && `${delay} of ${active} did not begin`),
        ];
      }),
  "leaving a state, by whatever way, leaves no ballot, child, call or task of it, but what keep keeps":
    () => (_before, play) => {
      const { machine, state } = play;
      const left = (path: string) => !Object.hasOwn(state.entered, path);
      const waiting = Object.values(state.invocations);
      return [
        ...waiting.map(
          ({ token, state: owner, keep }) => keep !== true && left(owner) && `${token} of ${owner}`,
        ),
        ...Object.keys(state.ballots).map(
          (token) => !Object.hasOwn(state.invocations, token) && `ballot ${token}`,
        ),
        ...machine.tasks(state, play.context()).map((task) => left(task.state) && `task of ${task.state}`),
        state.status !== "active" &&
          waiting.length + Object.keys(state.ballots).length > 0 &&
          "something of an ended case",
      ];
    },
  "what was asked for and has not answered is withdrawn, exactly once, when nobody waits for it any more":
    () => {
      const asked = new Map<string, { withdrawn: number; answered: boolean }>();
      return (_before, { state, effects }, answered) => {
        for (const effect of effects) {
          if (
            (effect.type === "child" || effect.type === "call") &&
            effect.token !== undefined &&
            !asked.has(effect.token)
          )
            asked.set(effect.token, { withdrawn: 0, answered: false });
          if (effect.type === "withdraw") asked.get(effect.token)!.withdrawn += 1;
        }
        if (answered !== null) asked.get(answered)!.answered = true;
        return [...asked].flatMap(([token, { withdrawn, answered }]) => {
          const awaited = Object.hasOwn(state.invocations, token);
          return [
            awaited && withdrawn > 0 && `${token} was withdrawn and is waited for`,
            !awaited && !answered && withdrawn !== 1 && `${token} was withdrawn ${withdrawn} times`,
            withdrawn > 1 && `${token} was withdrawn ${withdrawn} times`,
          ];
        });
      };
    },
  "the active states are those of the value, and each has its own number":
    () =>
    (_before, { machine, state }) => [
      ...Object.keys(state.entered).map(
        (active) => active !== "" && !machine.matches(state, active) && `${active} is not in the value`,
      ),
      new Set(Object.values(state.entered).map(({ n }) => n)).size !== Object.keys(state.entered).length &&
        "a number twice",
    ],
  "folding what entries set and unset gives the data, and the last value is the value": () => {
    let data: JsonObject = {};
    return (_before, play) => {
      for (const { set, unset } of play.entries) {
        data = { ...data, ...set };
        for (const key of unset) delete data[key];
      }
      return [
        !isDeepStrictEqual(data, play.data) && `${JSON.stringify(data)} is not ${JSON.stringify(play.data)}`,
        play.entries.length > 0 &&
          !isDeepStrictEqual(play.entries.at(-1)!.value, play.value) &&
          "another value",
      ];
    };
  },
  "nothing is due before now":
    () =>
    (_before, { machine, state, now }) => {
      const due = machine.nextDue(state);
      return [due !== null && due < now && `${due} is before ${now}`];
    },
};

function noted(entries: EntryDraft[], state: string, delay: string): boolean {
  return entries.some(({ notes }) =>
    notes.some((note) => note.note === "delay" && note.state === state && note.delay === delay),
  );
}

describe.each(subjects)("%s", (_name, subject) => {
  it.each(Object.entries(laws))("%s", (_law, law) => hold(subject, law, 50));
});
