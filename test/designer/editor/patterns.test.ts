import { describe, expect, it } from "vitest";
import { readChart, type Json, type Procedure } from "../../../engine/model/index.ts";
import { createEditor } from "../../../designer/editor/document/editor.ts";
import type { EditorDocument } from "../../../designer/editor/document/types.ts";
import { insertPattern } from "../../../designer/editor/patterns/insert.ts";
import { patterns } from "../../../designer/editor/patterns/patterns.ts";
import type { Answers, Pattern, Question } from "../../../designer/editor/patterns/types.ts";
import { documents, faultsOf } from "./shipped.ts";

/** Answers as a person could give them who takes the first thing that fits; `fresh` wants new ends where there may be some. */
function answersTo(pattern: Pattern, { definition }: EditorDocument, fresh: boolean): Answers {
  const chart = readChart(definition.machine);
  const plain = chart.states.filter(
    ({ type, path, parent }) =>
      path !== "" &&
      type === "atomic" &&
      chart.byPath.get(parent ?? "")?.type !== "parallel" &&
      parent === "",
  );
  const roles = Object.keys(definition.roles ?? {});
  const of = (question: Question): Json => {
    if (question.kind === "text") return { ...question.first };
    if (question.kind === "number" || question.kind === "share" || question.kind === "choice")
      return question.first;
    if (question.kind === "length") return { ...question.first };
    if (question.kind === "role") return roles[0] ?? "anyone";
    if (question.kind === "roles") return roles.length > 1 ? roles.slice(0, 2) : ["anyone"];
    if (question.kind === "clock") return Object.keys(definition.clocks ?? {})[0] ?? null;
    if (question.kind === "stages") return plain.slice(0, 2).map(({ path }) => path);
    if (question.mayBeNew !== undefined && fresh) return "";
    return (question.id === "after" || question.id === "again" ? plain[0] : plain[1])?.path ?? null;
  };
  return Object.fromEntries(pattern.questions.map((question) => [question.id, of(question)]));
}

const small: EditorDocument = {
  ...documents.find(({ definition }) => definition.id === "supervision")!,
  scenarios: null,
};

describe.each(patterns.map((pattern) => [pattern.id, pattern] as const))("pattern %s", (id, pattern) => {
  it.each([true, false])(
    "is plain stages and parts without a problem (new ends: %s), and undone as one",
    (fresh) => {
      const fits = [small, ...documents].filter((document) =>
        Object.values(answersTo(pattern, document, fresh)).every(
          (answer) => answer !== null && (!Array.isArray(answer) || answer.length > 0),
        ),
      );
      expect(fits.length).toBeGreaterThan(0);
      const [document] = fits as [EditorDocument];
      const editor = createEditor(document);
      const refusal = editor.run("insertPattern", {
        pattern: id,
        answers: answersTo(pattern, document, fresh),
      });
      expect(refusal).toBeNull();
      const { document: inserted } = editor.state();
      expect(faultsOf(inserted)).toEqual([]);
      expect(JSON.stringify(inserted.definition)).not.toBe(JSON.stringify(document.definition));
      editor.undo();
      expect(editor.state().document).toBe(document);
    },
  );

  it("can be inserted twice, under names of its own each time", () => {
    const document = [small, ...documents].find((one) =>
      Object.values(answersTo(pattern, one, true)).every(
        (answer) => answer !== null && (!Array.isArray(answer) || answer.length > 0),
      ),
    )!;
    const answers = answersTo(pattern, document, true);
    const once = insertPattern(document, { pattern: id, answers });
    const twice = once.ok ? insertPattern(once.document, { pattern: id, answers }) : once;
    expect(twice.ok).toBe(true);
    if (!twice.ok) return;
    // A state cannot run into the same delay twice, nor a clock or hold in two ways: such faults are the person's to see.
    const told = faultsOf(twice.document).filter((fault) => /unknown-|wrong-|missing-|bad-/.test(fault));
    expect(told).toEqual([]);
  });

  it("is refused, and nothing changed, where a question has no answer", () => {
    const answers: Record<string, Json> = { ...answersTo(pattern, small, true) };
    delete answers[pattern.questions[0]!.id];
    const refused = insertPattern(small, { pattern: id, answers });
    expect(refused.ok).toBe(false);
  });
});

describe("a pattern in a procedure", () => {
  it("stands in the way from one stage to the next", () => {
    const chart = readChart(small.definition.machine);
    const way = chart.transitions.find(
      ({ source, targets, kind }) =>
        kind === "event" && source !== "" && targets.length === 1 && targets[0] !== source,
    )!;
    const pattern = patterns.find(({ id }) => id === "joint-signing")!;
    const answers = { ...answersTo(pattern, small, true), after: way.source, to: way.targets[0]! };
    const inserted = insertPattern(small, { pattern: "joint-signing", answers });
    expect(inserted.ok).toBe(true);
    const now = readChart((inserted as { document: { definition: Procedure } }).document.definition.machine);
    const led = now.transitions.find(({ id }) => id === way.id)!;
    expect(led.targets).toEqual(["jointSigning"]);
    expect(
      now.transitions.some(
        ({ source, targets }) => source === "jointSigning" && targets.includes(way.targets[0]!),
      ),
    ).toBe(true);
  });
});

describe("the pattern of taking back", () => {
  const approval = {
    ...documents.find(({ definition }) => definition.id === "approval-case")!,
    scenarios: null,
  };
  const taking = (...stages: string[]) =>
    insertPattern(approval, { pattern: "taking-back", answers: { stages } });

  it("F8: names what can be taken back, by those who send it, with a message where people are told", () => {
    const inserted = taking("handling.guidance", "handling.instant");
    expect(inserted).toMatchObject({ ok: true });
    if (!inserted.ok) return;
    const { definition } = inserted.document;
    expect(definition.takeBacks).toMatchObject({
      sentOn2: { event: "TAKE_BACK2", of: ["SUBMIT@handling.guidance"], message: "takenBack" },
    });
    expect(definition.events["TAKE_BACK2"]?.by).toEqual(["the-applicant", "window-clerk"]);
    expect(faultsOf(inserted.document)).toEqual([]);
  });

  it("F8: is refused where nothing can be: what decides, ends or has left the case", () => {
    expect(taking("handling.instant")).toMatchObject({ ok: false, refusal: { code: "not-here" } });
  });
});
