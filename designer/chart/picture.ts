import type { Chart, ChartState } from "../../engine/model/chart.ts";
import { say } from "../words/text.ts";
import type { Box } from "./arrange.ts";
import { signWidth, transitionLabel } from "./labels.ts";
import { leaving } from "./leaving.ts";
import {
  anytime,
  type Card,
  type Line,
  type Mark,
  type Picture,
  type PictureOptions,
  type Shape,
} from "./parts.ts";
import { wrap, type Measure } from "./measure.ts";
import { onUsualWay, usualWay } from "./usual.ts";
import { chartWords, historyTitle } from "./words.ts";

const titleSize = 14;
const innerSize = 11;
const innerLine = 17;
const titleStrip = 36;
const markWidth = 18;

export function drawPicture(options: PictureOptions): Picture {
  const { chart } = options;
  const cards: Card[] = [];
  const lines: Line[] = [];
  const usual = usualWay(chart);
  const main = onUsualWay(chart, usual);
  const atAnyTime = chart.transitions.filter(
    (transition) => transition.source === "" && !transition.forbidden,
  );
  const shown = shownState(chart, options.folded);
  for (const state of chart.states) {
    if (shown(state.path) !== state.path) continue;
    if (state.path === "") {
      if (atAnyTime.length > 0) cards.push(anytimeCard(options));
    } else cards.push({ ...stateCard(state, options), aside: !main.has(state.path) });
    if (state.initial === undefined || options.folded?.has(state.path)) continue;
    const dot = `${state.path}>`;
    cards.push({
      ...plainCard(dot, state.path === "" ? null : state.path, "initial"),
      state: state.path,
      width: 12,
      height: 12,
    });
    lines.push({
      id: `${dot}${state.initial}`,
      transition: "",
      source: state.path,
      from: dot,
      to: state.initial,
      usual: true,
      automatic: false,
    });
  }
  for (const transition of chart.transitions) {
    // It is the way of the transition in whose place it is taken.
    if (transition.returning?.does === "straight") continue;
    const label = transitionLabel(
      transition,
      options,
      options.label?.width ?? 150,
      options.label?.lines ?? 2,
    );
    transition.targets.forEach((written, place) => {
      const from = shown(transition.source);
      const target = shown(written);
      // What happens inside one card is not drawn.
      if (target === "" || (from === target && written !== transition.source)) return;
      lines.push({
        id: `${transition.id}>${place}`,
        transition: transition.id,
        source: transition.source,
        from: from === "" ? anytime : from,
        to: target,
        usual: usual.has(transition.id),
        automatic: transition.kind === "always",
        ...(label ? { label } : {}),
      });
    });
  }
  return { cards, lines };
}

/** The path of the card that stands for a state: its own, or that of the outermost folded container around it. */
function shownState(chart: Chart, folded: ReadonlySet<string> = new Set()): (path: string) => string {
  return (path) => {
    let card = path;
    for (
      let at = chart.byPath.get(path);
      at;
      at = at.parent === null ? undefined : chart.byPath.get(at.parent)
    )
      if (folded.has(at.path)) card = at.path;
    return card;
  };
}

function plainCard(id: string, parent: string | null, shape: Shape): Card {
  return {
    id,
    parent,
    kind: "leaf",
    shape,
    state: id,
    title: [],
    fullTitle: "",
    name: "",
    marks: [],
    inner: [],
    deep: false,
    folded: 0,
    aside: false,
    width: 0,
    height: 0,
    head: 0,
  };
}

function anytimeCard(options: PictureOptions): Card {
  const title = chartWords.anytime[options.language];
  const inner = innerRows("", options);
  return sized(
    { ...plainCard(anytime, null, "anytime"), state: "", title: [title], fullTitle: title, inner },
    options.measure,
  );
}

