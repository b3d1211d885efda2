import type { Json, Text } from "../model/types.ts";
import type { Environment } from "./environment.ts";
import { RuleFault } from "./fault.ts";
import type { Node } from "./node.ts";
import type { Table } from "./table.ts";
import type { RuleZone } from "./types.ts";

/** What the operators need of the compiler. */
export interface Compiler {
  readonly zone: RuleZone | undefined;
  logic(raw: Json | undefined, env: Environment, path: string): Node;
  template(raw: Json, env: Environment, path: string): Node;
  /** A named rule, compiled in the whole scope. Throws {@link RuleFault} `unknown-rule` or `circular-rule`. */
  rule(name: string, env: Environment, path: string): NamedRule;
  /** Throws {@link RuleFault} `unknown-decision` or `invalid-table`. */
  table(name: string, path: string): Table;
}
export interface NamedRule {
  readonly body: Node;
  readonly title?: Text;
  readonly reads: ReadonlySet<string>;
}

/** One use of an operator. */
export interface Call {
  readonly op: string;
  /** Arguments as written; one that is no list stands for a list of one. */
  readonly raw: readonly Json[];
  /** What is written behind the operator, as it stands. */
  readonly quoted: Json;
  readonly path: string;
  readonly env: Environment;
  readonly compiler: Compiler;
}
/** Compiles one use of an operator. */
export type OperatorCompiler = (call: Call) => Node;
/** A family of operators by name. */
export type Operators = Record<string, OperatorCompiler>;

/** The argument at a position, compiled; nothing where it is not written. */
export function argument(call: Call, position: number, env: Environment = call.env): Node {
  return call.compiler.logic(call.raw[position], env, argumentPath(call, position));
}

export function allArguments(call: Call): Node[] {
  return call.raw.map((_, position) => argument(call, position));
}

export function argumentPath(call: Call, position: number): string {
  return Array.isArray(call.quoted) ? `${call.path}/${position}` : call.path;
}

/** An argument that is a name and must be written out. Throws {@link RuleFault} `name-expected`. */
export function writtenName(call: Call, position: number): string {
  const name = call.raw[position];
  if (typeof name !== "string") throw new RuleFault("name-expected", argumentPath(call, position), name);
  return name;
}
