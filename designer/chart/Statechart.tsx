import "@xyflow/react/dist/base.css";
import "./chart.css";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { ReactFlowProvider } from "@xyflow/react";
import { initialStates } from "../../engine/model/chart.ts";
import { procedureChart } from "../../engine/model/procedure-chart.ts";
import type { Language, Pack, Procedure } from "../../engine/model/types.ts";
import type { Direction } from "./arrange.ts";
import { Controls } from "./Controls.tsx";
import { firstFolded, foldable } from "./folding.ts";
import { Drawn } from "./Drawn.tsx";
import { Legend } from "./Legend.tsx";
import { canvasMeasure } from "./measure.ts";
import { drawPicture } from "./picture.ts";
import { standingOf, type CaseOnChart } from "./status.ts";
import { useArrangement } from "./useArrangement.ts";
import { focusRect } from "./view.ts";
import { chartWords } from "./words.ts";

export interface StatechartProps {
  procedure: Procedure;
  language: Language;
  /** Parameters of the pack, so that lengths of time can be said in numbers. */
  parameters?: Pack["parameters"];
  /** Where a case is on the chart; absent for the procedure itself. */
  onChart?: CaseOnChart;
  direction?: Direction | "auto";
  /** Path of the state that is selected, and what to do when another one is. */
  selected?: string | null;
  onSelect?(path: string | null): void;
}

const measure = canvasMeasure();

/** A procedure's statechart, drawn from its definition; in a case, with where it is, was, and can still come to. */
export default function Statechart(props: StatechartProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({
  procedure,
  language,
  parameters,
  onChart,
  direction = "auto",
  selected = null,
  onSelect,
}: StatechartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<{ width: number; height: number } | null>(null);
  const [names, setNames] = useState(true);
  const [numbered, setNumbered] = useState(false);
  const [turned, setTurned] = useState<Direction | null>(null);
  const chart = useMemo(() => procedureChart(procedure), [procedure]);
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => firstFolded(chart, onChart?.active));
  const fold = useCallback(
    (path: string) =>
      setFolded((old) =>
        old.has(path) ? new Set([...old].filter((one) => one !== path)) : new Set([...old, path]),
      ),
    [],
  );
  const mayFold = useMemo(() => foldable(chart), [chart]);
  const draw = useCallback(
    (direction: Direction) =>
      drawPicture({
        procedure,
        chart,
        language,
        measure,
        names,
        parameters,
        folded,
        label: direction === "right" ? { width: 112, lines: 3 } : { width: 150, lines: 2 },
      }),
    [procedure, chart, language, names, parameters, folded],
  );
  const standing = useMemo(() => standingOf(chart, onChart), [chart, onChart]);
  // Where reading begins: where the case is, or where one would be opened.
  const beginning = useMemo(() => initialStates(chart, "").slice(0, 8), [chart]);
  const { arranged, fault } = useArrangement(draw, room, turned ?? direction);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(
      ([entry]) => entry && setRoom({ width: entry.contentRect.width, height: entry.contentRect.height }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <figure className="chart" aria-label={chartWords.chartOf[language]}>
      <div className="chart-frame" ref={frame}>
        {arranged ? (
          <Drawn
            {...{
              arranged,
              chart,
              standing,
              language,
              numbered,
              room,
              selected,
              onSelect,
              fold,
              mayFold,
              focus: onChart?.active ?? beginning,
            }}
          />
        ) : (
          <p className="chart-waiting" role="status">
            {fault ? chartWords.fault[language] : chartWords.drawing[language]}
          </p>
        )}
        <Controls
          language={language}
          ofCase={onChart !== undefined}
          {...{ names, numbered }}
          onNames={() => setNames(!names)}
          onNumbered={() => setNumbered(!numbered)}
          onFold={mayFold.length > 0 ? () => setFolded(folded.size > 0 ? new Set() : new Set(mayFold)) : null}
          onTurn={() => setTurned((turned ?? arranged?.direction) === "right" ? "down" : "right")}
          onHere={
            arranged && onChart ? focusRect(arranged, onChart.active, { width: 900, height: 600 }) : null
          }
          frame={frame}
        />
      </div>
      <Legend picture={arranged?.picture} ofCase={onChart !== undefined} language={language} />
    </figure>
  );
}
