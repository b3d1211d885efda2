import { faultWords } from "../../../engine/model/fault-words.ts";
import { plainTexts } from "../../../engine/model/schema.ts";
import { unsafeJson } from "../../../engine/model/safety.ts";
import { pointer } from "../../../engine/model/pointer.ts";
import type { Json, JsonObject, SchemaValidator } from "../../../engine/model/types.ts";
import { findFaults, type Fault } from "../../form/validator.ts";

/** What the words of a keyword call what it asks for. */
const asked: Record<string, string> = {
  type: "type",
  enum: "allowedValues",
  const: "allowedValue",
  format: "format",
  pattern: "pattern",
  multipleOf: "multipleOf",
};

/**
 * Validates data and payloads of a simulated case without compiling anything, which the page's content-security policy forbids.
 * It lets through what Ajv does; the words are those that the server would use.
 */
export function interpretingValidator(): SchemaValidator {
  return {
    compile(schema) {
      const plain = plainTexts(schema, "en");
      return (value: Json) => {
        const unsafe = unsafeJson(value);
        if (unsafe !== null) return [unsafe];
        return findFaults(plain, value).slice(0, 20).map(told);
      };
    },
  };
}

function told({ path, keyword, asked: wanted }: Fault) {
  const inside = keyword === "required" || keyword === "additionalProperties" ? path.slice(0, -1) : path;
  const at = pointer(...inside);
  const last = path.at(-1) ?? "";
  const params: JsonObject = { limit: wanted, missingProperty: last, additionalProperty: last };
  const name = asked[keyword];
  if (name !== undefined) params[name] = wanted;
  return { path: at, message: faultWords(keyword, at, params) };
}
