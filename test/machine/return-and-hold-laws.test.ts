import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { subjects } from "./subjects.ts";
import { hold, type Law } from "./walks.ts";

/** Going back and standing still, over random walks. */
const laws: Record<string, Law> = {
  "F3: what a return enters begins afresh, and nothing of what it leaves is left": () => (before, play) => {
    const { state, taken, entries } = play;
    const made = play.notes.some(({ note }) => note === "returned");
    if (before === null || !made) return [];
    const stays = (path: string) => before.entered[path]?.n === state.entered[path]?.n;
    // A light that is due at once may lead on in the same step, and leave what the return has begun.
    const isThere = entries.slice(1).every(({ taken: further }) => further.length === 0);
    return [
      taken.length === 0 && "a return without a transition",
      ...state.timers.map(
        ({ id, n, state: owner }) => n <= before.began && !stays(owner) && `${id} is older than its state`,
      ),
      ...Object.values(state.invocations).map(
        ({ token, state: owner }) =>
          ((isThere && !Object.hasOwn(state.entered, owner)) ||
            (Object.hasOwn(before.invocations, token) && !stays(owner))) &&
          `${token} of ${owner} is left`,
      ),
      ...Object.values(state.ballots).map(
        ({ cast, openedAt }) => cast.length > 0 && openedAt === play.now && "a ballot with votes of before",
      ),
      ...Object.keys(state.kept ?? {}).map((id) => isThere && `${id} is kept`),
    ];
  },
  "F3: who has returned is remembered only where it can still matter":
    () =>
    (_before, { state, machine }) =>
      Object.entries(state.returned ?? {}).map(([name, { to, from }]) => {
        const { in: inside, stages } = machine.procedure.returns![name]!;
        const later = stages.slice(stages.findIndex((stage) => to === `${inside}.${stage}`) + 1);
        const passed = later.some((stage) => Object.hasOwn(state.entered, `${inside}.${stage}`));
        return (
          (passed || state.status === "done" || !Object.hasOwn(state.entered, inside)) &&
          `${from} is remembered`
        );
      }),
  "F4: while a hold stands only what it allows leaves a state, no delay fires, and what it stops stands still":

      () =>
      (before, { machine, state, entries, last }) => {
        const holds = machine.procedure.holds ?? {};
        const hold = state.hold === undefined ? null : holds[state.hold.name]!;
        const stood = before?.hold === undefined ? null : holds[before.hold.name]!;
        const [root] = entries;
        const told = last?.kind === "event" ? last.event.type : (root?.event.type ?? "");
        const allowed = stood !== null && [stood.end, ...(stood.allows ?? [])].includes(told);
        const left = Object.keys(before?.entered ?? {}).some(
          (path) => before!.entered[path]!.n !== state.entered[path]?.n,
        );
        return [
          ...(hold?.stops ?? []).map((clock) => state.clocks[clock]?.running === true && `${clock} runs`),
          ...state.timers.map(
            ({ id, still }) => (still !== undefined) !== (hold !== null) && `${id} stands ${String(still)}`,
          ),
          hold !== null &&
            !hold.in.some((path) => Object.hasOwn(state.entered, path)) &&
            "a hold outside its states",
          stood !== null && left && !allowed && `${told} left a state`,
          stood !== null && root?.kind === "delay" && "a delay fired",
          stood !== null &&
            !allowed &&
            entries.some(({ taken }) => taken.length > 0) &&
            `${told} did something`,
        ];
      },
  "F4: what a clock shows while a hold stands is told once, in order, when it ends": () => {
    const shown: string[] = [];
    return (before, { state, entries, last }) => {
      const isEnded = before?.hold !== undefined && state.hold === undefined;
      if (before?.hold !== undefined && state.hold !== undefined && last?.kind === "due")
        shown.push(...entries.filter(({ kind }) => kind === "light").map(({ event }) => event.type));
      if (!isEnded) {
        const waiting = (state.hold?.waiting ?? []).map(({ event }) => event.type);
        return [
          !isDeepStrictEqual(waiting, state.hold === undefined ? [] : shown) && `${waiting.join()} waits`,
        ];
      }
      const told = entries.filter(({ kind }) => kind === "light").map(({ event }) => event.type);
      const expected = shown.splice(0);
      return [
        state.status === "active" &&
          !isDeepStrictEqual(told.slice(0, expected.length), expected) &&
          `${told.join()} was told, not ${expected.join()}`,
      ];
    };
  },
};

/** Those in which there is something to go back to, and something that stands still. */
const those = subjects.filter(
  ([
    ,
    {
      machine: { procedure },
    },
  ]) => procedure.returns !== undefined,
);

describe.each(those)("%s", (_name, subject) => {
  it.each(Object.entries(laws))("%s", (_law, law) => hold(subject, law, 100));

  it("comes, on these walks, to all that the laws are about", () => {
    const met = { returns: 0, back: 0, holds: 0, ended: 0, told: 0 };
    const meets: Law =
      () =>
      (before, { state, notes, entries }) => {
        const ended = before?.hold !== undefined && state.hold === undefined;
        if (notes.some(({ note }) => note === "returned")) met.returns += 1;
        if (Object.keys(state.returned ?? {}).length > 0) met.back += 1;
        if (state.hold !== undefined) met.holds += 1;
        if (ended) met.ended += 1;
        if (ended && (before.hold?.waiting ?? []).length > 0 && entries.some(({ kind }) => kind === "light"))
          met.told += 1;
        return [];
      };
    hold(subject, meets, 100);
    for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(0);
  });
});
