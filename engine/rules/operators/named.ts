import { spend } from "../budget.ts";
import type { Call, Operators } from "../call.ts";
import { argumentPath, writtenName } from "../call.ts";
import { noteRead } from "../environment.ts";
import { RuleFault } from "../fault.ts";
import type { Node, Run } from "../node.ts";
import { explain, jsonOf, literal, node } from "../node.ts";
import type { Table } from "../table.ts";

/** `rule`: a named rule in the whole scope, with the `row` and `index` that stand there. */
function rule(call: Call): Node {
  const name = writtenName(call, 0);
  const { body, title, reads } = call.compiler.rule(name, call.env, argumentPath(call, 0));
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
      boolean: body.boolean,
      inner: [body],
      parts: (_, scope, budget) => [explain(body, scope, scope, budget)],
    },
  );
}

/**
 * `decide` [table, inputs?, output?]: the outputs of a table. Its inputs are read from the whole scope or, where a template of
 * inputs is given, from the object which that builds. With the name of an output it gives that one alone.
 */
function decide(call: Call): Node {
  const table = call.compiler.table(writtenName(call, 0), argumentPath(call, 0));
  const supplied = isWritten(call, 1) ? suppliedInputs(call) : null;
  const output = isWritten(call, 2) ? outputPosition(call, table) : null;
  if (!supplied) for (const path of table.inputs) noteRead(call.env, path);
  const source = supplied ? "built" : "scope";
  const inputs: Run = supplied ? jsonOf(supplied) : (_, scope) => scope;
  return node(
    call.op,
    supplied ? [supplied] : [],
    (d, scope, budget) => table.give(table.decide(inputs(d, scope, budget), source, budget), output),
    {
      name: table.name,
      title: table.title,
      json: true,
      parts: (d, scope, budget) => table.parts(inputs(d, scope, budget), source, budget),
    },
  );
}

function isWritten(call: Call, position: number): boolean {
  return call.raw[position] !== undefined && call.raw[position] !== null;
}

function suppliedInputs(call: Call): Node {
  return call.compiler.template(call.raw[1] ?? null, call.env, argumentPath(call, 1));
}

function outputPosition(call: Call, table: Table): number {
  const name = writtenName(call, 2);
  const position = table.outputs.indexOf(name);
  if (position < 0) throw new RuleFault("unknown-output", argumentPath(call, 2), name);
  return position;
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
    { name: state, boolean: true },
  );
}

export const namedOperators: Operators = {
  rule,
  decide,
  at,
  literal: (call) => literal(call.quoted),
};
