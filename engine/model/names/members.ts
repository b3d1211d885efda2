import { isObject } from "../is-object.ts";
import { pointer } from "../pointer.ts";
import type { Json } from "../types.ts";
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

/**
 * Notes the fields that a value or a template names by its members, because it is written where a value of this shape is
 * wanted: the row of an `append`, the data that a case is opened with. Of a `plain` value nothing is logic.
 */
export function noteMembers(value: Json, at: string, shape: Shape, report: Report, plain = false): void {
  if (!report.notesFields || shape === "open") return;
  if (Array.isArray(value)) {
    const items = itemsOf(shape);
    value.forEach((item, place) => noteMembers(item, at + pointer(place), items, report, plain));
    return;
  }
  if (!isObject(value)) return;
  const entries = Object.entries(value);
  const [[name = "", written = null] = []] = entries;
  if (!plain && entries.length === 1 && name === "literal") {
    noteMembers(written, at + pointer(name), shape, report, true);
    return;
  }
  const built = !plain && entries.length === 1 && Object.hasOwn(building, name) ? building[name] : undefined;
  if (built !== undefined && Array.isArray(written)) {
    // What `each` builds is an item of the list that is wanted.
    const wanted = name === "each" ? itemsOf(shape) : shape;
    for (const place of built(written))
      noteMembers(written[place] ?? null, at + pointer(name, place), wanted, report);
    return;
  }
  for (const [key, member] of entries) {
    const place = at + pointer(key);
    report.use("member", key, place, () => ({ key: true, fields: trailOf([key], [shape]) }));
    const inner = reach(shape, [key]);
    if (inner !== null) noteMembers(member, place, inner, report, plain);
  }
}
