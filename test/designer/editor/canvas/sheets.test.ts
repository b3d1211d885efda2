import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlap, sheetsOf } from "../../../../designer/editor/canvas/geometry/sheets.ts";

describe("sheets of paper", () => {
  it("are one where the diagram can be read on one, the way it is larger", () => {
    expect(sheetsOf({ x: 0, y: 0, width: 1200, height: 500 })).toMatchObject({
      upright: false,
      columns: 1,
      rows: 1,
    });
    expect(sheetsOf({ x: 0, y: 0, width: 600, height: 1300 })).toMatchObject({
      upright: true,
      columns: 1,
      rows: 1,
    });
    expect(sheetsOf({ x: 0, y: 0, width: 200, height: 100 }).scale).toBe(1);
  });
  it("show everything, so large that it can be read, and what is cut between two of them whole on one", () => {
    const size = fc.integer({ min: 50, max: 20_000 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: -500, max: 500 }), (width, height, x) => {
        const { views, columns, rows, scale, upright } = sheetsOf({ x, y: 7, width, height });
        expect(views).toHaveLength(columns * rows);
        expect(scale).toBeGreaterThanOrEqual(0.6 - 1e-9);
        const [first, last] = [views[0]!, views.at(-1)!];
        expect([first.x, first.y]).toEqual([x, 7]);
        expect(last.x + last.width).toBeCloseTo(x + width);
        expect(last.y + last.height).toBeCloseTo(7 + height);
        views.forEach((view, place) => {
          expect(view.width * scale).toBeLessThanOrEqual((upright ? 702 : 1031) + 1e-6);
          expect(view.height * scale).toBeLessThanOrEqual((upright ? 920 : 600) + 1e-6);
          if (place % columns > 0) expect(views[place - 1]!.x + view.width - view.x).toBeCloseTo(overlap.x);
          if (place >= columns)
            expect(views[place - columns]!.y + view.height - view.y).toBeCloseTo(overlap.y);
        });
      }),
    );
  });
});
