import type { Chart, ChartState, ChartTransition } from "../../engine/model/chart.ts";
import type { GuardConfig, Language, Light, Pack, Procedure } from "../../engine/model/types.ts";
import { limitInWords } from "../words/durations.ts";
import { phraseLogic } from "../words/logic.ts";
import { say } from "../words/text.ts";
import type { Box, Link } from "./arrange.ts";
import { wrap, type Measure } from "./measure.ts";
import { onUsualWay, usualWay } from "./usual.ts";
import { chartWords } from "./words.ts";

/**
 * What is on the canvas, in the reader's language and measured, but without places: cards and containers for states, lines
 * for transitions. Drawn from a chart and its procedure alone.
 */
export interface Picture {
  cards: Card[];
  lines: Line[];
}

/** At most three small marks a card: what is waited for there. */
export type Mark = "ballot" | "child" | "call" | "clock" | "task";

export type Shape = "state" | "final" | "container" | "parallel" | "region" | "initial" | "history" | "anytime";

export interface Card extends Box {
  shape: Shape;
  /** Path of the state; the parent's for an initial dot, `""` for what is possible at any time. */
  state: string;
  title: string[];
  fullTitle: string;
  /** The key in the definition; empty where it is not shown. */
  name: string;
  marks: Mark[];
  /** What can happen in the state without leaving it: transitions without a target. */
  inner: { id: string; label: Label }[];
  deep: boolean;
  /** For a container drawn as one card: how many states are in it. */
  folded: number;
}

export type Sign = "delay" | "auto" | "done" | "ballot" | "child" | "call" | "error" | Light | "";

export interface Label {
  sign: Sign;
  lines: string[];
  /** All of it, for the tooltip. */
  full: string;
}

export interface Line extends Omit<Link, "label"> {
  /** Id of the transition; empty for the arrow from an initial dot. */
  transition: string;
  /** Path of the state that the transition belongs to. */
  source: string;
  automatic: boolean;
  label?: Label & { width: number; height: number };
}

export interface PictureOptions {
  procedure: Procedure;
  chart: Chart;
  language: Language;
  measure: Measure;
  /** Show the states' keys, small and grey. */
  names: boolean;
  parameters?: Pack["parameters"];
  /** Paths of the containers that are drawn as one card. */
  folded?: ReadonlySet<string>;
  /** Room of a label: narrow and high where lines run to the right, wide and low where they run down. */
  label?: { width: number; lines: number };
}

export const anytime = "*";
const titleSize = 14;
export const labelSize = 12;
export const labelLine = 16;
const innerSize = 11;
const innerLine = 17;
const titleStrip = 36;
const signWidth = 17;
const markWidth = 18;

export function drawPicture(options: PictureOptions): Picture {
  const { chart } = options;
  const cards: Card[] = [];
  const lines: Line[] = [];
  const usual = usualWay(chart);
  const main = onUsualWay(chart, usual);
  const atAnyTime = chart.transitions.filter((transition) => transition.source === "" && !transition.forbidden);
  const shown = shownState(chart, options.folded);
  for (const state of chart.states) {
    if (shown(state.path) !== state.path) continue;
    if (state.path === "") {
      if (atAnyTime.length > 0) cards.push(anytimeCard(options));
    } else cards.push({ ...stateCard(state, options), aside: !main.has(state.path) });
    if (state.initial === undefined || options.folded?.has(state.path)) continue;
    const dot = `${state.path}>`;
    cards.push({ ...plainCard(dot, state.path === "" ? null : state.path, "initial"), state: state.path, width: 12, height: 12 });
    lines.push({ id: `${dot}${state.initial}`, transition: "", source: state.path, from: dot, to: state.initial, usual: true, automatic: false });
  }
  for (const transition of chart.transitions) {
    const label = transitionLabel(transition, options, options.label?.width ?? 150, options.label?.lines ?? 2);
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
    for (let at = chart.byPath.get(path); at; at = at.parent === null ? undefined : chart.byPath.get(at.parent)) if (folded.has(at.path)) card = at.path;
    return card;
  };
}

