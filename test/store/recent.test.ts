import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Recent } from "../../engine/store/libsql/recent.ts";

describe("what was used recently", () => {
  it("gives what was set last, the newest that fit by number and by length, and never another value", () => {
    const acts = fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d", "e"), fc.string({ maxLength: 9 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        acts,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 20 }),
        (list, most, longest) => {
          const recent = new Recent<string>(most, longest, (value) => value.length);
          let model: [string, string][] = [];
          for (const [id, value] of list) {
            recent.set(id, value);
            model = [...model.filter(([other]) => other !== id), [id, value]];
            while (model.length > most || model.reduce((sum, [, one]) => sum + one.length, 0) > longest)
              model.shift();
            for (const name of ["a", "b", "c", "d", "e"])
              expect(recent.get(name)).toBe(new Map(model).get(name));
          }
          recent.clear();
          for (const name of ["a", "b", "c", "d", "e"]) expect(recent.get(name)).toBeUndefined();
        },
      ),
    );
  });
});
