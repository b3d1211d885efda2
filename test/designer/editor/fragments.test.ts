import { describe, expect, it } from "vitest";
import { readChart } from "../../../engine/model/index.ts";
import { readFragment } from "../../../designer/editor/canvas/clipboard.ts";
import { fragmentOf, fragmentText } from "../../../designer/editor/document/edits/fragment.ts";
import { edits } from "../../../designer/editor/document/edits/index.ts";
import { createEditor } from "../../../designer/editor/document/editor.ts";
import type { Edited, EditorDocument } from "../../../designer/editor/document/types.ts";
import { documents, faultsOf } from "./shipped.ts";

const made = (edited: Edited): EditorDocument => {
  if (!edited.ok) throw new Error(edited.refusal.message.en);
  return edited.document;
};
const text = (en: string) => ({ en, "zh-CN": en });

/** A small procedure: two stages that lead to each other and a rule that the first way asks. */
const source: EditorDocument = {
  definition: {
    id: "source",
    title: text("Source"),
    opening: { by: ["clerk"] },
    roles: { clerk: { title: text("Clerk") } },
    data: { type: "object", properties: { cost: { type: "number" }, place: { type: "string" } } },
    events: {
      SUBMIT: { title: text("Submit"), by: ["clerk"], takes: ["cost"] },
      BACK: { title: text("Send back"), by: ["clerk"] },
      CLOSE: { title: text("Close"), by: ["clerk"] },
    },
    rules: {
      cheap: { title: text("Cheap"), when: { "<": [{ var: "data.cost" }, 5] } },
      unused: { title: text("Unused"), when: true },
    },
    delays: { week: { limit: 5, unit: "workingDays" } },
    machine: {
      id: "source",
      initial: "draft",
      states: {
        draft: { on: { SUBMIT: { target: "review", guard: "cheap" } } },
        review: { on: { BACK: "draft", CLOSE: "done" }, after: { week: "#source.draft" } },
        done: { type: "final" },
      },
    },
  },
  layout: { states: { draft: { x: 100, y: 40 }, review: { x: 300, y: 80 } } },
  scenarios: null,
};
const target: EditorDocument = {
  definition: {
    id: "target",
    title: text("Target"),
    opening: { by: ["anyone"] },
    data: { type: "object", properties: {} },
    events: { SUBMIT: { title: text("Another word"), by: ["anyone"] } },
    machine: { id: "target", initial: "draft", states: { draft: { states: {} } } },
  },
  layout: { states: {} },
  scenarios: null,
};

describe("copying", () => {
  const fragment = fragmentOf(source, ["review", "draft"])!;

  it("takes the ways among the stages along, and leaves those that lead elsewhere", () => {
    expect(fragment.machine.states).toEqual({
      draft: { on: { SUBMIT: { target: "review", guard: "cheap" } } },
      review: { on: { BACK: "draft" }, after: { week: "#source.draft" } },
    });
  });
  it("takes the parts along that they name, and what these name, and no others", () => {
    expect(Object.keys(fragment.parts.events!)).toEqual(["SUBMIT", "BACK"]);
    expect(Object.keys(fragment.parts.rules!)).toEqual(["cheap"]);
    expect(Object.keys(fragment.parts.delays!)).toEqual(["week"]);
    expect(Object.keys(fragment.parts.roles!)).toEqual(["clerk"]);
    expect(Object.keys(fragment.fields)).toEqual(["cost"]);
  });
  it("keeps where the stages stand to each other", () => {
    expect(fragment.layout).toEqual({ draft: { x: 0, y: 0 }, review: { x: 200, y: 40 } });
  });
});

