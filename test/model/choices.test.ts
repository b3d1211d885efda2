import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  choicesOfList,
  chosenIn,
  declaredChoices,
  parsePack,
  payloadSchema,
  wholeList,
  withChoices,
  withCode,
  type Json,
  type JsonObject,
  type Procedure,
} from "../../engine/model/index.ts";
import { choosing } from "../runtime/fixtures/choosing.ts";

const text = (en: string, zh: string) => ({ en, "zh-CN": zh });

describe("B11: choices of a list", () => {
  it("are texts and numbers as they stand, or members of rows with their titles", () => {
    expect(choicesOfList(["a", 7, "a", "", null, true, ["b"]], {})).toEqual([
      { value: "a", title: "a" },
      { value: 7, title: "7" },
    ]);
    const rows: Json = [
      { id: "x", name: "甲", title: text("First", "甲"), code: 1 },
      { id: "y", name: "乙" },
      { id: "z" },
      { name: "丙" },
    ];
    expect(choicesOfList(rows, {})).toEqual([
      { value: "x", title: text("First", "甲") },
      { value: "y", title: "乙" },
      { value: "z", title: "z" },
    ]);
    expect(choicesOfList(rows, { value: "code", title: "name" })).toEqual([{ value: 1, title: "甲" }]);
    expect(choicesOfList([{ id: "x", title: { en: "Half" } }], {})).toEqual([{ value: "x", title: "x" }]);
  });

  it.each<{ list: Json }>([
    { list: null },
    { list: "text" },
    { list: 3 },
    { list: {} },
    { list: { id: "a" } },
  ])("are none of what is no list: $list", ({ list }) => expect(choicesOfList(list, {})).toEqual([]));

  it("are one for each value, a thousand at most, and read nothing that is inherited", () => {
    expect(choicesOfList([{}], { value: "constructor" })).toEqual([]);
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 30 }), (list) => {
        const found = choicesOfList(list as never, {});
        expect(new Set(found.map(({ value }) => value)).size).toBe(found.length);
        for (const { value, title } of found) {
          expect(["string", "number"]).toContain(typeof value);
          expect(title).not.toBe("");
        }
      }),
    );
    expect(
      choicesOfList(
        Array.from({ length: 3000 }, (_, n) => n),
        {},
      ),
    ).toHaveLength(1000);
  });
});

describe("B11: the schema of a form", () => {
  const { procedures } = pack(choosing());
  const procedure = procedures["relief"]!;
  const schema = payloadSchema(procedure, "ASK", null);

  it("declares its choices where the fields stand, of what is taken from the data too", () => {
    expect([...declaredChoices(schema).keys()]).toEqual([
      "/properties/items/items/properties/code",
      "/properties/others/items",
    ]);
    expect([...declaredChoices(payloadSchema(procedure, "MOVE", null)).keys()]).toEqual([
      "/properties/office",
    ]);
  });

  it("offers what was found, and leaves open what was not", () => {
    const at = "/properties/items/items/properties/code";
    const found = {
      [at]: [{ value: "id", title: text("Identity card", "身份证") }],
      "/properties/others/items": [],
    };
    const form = withChoices(schema, found) as { properties: Record<string, JsonObject> };
    const { items, others } = form.properties as Record<string, { items: JsonObject }>;
    expect((items!.items["properties"] as JsonObject)["code"]).toMatchObject({
      type: "string",
      oneOf: [{ const: "id", title: text("Identity card", "身份证") }],
    });
    expect(others!.items).not.toHaveProperty("oneOf");
  });
});

