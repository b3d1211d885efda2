import type { DecisionTable, Json, Logic, RuleDefinition, Template } from "../model/types.ts";
import type { Budget } from "./budget.ts";
import { createBudget, defaultSteps, spend } from "./budget.ts";
import type { NamedRule } from "./call.ts";
import { createCompiler } from "./compile.ts";
import type { Environment } from "./environment.ts";
import { rootEnvironment } from "./environment.ts";
import { RuleFault } from "./fault.ts";
import type { Node } from "./node.ts";
import { explain, jsonOf, testOf } from "./node.ts";
import type { Table } from "./table.ts";
import { compileTable } from "./table.ts";
import type { Decision, Explanation, Rule, RuleZone, Scope } from "./types.ts";

export interface RulesOptions {
  /** Named rules, for `{ "rule": "<name>" }`. */
  rules?: Record<string, RuleDefinition> | undefined;
  /** Decision tables, for `{ "decide": ["<name>"] }`. */
  decisions?: Record<string, DecisionTable> | undefined;
  /** Civil time of the pack (`createZone` of `guicheng/time`); without it logic with date operators is refused. */
  zone?: RuleZone | undefined;
}

/** The rules and tables of one procedure. */
export interface Rules {
  /**
   * Compiles logic. It is read once and must not be changed afterwards.
   * Throws {@link RuleFault}: an unknown operator, rule, table, unit or format, a circle of rules, nesting beyond 200 levels.
   */
  compile(logic: Logic): Rule;
  /** Compiles a template (rule B6). Every `evaluate` builds a new value. Throws as `compile` does. */
  template(template: Template): Rule;
  /** A named rule, compiled once. Throws {@link RuleFault} `unknown-rule`. */
  rule(name: string): Rule;
  /** A decision table, compiled once. Throws {@link RuleFault} `unknown-decision` or `invalid-table`. */
  decision(name: string): Decision;
  /** Evaluates logic once, with the values of all its parts. */
  explain(logic: Logic, scope: Scope | Json): Explanation;
}

/** Explaining evaluates the parts of parts again; it may take so many times the steps of evaluating. */
const explanationFactor = 20;

/**
 * Makes the rules of a procedure. Named rules and tables are compiled when they are first needed.
 *
 * @example
 * const rules = createRules({
 *   decisions: { tier: { title: { en: "Tier", "zh-CN": "级别" }, inputs: ["data.amount"], outputs: ["level"], hit: "first",
 *                        rows: [{ when: [{ "<": 5000 }], then: ["team"] }], otherwise: ["head"] } },
 *   rules: { small: { title: { en: "Small", "zh-CN": "小额" }, when: { "==": [{ decide: ["tier", null, "level"] }, "team"] } } },
 * });
 * rules.rule("small").holds({ data: { amount: 12 } }); // true
 */
export function createRules(options: RulesOptions = {}): Rules {
  const { rules = {}, decisions = {}, zone } = options;
  const compiled = new Map<string, NamedRule>();
  const tables = new Map<string, Table>();
  const inProgress = new Set<string>();
  const compiler = createCompiler({ zone, rule: namedRule, table });

  function namedRule(name: string, from: Environment, path: string): NamedRule {
    const known = compiled.get(name);
    if (known) return known;
    const definition = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!definition) throw new RuleFault("unknown-rule", path, name);
    if (inProgress.has(name)) throw new RuleFault("circular-rule", path, name);
    inProgress.add(name);
    try {
      const env = rootEnvironment(from.around + from.depth);
      const body = compiler.logic(definition.when, env, "");
      const rule: NamedRule = { body, title: definition.title, reads: env.reads };
      compiled.set(name, rule);
      return rule;
    } finally {
      inProgress.delete(name);
    }
  }

  function table(name: string, path: string): Table {
    const known = tables.get(name);
    if (known) return known;
    const definition = Object.hasOwn(decisions, name) ? decisions[name] : undefined;
    if (!definition) throw new RuleFault("unknown-decision", path, name);
    const made = compileTable(name, definition);
    tables.set(name, made);
    return made;
  }

  function compile(logic: Logic): Rule {
    const env = rootEnvironment();
    return ruleOf(compiler.logic(logic, env, ""), env.reads);
  }

  return {
    compile,
    template: (template) => {
      const env = rootEnvironment();
      return ruleOf(compiler.template(template, env, ""), env.reads);
    },
    rule: (name) => compile({ rule: name }),
    decision: (name) => decisionOf(table(name, "")),
    explain: (logic, scope) => compile(logic).explain(scope),
  };
}

/**
 * Compiles logic that names no rules, tables or dates.
 *
 * @example compileRule({ in: [{ var: "kind" }, ["major", "serious"]] }).holds({ kind: "major" }) // true
 */
export function compileRule(logic: Logic): Rule {
  return createRules().compile(logic);
}

function ruleOf(body: Node, reads: ReadonlySet<string>): Rule {
  const { weight } = body;
  const value = jsonOf(body);
  const test = testOf(body);
  const own = createBudget();
  return {
    evaluate(scope, budget) {
      const steps = budget ?? refilled(own);
      spend(steps, weight);
      return value(scope, scope, steps);
    },
    holds(scope, budget) {
      const steps = budget ?? refilled(own);
      spend(steps, weight);
      return test(scope, scope, steps);
    },
    explain: (scope, budget = createBudget(explanationFactor * defaultSteps)) =>
      explain(body, scope, scope, budget),
    reads: [...reads].sort(),
  };
}

function decisionOf(table: Table): Decision {
  const own = createBudget();
  return {
    decide(scope, budget) {
      const steps = budget ?? refilled(own);
      return table.give(table.decide(scope, "scope", steps), null);
    },
    hits(scope, budget) {
      return table.hits(scope, "scope", budget ?? refilled(own));
    },
    reads: [...table.inputs].sort(),
  };
}

/** A budget that is filled anew for each evaluation, which costs less than making one. */
function refilled(budget: Budget): Budget {
  budget.left = defaultSteps;
  return budget;
}
