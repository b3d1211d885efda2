import "./measures.css";
import { useMemo, useState } from "react";
import { App, Button } from "antd";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "wouter";
import { withChoices } from "../../engine/model/choices.ts";
import type { Schema } from "../../engine/model/types.ts";
import { measuresFile, measuresQuery } from "../api/queries.ts";
import type { Measurement, ProcedureDetail } from "../api/types.ts";
import { ServerProblem } from "../api/client.ts";
import { Icon } from "../app/icons.tsx";
import { PageHead, Section } from "../app/PageHead.tsx";
import { useSession } from "../app/session.tsx";
import { Fault, Nothing, Waiting } from "../app/states.tsx";
import { civilInWords } from "../words/dates.ts";
import { useWords } from "../words/i18n.ts";
import { useProcedure } from "../words/useProcedure.ts";
import { CasesBehind } from "./CasesBehind.tsx";
import { findFigure, keyOf, type Told } from "./figures.ts";
import { isTold, MeasureSection } from "./MeasureSection.tsx";
import { saveFile, workbook } from "./save.ts";
import { sheetsOf } from "./sheets.ts";
import { TimeChooser } from "./TimeChooser.tsx";
import { periods, spans, todayIn, type Range, type Span } from "./times.ts";
import { useMeasureWords } from "./useMeasureWords.ts";

/** The measures of a procedure over a time, each with its figure, its plot, its table and the cases behind. */
export default function MeasurePage({ id }: { id: string }) {
  const { detail, error, retry } = useProcedure(id);
  if (error && !detail) return <Fault error={error} retry={retry} />;
  return detail ? <Chosen detail={detail} /> : <Waiting rows={10} />;
}

/** What is chosen stands in the address: it can be sent to somebody, and one goes back to it. */
function Chosen({ detail }: { detail: ProcedureDetail }) {
  const { t, language, say } = useWords();
  const { now } = useSession();
  const [params, setParams] = useSearchParams();
  const { procedure, pack } = detail;
  const span = spanOf(params.get("time"));
  const own = {
    ...(params.has("from") ? { from: params.get("from")! } : {}),
    ...(params.has("to") ? { to: params.get("to")! } : {}),
  };
  const range: Range = span === "own" ? own : spans[span](todayIn(pack.timeZone, now()));
  const period = periods.find((one) => one === params.get("by"));
  const filter = { ...range, ...(period === undefined ? {} : { period }) };
  const measured = useQuery({ ...measuresQuery(procedure.id, filter), placeholderData: keepPreviousData });
  const named = Object.keys(procedure.measures ?? {}).length > 0;
  const change = (next: Record<string, string | undefined>): void => setParams((old) => changed(old, next));
  return (
    <div className="page measures">
      <PageHead
        title={say(procedure.title)}
        above={[{ href: "/measures", title: t("place.measures") }]}
        sub={<span>{rangeInWords(range, t, (date) => civilInWords(date, language))}</span>}
      >
        {named ? <Exports detail={detail} measured={measured.data} filter={filter} /> : null}
      </PageHead>
      {named ? (
        <TimeChooser
          chosen={{ span, range, period }}
          choose={(next) =>
            change({
              time: next.span === "months" ? undefined : next.span,
              from: next.span === "own" ? next.range.from : undefined,
              to: next.span === "own" ? next.range.to : undefined,
              by: next.period,
              figure: undefined,
            })
          }
        />
      ) : (
        <Nothing title={t("measures.noneHere")} hint={t("measures.noneHint")} />
      )}
      {named && measured.isPending ? <Waiting rows={10} /> : null}
      {measured.error ? <Fault error={measured.error} retry={() => void measured.refetch()} /> : null}
      {named && measured.data && !measured.error ? (
        <div
          aria-busy={measured.isPlaceholderData}
          className={measured.isPlaceholderData ? "is-old" : undefined}
        >
          <Measures
            detail={detail}
            measured={measured.data}
            range={range}
            figure={params.get("figure")}
            link={(key) =>
              `/measures/${encodeURIComponent(procedure.id)}?${changed(params, { figure: key })}`
            }
            open={(figure) => change({ figure })}
          />
        </div>
      ) : null}
    </div>
  );
}

