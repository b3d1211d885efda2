import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChart } from "../../engine/model/chart.ts";
import type { Procedure } from "../../engine/model/types.ts";
import type { Direction } from "../../designer/chart/arrange.ts";
import { foldable } from "../../designer/chart/folding.ts";
import { sketched } from "../../designer/chart/sketch/index.ts";
import { tracksOf, type Run } from "../../designer/chart/sketch/tracks.ts";
import { faults, machines, picture, procedureOf } from "./drawings.ts";

const shipped = readdirSync("definitions/nanhu/procedures").map(
  (name) => JSON.parse(readFileSync(`definitions/nanhu/procedures/${name}`, "utf8")) as Procedure,
);

describe("the sketch of a chart", () => {
  it.each(shipped.map((procedure) => [procedure.id, procedure] as const))(
    "draws %s without a line on a card, a card on a card, or a label on either",
    (_id, procedure) => {
      for (const direction of ["right", "down"] as const)
        for (const folded of [new Set<string>(), new Set(foldable(readChart(procedure.machine)))]) {
          const made = picture(procedure, folded);
          expect(faults(made, sketched(made.cards, made.lines, direction)!)).toEqual([]);
        }
    },
  );
  it("draws any machine so", () => {
    fc.assert(
      fc.property(machines, fc.constantFrom<Direction>("right", "down"), (machine, direction) => {
        const made = picture(procedureOf(machine));
        expect(faults(made, sketched(made.cards, made.lines, direction)!)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
  it("keeps the usual way straight, in the order of reading", () => {
    const states = Object.fromEntries(
      Array.from({ length: 8 }, (_, n) => [
        `s${n}`,
        { on: { GO: `s${n + 1}`, ...(n > 2 && { BACK: `s${n - 2}` }), ...(n < 6 && { SKIP: `s${n + 2}` }) } },
      ]),
    );
    const made = picture(procedureOf({ id: "m", initial: "s0", states: { ...states, s8: {} } }));
    const { boxes, lines } = sketched(made.cards, made.lines, "right")!;
    for (const line of made.lines.filter(({ usual }) => usual)) {
      expect(boxes[line.to]!.x, line.id).toBeGreaterThan(boxes[line.from]!.x);
      const { points } = lines[line.id]!;
      expect(Math.abs(points[0]!.y - points.at(-1)!.y), line.id).toBeLessThan(12);
    }
    // What leads back comes above.
    for (const line of made.lines.filter(({ id }) => id.includes("BACK")))
      expect(Math.min(...lines[line.id]!.points.map(({ y }) => y))).toBeLessThan(boxes[line.to]!.y);
  });
  it("gives up where lines lead so far that it would take as long as the automatic layout", () => {
    const states = Object.fromEntries(
      Array.from({ length: 900 }, (_, n) => [`s${n}`, { on: { GO: `s${n + 1}`, BACK: "s0" } }]),
    );
    const made = picture(procedureOf({ id: "m", initial: "s0", states: { ...states, s900: {} } }));
    expect(sketched(made.cards, made.lines, "down")).toBeNull();
  });
});

describe("tracks", () => {
  it("are never shared by lines that would run on each other", () => {
    const height = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(fc.array(fc.tuple(height, height), { maxLength: 20 }), (pairs) => {
        const runs = pairs.map(([from, to]): Run => ({ from, to, track: -1 }));
        const count = tracksOf(runs);
        runs.forEach((run, place) => {
          expect(run.track).toBeGreaterThanOrEqual(0);
          expect(run.track).toBeLessThan(count);
          for (const other of runs.slice(place + 1))
            if (other.track === run.track)
              expect(
                Math.min(run.from, run.to) >= Math.max(other.from, other.to) ||
                  Math.min(other.from, other.to) >= Math.max(run.from, run.to),
              ).toBe(true);
        });
      }),
    );
  });
});
