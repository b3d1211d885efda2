import { describe, expect, it } from "vitest";
import { actionGroups, actionOf, actions, keyWords } from "../../../designer/editor/actions.ts";

/** A key press as the browser tells it. */
const pressed = (key: string) => {
  const parts = key.split(/\+(?=.)/);
  const last = parts.at(-1)!;
  return {
    key: last,
    code: /^\d$/.test(last) ? `Digit${last}` : "",
    ctrlKey: parts.includes("Ctrl"),
    metaKey: false,
    altKey: parts.includes("Alt"),
    shiftKey: parts.includes("Shift"),
  };
};

describe("the actions of the designer", () => {
  it("have titles in both languages, different from one another, and a group that has one", () => {
    for (const { id, title, group } of actions) {
      expect(title.en, id).toMatch(/^[A-Z]/);
      expect(title["zh-CN"], id).toMatch(/\p{Script=Han}/u);
      expect(Object.keys(actionGroups), id).toContain(group);
    }
    for (const language of ["en", "zh-CN"] as const)
      expect(new Set(actions.map(({ title }) => title[language])).size).toBe(actions.length);
  });

  it("are each done by their own keys, which can be read", () => {
    for (const action of actions)
      for (const key of action.keys) {
        expect(actionOf(pressed(key))?.id, key).toBe(action.id);
        expect(keyWords(key), key).not.toMatch(/Arrow|Escape|undefined/);
      }
  });

  it("can be found in the palette where they have no key", () => {
    const keyless = actions.filter(({ keys }) => keys.length === 0);
    expect(keyless.map(({ id }) => id)).toEqual(["svg", "png"]);
    // What only moves what is selected is not offered there.
    expect(keyless.every(({ group }) => group !== "go")).toBe(true);
  });
});
