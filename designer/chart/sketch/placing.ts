import { gapOf, type Item, type Joint } from "./parts.ts";

/** Brings those of each column into an order in which lines cross little: in their bands, and there beside what they are joined to. */
export function ordered(columns: readonly Item[][]): void {
  const arrange = (column: Item[], joints: (item: Item) => readonly Joint[], other: "low" | "high"): void => {
    const wish = new Map(
      column.map((item) => {
        const there = joints(item).map((joint) => joint[other].order);
        return [item, there.length === 0 ? null : there.reduce((a, b) => a + b, 0) / there.length];
      }),
    );
    column.sort(
      (a, b) => a.band - b.band || (wish.get(a) ?? a.order) - (wish.get(b) ?? b.order) || a.index - b.index,
    );
    column.forEach((item, place) => (item.order = place));
  };
  for (const column of columns) {
    column.sort((a, b) => a.band - b.band || a.index - b.index);
    column.forEach((item, place) => (item.order = place));
  }
  for (const column of columns) arrange(column, ({ before }) => before, "low");
  for (const column of columns.toReversed()) arrange(column, ({ after }) => after, "high");
  for (const column of columns) arrange(column, ({ before }) => before, "low");
}

/** How firmly a stretch is kept straight: the usual way against all else, and a long line on its way. */
const weightOf = ({ usual, low, high }: Joint): number =>
  usual ? 60 : low.kind !== "stand" && high.kind !== "stand" ? 8 : 1;

/** Places those of each column across the way: in their order, apart from one another, and else as level with what they are joined to as can be. */
export function placed(columns: readonly Item[][]): void {
  const settle = (column: readonly Item[], sides: readonly ("before" | "after")[]): void => {
    let offset = 0;
    const blocks: { wish: number; weight: number; items: number }[] = [];
    const offsets: number[] = [];
    column.forEach((item, place) => {
      const last = column[place - 1];
      if (last !== undefined) offset += last.height + gapOf(last, item) + item.above;
      offsets.push(offset);
      let [wish, weight] = [item.y * 0.05, 0.05];
      for (const joint of sides.flatMap((side) => item[side])) {
        const share = weightOf(joint);
        const level =
          joint.high === item
            ? joint.low.y + joint.lowAt - joint.highAt
            : joint.high.y + joint.highAt - joint.lowAt;
        wish += level * share;
        weight += share;
      }
      let block = { wish: wish / weight - offset, weight: item.band === 0 ? weight * 4 : weight, items: 1 };
      // Those that want to pass one another stand together, where they want to be on average.
      for (let above = blocks.at(-1); above !== undefined && above.wish > block.wish; above = blocks.at(-1)) {
        blocks.pop();
        const both = above.weight + block.weight;
        block = {
          wish: (above.wish * above.weight + block.wish * block.weight) / both,
          weight: both,
          items: above.items + block.items,
        };
      }
      blocks.push(block);
    });
    let at = 0;
    for (const { wish, items } of blocks)
      for (let n = 0; n < items; n++, at++) column[at]!.y = wish + offsets[at]!;
  };
  for (const column of columns) settle(column, ["before"]);
  for (const column of columns.toReversed()) settle(column, ["before", "after"]);
  for (const column of columns) settle(column, ["before", "after"]);
}
