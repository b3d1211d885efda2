import type { Procedure } from "../../../engine/model/types.ts";
import { anytime, type Card, type Line, type Picture } from "../../chart/parts.ts";
import type { CanvasMark, CanvasMarks } from "./marks.ts";

/** Another version that a diagram is compared with: what stood in it and stands no more is drawn as a ghost. */
export interface Compared {
  before: Procedure;
  /** By the path of a state in that version, what it is called now; those that are gone are not in it. */
  toAfter: ReadonlyMap<string, string>;
  /** What is known of single states and ways, by their names now. */
  marks: CanvasMarks;
}

/** Ghosts have names that nothing else has. */
export const ghostOf = (id: string): string => `−${id}`;
export const isGhost = (id: string): boolean => id.startsWith("−");

/** The trigger within the id of a transition, which tells it from others between the same two states. */
const triggerOf = ({ transition }: Line): string => transition.split("|").slice(1, -1).join("|");

/**
 * A picture with the ghosts of another one: the cards whose states are gone, in what has become of what they stood in, and
 * the lines that led elsewhere or are there no more.
 */
export function withGhosts(
  after: Picture,
  before: Picture,
  { toAfter, marks }: Compared,
): { picture: Picture; marks: CanvasMarks } {
  const dotOf = (path: string): string => `${path}>`;
  const there = new Set(after.cards.map(({ id }) => id));
  const shapes = new Map(before.cards.map((card) => [card.id, card]));
  const nameOf = (id: string): string => {
    if (id === anytime) return there.has(id) ? id : ghostOf(id);
    const card = shapes.get(id);
    if (card?.shape === "initial" || card === undefined) {
      const holder = id.replace(/>$/, "");
      const now = holder === "" ? "" : toAfter.get(holder);
      return now !== undefined && there.has(dotOf(now)) ? dotOf(now) : ghostOf(id);
    }
    const now = toAfter.get(id);
    return now !== undefined && there.has(now) ? now : ghostOf(id);
  };
  const ghosts = before.cards.flatMap((card): Card[] => {
    const id = nameOf(card.id);
    if (!isGhost(id)) return [];
    const parent = card.parent === null ? null : nameOf(card.parent);
    return [{ ...card, id, state: id, parent, inner: [], aside: true }];
  });
  const holders = new Set(ghosts.map(({ parent }) => parent));
  // What held the ghosts has to hold them again, though it holds nothing else by now.
  const emptied = new Map(
    before.cards.filter(({ id }) => holders.has(nameOf(id))).map((card) => [nameOf(card.id), card]),
  );
  const cards = after.cards.map((card) => {
    const held = emptied.get(card.id);
    return held === undefined || card.kind !== "leaf" || card.folded > 0
      ? card
      : {
          ...card,
          kind: held.kind,
          shape: held.shape,
          head: held.head,
          width: held.width,
          height: held.height,
          title: [card.fullTitle],
        };
  });
  const folded = new Set(cards.filter(({ folded: inside }) => inside > 0).map(({ id }) => id));
  const shown = ghosts.filter(({ parent }) => parent === null || !folded.has(parent));
  const drawn = new Set([...cards, ...shown].map(({ id }) => id));

  const keyOf = (from: string, to: string, what: string): string => `${from}\n${to}\n${what}`;
  const now = new Set(
    after.lines.flatMap((line) => [
      keyOf(line.from, line.to, `is ${triggerOf(line)}`),
      keyOf(line.from, line.to, `says ${line.label?.full ?? ""}`),
    ]),
  );
  const old = new Set<string>();
  const gone = before.lines.flatMap((line): Line[] => {
    const [from, to] = [nameOf(line.from), nameOf(line.to)];
    const keys = [
      keyOf(from, to, `is ${triggerOf(line)}`),
      keyOf(from, to, `says ${line.label?.full ?? ""}`),
    ];
    for (const key of keys) old.add(key);
    if (keys.some((key) => now.has(key)) || !drawn.has(from) || !drawn.has(to)) return [];
    const name = ghostOf(line.id);
    return [
      { ...line, id: name, transition: ghostOf(line.transition), source: from, from, to, usual: false },
    ];
  });

  const states: Record<string, CanvasMark> = { ...marks.states };
  const transitions: Record<string, CanvasMark> = { ...marks.transitions };
  const known = new Set(toAfter.values());
  for (const { id, shape } of cards)
    if (shape !== "initial" && id !== anytime && !known.has(id)) states[id] ??= "added";
  for (const { id } of shown) states[id] = "removed";
  for (const line of after.lines)
    if (
      line.transition !== "" &&
      !old.has(keyOf(line.from, line.to, `is ${triggerOf(line)}`)) &&
      !old.has(keyOf(line.from, line.to, `says ${line.label?.full ?? ""}`))
    )
      transitions[line.transition] ??= "added";
  for (const { transition } of gone) transitions[transition] = "removed";
  return {
    picture: {
      cards: among(
        cards,
        shown,
        before.cards.map(({ id }) => nameOf(id)),
      ),
      lines: [...after.lines, ...gone],
    },
    marks: { states, transitions },
  };
}

/** Puts each ghost behind what it stood behind: what is declared one after the other is drawn so. */
function among(cards: readonly Card[], ghosts: readonly Card[], order: readonly string[]): Card[] {
  const behind = new Map<string | null, Card[]>();
  const ghostly = new Map(ghosts.map((card) => [card.id, card]));
  const there = new Set(cards.map(({ id }) => id));
  let last: string | null = null;
  for (const id of order) {
    const ghost = ghostly.get(id);
    if (ghost !== undefined) behind.set(last, [...(behind.get(last) ?? []), ghost]);
    else if (there.has(id)) last = id;
  }
  return [...(behind.get(null) ?? []), ...cards.flatMap((card) => [card, ...(behind.get(card.id) ?? [])])];
}