function plainCard(id: string, parent: string | null, shape: Shape): Card {
  return { id, parent, kind: "leaf", shape, state: id, title: [], fullTitle: "", name: "", marks: [], inner: [], deep: false, folded: 0, aside: false, width: 0, height: 0, head: 0 };
}

function anytimeCard(options: PictureOptions): Card {
  const title = chartWords.anytime[options.language];
  const inner = innerRows("", options);
  return sized({ ...plainCard(anytime, null, "anytime"), state: "", title: [title], fullTitle: title, inner }, options.measure);
}

function stateCard(state: ChartState, options: PictureOptions): Card {
  const parent = state.parent === "" ? null : state.parent;
  if (state.type === "history") {
    const title = say(state.title, options.language, chartWords[state.history === "deep" ? "deepHistory" : "history"][options.language]);
    return { ...plainCard(state.path, parent, "history"), fullTitle: title, deep: state.history === "deep", width: 26, height: 26 };
  }
  const fullTitle = say(state.title, options.language, state.key);
  const folded = options.folded?.has(state.path) ? options.chart.states.filter((other) => other.path.startsWith(`${state.path}.`) && other.children.length === 0).length : 0;
  const container = state.children.length > 0 && folded === 0;
  const region = options.chart.byPath.get(state.parent ?? "")?.type === "parallel";
  const shape: Shape = region ? "region" : state.type === "final" ? "final" : state.type === "parallel" ? "parallel" : container ? "container" : "state";
  const kind: Box["kind"] = !container ? "leaf" : state.type === "parallel" ? "parallel" : region ? "region" : "container";
  const marks = marksOf(state, options);
  const name = options.names && (state.title !== undefined || container) ? state.key : "";
  const inner = innerRows(state.path, options);
  const title = container ? [fullTitle] : wrap(fullTitle, titleSize, 168, 2, options.measure, true).lines;
  return sized({ ...plainCard(state.path, parent, shape), kind, title, fullTitle, name, marks, inner, folded }, options.measure);
}

function sized(card: Card, measure: Measure): Card {
  const marks = card.marks.length * markWidth;
  const name = card.name === "" ? 0 : measure(card.name, 11);
  if (card.kind !== "leaf") {
    const width = measure(card.fullTitle, 13, true) + name + marks + 76;
    const rows = Math.max(0, ...card.inner.map((row) => measure(row.label.lines[0] ?? "", innerSize) + signWidth + 24));
    const head = up(titleStrip + card.inner.length * innerLine);
    return { ...card, width: up(Math.max(width, rows)), height: head + 24, head };
  }
  const title = Math.max(0, ...card.title.map((line) => measure(line, titleSize, true)));
  const rows = Math.max(0, ...card.inner.map((row) => measure(row.label.lines[0] ?? "", innerSize) + signWidth));
  const fold = card.folded > 0 ? 40 : 0;
  const width = Math.max(card.shape === "anytime" ? 72 : 104, Math.max(title + fold, name + marks, rows) + 26);
  const head = card.title.length * 20 + (card.name !== "" || card.marks.length > 0 ? 17 : 0);
  return { ...card, width: up(width), height: up(head + 14 + (card.inner.length > 0 ? card.inner.length * innerLine + 7 : 0)) };
}
/** On the grid of four pixels. */
const up = (size: number): number => Math.ceil(size / 4) * 4;

function innerRows(path: string, options: PictureOptions): Card["inner"] {
  return options.chart.transitions
    .filter((transition) => transition.source === path && transition.targets.length === 0 && !transition.forbidden)
    .flatMap((transition) => {
      const label = transitionLabel(transition, options, 150, 1);
      return label ? [{ id: transition.id, label }] : [];
    });
}

function marksOf(state: ChartState, { chart }: PictureOptions): Mark[] {
  const marks: Mark[] = [];
  for (const [source, mark] of [["ballot", "ballot"], ["procedure", "child"], ["call", "call"]] as const)
    if (state.invokes.some((invoke) => invoke.src === source)) marks.push(mark);
  if (state.tags.some((tag) => tag.startsWith("clock:") && !tag.endsWith(":stop"))) marks.push("clock");
  const asked = chart.transitions.some((transition) => transition.source === state.path && transition.kind === "event" && !transition.forbidden && !/[.]/.test(transition.event ?? ""));
  if (asked && state.meta.task !== false) marks.push("task");
  return marks.slice(0, 3);
}

