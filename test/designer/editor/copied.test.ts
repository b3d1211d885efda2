import { describe, expect, it } from "vitest";
import { copied } from "../../../designer/editor/drafts/copied.ts";
import type { DraftContent, EditorDocument } from "../../../designer/editor/document/types.ts";
import { documents, faultsOf } from "./shipped.ts";

describe("a copy of a procedure", () => {
  it.each(documents.map((document) => [document.definition.id, document] as const))(
    "is one of its own without an error, and comes back to the same when it is copied under the old names: %s",
    (id, document) => {
      const original = document as unknown as Omit<DraftContent, "text">;
      const copy = copied(original, "a-copy", { en: "A copy", "zh-CN": "副本" });
      expect(copy.definition).toMatchObject({ id: "a-copy", machine: { id: "a-copy" } });
      expect(faultsOf(copy as unknown as EditorDocument)).toEqual([]);
      expect(JSON.stringify(copy.definition["machine"])).not.toContain(`"#${id}`);
      expect(copied(copy, id, document.definition.title)).toEqual(original);
    },
  );
});
