import { pointer } from "../../../../engine/model/pointer.ts";
import type { JsonObject } from "../../../../engine/model/types.ts";
import { valueAt, withValue } from "../place.ts";
import { fieldAt } from "../places.ts";
import type { Edit, Selected } from "../types.ts";
import { propertiesOf, withFieldNamed, withoutField } from "../../inspector/model/schema-edits.ts";
import { usesOfFieldAt, withFieldInUses } from "./field-uses.ts";
import { missing, refuse } from "./refuse.ts";
import { isPartName } from "./parts.ts";
import { badKey, taken } from "./states.ts";

/** Which record a field is in: the pointer of its schema. The data itself where nothing is said. */
export interface InRecord {
  holder?: string;
}

/**
 * Gives a field another name: of the data, of a record inside it, or of what is sent with an event. Rules, events, forms, actions,
 * tables, texts and scenarios follow. Refused where a place means the fields of several events by that name, or would come to
 * mean another one.
 */
export const renameField: Edit<InRecord & { from: string; to: string }> = (
  document,
  { holder = "/data", from, to },
) => {
  const record = valueAt(document.definition, holder);
  const properties = propertiesOf(record);
  if (!Object.hasOwn(properties, from)) return missing(from);
  if (from === to) return { ok: true, document };
  if (!isPartName(to)) return badKey(to);
  if (Object.hasOwn(properties, to)) return taken(to);
  const uses = usesOfFieldAt(document, holder + pointer("properties", from));
  const shared = uses.filter((one) => one.shared);
  if (shared.length > 0)
    return refuse(
      "in-use",
      `“${from}” is read here for several events at once, each of which has a field of that name (${shared[0]!.use.path}). Change that first.`,
      `此处同时读取多个事件的同名字段“${from}”（${shared[0]!.use.path}），请先修改。`,
      shared.map(({ use }) => use.path),
    );
  const followed = withFieldInUses(document, uses, to);
  const schema = valueAt(followed.definition, holder) as JsonObject;
  const definition = withValue(followed.definition, holder, withFieldNamed(schema, from, to));
  const renamed = { ...followed, definition };
  // What scenarios give and expect is told by where it stands: only the definition can come to mean something else.
  const meant = usesOfFieldAt({ ...renamed, scenarios: null }, holder + pointer("properties", to));
  const strayed = meant.find((one) => one.shared);
  const before = uses.filter(({ use }) => !use.file.startsWith("scenarios/"));
  if (strayed !== undefined || meant.length !== before.length)
    return refuse(
      "name-taken",
      `“${to}” already means something else where this is used${strayed === undefined ? "" : ` (${strayed.use.path})`}.`,
      `使用该字段之处，“${to}”已另有所指${strayed === undefined ? "" : `（${strayed.use.path}）`}。`,
      strayed === undefined ? [] : [strayed.use.path],
    );
  return { ok: true, document: renamed, ...selecting(fieldAt(holder + pointer("properties", to))) };
};

/** A field of the data can be selected, one of a payload is shown with its event. */
function selecting(path: string | null): { select?: readonly Selected[] } {
  return path === null ? {} : { select: [{ kind: "field", path }] };
}

/** Takes a field out. Refused, with the places, where something still reads, writes or shows it. */
export const removeField: Edit<InRecord & { name: string }> = (document, { holder = "/data", name }) => {
  const at = holder + pointer("properties", name);
  if (valueAt(document.definition, at) === undefined) return missing(name);
  const uses = usesOfFieldAt(document, at).filter(
    ({ use: { file, path } }) => file.startsWith("procedures/") && !path.startsWith(`${at}/`),
  );
  if (uses.length > 0)
    return refuse(
      "in-use",
      `“${name}” is still used in ${uses.length} ${uses.length === 1 ? "place" : "places"} (${uses[0]!.use.path}). Change that first.`,
      `仍有${uses.length}处使用“${name}”（${uses[0]!.use.path}），请先修改。`,
      uses.map(({ use }) => use.path),
    );
  const record = valueAt(document.definition, holder) as JsonObject;
  const definition = withValue(document.definition, holder, withoutField(record, name));
  return { ok: true, document: { ...document, definition }, ...(holder === "/data" ? { select: [] } : {}) };
};
