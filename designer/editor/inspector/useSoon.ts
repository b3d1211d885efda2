import { useSyncExternalStore } from "react";
import { useStanding } from "../context.tsx";
import type { Editor, EditorState } from "../document/editor.ts";

/** So long what is only shown may be behind what is typed, so that typing does not wait for it. */
const behindMs = 60;

interface Follower {
  state: () => EditorState;
  subscribe: (listener: () => void) => () => void;
}
const followers = new WeakMap<Editor, Follower>();

/** Follows an editor a moment behind, once for however many changes come in that moment. */
function followerOf(editor: Editor): Follower {
  const known = followers.get(editor);
  if (known !== undefined) return known;
  let state = editor.state();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const listeners = new Set<() => void>();
  const catchUp = (): void => {
    timer = null;
    state = editor.state();
    for (const listener of listeners) listener();
  };
  editor.subscribe(() => {
    timer ??= setTimeout(catchUp, behindMs);
  });
  const follower: Follower = {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  followers.set(editor, follower);
  return follower;
}

/** As `useSelected`, a moment behind: for titles and other things that are only shown, and cost more to find than a key may. */
export function useSoon<T>(select: (state: EditorState) => T): T {
  const { editor } = useStanding();
  const follower = followerOf(editor);
  return useSyncExternalStore(follower.subscribe, () => select(follower.state()));
}
