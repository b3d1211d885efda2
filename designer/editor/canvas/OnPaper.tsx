import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import type { Language } from "../../../engine/model/types.ts";
import type { CanvasMarks } from "./marks.ts";
import { PictureSvg } from "./PictureSvg.tsx";
import type { Scene } from "./scene.ts";

/** Where the page around it is printed, the diagram stands there as a whole, not as the part of it that is in view. */
export function OnPaper(props: {
  scene: Scene;
  marks: CanvasMarks | null;
  title: string;
  language: Language;
}) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = (): void => flushSync(() => setPrinting(true));
    const after = (): void => setPrinting(false);
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return printing ? (
    <div className="canvas-paper">
      <PictureSvg {...props} />
    </div>
  ) : null;
}
