import { lazy, Suspense, useMemo } from "react";
import { Link } from "wouter";
import type { MeasureReport } from "../api/types.ts";
import { Icon } from "../app/icons.tsx";
import { Section } from "../app/PageHead.tsx";
import { useWords } from "../words/i18n.ts";
import { currentOf, isComparable, isMet, type Told } from "./figures.ts";
import { FigureTable } from "./FigureTable.tsx";
import { chartOf, type Chart } from "./series.ts";
import { periodInWords, type Period, type Range } from "./times.ts";
import type { MeasureWords } from "./useMeasureWords.ts";

const Plot = lazy(() => import("./Plot.tsx"));

/** Whether any case counts in a measure. */
const hasFigures = ({ overall }: MeasureReport): boolean => overall.denominator > 0;

/** Whether a measure has something to show. */
export const isTold = (report: MeasureReport): boolean =>
  hasFigures(report) || report.withheld > 0 || report.baselines !== undefined;

/** A measure: its figure now, its plot, and every figure in a table. */
export function MeasureSection({
  report,
  declared,
  range,
  words,
  href,
  open,
}: {
  report: MeasureReport;
  declared: Period | undefined;
  range: Range;
  words: MeasureWords;
  href: (told: Told) => string;
  open: (key: string) => void;
}) {
  const { t, language, say } = useWords();
  const chart = useMemo(
    () =>
      chartOf(report, {
        declared,
        range,
        words: {
          period: (period) => periodInWords(period, language),
          group: words.group,
          all: t("measures.all"),
          rest: t("measures.rest"),
          goal: t("measures.goal"),
          say: words.say,
        },
      }),
    // `words` and `t` follow the language.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [report, declared, range.from, range.to, language, words],
  );
  const height = chart === null ? 0 : heightOf(chart);
  return (
    <Section title={say(report.title)} id={`measure-${report.measure}`}>
      <div className={chart === null ? "measure" : "measure has-plot"}>
        <Headline report={report} declared={declared} words={words} href={href} />
        {chart === null ? null : (
          <figure>
            <Suspense fallback={<div style={{ height }} />}>
              <Plot
                chart={chart}
                label={t("measures.plot", { title: say(report.title) })}
                height={height}
                open={open}
              />
            </Suspense>
            {chart.left > 0 ? (
              <figcaption className="quiet">{t("measures.left", { count: chart.left })}</figcaption>
            ) : null}
          </figure>
        )}
      </div>
      {hasFigures(report) ? <FigureTable report={report} words={words} href={href} /> : null}
    </Section>
  );
}

/** Bars lie one below the other, and have their lines' titles above them. */
const heightOf = (chart: Chart): number =>
  chart.kind === "bars" ? 64 + 28 * chart.categories.length + 16 * chart.lines.length : 236;

/** The figure by which a measure is told first, with its goal and what it may be compared with. */
function Headline({
  report,
  declared,
  words,
  href,
}: {
  report: MeasureReport;
  declared: Period | undefined;
  words: MeasureWords;
  href: (told: Told) => string;
}) {
  const { t, say } = useWords();
  const told = currentOf(report);
  const { figure, allPeriods } = told;
  const comparable = isComparable(report, declared);
  const met = comparable ? isMet(report, figure) : null;
  const isOne = report.period === undefined || allPeriods;
  const beside = [isOne ? "" : words.period(told), words.basis(report, figure)].filter((part) => part !== "");
  const hasCases = hasFigures(report);
  const shown = (
    <>
      {words.number(report, figure.value)}
      {report.unit === "%" ? null : <small> {say(report.unit)}</small>}
    </>
  );
  return (
    <div className="headline">
      {figure.value === null || (!hasCases && report.standing !== true) ? (
        <p className="quiet">{t("measures.nothing")}</p>
      ) : (
        <p className="headline-figure">
          {figure.cases.length === 0 ? (
            shown
          ) : (
            <Link href={href(told)} title={t("measures.open", { figure: figure.exact ?? "" })}>
              {shown}
            </Link>
          )}
        </p>
      )}
      {hasCases && beside.length > 0 ? <p className="quiet">{beside.join(" · ")}</p> : null}
      {hasCases && !isOne && report.byPeriod.length > 1 ? (
        <p className="quiet">{t("measures.whole", { figure: words.figure(report, report.overall.value) })}</p>
      ) : null}
      {report.goal !== undefined && comparable ? (
        <p className="verdict">
          {met === null ? null : (
            <strong className={met ? "is-met" : "is-missed"}>
              <Icon name={met ? "check" : "close"} />
              {t(met ? "measures.met" : "measures.missed")}
            </strong>
          )}
          <span>
            {t("measures.goal")}{" "}
            {t(`measures.${report.aim ?? "atLeast"}`, { goal: words.figure(report, report.goal) })}
          </span>
        </p>
      ) : null}
      {comparable && report.baselines !== undefined ? (
        <dl className="baselines" aria-label={t("measures.baseline")}>
          {report.baselines.map(({ title, value, source }) => (
            <div key={title.en} title={source === undefined ? undefined : `${t("measures.source")}${source}`}>
              <dt>{say(title)}</dt>
              <dd>{words.figure(report, value)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {report.standing === true ? <p className="quiet">{t("measures.standing")}</p> : null}
      {report.withheld > 0 ? (
        <p className="withheld">{t("measures.withheld", { count: report.withheld })}</p>
      ) : null}
    </div>
  );
}
