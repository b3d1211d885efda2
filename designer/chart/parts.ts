import type { Chart } from "../../engine/model/chart.ts";
import type { Language, Light, Pack, Procedure } from "../../engine/model/types.ts";
import type { Box, Link } from "./arrange.ts";
import type { Measure } from "./measure.ts";

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

export type Shape =
  "state" | "final" | "container" | "parallel" | "region" | "initial" | "history" | "anytime";

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

/** Id of the card for what is possible at any stage. */
export const anytime = "*";
