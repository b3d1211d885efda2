import { arrangeInWorker } from "../../chart/elk.ts";
import type { Box, Direction, Point, Rect } from "../../chart/arrange.ts";
import { anytime } from "../../chart/parts.ts";
import type { Editor } from "../document/editor.ts";
import { edits, type EditArgs, type EditName } from "../document/edits/index.ts";
import type { NewEvent } from "../document/edits/growing.ts";
import { outermostOf } from "../document/edits/states.ts";
import { lastKey, parentPath } from "../document/place.ts";
import type { EditRefusal, Placed, Selected, Trigger } from "../document/types.ts";
import type { Appended } from "./Append.tsx";
import { cardOf } from "./flow.ts";
import { aligned, distributed, type Alignment } from "./geometry/align.ts";
import { isPlaced, padding, placeName, placesOf } from "./geometry/boxes.ts";
import { around, overlaps } from "./geometry/rects.ts";
import { isMade } from "./naming.ts";
import type { Scene, SceneOptions, Scenes } from "./scene.ts";

/** On what the operations of the canvas work: the document, and where everything stands. */
export interface Ground {
  editor: Editor;
  scene: Scene;
  scenes: Scenes;
  options: SceneOptions;
  tell(refusal: EditRefusal): void;
}

export const grid = 8;
export const onGrid = (at: number): number => Math.round(at / grid) * grid;

/** Carries out an edit and tells where it is refused. */
export function run<Name extends EditName>(
  { editor, tell }: Pick<Ground, "editor" | "tell">,
  name: Name,
  args: EditArgs<Name>,
  gesture?: string,
): boolean {
  const refusal = editor.run(name, args, gesture);
  if (refusal !== null) tell(refusal);
  return refusal === null;
}

/** The selected states that are shown, only the outer ones of those inside one another. */
export function selectedPaths({ editor, scene }: Pick<Ground, "editor" | "scene">): string[] {
  const paths = editor.state().selection.flatMap((one) => (one.kind === "state" ? [one.path] : []));
  return outermostOf(scene.chart, paths).filter((path) => path !== "" && cardOf(scene, path) === path);
}

/** Where the container stands in whose inside places of a card count; the canvas itself begins at 0, 0. */
function originOf({ scene }: Pick<Ground, "scene">, card: string): Point {
  const parent = scene.picture.cards.find(({ id }) => id === card)?.parent ?? null;
  return parent === null ? { x: 0, y: 0 } : scene.boxes[parent]!;
}

/** A place inside a container that does not cover its head, nor its border. */
function inside({ scene }: Pick<Ground, "scene">, container: string | null, at: Point): Point {
  if (container === null) return at;
  const head = scene.picture.cards.find(({ id }) => id === container)?.head ?? 0;
  return { x: Math.max(padding, at.x), y: Math.max(head, at.y) };
}

/** Puts cards at places on the canvas, as one step. */
export function place(ground: Ground, points: Readonly<Record<string, Point>>, gesture?: string): void {
  const { scene, scenes } = ground;
  const places: Record<string, Placed> = { ...scenes.frozen(scene) };
  let isMoved = false;
  for (const [card, point] of Object.entries(points)) {
    const box = scene.boxes[card]!;
    if (Math.abs(box.x - point.x) < 1 && Math.abs(box.y - point.y) < 1) continue;
    isMoved = true;
    const origin = originOf(ground, card);
    const parent = scene.picture.cards.find(({ id }) => id === card)?.parent ?? null;
    const at = inside(ground, parent, {
      x: Math.round(point.x - origin.x),
      y: Math.round(point.y - origin.y),
    });
    places[placeName(card)] = { ...places[placeName(card)], ...at };
  }
  if (isMoved) run(ground, "placeStates", { places }, gesture);
}

/**
 * Ends a drag: cards go where they were dragged, as one step, and into the container over which they were let go (null: out of all).
 * `undefined` leaves them where they belong.
 */
export function drop(
  ground: Ground,
  positions: ReadonlyMap<string, Point>,
  container: string | null | undefined,
): void {
  const { scene, scenes, options } = ground;
  const parents = new Map(scene.picture.cards.map(({ id, parent }) => [id, parent]));
  const absolute: Record<string, Point> = {};
  for (const [card, at] of positions) {
    const origin = originOf(ground, card);
    absolute[card] = { x: origin.x + at.x, y: origin.y + at.y };
  }
  const moving =
    container === undefined
      ? []
      : [...positions.keys()].filter((card) => card !== anytime && parents.get(card) !== container);
  if (moving.length === 0) return place(ground, absolute);
  const target = container ?? null;
  const origin = target === null ? { x: 0, y: 0 } : scene.boxes[target]!;
  const places: Record<string, Placed> = { ...scenes.frozen(scene) };
  for (const [card, point] of Object.entries(absolute)) {
    const into = moving.includes(card) ? target : (parents.get(card) ?? null);
    const from = moving.includes(card) ? origin : originOf(ground, card);
    const at = inside(ground, into, { x: onGrid(point.x - from.x), y: onGrid(point.y - from.y) });
    places[placeName(card)] = { ...places[placeName(card)], ...at };
  }
  run(ground, "moveStates", { paths: moving, parent: target ?? options.root, places });
}

