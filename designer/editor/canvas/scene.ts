import type { Chart } from "../../../engine/model/chart-types.ts";
import type { Language, Pack, Procedure } from "../../../engine/model/types.ts";
import { isLarge, type Arrangement, type Direction } from "../../chart/arrange.ts";
import { sketched } from "../../chart/sketch/index.ts";
import { canvasMeasure, type Measure } from "../../chart/measure.ts";
import type { Card, Line, Picture } from "../../chart/parts.ts";
import { drawPicture } from "../../chart/picture.ts";
import { chartOf } from "../chart-of.ts";
import type { Layout, Placed } from "../document/types.ts";
import { withGhosts, type Compared } from "./ghosts.ts";
import { boxesOf, isPlaced, placesOf, shapeOf, type Boxes } from "./geometry/boxes.ts";
import { routesOf, type Routes } from "./geometry/routes.ts";
import type { CanvasMarks } from "./marks.ts";

/** What the canvas shows, with its places: projected from the document, never changed. */
export interface Scene {
  chart: Chart;
  picture: Picture;
  boxes: Boxes;
  routes: Routes;
  /** Whether somebody has placed things by hand; otherwise the automatic layout decides. */
  placed: boolean;
  /** The automatic layout of this very picture is still being made: places are those of before, or sketched. */
  provisional: boolean;
  /** Nothing stood there before: places were sketched at once, because the automatic layout takes its time. */
  sketched: boolean;
}

export interface SceneOptions {
  definition: Procedure;
  layout: Layout;
  language: Language;
  parameters: Pack["parameters"] | undefined;
  /** Path of the container that is shown alone; `""` for the whole. */
  root: string;
  direction: Direction;
  /** Another version to compare with. */
  compared: Compared | null;
}

interface Kept {
  parameters: Pack["parameters"] | undefined;
  compared: Compared | null;
  /** What differs from another version; null where none is compared with. */
  marks: CanvasMarks | null;
  picture: Picture;
  scenes: WeakMap<Layout, Scene>;
  shape?: string;
}

/**
 * Makes scenes, and remembers: the pictures of definitions, the scenes of layouts and the automatic arrangements that were made, so that
 * undoing shows at once what stood there before. Cards and lines that look as before stay the same objects.
 */
export class Scenes {
  #measure: Measure | undefined;
  #kept = new WeakMap<Procedure, Map<string, Kept>>();
  #cards = new Map<string, [string, Card]>();
  #lines = new Map<string, [string, Line]>();
  #arrangements = new Map<string, Arrangement>();
  #last: Scene | null = null;
  /** Of which part, and which way, the last scene was. */
  #lastSeen = "";
  #whole: Scene | null = null;
  #turn = 0;
  readonly #listeners = new Set<() => void>();

