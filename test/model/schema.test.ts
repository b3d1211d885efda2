/* oxlint-disable unicorn/no-thenable -- JSON Schema has a keyword "then" */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ajvValidator,
  closeSchema,
  dataSchema,
  defaults,
  formSchema,
  openingSchema,
  payloadSchema,
  schemaAt,
  type JsonObject,
  type Procedure,
  type Schema,
} from "../../engine/model/index.ts";
import { fixture } from "./fixtures/pack.ts";

const permit = fixture["procedures/permit.json"] as unknown as Procedure;
const validator = ajvValidator();
const paths = (schema: Schema, value: unknown) =>
  validator
    .compile(schema)(value as JsonObject)
    .map((fault) => fault.path);
const takes = (schema: Schema, value: unknown) => paths(schema, value).length === 0;

describe("the schema of data", () => {
  it("B1: closes every object that does not say otherwise, at every level", () => {
    const good = { subject: "x", kind: "small", amount: 1, parties: [{ id: "a", address: { street: "s" } }] };
    const schema = dataSchema(permit);
    expect(takes(schema, good)).toBe(true);
    expect(paths(schema, { ...good, more: 1 })).toEqual([""]);
    expect(paths(schema, { ...good, parties: [{ id: "a", more: 1 }] })).toEqual(["/parties/0"]);
    expect(paths(schema, { ...good, parties: [{ id: "a", address: { no: 1 } }] })).toEqual([
      "/parties/0/address",
    ]);
    expect(paths(schema, { ...good, place: { district: "d", more: 1 } })).toEqual(["/place"]);
  });

  it("B1: leaves an object open that says so", () => {
    const open = {
      type: "object",
      properties: { a: { type: "object", properties: {}, additionalProperties: true } },
    };
    expect(takes(closeSchema(open), { a: { x: 1 } })).toBe(true);
    expect(takes(closeSchema(open), { b: 1 })).toBe(false);
    expect(takes(closeSchema({ type: "object" }), { b: 1 })).toBe(false);
  });

  it("B1: closes an object together with the schemas that apply to it in place", () => {
    const schema = closeSchema({
      type: "object",
      properties: { kind: { enum: ["a", "b"] } },
      required: ["kind"],
      if: { properties: { kind: { const: "b" } } },
      then: {
        properties: { more: { type: "object", properties: { x: { type: "integer" } } } },
        required: ["more"],
      },
    });
    expect(takes(schema, { kind: "a" })).toBe(true);
    expect(takes(schema, { kind: "b", more: { x: 1 } })).toBe(true);
    expect(takes(schema, { kind: "a", more: { x: 1 } })).toBe(false);
    expect(takes(schema, { kind: "b", more: { x: 1, y: 2 } })).toBe(false);
    expect(takes(schema, { kind: "b" })).toBe(false);
  });
});

describe("the schema of opening", () => {
  it("B1: has every property that is not read-only, at every level, and requires no other", () => {
    const schema = openingSchema({
      data: {
        type: "object",
        properties: {
          a: { type: "string" },
          b: { type: "string", readOnly: true },
          rows: {
            type: "array",
            items: { type: "object", properties: { x: {}, y: { readOnly: true } }, required: ["x", "y"] },
          },
        },
        required: ["a", "b"],
      },
    });
    expect(takes(schema, { a: "x" })).toBe(true);
    expect(takes(schema, { a: "x", rows: [{ x: 1 }] })).toBe(true);
    expect(takes(schema, {})).toBe(false);
    expect(takes(schema, { a: "x", b: "y" })).toBe(false);
    expect(takes(schema, { a: "x", rows: [{ x: 1, y: 1 }] })).toBe(false);
  });
});

