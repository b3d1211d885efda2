import fc from "fast-check";
import { procedureChart } from "../../engine/model/procedure-chart.ts";
import type { MachineConfig, Procedure, StateConfig } from "../../engine/model/types.ts";
import type { Arrangement, Point, Rect } from "../../designer/chart/arrange.ts";
import { roughMeasure } from "../../designer/chart/measure.ts";
import type { Picture } from "../../designer/chart/parts.ts";
import { drawPicture } from "../../designer/chart/picture.ts";

export function picture(procedure: Procedure, folded?: ReadonlySet<string>): Picture {
  return drawPicture({
    procedure,
    chart: procedureChart(procedure),
    language: "zh-CN",
    measure: roughMeasure,
    names: true,
    folded,
  });
}

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
export function faults({ cards, lines }: Picture, { boxes, lines: ways }: Arrangement): string[] {
  const found: string[] = [];
  const leaves = cards.filter((card) => card.kind === "leaf");
  for (const card of cards)
    if (card.parent !== null && !inside(boxes[card.id]!, boxes[card.parent]!))
      found.push(`${card.id} sticks out of ${card.parent}`);
  leaves.forEach((card, place) => {
    for (const other of leaves.slice(place + 1))
      if (overlap(boxes[card.id]!, boxes[other.id]!)) found.push(`${card.id} lies on ${other.id}`);
    const around = new Set<string>();
    for (let at = card.parent; at !== null; at = cards.find(({ id }) => id === at)!.parent) around.add(at);
    for (const other of cards)
      if (other.kind !== "leaf" && !around.has(other.id) && overlap(boxes[card.id]!, boxes[other.id]!))
        found.push(`${card.id} lies on ${other.id}, in which it does not stand`);
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
export const machines: fc.Arbitrary<MachineConfig> = fc
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
export const procedureOf = (machine: MachineConfig): Procedure => ({
  id: "m",
  title: { en: "M", "zh-CN": "图" },
  opening: { by: [] },
  data: { type: "object", properties: {} },
  events: {},
  machine,
});
