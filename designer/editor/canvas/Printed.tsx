import { useEffect } from "react";
import { createPortal } from "react-dom";
import type { Language } from "../../../engine/model/types.ts";
import { PictureSvg } from "./PictureSvg.tsx";
import type { Scene } from "./scene.ts";
import { useLatest } from "./useLatest.ts";

/** The diagram on a sheet of its own, under its title; nothing else of the page is printed with it. */
export function Printed({
  scene,
  title,
  language,
  done,
}: {
  scene: Scene;
  title: string;
  language: Language;
  done(): void;
}) {
  const end = useLatest(done);
  useEffect(() => {
    const after = (): void => end.current();
    addEventListener("afterprint", after);
    document.body.classList.add("is-printing-diagram");
    print();
    return () => {
      removeEventListener("afterprint", after);
      document.body.classList.remove("is-printing-diagram");
    };
  }, [end]);
  return createPortal(
    <section className="canvas-print">
      <h1>{title}</h1>
      <PictureSvg scene={scene} title={title} language={language} />
    </section>,
    document.body,
  );
}
