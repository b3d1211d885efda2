import { useEffect, useRef, useState } from "react";
import { ViewportPortal, useViewport } from "@xyflow/react";
import type { Language } from "../../../engine/model/types.ts";
import type { Rect } from "../../chart/arrange.ts";
import { say } from "../../words/text.ts";
import { canvasWords } from "./words.ts";

/** A title that is written anew in its place. Enter takes it, Escape leaves it as it was. */
export function Rename({
  box,
  title,
  language,
  done,
}: {
  box: Rect;
  title: string;
  language: Language;
  /** With null: nothing was changed. `again` where the focus goes back to the canvas. */
  done(title: string | null): void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(title);
  const { zoom } = useViewport();
  const over = useRef(false);
  useEffect(() => input.current?.select(), []);
  const end = (words: string | null): void => {
    if (over.current) return;
    over.current = true;
    const trimmed = words?.trim() ?? "";
    done(trimmed === "" || trimmed === title ? null : trimmed);
  };
  const scale = Math.max(1, 0.9 / zoom);
  return (
    <ViewportPortal>
      <input
        ref={input}
        className="canvas-rename nodrag nopan nokey"
        style={{
          transform: `translate(${box.x}px, ${box.y}px) scale(${scale})`,
          width: Math.max(140, box.width),
        }}
        value={text}
        maxLength={200}
        aria-label={say(canvasWords.name, language)}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => end(text)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") end(text);
          if (event.key === "Escape") end(null);
        }}
      />
    </ViewportPortal>
  );
}
