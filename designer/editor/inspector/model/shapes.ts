import common from "../../../../engine/model/schemas/common.schema.json" with { type: "json" };
import procedure from "../../../../engine/model/schemas/procedure.schema.json" with { type: "json" };
import { isObject } from "../../../../engine/model/is-object.ts";
import type { Json, JsonObject, Text } from "../../../../engine/model/types.ts";
import { valueAt } from "../../document/place.ts";
import type { Section } from "../../document/types.ts";
import { namesAt, type NameKind } from "./name-kinds.ts";

/**
 * What a member of a procedure may hold, as the published JSON Schemas say it: every form of the inspector is made from these, so that
 * whatever the format has can be edited, with its own description as the hint.
 *
 * An *address* says which member of the format is meant: `ballots.quorum.share` is the share of the quorum of any ballot. Items of lists,
 * values of records by name and alternatives have the address of what holds them.
 */
export type Shape =
  /** In both languages; `plain` may also be a single text. */
  | { kind: "text"; plain: boolean }
  | { kind: "line"; most?: number }
  | { kind: "number"; integer: boolean; least?: number; most?: number }
  | { kind: "flag" }
  /** One value that is there or not. */
  | { kind: "mark"; value: Json }
  | { kind: "choice"; values: readonly Json[] }
  | { kind: "choices"; values: readonly Json[] }
  | { kind: "name"; of: NameKind }
  | { kind: "names"; of: NameKind }
  | { kind: "logic" }
  /** A number, or logic that gives one. */
  | { kind: "amount" }
  /** `">=2/3"`; `words` may stand in its place. */
  | { kind: "share"; words: readonly string[] }
  | { kind: "template" }
  | { kind: "record"; members: readonly Member[] }
  | { kind: "map"; keys: NameKind | null; value: Shape }
  /** `single`: one item may stand without a list around it. */
  | { kind: "list"; item: Shape; single: boolean }
  | { kind: "variants"; variants: readonly Variant[] }
  | { kind: "schema" }
  | { kind: "actions" }
  | { kind: "guard" }
  | { kind: "json" }
  /** What the canvas and the lists of the state's own form edit. */
  | { kind: "ways" }
  | { kind: "invocations" }
  | { kind: "states" };

export interface Member {
  key: string;
  address: string;
  required: boolean;
  shape: Shape;
  hint?: Text;
}
export interface Variant {
  /** What tells it from the others: a constant, the member it alone demands, or its kind. */
  id: string;
  shape: Shape;
}

/** What forms are made for: a named part of a section, or what stands alone. */
export type Root =
  | Section
  | "procedure"
  | "opening"
  | "basis"
  | "common"
  | "properties"
  | "machine"
  | "state"
  | "way"
  | `action.${string}`
  | `invoke.${string}`;

interface Place {
  node: JsonObject;
  file: JsonObject;
}
const files: Record<string, JsonObject> = {
  common: common as unknown as JsonObject,
  procedure: procedure as unknown as JsonObject,
};

const known = new Map<Root, Shape>();

/** The shape of a thing that has a form. Throws for a root that the format does not have. */
export function shapeOf(root: Root): Shape {
  let shape = known.get(root);
  if (shape === undefined) known.set(root, (shape = derive(rootOf(root), root)));
  return shape;
}

/** The members of a thing that has a form; of one with several forms those of all, each once. */
export function membersOf(root: Root): readonly Member[] {
  return membersIn(shapeOf(root));
}
export function membersIn(shape: Shape): readonly Member[] {
  if (shape.kind === "record") return shape.members;
  if (shape.kind !== "variants") return [];
  const all = shape.variants.flatMap((variant) => [...membersIn(variant.shape)]);
  return all.filter((one, place) => all.findIndex(({ key }) => key === one.key) === place);
}

/** Types of actions, or sources of invocations, in the order of the schema. */
export function alternativesOf(what: "action" | "invoke"): string[] {
  const discriminator = what === "action" ? "type" : "src";
  const definition = defOf(files["procedure"]!, what);
  return ((definition["anyOf"] ?? []) as JsonObject[]).map((one) =>
    String(propertyOf(one, discriminator)["const"]),
  );
}

