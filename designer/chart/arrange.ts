import type { ELK, ElkExtendedEdge, ElkNode, ElkPort } from "elkjs/lib/elk-api.js";

/**
 * Where everything of a statechart stands. Each container is laid out as a flat layered graph of its own, and a line that
 * crosses its border is cut there into pieces that meet in a port: so the order of declaration decides on every level, and
 * containers stay compact. ELK does the levels from the inside out; this file cuts, and joins again.
 */

export type Direction = "right" | "down";

/** What stands on the canvas: cards have a size, containers get theirs from what is inside. */
export interface Box {
  id: string;
  /** Container it stands in; null on the canvas itself. */
  parent: string | null;
  kind: "leaf" | "container" | "parallel" | "region";
  /** Size of a leaf; least size of a container. */
  width: number;
  height: number;
  /** Height of the strip at the top of a container that holds its title. */
  head: number;
  /** Off the usual way: stands below it where lines run to the right. */
  aside: boolean;
}

/** A line from one box to another; `usual` ones are kept straight. */
export interface Link {
  id: string;
  from: string;
  to: string;
  usual: boolean;
  label?: { width: number; height: number };
}

export interface Point {
  x: number;
  y: number;
}
export interface Rect extends Point {
  width: number;
  height: number;
}

/** Absolute places, in pixels, of boxes, lines and labels. */
export interface Arrangement {
  width: number;
  height: number;
  boxes: Record<string, Rect>;
  lines: Record<string, { points: Point[]; label?: Rect }>;
}

type Side = "NORTH" | "EAST" | "SOUTH" | "WEST";
export const sides: Record<Direction, { out: Side; in: Side; aside: Side; back: Side }> = {
  right: { out: "EAST", in: "WEST", aside: "SOUTH", back: "NORTH" },
  down: { out: "SOUTH", in: "NORTH", aside: "EAST", back: "WEST" },
};

/** From so many boxes and links on, straightening costs more time than a person waits: 18 seconds at 500 states, where the plainer way takes 4. */
const largeFrom = 240;
export const isLarge = (boxes: readonly Box[], links: readonly Link[]): boolean =>
  boxes.length + links.length >= largeFrom;

const canvasOptions = (direction: Direction, large: boolean): Record<string, string> => ({
  "elk.algorithm": "layered",
  "elk.direction": direction === "right" ? "RIGHT" : "DOWN",
  "elk.hierarchyHandling": "SEPARATE_CHILDREN",
  "elk.json.edgeCoords": "ROOT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.considerModelOrder.strategy": "PREFER_EDGES",
  "elk.layered.cycleBreaking.strategy": "MODEL_ORDER",
  // As early as it can stand: an exception stays beside the state it leaves.
  "elk.layered.layering.strategy": "LONGEST_PATH_SOURCE",
  "elk.layered.nodePlacement.strategy": large ? "LINEAR_SEGMENTS" : "NETWORK_SIMPLEX",
  "elk.layered.crossingMinimization.semiInteractive": String(direction === "right"),
  "elk.separateConnectedComponents": "false",
  "elk.spacing.nodeNode": "28",
  "elk.spacing.edgeNode": "14",
  "elk.spacing.edgeEdge": "12",
  "elk.spacing.edgeLabel": "4",
  "elk.spacing.labelLabel": "4",
  "elk.layered.spacing.nodeNodeBetweenLayers": direction === "right" ? "24" : "20",
  "elk.layered.spacing.edgeNodeBetweenLayers": "14",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "12",
});

