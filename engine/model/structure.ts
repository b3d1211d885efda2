import {
  bothLanguages,
  describe,
  other,
  typeWords,
  wrongType,
  wrongValue,
  type Fault,
} from "./structure-faults.ts";
import { isObject } from "./is-object.ts";
import { formats } from "./formats.ts";
import { nearest } from "./nearest.ts";
import { isRegularExpression, isSlow } from "./patterns.ts";
import { pointer } from "./pointer.ts";
import { problemOf } from "./problems.ts";
import { publishedSchemas, type SchemaFile } from "./published.ts";
import type { Json, JsonObject, Problem } from "./types.ts";
import { quote } from "./words.ts";

/**
 * Checks a file against its published schema and says what is wrong in words of the definition language. It interprets the
 * schema, so that it runs where nothing may be compiled. Logic is left to the check of names, which knows the operators.
 */
export function checkStructure(schema: SchemaFile, value: Json, file: string): Problem[] {
  return check(publishedSchemas[schema], value, { path: "", document: schema }).map((fault) =>
    problemOf(fault.code, fault.path, fault.values(), file),
  );
}

/** What is wrong with a value that a definition gives for one of its own schemas, e.g. a `default`. References are not followed. */
export function valueFaults(schema: JsonObject, value: Json, path: string, file: string): Problem[] {
  const { $ref: _, ...own } = schema;
  return check(own, value, { path, document: "common.schema.json", foreign: true }).map((fault) =>
    problemOf(fault.code, fault.path, fault.values(), file),
  );
}

interface Place {
  path: string;
  /** Schema file to which `#` refers. */
  document: SchemaFile;
  /** The schema is not one of ours, and its patterns are not to be trusted. */
  foreign?: boolean;
}
/** Schemas that other checks interpret more closely. */
const leftToOthers = new Set(["logic", "measureLogic", "template"]);

function check(schema: Json | undefined, value: Json, place: Place): Fault[] {
  if (!isObject(schema)) return [];
  const faults: Fault[] = [];
  for (const [keyword, wanted] of Object.entries(schema)) {
    const judge = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
    if (judge !== undefined) faults.push(...judge(wanted, value, place, schema));
    if (keyword === "type" && faults.length > 0) return faults;
  }
  return faults;
}

type Judge = (wanted: Json, value: Json, place: Place, schema: JsonObject) => Fault[];

const keywords: Record<string, Judge> = {
  $ref: (wanted, value, place) => {
    const [document = "", path = ""] = String(wanted).split("#/$defs/");
    if (leftToOthers.has(path)) return [];
    const file = document === "" ? place.document : (document as SchemaFile);
    const found = (publishedSchemas[file]["$defs"] as JsonObject)[path];
    const faults = check(found, value, { ...place, document: file });
    return path === "text" ? faults.map(asTranslation) : faults;
  },
  type: (wanted, value, place) => {
    const types = Array.isArray(wanted) ? wanted.map(String) : [String(wanted)];
    return types.some((type) => isOfType(type, value))
      ? []
      : [wrongType(types.map(typeWords), value, place.path)];
  },
  const: (wanted, value, place) =>
    value === wanted ? [] : [wrongValue([String(wanted)], value, place.path)],
  enum: (wanted, value, place) => {
    const allowed = wanted as Json[];
    return allowed.some((one) => one === value) ? [] : [wrongValue(allowed.map(String), value, place.path)];
  },
  properties: (wanted, value, place) =>
    isObject(value)
      ? Object.entries(wanted as JsonObject).flatMap(([key, inner]) =>
          Object.hasOwn(value, key) ? check(inner, value[key] as Json, under(place, key)) : [],
        )
      : [],
  additionalProperties: (wanted, value, place, schema) => {
    if (!isObject(value)) return [];
    const known = Object.keys((schema["properties"] ?? {}) as JsonObject);
    const further = Object.keys(value).filter((key) => !known.includes(key));
    return wanted === false
      ? further.map((key) => unknownKey(key, known, place.path))
      : further.flatMap((key) => check(wanted, value[key] as Json, under(place, key)));
  },
  propertyNames: (wanted, value, place) =>
    isObject(value)
      ? Object.keys(value).flatMap((key) =>
          key !== "$schema" && check(wanted, key, place).length > 0
            ? [other("bad-name", under(place, key).path, { found: quote(key) })]
            : [],
        )
      : [],
  required: (wanted, value, place) =>
    isObject(value)
      ? (wanted as string[])
          .filter((key) => !Object.hasOwn(value, key))
          .map((key) => other("missing-key", place.path, { key }))
      : [],
  dependentRequired: (wanted, value, place) =>
    isObject(value)
      ? Object.entries(wanted as Record<string, string[]>).flatMap(([key, needed]) =>
          Object.hasOwn(value, key)
            ? needed
                .filter((one) => !Object.hasOwn(value, one))
                .map((one) => other("missing-key-beside", place.path, { key: one, beside: key }))
            : [],
        )
      : [],
  items: (wanted, value, place, schema) => {
    const first = Array.isArray(schema["prefixItems"]) ? schema["prefixItems"].length : 0;
    return Array.isArray(value)
      ? value.flatMap((item, index) => (index < first ? [] : check(wanted, item, under(place, index))))
      : [];
  },
  anyOf: (wanted, value, place) => anyOf(wanted as Json[], value, place),
  allOf: (wanted, value, place) => (wanted as Json[]).flatMap((one) => check(one, value, place)),
  not: (wanted, value, place) =>
    check(wanted, value, place).length > 0
      ? []
      : [other("not-together", place.path, { keys: ((wanted as JsonObject)["required"] ?? []) as string[] })],
  if: (wanted, value, place, schema) =>
    check(schema[check(wanted, value, place).length === 0 ? "then" : "else"], value, place),
  minLength: (wanted, value, place) =>
    atLeast(typeof value === "string" ? [...value].length : null, wanted, place),
  maxLength: (wanted, value, place) =>
    atMost(typeof value === "string" ? [...value].length : null, wanted, place),
  minItems: (wanted, value, place) => atLeast(Array.isArray(value) ? value.length : null, wanted, place),
  maxItems: (wanted, value, place) => atMost(Array.isArray(value) ? value.length : null, wanted, place),
  minProperties: (wanted, value, place) =>
    atLeast(isObject(value) ? Object.keys(value).length : null, wanted, place),
  maxProperties: (wanted, value, place) =>
    atMost(isObject(value) ? Object.keys(value).length : null, wanted, place),
  minimum: (wanted, value, place) => atLeast(typeof value === "number" ? value : null, wanted, place),
  maximum: (wanted, value, place) => atMost(typeof value === "number" ? value : null, wanted, place),
  exclusiveMinimum: (wanted, value, place) =>
    typeof value === "number" && value <= Number(wanted)
      ? [other("too-small", place.path, { limit: Number(wanted) })]
      : [],
  exclusiveMaximum: (wanted, value, place) =>
    typeof value === "number" && value >= Number(wanted)
      ? [other("too-great", place.path, { limit: Number(wanted) })]
      : [],
  uniqueItems: (_, value, place) => {
    if (!Array.isArray(value)) return [];
    const texts = value.map((item) => JSON.stringify(item));
    return texts.flatMap((text, index) =>
      texts.indexOf(text) < index
        ? [other("twice", under(place, index).path, { found: quote(value[index]) })]
        : [],
    );
  },
  pattern: (wanted, value, place, schema) =>
    typeof value !== "string" ||
    (place.foreign === true && (!isRegularExpression(String(wanted)) || isSlow(String(wanted)))) ||
    expression(String(wanted)).test(value)
      ? []
      : [other("bad-text", place.path, { found: quote(value), expected: describe(schema) })],
  format: (wanted, value, place, schema) =>
    typeof value !== "string" || formats[wanted as keyof typeof formats](value)
      ? []
      : [other("bad-text", place.path, { found: quote(value), expected: describe(schema) })],
};

