import { describe, expect, it } from "vitest";
import { readChart } from "../../../engine/model/index.ts";
import { edits } from "../../../designer/editor/document/edits/index.ts";
import { createEditor } from "../../../designer/editor/document/editor.ts";
import type { EditorDocument } from "../../../designer/editor/document/types.ts";

const text = (en: string) => ({ en, "zh-CN": en });
const first: EditorDocument = {
  definition: {
    id: "small",
    title: text("Small"),
    opening: { by: ["clerk"] },
    data: { type: "object" },
    events: { SUBMIT: { title: text("Submit"), by: ["clerk"] } },
    machine: {
      id: "small",
      initial: "draft",
      states: { draft: { on: { SUBMIT: "review" } }, review: {}, end: { type: "final" } },
    },
  },
  layout: { states: {} },
  scenarios: null,
};
const next = { name: "NEXT", title: text("Go on"), by: ["clerk"] };

describe("growing", () => {
  it("adds a stage behind another one, the way to it and the event it happens on, as one step", () => {
    const editor = createEditor(first);
    editor.run("growState", { from: "draft", type: "atomic", trigger: { on: "NEXT" }, event: next });
    const { definition } = editor.state().document;
    expect(Object.keys(definition.machine.states!)).toEqual(["draft", "stage", "review", "end"]);
    expect(definition.events.NEXT).toEqual({ title: text("Go on"), by: ["clerk"] });
    expect(readChart(definition.machine).transitions.map(({ id, targets }) => [id, ...targets])).toEqual([
      ["draft|on:SUBMIT|0", "review"],
      ["draft|on:NEXT|0", "stage"],
    ]);
    expect(editor.state().selection).toEqual([{ kind: "state", path: "stage" }]);
    editor.undo();
    expect(editor.state().document).toBe(first);
    editor.redo();
    expect(editor.state().document.definition).toBe(definition);
  });
  it("keeps where everything stands with the step in which something is first put by hand", () => {
    const grown = edits.growState(first, {
      from: "draft",
      type: "final",
      trigger: { always: true },
      at: { x: 80, y: 16 },
      places: { draft: { x: 0, y: 0 }, review: { x: 8, y: 8 } },
    });
    expect(grown.ok && grown.document.layout.states).toEqual({
      draft: { x: 0, y: 0 },
      review: { x: 8, y: 8 },
      end2: { x: 80, y: 16 },
    });
  });
  it("is refused as a whole: no event is left behind where no way can be", () => {
    const refused = edits.growState(first, {
      from: "end",
      type: "atomic",
      trigger: { on: "NEXT" },
      event: next,
    });
    expect(refused.ok ? null : refused.refusal.code).toBe("not-here");
    const taken = edits.growTransition(first, {
      from: "draft",
      target: "end",
      trigger: { on: "SUBMIT" },
      event: { ...next, name: "SUBMIT" },
    });
    expect(taken.ok ? null : taken.refusal.code).toBe("name-taken");
    const nowhere = edits.growTransition(first, { from: "draft", target: "gone", trigger: { always: true } });
    expect(nowhere.ok ? null : nowhere.refusal.code).toBe("no-such-thing");
  });
  it("writes a way in full that was its target alone, when it is given words", () => {
    const titled = edits.setTransition(first, {
      id: "draft|on:SUBMIT|0",
      change: { meta: { title: text("Hand in") } },
    });
    expect(titled.ok && titled.document.definition.machine.states!.draft!.on).toEqual({
      SUBMIT: { target: "review", meta: { title: text("Hand in") } },
    });
  });
});

describe("folding", () => {
  it("says nothing of where a container stands that was never placed, and leaves nothing behind", () => {
    const folded = edits.foldState(first, { path: "draft", folded: true });
    expect(folded.ok && folded.document.layout.states).toEqual({ draft: { folded: true } });
    const opened = folded.ok && edits.foldState(folded.document, { path: "draft", folded: false });
    expect(opened && opened.ok && opened.document.layout).toEqual({ states: {} });
  });
});
