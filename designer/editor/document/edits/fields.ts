import { pointer } from "../../../../engine/model/pointer.ts";
import { valueAt, withValue } from "../place.ts";
import type { Edit } from "../types.ts";
import { missing, refuse } from "./refuse.ts";
import { usesOfField } from "./renaming.ts";

/** Takes a field out of the data. Refused, with the places, where something still reads, writes or shows it. */
export const removeField: Edit<{ name: string }> = (document, { name }) => {
  const at = pointer("data", "properties", name);
  if (valueAt(document.definition, at) === undefined) return missing(name);
  const uses = usesOfField(document, name).filter(
    ({ file, path }) => file.startsWith("procedures/") && !path.startsWith("/data/"),
  );
  if (uses.length > 0)
    return refuse(
      "in-use",
      `“${name}” is still used in ${uses.length} ${uses.length === 1 ? "place" : "places"} (${uses[0]!.path}). Change that first.`,
      `仍有${uses.length}处使用“${name}”（${uses[0]!.path}），请先修改。`,
      uses.map(({ path }) => path),
    );
  const required = valueAt(document.definition, "/data/required");
  const rest = Array.isArray(required) ? required.filter((one) => one !== name) : [];
  const without = withValue(document.definition, at, undefined);
  const definition = Array.isArray(required)
    ? withValue(without, "/data/required", rest.length === 0 ? undefined : rest)
    : without;
  return { ok: true, document: { ...document, definition }, select: [] };
};
