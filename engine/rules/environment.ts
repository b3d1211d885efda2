/** Where logic stands while it is compiled: what it sees, and what has been learnt of it so far. */
export interface Environment {
  /** Whether `var` reads the whole scope, or one item only (rule B5). */
  readonly sees: "scope" | "item";
  /** Whether an operator around it sets `row` and `index`. */
  readonly row: boolean;
  readonly depth: number;
  /** Paths of the whole scope that are read; shared by all logic that is compiled together. */
  readonly reads: Set<string>;
  /** Set where logic hands on the very object that `var` reads, or the whole scope: a loop may then not use it again. */
  readonly itemKept: Flag;
  readonly scopeKept: Flag;
}
export interface Flag {
  set: boolean;
}

export function rootEnvironment(): Environment {
  const scopeKept = { set: false };
  return { sees: "scope", row: false, depth: 0, reads: new Set(), itemKept: scopeKept, scopeKept };
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

const boundByRow = /^(?:row|index)(?:\.|$)/;

/** Notes that a path of the whole scope may be read; `""` is all of it. */
export function noteRead(env: Environment, path: string): void {
  if (path === "") env.scopeKept.set = true;
  if (!(env.row && boundByRow.test(path))) env.reads.add(path);
}
