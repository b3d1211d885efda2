import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { canonical } from "./canonical.ts";
import { faultWords } from "./fault-words.ts";
import { formats } from "./formats.ts";
import { matcher } from "./patterns.ts";
import { unsafeJson } from "./safety.ts";
import { plainTexts } from "./schema.ts";
import type { JsonObject, SchemaFault, SchemaValidator } from "./types.ts";

/** At most so many faults are told at once. */
const mostFaults = 20;
/** So many compiled schemas are kept; the one compiled first goes first. */
const mostSchemas = 1000;

/**
 * A validator of JSON Schema 2020-12 with our keywords, formats and bilingual titles (B9), by Ajv. Compiles a schema once, however often it is asked
 * for. Ajv compiles to JavaScript, so under a content-security policy without `unsafe-eval` it does not run.
 *
 * Faults come with a JSON pointer into the value, at most 20. Besides what the schema says, keys that name prototypes,
 * texts that no database keeps (NUL, lone surrogates) and nesting deeper than 64 are faults.
 *
 * @throws (from `compile`) for a schema that is none.
 */
export function ajvValidator(): SchemaValidator {
  return {
    compile(schema) {
      const validate = compiledOnce(schema);
      return (value) => {
        const unsafe = unsafeJson(value);
        if (unsafe !== null) return [unsafe];
        return validate(value) ? [] : told(validate.errors ?? []).map(toFault);
      };
    },
  };
}

/** One for all: before it compiles anything it compiles the schema of schemas, which takes longer than everything else there is to do. */
let shared: Ajv2020 | null = null;
const compiled = new Map<string, ValidateFunction>();

function compiledOnce(schema: JsonObject): ValidateFunction {
  const key = canonical(schema);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const ajv = (shared ??= createAjv());
  const plain = plainTexts(schema, "en");
  try {
    const validate = ajv.compile(plain);
    if (compiled.size >= mostSchemas) compiled.delete(compiled.keys().next().value ?? "");
    compiled.set(key, validate);
    return validate;
  } finally {
    // Ajv would keep every schema for ever.
    ajv.removeSchema(plain);
  }
}

function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    ownProperties: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    strictTuples: false,
    logger: false,
    allowMatchingProperties: true,
    code: { regExp: Object.assign(matcher, { code: "matcher" }) },
    formats,
  });
  for (const keyword of ["confidential", "choices", "types", "maxBytes"]) ajv.addKeyword({ keyword });
  return ajv;
}

/** Keywords that only say that something inside them failed. */
const umbrella = new Set(["if", "propertyNames"]);

function told(errors: ErrorObject[]): ErrorObject[] {
  const plain = errors.filter((error) => !umbrella.has(error.keyword));
  return (plain.length === 0 ? errors : plain).slice(0, mostFaults);
}

function toFault(error: ErrorObject): SchemaFault {
  return { path: error.instancePath, message: faultWords(error.keyword, error.instancePath, error.params) };
}