/** Cuts a picture into levels for ELK. */
export function toElk(
  boxes: Box[],
  links: Link[],
  direction: Direction,
): { graph: ElkNode; pieces: Map<string, string[]> } {
  const byId = new Map(boxes.map((box, place) => [box.id, { box, place }]));
  const nodes = new Map<string, ElkNode>();
  const options = canvasOptions(direction, isLarge(boxes, links));
  const graph: ElkNode = { id: "canvas", layoutOptions: options, children: [], edges: [] };
  boxes.forEach((box, place) => nodes.set(box.id, elkNode(box, direction, place, options)));
  for (const box of boxes) {
    const holder = box.parent === null ? graph : nodes.get(box.parent)!;
    (holder.children ??= []).push(nodes.get(box.id)!);
  }
  /** The box and its containers, innermost first. */
  const chain = (id: string): string[] => {
    const found: string[] = [];
    for (let at: string | null = id; at !== null; at = byId.get(at)!.box.parent) found.push(at);
    return found;
  };
  const side = sides[direction];
  const pieces = new Map<string, string[]>();
  const addPort = (node: string, link: Link, where: Side, end: string): string => {
    const port: ElkPort = {
      id: `${link.id} ${end} ${node}`,
      width: 0,
      height: 0,
      layoutOptions: { "elk.port.side": where },
    };
    (nodes.get(node)!.ports ??= []).push(port);
    return port.id;
  };
  for (const link of links.toSorted((a, b) => Number(b.usual) - Number(a.usual))) {
    const from = chain(link.from);
    const to = chain(link.to);
    if (link.from === link.to) {
      const holder = byId.get(link.from)!.box.parent;
      const port = addPort(link.from, link, side.back, "out");
      const other = addPort(link.to, link, side.back, "in");
      addEdge(holder, `${link.id} 0`, port, other, link);
      pieces.set(link.id, [`${link.id} 0`]);
      continue;
    }
    // The level on which both ends, or the containers they stand in, are neighbours. An end that contains the other counts as the level itself.
    const within = new Set(to);
    const level = from.find((id) => within.has(id)) ?? null;
    const up = level === null ? from : from.slice(0, from.indexOf(level));
    const down = (level === null ? to : to.slice(0, to.indexOf(level))).reverse();
    const back = up.length > 0 && down.length > 0 && byId.get(down[0]!)!.place < byId.get(up.at(-1)!)!.place;
    const leave = back ? side.back : side.out;
    const enter = back ? side.back : side.in;
    const ids: string[] = [];
    let at: string | null = null;
    const connect = (next: string, on: string | null, labelled: boolean): void => {
      if (at !== null) {
        const id = `${link.id} ${ids.length}`;
        addEdge(on, id, at, next, link, labelled);
        ids.push(id);
      }
      at = next;
    };
    if (up.length === 0) connect(addPort(link.from, link, side.in, "out"), null, false);
    up.forEach((id, step) => connect(addPort(id, link, leave, "out"), step === 0 ? null : id, false));
    if (down.length === 0) connect(addPort(link.to, link, side.out, "in"), link.to, true);
    down.forEach((id, step) =>
      connect(addPort(id, link, enter, "in"), step === 0 ? level : down[step - 1]!, step === 0),
    );
    pieces.set(link.id, ids);
  }
  return { graph, pieces };

  function addEdge(
    on: string | null,
    id: string,
    source: string,
    target: string,
    link: Link,
    labelled = true,
  ): void {
    const edge: ElkExtendedEdge = { id, sources: [source], targets: [target] };
    if (link.usual)
      edge.layoutOptions = {
        "elk.layered.priority.straightness": "10",
        "elk.layered.priority.shortness": "5",
      };
    if (labelled && link.label)
      edge.labels = [
        {
          id: `${link.id} label`,
          text: " ",
          ...link.label,
          layoutOptions: { "elk.edgeLabels.inline": "true" },
        },
      ];
    const holder = on === null ? graph : nodes.get(on)!;
    (holder.edges ??= []).push(edge);
  }
}

function elkNode(box: Box, direction: Direction, place: number, options: Record<string, string>): ElkNode {
  const node: ElkNode = {
    id: box.id,
    layoutOptions: {
      "elk.portConstraints": "FIXED_SIDE",
      "elk.alignment": direction === "right" ? "LEFT" : "TOP",
      // Only the order of these positions counts: it is the order in a layer.
      "elk.position": `(0,${box.aside ? 10_000 + place : place})`,
    },
  };
  if (box.kind === "region") node.layoutOptions!["elk.layered.layering.layerConstraint"] = "FIRST";
  if (box.kind === "leaf") return { ...node, width: box.width, height: box.height };
  const tight = box.kind === "parallel" ? 8 : 16;
  return {
    ...node,
    layoutOptions: {
      ...options,
      ...node.layoutOptions,
      "elk.padding": `[top=${box.head},left=${tight},bottom=${tight},right=${tight}]`,
      "elk.nodeSize.constraints": "MINIMUM_SIZE",
      "elk.nodeSize.minimum": `(${box.width},${box.height})`,
    },
  };
}

