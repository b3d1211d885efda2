import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../engine/model/types.ts";
import { readTree, writeTree, type NodePath, type RuleNode } from "../../../designer/editor/rules/tree.ts";
import {
  added,
  canRemove,
  duplicated,
  moved,
  nodeAt,
  removed,
  renamedMember,
  replaced,
  swapped,
  unwrapped,
  withMember,
  withOperator,
  wrapped,
} from "../../../designer/editor/rules/tree-edits.ts";
import { documents } from "./shipped.ts";

const text = (json: Json): string => JSON.stringify(json);

/** Everything inside a value, the value included. */
function within(json: Json): Json[] {
  if (typeof json !== "object" || json === null) return [json];
  return [json, ...Object.values(json).flatMap(within)];
}

function expectLossless(json: Json): void {
  for (const as of ["logic", "template"] as const) {
    const written = writeTree(readTree(json, as));
    expect(text(written)).toBe(text(json));
    expect(written).toEqual(json);
  }
}

const corpus = process.env["GUICHENG_CORPUS"] ?? join(import.meta.dirname, "../../../../shared/corpus");
const read = (file: string): Json | null => {
  try {
    return JSON.parse(readFileSync(join(corpus, file), "utf8")) as Json;
  } catch {
    return null;
  }
};

describe("a rule as a tree", () => {
  it("is written as it was read: every rule of the public corpora", () => {
    const files = [
      "json-logic/compatible.json",
      "health-certificate-rules/rules.json",
      "decision-tables/tables.json",
    ];
    const found = files.map(read).filter((json) => json !== null);
    // Every object of the files is read as if it were logic, the rules among them.
    const cases = found.flatMap(within).filter((json) => typeof json === "object" && json !== null);
    console.log(
      found.length === 0
        ? "rule trees: the corpora are not there, their rules were left out"
        : `rule trees: ${cases.length} pieces of the corpora`,
    );
    for (const one of cases) if (text(one).length < 20_000) expectLossless(one);
  });

  it("is written as it was read: everything in the shipped definitions", () => {
    for (const { definition } of documents) {
      const all = within(definition as unknown as Json);
      expect(all.length).toBeGreaterThan(100);
      for (const one of all) if (text(one).length < 20_000) expectLossless(one);
    }
  });

  it("knows every operator that the shipped rules use", () => {
    const unknown = documents.flatMap(({ definition }) =>
      Object.values(definition.rules ?? {}).flatMap(({ when }) =>
        nodes(readTree(when)).filter(({ kind }) => kind === "raw"),
      ),
    );
    expect(unknown).toEqual([]);
  });

  const operator = fc.constantFrom("and", "or", "!", "==", "<", "var", "in", "some", "if", "at", "missing");
  const logic = fc.letrec<{ logic: Json }>((tie) => ({
    logic: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
      fc
        .tuple(operator, fc.oneof(fc.array(tie("logic"), { maxLength: 4 }), tie("logic")))
        .map(([op, args]) => ({ [op]: args })),
    ),
  })).logic;

  it("is written as it was read, whatever JSON it is", () => {
    fc.assert(fc.property(fc.jsonValue() as fc.Arbitrary<Json>, expectLossless), { numRuns: 500 });
    fc.assert(fc.property(logic, expectLossless), { numRuns: 1000 });
    for (const hostile of [
      '{"__proto__":{"and":[1]}}',
      '{"and":{"__proto__":[true]}}',
      '{"a":1,"__proto__":2}',
      '{"constructor":[1]}',
      '{"literal":[[1]]}',
      '{"missing":[["a"]]}',
      '{"var":[]}',
      '{"and":[]}',
      '{"var":["a",{"var":1}]}',
      '{"var":-0.5e-7}',
    ])
      expectLossless(JSON.parse(hostile) as Json);
  });

  it("is written as it was read where it is nested deeper than anything can be", () => {
    let deep: Json = { var: "data.a" };
    for (let level = 0; level < 2000; level++) deep = level % 2 === 0 ? { "!": deep } : { and: [deep] };
    expect(text(writeTree(readTree(deep)))).toBe(text(deep));
  });

  describe("edits", () => {
    const first: Json = { "==": [{ var: "data.a" }, 1] };
    const inner: Json[] = [{ "<": [0, { var: "data.b" }, 1e3] }, { rule: "x" }, { strange: { b: 1, a: 2 } }];
    const last: Json = { "!": { in: ["a", { var: ["data.list", []] }] } };
    const rule: Json = { and: [first, { or: inner }, last] };
    const tree = readTree(rule);
    const json = (node: RuleNode | null): Json | null => (node === null ? null : writeTree(node));

    it("wrap and unwrap", () => {
      expect(text(writeTree(wrapped(tree, [0], "!")))).toBe(
        text(rule).replace('{"==":[{"var":"data.a"},1]}', '{"!":[{"==":[{"var":"data.a"},1]}]}'),
      );
      expect(unwrapped(wrapped(tree, [1, 0], "and"), [1, 0])).toEqual(tree);
      expect(json(unwrapped(tree, [1]))).toEqual({
        and: [first, ...inner, last],
      });
      // A root with several parts has nothing around it in which they could stand.
      expect(unwrapped(tree, [])).toBe(tree);
    });

    it("add: to a group, or by making one", () => {
      const more = readTree({ rule: "y" });
      expect(json(nodeAt(added(tree, [1], more), [1, 3])!)).toEqual({ rule: "y" });
      expect(json(nodeAt(added(tree, [1], more, 0), [1, 0])!)).toEqual({ rule: "y" });
      expect(json(nodeAt(added(tree, [0], more), [0])!)).toEqual({
        and: [{ "==": [{ var: "data.a" }, 1] }, { rule: "y" }],
      });
    });

    it("change an operator where its arguments fit", () => {
      expect(json(nodeAt(withOperator(tree, [0], ">="), [0])!)).toEqual({ ">=": [{ var: "data.a" }, 1] });
      expect(withOperator(tree, [1, 0], "==")).toBe(tree);
      expect(text(writeTree(withOperator(tree, [2], "!!")))).toContain('{"!!":{"in":');
    });

    it("swap operands without changing what is meant", () => {
      expect(json(swapped(readTree({ "<": [1, { var: "a" }] }), []))).toEqual({ ">": [{ var: "a" }, 1] });
      expect(swapped(tree, [1, 0])).toBe(tree);
    });

    it("delete: a group of which nothing is left goes too, an operand that is needed does not", () => {
      expect(json(removed(tree, [0]))).toEqual({ and: [{ or: inner }, last] });
      expect(json(removed(readTree({ and: [{ or: [{ rule: "x" }] }, true] }), [0, 0]))).toEqual({
        and: [true],
      });
      expect(removed(readTree({ and: [{ rule: "x" }] }), [0])).toBeNull();
      expect(removed(tree, [0, 1])).toBe(tree);
    });

    it("move within a group and into another, never into itself", () => {
      expect(json(moved(tree, [2], [], 0))).toEqual({
        and: [last, first, { or: inner }],
      });
      expect(json(moved(tree, [0], [1], 1))).toEqual({
        and: [
          {
            or: [inner[0], first, inner[1], inner[2]],
          },
          last,
        ],
      });
      expect(moved(tree, [1], [1], 0)).toBe(tree);
      expect(moved(tree, [0, 0], [1], 0)).toBe(tree);
    });

    it("name the members of an object, each once and none as a prototype is", () => {
      const template = readTree({ a: 1, b: { var: "x" } }, "template");
      expect(json(renamedMember(template, [0], "c"))).toEqual({ c: 1, b: { var: "x" } });
      expect(renamedMember(template, [0], "b")).toBe(template);
      expect(withMember(template, [], "__proto__", readTree(1))).toBe(template);
      expect(text(writeTree(withMember(template, [], "c", readTree(null))))).toBe(
        '{"a":1,"b":{"var":"x"},"c":null}',
      );
      expect(json(removed(template, [0]))).toEqual({ b: { var: "x" } });
    });

    it("duplicate in place", () => {
      expect(json(duplicated(tree, [1, 1]))).toEqual(json(added(tree, [1], nodeAt(tree, [1, 1])!, 2)));
    });

    it("leave everything else as it is written", () => {
      fc.assert(
        fc.property(logic, fc.nat(), fc.nat(5), (written, pick, kind) => {
          const read = readTree(written);
          const paths = pathsOf(read);
          const path = paths[pick % paths.length]!;
          const edited = [
            () => replaced(read, path, readTree({ rule: "new" })),
            () => wrapped(read, path, "or"),
            () => added(read, path, readTree({ rule: "new" })),
            () => duplicated(read, path),
            () => withOperator(read, path, "=="),
            () => removed(read, path),
          ][kind]!();
          if (edited === null) return;
          // Whatever stands beside the way to the edited node, or to the group that it is taken from, is the same in text.
          for (const other of paths) {
            const around = other.slice(0, -1);
            const isBeside =
              other.length > 0 &&
              around.length < path.length &&
              around.every((place, depth) => place === path[depth]) &&
              other.at(-1)! < path[around.length]!;
            if (!isBeside) continue;
            const before = nodeAt(read, other)!;
            const after = nodeAt(edited, other);
            // A group that has gone altogether has taken no neighbour with it that it did not hold itself.
            if (after === undefined) {
              expect(kind).toBe(5);
              continue;
            }
            expect(text(writeTree(after))).toBe(text(writeTree(before)));
          }
        }),
        { numRuns: 1000 },
      );
    });

    it("say what can be deleted exactly as deleting does", () => {
      fc.assert(
        fc.property(logic, fc.nat(), (written, pick) => {
          const read = readTree(written);
          const paths = pathsOf(read);
          const path = paths[pick % paths.length]!;
          const after = removed(read, path);
          expect(after === read).toBe(!canRemove(read, path));
          if (after !== null && after !== read)
            expect(text(writeTree(after)).length).toBeLessThan(text(written).length);
        }),
      );
    });
  });
});

function nodes(node: RuleNode): RuleNode[] {
  return [node, ...node.parts.flatMap(nodes)];
}

function pathsOf(node: RuleNode, path: NodePath = []): NodePath[] {
  return [path, ...node.parts.flatMap((part, place) => pathsOf(part, [...path, place]))];
}
