import { readFileSync } from "node:fs";
import ElkBundled from "elkjs/lib/elk.bundled.js";
import type { ELK } from "elkjs/lib/elk-api.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChart, type Chart } from "../../engine/model/chart.ts";
import type { MachineConfig, Procedure, StateConfig } from "../../engine/model/types.ts";
import {
  arrange,
  type Arrangement,
  type Direction,
  type Point,
  type Rect,
} from "../../designer/chart/arrange.ts";
import { firstFolded, foldable } from "../../designer/chart/folding.ts";
import { roughMeasure, wrap } from "../../designer/chart/measure.ts";
import { drawPicture } from "../../designer/chart/picture.ts";
import type { Picture } from "../../designer/chart/parts.ts";
import { reachable } from "../../designer/chart/reach.ts";
import { usualWay } from "../../designer/chart/usual.ts";

const elk = new (ElkBundled as unknown as new () => ELK)();
const read = (name: string): Procedure =>
  JSON.parse(readFileSync(`definitions/nanhu/procedures/${name}.json`, "utf8")) as Procedure;
const council = read("residents-council-deliberation");
const access = read("community-work-access");

function picture(procedure: Procedure, folded?: ReadonlySet<string>): Picture {
  return drawPicture({
    procedure,
    chart: readChart(procedure.machine),
    language: "zh-CN",
    measure: roughMeasure,
    names: true,
    folded,
  });
}
const draw = async (procedure: Procedure, direction: Direction, folded?: ReadonlySet<string>) => {
  const made = picture(procedure, folded);
  return { picture: made, arrangement: await arrange(elk, made.cards, made.lines, direction) };
};

const inside = (inner: Rect, outer: Rect): boolean =>
  inner.x >= outer.x - 1 &&
  inner.y >= outer.y - 1 &&
  inner.x + inner.width <= outer.x + outer.width + 1 &&
  inner.y + inner.height <= outer.y + outer.height + 1;
const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1 && a.y < b.y + b.height - 1 && b.y < a.y + a.height - 1;
function crosses([from, to]: [Point, Point], box: Rect): boolean {
  const rect = {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(from.x - to.x),
    height: Math.abs(from.y - to.y),
  };
  return rect.x < box.x + box.width - 1 &&
    box.x + 1 < rect.x + rect.width &&
    rect.y < box.y + box.height - 1 &&
    box.y + 1 < rect.y + rect.height
    ? true
    : (rect.width === 0 || rect.height === 0) &&
        rect.x + rect.width > box.x + 1 &&
        rect.x < box.x + box.width - 1 &&
        rect.y + rect.height > box.y + 1 &&
        rect.y < box.y + box.height - 1;
}

/** What makes a chart a bad drawing. Empty for a good one. */
function faults({ cards, lines }: Picture, { boxes, lines: ways }: Arrangement): string[] {
  const found: string[] = [];
  const leaves = cards.filter((card) => card.kind === "leaf");
  for (const card of cards)
    if (card.parent !== null && !inside(boxes[card.id]!, boxes[card.parent]!))
      found.push(`${card.id} sticks out of ${card.parent}`);
  leaves.forEach((card, place) => {
    for (const other of leaves.slice(place + 1))
      if (overlap(boxes[card.id]!, boxes[other.id]!)) found.push(`${card.id} lies on ${other.id}`);
  });
  for (const line of lines) {
    const { points } = ways[line.id]!;
    if (points.length < 2) found.push(`${line.id} has no way`);
    for (let i = 0; i + 1 < points.length; i++)
      for (const card of leaves)
        if (
          card.id !== line.from &&
          card.id !== line.to &&
          crosses([points[i]!, points[i + 1]!], boxes[card.id]!)
        )
          found.push(`${line.id} crosses ${card.id}`);
  }
  const labels = lines.flatMap((line) =>
    ways[line.id]!.label ? [{ id: line.id, rect: ways[line.id]!.label! }] : [],
  );
  labels.forEach((label, place) => {
    for (const other of labels.slice(place + 1))
      if (overlap(label.rect, other.rect)) found.push(`the labels of ${label.id} and ${other.id} overlap`);
    for (const card of leaves)
      if (overlap(label.rect, boxes[card.id]!)) found.push(`the label of ${label.id} lies on ${card.id}`);
  });
  return found;
}

/** Machines of a few levels, with parallel states, back and forth, and labels of all lengths. */
const machines: fc.Arbitrary<MachineConfig> = fc
  .record({
    size: fc.integer({ min: 2, max: 5 }),
    seed: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  })
  .map(({ size, seed }) => {
    let at = 0;
    const next = (below: number): number => seed[at++ % seed.length]! % below;
    const level = (depth: number): StateConfig => {
      const parallel = depth > 0 && depth < 3 && next(4) === 0;
      const names = Array.from({ length: parallel ? 2 : size }, (_, i) => `s${i}`);
      const states: Record<string, StateConfig> = {};
      for (const name of names) {
        const nested = parallel || (depth < 2 && next(4) === 0);
        const state: StateConfig = nested ? level(depth + 1) : {};
        if (!parallel) {
          const events = ["GO", "RETURN", "A_LONGER_EVENT_NAME"].slice(0, 1 + next(3));
          state.on = Object.fromEntries(
            events.map((event) => [
              event,
              {
                target: names[next(names.length)]!,
                guard: next(2) === 0 ? "a condition that takes some words to say" : undefined,
              },
            ]),
          );
          if (next(3) === 0) state.after = { pause: { target: `#m.s${next(size)}` } };
        }
        states[name] = state;
      }
      return parallel ? { type: "parallel", states } : { initial: "s0", states };
    };
    return { id: "m", ...level(0) };
  });
const procedureOf = (machine: MachineConfig): Procedure => ({
  id: "m",
  title: { en: "M", "zh-CN": "图" },
  opening: { by: [] },
  data: { type: "object", properties: {} },
  events: {},
  machine,
});

describe("the arrangement of a chart", () => {
  it.each([
    ["the residents' council", council],
    ["community work access", access],
  ])("draws %s well in both directions, open and folded", async (_name, procedure) => {
    const chart = readChart(procedure.machine);
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
