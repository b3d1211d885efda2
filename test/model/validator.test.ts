import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ajvValidator, type Json, type JsonObject, type Schema } from "../../engine/model/index.ts";

const validator = ajvValidator();
const faults = (schema: Schema, value: Json) => validator.compile(schema)(value);

describe("the validator", () => {
  it("B9: knows the keywords and formats of the language", () => {
    const schema: Schema = {
      type: "object",
      properties: {
        file: { type: "string", format: "attachment", confidential: "inner" },
        id: { type: "string", format: "id-card" },
      },
    };
    expect(faults(schema, { file: "sha256:ab12", id: "11010519491231002X" })).toEqual([]);
    expect(faults(schema, { id: "110105194912310021" })).toEqual([
      {
        path: "/id",
        message: {
          en: "“id” must be a valid identity card number of 18 characters",
          "zh-CN": "“id”必须是有效的18位公民身份号码",
        },
      },
    ]);
  });

  it("B9: an attachment is the reference of a stored file, held to its types and size", () => {
    const plan: Json = {
      key: "files/2026/plan.pdf",
      name: "平面图.pdf",
      type: "application/pdf",
      size: 10,
      sha256: "0f".repeat(32),
    };
    const file: Schema = {
      type: "object",
      format: "attachment",
      types: ["application/pdf", "image/png"],
      maxBytes: 10,
    };
    const schema: Schema = { type: "object", properties: { files: { type: "array", items: file } } };
    const wrong = (change: JsonObject) => faults(schema, { files: [{ ...plan, ...change }] });
    const places = (change: JsonObject) => wrong(change).map(({ path }) => path);
    expect(wrong({})).toEqual([]);
    expect(wrong({ size: 11 })).toEqual([
      {
        path: "/files/0/size",
        message: {
          en: "“files › #1 › size” must be at most 10",
          "zh-CN": "“files › #1 › size”不得大于10",
        },
      },
    ]);
    expect(places({ type: "text/html" })).toEqual(["/files/0/type"]);
    expect(places({ key: "../etc/passwd" })).toEqual(["/files/0/key"]);
    expect(places({ sha256: "0F".repeat(32) })).toEqual(["/files/0/sha256"]);
    expect(places({ size: -1 })).toEqual(["/files/0/size"]);
    expect(places({ name: "" })).toEqual(["/files/0/name"]);
    expect(places({ content: "…" })).toEqual(["/files/0"]);
    for (const member of Object.keys(plan)) {
      const { [member]: _, ...rest } = plan;
      expect(faults(schema, { files: [rest] }).map(({ path }) => path)).toEqual(["/files/0"]);
    }
    expect(faults(schema, { files: ["files/2026/plan.pdf"] }).map(({ path }) => path)).toEqual(["/files/0"]);
  });

  it("B9: an attachment of any type and size is still one, and may be null where its schema says so", () => {
    const any: Schema = { type: ["object", "null"], format: "attachment" };
    const note = { key: "k", name: "n", type: "text/plain", size: 1e9, sha256: "a".repeat(64) };
    expect(faults(any, note)).toEqual([]);
    expect(faults(any, null)).toEqual([]);
    expect(faults(any, { ...note, type: "plain" }).map(({ path }) => path)).toEqual(["/type"]);
  });

  it("says in both languages what is wrong and where", () => {
    const schema: Schema = {
      type: "object",
      properties: {
        rows: {
          type: "array",
          items: { type: "object", properties: { n: { type: "integer", minimum: 1 } }, required: ["n"] },
        },
      },
    };
    expect(faults(schema, { rows: [{ n: 1 }, { n: 0 }, {}, { n: "x" }] })).toEqual([
      {
        path: "/rows/1/n",
        message: { en: "“rows › #2 › n” must be at least 1", "zh-CN": "“rows › #2 › n”不得小于1" },
      },
      { path: "/rows/2", message: { en: "“n” is missing in “rows › #3”", "zh-CN": "“rows › #3”缺少“n”" } },
      {
        path: "/rows/3/n",
        message: { en: "“rows › #4 › n” must be a whole number", "zh-CN": "“rows › #4 › n”必须是整数" },
      },
    ]);
  });

  it("has words for every keyword that can be offended", () => {
    const offended: [Schema, Json][] = [
      [{ type: "object", properties: {}, unevaluatedProperties: false }, { a: 1 }],
      [{ dependentRequired: { a: ["b"] } }, { a: 1 }],
      [{ enum: ["a", 1] }, "b"],
      [{ const: "a" }, "b"],
      [{ pattern: "^a$" }, "b"],
      [{ minLength: 2 }, "b"],
      [{ maxLength: 0 }, "b"],
      [{ maximum: 1 }, 2],
      [{ exclusiveMinimum: 2 }, 2],
      [{ exclusiveMaximum: 2 }, 2],
      [{ multipleOf: 2 }, 3],
      [{ minItems: 1 }, []],
      [{ maxItems: 0 }, [1]],
      [{ uniqueItems: true }, [1, 1]],
      [{ minProperties: 1 }, {}],
      [{ maxProperties: 0 }, { a: 1 }],
      [{ contains: { const: 1 } }, []],
      [{ oneOf: [{ type: "string" }, { minLength: 1 }] }, "a"],
      [{ not: { type: "string" } }, "a"],
    ];
    for (const [schema, value] of offended) {
      const [first] = faults(schema, value);
      expect(first?.message.en).not.toMatch(/not as it should be$|undefined|\{/);
      expect(first?.message["zh-CN"]).toMatch(/\p{Script=Han}/u);
    }
  });

  it("tells at most twenty faults", () => {
    expect(faults({ type: "array", items: { type: "string" } }, Array(500).fill(1))).toHaveLength(20);
  });

  it("sees own properties only", () => {
    expect(faults({ type: "object", required: ["toString"] }, {})).toHaveLength(1);
    expect(faults({ type: "object", properties: { toString: { type: "string" } } }, {})).toEqual([]);
  });

  it("refuses what no schema can allow: keys of prototypes, texts that cannot be stored, bottomless nesting", () => {
    const anything: Schema = {};
    expect(faults(anything, JSON.parse('{ "a": [{ "__proto__": 1 }] }') as Json)[0]).toMatchObject({
      path: "/a/0",
    });
    expect(faults(anything, { constructor: 1 } as unknown as Json)).toHaveLength(1);
    expect(faults(anything, { a: "x\0" })[0]).toMatchObject({ path: "/a" });
    expect(faults(anything, ["\ud800"])[0]).toMatchObject({ path: "/0" });
    let deep: Json = 1;
    for (let level = 0; level < 65; level++) deep = [deep];
    expect(faults(anything, deep)).toHaveLength(1);
    expect(faults(anything, (deep as Json[])[0] as Json)).toEqual([]);
  });

  it("takes whatever JSON.parse gives for an open schema, but for that", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
        fc.pre(!/\\u0000|\\ud[89a-f]|"(?:__proto__|constructor|prototype)":/.test(JSON.stringify(value)));
        expect(faults({}, value as Json)).toEqual([]);
      }),
    );
  });

  it("does not run patterns over long texts", () => {
    const schema: Schema = { type: "string", pattern: "^[a-z]*-?[a-z]*$" };
    expect(faults(schema, "a".repeat(10_000))).toEqual([]);
    expect(faults(schema, "a".repeat(10_001))).toHaveLength(1);
  });

  it("throws for a schema that is none, and keeps no schema for ever", () => {
    expect(() => validator.compile({ type: "strnig" })).toThrow(/type/);
    expect(() => validator.compile({ $ref: "#/$defs/none" })).toThrow(/none/);
    for (let n = 0; n < 1100; n++) validator.compile({ const: n });
    expect(validator.compile({ const: 0 })(0)).toEqual([]);
    expect(validator.compile({ const: 0 })(1)).toHaveLength(1);
  });
});
