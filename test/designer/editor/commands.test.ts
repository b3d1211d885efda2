import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChart, type Json } from "../../../engine/model/index.ts";
import { createEditor } from "../../../designer/editor/document/editor.ts";
import { edits, type EditName } from "../../../designer/editor/document/edits/index.ts";
import { fragmentOf } from "../../../designer/editor/document/edits/fragment.ts";
import { textOf, readDefinition } from "../../../designer/editor/document/reading.ts";
import type { Edit, EditorDocument } from "../../../designer/editor/document/types.ts";
import { documents, faultsOf, partsOf } from "./shipped.ts";

/** One of many, by a number that is drawn: what there is depends on what was edited before. */
const one = <T>(all: readonly T[], draw: number): T | undefined => all[draw % all.length];

/** How each edit is asked for, on what there is just then; undefined where there is nothing to ask it for. Those that write anything anywhere are left out. */
type Ask = (document: EditorDocument, a: number, b: number) => unknown;
const pathsOf = ({ definition }: EditorDocument): string[] =>
  readChart(definition.machine)
    .states.map(({ path }) => path)
    .filter(Boolean);
const idsOf = ({ definition }: EditorDocument): string[] =>
  readChart(definition.machine).transitions.map(({ id }) => id);
const path = (document: EditorDocument, draw: number): string => one(pathsOf(document), draw)!;
const id = (document: EditorDocument, draw: number): string => one(idsOf(document), draw) ?? "";
const event = ({ definition }: EditorDocument, draw: number): string =>
  one(Object.keys(definition.events), draw)!;
const title = { en: "Another", "zh-CN": "另一个" };
const newEvent = { name: "FRESH", title, by: ["anyone"] };
const asked: Partial<Record<EditName, Ask>> = {
  addState: (document, a, b) => ({
    parent: path(document, a),
    type: one(["atomic", "final", "parallel", "compound"], b),
  }),
  appendState: (document, a, b) => ({ from: path(document, a), trigger: { on: event(document, b) } }),
  growState: (document, a, b) => ({
    from: path(document, a),
    type: "atomic",
    ...(b % 2 ? { trigger: { on: "FRESH" }, event: newEvent } : { trigger: { on: event(document, b) } }),
    at: { x: a, y: b },
  }),
  growTransition: (document, a, b) => ({
    from: path(document, a),
    target: path(document, b),
    trigger: { on: event(document, a + b) },
  }),
  renameState: (document, a, b) => ({ path: path(document, a), key: `renamed${b % 7}` }),
  moveStates: (document, a, b) => ({
    paths: [path(document, a)],
    parent: b % 5 === 0 ? "" : path(document, b),
    places: {},
  }),
  removeStates: (document, a) => ({ paths: [path(document, a)] }),
  setInitial: (document, a) => ({ path: path(document, a) }),
  wrapStates: (document, a, b) => ({ paths: [path(document, a)], type: b % 2 ? "compound" : "parallel" }),
  duplicateStates: (document, a, b) => ({ paths: [path(document, a), path(document, b)] }),
  pasteFragment: (document, a, b) => ({
    fragment: fragmentOf(document, [path(document, a)]),
    parent: b % 2 ? "" : path(document, b),
    at: { x: a, y: b },
  }),
  addTransition: (document, a, b) => ({
    source: path(document, a),
    target: path(document, b),
    trigger: { on: event(document, b) },
  }),
  removeTransitions: (document, a) => ({ ids: [id(document, a)] }),
  retarget: (document, a, b) => ({ id: id(document, a), target: path(document, b) }),
  resource: (document, a, b) => ({ id: id(document, a), source: path(document, b) }),
  reorderTransition: (document, a, b) => ({ id: id(document, a), by: b % 2 ? 1 : -1 }),
  setTransition: (document, a) => ({ id: id(document, a), change: { meta: { title } as unknown as Json } }),
  renamePart: (document, a, b) => {
    const [section, from] = one(partsOf(document.definition), a)!;
    return { section, from, to: `renamed${b % 5}` };
  },
  removePart: (document, a) => {
    const [section, name] = one(partsOf(document.definition), a)!;
    return { section, name };
  },
  placeStates: (document, a, b) => ({ places: { [path(document, a)]: { x: a, y: b } } }),
  foldState: (document, a, b) => ({ path: path(document, a), folded: b % 2 === 0 }),
  setLayout: () => ({ layout: { states: {} } }),
};
const names = Object.keys(asked) as EditName[];

const steps = fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(5000), fc.nat(5000)), {
  minLength: 1,
  maxLength: 10,
});
/** Those with which the checker can be asked after each run, without waiting long. */
const small = documents
  .toSorted((a, b) => textOf(a.definition).length - textOf(b.definition).length)
  .slice(0, 4);

describe("any edits in a row", () => {
  it("leave a procedure that can be read, in which every target is there; undone, all is as it was", () => {
    fc.assert(
      fc.property(fc.constantFrom(...documents), steps, (first, drawn) => {
        const editor = createEditor(first);
        const passed = [first];
        for (const [name, a, b] of drawn) {
          const args = asked[name]!(editor.state().document, a, b);
          const before = editor.state().document;
          if (editor.run(name, args as never) === null && editor.state().document !== before)
            passed.push(editor.state().document);
          else expect(editor.state().document).toBe(before);
        }
        const last = editor.state().document;
        expect(readChart(last.definition.machine).faults, drawn.join("\n")).toEqual([]);
        expect(readDefinition(textOf(last.definition)).ok).toBe(true);
        for (const document of passed.toReversed().slice(1)) {
          editor.undo();
          expect(editor.state().document).toBe(document);
        }
        expect(JSON.stringify(editor.state().document)).toBe(JSON.stringify(first));
        for (const document of passed.slice(1)) {
          editor.redo();
          expect(editor.state().document).toBe(document);
        }
      }),
      { numRuns: 60 },
    );
  });
  it("leave every name resolved", () => {
    fc.assert(
      fc.property(fc.constantFrom(...small), steps, (first, drawn) => {
        let document = first;
        for (const [name, a, b] of drawn) {
          const edited = (edits[name] as Edit<unknown>)(document, asked[name]!(document, a, b));
          if (edited.ok) document = edited.document;
        }
        // Scenarios speak of what was, where a stage or part they name is gone; they fail then, in words.
        const unknown = faultsOf({ ...document, scenarios: null }).filter((fault) =>
          fault.startsWith("unknown-"),
        );
        expect(
          unknown.filter((fault) => !fault.includes(" scenarios/")),
          drawn.join("\n"),
        ).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
