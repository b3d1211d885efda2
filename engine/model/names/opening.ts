import { isObject } from "../is-object.ts";
import { nearest } from "../nearest.ts";
import { pointer } from "../pointer.ts";
import { openingSchema } from "../schema.ts";
import type { Json, Procedure } from "../types.ts";
import { quote } from "../words.ts";
import { isLogic } from "./logic.ts";
import { checkMembersOf, noteMembers } from "./members.ts";
import type { Report } from "./report.ts";
import { reach, shapeOf } from "./shape.ts";

/** What a case is opened with, as a template, must be what may be given at opening (B1). */
export function checkOpening(data: Json, at: string, procedure: Procedure | undefined, report: Report): void {
  if (procedure === undefined) return;
  noteMembers(data, at, shapeOf(procedure.data), report);
  if (!isObject(data) || isLogic(data)) return;
  const fields = openingSchema(procedure, null)["properties"];
  const known = isObject(fields) ? Object.keys(fields) : [];
  if (procedure.data["additionalProperties"] !== undefined) return;
  for (const [key, value] of Object.entries<Json>(data)) {
    if (!known.includes(key))
      report.add("unopened", at + pointer(key), { name: quote(key), hint: nearest(key, known) });
    const field = reach(shapeOf(procedure.data), [key]);
    if (field !== null) checkMembersOf(value, at + pointer(key), field, report);
  }
}
