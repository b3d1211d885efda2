import { isObject } from "../is-object.ts";
import { nearest } from "../nearest.ts";
import { pointer } from "../pointer.ts";
import type { Json } from "../types.ts";
import { quote } from "../words.ts";
import { fieldsOf } from "./fields.ts";
import { isLogic } from "./logic.ts";
import type { Report } from "./report.ts";
import { itemsOf, reach, type Shape } from "./shape.ts";
import { trailOf } from "./trail.ts";

/** Operators that give what one of their arguments is built of, with the arguments that are. */
const building: Readonly<Record<string, (values: readonly Json[]) => readonly number[]>> = {
  if: branches,
  "?:": branches,
  or: all,
  and: all,
  merge: all,
  each: () => [1],
};

function branches(values: readonly Json[]): number[] {
  return values.flatMap((_, place) => (place % 2 === 1 || place === values.length - 1 ? [place] : []));
}
function all(values: readonly Json[]): number[] {
  return values.map((_, place) => place);
}

/** A member that a value is built with: its name, where it stands, and the shape of what it is a member of. */
type Seen = (key: string, at: string, shape: Shape) => void;

/** Sees each member that a value or a template is built with, as far as the shape that is wanted tells what is inside. */
function walk(value: Json, at: string, shape: Shape, plain: boolean, seen: Seen): void {
  if (shape === "open") return;
  if (Array.isArray(value)) {
    const items = itemsOf(shape);
    value.forEach((item, place) => walk(item, at + pointer(place), items, plain, seen));
    return;
  }
  if (!isObject(value)) return;
  const entries = Object.entries(value);
  const [[name = "", written = null] = []] = entries;
  if (!plain && entries.length === 1 && name === "literal") {
    walk(written, at + pointer(name), shape, true, seen);
    return;
  }
  const built = !plain && entries.length === 1 && Object.hasOwn(building, name) ? building[name] : undefined;
  if (built !== undefined && Array.isArray(written)) {
    // What `each` builds is an item of the list that is wanted.
    const wanted = name === "each" ? itemsOf(shape) : shape;
    for (const place of built(written))
      walk(written[place] ?? null, at + pointer(name, place), wanted, plain, seen);
    return;
  }
  if (!plain && isLogic(value)) return;
  for (const [key, member] of entries) {
    const place = at + pointer(key);
    seen(key, place, shape);
    const inner = reach(shape, [key]);
    if (inner !== null) walk(member, place, inner, plain, seen);
  }
}

/**
 * Notes the fields that a value or a template names by its members, because it is written where a value of this shape is
 * wanted: the row of an `append`, the data that a case is opened with. Of a `plain` value nothing is logic.
 */
export function noteMembers(value: Json, at: string, shape: Shape, report: Report, plain = false): void {
  if (!report.notesFields) return;
  walk(value, at, shape, plain, (key, place, outer) =>
    report.use("member", key, place, () => ({ key: true, fields: trailOf([key], [outer]) })),
  );
}

/** Reports members of a template that no value of the shape has: of what another procedure is given. */
export function checkMembersOf(value: Json, at: string, shape: Shape, report: Report): void {
  walk(value, at, shape, false, (key, place, outer) => {
    if (reach(outer, [key]) === null)
      report.add("unknown-field", place, { name: quote(key), hint: nearest(key, fieldsOf(outer)) });
  });
}
