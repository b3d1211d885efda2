import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rect } from "../../../../designer/chart/arrange.ts";
import { guided } from "../../../../designer/editor/canvas/geometry/guides.ts";

const card = (x: number, y: number, width = 100, height = 50): Rect => ({ x, y, width, height });

describe("guides", () => {
  it("draw an edge or a middle that is near into line, and say with what", () => {
    const { shift, guides } = guided(card(304, 203), [card(0, 200)]);
    expect(shift).toEqual({ x: null, y: -3 });
    // Upper edges, middles and lower edges are level then.
    expect(guides.map(({ from }) => from.y)).toEqual([200, 225, 250]);
    for (const { from, to } of guides) expect([from.x, to.x]).toEqual([-8, 412]);
  });
  it("leave alone what is in line with nothing", () => {
    expect(guided(card(304, 230), [card(0, 200)])).toEqual({
      shift: { x: null, y: null },
      guides: [],
      spaces: [],
    });
  });
  it("prefer what is nearest", () => {
    expect(guided(card(300, 203), [card(0, 200), card(0, 204)]).shift.y).toBe(1);
  });
  it("keep the same distance in a row, between two others and behind them", () => {
    const others = [card(0, 0), card(400, 10)];
    const between = guided(card(197, 13), others);
    expect(between.shift.x).toBe(3);
    expect(between.spaces.map(({ from, to }) => to.x - from.x)).toEqual([100, 100]);
    const behind = guided(card(276, 8), [card(0, 0), card(140, 0)]);
    expect(behind.shift.x).toBe(4);
    expect(behind.spaces.map(({ from, to }) => to.x - from.x)).toEqual([40, 40]);
  });
  it("never move anything far, and bring into line whatever they move", () => {
    const rect = fc.record({
      x: fc.integer({ min: -400, max: 400 }),
      y: fc.integer({ min: -400, max: 400 }),
      width: fc.integer({ min: 20, max: 200 }),
      height: fc.integer({ min: 20, max: 120 }),
    });
    fc.assert(
      fc.property(rect, fc.array(rect, { maxLength: 8 }), (box, others) => {
        const { shift, guides, spaces } = guided(box, others);
        for (const axis of ["x", "y"] as const) {
          const by = shift[axis];
          if (by === null) continue;
          expect(Math.abs(by)).toBeLessThanOrEqual(6);
          const across = guides.filter(({ from, to }) => from[axis] === to[axis]);
          const along = spaces.filter(({ from, to }) => from[axis] !== to[axis]);
          expect(across.length + along.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
