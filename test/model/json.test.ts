import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "../../engine/model/json.ts";
import { parsePack } from "../../engine/model/index.ts";

const faults = (text: string) => {
  const read = readJson(text);
  return read.ok
    ? []
    : read.faults.map(({ code, path, line, column }) => `${code} ${path} ${line}:${column}`);
};

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("reading JSON", () => {
  it("gives what JSON.parse gives, for every JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const read = readJson(text);
        fc.pre(!/\\u0000|\\ud[89a-f]|"(?:__proto__|constructor|prototype)"/.test(text));
        fc.pre(!/\d{16,}/.test(text));
        expect(read).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it("refuses what JSON.parse refuses, for every text", () => {
    const nearly = fc
      .tuple(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.constantFrom("", ",", "}", "]", '"', ":", "0", "\\", "\u0001", "nul", " "),
      )
      .map(
        ([text, at, wrong]) =>
          text.slice(0, at % (text.length + 1)) + wrong + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string()), (text) => {
        const read = readJson(text);
        const isJson = !read.ok && read.faults.some((one) => one.code === "not-json") ? false : parses(text);
        expect(isJson).toBe(parses(text));
        expect(read.ok && !parses(text)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it("tells a key that is written twice, with its place", () => {
    expect(faults('{\n  "a": 1,\n  "b": { "c": 1, "c": 2 },\n  "a": 3\n}')).toEqual([
      "duplicate-key /b/c 3:18",
      "duplicate-key /a 4:3",
    ]);
    expect(faults('{ "a": 1, "\\u0061": 2 }')).toEqual(["duplicate-key /a 1:11"]);
  });

  it("tells keys that name prototypes, at every level", () => {
    expect(faults('{ "a": [{ "__proto__": { "x": 1 } }, { "constructor": 1, "prototype": 2 }] }')).toEqual([
      "forbidden-key /a/0/__proto__ 1:11",
      "forbidden-key /a/1/constructor 1:40",
      "forbidden-key /a/1/prototype 1:58",
    ]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it("tells texts that no database keeps and numbers that no program keeps", () => {
    expect(
      faults('["\\u0000", "\\ud800", "\\ud83d\\ude00", 9007199254740993, 1e999, 9007199254740991, 0.1]'),
    ).toEqual([
      "bad-characters /0 1:2",
      "bad-characters /1 1:12",
      "inexact-number /3 1:38",
      "inexact-number /4 1:56",
    ]);
  });

  it("tells where JSON ends to be JSON", () => {
    expect(faults('{\n "a": 1,\n}')).toEqual(["not-json  3:1"]);
    expect(faults("\ufeff{}")).toEqual(["not-json  1:1"]);
    expect(faults("")).toEqual(["not-json  1:1"]);
    expect(faults("{'a': 1}")).toEqual(["not-json  1:2"]);
  });

  it("takes 64 levels and refuses more, however deep", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(readJson(nested(64)).ok).toBe(true);
    expect(faults(nested(65))).toEqual(["too-deep /" + Array(64).fill("0").join("/") + " 1:65"]);
    expect(faults("[".repeat(1_000_000))).toHaveLength(1);
  });

  it("tells all this as problems of the file", () => {
    const told = parsePack({ "pack.json": '{ "id": "a", "id": "b" }' }).problems;
    expect(told).toEqual([
      {
        code: "duplicate-key",
        severity: "error",
        path: "/id",
        file: "pack.json",
        message: {
          en: "“id” is written twice in the same object (line 1, column 14); only one of them would count.",
          "zh-CN": "同一对象中“id”出现两次（第1行第14列），只有一个会生效。",
        },
      },
    ]);
  });
});
