import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { declaredChoices } from "../../../engine/model/choices.ts";
import { openingSchema, payloadSchema } from "../../../engine/model/schema.ts";
import type { Json, JsonObject } from "../../../engine/model/types.ts";
import {
  chosenSource,
  isDeclaration,
  keyOfSource,
  logicOf,
  membersOfSource,
  sourceOf,
  sourceOptions,
  withSome,
} from "../../../designer/editor/inspector/model/choice-source.ts";
import { typeInWords } from "../../../designer/editor/inspector/model/schema-edits.ts";
import { offeredBy, registersRead, withOffered } from "../../../designer/editor/rules/offered.ts";
import { scopeAt, vocabulary } from "../../../designer/editor/rules/seen.ts";
import { rulesOf } from "../../../designer/editor/rules/trial.ts";
import { aroundOf, documents } from "./shipped.ts";

const { definition } = documents.find(({ definition: { id } }) => id === "approval-case")!;
const around = aroundOf("approval-case");
const rules = rulesOf(definition, around);
const scope = scopeAt(vocabulary(definition, around), "/data/properties/itemCode/choices/from");
const given = { definition, around, rules, scope: { data: {} } };
const code = "/properties/itemCode";
const at = (schema: JsonObject, ...keys: string[]): JsonObject =>
  keys.reduce<JsonObject>((one, key) => one[key] as JsonObject, schema);

describe("where choices come from, as a form asks for it", () => {
  it("is a list at a path or a decision table, all of it or some", () => {
    expect(sourceOf({ var: "fact.items" })).toEqual({ kind: "path", path: "fact.items", some: false });
    expect(sourceOf({ decide: ["kinds"] })).toEqual({ kind: "table", name: "kinds", some: false });
    const some: Json = { filter: [{ var: "data.materials" }, { "==": [{ var: "status" }, "missing"] }] };
    expect(sourceOf(some)).toEqual({ kind: "path", path: "data.materials", some: true });
  });

  it.each<Json>([
    [],
    { var: ["data.materials", []] },
    { var: "" },
    { decide: ["kinds", null, "kind"] },
    { filter: [{ filter: [{ var: "data.a" }, true] }, true] },
    { merge: [{ var: "data.a" }, { var: "data.b" }] },
    { var: "data.a", decide: ["b"] },
    "data.a",
  ])("is left to the rule where it is more than that: %j", (from) => {
    expect(sourceOf(from)).toBeNull();
  });

  it("says the same again when it is written, and loses no condition that nobody took out", () => {
    const source = fc.oneof(
      fc.stringMatching(/^(?:data|fact)\.[a-z]{1,8}$/).map((path) => ({ kind: "path" as const, path })),
      fc.stringMatching(/^[a-z]{1,8}$/).map((name) => ({ kind: "table" as const, name })),
    );
    fc.assert(
      fc.property(source, (one) => {
        const all = logicOf(one);
        const some = withSome(all, true);
        expect(sourceOf(all)).toEqual({ ...one, some: false });
        expect(sourceOf(some)).toEqual({ ...one, some: true });
        expect(withSome(some, true)).toBe(some);
        expect(withSome(some, false)).toEqual(all);
        expect(withSome(all, false)).toBe(all);
      }),
    );
  });

  it("offers registers, people, lists of the case, facts, tables and parameters, each once, and no other cases", () => {
    const options = sourceOptions(scope, "en");
    const keys = options.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(options).toContainEqual({
      key: "path fact.items",
      title: around.registers["item-figures"]!.title.en,
      group: "register",
    });
    expect(options).toContainEqual(
      expect.objectContaining({
        key: "register approval-items",
        fact: {
          title: around.registers["approval-items"]!.title,
          of: "register:approval-items",
          give: "rows",
        },
      }),
    );
    expect(keys).toContain("path fact.item.materials");
    expect(keys).toContain("path data.materials");
    expect(keys).toContain("path fact.inspectors");
    expect(options.filter(({ group }) => group === "role").length).toBeGreaterThan(0);
    const cases = Object.entries(definition.facts ?? {}).filter(([, { of }]) => of.startsWith("cases:"));
    for (const [name] of cases) expect(keys.some((key) => key.startsWith(`path fact.${name}`))).toBe(false);
  });

  it("knows the members of a row, and that entries of a plain list are the values themselves", () => {
    const members = membersOfSource({ kind: "path", path: "data.materials", some: false }, scope, "zh-CN");
    expect(members?.map(({ name, title }) => `${name} ${title}`)).toContain("code 材料编号");
    expect(membersOfSource({ kind: "path", path: "fact.inspectors", some: false }, scope, "en")).toBeNull();
    expect(chosenSource({ var: "data.materials" }, members)).toEqual({
      from: { var: "data.materials" },
      value: "code",
    });
    expect(chosenSource({ var: "fact.items" }, [{ name: "id", title: "", shape: "open" }])).toEqual({
      from: { var: "fact.items" },
    });
  });

  it("can be shown for every field of the shipped procedures that is chosen from elsewhere", () => {
    for (const { definition: one } of documents) {
      const schemas = [one.data, ...Object.values(one.events).map(({ payload }) => payload ?? {})];
      for (const schema of schemas)
        for (const [place, declared] of declaredChoices(schema)) {
          expect(isDeclaration(declared as unknown as Json), place).toBe(true);
          const source = sourceOf(declared.from);
          expect(source, place).not.toBeNull();
          if (source !== null && !source.some) expect(logicOf(source)).toEqual(declared.from);
          const own = scopeAt(vocabulary(one, aroundOf(one.id)), place);
          const keys = sourceOptions(own, "en").map(({ key }) => key);
          if (source !== null) expect(keys, place).toContain(keyOfSource(source));
        }
    }
  });

  it.each<Json>([{}, { value: "code" }, { from: [], more: 1 }, { from: [], value: 1 }, [], "x"])(
    "is shown as JSON where a form cannot say it: %j",
    (choices) => {
      expect(isDeclaration(choices)).toBe(false);
    },
  );

  it("is told with the type of a field", () => {
    expect(typeInWords(at(definition.data, "properties", "itemCode"), "zh-CN")).toBe("文本 · 从列表选择");
    expect(typeInWords({ type: "string", format: "id-card" }, "en")).toBe("Text · Resident identity number");
    expect(typeInWords({ type: "string", format: "house-style" }, "en")).toBe("Text · house-style");
  });
});

