import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { isLarge, type Direction, type Point, type Rect } from "../../chart/arrange.ts";
import { firstView } from "../../chart/view.ts";
import type { Selected } from "../document/types.ts";
import { cardOf } from "./flow.ts";
import { extentOf } from "./geometry/extent.ts";
import { center, holds } from "./geometry/rects.ts";
import type { CanvasMarks } from "./marks.ts";
import type { Scene } from "./scene.ts";
import type { Room } from "./useRoom.ts";

/** The part of the diagram that is seen: where one begins to read, what is selected elsewhere, and what one was looking at. */
export function useView({
  scene,
  room,
  root,
  direction,
  selection,
  chosenHere,
  marks,
  setRoot,
}: {
  scene: Scene | null;
  room: Room | null;
  root: string;
  direction: Direction;
  selection: readonly Selected[];
  /** What was selected last with the pointer on the canvas: that is in view. */
  chosenHere: RefObject<readonly Selected[] | null>;
  marks: CanvasMarks | null;
  setRoot(path: string): void;
}): void {
  const flow = useReactFlow();
  const store = useStoreApi();

  const seenRoot = useRef<string | null>(null);
  useEffect(() => {
    if (scene === null || room === null || seenRoot.current === root) return;
    if (scene.provisional && !scene.sketched) return;
    seenRoot.current = root;
    const whole = extentOf(scene);
    if (whole === null) return;
    const first = scene.picture.cards.find(({ shape }) => shape === "initial");
    const start = first === undefined ? null : scene.boxes[first.id]!;
    const view = firstView(
      whole,
      room,
      direction,
      start && { ...start, x: start.x - whole.x, y: start.y - whole.y },
    );
    void flow.setViewport({
      zoom: view.zoom,
      x: view.x - whole.x * view.zoom,
      y: view.y - whole.y * view.zoom,
    });
  }, [scene, room, root, direction, flow]);

  const before = useRef<{ scene: Scene; root: string; direction: Direction } | null>(null);
  // Where another layout takes the place of one that was only sketched, what one looks at stays where it is.
  useLayoutEffect(() => {
    const last = before.current;
    before.current = scene && { scene, root, direction };
    if (scene === null || last === null || last.scene === scene || scene.provisional) return;
    if (!last.scene.provisional || last.root !== root || last.direction !== direction) return;
    if (!isLarge(scene.picture.cards, scene.picture.lines)) return;
    const { transform, width, height } = store.getState();
    const [x, y, zoom] = transform;
    const middle = { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom };
    const anchor = anchorOf(last.scene, scene, selection, middle);
    if (anchor === null) return;
    const [old, now] = [last.scene.boxes[anchor]!, scene.boxes[anchor]!];
    void flow.setViewport({ zoom, x: x + (old.x - now.x) * zoom, y: y + (old.y - now.y) * zoom });
    // Only another scene can move what one looks at.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [scene]);

  /** Brings a card to the middle of what is seen, unless it can be seen. */
  const bring = (box: Rect): void => {
    const { transform, width, height } = store.getState();
    const seen = seenPart(transform, width, height);
    const corner = {
      x: box.x + Math.min(box.width, seen.width / 2),
      y: box.y + Math.min(box.height, seen.height / 2),
    };
    if (!holds(seen, box) || !holds(seen, corner))
      void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, {
        zoom: Math.max(transform[2], 0.5),
        duration: 120,
      });
  };

  // Where a case that is tried out has come is brought into view; of several places one that has come anew.
  const here = marks === null ? none : standing(marks);
  const stood = useRef(none);
  useEffect(() => {
    if (scene === null) return;
    const come = here.find((path) => !stood.current.includes(path));
    stood.current = here;
    const card = come === undefined ? null : cardOf(scene, come);
    if (card !== null) bring(scene.boxes[card]!);
    // Only a case that has come somewhere else moves the view.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [here.join(), scene === null]);

  /** The selection that was brought into view last. */
  const broughtHere = useRef<readonly Selected[] | null>(null);
  // What is selected elsewhere, in a list or by a key, is brought into view; what was just made, as soon as it has its place.
  useEffect(() => {
    const [first] = selection;
    if (chosenHere.current === selection || broughtHere.current === selection) return;
    if (scene === null || (scene.provisional && !scene.sketched)) return;
    if (selection.length !== 1 || first === undefined) return;
    const path =
      first.kind === "state"
        ? first.path
        : first.kind === "transition"
          ? scene.chart.transitions.find(({ id }) => id === first.id)?.source
          : undefined;
    if (path === undefined) return;
    const card = cardOf(scene, path);
    if (card === null) {
      if (scene.chart.byPath.has(path) && path !== "" && root !== "") setRoot("");
      return;
    }
    broughtHere.current = selection;
    bring(scene.boxes[card]!);
    // Only another selection moves the view, not what is done to it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selection, scene]);
}

const none: readonly string[] = [];

/** The innermost stages in which a case stands. */
function standing({ states }: CanvasMarks): readonly string[] {
  const active = Object.keys(states).filter((path) => states[path] === "active");
  return active.filter((path) => !active.some((other) => other.startsWith(`${path}.`)));
}

function seenPart([x, y, zoom]: readonly [number, number, number], width: number, height: number): Rect {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

/** The card that is looked at: the selected one, else the one in the middle of what is seen. */
function anchorOf(old: Scene, now: Scene, selection: readonly Selected[], middle: Point): string | null {
  const [first] = selection;
  const selected = first?.kind === "state" ? cardOf(now, first.path) : null;
  if (selected !== null && old.boxes[selected] !== undefined) return selected;
  let nearest: string | null = null;
  let least = Infinity;
  for (const { id, kind } of now.picture.cards) {
    const box = old.boxes[id];
    if (kind !== "leaf" || box === undefined) continue;
    const { x, y } = center(box);
    const distance = Math.hypot(x - middle.x, y - middle.y);
    if (distance < least) [nearest, least] = [id, distance];
  }
  return nearest;
}