/** Moves what is selected by a step. Steps in a row are one. */
export function nudge(ground: Ground, by: Point): void {
  const paths = selectedPaths(ground);
  const points = Object.fromEntries(
    paths.map((path) => {
      const box = ground.scene.boxes[path]!;
      return [path, { x: box.x + by.x, y: box.y + by.y }];
    }),
  );
  place(ground, points, `nudge ${paths.join(" ")}`);
}

export function align(ground: Ground, how: Alignment): void {
  place(ground, aligned(selectedBoxes(ground), how));
}
export function distribute(ground: Ground, axis: "level" | "upright"): void {
  place(ground, distributed(selectedBoxes(ground), axis));
}
function selectedBoxes(ground: Ground): Record<string, Rect> {
  return Object.fromEntries(selectedPaths(ground).map((path) => [path, ground.scene.boxes[path]!]));
}

/** Gives a container a size; what it holds is always inside. */
export function resize(ground: Ground, card: string, corner: Point): void {
  const { scene, scenes } = ground;
  const box = scene.boxes[card]!;
  const origin = originOf(ground, card);
  const frozen = scenes.frozen(scene);
  const size = {
    x: Math.round(box.x - origin.x),
    y: Math.round(box.y - origin.y),
    width: Math.max(40, onGrid(corner.x - box.x)),
    height: Math.max(40, onGrid(corner.y - box.y)),
  };
  run(ground, "placeStates", { places: { ...frozen, [card]: { ...frozen[card], ...size } } });
}

/** Takes out what is selected, ways and states, as one step; refused as a whole. */
export function remove(ground: Ground): void {
  const { editor, scene, tell } = ground;
  const { document, selection } = editor.state();
  const paths = selection.flatMap((one) => (one.kind === "state" && one.path !== "" ? [one.path] : []));
  const ids = selection.flatMap((one) => (one.kind === "transition" ? [one.id] : []));
  const written = scene.chart.transitions
    .filter((one) => ids.includes(one.id) && !isMade(one))
    .map(({ id }) => id);
  if (paths.length > 0) {
    const tried = edits.removeStates(document, { paths });
    if (!tried.ok) return tell(tried.refusal);
  }
  const gesture = `remove ${Math.random()}`;
  if (written.length > 0) run(ground, "removeTransitions", { ids: written }, gesture);
  if (paths.length > 0) run(ground, "removeStates", { paths }, gesture);
}

/** Puts what is selected into a container around it; everything stays where it is to be seen. */
export function wrap(ground: Ground): void {
  const { editor, scene } = ground;
  const paths = selectedPaths(ground);
  const whole = around(paths.map((path) => scene.boxes[path]!));
  const gesture = `wrap ${Math.random()}`;
  if (whole === null || !run(ground, "wrapStates", { paths }, gesture) || !scene.placed) return;
  const [made] = editor.state().selection;
  if (made?.kind !== "state") return;
  const origin = originOf(ground, paths[0]!);
  const corner = { x: whole.x - padding - 40, y: whole.y - 48 };
  const places: Record<string, Placed> = {
    [made.path]: { x: Math.round(corner.x - origin.x), y: Math.round(corner.y - origin.y) },
  };
  for (const path of paths) {
    const { x, y } = scene.boxes[path]!;
    places[`${made.path}.${lastKey(path)}`] = { x: Math.round(x - corner.x), y: Math.round(y - corner.y) };
  }
  run(ground, "placeStates", { places }, gesture);
}

// ---------------------------------------------------------------- growing

const sizes: Record<Appended, { width: number; height: number }> = {
  atomic: { width: 112, height: 52 },
  final: { width: 112, height: 52 },
  compound: { width: 200, height: 140 },
  parallel: { width: 260, height: 300 },
};

/** Path of the container that takes what comes next to a state: what goes on from a branch stands outside of all branches. */
export function homeOf({ scene }: Pick<Ground, "scene">, path: string): string {
  const parent = parentPath(path) ?? "";
  return scene.chart.byPath.get(parent)?.type === "parallel" && parent !== ""
    ? homeOf({ scene }, parent)
    : parent;
}

/** Where on the canvas something that is appended would stand: beside what it follows, where nothing else is. */
export function spotFor({ scene }: Pick<Ground, "scene">, from: string, type: Appended): Rect {
  const home = homeOf({ scene }, from === anytime ? "" : from);
  let lead = from;
  for (let at: string | null = from; at !== null && at !== home; at = parentPath(at))
    if (scene.boxes[at] !== undefined) lead = at;
  const start = scene.boxes[lead]!;
  const spot = { x: onGrid(start.x + start.width + 64), y: Math.round(start.y), ...sizes[type] };
  const others = scene.picture.cards
    .filter(({ id, shape }) => shape !== "initial" && id !== home)
    .filter(({ id }) => !home.startsWith(`${id}.`))
    .map(({ id }) => scene.boxes[id]!);
  for (let tries = 0; tries < 100; tries++) {
    const hit = others.find((other) => overlaps(spot, other, 12));
    if (hit === undefined) break;
    spot.y = onGrid(hit.y + hit.height + 28);
  }
  return spot;
}

