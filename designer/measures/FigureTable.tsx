import { useState } from "react";
import { Button } from "antd";
import { Link } from "wouter";
import type { MeasureReport } from "../api/types.ts";
import { Wide } from "../app/Wide.tsx";
import { useWords } from "../words/i18n.ts";
import { numberInWords, rowsOf, type Told } from "./figures.ts";
import type { MeasureWords } from "./useMeasureWords.ts";

const most = 24;

/** Every figure of a measure, each a link to the cases behind it. */
export function FigureTable({
  report,
  words,
  href,
}: {
  report: MeasureReport;
  words: MeasureWords;
  href: (told: Told) => string;
}) {
  const { t, language } = useWords();
  const [whole, setWhole] = useState(false);
  const rows = rowsOf(report);
  // The last row is that of everything; the periods before it are the newest.
  const shown = whole ? rows : rows.slice(-most);
  const hidden = rows.length - shown.length;
  const dated = report.period !== undefined;
  const parts = report.give === "share" || report.give === "mean";
  const unit = words.say(report.unit);
  const number = (value: number | null): string => (value === null ? "–" : numberInWords(value, language));
  return (
    <Wide label={words.say(report.title)}>
      {hidden > 0 ? (
        <Button size="small" className="earlier" onClick={() => setWhole(true)}>
          {t("measures.earlier", { count: hidden })}
        </Button>
      ) : null}
      <table className="list register figures">
        <thead>
          <tr>
            {dated ? <th scope="col">{t("measures.head.period")}</th> : null}
            {words.fields(report).map((field) => (
              <th key={field} scope="col">
                {field}
              </th>
            ))}
            <th scope="col" className="cell-number">
              {t("measures.head.figure")}
              {unit === "%" ? null : ` (${unit})`}
            </th>
            {parts ? (
              <th scope="col" className="cell-number">
                {report.give === "share" ? t("measures.head.part") : t("measures.head.sum")}
              </th>
            ) : null}
            <th scope="col" className="cell-number">
              {t("measures.head.whole")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((told) => {
            const { figure } = told;
            const isAll = told === rows.at(-1) && rows.length > 1;
            const said = words.number(report, figure.value);
            return (
              <tr key={href(told)} className={isAll ? "is-all" : undefined}>
                {dated ? <td>{words.period(told)}</td> : null}
                {words.groups(report, told).map((group, place) => (
                  <td key={report.by[place]}>{group}</td>
                ))}
                <td className="cell-number">
                  {figure.value === null ? (
                    <span className="quiet">{said}</span>
                  ) : (
                    <Link href={href(told)} title={t("measures.open", { figure: figure.exact ?? said })}>
                      {said}
                    </Link>
                  )}
                </td>
                {parts ? <td className="cell-number">{number(figure.numerator)}</td> : null}
                <td className="cell-number">{number(figure.denominator)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Wide>
  );
}
