import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import type { Language } from "../../../engine/model/types.ts";
import { extent, PictureSvg } from "./PictureSvg.tsx";
import type { CanvasMarks } from "./marks.ts";
import type { Scene } from "./scene.ts";

/** The diagram as the text of an SVG file. */
export function svgText(scene: Scene, marks: CanvasMarks | null, title: string, language: Language): string {
  const holder = document.createElement("div");
  const root = createRoot(holder);
  flushSync(() => root.render(<PictureSvg scene={scene} marks={marks} title={title} language={language} />));
  const text = new XMLSerializer().serializeToString(holder.firstElementChild!);
  root.unmount();
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
}

/** More pixels than this no browser draws into one picture. */
const mostPixels = 64e6;

/** The diagram as a PNG, twice as fine as on the canvas where that is not too large. */
export async function png(
  scene: Scene,
  marks: CanvasMarks | null,
  title: string,
  language: Language,
): Promise<Blob> {
  const { width, height } = extent(scene);
  const scale = Math.min(2, Math.sqrt(mostPixels / (width * height)), 16_000 / Math.max(width, height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(scene, marks, title, language))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The browser has no canvas to draw on");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("The picture is too large")) : resolve(blob)),
      "image/png",
    ),
  );
}

/** Lets the browser save a file. */
export function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
