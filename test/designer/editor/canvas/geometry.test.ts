import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Point, Rect } from "../../../../designer/chart/arrange.ts";
import type { Card, Line } from "../../../../designer/chart/parts.ts";
import { aligned, distributed } from "../../../../designer/editor/canvas/geometry/align.ts";
import { boxesOf, placesOf } from "../../../../designer/editor/canvas/geometry/boxes.ts";
import { neighbour } from "../../../../designer/editor/canvas/geometry/neighbours.ts";
import { overlaps, passes } from "../../../../designer/editor/canvas/geometry/rects.ts";
import { routed } from "../../../../designer/editor/canvas/geometry/route.ts";
import { routesOf } from "../../../../designer/editor/canvas/geometry/routes.ts";
import { Tracks } from "../../../../designer/editor/canvas/geometry/tracks.ts";

const card = (id: string, parent: string | null = null, more: Partial<Card> = {}): Card => ({
  id,
  parent,
  kind: "leaf",
  shape: "state",
  state: id,
  title: [id],
  fullTitle: id,
  name: "",
  marks: [],
  inner: [],
  deep: false,
  folded: 0,
  aside: false,
  width: 104,
  height: 52,
  head: 0,
  ...more,
});
const container = (id: string, parent: string | null = null, kind: Card["kind"] = "container"): Card =>
  card(id, parent, {
    kind,
    shape: kind === "region" ? "region" : "container",
    head: 36,
    width: 120,
    height: 60,
  });
const line = (from: string, to: string, label = false): Line => ({
  id: `${from}>${to}`,
  transition: `${from}|on:GO|0`,
  source: from,
  from,
  to,
  usual: false,
  automatic: false,
  ...(label ? { label: { sign: "" as const, lines: ["go"], full: "go", width: 40, height: 18 } } : {}),
});
const isOrthogonal = (points: readonly Point[]): boolean =>
  points.every((point, n) => n === 0 || point.x === points[n - 1]!.x || point.y === points[n - 1]!.y);
const onBorder = ({ x, y }: Point, box: Rect): boolean =>
  ((x === box.x || x === box.x + box.width) && y >= box.y && y <= box.y + box.height) ||
  ((y === box.y || y === box.y + box.height) && x >= box.x && x <= box.x + box.width);

describe("places", () => {
  const cards = [card("a"), container("b"), card("b.c", "b"), card("b.d", "b")];

  it("are relative to the container, which is at least as large as what it holds", () => {
    const boxes = boxesOf(cards, [], {
      a: { x: 0, y: 0 },
      b: { x: 200, y: 100, width: 150, height: 80 },
      "b.c": { x: 16, y: 36 },
      "b.d": { x: 200, y: 120 },
    });
    expect(boxes["b.d"]).toMatchObject({ x: 400, y: 220 });
    expect(boxes.b).toEqual({ x: 200, y: 100, width: 200 + 104 + 16, height: 120 + 52 + 16 });
  });
  it("come back the same from what is kept of them", () => {
    const boxes = boxesOf(cards, [], {
      a: { x: 8, y: 8 },
      b: { x: 200, y: 8 },
      "b.c": { x: 16, y: 40 },
      "b.d": { x: 160, y: 40 },
    });
    expect(boxesOf(cards, [], placesOf(boxes, cards))).toEqual(boxes);
  });
  it("are found for what has none: behind what leads to it, and on nothing else", () => {
    const boxes = boxesOf([card("a"), card("x"), card("n")], [line("a", "n")], {
      a: { x: 0, y: 0 },
      x: { x: 160, y: 0 },
    });
    expect(boxes.n!.x).toBeGreaterThan(boxes.a!.x + boxes.a!.width);
    expect(overlaps(boxes.n!, boxes.x!)).toBe(false);
  });
  it("of the branches of a parallel stage share its inside, without a gap", () => {
    const all = [
      container("p", null, "parallel"),
      container("p.one", "p", "region"),
      card("p.one.a", "p.one"),
      container("p.two", "p", "region"),
      card("p.two.b", "p.two"),
    ];
    const boxes = boxesOf(all, [], {
      p: { x: 0, y: 0 },
      "p.one": { x: 0, y: 28 },
      "p.two": { x: 0, y: 140 },
      "p.one.a": { x: 300, y: 40 },
      "p.two.b": { x: 20, y: 40 },
    });
    const [one, two, whole] = [boxes["p.one"]!, boxes["p.two"]!, boxes.p!];
    expect(one.y + one.height).toBe(two.y);
    expect(one.width).toBe(two.width);
    expect(two.y + two.height).toBe(whole.y + whole.height);
    expect(whole.width).toBe(one.width);
  });
});

