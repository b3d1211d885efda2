import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChart } from "../../../engine/model/index.ts";
import { edits } from "../../../designer/editor/document/edits/index.ts";
import type { Edited, EditorDocument } from "../../../designer/editor/document/types.ts";
import { documents, faultsOf, partsOf } from "./shipped.ts";

const made = (edited: Edited): EditorDocument => {
  if (!edited.ok) throw new Error(edited.refusal.message.en);
  return edited.document;
};

/** Some of the things there are, others in each run, the same ones for a seed. */
const some = <T>(all: readonly T[]): T[] =>
  fc.sample(
    fc.shuffledSubarray([...all], { minLength: Math.min(6, all.length), maxLength: Math.min(8, all.length) }),
    1,
  )[0]!;

describe.each(documents.map((document) => [document.definition.id, document] as const))(
  "%s",
  (_, document) => {
    it("renames states, every place that names them follows, and renaming back gives the same text", () => {
      const paths = some(
        readChart(document.definition.machine)
          .states.map(({ path }) => path)
          .filter(Boolean),
      );
      let all = document;
      // Inner ones first, so that the paths of those that are still to come stay what they are.
      const inner = paths.toSorted((a, b) => b.split(".").length - a.split(".").length);
      for (const path of inner) all = made(edits.renameState(all, { path, key: `${lastOf(path)}X` }));
      expect(faultsOf(all), inner.join()).toEqual([]);
      for (const path of inner.toReversed())
        all = made(edits.renameState(all, { path: `${path}X`, key: lastOf(path) }));
      expect(JSON.stringify(all), inner.join()).toBe(JSON.stringify(document));
    });

    it("renames parts, every place that uses them follows, and renaming back gives the same text", () => {
      const parts = some(partsOf(document.definition));
      let all = document;
      for (const [section, from] of parts)
        all = made(edits.renamePart(all, { section, from, to: `${from}X` }));
      expect(
        faultsOf(all).filter((fault) => !saysOfLinkedCase(document, fault)),
        parts.join(),
      ).toEqual([]);
      for (const [section, to] of parts) all = made(edits.renamePart(all, { section, from: `${to}X`, to }));
      expect(JSON.stringify(all), parts.join()).toBe(JSON.stringify(document));
    });

    it("renames fields of the data, every place that reads or writes them follows, and back", () => {
      const fields = some(Object.keys((document.definition.data["properties"] ?? {}) as object));
      let all = document;
      const renamed: string[] = [];
      for (const from of fields) {
        const edited = edits.renameField(all, { from, to: `${from}X` });
        if (edited.ok) renamed.push(from);
        else expect(edited.refusal.code, from).toBe("in-use");
        all = edited.ok ? edited.document : all;
      }
      expect(faultsOf(all), renamed.join()).toEqual([]);
      for (const to of renamed) all = made(edits.renameField(all, { from: `${to}X`, to }));
      expect(JSON.stringify(all), renamed.join()).toBe(JSON.stringify(document));
    });
  },
);

const lastOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** Of which procedure the case of such a step is, only a run tells. */
function saysOfLinkedCase({ scenarios }: EditorDocument, fault: string): boolean {
  const [, scenario, step] = / \/scenarios\/(\d+)\/steps\/(\d+)\//.exec(fault) ?? [];
  return scenarios?.scenarios[Number(scenario)]?.steps?.[Number(step)]?.case !== undefined;
}
