import type { AppealDefinition, Duration, Logic } from "../model/index.ts";
import type { Rule } from "../rules/index.ts";

/** What a clock says of appeals against its lights (D4), compiled. */
export interface AppealPlan {
  definition: AppealDefinition;
  within: LimitPlan | null;
  due: LimitPlan | null;
}
export interface LimitPlan {
  limit: Rule;
  unit: Duration["unit"];
  roll: boolean;
}

export function planAppeal(
  definition: AppealDefinition | null,
  compile: (logic: Logic) => Rule,
): AppealPlan | null {
  if (definition === null) return null;
  const limitOf = (duration: Duration | undefined): LimitPlan | null =>
    duration === undefined
      ? null
      : { limit: compile(duration.limit), unit: duration.unit, roll: duration.roll === true };
  return { definition, within: limitOf(definition.within), due: limitOf(definition.due) };
}
