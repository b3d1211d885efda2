import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { JsonObject, Text } from "../engine/model/index.ts";
import { Refuse } from "./route.ts";

/** Query strings are text: numbers and booleans are read from it. Bodies are taken as they are. */
const ofQueries = new Ajv2020({ coerceTypes: true, strict: false });
const ofBodies = new Ajv2020({ strict: false });

const words = (what: string, fault: string): Text => ({
  en: `The ${what} does not have the form that this address takes: ${fault}.`,
  "zh-CN": `请求的${what === "body" ? "正文" : "查询参数"}不符合要求：${fault}。`,
});

/** A check that returns nothing, or refuses with the place of the first fault. */
export function checker(schema: JsonObject, what: "body" | "query"): (value: unknown) => void {
  const validate: ValidateFunction = (what === "query" ? ofQueries : ofBodies).compile(schema);
  return (value) => {
    if (validate(value)) return;
    const [fault] = validate.errors ?? [];
    const extra = fault?.params["additionalProperty"] as string | undefined;
    const at = `${fault?.instancePath ?? ""}${extra === undefined ? "" : `/${extra.slice(0, 60)}`}`;
    throw new Refuse({
      code: "invalid-request",
      path: at,
      message: words(what, `${at} ${fault?.message ?? ""}`.trim()),
    });
  };
}
