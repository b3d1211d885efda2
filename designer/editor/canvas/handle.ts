import type { Alignment } from "./geometry/align.ts";
import type { Heading } from "./geometry/neighbours.ts";

/** What can be asked of a canvas that is shown: whatever an edit alone cannot do, because it depends on where things stand or on what is seen. */
export interface CanvasHandle {
  fit(): void;
  fitSelection(): void;
  /** Brings what is selected, a stage or a way on, into the middle. */
  center(): void;
  zoom(by: number): void;
  /** Selects what lies in a direction. */
  go(heading: Heading): void;
  /** Selects the next way out of the selected stage (or back). */
  nextWay(by: 1 | -1): void;
  /** Moves what is selected by a step of the grid. */
  nudge(heading: Heading, far: boolean): void;
  rename(): void;
  append(): void;
  connect(): void;
  selectAll(): void;
  remove(): void;
  /** Puts what is selected into a container around it. */
  wrap(): void;
  duplicate(): void;
  copy(): void;
  cut(): void;
  paste(): void;
  align(how: Alignment): void;
  distribute(axis: "level" | "upright"): void;
  /** Arranges everything, or what is selected, automatically; done when that is to be seen. */
  arrange(what: "all" | "selection"): Promise<void>;
  turn(): void;
  fold(): void;
  /** Shows the selected container alone, or all around it again. */
  drill(inward: boolean): void;
  minimap(): void;
  menu(): void;
  keys(): void;
  exportAs(kind: "svg" | "png"): Promise<void>;
  print(): void;
}