function Measures({
  detail,
  measured,
  range,
  figure,
  link,
  open,
}: {
  detail: ProcedureDetail;
  measured: Measurement;
  range: Range;
  figure: string | null;
  link: (key: string) => string;
  open: (key: string | undefined) => void;
}) {
  const { t, say } = useWords();
  const { procedure } = detail;
  const words = useMeasureWords(useTitled(procedure.data, measured));
  const reports = measured.measures;
  const untold = reports.filter((report) => !isTold(report));
  const isEmpty = reports.every(({ overall, withheld }) => overall.denominator === 0 && withheld === 0);
  return (
    <>
      {isEmpty ? <Nothing title={t("measures.empty")} hint={t("measures.emptyHint")} /> : null}
      {reports.filter(isTold).map((report) => (
        <MeasureSection
          key={report.measure}
          report={report}
          declared={procedure.measures?.[report.measure]?.period}
          range={range}
          words={words}
          href={(told: Told) => link(keyOf(report.measure, told))}
          open={open}
        />
      ))}
      {untold.length > 0 ? (
        <Section title={t("measures.untold")}>
          <ul className="untold">
            {untold.map(({ measure, title }) => (
              <li key={measure}>{say(title)}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      {figure === null ? null : (
        <CasesBehind found={findFigure(reports, figure)} words={words} close={() => open(undefined)} />
      )}
    </>
  );
}

/** The schema of the data with the titles of values that groups are made by. */
function useTitled(data: Schema, measured: Measurement | undefined): Schema {
  const titles = measured?.titles;
  return useMemo(() => (titles === undefined ? data : withChoices(data, titles)), [data, titles]);
}

/** The same figures to be taken along: a table from the server, and a workbook with a sheet for each measure. */
function Exports({
  detail: { procedure },
  measured,
  filter,
}: {
  detail: ProcedureDetail;
  measured: Measurement | undefined;
  filter: Parameters<typeof measuresFile>[1];
}) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const words = useMeasureWords(useTitled(procedure.data, measured));
  const [busy, setBusy] = useState<"csv" | "xlsx" | null>(null);
  const save = async (kind: "csv" | "xlsx", made: () => Promise<Blob>): Promise<void> => {
    setBusy(kind);
    try {
      saveFile(await made(), `${procedure.id}-measures.${kind}`);
    } catch (reason) {
      void message.error(
        reason instanceof ServerProblem ? say(reason.problem.message) : t("measures.saving"),
      );
    } finally {
      setBusy(null);
    }
  };
  const sheets = () =>
    sheetsOf(measured?.measures ?? [], {
      ...words,
      head: {
        period: t("measures.head.period"),
        figure: t("measures.head.figure"),
        part: t("measures.head.part"),
        whole: t("measures.head.whole"),
      },
      goal: t("measures.goal"),
      withheld: t("measures.notCounted"),
      source: t("measures.source"),
    });
  const off = measured === undefined;
  const icon = <Icon name="download" />;
  return (
    <>
      <Button
        icon={icon}
        disabled={off}
        loading={busy === "csv"}
        onClick={() => void save("csv", () => measuresFile(procedure.id, filter))}
      >
        {t("measures.csv")}
      </Button>
      <Button
        icon={icon}
        disabled={off}
        loading={busy === "xlsx"}
        onClick={() => void save("xlsx", () => workbook(sheets()))}
      >
        {t("measures.xlsx")}
      </Button>
      <Button icon={<Icon name="print" />} disabled={off} onClick={() => print()}>
        {t("measures.print")}
      </Button>
    </>
  );
}

const spanOf = (text: string | null): Span =>
  text === "own" || (text !== null && Object.hasOwn(spans, text)) ? (text as Span) : "months";

function changed(old: URLSearchParams, next: Record<string, string | undefined>): URLSearchParams {
  const params = new URLSearchParams(old);
  for (const [name, value] of Object.entries(next))
    if (value === undefined) params.delete(name);
    else params.set(name, value);
  return params;
}

function rangeInWords(
  { from, to }: Range,
  t: ReturnType<typeof useWords>["t"],
  date: (civil: string) => string,
): string {
  if (from !== undefined && to !== undefined) return t("measures.within", { from: date(from), to: date(to) });
  if (from !== undefined) return t("measures.since", { from: date(from) });
  return to === undefined ? t("measures.always") : t("measures.until", { to: date(to) });
}