describe("pasting", () => {
  const read = readFragment(fragmentText(fragmentOf(source, ["draft", "review"])!));
  if (!read.ok) throw new Error(read.why);
  const pasted = made(
    edits.pasteFragment(target, { fragment: read.fragment, parent: "", at: { x: 8, y: 8 } }),
  );

  it("finds free names, and every way leads where it led", () => {
    const chart = readChart(pasted.definition.machine);
    expect(chart.faults).toEqual([]);
    expect(chart.transitions.map(({ source, targets }) => [source, ...targets])).toEqual([
      ["draft2", "review"],
      ["review", "draft2"],
      ["review", "draft2"],
    ]);
    expect(pasted.layout.states).toEqual({ draft2: { x: 8, y: 8 }, review: { x: 208, y: 48 } });
  });
  it("brings what is missing, and changes nothing that is there", () => {
    expect(pasted.definition.events.SUBMIT!.title.en).toBe("Another word");
    expect(Object.keys(pasted.definition.events)).toEqual(["SUBMIT", "BACK"]);
    expect(pasted.definition.rules).toEqual({ cheap: source.definition.rules!.cheap });
    expect(pasted.definition.data).toEqual({ type: "object", properties: { cost: { type: "number" } } });
  });
  it("is one step: undone, the document is what it was, and done again what it became", () => {
    const editor = createEditor(target);
    expect(editor.run("pasteFragment", { fragment: read.fragment, parent: "" })).toBeNull();
    const after = editor.state().document;
    editor.undo();
    expect(editor.state().document).toBe(target);
    editor.redo();
    expect(editor.state().document).toBe(after);
  });
  it("goes into a container, but not into an end", () => {
    const inside = edits.pasteFragment(source, { fragment: read.fragment, parent: "done" });
    expect(inside.ok ? null : inside.refusal.code).toBe("not-here");
    const grouped = made(edits.wrapStates(source, { paths: ["review"] }));
    const within = made(edits.pasteFragment(grouped, { fragment: read.fragment, parent: "group" }));
    expect(Object.keys(within.definition.machine.states!.group!.states!)).toEqual([
      "review",
      "draft",
      "review2",
    ]);
    expect(readChart(within.definition.machine).faults).toEqual([]);
  });
  it.each([
    ["nothing", "", "notOurs"],
    ["a sentence", "Dear colleagues", "notOurs"],
    ["other JSON", '{ "states": {} }', "notOurs"],
    [
      "no stages",
      '{ "guicheng": "fragment", "version": 1, "machine": { "id": "a", "states": {} } }',
      "broken",
    ],
    [
      "a list for a stage",
      '{ "guicheng": "fragment", "version": 1, "machine": { "id": "a", "states": { "b": [] } } }',
      "broken",
    ],
    [
      "a stage that is called markup",
      '{ "guicheng": "fragment", "version": 1, "machine": { "id": "a", "states": { "<b>": {} } } }',
      "broken",
    ],
    [
      "a prototype",
      '{ "guicheng": "fragment", "version": 1, "machine": { "id": "a", "states": { "b": { "__proto__": {} } } } }',
      "broken",
    ],
    [
      "an event that is no event",
      '{ "guicheng": "fragment", "version": 1, "machine": { "id": "a", "states": { "b": {} } }, "parts": { "events": { "E": 5 } } }',
      "broken",
    ],
    [
      "a later version",
      '{ "guicheng": "fragment", "version": 2, "machine": { "id": "a", "states": { "b": {} } } }',
      "broken",
    ],
  ])("%s is refused as a whole", (_, pastedText, why) => {
    expect(readFragment(pastedText)).toEqual({ ok: false, why });
  });
});

describe.each(documents.map((document) => [document.definition.id, document] as const))(
  "%s",
  (_, document) => {
    it("is copied as a whole, pasted into itself, and every name is resolved", () => {
      const outer = Object.keys(document.definition.machine.states!);
      const read = readFragment(fragmentText(fragmentOf(document, outer)!));
      if (!read.ok) throw new Error(read.why);
      const twice = made(edits.pasteFragment(document, { fragment: read.fragment, parent: "" }));
      // Two branches that run side by side may not ask the same ballot; that is told as a problem, like any other.
      expect(faultsOf(twice).filter((fault) => fault.startsWith("unknown-"))).toEqual([]);
      expect(made(edits.duplicateStates(document, { paths: outer })).definition.machine).toEqual(
        twice.definition.machine,
      );
    });
  },
);
