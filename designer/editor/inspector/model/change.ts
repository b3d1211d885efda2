import { isObject } from "../../../../engine/model/is-object.ts";
import { pointer, segments } from "../../../../engine/model/pointer.ts";
import type { Json, JsonObject, Language } from "../../../../engine/model/types.ts";
import { valueAt } from "../../document/place.ts";
import type { Member, Shape, Variant } from "./shapes.ts";

/**
 * What a form writes. Everything here is pure: it takes what stands in the document and what somebody did, and gives what should stand
 * there then, with whatever it does not know left as it is. Undefined means: nothing should.
 */

/** A text after one of its languages was typed; nothing at all where it may be missing and both are empty. */
export function withWords(
  before: Json | undefined,
  language: Language,
  typed: string,
  required: boolean,
): Json | undefined {
  const other = isObject(before) ? before : { en: "", "zh-CN": "" };
  const now: JsonObject = { ...other, [language]: typed };
  const isEmpty = Object.values(now).every((text) => text === "");
  return isEmpty && !required ? undefined : now;
}

/** A plain text after it was typed. */
export function withLine(typed: string, required: boolean): Json | undefined {
  return typed === "" && !required ? undefined : typed;
}

/** What a switch writes: a value that is as if nothing were said is left out. */
export function withFlag(on: boolean, required: boolean): Json | undefined {
  return on || required ? on : undefined;
}

/** A list after it was changed: one that may be missing is, when it has become empty. */
export function withItems(
  items: readonly Json[],
  required: boolean,
  single = false,
  before?: Json,
): Json | undefined {
  if (items.length === 0 && !required) return undefined;
  // What stood without a list around it goes on doing so, as long as it is one.
  if (single && items.length === 1 && (before === undefined || !Array.isArray(before))) return items[0]!;
  return [...items];
}
export function itemsOf(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** The items with one of them somewhere else. */
export function withMoved<T>(items: readonly T[], from: number, to: number): T[] {
  const [moved] = items.slice(from, from + 1);
  return moved === undefined ? [...items] : items.toSpliced(from, 1).toSpliced(to, 0, moved);
}

/** Whether a value has the form of an alternative, as far as can be told from outside. */
function fits(value: Json, { id, shape }: Variant): boolean {
  if (shape.kind === "mark") return value === shape.value;
  if (shape.kind === "names" || shape.kind === "choices" || shape.kind === "list")
    return Array.isArray(value) && value.every((one) => typeof one === "string");
  if (shape.kind === "record") return isObject(value) && (id === "object" || Object.hasOwn(value, id));
  if (shape.kind === "line" || shape.kind === "name") return typeof value === "string";
  return true;
}

/** The alternative that a value is written in; null for none, or for one that no form knows. */
export function variantOf(value: Json | undefined, variants: readonly Variant[]): Variant | null {
  if (value === undefined) return null;
  return variants.find((variant) => fits(value, variant)) ?? null;
}

/** A value in another alternative: what both have in common stays, what the new one demands begins empty. */
export function inVariant(value: Json | undefined, to: Variant): Json {
  const { shape } = to;
  if (value !== undefined && fits(value, to)) return value;
  if (shape.kind !== "record") return blankOf(shape);
  const kept = isObject(value)
    ? Object.entries(value).filter(([key]) => shape.members.some((member) => member.key === key))
    : [];
  return {
    ...Object.fromEntries(kept),
    ...missingFrom(
      kept.map(([key]) => key),
      blankOf(shape) as JsonObject,
    ),
  };
}

function missingFrom(there: readonly string[], blank: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(blank).filter(([key]) => !there.includes(key)));
}

/** The least that stands where something is demanded: for new things, to be filled in. */
export function blankOf(shape: Shape): Json {
  switch (shape.kind) {
    case "text":
      return { en: "", "zh-CN": "" };
    case "record":
      return Object.fromEntries(
        shape.members.filter(({ required }) => required).map((one: Member) => [one.key, blankOf(one.shape)]),
      );
    case "names":
    case "choices":
    case "list":
      return [];
    case "map":
      return {};
    case "number":
      return shape.least ?? 0;
    case "amount":
      return 1;
    case "share":
      return shape.words[0] ?? ">1/2";
    case "flag":
      return false;
    case "mark":
      return shape.value;
    case "choice":
      return shape.values[0] ?? null;
    case "variants":
      return shape.variants[0] === undefined ? null : blankOf(shape.variants[0].shape);
    case "schema":
      return { type: "object", properties: {} };
    case "template":
      return {};
    case "logic":
      return true;
    default:
      return "";
  }
}

/** Records that say nothing when they are empty. */
const saysNothing = new Set(["meta", "lights", "clear", "common"]);

/** What is to be taken out when a member is: with it a record that would be left saying nothing. */
export function removalPoint(definition: unknown, at: string): string {
  const way = segments(at);
  while (way.length > 1) {
    const holder = way.slice(0, -1);
    const record = valueAt(definition, pointer(...holder));
    if (!isObject(record) || Object.keys(record).length > 1 || !saysNothing.has(holder.at(-1)!)) break;
    way.pop();
  }
  return pointer(...way);
}

/** `">=2/3"` in its parts; null for what is none. */
export function readShare(text: string): { sign: string; part: string; whole: string } | null {
  const found = /^(>=|>|=)([0-9]{1,9})(?:\/([1-9][0-9]{0,8}))?$/.exec(text);
  return found === null ? null : { sign: found[1]!, part: found[2]!, whole: found[3] ?? "1" };
}
export function writeShare({ sign, part, whole }: { sign: string; part: string; whole: string }): string {
  return whole === "1" ? `${sign}${part}` : `${sign}${part}/${whole}`;
}