describe("the schema of a payload", () => {
  it("B1: an event without payload takes none", () => {
    const schema = payloadSchema(permit, "SUBMIT");
    expect(takes(schema, {})).toBe(true);
    expect(takes(schema, { note: "x" })).toBe(false);
  });

  it("B1: is closed", () => {
    expect(takes(payloadSchema(permit, "CHECK"), { level: 1, note: "x" })).toBe(true);
    expect(paths(payloadSchema(permit, "CHECK"), { level: 1, other: "x" })).toEqual([""]);
  });

  it("B1: of an event that takes fields has them as the data has them; read-only ones may be taken, `?` is optional", () => {
    const schema = payloadSchema(permit, "RATE");
    expect(takes(schema, { rating: 3 })).toBe(true);
    expect(takes(schema, { rating: 3, comment: "good" })).toBe(true);
    expect(paths(schema, { rating: 9 })).toEqual(["/rating"]);
    expect(takes(schema, { comment: "good" })).toBe(false);
  });

  it("B1: of an event that takes fields inside fields has them where they are", () => {
    const nested: Procedure = {
      ...permit,
      events: { MOVE: { title: permit.title, by: [], takes: ["place.district", "parties?"] } },
      data: { ...permit.data },
    };
    const schema = payloadSchema(nested, "MOVE");
    expect(takes(schema, { place: { district: "d" } })).toBe(true);
    expect(takes(schema, { place: { district: "d", other: 1 } })).toBe(false);
    expect(takes(schema, { place: {} })).toBe(false);
    expect(takes(schema, {})).toBe(false);
  });

  it("F3: of an event of a return has where to, why, what and how besides its own", () => {
    const schema = payloadSchema(permit, "RETURN");
    expect(takes(schema, { to: "checking", reason: "incomplete" })).toBe(true);
    expect(takes(schema, { to: "checking", reason: "x", items: ["plan"], resume: "back" })).toBe(true);
    expect(new Set(paths(schema, { to: "voting", reason: "x" }))).toEqual(new Set(["/to"]));
    expect(takes(schema, { to: "checking" })).toBe(false);
    expect(paths(schema, { to: "checking", reason: "x", resume: "jump" })).toEqual(["/resume"]);
  });

  it("throws for an event that is not declared, an inherited name included", () => {
    for (const event of ["NONE", "constructor", "toString"])
      expect(() => payloadSchema(permit, event)).toThrow(event);
  });
});

describe("titles in schemas", () => {
  const schema: Schema = {
    type: "object",
    title: { en: "Form", "zh-CN": "表单" },
    properties: {
      title: { type: "string", title: { en: "Title", "zh-CN": "标题" }, description: "plain" },
      list: { type: "array", items: { title: { en: "Row", "zh-CN": "行" } } },
    },
  };
  it("B9: are plain before Ajv sees them, and a field called title stays a field", () => {
    expect(dataSchema({ data: schema })).toMatchObject({
      title: "Form",
      properties: {
        title: { type: "string", title: "Title", description: "plain" },
        list: { items: { title: "Row" } },
      },
    });
  });
  it("B9: are in the language of the reader in forms", () => {
    expect(formSchema(schema, "zh-CN")).toMatchObject({
      title: "表单",
      properties: { title: { title: "标题" }, list: { items: { title: "行" } } },
    });
    expect(payloadSchema(permit, "RETURN", null)).toMatchObject({
      properties: { reason: { title: { en: "Reason", "zh-CN": "理由" } } },
    });
  });
});

describe("defaults", () => {
  it("make the initial data", () => {
    expect(defaults(permit.data)).toEqual({ present: [], items: [], result: "none" });
    expect(defaults(permit.data, { result: "granted", subject: "x" })).toEqual({
      present: [],
      items: [],
      result: "granted",
      subject: "x",
    });
  });

  it("fill objects and rows of lists that are there, and make an object only if they are all that it requires", () => {
    const schema: Schema = {
      type: "object",
      properties: {
        rows: { type: "array", items: { type: "object", properties: { status: { default: "open" } } } },
        made: { type: "object", properties: { n: { default: 0 } }, required: ["n"] },
        partial: { type: "object", properties: { n: { default: 0 }, name: {} }, required: ["name"] },
        place: { $ref: "#/$defs/place" },
      },
      $defs: { place: { type: "object", properties: { country: { default: "CN" } } } },
    };
    expect(defaults(schema, { rows: [{}, { status: "done" }] })).toEqual({
      rows: [{ status: "open" }, { status: "done" }],
      made: { n: 0 },
      place: { country: "CN" },
    });
    expect(defaults(schema, { partial: { name: "x" } })).toMatchObject({ partial: { name: "x", n: 0 } });
  });

  it("change neither what they are given nor the schema, and fill once and for all", () => {
    const given = { parties: [{ id: "a" }] };
    const before = structuredClone([permit.data, given]);
    const first = defaults(permit.data, given);
    expect(defaults(permit.data, first)).toEqual(first);
    (first["present"] as string[]).push("x");
    expect([permit.data, given]).toEqual(before);
  });

  it("leave alone what is stored, null included", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("result", "subject", "present"), fc.jsonValue()), (data) => {
        expect(defaults(permit.data, data as JsonObject)).toMatchObject(data as JsonObject);
      }),
    );
  });
});

describe("a place in a schema", () => {
  it("A7: is found by path, through references, and never by a position of a list", () => {
    expect(schemaAt(permit.data, "place.district")).toEqual({ type: "string" });
    expect(schemaAt(permit.data, "rating")).toMatchObject({ type: "integer" });
    for (const none of ["parties.0", "parties.id", "place.street", "constructor", "subject.length"])
      expect(schemaAt(permit.data, none)).toBeNull();
  });
});
