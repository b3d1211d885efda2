import type { Json } from "../../model/types.ts";
import type { Budget } from "../budget.ts";
import { spend } from "../budget.ts";
import type { Call, Operators } from "../call.ts";
import { argumentPath, writtenName } from "../call.ts";
import { noteRead } from "../environment.ts";
import { RuleFault } from "../fault.ts";
import type { Node } from "../node.ts";
import { explain, jsonValue, literal, node } from "../node.ts";
import type { Table } from "../table.ts";

/** `rule`: a named rule in the whole scope, with the `row` and `index` that stand there. */
function rule(call: Call): Node {
  const name = writtenName(call, 0);
  const { body, title, reads } = call.compiler.rule(name, argumentPath(call, 0));
  for (const path of reads) noteRead(call.env, path);
  const { run, weight } = body;
  return node(
    call.op,
    [],
    (_, scope, budget) => {
      spend(budget, weight);
      return run(scope, scope, budget);
    },
    {
      name,
      title,
      json: body.json,
      inner: [body],
      parts: (_, scope, budget) => [explain(body, scope, scope, budget)],
    },
  );
}

/**
 * `decide` [table, inputs?, output?]: the outputs of a table. Its inputs are read from the whole scope or, where a template of inputs
 * is given, from what that builds: an object with a member for each input, or a list in their order. With the name of an output it
 * gives that one alone.
 */
function decide(call: Call): Node {
  const table = call.compiler.table(writtenName(call, 0), argumentPath(call, 0));
  const supplied = (call.raw[1] ?? null) === null ? null : suppliedInputs(call);
  const output = (call.raw[2] ?? null) === null ? null : outputName(call, table);
  if (!supplied) for (const path of table.inputs) noteRead(call.env, path);
  const inputs = (d: unknown, scope: unknown, budget: Budget): Json[] =>
    supplied ? table.supplied(jsonValue(supplied, d, scope, budget)) : table.read(scope, budget);
  return node(
    call.op,
    supplied ? [supplied] : [],
    (d, scope, budget) => table.decide(inputs(d, scope, budget), budget, output),
    {
      name: table.name,
      title: table.title,
      json: true,
      parts: (d, scope, budget) => table.parts(inputs(d, scope, budget), budget),
    },
  );
}

function suppliedInputs(call: Call): Node {
  return call.compiler.template(call.raw[1] ?? null, call.env, argumentPath(call, 1));
}

function outputName(call: Call, table: Table): string {
  const name = writtenName(call, 2);
  if (!table.outputs.includes(name)) throw new RuleFault("unknown-output", argumentPath(call, 2), name);
  return name;
}

/** `at`: whether a state is active, as the scope says. */
function at(call: Call): Node {
  const state = writtenName(call, 0);
  return node(
    call.op,
    [],
    (_, scope) => {
      const isActive = (scope as { at?: unknown } | null | undefined)?.at;
      return typeof isActive === "function" && isActive(state) === true;
    },
    { name: state, json: true },
  );
}

export const namedOperators: Operators = {
  rule,
  decide,
  at,
  literal: (call) => literal(call.quoted),
};
