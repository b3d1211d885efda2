import { createContext, useContext } from "react";
import type { LogicScope } from "../../../engine/model/names/scope.ts";
import type { Json } from "../../../engine/model/types.ts";
import { fieldsIn, type Field } from "./fields.ts";
import { scopeOf } from "./seen.ts";
import type { NodePath, Reading, RuleNode } from "./tree.ts";
import { keyOf } from "./rows.ts";

/** What a part of a rule gives, for the data that it is tried with. */
export interface Mark {
  value: Json;
  /** Nothing is stored where a path reads. */
  missing: boolean;
}

/** What every part of the builder works with: one rule, where it stands, and how it is changed. */
export interface Building {
  tree: RuleNode;
  reading: Reading;
  /** Changes in a row with the same gesture are undone together. */
  change(tree: RuleNode | null, gesture?: string): void;
  /** What the node at a path may read. */
  scopeFor(path: NodePath): LogicScope;
  /** What is wrong at a node, as the checker says. */
  problemsAt(path: NodePath): readonly string[];
  /** What a node gives; null where that cannot be told. Absent while nothing is tried. */
  markAt?: ((path: NodePath) => Mark | null) | undefined;
}

const BuildingContext = createContext<Building | null>(null);
export const BuildingProvider = BuildingContext.Provider;

export function useBuilding(): Building {
  const building = useContext(BuildingContext);
  if (building === null) throw new Error("Outside a rule");
  return building;
}

/** Scopes by place in one tree, each reckoned once. */
export function scopesIn(root: LogicScope, tree: RuleNode): Building["scopeFor"] {
  const known = new Map<string, LogicScope>();
  return (path) => {
    const key = keyOf(path);
    const scope = known.get(key) ?? scopeOf(root, tree, path);
    known.set(key, scope);
    return scope;
  };
}

const offered = new WeakMap<LogicScope, ReadonlyMap<string, Field>>();

/** Everything that may be read in a scope, by operator and path. */
export function fieldsOf(scope: LogicScope): ReadonlyMap<string, Field> {
  const known = offered.get(scope);
  if (known !== undefined) return known;
  const made = new Map(fieldsIn(scope).map((field) => [`${field.op} ${field.path}`, field]));
  offered.set(scope, made);
  return made;
}
