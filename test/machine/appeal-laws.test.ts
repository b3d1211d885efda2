import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CaseState, EntryDraft, Machine } from "../../engine/machine/index.ts";
import { createMeasuring } from "../../engine/measure/index.ts";
import { lights, readChart } from "../../engine/model/index.ts";
import { createRules } from "../../engine/rules/index.ts";
import { createZone } from "../../engine/time/index.ts";
import { boss, events, officeOf, who } from "./appealed-work.ts";
import { title } from "./host.ts";

/** Lights, appeals and decisions in any order. */

const light = fc.constantFrom("yellow" as const, "red" as const);
/** Ann and Bob work, Bob and Wat watch, Cho has nothing to do with it. */
const somebody = fc.constantFrom("ann", "bob", "cho", "wat", "ann", "wat").map(who);
const moves = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 90 }) }) },
    { weight: 2, arbitrary: fc.record({ send: fc.nat(20) }) },
    { weight: 4, arbitrary: fc.record({ appeal: somebody, light }) },
    { weight: 4, arbitrary: fc.record({ decide: somebody, light, aside: fc.boolean() }) },
  ),
  { minLength: 10, maxLength: 40 },
);
const people = [who("ann"), who("bob"), who("cho"), who("wat"), boss];
const sendable = Object.keys(events);

/** How often a measure says that a light was shown. */
function measured(machine: Machine, light: string, entries: EntryDraft[]): number {
  const zone = createZone("Asia/Shanghai", {
    id: "cn",
    title: title("cn"),
    years: { "2026": { source: "test", holidays: [], workingWeekends: [] } },
  });
  const { procedure } = machine;
  const times = {
    title: title("Times"),
    unit: "",
    of: { times: `clock.work.${light}` },
    give: "sum" as const,
  };
  const measuring = createMeasuring({
    procedure: { ...procedure, measures: { times } },
    rules: createRules({ zone }),
    zone,
  });
  const trace = measuring.trace(readChart(procedure.machine));
  entries.forEach((entry) => trace.read(entry));
  return Object.values(trace.answers())[0] as number;
}

/** The light that counts, told plainly: of what was shown since the clock last went back below it. */
function counting(state: CaseState): string {
  const { light, shown = [] } = state.clocks["work"]!;
  let best = "green";
  for (const one of lights.slice(1, lights.indexOf(light) + 1)) {
    const last = shown.findLastIndex((other) => other.light === one);
    const over = shown.findLastIndex((other) => lights.indexOf(other.light) < lights.indexOf(one));
    if (last > over && shown[last]!.appeal?.decision?.setAside !== true) best = one;
    // What stands below a light that was gone back from is looked at where it was shown before it.
    if (last >= 0 && last < over && stands(shown, last) && shown[last]!.appeal?.decision?.setAside !== true)
      best = one;
  }
  return best;
}
/** Whether the clock has not gone back below a light since it was shown. */
function stands(shown: NonNullable<CaseState["clocks"][string]["shown"]>, place: number): boolean {
  return shown
    .slice(place + 1)
    .every(({ light }) => lights.indexOf(light) >= lights.indexOf(shown[place]!.light));
}

describe("D4: any course of lights, appeals and decisions", () => {
  it("D4: what was shown only grows, each appeal is of a light that was shown, and measures count what was shown and not set aside", () => {
    const decided: Record<string, number> = {};
    fc.assert(
      fc.property(moves, (course) => {
        const office = officeOf();
        const journal: EntryDraft[] = [];
        const noted = () => journal.push(...office.entries);
        noted();
        for (const move of course) {
          const before = office.state.clocks["work"]?.shown ?? [];
          if ("wait" in move)
            journal.push(
              ...office.until(new Date(Date.parse(office.now) + move.wait * 3_600_000).toISOString()),
            );
          else {
            office.entries = [];
            if ("send" in move)
              office.refused(sendable[move.send % sendable.length]!, people[move.send % people.length]!);
            else if ("appeal" in move)
              office.why("appeal", move.appeal, {
                clock: "work",
                light: move.light,
                reason: "r",
              });
            else
              office.why("decideAppeal", move.decide, {
                clock: "work",
                light: move.light,
                decision: move.aside ? "setAside" : "uphold",
                reason: "r",
              });
            noted();
          }
          const after = office.state.clocks["work"]?.shown ?? [];
          expect(after.slice(0, before.length).map(({ light, at }) => [light, at])).toEqual(
            before.map(({ light, at }) => [light, at]),
          );
          before.forEach(({ appeal }, place) => {
            if (appeal === undefined) return;
            expect(after[place]!.appeal).toMatchObject(appeal);
          });
        }
        const { shown = [] } = office.state.clocks["work"]!;
        const told = journal.flatMap(({ notes }) =>
          notes.flatMap((note) => (note.note === "light" ? [[note.light, note.at]] : [])),
        );
        expect(shown.map(({ light, at }) => [light, at])).toEqual(told);
        for (const { light, appeal } of shown) {
          if (appeal === undefined) continue;
          expect(["yellow", "red"]).toContain(light);
          expect(appeal.decision?.by).not.toBe(appeal.by);
          const how = `${light} ${appeal.decision === undefined ? "open" : appeal.decision.setAside ? "set aside" : "upheld"}`;
          decided[how] = (decided[how] ?? 0) + 1;
        }
        for (const light of ["yellow", "red"]) {
          const standing = shown.filter(
            (one) => one.light === light && one.appeal?.decision?.setAside !== true,
          );
          expect(measured(office.machine, light, journal)).toBe(standing.length);
        }
        const aside = shown.filter(({ appeal }) => appeal?.decision?.setAside === true).length;
        expect(measured(office.machine, "setAside", journal)).toBe(aside);
        const { light, counts = light } = office.work;
        expect(counts).toBe(counting(office.state));
        expect(office.tasks.filter(({ kind }) => kind === "appeal")).toHaveLength(
          shown.filter(({ appeal }) => appeal !== undefined && appeal.decision === undefined).length,
        );
      }),
      { numRuns: 200 },
    );
    // The courses come to every end that an appeal may have.
    const ends = ["open", "set aside", "upheld"];
    expect(Object.keys(decided).toSorted()).toEqual([
      ...ends.map((end) => `red ${end}`),
      ...ends.map((end) => `yellow ${end}`),
    ]);
  });
});
