import { useEffect, useRef } from "react";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useWords } from "../words/i18n.ts";
import { numberInWords } from "./figures.ts";
import { optionOf } from "./plot-option.ts";
import type { Chart } from "./series.ts";

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** A plot, drawn as SVG. What it shows stands in the table below it; a figure that is clicked opens its cases. */
export default function Plot({
  chart,
  label,
  height,
  open,
}: {
  chart: Chart;
  label: string;
  height: number;
  open: (key: string) => void;
}) {
  const { language } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const opening = useRef(open);
  useEffect(() => {
    opening.current = open;
  }, [open]);
  useEffect(() => {
    const element = place.current!;
    const plot = init(element, null, { renderer: "svg", height });
    const draw = (): void => {
      const width = element.clientWidth;
      plot.resize({ width, height, silent: true });
      plot.setOption(optionOf(chart, { width, number: (value) => numberInWords(value, language) }), true);
      scalable(plot, element);
    };
    draw();
    plot.on("click", ({ seriesIndex = 0, dataIndex }) => {
      const key = chart.series[seriesIndex]?.keys[dataIndex];
      if (typeof key === "string") opening.current(key);
    });
    const observer = new ResizeObserver(() => {
      if (element.clientWidth !== plot.getWidth() && element.clientWidth > 0) draw();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.dispose();
    };
  }, [chart, height, language]);
  return <div ref={place} className="plot" role="img" aria-label={label} style={{ height }} />;
}

/** Lets the drawing shrink with its place, as on paper. */
function scalable(plot: EChartsType, element: HTMLElement): void {
  plot.getZr().flush();
  element.querySelector("svg")?.setAttribute("viewBox", `0 0 ${plot.getWidth()} ${plot.getHeight()}`);
}
