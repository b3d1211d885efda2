import { readdirSync, readFileSync } from "node:fs";
import ElkBundled from "elkjs/lib/elk.bundled.js";
import type { ELK } from "elkjs/lib/elk-api.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChart, type Chart } from "../../engine/model/chart.ts";
import { procedureChart } from "../../engine/model/procedure-chart.ts";
import type { MachineConfig, Procedure, StateConfig } from "../../engine/model/types.ts";
import { arrange, type Direction } from "../../designer/chart/arrange.ts";
import { firstFolded, foldable } from "../../designer/chart/folding.ts";
import { roughMeasure, wrap } from "../../designer/chart/measure.ts";
import { reachable } from "../../designer/chart/reach.ts";
import { usualWay } from "../../designer/chart/usual.ts";
import { faults, machines, picture, procedureOf } from "./drawings.ts";

const elk = new (ElkBundled as unknown as new () => ELK)();
const read = (name: string): Procedure =>
  JSON.parse(readFileSync(`definitions/nanhu/procedures/${name}.json`, "utf8")) as Procedure;
const shipped = readdirSync("definitions/nanhu/procedures").map((file) => file.replace(".json", ""));
const council = read("residents-council-deliberation");
const access = read("community-work-access");

const draw = async (procedure: Procedure, direction: Direction, folded?: ReadonlySet<string>) => {
  const made = picture(procedure, folded);
  return { picture: made, arrangement: await arrange(elk, made.cards, made.lines, direction) };
};

describe("the arrangement of a chart", () => {
  it.each(shipped)("draws %s well in both directions, open and folded", async (name) => {
    const procedure = read(name);
    const chart = procedureChart(procedure);
    for (const direction of ["right", "down"] as const)
      for (const folded of [new Set<string>(), new Set(foldable(chart))]) {
        const { picture, arrangement } = await draw(procedure, direction, folded);
        expect(faults(picture, arrangement)).toEqual([]);
      }
  });

  it("draws any machine without a line on a card, a card on a card, or a label on either", async () => {
    await fc.assert(
      fc.asyncProperty(machines, fc.constantFrom<Direction>("right", "down"), async (machine, direction) => {
        const { picture, arrangement } = await draw(procedureOf(machine), direction);
        expect(faults(picture, arrangement)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("draws every state once and every transition that goes somewhere", () => {
    const chart = readChart(access.machine);
    const { cards, lines } = picture(access);
    const states = chart.states.filter(({ path }) => path !== "").map(({ path }) => path);
    expect(
      cards.filter((card) => card.shape !== "initial" && card.shape !== "anytime").map((card) => card.id),
    ).toEqual(states);
    const drawn = new Set(lines.map((line) => line.transition));
    const inner = new Set(cards.flatMap((card) => card.inner.map((row) => row.id)));
    for (const transition of chart.transitions.filter((one) => !one.forbidden))
      expect(drawn.has(transition.id) || inner.has(transition.id), transition.id).toBe(true);
  });

  it("keeps the usual way in the order of reading: the next state stands further on", async () => {
    const { picture, arrangement } = await draw(council, "right");
    const usual = picture.lines.filter((line) => line.usual && line.transition !== "");
    expect(usual.length).toBeGreaterThan(5);
    for (const line of usual)
      expect(arrangement.boxes[line.to]!.x, line.id).toBeGreaterThan(arrangement.boxes[line.from]!.x);
  });
});

describe("folding", () => {
  it("leaves a chart that can be read as it is, and folds a large one but for where its case is", () => {
    expect(firstFolded(readChart(council.machine)).size).toBe(0);
    const chart = readChart(access.machine);
    const folded = firstFolded(chart);
    expect(folded.size).toBeGreaterThan(0);
    const [somewhere] = folded;
    expect(firstFolded(chart, [somewhere!]).has(somewhere!)).toBe(false);
  });

  it("draws a folded container as one card that says how many are in it", () => {
    const chart = readChart(access.machine);
    const [path] = foldable(chart);
    const { cards, lines } = picture(access, new Set([path!]));
    const card = cards.find(({ id }) => id === path)!;
    expect(card.kind).toBe("leaf");
    expect(card.folded).toBe(
      chart.states.filter((state) => state.path.startsWith(`${path}.`) && state.children.length === 0).length,
    );
    const ids = new Set(cards.map(({ id }) => id));
    for (const line of lines) expect(ids.has(line.from) && ids.has(line.to), line.id).toBe(true);
  });
});

describe("what can still come", () => {
  const chart = (machine: MachineConfig): Chart => readChart(machine);
  const simple = chart({
    id: "m",
    initial: "a",
    states: {
      a: { on: { GO: "b", OUT: "z" } },
      b: { initial: "b1", states: { b1: { on: { GO: "b2" } }, b2: {} }, on: { BACK: "b", OUT: "z" } },
      z: { type: "final" },
    },
  });

  it("is where it is, and whatever transitions lead to, whatever their guards", () => {
    expect([...reachable(simple, ["a"])].toSorted()).toEqual(["", "a", "b", "b.b1", "b.b2", "z"]);
    expect([...reachable(simple, ["b", "b.b2"])].toSorted()).toEqual(["", "b", "b.b1", "b.b2", "z"]);
    expect([...reachable(simple, ["z"])].toSorted()).toEqual(["", "z"]);
    expect(reachable(simple, []).size).toBe(0);
  });

  it("enters all regions of a parallel state with one", () => {
    const parallel = chart({
      id: "m",
      initial: "a",
      states: {
        a: { on: { GO: "p.left.l2" } },
        p: {
          type: "parallel",
          states: {
            left: { initial: "l1", states: { l1: {}, l2: {} } },
            right: { initial: "r1", states: { r1: {} } },
          },
        },
      },
    });
    expect([...reachable(parallel, ["a"])].toSorted()).toEqual([
      "",
      "a",
      "p",
      "p.left",
      "p.left.l2",
      "p.right",
      "p.right.r1",
    ]);
  });

  it("brings back through history whatever stands beside it", () => {
    const history = chart({
      id: "m",
      initial: "out",
      states: {
        p: { initial: "x", states: { x: {}, y: {}, h: { history: "shallow" } as StateConfig } },
        out: { on: { BACK: "p.h" } },
      },
    });
    expect(reachable(history, ["out"])).toContain("p.y");
  });
});

describe("the usual way", () => {
  it("goes on where the way is longest, not where it is returned or withdrawn", () => {
    const usual = usualWay(readChart(council.machine));
    expect([...usual]).toContain("admissibility|on:ADMIT|0");
    expect(
      [...usual].some(
        (id) => id.includes("on:RETURN") || (id.includes("on:WITHDRAW|0") && id.startsWith("admissibility")),
      ),
    ).toBe(false);
  });
});

describe("breaking a label", () => {
  it("keeps every line within its width, and says when it has cut", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."议题审核已，通 a b cde "), maxLength: 60 }),
        fc.integer({ min: 40, max: 200 }),
        fc.integer({ min: 1, max: 3 }),
        (text, width, most) => {
          const { lines, cut } = wrap(text, 12, width, most, roughMeasure);
          expect(lines.length).toBeLessThanOrEqual(most);
          for (const line of lines) expect(roughMeasure(line, 12)).toBeLessThanOrEqual(width);
          if (!cut) expect(lines.join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
        },
      ),
    );
  });
});
