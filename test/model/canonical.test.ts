import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical, compact, packDigest, sha256 } from "../../engine/model/index.ts";
import { changed, texts } from "./fixtures/change.ts";
import { fixture } from "./fixtures/pack.ts";

describe("canonical JSON", () => {
  it("is that of RFC 8785: sorted by UTF-16 code units, numbers as ECMAScript writes them", () => {
    expect(canonical({ "€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, ö: 7 })).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    );
    expect(
      canonical(JSON.parse("[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0]")),
    ).toBe("[333333333.3333333,1e+30,4.5,0.002,1e-27,0]");
    expect(canonical('€$\u000f\nA\'B"\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\"/"');
  });

  it("is equal for equal values, whatever the order of their keys, and reads back as the value", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        fc.pre(!/\\ud[89a-f]/.test(JSON.stringify(value)));
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(turned)).toBe(canonical(value));
        expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
      }),
    );
  });

  it("leaves out members that are undefined, and refuses what is no JSON", () => {
    expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}');
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, "\ud800", { "\udc00": 1 }, () => 1])
      expect(() => canonical(wrong)).toThrow(TypeError);
  });
});

describe("digests", () => {
  it("are SHA-256 of the text in UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(sha256(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
      }),
    );
  });

  it("A17: white space outside texts does not count, the order of keys does", () => {
    expect(compact('{ "a b" :\n[ 1 , "x \\" y" ] }')).toBe('{"a b":[1,"x \\" y"]}');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(compact(JSON.stringify(value, null, 3))).toBe(JSON.stringify(value));
      }),
    );
    expect(packDigest({ "pack.json": '{"a":1,"b":2}' })).toBe(
      packDigest({ "pack.json": ' { "a" : 1 ,\n"b" : 2 } ' }),
    );
    expect(packDigest({ "pack.json": '{"a":1,"b":2}' })).not.toBe(
      packDigest({ "pack.json": '{"b":2,"a":1}' }),
    );
  });

  it("A17: cover pack, procedures, registers and calendars with their paths, and neither scenarios nor the directory", () => {
    const digest = (files: typeof fixture) => packDigest(texts(files));
    const base = digest(fixture);
    expect(digest(changed("scenarios/permit.json", "/scenarios", []))).toBe(base);
    expect(digest(changed("layouts/permit.json", "/states", {}))).toBe(base);
    expect(digest(changed("directory.json", "/zhang/name", "Li"))).toBe(base);
    for (const [file, at] of [
      ["pack.json", "/version"],
      ["procedures/permit.json", "/summary/en"],
      ["registers/permits.json", "/rows/0/holder"],
      ["calendars/cn.json", "/title/en"],
    ] as const)
      expect(digest(changed(file, at, "9.9.9"))).not.toBe(base);
    const { "procedures/permit.json": moved, ...rest } = texts(fixture);
    expect(packDigest({ ...rest, "procedures/other.json": moved ?? "" })).not.toBe(base);
  });

  it("A17: do not depend on the order in which the files are given", () => {
    const files = texts(fixture);
    expect(packDigest(Object.fromEntries(Object.entries(files).reverse()))).toBe(packDigest(files));
  });
});