/** Joins the pieces of each line and gives every box its place on the canvas. */
export function fromElk(graph: ElkNode, boxes: Box[], pieces: Map<string, string[]>): Arrangement {
  const places: Record<string, Rect> = {};
  const edges = new Map<string, ElkExtendedEdge>();
  const visit = (node: ElkNode, x: number, y: number): void => {
    for (const edge of node.edges ?? []) edges.set(edge.id, edge);
    for (const child of node.children ?? []) {
      const place = {
        x: x + (child.x ?? 0),
        y: y + (child.y ?? 0),
        width: child.width ?? 0,
        height: child.height ?? 0,
      };
      places[child.id] = place;
      visit(child, place.x, place.y);
    }
  };
  visit(graph, 0, 0);
  const lines: Arrangement["lines"] = {};
  for (const [id, ids] of pieces) {
    const points: Point[] = [];
    let label: Rect | undefined;
    for (const piece of ids) {
      const edge = edges.get(piece)!;
      for (const section of edge.sections ?? [])
        points.push(section.startPoint, ...(section.bendPoints ?? []), section.endPoint);
      const found = edge.labels?.[0];
      if (found)
        label = { x: found.x ?? 0, y: found.y ?? 0, width: found.width ?? 0, height: found.height ?? 0 };
    }
    lines[id] = { points: straightened(points), label };
  }
  const [width, height] = [graph.width ?? 0, graph.height ?? 0];
  stretchRegions(boxes, places, { x: 0, y: 0, width, height });
  return { width, height, boxes: places, lines };
}

/** Leaves out points that repeat or lie on the way from one neighbour to the other. */
function straightened(points: Point[]): Point[] {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.5;
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last && near(last.x, point.x) && near(last.y, point.y)) continue;
    const before = kept.at(-2);
    if (
      last &&
      before &&
      ((near(before.x, last.x) && near(last.x, point.x)) || (near(before.y, last.y) && near(last.y, point.y)))
    )
      kept.pop();
    kept.push(point);
  }
  return kept;
}

/**
 * The regions of a parallel state share its inside: they touch where the dashed line between them runs. What stands beside them (a
 * history, what may happen at any stage) keeps its room.
 */
function stretchRegions(boxes: Box[], places: Record<string, Rect>, canvas: Rect): void {
  const parallel = [...boxes.filter((each) => each.kind === "parallel"), { id: null, head: 8 }];
  for (const box of parallel) {
    const whole = box.id === null ? canvas : places[box.id]!;
    const inner = boxes.filter((each) => each.parent === box.id);
    // A region that is parallel itself is one of them all the same.
    if (!inner.some(({ kind }) => kind === "region")) continue;
    const regions = inner.filter(({ kind }) => kind !== "leaf").map(({ id }) => places[id]!);
    const inside = {
      x: whole.x,
      y: whole.y + box.head - 8,
      right: whole.x + whole.width,
      bottom: whole.y + whole.height,
    };
    const stacked = isRow(regions, "y");
    const along = stacked ? "y" : "x";
    const row = [...regions];
    for (const beside of inner.filter(({ kind }) => kind === "leaf").map(({ id }) => places[id]!)) {
      if (isRow([...row, beside], along)) row.push(beside);
      else if (stacked) inside.right = Math.min(inside.right, beside.x - gap);
      else inside.bottom = Math.min(inside.bottom, beside.y - gap);
    }
    const ordered = row.toSorted((one, other) => one[along] - other[along]);
    const cuts = ordered.slice(1).map((next, i) => (endOf(ordered[i]!, along) + next[along]) / 2);
    const edges = stacked ? [inside.y, ...cuts, inside.bottom] : [inside.x, ...cuts, inside.right];
    ordered.forEach((place, i) => {
      if (!regions.includes(place)) return;
      const [start, end] = [edges[i]!, edges[i + 1]!];
      Object.assign(
        place,
        stacked
          ? { x: inside.x, y: start, width: inside.right - inside.x, height: end - start }
          : { x: start, y: inside.y, width: end - start, height: inside.bottom - inside.y },
      );
    });
  }
}

/** Between regions and what stands below them, or to their right. */
const gap = 8;

const endOf = (rect: Rect, along: "x" | "y"): number =>
  along === "x" ? rect.x + rect.width : rect.y + rect.height;

/** Whether rectangles stand one behind the other. */
function isRow(rects: readonly Rect[], along: "x" | "y"): boolean {
  const ordered = rects.toSorted((one, other) => one[along] - other[along]);
  return ordered.every((rect, i) => i === 0 || endOf(ordered[i - 1]!, along) <= rect[along]);
}

/** Arranges a picture with the ELK it is given (a worker in the page). */
export async function arrange(
  elk: ELK,
  boxes: Box[],
  links: Link[],
  direction: Direction,
): Promise<Arrangement> {
  const { graph, pieces } = toElk(boxes, links, direction);
  return fromElk(await elk.layout(graph), boxes, pieces);
}
