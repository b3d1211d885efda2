import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asDeclared } from "../../designer/case/as-declared.ts";

describe("fields of a record", () => {
  it("are told in the order in which they are declared, whatever the order they come in; others behind", () => {
    const declared = { name: {}, area: {}, budget: {} };
    expect(asDeclared(["area", "budget", "extra", "name"], declared)).toEqual([
      "name",
      "area",
      "budget",
      "extra",
    ]);
    expect(asDeclared(["constructor"], declared)).toEqual(["constructor"]);
  });

  it("are all told, each once", () => {
    const names = fc.uniqueArray(fc.string());
    fc.assert(
      fc.property(names, names, (there, known) => {
        const told = asDeclared(there, Object.fromEntries(known.map((name) => [name, {}])));
        expect(told.toSorted()).toEqual(there.toSorted());
      }),
    );
  });
});
