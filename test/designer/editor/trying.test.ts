import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FactDefinition, JsonObject, Procedure } from "../../../engine/model/index.ts";
import { guardAs, guardLogic } from "../../../designer/editor/inspector/model/guards.ts";
import { factOf, factsRead, rowsOfFact } from "../../../designer/editor/rules/facts.ts";
import { rulesOf } from "../../../designer/editor/rules/trial.ts";
import { documents } from "./shipped.ts";

const around = {
  files: {
    "registers/panels.json": JSON.stringify([
      { id: "a", size: 3 },
      { id: "b", size: 5 },
    ]),
    "registers/broken.json": "{",
  },
  directory: { ann: { roles: ["member"] }, bo: { roles: ["clerk"] }, cy: { roles: ["clerk", "member"] } },
  timeZone: "Asia/Shanghai",
  roles: {},
  parameters: {},
  registers: {},
  procedures: {},
};
const rules = rulesOf({ rules: {}, decisions: {} } as unknown as Procedure, around);
const begun = { rows: {}, source: "example" as const };
const fact = (
  of: string,
  give: FactDefinition["give"],
  more: Partial<FactDefinition> = {},
): FactDefinition => ({
  of,
  give,
  ...more,
});
const given = (one: FactDefinition, rows: readonly JsonObject[], scope = {}) =>
  factOf(one, rows, rules, scope);

describe("a fact, where a rule is tried", () => {
  it("is looked up among the people of the directory who have the role", () => {
    const members = fact("role:member", "ids");
    const found = rowsOfFact(members, around, begun);
    expect(found?.source).toBe("people");
    expect(given(members, found!.rows)).toEqual(["ann", "cy"]);
  });

  it("is looked up in the register as the pack begins it, or as the example or the server has it", () => {
    const size = fact("register:panels", "sum", { field: "size" });
    expect(rowsOfFact(size, around, begun)).toMatchObject({ source: "begun" });
    expect(given(size, rowsOfFact(size, around, begun)!.rows)).toBe(8);
    const kept = rowsOfFact(size, around, { rows: { panels: [{ id: "c", size: 1 }] }, source: "kept" });
    expect(kept).toEqual({ rows: [{ id: "c", size: 1 }], source: "kept" });
    expect(rowsOfFact(fact("register:broken", "rows"), around, begun)?.rows).toEqual([]);
    expect(rowsOfFact(fact("register:none", "rows"), around, begun)?.rows).toEqual([]);
  });

  it("is given by hand where only a server could look among cases, and where its condition cannot be evaluated", () => {
    expect(rowsOfFact(fact("cases:p", "count"), around, begun)).toBeNull();
    const odd = fact("register:panels", "count", { where: { nonsense: [] } as never });
    expect(given(odd, [{ id: "a" }])).toBeUndefined();
  });

  it("gives of the rows that its condition lets through what it is to give", () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 20 }), (all, least) => {
        const rows = all.map((size, place) => ({ id: `r${place}`, size }));
        const where = { ">=": [{ var: "row.size" }, { var: "data.least" }] };
        const scope = { data: { least } };
        const through = rows.filter(({ size }) => size >= least);
        const of = (give: FactDefinition["give"], more: Partial<FactDefinition> = {}) =>
          given(fact("register:x", give, { where, ...more }), rows, scope);
        expect(of("count")).toBe(through.length);
        expect(of("exists")).toBe(through.length > 0);
        expect(of("first")).toEqual(through[0] ?? null);
        expect(of("rows")).toEqual(through);
        expect(of("ids")).toEqual(through.map(({ id }) => id));
        expect(of("sum", { field: "size" })).toBe(through.reduce((sum, { size }) => sum + size, 0));
      }),
    );
  });

  it("is known by its name from what is read", () => {
    expect(factsRead(["fact.members", "data.fact", "fact.item.name", "fact.item.kind", "now"])).toEqual([
      "members",
      "item",
    ]);
  });
});

describe("the condition of a way on, as one condition to try", () => {
  it("is what its rules come to together", () => {
    expect(guardLogic(undefined)).toBeNull();
    expect(guardLogic("a")).toEqual({ rule: "a" });
    expect(guardLogic({ type: "rules", params: { all: ["a", "b"] } })).toEqual({
      and: [{ rule: "a" }, { rule: "b" }],
    });
    expect(guardLogic({ type: "rules", params: { any: ["a", "b"] } })).toEqual({
      or: [{ rule: "a" }, { rule: "b" }],
    });
    expect(guardLogic({ type: "when", params: { var: "data.x" } })).toEqual({ var: "data.x" });
    expect(guardLogic({ type: "rules", params: { all: [] } })).toBeNull();
    expect(guardLogic({ type: "else" })).toBeNull();
  });

  it("is the same when the guard is written in place, for every guard that is shipped", () => {
    const guards = documents.flatMap(({ definition }) =>
      guardsIn(definition.machine as unknown as JsonObject),
    );
    expect(guards.length).toBeGreaterThan(100);
    for (const guard of guards) {
      const isAny =
        typeof guard === "object" && JSON.stringify(guard).startsWith('{"type":"rules","params":{"any"');
      if (!isAny) expect(guardLogic(guardAs("inline", guard as never))).toEqual(guardLogic(guard as never));
    }
  });
});

function guardsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(guardsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "guard" ? [inner] : guardsIn(inner)));
}
