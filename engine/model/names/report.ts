import { nearest } from "../nearest.ts";
import { problemOf, type ProblemCode } from "../problems.ts";
import type { Problem } from "../types.ts";
import { quote, type WordValue } from "../words.ts";
import type { Trail } from "./trail.ts";

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

/**
 * A place that uses a name: of a declared kind, a field of the data by its path, or a path that logic reads. A `member` is a field
 * of something inside the data or a payload: of the item of a list, of a row, of a value that is built member by member.
 */
export interface Use {
  kind: NameKind | "member";
  name: string;
  file: string;
  /** JSON pointer to the text, or to the member whose key uses it. */
  path: string;
  /** The name is the key of a member. */
  key?: true;
  /** Of a path: the fields that its parts name. */
  fields?: Trail;
  /** The procedures that declare it, where those are others: of a name that is said of another case. */
  of?: readonly string[];
}

/** Where names are noted as they are looked up; with `fields`, which field each part of a path names, too. */
export interface Noted {
  uses: Use[];
  fields: boolean;
}

/** Collects the problems of one file, each place and code once. */
export class Report {
  readonly file: string;
  readonly problems: Problem[] = [];
  readonly #seen = new Set<string>();
  readonly #noted: Noted | undefined;

  /** With `noted`, every name that is looked up is noted there, declared or not. */
  constructor(file: string, noted?: Noted) {
    this.file = file;
    this.#noted = noted;
  }

  /** Notes a use; members, and what `more` gives, only where fields are noted. */
  use(
    kind: Use["kind"],
    name: string,
    path: string,
    more?: () => Pick<Use, "key" | "fields">,
    of?: readonly string[],
  ): void {
    if (this.#noted === undefined || (kind === "member" && !this.notesFields)) return;
    const told = this.notesFields ? more?.() : {};
    this.#noted.uses.push({
      kind,
      name,
      file: this.file,
      path,
      ...told,
      ...(of === undefined ? {} : { of }),
    });
  }

  get notesFields(): boolean {
    return this.#noted?.fields === true;
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

  /** Reports a name that is not among those declared, by this procedure or by those that it is `of`. Gives whether it is. */
  name(
    kind: NameKind,
    name: string,
    declared: ReadonlySet<string> | ReadonlyMap<string, unknown>,
    path: string,
    of?: readonly string[],
  ): boolean {
    this.use(kind, name, path, undefined, of);
    if (declared.has(name)) return true;
    if (this.full) return false;
    this.add(`unknown-${kind}`, path, { name: quote(name), hint: nearest(name, declared.keys()) });
    return false;
  }
}
