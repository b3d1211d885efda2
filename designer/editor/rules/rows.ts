import { pointer } from "../../../engine/model/pointer.ts";
import { isCall, pathOf, type NodePath, type RuleNode } from "./tree.ts";

/** One line of the builder. */
export interface Row {
  readonly path: NodePath;
  readonly node: RuleNode;
  readonly depth: number;
  /** What it is to the line above: the name of a member, or how a branch begins. */
  readonly role?:
    | { readonly member: string }
    | { readonly branch: "if" | "so" | "else" }
    | { readonly each: "each" | "take" };
  /** Has lines of its own below it, or would have were it not folded. */
  readonly holds: boolean;
}

/** How many operators stand inside one another in one line; what is deeper gets lines of its own. */
const deepestInline = 3;

/** Whether a node is written on several lines. */
export function isBlock(node: RuleNode): boolean {
  switch (node.kind) {
    case "all":
    case "any":
    case "not":
    case "items":
    case "branches":
    case "lists":
    case "record":
      return true;
    case "sequence":
      return node.parts.some((part) => isCall(part) || part.parts.length > 0 || part.kind === "raw");
    default:
      return false;
  }
}

/** Whether the part of a node stands in its line, as its words or as a mark that it follows below. */
export function isInline(node: RuleNode, place: number): boolean {
  if (!isBlock(node)) return true;
  return node.kind === "items" && place === 0;
}

/** Whether a part that stands in a line is written out there. */
export function isWrittenOut(node: RuleNode, nesting: number): boolean {
  return !isBlock(node) && (node.parts.length === 0 || nesting < deepestInline || isShort(node));
}

/** A field, or the day of one, takes no room of its own. */
function isShort(node: RuleNode): boolean {
  const [only, ...more] = node.parts;
  if (only === undefined || more.length > 0) return false;
  return node.kind === "path" ? only.kind === "name" : node.kind === "date" && isShort(only);
}

/** Whether a node is the day on which the rule is asked. */
export function isToday(node: RuleNode): boolean {
  return isCall(node) && node.op === "date.of" && node.parts.length === 1 && pathOf(node.parts[0]) === "now";
}

export const keyOf = (path: NodePath): string => path.join(".");

/** The lines of a tree from the top down; what is folded has none below it. */
export function rowsOf(tree: RuleNode, folded: ReadonlySet<string> = new Set()): Row[] {
  const rows: Row[] = [];
  const visit = (node: RuleNode, path: NodePath, depth: number, role?: Row["role"]): void => {
    const at = rows.length;
    rows.push({ path, node, depth, holds: false, ...(role === undefined ? {} : { role }) });
    const isFolded = folded.has(keyOf(path));
    const before = rows.length;
    below(node, path, depth + 1, 0);
    if (rows.length > before) rows[at] = { ...rows[at]!, holds: true };
    if (isFolded) rows.length = before;
  };
  const below = (node: RuleNode, path: NodePath, depth: number, nesting: number): void => {
    node.parts.forEach((part, place) => {
      const inner = [...path, place];
      if (!isInline(node, place)) visit(part, inner, depth, roleOf(node, place));
      else if (isWrittenOut(part, nesting)) below(part, inner, depth, nesting + 1);
      else visit(part, inner, depth);
    });
  };
  visit(tree, [], 0);
  return rows;
}

/** Operators that ask something of each item; the others take a value of it. */
const asks: ReadonlySet<string> = new Set(["some", "all", "none", "filter", "count", "find"]);

function roleOf(node: RuleNode, place: number): Row["role"] {
  if (node.kind === "record") return { member: node.keys[place] ?? "" };
  if (isCall(node) && node.kind === "items") return { each: asks.has(node.op) ? "each" : "take" };
  if (node.kind !== "branches") return undefined;
  if (place % 2 === 1) return { branch: "so" };
  return { branch: place === node.parts.length - 1 ? "else" : "if" };
}

/** The JSON pointer of a node, inside the logic. */
export function pointerOf(tree: RuleNode, path: NodePath): string {
  let at = "";
  let node: RuleNode | undefined = tree;
  for (const place of path) {
    if (node === undefined) return at;
    if (node.kind === "record") at += pointer(node.keys[place] ?? "");
    else if (!isCall(node)) at += pointer(place);
    else at += pointer(node.op) + (node.bare && node.parts.length === 1 ? "" : pointer(place));
    node = node.parts[place];
  }
  return at;
}
