import { nearest } from "../nearest.ts";
import { problemOf, type ProblemCode } from "../problems.ts";
import type { Problem } from "../types.ts";
import { quote, type WordValue } from "../words.ts";

/** Kinds of names that a definition declares and uses; each has a problem `unknown-<kind>`. */
export type NameKind =
  | "ballot"
  | "calendar"
  | "choice"
  | "class"
  | "clock"
  | "hold"
  | "decision"
  | "delay"
  | "event"
  | "fact"
  | "field"
  | "format"
  | "link"
  | "message"
  | "notice"
  | "obligation"
  | "operator"
  | "output"
  | "parameter"
  | "path"
  | "person"
  | "procedure"
  | "reference"
  | "register"
  | "required"
  | "role"
  | "rule"
  | "state"
  | "unit";

/** So many problems of one file are told; what comes after is not looked into closely. */
const mostProblems = 1000;

/** Collects the problems of one file, each place and code once. */
export class Report {
  readonly file: string;
  readonly problems: Problem[] = [];
  readonly #seen = new Set<string>();

  constructor(file: string) {
    this.file = file;
  }

  get full(): boolean {
    return this.problems.length >= mostProblems;
  }

  add(code: ProblemCode, path: string, values: Readonly<Record<string, WordValue>> = {}): void {
    if (this.full) return;
    const found = problemOf(code, path, values, this.file);
    const key = `${code} ${path} ${found.message.en}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.problems.push(found);
  }

  /** Reports a name that is not among those declared. Gives whether it is. */
  name(
    kind: NameKind,
    name: string,
    declared: ReadonlySet<string> | ReadonlyMap<string, unknown>,
    path: string,
  ): boolean {
    if (declared.has(name)) return true;
    if (this.full) return false;
    this.add(`unknown-${kind}`, path, { name: quote(name), hint: nearest(name, declared.keys()) });
    return false;
  }
}
