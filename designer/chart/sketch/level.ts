import type { Point } from "../arrange.ts";
import type { End, Item, Joint, Laid, Padding, Stand, Wire } from "./parts.ts";
import { ordered, placed } from "./placing.ts";
import { tracksOf, type Run } from "./tracks.ts";

/** Beyond this, lines pass over so many columns that to sketch them is no quicker than to lay them out. */
const mostLanes = 50_000;
const stub = 14;
const trackGap = 10;
const slotGap = 10;

/** A line as it is led: from the lower to the higher column, over a lane or its label in each column between. */
interface Chain {
  wire: Wire;
  low: End;
  high: End;
  /** It leads back: its points are turned around in the end. */
  back: boolean;
  items: Item[];
  joints: Joint[];
}

/**
 * Lays out what stands in one container, all lines running along columns: those that lead on leave to the right, those that
 * lead back on top. Nothing lies on anything, and no line runs through a card. Null where that would be too much.
 */
export function laid(
  stands: readonly Stand[],
  wires: readonly Wire[],
  padding: Padding,
  least: { width: number; height: number },
): Laid | null {
  const ranks = ranksOf(stands, wires);
  let highest = 0;
  for (const rank of ranks.values()) highest = Math.max(highest, rank);
  const last = 2 * highest + 2;
  const span = ({ from, to }: Wire): number =>
    Math.abs((ranks.get(from.stand ?? "") ?? 0) - (ranks.get(to.stand ?? "") ?? highest));
  if (2 * wires.reduce((sum, wire) => sum + span(wire), 0) > mostLanes) return null;
  const columns: Item[][] = Array.from({ length: last + 1 }, () => []);
  const add = (item: Omit<Item, "order" | "y" | "before" | "after" | "above">): Item => {
    const made: Item = { ...item, above: 0, order: 0, y: 0, before: [], after: [] };
    columns[item.column]!.push(made);
    return made;
  };
  const items = new Map(
    stands.map(({ id, index, width, height, aside }) => [
      id,
      add({ kind: "stand", column: 2 * ranks.get(id)! + 1, width, height, band: aside ? 1 : 0, index }),
    ]),
  );

  // ------------------------------------------------------------ lines over columns

  const chains: Chain[] = [];
  const loops: Wire[] = [];
  const risers: { wire: Wire; end: End; outward: boolean }[] = [];
  for (const wire of wires) {
    const { from, to } = wire;
    if (from.stand !== null && from.stand === to.stand) {
      loops.push(wire);
      continue;
    }
    if (from.stand === null ? from.side === "top" : to.stand === null && to.side === "top") {
      const end = from.stand === null ? to : from;
      if (end.stand !== null) risers.push({ wire, end, outward: to.stand === null });
      continue;
    }
    const [start, end] = [columnOf(from, -1), columnOf(to, last + 1)];
    const back = start > end;
    const [low, high] = back ? [to, from] : [from, to];
    const chain: Chain = { wire, low, high, back, items: [], joints: [] };
    const band = back ? -1 : wire.usual ? 0 : 1;
    const [first, beyond] = [Math.min(start, end) + 1, Math.max(start, end)];
    // What leads back is told where it begins.
    const labelled = wire.label === null ? -1 : back ? beyond - 1 : first;
    for (let column = first; column < beyond; column++)
      chain.items.push(
        column === labelled
          ? add({ kind: "label", column, ...wire.label!, band, index: chains.length })
          : add({ kind: "lane", column, width: 0, height: 0, band, index: chains.length }),
      );
    const row = [itemOf(low), ...chain.items, itemOf(high)].filter((item) => item !== null);
    for (let n = 1; n < row.length; n++) {
      const joint = {
        low: row[n - 1]!,
        high: row[n]!,
        lowAt: row[n - 1]!.height / 2,
        highAt: row[n]!.height / 2,
        usual: wire.usual,
      };
      row[n - 1]!.after.push(joint);
      row[n]!.before.push(joint);
      chain.joints.push(joint);
    }
    chains.push(chain);
  }
  ordered(columns);

  // ------------------------------------------------------------ ports

  const ports = new Map<string, Point>();
  for (const stand of stands) {
    const item = items.get(stand.id)!;
    const spread = (ends: { port: string; at: number }[]): void =>
      ends
        .toSorted((a, b) => a.at - b.at)
        .forEach(({ port }, place) => {
          const known = stand.ports.get(port);
          ports.set(port, { x: 0, y: known?.y ?? (stand.height * (place + 1)) / (ends.length + 1) });
        });
    const ends = chains.flatMap((chain) =>
      [chain.low, chain.high].flatMap((end) => (end.stand === stand.id ? [{ chain, end }] : [])),
    );
    const neighbour = ({ items: lanes, low, high }: Chain, end: End): number =>
      (end === low ? (lanes[0] ?? itemOf(high)) : (lanes.at(-1) ?? itemOf(low)))?.order ?? 0;
    for (const side of ["out", "in"] as const)
      spread(
        ends
          .filter(({ end }) => end.side === side)
          .map(({ chain, end }) => ({ port: end.port, at: neighbour(chain, end) })),
      );
    topPorts(stand, item, ends);
  }
  for (const { wire, low, high, joints } of chains) {
    for (const joint of joints) {
      if (joint.low.kind === "stand") joint.lowAt = ports.get(low.port)!.y;
      if (joint.high.kind === "stand") joint.highAt = ports.get(high.port)!.y;
      joint.usual = wire.usual;
    }
  }
  placed(columns);

  // ------------------------------------------------------------ channels and columns

  /** By the column on their left. */
  const channels = Array.from({ length: last + 2 }, (): Run[] => []);
  const runs = new Map<Joint | (typeof risers)[number], Run>();
  for (const { joints } of chains)
    for (const joint of joints) {
      const run = { from: joint.low.y + joint.lowAt, to: joint.high.y + joint.highAt, track: 0 };
      if (Math.abs(run.from - run.to) < 0.5) continue;
      runs.set(joint, run);
      channels[joint.low.column + 1]!.push(run);
    }
  const top = Math.min(0, ...columns.flat().map(({ y, above }) => y - above));
  for (const riser of risers) {
    const item = items.get(riser.end.stand!)!;
    const at = item.y + ports.get(riser.end.port)!.y;
    const run = riser.outward ? { from: at, to: top - 40, track: 0 } : { from: top - 40, to: at, track: 0 };
    runs.set(riser, run);
    channels[item.column + (riser.outward ? 0 : 1)]!.push(run);
  }
  const lefts: number[] = [];
  const tracks: number[] = [];
  let x = padding.left;
  for (let column = 0; column <= last + 1; column++) {
    const count = tracksOf(channels[column]!);
    tracks.push(x + stub);
    const isRim = column === 0 || column === last + 1;
    x += count === 0 ? (isRim ? 0 : 12) : 2 * stub + (count - 1) * trackGap;
    lefts.push(x);
    x += Math.max(0, ...(columns[column] ?? []).map(({ width }) => width));
  }
  const all = columns.flat();
  const upper = Math.min(...all.map(({ y, above }) => y - above), 0);
  const lower = Math.max(...all.map(({ y, height }) => y + height), 0);
  const down = padding.top - upper;
  const size = {
    width: Math.max(least.width, x + padding.right),
    height: Math.max(least.height, lower - upper + padding.top + padding.bottom),
  };

  // ------------------------------------------------------------ what comes of it

  const result: Laid = { ...size, stands: new Map(), wires: new Map(), ports: new Map() };
  for (const [id, { column, y }] of items) result.stands.set(id, { x: lefts[column]!, y: y + down });
  const trackAt = (column: number, run: Run): number => tracks[column]! + run.track * trackGap;
  for (const { wire, low, high, back, items: lanes, joints } of chains) {
    const points: Point[] = [];
    const start = lanes[0] ?? itemOf(high)!;
    if (low.stand === null) points.push(border(low, { x: 0, y: start.y + start.height / 2 + down }));
    else points.push(...leaving(low));
    for (const joint of joints) {
      const run = runs.get(joint);
      if (run === undefined) continue;
      const at = trackAt(joint.low.column + 1, run);
      points.push({ x: at, y: run.from + down }, { x: at, y: run.to + down });
    }
    const end = lanes.at(-1) ?? itemOf(low)!;
    if (high.stand === null) {
      const level = end.kind === "stand" ? end.y + ports.get(low.port)!.y : end.y + end.height / 2;
      points.push(border(high, { x: size.width, y: level + down }));
    } else points.push(...leaving(high).toReversed());
    if (back) points.reverse();
    const named = lanes.find(({ kind }) => kind === "label");
    result.wires.set(wire.id, {
      points,
      ...(named && {
        label: { x: lefts[named.column]! + (widthOf(named.column) - named.width) / 2, y: named.y + down },
      }),
    });
  }
  for (const riser of risers) {
    const item = items.get(riser.end.stand!)!;
    const run = runs.get(riser)!;
    const at = trackAt(item.column + (riser.outward ? 0 : 1), run);
    const outer = riser.outward ? riser.wire.to : riser.wire.from;
    const points = [...leaving(riser.end), { x: at, y: item.y + ports.get(riser.end.port)!.y + down }];
    points.push(border(outer, { x: at, y: 0 }));
    result.wires.set(riser.wire.id, { points: riser.outward ? points : points.toReversed() });
  }
  for (const wire of loops) {
    const points = [...leaving(wire.from), ...leaving(wire.to).toReversed()];
    const [a, b] = [points[1]!, points[2]!];
    const { label } = wire;
    const left = label && Math.max(lefts[itemOf(wire.from)!.column]!, (a.x + b.x - label.width) / 2);
    result.wires.set(wire.id, {
      points,
      ...(label && { label: { x: left!, y: a.y - label.height / 2 } }),
    });
  }
  return result;

  function columnOf({ stand }: End, border: number): number {
    return stand === null ? border : items.get(stand)!.column;
  }
  function itemOf({ stand }: End): Item | null {
    return stand === null ? null : items.get(stand)!;
  }
  function widthOf(column: number): number {
    return Math.max(0, ...columns[column]!.map(({ width }) => width));
  }
  function border({ port }: End, at: Point): Point {
    result.ports.set(port, at);
    return at;
  }
  /** From where a line meets a card to where it runs level. */
  function leaving({ stand, port, side }: End): Point[] {
    const { column, y, width } = items.get(stand!)!;
    const at = ports.get(port)!;
    const left = lefts[column]!;
    if (side === "top")
      return [
        { x: left + at.x, y: y + down },
        { x: left + at.x, y: y + at.y + down },
      ];
    return [{ x: left + (side === "out" ? width : 0), y: y + at.y + down }];
  }
  /**
   * Lines on top of a card each have a level of their own above it. Those that go to the left stand left, the outermost lowest, and
   * those that go to the right stand right: so they do not cross one another there.
   */
  function topPorts(stand: Stand, item: Item, ends: readonly { chain: Chain; end: End }[]): void {
    const own = loops.filter(({ from }) => from.stand === stand.id);
    const isTop = ({ side }: End): boolean => side === "top";
    const leftward = ends
      .filter(({ chain, end }) => isTop(end) && end === chain.high)
      .map(({ end }) => end.port);
    const rightward = ends
      .filter(({ chain, end }) => isTop(end) && end === chain.low)
      .map(({ end }) => end.port);
    for (const { end, outward } of risers)
      if (end.stand === stand.id) (outward ? leftward : rightward).push(end.port);
    const looped = own.flatMap(({ from, to }) => [from.port, to.port]);
    const row = [...leftward, ...looped, ...rightward.toReversed()];
    const xs = new Map(
      row.map((port, place) => [
        port,
        stand.ports.get(port)?.x ?? (stand.width * (place + 1)) / (row.length + 1),
      ]),
    );
    const byPlace = (ports: readonly string[], sign: 1 | -1): string[] =>
      ports.toSorted((a, b) => sign * (xs.get(a)! - xs.get(b)!));
    const put = (port: string, height: number): void => {
      ports.set(port, { x: xs.get(port)!, y: -height });
    };
    byPlace(leftward, 1).forEach((port, slot) => put(port, slotGap * (slot + 1)));
    byPlace(rightward, -1).forEach((port, slot) => put(port, slotGap * (slot + 1)));
    let top = slotGap * Math.max(leftward.length, rightward.length);
    for (const { from, to, label } of own) {
      const half = (label?.height ?? 0) / 2;
      top += Math.max(slotGap, half + 4);
      put(from.port, top);
      put(to.port, top);
      top += half;
    }
    item.above = top === 0 ? 0 : top + slotGap;
    item.width = Math.max(item.width, ...own.map(({ label }) => label?.width ?? 0));
  }
}

/** The column of each: behind all that leads to it, or back to which it leads, and was declared before. */
function ranksOf(stands: readonly Stand[], wires: readonly Wire[]): Map<string, number> {
  const byId = new Map(stands.map((stand) => [stand.id, stand]));
  const before = new Map<string, string[]>();
  for (const { from, to } of wires) {
    if (from.stand === null || to.stand === null || from.stand === to.stand) continue;
    const isOn = byId.get(from.stand)!.index < byId.get(to.stand)!.index;
    const [low, high] = isOn ? [from.stand, to.stand] : [to.stand, from.stand];
    const there = before.get(high);
    if (there === undefined) before.set(high, [low]);
    else there.push(low);
  }
  const ranks = new Map<string, number>();
  for (const { id, first } of stands.toSorted((a, b) => a.index - b.index))
    ranks.set(id, first ? 0 : Math.max(0, ...(before.get(id) ?? []).map((low) => ranks.get(low)! + 1)));
  return ranks;
}
