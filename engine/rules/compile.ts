import type { Json } from "../model/types.ts";
import type { Call, Compiler } from "./call.ts";
import type { Environment } from "./environment.ts";
import { deeper } from "./environment.ts";
import { RuleFault } from "./fault.ts";
import type { Node } from "./node.ts";
import { explain, jsonOf, literal, node } from "./node.ts";
import { operatorCompilers } from "./operators/index.ts";

/** Makes a compiler out of what differs between packs: the zone, and how named rules and tables are found. */
export function createCompiler(names: Pick<Compiler, "zone" | "rule" | "table">): Compiler {
  const compiler: Compiler = {
    ...names,
    logic: (raw, env, path) => compileLogic(raw, env, compiler, path),
    template: (raw, env, path) => compileTemplate(raw, env, compiler, path),
  };
  return compiler;
}

/** Logic as json-logic-js reads it: lists are evaluated member by member, an object with exactly one key is an operator. */
function compileLogic(raw: Json | undefined, env: Environment, compiler: Compiler, path: string): Node {
  if (typeof raw !== "object" || raw === null) return literal(raw);
  if (Array.isArray(raw)) {
    const inside = deeper(env, path);
    return list(raw.map((item, i) => compileLogic(item, inside, compiler, `${path}/${i}`)));
  }
  const operator = soleKey(raw);
  return operator === null ? literal(raw) : compileOperator(operator, raw, env, compiler, path);
}

/**
 * A template (rule B6): an object with exactly one key that names an operator is logic; every other object, list and value
 * is built member by member. What is decided here is never decided again: nothing read from data is taken for logic.
 */
function compileTemplate(raw: Json, env: Environment, compiler: Compiler, path: string): Node {
  if (typeof raw !== "object" || raw === null) return literal(raw);
  const inside = deeper(env, path);
  if (Array.isArray(raw))
    return builtList(raw.map((item, i) => compileTemplate(item, inside, compiler, `${path}/${i}`)));
  const operator = soleKey(raw);
  if (operator !== null && operatorCompilers.has(operator))
    return compileOperator(operator, raw, env, compiler, path);
  const members = Object.entries(raw).map(([key, value]): [string, Node] => {
    const at = `${path}/${pointerToken(key)}`;
    if (key === "__proto__") throw new RuleFault("forbidden-name", at, key);
    return [key, compileTemplate(value, inside, compiler, at)];
  });
  return builtObject(members);
}

function compileOperator(
  op: string,
  raw: { [key: string]: Json },
  env: Environment,
  compiler: Compiler,
  path: string,
): Node {
  const compile = operatorCompilers.get(op);
  const at = `${path}/${pointerToken(op)}`;
  if (!compile) throw new RuleFault("unknown-operator", at, op);
  const quoted = raw[op] ?? null;
  const call: Call = {
    op,
    raw: Array.isArray(quoted) ? quoted : [quoted],
    quoted,
    path: at,
    env: deeper(env, at),
    compiler,
  };
  return compile(call);
}

function soleKey(raw: object): string | null {
  const keys = Object.keys(raw);
  return keys.length === 1 ? (keys[0] as string) : null;
}

function pointerToken(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** A list in logic. It is made anew each time, as json-logic-js does: two such lists are never the same one. */
function list(items: readonly Node[]): Node {
  return node("list", items, (d, scope, budget) => items.map((item) => item.run(d, scope, budget)), {
    json: items.every((item) => item.json),
    ...(items.every((item) => item.constant) ? { parts: () => [] } : {}),
  });
}

function builtList(items: readonly Node[]): Node {
  const values = items.map(jsonOf);
  return node("list", items, (d, scope, budget) => values.map((value) => value(d, scope, budget)), {
    json: true,
  });
}

function builtObject(members: readonly [string, Node][]): Node {
  const values = members.map(([key, value]) => [key, jsonOf(value)] as const);
  return node(
    "object",
    members.map(([, value]) => value),
    (d, scope, budget) => {
      const built: Record<string, Json> = {};
      for (const [key, value] of values) built[key] = value(d, scope, budget);
      return built;
    },
    {
      json: true,
      parts: (d, scope, budget) =>
        members.map(([key, value]) => ({ name: key, ...explain(value, d, scope, budget) })),
    },
  );
}
