import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itemsOf, shapeOf } from "../../../engine/model/names/shape.ts";
import type { Json, Procedure } from "../../../engine/model/types.ts";
import type { Scope } from "../../../engine/rules/index.ts";
import type { PackAround } from "../../../designer/editor/context.tsx";
import { valueAt } from "../../../designer/editor/document/place.ts";
import { asking, conditionOn, questionOf, questionsFor } from "../../../designer/editor/rules/conditions.ts";
import { fieldsIn, typeOfShape } from "../../../designer/editor/rules/fields.ts";
import { pointerOf, rowsOf } from "../../../designer/editor/rules/rows.ts";
import { isKnownPath, scopeAt, scopeOf, vocabulary } from "../../../designer/editor/rules/seen.ts";
import {
  pathNode,
  readTree,
  writeTree,
  type NodePath,
  type RuleNode,
} from "../../../designer/editor/rules/tree.ts";
import { nodeAt } from "../../../designer/editor/rules/tree-edits.ts";
import { marksIn, readScope, rulesOf, withValues } from "../../../designer/editor/rules/trial.ts";
import { pack } from "../../definitions/nanhu.ts";
import { documents } from "./shipped.ts";

const nanhu = pack();
const around: PackAround = { ...nanhu, files: nanhu.files, procedures: nanhu.procedures };
const rules = documents.flatMap(({ definition }) =>
  Object.entries(definition.rules ?? {}).map(([name, { when }]) => ({ definition, name, when })),
);

function* paths(node: RuleNode, path: NodePath = []): Generator<NodePath> {
  yield path;
  for (const [place, part] of node.parts.entries()) yield* paths(part, [...path, place]);
}

describe("the lines of a rule", () => {
  it("have a place in the JSON for each part: what stands there is what the part is written as", () => {
    let parts = 0;
    for (const { when } of rules) {
      const tree = readTree(when);
      for (const path of paths(tree)) {
        parts += 1;
        expect(valueAt(when, pointerOf(tree, path)) ?? null).toEqual(writeTree(nodeAt(tree, path)!));
      }
    }
    expect(parts).toBeGreaterThan(1000);
  });

  it("are each part once, and none where they are folded", () => {
    for (const { when } of rules) {
      const tree = readTree(when);
      const keys = rowsOf(tree).map(({ path }) => path.join("."));
      expect(new Set(keys).size).toBe(keys.length);
      expect(rowsOf(tree, new Set([""]))).toHaveLength(1);
    }
  });

  it("go down with what is nested too deep for one line", () => {
    let deep: Json = { var: "data.a" };
    for (let level = 0; level < 64; level++) deep = { "+": [deep, 1] };
    expect(rowsOf(readTree(deep)).length).toBeGreaterThan(10);
  });
});

describe("what may be read", () => {
  it("is offered as the checker knows it: every path that is offered is one", () => {
    for (const { definition } of documents) {
      const scope = scopeAt(vocabulary(definition, around), "/rules/x/when");
      const fields = fieldsIn(scope);
      expect(fields.length).toBeGreaterThan(20);
      for (const { path } of fields) expect(isKnownPath(path, scope), `${definition.id} ${path}`).toBe(true);
    }
  });

  it("is seen inside lists too: the paths that shipped rules read there are known", () => {
    for (const { definition, when, name } of rules) {
      const tree = readTree(when);
      const root = scopeAt(vocabulary(definition, around), `/rules/${name}/when`);
      for (const path of paths(tree)) {
        const node = nodeAt(tree, path)!;
        const [read] = node.parts;
        if (node.kind !== "path" || read?.kind !== "name" || typeof read.value !== "string") continue;
        const scope = scopeOf(root, tree, [...path, 0]);
        expect(isKnownPath(read.value, scope), `${definition.id} ${name} ${read.value}`).toBe(true);
      }
    }
  });

  it("is the payload of the one event whose condition it is, and the row of the list that is gone through", () => {
    const document = documents.find(({ definition }) => definition.obligations !== undefined)!;
    const words = vocabulary(document.definition, around);
    const [name] = Object.keys(document.definition.obligations!);
    const fields = fieldsIn(scopeAt(words, `/obligations/${name}/open`));
    expect(fields.some(({ group }) => group === "row")).toBe(true);
    expect(fieldsIn(scopeAt(words, "/rules/x/when")).some(({ group }) => group === "row")).toBe(false);
    const [event] = Object.keys(document.definition.events);
    expect(scopeAt(words, `/events/${event}/where`).event).toHaveLength(1);
  });
});

