import { useCallback, useRef, type RefObject } from "react";
import { useStoreApi, type EdgeChange } from "@xyflow/react";
import type { Editor } from "../document/editor.ts";
import type { Selected } from "../document/types.ts";
import type { EditEdge } from "./flow.ts";
import { selectedFor } from "./operations.ts";
import type { Scene } from "./scene.ts";

const keyOf = (one: Selected): string => JSON.stringify(one);

export interface Selecting {
  /** Adds to what is selected, and takes from it. */
  choose(changes: { add: readonly Selected[]; drop: readonly Selected[] }): void;
  onEdgesChange(changes: EdgeChange<EditEdge>[]): void;
  /** What was selected last with the pointer on the canvas. */
  chosenHere: RefObject<readonly Selected[] | null>;
}

/** Selecting with the pointer. */
export function useSelecting(editor: Editor, scene: () => Scene | null): Selecting {
  const store = useStoreApi();
  const chosenHere = useRef<readonly Selected[] | null>(null);
  const choose = useCallback(
    (changes: { add: readonly Selected[]; drop: readonly Selected[] }): void => {
      const dropped = new Set(changes.drop.map(keyOf));
      const now = editor.state().selection;
      const kept = now.filter(
        (one) =>
          (one.kind === "state" || one.kind === "transition" || changes.add.length === 0) &&
          !dropped.has(keyOf(one)),
      );
      const there = new Set(kept.map(keyOf));
      const next = [...kept, ...changes.add.filter((one) => !there.has(keyOf(one)) && there.add(keyOf(one)))];
      if (next.length !== now.length || next.some((one, place) => keyOf(one) !== keyOf(now[place]!))) {
        chosenHere.current = next;
        editor.select(next);
      }
    },
    [editor],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<EditEdge>[]): void => {
      const now = scene();
      if (now === null) return;
      const byId = new Map(now.picture.lines.map((line) => [line.id, line.transition]));
      const selects = changes.filter((change) => change.type === "select");
      const of = (wanted: boolean): Selected[] =>
        selects
          .filter(({ selected }) => selected === wanted)
          .map(({ id }) => selectedFor(now, byId.get(id) ?? ""));
      // A rubber band selects stages; their lines go with them anyway.
      const isBand = store.getState().userSelectionRect !== null;
      const [add, dropped] = [isBand ? [] : of(true), of(false)];
      if (add.length > 0 || dropped.length > 0) choose({ add, drop: dropped });
    },
    [choose, scene, store],
  );
  return { choose, onEdgesChange, chosenHere };
}
