import { forbiddenKeys } from "../../../engine/model/safety.ts";
import { call, isCall, operatorOf, type NodePath, type RuleNode } from "./tree.ts";

/**
 * Changes of a rule's tree, by the path of a node. Each is pure and changes what it names and nothing else; one that does
 * not fit where it is asked for gives the same tree. Null is the tree of which nothing is left.
 */

/** The node at a path. */
export function nodeAt(tree: RuleNode, path: NodePath): RuleNode | undefined {
  return path.reduce<RuleNode | undefined>((node, place) => node?.parts[place], tree);
}

/** Puts another node in the place of one. */
export function replaced(tree: RuleNode, path: NodePath, node: RuleNode): RuleNode {
  const [place, ...rest] = path;
  if (place === undefined) return node;
  const part = tree.parts[place];
  if (part === undefined) return tree;
  const inner = replaced(part, rest, node);
  return inner === part ? tree : withParts(tree, tree.parts.with(place, inner));
}

/** Puts a group, or a “not”, around a node. */
export function wrapped(tree: RuleNode, path: NodePath, op: "and" | "or" | "!"): RuleNode {
  const node = nodeAt(tree, path);
  return node === undefined ? tree : replaced(tree, path, call(op, node));
}

/** Takes a group or a “not” away from around its parts. Several parts need a list around the group to stand in. */
export function unwrapped(tree: RuleNode, path: NodePath): RuleNode {
  const node = nodeAt(tree, path);
  if (!canUnwrap(tree, path) || node === undefined) return tree;
  if (node.parts.length === 1) return replaced(tree, path, node.parts[0]!);
  const around = nodeAt(tree, path.slice(0, -1))!;
  const place = path.at(-1)!;
  return replaced(
    tree,
    path.slice(0, -1),
    withParts(around, around.parts.toSpliced(place, 1, ...node.parts)),
  );
}

export function canUnwrap(tree: RuleNode, path: NodePath): boolean {
  const node = nodeAt(tree, path);
  if (node === undefined || node.parts.length === 0) return false;
  if (node.kind === "not") return node.parts.length === 1;
  if (!isGroup(node)) return false;
  const around = path.length === 0 ? undefined : nodeAt(tree, path.slice(0, -1));
  return node.parts.length === 1 || (around !== undefined && isGroup(around));
}

/** Adds a part to a group or list, at a place or last; to anything else, by a group of both. */
export function added(tree: RuleNode, path: NodePath, node: RuleNode, place?: number): RuleNode {
  const holder = nodeAt(tree, path);
  if (holder === undefined) return tree;
  if (!isGroup(holder) && holder.kind !== "sequence") return replaced(tree, path, call("and", holder, node));
  const at = place ?? holder.parts.length;
  return replaced(tree, path, withParts(holder, holder.parts.toSpliced(at, 0, node)));
}

/** Adds a member to an object of a template; gives the same tree where there is one of that name. */
export function withMember(tree: RuleNode, path: NodePath, key: string, node: RuleNode): RuleNode {
  const record = nodeAt(tree, path);
  if (record?.kind !== "record" || !isFreeKey(record.keys, key)) return tree;
  return replaced(tree, path, { ...record, keys: [...record.keys, key], parts: [...record.parts, node] });
}

/** Gives a member of an object another name. */
export function renamedMember(tree: RuleNode, path: NodePath, key: string): RuleNode {
  const record = nodeAt(tree, path.slice(0, -1));
  if (path.length === 0 || record?.kind !== "record" || !isFreeKey(record.keys, key)) return tree;
  return replaced(tree, path.slice(0, -1), { ...record, keys: record.keys.with(path.at(-1)!, key) });
}

const isFreeKey = (keys: readonly string[], key: string): boolean =>
  key !== "" && !keys.includes(key) && !forbiddenKeys.includes(key);

/** Gives a call another operator; its arguments stay, where the operator takes so many. */
export function withOperator(tree: RuleNode, path: NodePath, op: string): RuleNode {
  const node = nodeAt(tree, path);
  const operator = operatorOf(op);
  if (!isCall(node) || operator === undefined || node.parts.length > operator.max) return tree;
  return replaced(tree, path, { ...call(op, ...node.parts), bare: node.bare });
}

