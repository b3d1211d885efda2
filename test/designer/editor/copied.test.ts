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

  it("leaves what led nowhere as it is written, and lets all that led somewhere lead there", () => {
    const text = (en: string) => ({ en, "zh-CN": en });
    const original = {
      definition: {
        id: "old",
        title: text("Old"),
        opening: { by: ["anyone"] },
        data: { type: "object", properties: {} },
        events: { GO: { title: text("#old.a"), by: ["anyone"] } },
        machine: {
          id: "old",
          initial: "nowhere",
          states: {
            a: {
              meta: { title: text("#old.a") },
              on: { GO: { target: ["#old.both.x.p", "#old.both.y.missing", "#old.both.y.q"] } },
              always: "#old.missing",
            },
            both: {
              type: "parallel",
              states: {
                x: { initial: "p", states: { p: {} } },
                y: { initial: "q", states: { q: { on: { GO: "#old.a" } } } },
              },
            },
          },
        },
      },
      layout: { states: {} },
      scenarios: null,
    } as unknown as Omit<DraftContent, "text">;
    const { machine } = copied(original, "new", text("New")).definition as unknown as {
      machine: Record<string, unknown>;
    };
    expect(JSON.stringify(machine)).toBe(
      JSON.stringify(original.definition["machine"])
        .replace('"id":"old"', '"id":"new"')
        .replace("#old.both.x.p", "#new.both.x.p")
        .replace("#old.both.y.q", "#new.both.y.q")
        .replace('{"GO":"#old.a"}', '{"GO":"#new.a"}'),
    );
  });
});