describe("B11: what the checker says of choices", () => {
  const codes = (change: (relief: Procedure, head: JsonObject) => void): string[] => {
    const files = choosing();
    const relief = files["procedures/relief.json"] as unknown as Procedure;
    change(relief, files["pack.json"] as JsonObject);
    const read = parsePack(written(files));
    return read.problems.map(({ code, path }) => `${code} ${path}`);
  };
  const at = "/data/properties/office/choices";
  const office = (choices: JsonObject) => (relief: Procedure) => {
    ((relief.data["properties"] as JsonObject)["office"] as JsonObject)["choices"] = choices;
  };

  it("nothing where every name resolves", () => expect(codes(() => undefined)).toEqual([]));

  it.each<{ what: string; choices: JsonObject; found: string }>([
    {
      what: "an unknown fact",
      choices: { from: { var: "fact.ofices" } },
      found: `unknown-fact ${at}/from/var`,
    },
    {
      what: "an unknown path",
      choices: { from: { var: "data.ofice" } },
      found: `unknown-path ${at}/from/var`,
    },
    { what: "the event", choices: { from: { var: "event.office" } }, found: `unknown-path ${at}/from/var` },
    {
      what: "a member that the rows do not have",
      choices: { from: { var: "fact.offices" }, title: "nam" },
      found: `unknown-field ${at}/title`,
    },
    { what: "what is no list", choices: { from: { var: "data.about" } }, found: `not-a-list ${at}/from` },
    { what: "no source", choices: {}, found: `missing-key ${at}` },
    { what: "other cases", choices: { from: { var: "fact.others" } }, found: `choices-of-cases ${at}/from` },
  ])("$what", ({ choices, found }) => expect(codes(office(choices))).toContain(found));

  it("that rows of registers are filled in with no form", () => {
    const found = codes((_, head) => {
      const { offices } = head["registers"] as Record<
        string,
        { row: { properties: Record<string, JsonObject> } }
      >;
      offices!.row.properties["name"]!["choices"] = { from: ["a"] };
    });
    expect(found).toContain("choices-misplaced /registers/offices/row/properties/name/choices");
  });
});

function written(files: Record<string, JsonObject>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, JSON.stringify(file)]));
}
function pack(files: Record<string, JsonObject>) {
  const read = parsePack(written(files));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.pack;
}

describe("B12: values that were chosen", () => {
  const choices = { from: { var: "fact.offices" } };
  const schema = {
    properties: {
      office: { type: "string", choices },
      "a/b": { type: "array", items: { type: "integer", choices } },
      rows: { type: "array", items: { properties: { office: { choices }, note: { type: "string" } } } },
      plain: { type: "string" },
    },
  };

  it("are found in records and in lists, each once, by the field that they stand in", () => {
    const data: Json = {
      office: "north",
      "a/b": [1, 2, 1],
      rows: [{ office: "east", note: "x" }, { note: "y" }, { office: "east" }],
      plain: "north",
      unknown: "north",
    };
    expect(chosenIn(schema, data).map(({ at, values }) => [at, [...values]])).toEqual([
      ["/properties/office", ["north"]],
      ["/properties/a~1b/items", [1, 2]],
      ["/properties/rows/items/properties/office", ["east"]],
    ]);
    expect(chosenIn(schema, { office: null, rows: "none", "a/b": [null, ["x"]] })).toEqual([]);
  });

  it("stand at fields that declare choices, whatever the data are", () => {
    const declared = new Set(declaredChoices(schema).keys());
    fc.assert(
      fc.property(fc.object({ key: fc.constantFrom("office", "a/b", "rows", "plain") }), (data) => {
        const found = chosenIn(schema, JSON.parse(JSON.stringify(data)) as Json);
        expect(found.every(({ at, values }) => declared.has(at) && values.size > 0)).toBe(true);
      }),
    );
  });

  it("are looked for in the whole list, without the conditions on what is offered", () => {
    const list = { var: "data.materials" };
    const open = { "==": [{ var: "status" }, "open"] };
    expect(wholeList({ filter: [{ filter: [list, open] }, open] })).toBe(list);
    expect(wholeList(list)).toBe(list);
    const mapped: Json = { map: [{ filter: [list, open] }, { var: "code" }] };
    expect(wholeList(mapped)).toBe(mapped);
  });

  it("are told by title and code, or by one where they are the same", () => {
    expect(withCode("Relief", "R-03")).toBe("Relief R-03");
    expect(withCode("7", 7)).toBe("7");
  });
});