function rootOf(root: Root): Place {
  const file = files["procedure"]!;
  if (root === "procedure") return { node: file, file };
  if (root === "machine" || root === "state") return { node: defOf(file, root), file };
  if (root === "way") return { node: defOf(file, "transition"), file };
  const [what = "", type] = root.split(".");
  if (type !== undefined) {
    const found = (defOf(file, what)["anyOf"] as JsonObject[]).find((one) =>
      ["type", "src"].some((key) => propertyOf(one, key)["const"] === type),
    );
    if (found === undefined) throw new Error(`The format has no ${root}`);
    return { node: found, file };
  }
  const section = resolve({ node: propertyOf(file, root), file });
  const inner =
    section.node["items"] ?? (root === "common" ? undefined : section.node["additionalProperties"]);
  return isObject(inner) ? { node: inner, file: section.file } : section;
}

const propertyOf = (node: JsonObject, key: string): JsonObject =>
  ((node["properties"] as JsonObject | undefined)?.[key] ?? {}) as JsonObject;
const defOf = (file: JsonObject, name: string): JsonObject =>
  (file["$defs"] as JsonObject)[name] as JsonObject;

/** Follows one `$ref` after another. */
function resolve(place: Place): Place {
  const ref = place.node["$ref"];
  if (typeof ref !== "string") return place;
  const file = ref.startsWith("common") ? files["common"]! : place.file;
  const node = valueAt(file, ref.slice(ref.indexOf("#") + 1));
  if (!isObject(node)) throw new Error(`Nothing stands at ${ref}`);
  return resolve({ node, file });
}
const refOf = (node: JsonObject): string | null =>
  typeof node["$ref"] === "string" ? (/#\/\$defs\/([^/]+)$/.exec(node["$ref"])?.[1] ?? null) : null;

/** Definitions that have a form of their own, by name. */
const own: Record<string, (address: string) => Shape> = {
  text: () => ({ kind: "text", plain: false }),
  anyText: () => ({ kind: "text", plain: true }),
  source: () => ({ kind: "line" }),
  logic: () => ({ kind: "logic" }),
  measureLogic: () => ({ kind: "logic" }),
  template: () => ({ kind: "template" }),
  schema: () => ({ kind: "schema" }),
  objectSchema: () => ({ kind: "schema" }),
  roles: () => ({ kind: "names", of: "role" }),
  to: () => ({
    kind: "variants",
    variants: [
      { id: "roles", shape: { kind: "names", of: "role" } },
      { id: "logic", shape: { kind: "logic" } },
    ],
  }),
  apart: () => ({ kind: "names", of: "apart" }),
  actions: () => ({ kind: "actions" }),
  transitions: () => ({ kind: "ways" }),
  guard: () => ({ kind: "guard" }),
  invoke: () => ({ kind: "invocations" }),
};
const namings = new Set(["name", "id", "path", "scopePath", "point", "trigger", "target", "tag"]);

/** Places of which the format says less than a form needs to know. */
const special: Record<string, Shape> = {
  "delays.limit": { kind: "amount" },
  "clocks.limit": { kind: "amount" },
  "ballots.quorum.minimum": { kind: "amount" },
  "ballots.pass.minimum": { kind: "amount" },
  "action.extend.params.by": { kind: "amount" },
  "ballots.quorum.share": { kind: "share", words: [] },
  "ballots.pass.share": { kind: "share", words: [] },
  "invoke.procedure.input.until": { kind: "share", words: ["all", "any"] },
  "obligations.to": own["to"]!(""),
  "timeouts.due.limit": { kind: "amount" },
  ...Object.fromEntries(
    ["clocks", "common"].flatMap((root) =>
      ["within", "due"].map((member) => [`${root}.appeal.${member}.limit`, { kind: "amount" } as const]),
    ),
  ),
  "timeouts.remind.to": own["to"]!(""),
  "timeouts.over.escalate": own["to"]!(""),
  "timeouts.over.transfer": own["to"]!(""),
  "approvers.self.superior": own["to"]!(""),
};

function derive(place: Place, address: string): Shape {
  if (Object.hasOwn(special, address)) return special[address]!;
  const ref = refOf(place.node);
  const isConfig =
    ref === "state" && place.file === files["procedure"] && String(place.node["$ref"]).startsWith("#");
  if (isConfig) return { kind: "states" };
  if (ref !== null && Object.hasOwn(own, ref)) return own[ref]!(address);
  const of = namesAt(address);
  if (ref !== null && (namings.has(ref) || ref === "state"))
    return of === null ? { kind: "line" } : { kind: "name", of };
  const { node, file } = resolve(place);
  // The form of a record itself, even where parts of it exclude each other.
  if (isObject(node["properties"])) return record({ node, file }, address);
  if (Array.isArray(node["anyOf"])) return alternatives(node["anyOf"] as JsonObject[], file, address);
  if (Array.isArray(node["enum"])) return { kind: "choice", values: node["enum"] };
  if (Object.hasOwn(node, "const")) return { kind: "mark", value: node["const"]! };
  if (node["type"] === "boolean") return { kind: "flag" };
  if (node["type"] === "integer" || node["type"] === "number") return number(node);
  if (node["type"] === "string") return of === null ? { kind: "line" } : { kind: "name", of };
  if (node["type"] === "array") return list({ node, file }, address);
  if (node["type"] === "object" && isObject(node["additionalProperties"])) {
    const value = derive({ node: node["additionalProperties"], file }, address);
    return value.kind === "states"
      ? value
      : value.kind === "ways"
        ? value
        : { kind: "map", keys: namesAt(`${address}.*`), value };
  }
  return { kind: "json" };
}

function record({ node, file }: Place, address: string): Shape {
  const required = (node["required"] ?? []) as string[];
  return {
    kind: "record",
    members: Object.entries(node["properties"] as Record<string, JsonObject>).map(([key, inner]) => {
      const place = { node: inner, file };
      const hint = hintOf(place);
      return {
        key,
        address: `${address}.${key}`,
        required: required.includes(key),
        shape: derive(place, `${address}.${key}`),
        ...(hint === undefined ? {} : { hint }),
      };
    }),
  };
}

/** What the schema says of it, in both languages; of what it refers to, where it says nothing itself. */
function hintOf(place: Place): Text | undefined {
  for (let at: Place | null = place; at !== null;) {
    const { description, "x-zh-CN": chinese } = at.node;
    if (typeof description === "string")
      return { en: description, "zh-CN": typeof chinese === "string" ? chinese : description };
    const ref = refOf(at.node);
    if (ref === null || namings.has(ref) || Object.hasOwn(own, ref)) return undefined;
    const file: JsonObject = String(at.node["$ref"]).startsWith("common") ? files["common"]! : at.file;
    at = { node: defOf(file, ref), file };
  }
  return undefined;
}

function number(node: JsonObject): Shape {
  const least = node["minimum"] ?? node["exclusiveMinimum"];
  const most = node["maximum"] ?? node["exclusiveMaximum"];
  return {
    kind: "number",
    integer: node["type"] === "integer",
    ...(typeof least === "number" ? { least } : {}),
    ...(typeof most === "number" ? { most } : {}),
  };
}

function list({ node, file }: Place, address: string): Shape {
  if (!isObject(node["items"])) return { kind: "json" };
  const item = derive({ node: node["items"], file }, address);
  if (item.kind === "name") return { kind: "names", of: item.of };
  if (item.kind === "choice") return { kind: "choices", values: item.values };
  if (item.kind === "actions" || item.kind === "ways" || item.kind === "invocations") return item;
  return { kind: "list", item, single: false };
}

function alternatives(nodes: readonly JsonObject[], file: JsonObject, address: string): Shape {
  const shapes = nodes.flatMap((node): [JsonObject, Shape][] => {
    const { node: inner } = resolve({ node, file });
    // Each constant is an alternative of its own.
    if (Array.isArray(inner["enum"])) return inner["enum"].map((value) => [inner, { kind: "mark", value }]);
    return [[inner, derive({ node, file }, address)]];
  });
  const [first, second] = shapes.map(([, shape]) => shape);
  if (first === undefined) return { kind: "json" };
  if (second !== undefined && shapes.length === 2) {
    // One of something, or a list of them.
    if (["actions", "ways", "invocations"].includes(second.kind)) return second;
    if (first.kind === "name" && second.kind === "names") return second;
    if (second.kind === "list") return { kind: "list", item: second.item, single: true };
  }
  const demanded = shapes.map(([node]) => (node["required"] ?? []) as string[]);
  return {
    kind: "variants",
    variants: shapes.map(([node, shape], place) => ({
      id:
        shape.kind === "mark"
          ? String(shape.value)
          : (demanded[place]!.find((key) =>
              demanded.every((other, n) => n === place || !other.includes(key)),
            ) ?? String(node["type"] ?? shape.kind)),
      shape,
    })),
  };
}