/** Appends to a card. `spot` is where one has let go of the line; without it, and with everything arranged automatically, that decides. */
export function grow(
  ground: Ground,
  card: string,
  type: Appended,
  trigger: Trigger,
  event: NewEvent | undefined,
  spot: { container: string | null; point: Point } | null,
): boolean {
  const { scene, scenes, options } = ground;
  const from = card === anytime ? "" : card;
  const home = spot === null ? homeOf(ground, from) : (spot.container ?? options.root);
  const isByHand = spot !== null || scene.placed;
  const origin = scene.boxes[home] ?? { x: 0, y: 0 };
  const at = spot?.point ?? spotFor(ground, card, type);
  const local = inside(ground, scene.boxes[home] === undefined ? null : home, {
    x: onGrid(at.x - origin.x),
    y: onGrid(at.y - origin.y),
  });
  return run(ground, "growState", {
    from,
    parent: home,
    type,
    trigger,
    ...(event && { event }),
    ...(isByHand && { at: local, places: scenes.frozen(scene) }),
  });
}

// ---------------------------------------------------------------- automatic layout

/** Arranges everything automatically: whatever was placed by hand is given up, as one step. Inside a container that is shown alone, only that. */
export async function arrangeAll(ground: Ground): Promise<void> {
  const { editor, scenes, options } = ground;
  const layout = editor.state().document.layout;
  const { root, direction } = options;
  const kept = scenes.picture(options);
  const shape = scenes.shape(kept, direction);
  let arrangement = scenes.arrangement(shape);
  if (arrangement === undefined) {
    arrangement = await arrangeInWorker(kept.picture.cards, kept.picture.lines, direction);
    scenes.keep(shape, arrangement);
  }
  if (root !== "") {
    const places = placesOf(arrangement.boxes, kept.picture.cards);
    run(ground, "placeStates", { places: { ...scenes.frozen(ground.scene), ...places } });
    return;
  }
  if (!isPlaced(layout)) return;
  const folded = Object.entries(layout.states).filter(([, place]) => place.folded);
  run(ground, "setLayout", {
    layout: {
      ...layout,
      states: Object.fromEntries(folded.map(([path]) => [path, { folded: true as const }])),
    },
  });
}

/** Arranges what is selected automatically, where it stands; everything else stays. */
export async function arrangeSelected(ground: Ground, direction: Direction): Promise<void> {
  const { scene } = ground;
  const parents = new Map(scene.picture.cards.map((card) => [card.id, card]));
  const chosen = selectedPaths(ground);
  const parent = parents.get(chosen[0] ?? "")?.parent;
  const paths = chosen.filter((path) => parents.get(path)?.parent === parent);
  if (paths.length < 2) return;
  const holder = (card: string): string | undefined => {
    for (let at: string | null = card; at !== null; at = parents.get(at)?.parent ?? null)
      if (paths.includes(at)) return at;
    return undefined;
  };
  const boxes: Box[] = paths.map((path) => {
    const { width, height } = scene.boxes[path]!;
    return { id: path, parent: null, kind: "leaf", width, height, head: 0, aside: parents.get(path)!.aside };
  });
  const links = scene.picture.lines.flatMap((line) => {
    const [from, to] = [holder(line.from), holder(line.to)];
    return from === undefined || to === undefined || from === to ? [] : [{ ...line, from, to }];
  });
  const { boxes: arranged } = await arrangeInWorker(boxes, links, direction);
  const corner = (of: Readonly<Record<string, Rect>>): Point => ({
    x: Math.min(...paths.map((path) => of[path]!.x)),
    y: Math.min(...paths.map((path) => of[path]!.y)),
  });
  const [here, there] = [corner(scene.boxes), corner(arranged)];
  place(
    ground,
    Object.fromEntries(
      paths.map((path) => [
        path,
        { x: onGrid(here.x + arranged[path]!.x - there.x), y: onGrid(here.y + arranged[path]!.y - there.y) },
      ]),
    ),
  );
}

/** What a transition is selected as: one that a return, a taking back or a hold has made, as that. */
export function selectedFor(scene: Scene, id: string): Selected {
  const found = scene.chart.transitions.find((one) => one.id === id);
  if (found !== undefined && isMade(found)) {
    if (found.returning !== undefined)
      return { kind: "part", section: "returns", name: found.returning.name };
    if (found.takingBack !== undefined)
      return { kind: "part", section: "takeBacks", name: found.takingBack.name };
    const [hold] = found.holding?.names ?? [];
    if (hold !== undefined) return { kind: "part", section: "holds", name: hold };
  }
  return { kind: "transition", id };
}