const mirrored: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Exchanges the two operands of a comparison, whose meaning stays: what was less than is more than. */
export function swapped(tree: RuleNode, path: NodePath): RuleNode {
  const node = nodeAt(tree, path);
  if (node?.kind !== "comparison" || node.parts.length !== 2) return tree;
  const [left, right] = node.parts;
  return replaced(tree, path, { ...node, op: mirrored[node.op] ?? node.op, parts: [right!, left!] });
}

/** Takes a node out; a group of which nothing is left goes with it. */
export function removed(tree: RuleNode, path: NodePath): RuleNode | null {
  if (path.length === 0) return null;
  const around = nodeAt(tree, path.slice(0, -1));
  if (around === undefined || !canRemove(tree, path)) return tree;
  const place = path.at(-1)!;
  const parts = around.parts.toSpliced(place, 1);
  if (parts.length === 0 && around.kind !== "sequence" && around.kind !== "record")
    return removed(tree, path.slice(0, -1));
  const rest =
    around.kind === "record"
      ? { ...around, keys: around.keys.toSpliced(place, 1), parts }
      : withParts(around, parts);
  return replaced(tree, path.slice(0, -1), rest);
}

/** Whether a node can be missing: the operands that an operator needs cannot. */
export function canRemove(tree: RuleNode, path: NodePath): boolean {
  if (path.length === 0) return true;
  const around = nodeAt(tree, path.slice(0, -1));
  if (around === undefined || nodeAt(tree, path) === undefined) return false;
  if (!isCall(around)) return true;
  if (isGroup(around)) return around.parts.length > 1 || canRemove(tree, path.slice(0, -1));
  const operator = operatorOf(around.op)!;
  const isLast = path.at(-1) === around.parts.length - 1;
  return around.parts.length > operator.min && (isLast || operator.takes.length === 1);
}

/** Moves a node into a group or list, before the part that is at a place now. A node is not moved into itself. */
export function moved(tree: RuleNode, from: NodePath, into: NodePath, place: number): RuleNode {
  const node = nodeAt(tree, from);
  const holder = nodeAt(tree, into);
  if (node === undefined || holder === undefined || from.length === 0 || !holds(holder)) return tree;
  if (isWithin(into, from) || !canRemove(tree, from)) return tree;
  const source = nodeAt(tree, from.slice(0, -1))!;
  if (!holds(source)) return tree;
  const here = from.at(-1)!;
  if (samePath(into, from.slice(0, -1))) {
    const to = place > here ? place - 1 : place;
    if (to === here) return tree;
    const parts = source.parts.toSpliced(here, 1).toSpliced(to, 0, node);
    return replaced(tree, into, withParts(source, parts));
  }
  const grown = replaced(tree, into, withParts(holder, holder.parts.toSpliced(place, 0, node)));
  return removed(grown, shifted(from, into, place)) ?? tree;
}

/** Puts the same node once more behind a node of a group or list. */
export function duplicated(tree: RuleNode, path: NodePath): RuleNode {
  const node = nodeAt(tree, path);
  const around = path.length === 0 ? undefined : nodeAt(tree, path.slice(0, -1));
  if (node === undefined) return tree;
  if (around === undefined || !holds(around)) return tree;
  return added(tree, path.slice(0, -1), node, path.at(-1)! + 1);
}

/** A group of conditions. */
export function isGroup(node: RuleNode): boolean {
  return node.kind === "all" || node.kind === "any";
}

/** Whether parts can come and go, and change places. */
export function holds(node: RuleNode): boolean {
  return isGroup(node) || node.kind === "sequence" || node.kind === "lists";
}

export function samePath(one: NodePath, other: NodePath): boolean {
  return one.length === other.length && isWithin(one, other);
}

/** Whether a path leads to a node or into it. */
export function isWithin(path: NodePath, outer: NodePath): boolean {
  return outer.every((place, index) => path[index] === place);
}

/** Where a node is after something has come in before it. */
function shifted(path: NodePath, into: NodePath, place: number): NodePath {
  const depth = into.length;
  if (!isWithin(path, into) || path.length <= depth || path[depth]! < place) return path;
  return path.with(depth, path[depth]! + 1);
}

function withParts(node: RuleNode, parts: readonly RuleNode[]): RuleNode {
  return { ...node, parts } as RuleNode;
}