  /** The picture without places: what the automatic layout is asked for. */
  picture(options: SceneOptions): Kept {
    const { definition, layout, language, parameters, root, direction, compared } = options;
    const folded = Object.keys(layout.states).filter((path) => layout.states[path]!.folded && path !== root);
    const key = [language, direction, root, ...folded].join("\n");
    let pictures = this.#kept.get(definition);
    if (pictures === undefined) this.#kept.set(definition, (pictures = new Map()));
    const known = pictures.get(key);
    if (known !== undefined && known.parameters === parameters && known.compared === compared) return known;
    const measure = (this.#measure ??= canvasMeasure());
    const draw = (procedure: Procedure, folded: ReadonlySet<string>): Picture =>
      drawPicture({
        procedure,
        chart: chartOf(procedure),
        language,
        measure,
        names: true,
        parameters,
        folded,
        label: direction === "right" ? { width: 112, lines: 3 } : { width: 150, lines: 2 },
      });
    const now = draw(definition, new Set(folded));
    const ghostly =
      compared === null
        ? null
        : withGhosts(now, draw(compared.before, foldedBefore(compared, folded)), compared);
    const whole = ghostly?.picture ?? now;
    const picture = this.#interned(root === "" ? whole : within(whole, root));
    const marks = ghostly?.marks ?? null;
    const kept: Kept = { parameters, compared, marks, picture, scenes: new WeakMap() };
    pictures.set(key, kept);
    return kept;
  }

  shape(kept: Kept, direction: Direction): string {
    return (kept.shape ??= `${direction}\n${shapeOf(kept.picture.cards, kept.picture.lines)}`);
  }

  arrangement(shape: string): Arrangement | undefined {
    return this.#arrangements.get(shape);
  }

  keep(shape: string, arrangement: Arrangement): void {
    this.#arrangements.set(shape, arrangement);
    if (this.#arrangements.size > 60) this.#arrangements.delete(this.#arrangements.keys().next().value!);
    this.#turn++;
    for (const listener of this.#listeners) listener();
  }

  /** Counts the arrangements that were kept: with each one a scene may be another. */
  turn = (): number => this.#turn;
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The scene of a document; null where nothing has been arranged yet. */
  scene(options: SceneOptions): Scene | null {
    const kept = this.picture(options);
    const known = kept.scenes.get(options.layout);
    const isKnown = known !== undefined && !(known.provisional && this.#hasArrangement(kept, options));
    const scene = isKnown ? known : this.#made(kept, options);
    if (scene === null) return this.#last;
    kept.scenes.set(options.layout, scene);
    if (options.root === "") this.#whole = scene;
    this.#lastSeen = seenOf(options);
    return (this.#last = scene);
  }

  /**
   * What a first move by hand keeps of the automatic layout: where everything stands, what is not shown just now included. Nothing
   * where things were placed before: there the layout has it already.
   */
  frozen(scene: Scene): Record<string, Placed> {
    if (scene.placed) return {};
    return {
      ...(this.#whole === null ? {} : placesOf(this.#whole.boxes, this.#whole.picture.cards)),
      ...placesOf(scene.boxes, scene.picture.cards),
    };
  }

  #hasArrangement(kept: Kept, { direction }: SceneOptions): boolean {
    return this.#arrangements.has(this.shape(kept, direction));
  }

  #made(kept: Kept, options: SceneOptions): Scene | null {
    const { definition, layout, direction } = options;
    const { picture } = kept;
    const chart = chartOf(definition);
    const last = this.#last;
    const placed = isPlaced(layout);
    if (!placed) {
      const arrangement = this.#arrangements.get(this.shape(kept, direction));
      const isNew = last === null || this.#lastSeen !== seenOf(options);
      const sketch =
        arrangement === undefined && isNew && isLarge(picture.cards, picture.lines)
          ? sketched(picture.cards, picture.lines, direction)
          : null;
      const made = arrangement ?? sketch;
      if (made !== null)
        return {
          chart,
          picture,
          boxes: made.boxes,
          routes: made.lines,
          placed,
          provisional: arrangement === undefined,
          sketched: arrangement === undefined,
        };
      if (last === null) return null;
    }
    const places = placed ? layout.states : placesOf(last!.boxes, last!.picture.cards);
    const boxes = boxesOf(picture.cards, picture.lines, places);
    return {
      chart,
      picture,
      boxes,
      routes: routesOf(picture.cards, picture.lines, boxes, last),
      placed,
      provisional: !placed,
      sketched: false,
    };
  }

  #interned({ cards, lines }: Picture): Picture {
    const same = <T extends { id: string }>(known: Map<string, [string, T]>, one: T): T => {
      const text = JSON.stringify(one);
      const old = known.get(one.id);
      if (old?.[0] === text) return old[1];
      known.set(one.id, [text, one]);
      return one;
    };
    return {
      cards: cards.map((card) => same(this.#cards, card)),
      lines: lines.map((line) => same(this.#lines, line)),
    };
  }
}

const foldedBefore = ({ toAfter }: Compared, folded: readonly string[]): Set<string> =>
  new Set([...toAfter].flatMap(([path, now]) => (folded.includes(now) ? [path] : [])));

const seenOf = ({ root, direction }: SceneOptions): string => `${direction} ${root}`;

/** What of a picture lies inside a container, as a picture of its own. */
function within({ cards, lines }: Picture, root: string): Picture {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const isInside = (card: Card): boolean => {
    for (let at = card.parent; at !== null; at = byId.get(at)?.parent ?? null) if (at === root) return true;
    return false;
  };
  const inside = cards.filter(isInside);
  const ids = new Set(inside.map(({ id }) => id));
  return {
    cards: inside.map((card) => (card.parent === root ? { ...card, parent: null } : card)),
    lines: lines.filter(({ from, to }) => ids.has(from) && ids.has(to)),
  };
}
