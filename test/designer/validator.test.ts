import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ajvValidator, openingSchema, payloadSchema } from "../../engine/model/index.ts";
import type { Json, JsonObject, Procedure } from "../../engine/model/types.ts";
import { findFaults } from "../../designer/form/validator.ts";

const procedures = readdirSync("definitions/nanhu/procedures").map(
  (name) => JSON.parse(readFileSync(`definitions/nanhu/procedures/${name}`, "utf8")) as Procedure,
);
const schemas = procedures.flatMap((procedure) => [
  { name: `${procedure.id}: opening`, schema: openingSchema(procedure) },
  ...Object.keys(procedure.events).map((event) => ({
    name: `${procedure.id}: ${event}`,
    schema: payloadSchema(procedure, event),
  })),
]);
const ajv = ajvValidator();

/** Values that a form could hold for a schema, right ones and wrong ones. */
function near(schema: Json | undefined, depth = 0): fc.Arbitrary<Json> {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema) || depth > 3)
    return fc.constantFrom<Json>("x", 1, null);
  const options = (schema.enum ?? (schema.oneOf as JsonObject[] | undefined)?.map((one) => one.const)) as
    Json[] | undefined;
  const wrong = fc.constantFrom<Json>("", "x", -1, 1.5, true, null, "2026-02-30");
  if (options)
    return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...options) }, { weight: 1, arbitrary: wrong });
  const right: Record<string, fc.Arbitrary<Json>> = {
    string: schema.format === "date" ? fc.constant<Json>("2026-03-02") : fc.string({ maxLength: 30 }),
    integer: fc.integer({ min: -5, max: 3000 }),
    number: fc.double({ min: -5, max: 3000, noNaN: true }),
    boolean: fc.boolean(),
    array: fc.array(near(schema.items, depth + 1), { maxLength: 4 }),
    object: fc.record(
      Object.fromEntries(
        Object.entries((schema.properties ?? {}) as JsonObject).map(([key, inner]) => [
          key,
          near(inner, depth + 1),
        ]),
      ),
      { requiredKeys: [] },
    ) as fc.Arbitrary<Json>,
  };
  return fc.oneof(
    { weight: 6, arbitrary: right[String(schema.type)] ?? wrong },
    { weight: depth === 0 ? 0 : 1, arbitrary: wrong },
  );
}

describe("the form's validator", () => {
  it("finds a fault exactly where Ajv does, for every form of the definitions", () => {
    expect(schemas.length).toBeGreaterThan(40);
    for (const { name, schema } of schemas) {
      const validate = ajv.compile(schema);
      fc.assert(
        fc.property(near(schema), (value) => {
          expect(findFaults(schema, value).length > 0, `${name} ${JSON.stringify(value)}`).toBe(
            validate(value).length > 0,
          );
        }),
        { numRuns: 25 },
      );
    }
  });

  it("names the missing field, not the object that misses it", () => {
    const schema = {
      type: "object",
      properties: { reason: { type: "string", minLength: 1 } },
      required: ["reason"],
    };
    expect(findFaults(schema, {})).toEqual([{ path: ["reason"], keyword: "required", asked: null }]);
    expect(findFaults(schema, { reason: "" })).toEqual([
      { path: ["reason"], keyword: "minLength", asked: 1 },
    ]);
  });
});
