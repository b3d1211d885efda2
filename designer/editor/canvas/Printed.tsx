import { useEffect, useState, type CSSProperties } from "react";
import { createPortal } from "react-dom";
import type { Language } from "../../../engine/model/types.ts";
import type { Rect } from "../../chart/arrange.ts";
import { Legend } from "../../chart/Legend.tsx";
import { typeface } from "../../chart/measure.ts";
import { palettes } from "../../palettes.ts";
import { say } from "../../words/text.ts";
import { overlap, sheetsOf, type Sheets } from "./geometry/sheets.ts";
import { markSigns, type CanvasMarks } from "./marks.ts";
import { MarkLegend } from "./MarkLegend.tsx";
import { Drawing, extent } from "./PictureSvg.tsx";
import type { Scene } from "./scene.ts";
import { useLatest } from "./useLatest.ts";
import { canvasWords } from "./words.ts";

interface PrintedProps {
  scene: Scene;
  marks: CanvasMarks | null;
  title: string;
  /** Of which edition it is. */
  edition: string;
  language: Language;
  done(): void;
}

/** On paper the diagram is always the light one. */
const light = Object.fromEntries(
  Object.entries(palettes.light).map(([name, value]) => [`--${name}`, value]),
) as CSSProperties;

/** The diagram on sheets of its own, each with its title, edition, date and legend; nothing else of the page is printed with it. */
export function Printed(props: PrintedProps) {
  const { scene, marks, title, edition, language } = props;
  const [today] = useState(() => new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date()));
  const end = useLatest(props.done);
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
  const sheets = sheetsOf(extent(scene));
  const { views } = sheets;
  const shown = new Set(
    marks === null ? [] : [...Object.values(marks.states), ...Object.values(marks.transitions)],
  );
  const signed = [...shown].filter((mark) => markSigns[mark] !== undefined);
  return createPortal(
    <section className={`canvas-print${sheets.upright ? " is-upright" : ""}`} style={light} lang={language}>
      {views.map((view, place) => (
        <article key={`${view.x} ${view.y}`}>
          <header>
            <h1>{title}</h1>
            <p>{[edition, today].filter((part) => part !== "").join(" · ")}</p>
          </header>
          <Sheet view={view} place={place} sheets={sheets} language={language}>
            {place === 0 ? (
              <g id="canvas-printed">
                <Drawing scene={scene} marks={marks} />
              </g>
            ) : (
              <use href="#canvas-printed" />
            )}
          </Sheet>
          <footer>
            <div>
              {signed.length === 0 ? null : <MarkLegend marks={signed} language={language} />}
              <Legend picture={scene.picture} ofCase={false} language={language} />
            </div>
            {views.length === 1 ? null : <p>{`${place + 1} / ${views.length}`}</p>}
          </footer>
        </article>
      ))}
    </section>,
    document.body,
  );
}

/** A part of the diagram, and at its edges where it goes on. */
function Sheet({
  view,
  place,
  sheets: { scale, columns, rows },
  language,
  children,
}: {
  view: Rect;
  place: number;
  sheets: Sheets;
  language: Language;
  children: React.ReactNode;
}) {
  const { x, y, width, height } = view;
  const [column, row] = [place % columns, Math.floor(place / columns)];
  const size = 11 / scale;
  const note = (to: number): string => say(canvasWords.goesOn, language).replace("{n}", String(to + 1));
  return (
    <svg
      viewBox={`${x} ${y} ${width} ${height}`}
      width={width * scale}
      height={height * scale}
      fontFamily={typeface}
      fontSize="14"
      role="img"
    >
      {children}
      <g className="canvas-print-edges" fontSize={size} strokeWidth={1 / scale}>
        {column < columns - 1 ? (
          <>
            <path d={`M${x + width - overlap.x / 2} ${y}v${height}`} />
            <text x={x + width - overlap.x / 2 - size / 2} y={y + size} textAnchor="end">
              {`${note(place + 1)} →`}
            </text>
          </>
        ) : null}
        {column > 0 ? <path d={`M${x + overlap.x / 2} ${y}v${height}`} /> : null}
        {row < rows - 1 ? (
          <>
            <path d={`M${x} ${y + height - overlap.y / 2}h${width}`} />
            <text x={x + size / 2} y={y + height - overlap.y / 2 - size / 2}>
              {`${note(place + columns)} ↓`}
            </text>
          </>
        ) : null}
        {row > 0 ? <path d={`M${x} ${y + overlap.y / 2}h${width}`} /> : null}
      </g>
    </svg>
  );
}