describe("what a form offers in the page (B11)", () => {
  it("are rows of a register as the pack begins it, or as they are known otherwise", () => {
    const shown = withOffered(openingSchema(definition, null), given);
    const offered = at(shown, "properties", "itemCode")["oneOf"];
    expect(offered).toContainEqual({
      const: "R-03",
      title: { en: "Small temporary relief", "zh-CN": "小额临时救助" },
    });
    const rows = { "item-figures": [{ id: "X-1", name: "新事项" }] };
    const known = withOffered(openingSchema(definition, null), {
      ...given,
      known: { rows, source: "kept" },
    });
    expect(at(known, "properties", "itemCode")["oneOf"]).toEqual([{ const: "X-1", title: "新事项" }]);
    expect(registersRead(openingSchema(definition, null), definition, rules)).toEqual(["item-figures"]);
  });

  it("comes from a list of the case, and what is filtered out is not offered", () => {
    const materials = [
      { code: "a", name: "甲", status: "missing" },
      { code: "b", name: "乙", status: "given" },
    ];
    const shown = withOffered(payloadSchema(definition, "SUPPLY", null), {
      ...given,
      scope: { data: { materials } },
    });
    expect(at(shown, "properties", "code")["oneOf"]).toEqual([{ const: "a", title: "甲" }]);
  });

  it("is what is known of a field, before anything that the page finds itself", () => {
    const known = { [code]: [{ value: "K", title: "Known" }] };
    const shown = withOffered(openingSchema(definition, null), given, known);
    expect(at(shown, "properties", "itemCode")["oneOf"]).toEqual([{ const: "K", title: "Known" }]);
  });

  it("leaves a field open that nothing is known for, and says why", () => {
    const files = Object.fromEntries(
      Object.entries(around.files).filter(([name]) => name !== "registers/item-figures.json"),
    );
    const bare = { ...given, around: { ...around, files } };
    const field = at(withOffered(openingSchema(definition, null), bare), "properties", "itemCode");
    expect(field["oneOf"]).toBeUndefined();
    const { en, "zh-CN": zh } = around.registers["item-figures"]!.title;
    expect(field["description"]).toEqual({
      en: `The rows of “${en}” are not at hand here: enter the code itself.`,
      "zh-CN": `此处没有“${zh}”的条目，请直接填写编码。`,
    });
    const supply = withOffered(payloadSchema(definition, "SUPPLY", null), given);
    expect(at(supply, "properties", "code")["description"]).toMatchObject({
      en: expect.stringMatching(/nothing to choose from/) as string,
    });
    const items = at(withOffered(payloadSchema(definition, "SUBMIT", null), given), "properties", "given");
    expect(items["description"]).toBeDefined();
  });

  it("is nothing for other cases, nor for logic that cannot be evaluated", () => {
    const facts = { ...definition.facts, others: { of: "cases:approval-case", give: "rows" as const } };
    const withOthers = { ...definition, facts };
    const asked = { ...given, definition: withOthers, rules: rulesOf(withOthers, around) };
    expect(offeredBy({ from: { var: "fact.others" } }, asked).choices).toBeNull();
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (from) => {
        const { choices, why } = offeredBy({ from: from as Json }, given);
        expect((choices === null) !== (why === null)).toBe(true);
      }),
    );
  });
});
