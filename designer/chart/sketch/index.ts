import type { ElkNode } from "elkjs/lib/elk-api.js";
import {
  fromElk,
  sides,
  toElk,
  type Arrangement,
  type Box,
  type Direction,
  type Link,
  type Point,
} from "../arrange.ts";
import { laid } from "./level.ts";
import type { End, Laid, Padding, Stand, Wire } from "./parts.ts";

/**
 * Arranges a picture at once, in the manner of the automatic layout and from the same cut into levels, but plainly: columns by the order of
 * declaration, the usual way straight, nothing on top of anything. A picture of five hundred states takes some ten milliseconds where the automatic
 * layout takes seconds, so it can be read and worked with until that has come. Null for a picture whose lines lead so far that it would take as long.
 */
export function sketched(boxes: Box[], links: Link[], direction: Direction): Arrangement | null {
  const { graph, pieces } = toElk(boxes, links, direction);
  const usual = new Set(links.flatMap((link) => (link.usual ? pieces.get(link.id)! : [])));
  const byId = new Map(boxes.map((box, index) => [box.id, { box, index }]));
  const isDown = direction === "down";
  const turned = <T extends { width: number; height: number }>({ width, height }: T) =>
    isDown ? { width: height, height: width } : { width, height };
  const sideOf = endSides(direction);
  const ends = new Map<string, End>();
  const note = (node: ElkNode): void => {
    for (const { id, layoutOptions } of node.ports ?? [])
      ends.set(id, { stand: node.id, port: id, side: sideOf(layoutOptions!["elk.port.side"]!) });
    node.children?.forEach(note);
  };
  note(graph);
  const levels = new Map<string, Laid>();

  /** What is inside comes first: it makes the size, and says where lines come through the border. */
  const layOut = (holder: ElkNode): Laid | null => {
    const stands: Stand[] = [];
    for (const child of holder.children ?? []) {
      const { box, index } = byId.get(child.id)!;
      const inside = box.kind === "leaf" ? null : layOut(child);
      if (inside === null && box.kind !== "leaf") return null;
      stands.push({
        id: child.id,
        index,
        ...(inside === null ? turned(box) : { width: inside.width, height: inside.height }),
        aside: box.aside,
        first: box.kind === "region",
        ports: inside?.ports ?? new Map<string, Point>(),
      });
    }
    const end = (port: string): End => {
      const found = ends.get(port)!;
      return found.stand === holder.id ? { ...found, stand: null } : found;
    };
    const wires = (holder.edges ?? []).map((edge): Wire => {
      const label = edge.labels?.[0];
      return {
        id: edge.id,
        from: end(edge.sources[0]!),
        to: end(edge.targets[0]!),
        usual: usual.has(edge.id),
        label: label === undefined ? null : turned({ width: label.width!, height: label.height! }),
      };
    });
    const own = byId.get(holder.id)?.box;
    const level = laid(stands, wires, paddingOf(own, isDown), own === undefined ? nothing : turned(own));
    if (level !== null) levels.set(holder.id, level);
    return level;
  };
  if (layOut(graph) === null) return null;

  const point = ({ x, y }: Point): Point => (isDown ? { x: y, y: x } : { x, y });
  const put = (node: ElkNode, origin: Point): void => {
    const level = levels.get(node.id);
    if (level === undefined) return;
    Object.assign(node, turned(level));
    const shifted = (at: Point): Point => {
      const { x, y } = point(at);
      return { x: origin.x + x, y: origin.y + y };
    };
    for (const child of node.children ?? []) {
      const at = point(level.stands.get(child.id)!);
      Object.assign(child, at);
      put(child, { x: origin.x + at.x, y: origin.y + at.y });
    }
    for (const edge of node.edges ?? []) {
      const { points, label } = level.wires.get(edge.id)!;
      const [startPoint, ...rest] = points.map(shifted);
      const endPoint = rest.pop()!;
      edge.sections = [{ id: `${edge.id} section`, startPoint: startPoint!, bendPoints: rest, endPoint }];
      const [written] = edge.labels ?? [];
      if (written !== undefined) Object.assign(written, shifted(label ?? points[points.length >> 1]!));
    }
  };
  put(graph, { x: 0, y: 0 });
  return fromElk(graph, boxes, pieces);
}

const nothing = { width: 0, height: 0 };

function paddingOf(box: Box | undefined, isDown: boolean): Padding {
  const rim = box === undefined ? 12 : box.kind === "parallel" ? 8 : 16;
  const head = box?.head ?? rim;
  return isDown
    ? { left: head, top: rim, right: rim, bottom: rim }
    : { left: rim, top: head, right: rim, bottom: rim };
}

/** What the sides of a card mean on a way that runs to the right. */
function endSides(direction: Direction): (side: string) => End["side"] {
  const { out, in: enter } = sides[direction];
  return (side) => (side === out ? "out" : side === enter ? "in" : "top");
}
