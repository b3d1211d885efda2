import { useMemo } from "react";
import { useReactFlow } from "@xyflow/react";
import type { Language } from "../../../engine/model/types.ts";
import type { Point } from "../../chart/arrange.ts";
import { anytime } from "../../chart/parts.ts";
import { say } from "../../words/text.ts";
import type { Editor } from "../document/editor.ts";
import type { Hands } from "./hands.ts";
import { isMade } from "./naming.ts";
import type { Open } from "./open.ts";
import { resize, run, selectedFor, type Ground } from "./operations.ts";
import { useGestures, type Finished, type Gesture } from "./useGestures.ts";
import { useLatest } from "./useLatest.ts";
import type { Selecting } from "./useSelecting.ts";
import { canvasWords } from "./words.ts";

interface Parts {
  editor: Editor;
  ground: Ground | null;
  language: Language;
  choose: Selecting["choose"];
  setOpen(open: Open): void;
  /** A place in the window as one in the frame. */
  inFrame(at: Point): Point;
  focus(): void;
  speak(words: string): void;
}

/** What is begun on a card or a line with the pointer, and what comes of it when it is let go. */
export function useLeading(parts: Parts): { gesture: Gesture | null; hands: Hands } {
  const flow = useReactFlow();
  const latest = useLatest(parts);
  const { gesture, begin } = useGestures(parts.ground?.scene ?? null, finish);

  function finish(done: Gesture, { at, moved }: Finished): void {
    const { ground: now, inFrame, setOpen, speak, language } = latest.current;
    if (now === null) return;
    const place = inFrame(at);
    if (done.kind === "resize") {
      if (moved) resize(now, done.card, done.to);
      return;
    }
    if (done.kind === "lead") {
      const box = now.scene.boxes[done.card]!;
      // Below the card, so that what is previewed beside it can be seen.
      const below = inFrame(flow.flowToScreenPosition({ x: box.x, y: box.y + box.height + 8 }));
      if (!moved) setOpen({ kind: "append", card: done.card, at: below, spot: null });
      else if (done.over !== null && !isContainerAround(now, done.over, done.card)) {
        if (done.over === anytime) return;
        setOpen({ kind: "trigger", card: done.card, target: done.over, at: place });
      } else
        setOpen({
          kind: "append",
          card: done.card,
          at: place,
          spot: { container: done.over, point: { x: done.to.x - 8, y: done.to.y - 24 } },
        });
      return;
    }
    if (!moved || done.over === null || done.over === anytime) return;
    const line = now.scene.picture.lines.find(({ id }) => id === done.line);
    if (line === undefined) return;
    const transition = now.scene.chart.transitions.find(({ id }) => id === line.transition);
    if (line.transition === "" && done.end === "to") run(now, "setInitial", { path: done.over });
    if (transition === undefined) return;
    if (isMade(transition)) return speak(say(canvasWords.madeByRule, language));
    if (done.end === "from") run(now, "resource", { id: transition.id, source: done.over });
    else
      run(now, "retarget", {
        id: transition.id,
        target: done.over,
        place: Number(line.id.slice(line.id.lastIndexOf(">") + 1)),
      });
  }

  const { editor, choose } = parts;
  const hands = useMemo<Hands>(
    () => ({
      lead: (card, event) => begin({ kind: "lead", card, to: { x: 0, y: 0 }, over: null }, event),
      reconnect: (line, end, event) =>
        begin({ kind: "reconnect", line, end, to: { x: 0, y: 0 }, over: null }, event),
      resize: (card, event) => begin({ kind: "resize", card, to: { x: 0, y: 0 }, over: null }, event),
      choose: (transition, more) => {
        const { ground: now, focus } = latest.current;
        if (now === null || transition === "") return;
        const one = selectedFor(now.scene, transition);
        if (more) choose({ add: [one], drop: [] });
        else editor.select([one]);
        focus();
      },
      rename: (transition) => {
        if (!editor.state().readOnly)
          latest.current.setOpen({ kind: "rename", selected: { kind: "transition", id: transition } });
      },
      menu: (transition, at) => {
        const { ground: now, setOpen, inFrame } = latest.current;
        if (now === null) return;
        const one = selectedFor(now.scene, transition);
        if (!editor.state().selection.some((other) => JSON.stringify(other) === JSON.stringify(one)))
          editor.select([one]);
        setOpen({ kind: "menu", at: inFrame(at) });
      },
    }),
    [begin, choose, editor, latest],
  );
  return { gesture, hands };
}

/** Letting go inside the container that the card stands in means the free place there, not the container. */
function isContainerAround({ scene }: Ground, container: string, card: string): boolean {
  const kind = scene.picture.cards.find(({ id }) => id === container)?.kind;
  return kind !== "leaf" && (card.startsWith(`${container}.`) || kind === "region");
}