describe("a condition", () => {
  const number = shapeOf({ type: "number" });
  const choice = shapeOf({ enum: ["a", "b"] });
  const json = (node: RuleNode): Json => writeTree(node);

  it("begins with what fits the type of its field", () => {
    const on = (schema: Record<string, Json>) => json(conditionOn(pathNode("data.x"), shapeOf(schema)));
    expect(on({ type: "number" })).toEqual({ "==": [{ var: "data.x" }, 0] });
    expect(on({ enum: ["a", "b"] })).toEqual({ "==": [{ var: "data.x" }, "a"] });
    expect(on({ type: "boolean" })).toEqual({ var: "data.x" });
    expect(on({ type: "string", format: "date" })).toEqual({
      "<": [{ var: "data.x" }, { "date.of": [{ var: "now" }] }],
    });
    expect(on({ type: "array", items: {} })).toEqual({ ">=": [{ size: [{ var: "data.x" }] }, 1] });
  });

  it("is asked otherwise without losing its operands", () => {
    const is = readTree({ "==": [{ var: "data.x" }, "b"] });
    const among = asking(is, "in", choice);
    expect(json(among)).toEqual({ in: [{ var: "data.x" }, ["b"]] });
    expect(json(asking(among, "==", choice))).toEqual({ "==": [{ var: "data.x" }, "b"] });
    expect(json(asking(is, "!!", choice))).toEqual({ "!!": [{ var: "data.x" }] });
    const between = readTree({ "<=": [1, { var: "data.x" }, 5] });
    expect(json(asking(between, "<", number))).toEqual({ "<": [1, { var: "data.x" }, 5] });
    expect(json(asking(readTree({ var: "data.x" }), ">", number))).toEqual({ ">": [{ var: "data.x" }, 0] });
  });

  it("offers what fits, and what is written even where it does not", () => {
    expect(questionsFor("choice", "==")).toEqual(["==", "!=", "in", "!!"]);
    expect(questionsFor("choice", "<")).toEqual(["<", "==", "!=", "in", "!!"]);
    expect(questionOf(readTree({ and: [] }))).toBeNull();
    expect(typeOfShape(itemsOf(shapeOf({ type: "array", items: { type: "number" } })))).toBe("number");
  });
});

describe("trying a rule", () => {
  const definition: Procedure = {
    id: "p",
    title: { en: "P", "zh-CN": "规程" },
    opening: { by: [] },
    data: { type: "object", properties: {} },
    events: {},
    rules: { many: { title: { en: "Many", "zh-CN": "多" }, when: { ">": [{ var: "data.n" }, 3] } } },
    machine: { id: "p", states: {} },
  };
  const tried = (when: Json, scope: Scope) => {
    const tree = readTree(when);
    return (path: NodePath) => marksIn(rulesOf(definition, around), tree, scope)(path);
  };

  it("tells the value of each part, what is missing, and nothing for what sees an item alone", () => {
    const mark = tried(
      {
        and: [
          { rule: "many" },
          { "==": [{ var: "data.kind" }, "x"] },
          { some: [{ var: "data.list" }, { var: "" }] },
        ],
      },
      { data: { n: 5, list: [0, 1] } },
    );
    expect(mark([0])).toEqual({ value: true, missing: false });
    expect(mark([1])).toEqual({ value: false, missing: false });
    expect(mark([1, 0])).toEqual({ value: null, missing: true });
    expect(mark([2])).toEqual({ value: true, missing: false });
    expect(mark([2, 1])).toBeNull();
    expect(mark([])).toEqual({ value: false, missing: false });
  });

  it("gives for the whole what the engine gives, and nothing for what cannot be evaluated", () => {
    const scope: Scope = { data: { n: 5 }, by: { id: "a", roles: [] }, now: "2026-03-02T01:00:00.000Z" };
    for (const { definition: of, when } of rules) {
      const own = rulesOf(of, around);
      const whole = marksIn(own, readTree(when), scope)([]);
      expect(whole?.value).toEqual(own.compile(when).evaluate(scope));
    }
    expect(tried({ rule: "none" }, {})([])).toBeNull();
  });

  it("puts values at paths without touching what stands beside them", () => {
    const scope: Scope = { data: { a: { b: 1 }, list: [1, 2] }, now: "x" };
    const other = withValues(scope, { "data.a.c": 2, "data.list.1": 9, "fact.f": [], now: undefined });
    expect(other).toEqual({ data: { a: { b: 1, c: 2 }, list: [1, 9] }, fact: { f: [] } });
    expect(scope.data).toEqual({ a: { b: 1 }, list: [1, 2] });
    fc.assert(
      fc.property(
        fc.constantFrom("data.x", "__proto__.x", "data.constructor", "a.b.c"),
        fc.jsonValue(),
        (path, value) => {
          const put = withValues(scope, { [path]: value as Json });
          expect(readScope(put, path)).toEqual(value);
          expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
        },
      ),
    );
  });
});
