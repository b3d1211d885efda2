import { Validator } from "@cfworker/json-schema";
import { ErrorSchemaBuilder, type RJSFSchema, type ValidatorType } from "@rjsf/utils";
import { hasFormat } from "../../engine/model/formats.ts";
import type { Json, JsonObject } from "../../engine/model/types.ts";

/** A fault of a form: where, which keyword of the schema says so, and what the keyword asks for. */
export interface Fault {
  /** Keys and positions from the root of the data. */
  path: string[];
  keyword: string;
  asked: Json;
}

/** Says a fault in the reader's language. */
export type FaultWords = (fault: Fault) => string;

/**
 * Validates without compiling, because the page's content-security policy forbids code made of text. The server asks the
 * same schema again, and its answer is the one that counts.
 */
export function findFaults(schema: JsonObject, value: unknown): Fault[] {
  const { errors } = new Validator(schema as object, "2020-12", false).validate(value ?? null);
  const faults: Fault[] = [];
  for (const error of errors) {
    const path = error.instanceLocation
      .replace(/^#\/?/, "")
      .split("/")
      .filter((part) => part !== "")
      .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"));
    if (error.keyword === "required") {
      const missing = /"(.+)"\.?$/.exec(error.error)?.[1];
      if (missing !== undefined) faults.push({ path: [...path, missing], keyword: "required", asked: null });
    } else if (leaves.has(error.keyword)) {
      faults.push({ path, keyword: error.keyword, asked: asked(schema, error.keywordLocation) });
    }
  }
  return [...faults, ...ownFormats(schema, value as Json | undefined, [])];
}

/** Keywords that name a fault of their own; the others only say that something inside them is at fault. */
const leaves = new Set([
  "type",
  "enum",
  "const",
  "format",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "oneOf",
  "anyOf",
  "not",
  "contains",
  "additionalProperties",
]);

function asked(schema: JsonObject, location: string): Json {
  let at: Json | undefined = schema;
  for (const key of location
    .replace(/^#\/?/, "")
    .split("/")
    .filter((part) => part !== ""))
    at = (at as JsonObject | undefined)?.[decodeURIComponent(key)];
  return at ?? null;
}

/** Formats of ours, which a general validator does not know. */
function ownFormats(schema: Json | undefined, value: Json | undefined, path: string[]): Fault[] {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return [];
  const format = schema.format;
  if (typeof value === "string")
    return typeof format === "string" && hasFormat(value, format) === false
      ? [{ path, keyword: "format", asked: format }]
      : [];
  if (Array.isArray(value))
    return value.flatMap((item, place) => ownFormats(schema.items, item, [...path, String(place)]));
  if (typeof value !== "object" || value === null) return [];
  const properties = (schema.properties ?? {}) as JsonObject;
  return Object.entries(value).flatMap(([key, item]) =>
    Object.hasOwn(properties, key) ? ownFormats(properties[key], item, [...path, key]) : [],
  );
}

/** The same for react-jsonschema-form. */
export function formValidator(words: FaultWords): ValidatorType {
  const isValid = (schema: RJSFSchema, data: unknown, root: RJSFSchema): boolean => {
    const whole = root.$defs === undefined ? schema : { ...schema, $defs: root.$defs };
    return findFaults(whole as JsonObject, data).length === 0;
  };
  return {
    isValid,
    rawValidation: () => ({ errors: [] }),
    validateFormData(data: unknown, schema: RJSFSchema) {
      const builder = new ErrorSchemaBuilder();
      const seen = new Set<string>();
      const errors = findFaults(schema as JsonObject, data).flatMap((fault) => {
        const key = fault.path.join("/");
        if (seen.has(key)) return [];
        seen.add(key);
        const message = words(fault);
        builder.addErrors(message, fault.path);
        return [{ stack: message, message, name: fault.keyword, property: `.${fault.path.join(".")}` }];
      });
      return { errors, errorSchema: builder.ErrorSchema };
    },
  };
}