/** The event's title, then the guard's title in brackets. */
export function transitionLabel(
  transition: ChartTransition,
  options: PictureOptions,
  width: number,
  lines: number,
): (Label & { width: number; height: number }) | undefined {
  const { sign, text } = cause(transition, options);
  const guard = guardInWords(transition.guard, options.procedure, options.language, options.parameters);
  const full = [text, guard === "" ? "" : `[${guard}]`].filter((part) => part !== "").join(" ");
  if (full === "" && sign === "") return undefined;
  const broken = wrap(full, labelSize, width, lines, options.measure);
  const sideways = sign === "" ? 0 : signWidth;
  return {
    sign,
    lines: broken.lines,
    full,
    width: Math.ceil(broken.width) + sideways + 8,
    height: Math.max(1, broken.lines.length) * labelLine + 2,
  };
}

function cause(transition: ChartTransition, { procedure, language, chart, parameters }: PictureOptions): { sign: Sign; text: string } {
  const own = say(transition.title, language);
  switch (transition.kind) {
    case "event":
      return eventCause(transition.event ?? "", procedure, language, own);
    case "after": {
      const delay = procedure.delays?.[transition.delay ?? ""];
      const length = delay ? limitInWords(delay, procedure, language, parameters) : (transition.delay ?? "");
      const title = own || say(delay?.title, language);
      return { sign: "delay", text: title === "" ? length : language === "en" ? `${title}, ${length}` : `${title} ${length}` };
    }
    case "always":
      return { sign: "auto", text: own };
    case "done":
      return { sign: "done", text: own || chartWords[chart.byPath.get(transition.source)?.type === "parallel" ? "allDone" : "done"][language] };
    case "invoke-done":
    case "invoke-error": {
      const source = chart.byPath.get(transition.source)?.invokes.find((invoke) => invoke.id === transition.invoke)?.src ?? "call";
      const sign: Sign = transition.kind === "invoke-error" ? "error" : source === "procedure" ? "child" : source;
      const title = source === "ballot" ? say(procedure.ballots?.[transition.invoke ?? ""]?.title, language) : "";
      const words = transition.kind === "invoke-error" ? chartWords.failed : source === "ballot" ? chartWords.decided : source === "procedure" ? chartWords.childDone : chartWords.answered;
      return { sign, text: own || (title === "" ? words[language] : title) };
    }
  }
}

/** Events of people by their title; events of the engine by what they tell. */
function eventCause(event: string, procedure: Procedure, language: Language, own: string): { sign: Sign; text: string } {
  const declared = procedure.events[event];
  if (declared) return { sign: "", text: own || say(declared.title, language, event) };
  const [engine, name = "", what = ""] = event.split(".");
  if (engine === "clock") return { sign: what as Light, text: own || say(procedure.clocks?.[name]?.title, language, name) };
  if (engine === "ballot") return { sign: "ballot", text: own || chartWords.silent[language] };
  if (engine === "due") {
    const words = what === "over" ? chartWords.overdue : chartWords.dueSoon;
    return { sign: "delay", text: own || `${say(procedure.obligations?.[name]?.title, language, name)} ${words[language]}` };
  }
  return { sign: "", text: own || event };
}

/** A guard's title: that of its rules, or its logic in words. */
export function guardInWords(guard: GuardConfig | undefined, procedure: Procedure, language: Language, parameters?: Pack["parameters"]): string {
  if (guard === undefined) return "";
  const title = (name: string): string => say(procedure.rules?.[name]?.title, language, name);
  if (typeof guard === "string") return title(guard);
  if (guard.type === "when") return phraseLogic(guard.params, procedure, language, parameters);
  const and = language === "en" ? " and " : "，且";
  const or = language === "en" ? " or " : "，或";
  return "all" in guard.params ? guard.params.all.map(title).join(and) : guard.params.any.map(title).join(or);
}
