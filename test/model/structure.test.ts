import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cellOperators,
  definitionSchemas,
  formats,
  operators,
  pointer,
  refusalCodes,
  type Json,
  type JsonObject,
} from "../../engine/model/index.ts";
import { publishedSchemas, type SchemaFile } from "../../engine/model/published.ts";
import { checkStructure } from "../../engine/model/structure.ts";
import { changed, problemsOf } from "./fixtures/change.ts";
import { fixture } from "./fixtures/pack.ts";

const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  strictTypes: false,
  strictTuples: false,
  formats,
  allowMatchingProperties: true,
});
ajv.addKeyword("x-zh-CN");
for (const schema of Object.values(publishedSchemas)) ajv.addSchema(schema);
const byAjv = (schema: SchemaFile, value: Json) => ajv.validate(schema, value);

const schemaOf: Record<string, SchemaFile> = {
  "pack.json": "pack.schema.json",
  "procedures/permit.json": "procedure.schema.json",
  "procedures/inspection.json": "procedure.schema.json",
  "scenarios/permit.json": "scenarios.schema.json",
  "layouts/permit.json": "layout.schema.json",
  "registers/permits.json": "register.schema.json",
  "calendars/cn.json": "calendar.schema.json",
  "directory.json": "directory.schema.json",
};

/** Every place of the fixture. */
function places(value: Json, at = ""): string[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, member]) => places(member, at + pointer(key)))];
}
const all = Object.entries(fixture).flatMap(([file, value]) => places(value).map((at) => ({ file, at })));

const wrong = fc.constantFrom<Json | undefined>(
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  1e6,
  "",
  "x",
  "a b",
  "1",
  "workingDays",
  "2026-01-01",
  ">=2/3",
  [],
  ["x"],
  ["x", "x"],
  {},
  { x: 1 },
  { var: "data.kind" },
  { en: "a", "zh-CN": "b" },
  { type: "object", properties: {} },
  { type: "assign", params: { a: 1 } },
  { limit: 1, unit: "days" },
);

describe("the published schemas", () => {
  it("are JSON Schemas of 2020-12, strictly", () => {
    for (const [name, schema] of Object.entries(publishedSchemas)) {
      expect(ajv.getSchema(name)).toBeDefined();
      expect([name, ajv.validateSchema(schema)]).toEqual([name, true]);
    }
  });

  it("take the fixture, by Ajv too", () => {
    for (const [file, value] of Object.entries(fixture))
      expect([file, byAjv(schemaOf[file] as SchemaFile, value)]).toEqual([file, true]);
  });

  it("are the structural check: what Ajv refuses is a problem, and what Ajv takes is none of structure", () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), wrong, ({ file, at }, value) => {
        fc.pre(at !== "" || value !== undefined);
        const files = changed(file, at, value);
        const document = files[file] as Json;
        const schema = schemaOf[file] as SchemaFile;
        const taken = byAjv(schema, document);
        const wellFormed = checkStructure(schema, document, file).length === 0;
        // Logic is interpreted by the check of names, which is closer than the schema.
        expect({ taken: wellFormed && (taken || problemsOf(files).length === 0) }).toEqual({ taken });
      }),
      { numRuns: 200 },
    );
  });

  it("know the operators, cell operators, formats and refusals of the language, no more and no fewer", () => {
    const common = publishedSchemas["common.schema.json"]["$defs"] as Record<string, JsonObject>;
    const procedure = publishedSchemas["procedure.schema.json"]["$defs"] as Record<string, JsonObject>;
    const scenarios = publishedSchemas["scenarios.schema.json"]["$defs"] as Record<string, JsonObject>;
    const objectOf = (schema: JsonObject) =>
      (schema["anyOf"] as JsonObject[]).find((one) => one["properties"] !== undefined);
    const keys = (schema: JsonObject | undefined) =>
      Object.keys((schema?.["properties"] ?? {}) as JsonObject).sort();
    expect(keys(objectOf(common["logic"] as JsonObject))).toEqual([...operators.keys()].sort());
    expect(keys(objectOf(procedure["measureLogic"] as JsonObject))).toEqual(
      [...operators.keys(), "entered", "times", "between"].sort(),
    );
    expect(keys(objectOf(procedure["cell"] as JsonObject))).toEqual([...cellOperators].sort());
    const keywords = (objectOf(common["schema"] as JsonObject)?.["properties"] ?? {}) as Record<
      string,
      JsonObject
    >;
    const named = (keywords["format"]?.["enum"] ?? []) as string[];
    expect([...named].sort()).toEqual(Object.keys(formats).sort());
    const because = scenarios["because"]?.["enum"] as string[];
    expect(because.filter((code) => !(refusalCodes as readonly string[]).includes(code))).toEqual([]);
  });

  it("explain themselves in the language of the editor", () => {
    const root = (language: "en" | "zh-CN") => definitionSchemas(language)["procedure.schema.json"];
    expect(root("en")["description"]).toBe("A procedure: a statechart and what it names.");
    expect(root("zh-CN")["description"]).toBe("规程：状态图及其所用名称。");
    for (const language of ["en", "zh-CN"] as const)
      expect(JSON.stringify(definitionSchemas(language))).not.toContain("x-zh-CN");
  });

  it("have a description in both languages for every key of a procedure", () => {
    const bare = Object.entries(
      publishedSchemas["procedure.schema.json"]["properties"] as Record<string, JsonObject>,
    )
      .filter(
        ([, schema]) =>
          schema["$ref"] === undefined &&
          (schema["description"] === undefined || schema["x-zh-CN"] === undefined),
      )
      .map(([key]) => key);
    expect(bare).toEqual([]);
  });
});