const expressions = new Map<string, RegExp>();
/** The patterns of the published schemas, and of the schemas of one definition, compiled once. */
function expression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known !== undefined) return known;
  const made = new RegExp(pattern, "u");
  if (expressions.size < 500) expressions.set(pattern, made);
  return made;
}

/** None of the forms fits: tells what is wrong with the one that was most probably meant. */
function anyOf(forms: Json[], value: Json, place: Place): Fault[] {
  const tried = forms.map((form) => check(form, value, place));
  if (tried.some((faults) => faults.length === 0)) return [];
  const ofType = tried.filter(
    (faults) => !faults.some((one) => one.types !== undefined && one.path === place.path),
  );
  if (ofType.length === 0)
    return [
      wrongType(
        tried.flat().flatMap((one) => one.types ?? []),
        value,
        place.path,
      ),
    ];
  const meant = ofType.filter(
    (faults) => !faults.some((one) => one.allowed !== undefined && isDirect(one, place)),
  );
  if (meant.length > 0) return meant.reduce((best, next) => (next.length < best.length ? next : best));
  const constants = ofType.flat().filter((one) => one.allowed !== undefined && isDirect(one, place));
  const [first] = constants;
  if (first === undefined) return ofType[0] ?? [];
  const allowed = constants.filter((one) => one.path === first.path).flatMap((one) => one.allowed ?? []);
  return [wrongValue(allowed, first.found ?? null, first.path)];
}

/** Whether the fault is at the place itself or at a member of it: the member that tells forms apart. */
function isDirect(fault: Fault, place: Place): boolean {
  return fault.path === place.path || fault.path.lastIndexOf("/") === place.path.length;
}

/** Parts of XState that a machine may not have (A16), because the engine has its own or cannot record them. */
const refusedInMachine = new Set([
  "context",
  "onSnapshot",
  "onTransition",
  "systemId",
  "route",
  "id",
  "version",
  "types",
  "params",
]);

function unknownKey(key: string, known: string[], path: string): Fault {
  const inMachine = /^\/machine(?:\/|$)/.test(path) && refusedInMachine.has(key);
  if (inMachine) return other("refused-in-machine", path + pointer(key), { key });
  return {
    path: path + pointer(key),
    code: "unknown-key",
    values: () => ({ key: quote(key), hint: nearest(key, known) }),
  };
}

/** Faults of a text in both languages, said as such. */
function asTranslation(fault: Fault): Fault {
  const inLanguage = /\/(?:en|zh-CN)$/.test(fault.path);
  if (
    fault.code === "missing-key" ||
    (inLanguage && (fault.code === "bad-text" || fault.code === "wrong-type"))
  )
    return other("missing-translation", fault.path, {});
  return fault.code === "wrong-type" ? wrongType([bothLanguages], fault.found ?? null, fault.path) : fault;
}

function atLeast(found: number | null, wanted: Json, place: Place): Fault[] {
  return found === null || found >= Number(wanted)
    ? []
    : [other("too-few", place.path, { limit: Number(wanted) })];
}

function atMost(found: number | null, wanted: Json, place: Place): Fault[] {
  return found === null || found <= Number(wanted)
    ? []
    : [other("too-many", place.path, { limit: Number(wanted) })];
}

function isOfType(type: string, value: Json): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function under(place: Place, key: string | number): Place {
  return { ...place, path: place.path + pointer(key) };
}
