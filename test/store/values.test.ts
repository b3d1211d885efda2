import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../engine/model/index.ts";
import { BadCursor, BadValue } from "../../engine/ports/index.ts";
import { compareText, orderable } from "../../engine/store/order.ts";
import { pageLimit, readCursor, toPage, writeCursor } from "../../engine/store/page.ts";
import { libsql } from "../../engine/store/index.ts";
import { frozen, storableJson } from "../../engine/store/plain.ts";
import { temporaryFolder } from "./folder.ts";

/** Any text, lone surrogates and U+0000 included. */
const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});
const goodText = fc.string({ unit: "binary" }).filter((text) => text.isWellFormed() && !text.includes("\0"));

describe("the order of texts", () => {
  it("is that of their UTF-8 bytes", () => {
    fc.assert(
      fc.property(goodText, goodText, (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
    expect(["😀", "～", "\ue000", "a"].toSorted(compareText)).toEqual(["a", "\ue000", "～", "😀"]);
  });

  it("can be made one that `<` compares rightly, and loses nothing", () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(orderable(a) === orderable(b)).toBe(a === b);
        expect(orderable(a + b)).toBe(orderable(a) + orderable(b));
      }),
    );
  });
});

describe("a value that is to be stored", () => {
  const hidden = Symbol("hidden");

  it("is copied and frozen to its depths", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(everyText(value).every(storable));
        const copy = frozen(value);
        expect(copy).toEqual(JSON.parse(JSON.stringify(value)));
        expect(storableJson(value)).toBe(JSON.stringify(copy));
        expect(isFrozen(copy)).toBe(true);
        expect(frozen(copy)).toBe(copy);
      }),
    );
  });

  it("is refused wherever in it there is text that no database takes", () => {
    const bad = anyText.filter((text) => !storable(text));
    fc.assert(
      fc.property(fc.jsonValue(), bad, fc.boolean(), (value, text, asName) => {
        const faulty = [value, asName ? { [text]: 1 } : { a: text }];
        fc.pre(asName || text !== "__proto__");
        expect(() => frozen(faulty)).toThrow(BadValue);
        expect(() => storableJson(faulty)).toThrow(BadValue);
      }),
    );
  });

  it("is taken as JSON takes it: without members that are undefined, with 0 for -0, without symbols", () => {
    const value = {
      a: undefined,
      b: -0,
      [hidden]: 1,
      c: Object.assign(Object.create(null), { d: 1 }) as object,
    };
    expect(frozen(value)).toEqual({ b: 0, c: { d: 1 } });
    expect(Object.is((frozen(value) as { b: number }).b, 0)).toBe(true);
    expect(storableJson(value)).toBe('{"b":0,"c":{"d":1}}');
  });

  it.each([
    [{ a: [1, { "b/~": Number.NaN }] }, "/a/1/b~1~0"],
    [["\0"], "/0"],
    [{ "\ud800": 1 }, "/\ud800"],
    [[[], { a: new Date() }], "/1/a"],
    [[undefined], "/0"],
    ["\udc00", ""],
    [{ toJSON: () => 1 }, "/toJSON"],
    [
      new (class Point {
        x = 1;
      })(),
      "",
    ],
  ])("is refused with the place of the first fault: %#", (value, path) => {
    for (const act of [frozen, storableJson]) {
      expect(() => act(value)).toThrow(BadValue);
      expect(() => act(value)).toThrow(expect.objectContaining({ path }));
    }
    expect(() => storableJson(value, "/input")).toThrow(expect.objectContaining({ path: `/input${path}` }));
  });

  it("is refused when it is nested deeper than 400, or in a circle, whatever else it is", () => {
    const nested = (depth: number) => Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 1);
    expect(storableJson(nested(400))).toHaveLength(801);
    expect(() => frozen(nested(401))).toThrow(/deeper than 400/);
    expect(() => frozen(nested(100_000))).toThrow(BadValue);
    const circle: unknown[] = [];
    circle.push(circle);
    expect(() => storableJson(circle)).toThrow(BadValue);
  });
});

describe("a cursor", () => {
  it("gives back the key that it was made of", () => {
    fc.assert(
      fc.property(goodText, fc.maxSafeInteger(), (text, count) => {
        fc.pre(text.length < 500);
        const cursor = writeCursor("inbox", [text, count]);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(readCursor("inbox", cursor, ["text", "count"])).toEqual([text, count]);
        expect(() => readCursor("cases", cursor, ["text", "count"])).toThrow(BadCursor);
        expect(() => readCursor("inbox", cursor, ["count", "count"])).toThrow(BadCursor);
        expect(() => readCursor("inbox", cursor, ["text"])).toThrow(BadCursor);
      }),
    );
    expect(readCursor("inbox", undefined, ["text"])).toBeNull();
  });

  it("of somebody's making is refused, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.base64String(),
          fc.json().map((json) => btoa(encodeURIComponent(json))),
        ),
        (text) => {
          expect(() => readCursor("inbox", text, ["text", "count"])).toThrow(BadCursor);
        },
      ),
    );
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const value of [
      ["inbox"],
      ["inbox", "a", 1.5],
      ["inbox", "a", 2 ** 53],
      ["inbox", "a\0", 1],
      { 0: "inbox" },
      null,
      "inbox",
    ]) {
      expect(() => readCursor("inbox", made(value), ["text", "count"])).toThrow(BadCursor);
    }
    expect(() => readCursor("inbox", made(["inbox", "a".repeat(9000), 1]), ["text", "count"])).toThrow(
      BadCursor,
    );
    expect(() => readCursor("inbox", made(["inbox", "\ud800", 1]), ["text", "count"])).toThrow(BadCursor);
  });
});

describe("a page", () => {
  it("has the items asked for, and a next where there is one more", () => {
    const key = (n: number) => [n];
    expect(toPage("cases", [1, 2, 3], 2, key)).toEqual({ items: [1, 2], next: writeCursor("cases", [2]) });
    expect(toPage("cases", [1, 2], 2, key)).toEqual({ items: [1, 2] });
    expect(toPage("cases", [], 2, key)).toEqual({ items: [] });
    expect([pageLimit({}), pageLimit({ limit: 1 }), pageLimit({ limit: 200 })]).toEqual([50, 1, 200]);
  });
});

const storable = (text: string): boolean =>
  text.isWellFormed() && !text.includes("\0") && text !== "__proto__";
function everyText(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...everyText(member)]);
}
function isFrozen(value: unknown): boolean {
  return (
    typeof value !== "object" ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isFrozen))
  );
}

describe("what the store hashes with", () => {
  it("gives what the engine's own gives, for every text", () => {
    const folder = temporaryFolder();
    const store = libsql({ path: folder.file("a.db") });
    fc.assert(
      fc.property(goodText, (text) => {
        expect(store.digest?.(text)).toBe(sha256(text));
      }),
    );
    return store.close().finally(() => folder.remove());
  });
});
