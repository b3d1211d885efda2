import { RuleFault } from "./fault.ts";

/** Where logic stands while it is compiled: what it sees, and what has been learnt of it so far. */
export interface Environment {
  /** Whether `var` reads the whole scope, or one item only (rule B5). */
  readonly sees: "scope" | "item";
  /** Whether an operator around it sets `row` and `index`. */
  readonly row: boolean;
  /** How deep it stands in the logic that is compiled, and how deep that stands in the rules that name each other. */
  readonly depth: number;
  readonly around: number;
  /** Paths of the whole scope that are read; shared by all logic that is compiled together. */
  readonly reads: Set<string>;
  /** Set where logic hands on the very object that `var` reads, or the whole scope: a loop may then not use it again. */
  readonly itemKept: Flag;
  readonly scopeKept: Flag;
}
export interface Flag {
  set: boolean;
}

/** `around`: how deep the place stands from which the logic is named. */
export function rootEnvironment(around = 0): Environment {
  const scopeKept = { set: false };
  return { sees: "scope", row: false, depth: 0, around, reads: new Set(), itemKept: scopeKept, scopeKept };
}

/** Inner logic of the standard list operators. */
export function itemEnvironment(outside: Environment): Environment {
  return { ...outside, sees: "item", itemKept: { set: false } };
}

/** Inner logic of our own list operators. */
export function rowEnvironment(outside: Environment): Environment {
  const scopeKept = { set: false };
  return { ...outside, sees: "scope", row: true, itemKept: scopeKept, scopeKept };
}

/** Logic that is written deeper is refused before anything nests as deep as it does. */
const deepestLogic = 200;
/** The same for rules that name rules: far from the depth at which a host's stack ends, for compiling and for evaluating. */
export const deepestNesting = 400;

/** The place one level further in. Throws {@link RuleFault} `too-deep`. */
export function deeper(env: Environment, path: string): Environment {
  if (env.depth >= deepestLogic || env.around + env.depth >= deepestNesting)
    throw new RuleFault("too-deep", path);
  return { ...env, depth: env.depth + 1 };
}

const boundByRow = /^(?:row|index)(?:\.|$)/;

/** Whether a path reads the item that an operator around it goes through, which may have been computed. */
export function readsRow(env: Environment, path: string): boolean {
  return env.row && boundByRow.test(path);
}

/** Notes that a path of the whole scope may be read; `""` is all of it. */
export function noteRead(env: Environment, path: string): void {
  if (path === "") env.scopeKept.set = true;
  if (!readsRow(env, path)) env.reads.add(path);
}
