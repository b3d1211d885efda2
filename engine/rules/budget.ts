import { RuleFault } from "./fault.ts";

/** What evaluations may still spend. One budget can be shared by all evaluations of a step. Not JSON: it is counted down. */
export interface Budget {
  left: number;
}

/**
 * Steps that one evaluation may take unless it is told otherwise: about one for each operator evaluated and each sixteen
 * characters of text made. Some tens of milliseconds at the most.
 */
export const defaultSteps = 1_000_000;

export function createBudget(steps: number = defaultSteps): Budget {
  return { left: steps };
}

/** Counts work. Throws {@link RuleFault} `limit-exceeded` when nothing is left. */
export function spend(budget: Budget, steps: number): void {
  if ((budget.left -= steps) < 0) throw new RuleFault("limit-exceeded");
}

/** What handling a text of that many characters costs. */
export function textCost(length: number): number {
  return 1 + (length >> 4);
}
