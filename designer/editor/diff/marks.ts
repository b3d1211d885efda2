import type { Change, ChangeKind } from "./types.ts";

export type Mark = "added" | "removed" | "changed" | "moved";
export interface DifferenceMarks {
  /** By path after; of those that were removed, by path before. */
  readonly states: Readonly<Record<string, Mark>>;
  /** By id after; of those that were removed, by id before. */
  readonly transitions: Readonly<Record<string, Mark>>;
}

const markOf: Record<ChangeKind, Mark> = {
  added: "added",
  removed: "removed",
  moved: "moved",
  renamed: "changed",
  changed: "changed",
};
/** Where several things are told of one, the weightiest shows. */
const weight: Record<Mark, number> = { changed: 0, moved: 1, added: 2, removed: 2 };

/** What the canvas shows of a list of changes. A part of a state that comes or goes changes the state. */
export function differenceMarks(changes: readonly Change[]): DifferenceMarks {
  const states: Record<string, Mark> = {};
  const transitions: Record<string, Mark> = {};
  const put = (marks: Record<string, Mark>, key: string, mark: Mark): void => {
    const before = Object.hasOwn(marks, key) ? marks[key] : undefined;
    if (before === undefined || weight[mark] > weight[before]) marks[key] = mark;
  };
  for (const { about, kind, before, after } of changes) {
    if (about.kind === "state") {
      const isItself = /\/states\/[^/]+$/.test(after ?? before ?? "");
      put(states, about.path, isItself ? markOf[kind] : "changed");
    }
    if (about.kind === "transition") {
      const isItself = !/\/(?:target|guard|actions|meta|reenter|description)(?:\/|$)/.test(
        (after ?? before ?? "").replace(/^.*\/(?:on|after|always|onDone|onError)(?=\/|$)/, ""),
      );
      put(transitions, about.id, isItself ? markOf[kind] : "changed");
    }
  }
  return { states, transitions };
}
