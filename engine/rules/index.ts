/**
 * Rules of Guicheng: JSON-Logic, templates and decision tables, compiled to closures. Usable without the rest of the engine.
 *
 * @example
 * import { compileRule } from "guicheng/rules";
 * const large = compileRule({ ">=": [{ "var": "data.amount" }, 5000] });
 * large.holds({ data: { amount: 7200 } }); // true
 * large.explain({ data: { amount: 7200 } }); // { op: ">=", value: true, parts: [{ op: "var", name: "data.amount", value: 7200 }, …] }
 */
export { createBudget, defaultSteps, type Budget } from "./budget.ts";
export { readCell, sameJson, type Cell } from "./cells.ts";
export { fraction, type Fraction } from "./decimal.ts";
export { RuleFault, type RuleFaultCode } from "./fault.ts";
export { compareShare } from "./operators/share.ts";
export { compileRule, createRules, type Rules, type RulesOptions } from "./rules.ts";
export type { Decision, Explanation, Rule, RuleZone, Scope } from "./types.ts";
export { truthy } from "./values.ts";