describe("lines", () => {
  const spot = fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: 0, max: 9 }) });
  const field = fc.uniqueArray(spot, { minLength: 2, maxLength: 14, selector: ({ x, y }) => `${x} ${y}` });
  const boxOf = ({ x, y }: Point): Rect => ({ x: x * 200, y: y * 120, width: 104, height: 52 });

  it("run level and upright, from border to border, and around every card on a loose field", () => {
    fc.assert(
      fc.property(field, (spots) => {
        const [from, to, ...obstacles] = spots.map(boxOf);
        const points = routed(from!, to!, { obstacles, taken: [[], []], tracks: new Tracks(), quick: false });
        expect(isOrthogonal(points)).toBe(true);
        expect(onBorder(points[0]!, from!)).toBe(true);
        expect(onBorder(points.at(-1)!, to!)).toBe(true);
        for (let n = 1; n < points.length; n++)
          for (const obstacle of obstacles) expect(passes(points[n - 1]!, points[n]!, obstacle)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
  it("stay the very same where nothing near has moved, and move along where both ends do", () => {
    const cards = [card("a"), card("b"), card("c"), card("d")];
    const lines = [line("a", "b", true), line("c", "d", true)];
    const places = { a: { x: 0, y: 0 }, b: { x: 300, y: 80 }, c: { x: 0, y: 400 }, d: { x: 300, y: 480 } };
    const boxes = boxesOf(cards, lines, places);
    const routes = routesOf(cards, lines, boxes, null);
    const later = boxesOf(cards, lines, { ...places, c: { x: 40, y: 440 }, d: { x: 340, y: 520 } });
    const now = routesOf(cards, lines, later, { boxes, routes });
    expect(now["a>b"]).toBe(routes["a>b"]);
    expect(now["c>d"]!.points).toEqual(routes["c>d"]!.points.map(({ x, y }) => ({ x: x + 40, y: y + 40 })));
  });
  it("are drawn anew where a card was put in their way", () => {
    const cards = [card("a"), card("b"), card("c")];
    const lines = [line("a", "b")];
    const places = { a: { x: 0, y: 0 }, b: { x: 600, y: 0 }, c: { x: 300, y: 400 } };
    const boxes = boxesOf(cards, lines, places);
    const routes = routesOf(cards, lines, boxes, null);
    const blocked = boxesOf(cards, lines, { ...places, c: { x: 300, y: 0 } });
    const { points } = routesOf(cards, lines, blocked, { boxes, routes })["a>b"]!;
    for (let n = 1; n < points.length; n++)
      expect(passes(points[n - 1]!, points[n]!, blocked.c!)).toBe(false);
  });
  it("lead back to their own card in a loop beside it", () => {
    const box = { x: 0, y: 0, width: 104, height: 52 };
    const points = routed(box, box, { obstacles: [], taken: [[], []], tracks: new Tracks(), quick: false });
    expect(isOrthogonal(points)).toBe(true);
    expect(points.slice(1, -1).every(({ y }) => y < 0)).toBe(true);
  });
});

describe("aligning", () => {
  const boxes = {
    a: { x: 0, y: 0, width: 100, height: 40 },
    b: { x: 150, y: 30, width: 60, height: 80 },
    c: { x: 400, y: 90, width: 100, height: 40 },
  };
  it("brings sides and middles in line", () => {
    expect(Object.values(aligned(boxes, "left")).map(({ x }) => x)).toEqual([0, 0, 0]);
    expect(Object.values(aligned(boxes, "right")).map(({ x }) => x)).toEqual([400, 440, 400]);
    expect(Object.values(aligned(boxes, "middle")).map(({ y }) => y)).toEqual([45, 25, 45]);
  });
  it("makes the spaces between equal, the outermost two staying where they are", () => {
    expect(distributed(boxes, "level")).toEqual({
      a: { x: 0, y: 0 },
      b: { x: 220, y: 30 },
      c: { x: 400, y: 90 },
    });
  });
});

describe("arrow keys", () => {
  const cards = [card("a"), card("b"), card("c"), card("near")];
  const boxes = boxesOf(cards, [], {
    a: { x: 0, y: 0 },
    near: { x: 150, y: 40 },
    b: { x: 400, y: 20 },
    c: { x: 0, y: 300 },
  });
  it("follow a line before what only stands nearer", () => {
    expect(neighbour(cards, [line("a", "b")], boxes, "a", "right")).toBe("b");
    expect(neighbour(cards, [], boxes, "a", "right")).toBe("near");
  });
  it("lead back, and nowhere where there is nothing", () => {
    expect(neighbour(cards, [line("a", "b")], boxes, "b", "left")).toBe("a");
    expect(neighbour(cards, [], boxes, "a", "left")).toBeNull();
  });
});