function stateCard(state: ChartState, options: PictureOptions): Card {
  const parent = state.parent === "" ? null : state.parent;
  if (state.type === "history") {
    const title = say(
      state.title,
      options.language,
      historyTitle(state.history === "deep")[options.language],
    );
    return {
      ...plainCard(state.path, parent, "history"),
      fullTitle: title,
      deep: state.history === "deep",
      width: 26,
      height: 26,
    };
  }
  const fullTitle = say(state.title, options.language, state.key);
  const folded = options.folded?.has(state.path)
    ? options.chart.states.filter(
        (other) => other.path.startsWith(`${state.path}.`) && other.children.length === 0,
      ).length
    : 0;
  const container = state.children.length > 0 && folded === 0;
  const region = options.chart.byPath.get(state.parent ?? "")?.type === "parallel";
  const shape: Shape = region
    ? "region"
    : state.type === "final"
      ? "final"
      : state.type === "parallel"
        ? "parallel"
        : container
          ? "container"
          : "state";
  const kind: Box["kind"] = !container
    ? "leaf"
    : state.type === "parallel"
      ? "parallel"
      : region
        ? "region"
        : "container";
  const marks = marksOf(state, options);
  const name = options.names && (state.title !== undefined || container) ? state.key : "";
  const inner = innerRows(state.path, options);
  const title = container ? [fullTitle] : wrap(fullTitle, titleSize, 168, 2, options.measure, true).lines;
  return sized(
    { ...plainCard(state.path, parent, shape), kind, title, fullTitle, name, marks, inner, folded },
    options.measure,
  );
}

function sized(card: Card, measure: Measure): Card {
  const marks = card.marks.length * markWidth;
  const name = card.name === "" ? 0 : measure(card.name, 11);
  if (card.kind !== "leaf") {
    const width = measure(card.fullTitle, 13, true) + name + marks + 76;
    const rows = Math.max(
      0,
      ...card.inner.map((row) => measure(row.label.lines[0] ?? "", innerSize) + signWidth + 24),
    );
    const head = up(titleStrip + card.inner.length * innerLine);
    return { ...card, width: up(Math.max(width, rows)), height: head + 24, head };
  }
  const title = Math.max(0, ...card.title.map((line) => measure(line, titleSize, true)));
  const rows = Math.max(
    0,
    ...card.inner.map((row) => measure(row.label.lines[0] ?? "", innerSize) + signWidth),
  );
  const fold = card.folded > 0 ? 40 : 0;
  const width = Math.max(
    card.shape === "anytime" ? 72 : 104,
    Math.max(title + fold, name + marks, rows) + 26,
  );
  const head = card.title.length * 20 + (card.name !== "" || card.marks.length > 0 ? 17 : 0);
  return {
    ...card,
    width: up(width),
    height: up(head + 14 + (card.inner.length > 0 ? card.inner.length * innerLine + 7 : 0)),
  };
}
/** On the grid of four pixels. */
const up = (size: number): number => Math.ceil(size / 4) * 4;

function innerRows(path: string, options: PictureOptions): Card["inner"] {
  return leaving(options.chart, path)
    .filter((transition) => transition.targets.length === 0 && !transition.forbidden)
    .flatMap((transition) => {
      const label = transitionLabel(transition, options, 150, 1);
      return label ? [{ id: transition.id, label }] : [];
    });
}

function marksOf(state: ChartState, { chart }: PictureOptions): Mark[] {
  const marks: Mark[] = [];
  for (const [source, mark] of [
    ["ballot", "ballot"],
    ["procedure", "child"],
    ["call", "call"],
  ] as const)
    if (state.invokes.some((invoke) => invoke.src === source)) marks.push(mark);
  if (state.tags.some((tag) => tag.startsWith("clock:") && !tag.endsWith(":stop"))) marks.push("clock");
  const asked = leaving(chart, state.path).some(
    (transition) =>
      transition.kind === "event" &&
      !transition.forbidden &&
      transition.holding === undefined &&
      !/[.]/.test(transition.event ?? ""),
  );
  if (asked && state.meta.task !== false) marks.push("task");
  return marks.slice(0, 3);
}
