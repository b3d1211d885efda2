import { refusal } from "../model/index.ts";
import type { Refusal } from "../model/index.ts";
import { RuleFault } from "../rules/index.ts";

/** Stops a step from inside: thrown where a rule, an action or a time limit cannot go on, and caught by the step. */
export class StepFault extends Error {
  override name = "StepFault";
  readonly refusal: Refusal;
  /** Code of the incident it becomes where nobody is there to be refused; that of the refusal where absent. */
  readonly incident: string;

  constructor(why: Refusal, incident: string = why.code) {
    super(why.message.en);
    this.refusal = why;
    this.incident = incident;
  }
}

/** What a person is told of something that was thrown inside a step; what is no fault of the definition or of what was sent is thrown on. */
export function refusalOf(thrown: unknown): Refusal {
  if (thrown instanceof StepFault) return thrown.refusal;
  if (thrown instanceof RuleFault && thrown.code === "limit-exceeded")
    return refusal("limit-exceeded.rule", { limit: ruleSteps });
  throw thrown;
}

/** Microsteps of one command (A10). */
export const maxMicrosteps = 1_000;
/** Steps of all rules of one command together. */
export const ruleSteps = 1_000_000;
