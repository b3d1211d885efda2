import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sideBySide } from "../../designer/editor/versions/lines.ts";

const texts = fc
  .array(fc.constantFrom("a", "b", "c", "{", "}", "  x", ""), { maxLength: 30 })
  .map((lines) => lines.join("\n"));

describe("two texts side by side", () => {
  it("hold every line of both in order, and call the same only what is", () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const pairs = sideBySide(before, after);
        expect(pairs.flatMap((pair) => pair.before?.text ?? []).join("\n")).toBe(before);
        expect(pairs.flatMap((pair) => pair.after?.text ?? []).join("\n")).toBe(after);
        for (const side of ["before", "after"] as const)
          expect(pairs.flatMap((pair) => pair[side]?.number ?? [])).toEqual(
            (side === "before" ? before : after).split("\n").map((_, n) => n + 1),
          );
        for (const { same, before: a, after: b } of pairs) if (same) expect(a?.text).toBe(b?.text);
        if (before === after) expect(pairs.every(({ same }) => same)).toBe(true);
      }),
    );
  });

  it("keep together what stayed around a change", () => {
    const lines = Array.from({ length: 4000 }, (_, n) => `  "line": ${n % 700},`);
    const changed = [...lines.slice(0, 2000), "  new", ...lines.slice(2000)];
    const pairs = sideBySide(lines.join("\n"), changed.join("\n"));
    expect(pairs.filter(({ same }) => !same)).toEqual([
      { after: { number: 2001, text: "  new" }, same: false },
    ]);
  });
});
