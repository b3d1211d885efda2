import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createEditor } from "../../../designer/editor/document/editor.ts";
import { follow } from "../../../designer/editor/document/follower.ts";
import { documents } from "./shipped.ts";

describe("what follows an editor a moment behind", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const typed = () => {
    const editor = createEditor(documents[0]!);
    return {
      editor,
      key: (text: string) => editor.run("setAt", { pointer: "/title/en", value: text }, "type"),
    };
  };

  it("is told once, when no change has come for so long, and sees the last of them", () => {
    const { editor, key } = typed();
    const follower = follow(editor, 100);
    const told: string[] = [];
    follower.subscribe(() => told.push(follower.state().document.definition.title.en));
    for (const text of ["a", "ab", "abc"]) {
      key(text);
      vi.advanceTimersByTime(90);
    }
    expect(told).toEqual([]);
    expect(follower.state().document).toBe(documents[0]);
    vi.advanceTimersByTime(10);
    expect(told).toEqual(["abc"]);
    vi.advanceTimersByTime(1000);
    expect(told).toEqual(["abc"]);
  });

  it("follows at once where that is wanted, what it had not followed yet included", () => {
    const { editor, key } = typed();
    let isTyping = true;
    const follower = follow(editor, 100, () => !isTyping);
    let told = 0;
    const end = follower.subscribe(() => (told += 1));
    key("a");
    expect(told).toBe(0);
    isTyping = false;
    editor.undo();
    expect(follower.state().document).toBe(documents[0]);
    expect(told).toBe(1);
    vi.advanceTimersByTime(1000);
    expect(told).toBe(1);
    end();
    editor.redo();
    expect(told).toBe(1);
  });
});
