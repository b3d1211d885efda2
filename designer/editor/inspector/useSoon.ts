import { useSyncExternalStore } from "react";
import { useStanding } from "../context.tsx";
import type { Editor, EditorState } from "../document/editor.ts";
import { follow, type Follower } from "../document/follower.ts";

/** So long typing rests before what is only shown is drawn again: the next key does not wait for it. */
const restMs = 120;

const followers = new WeakMap<Editor, Follower>();
function followerOf(editor: Editor): Follower {
  let known = followers.get(editor);
  if (known === undefined) followers.set(editor, (known = follow(editor, restMs)));
  return known;
}

/** As `useSelected`, a moment behind: for titles and other things that are only shown, and cost more to find than a key may. */
export function useSoon<T>(select: (state: EditorState) => T): T {
  const { editor } = useStanding();
  const follower = followerOf(editor);
  return useSyncExternalStore(follower.subscribe, () => select(follower.state()));
}
