import type { Editor, EditorState } from "./editor.ts";

/** What follows an editor a moment behind. */
export interface Follower {
  state: () => EditorState;
  subscribe: (listener: () => void) => () => void;
}

/**
 * Follows an editor, once for however many changes come one upon the other: when none has come for so many milliseconds. Where
 * `atOnce` says so, a change is followed at once.
 */
export function follow(editor: Editor, restMs: number, atOnce: () => boolean = () => false): Follower {
  let state = editor.state();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const listeners = new Set<() => void>();
  const catchUp = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    state = editor.state();
    for (const listener of listeners) listener();
  };
  editor.subscribe(() => {
    if (atOnce()) return catchUp();
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(catchUp, restMs);
  });
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
