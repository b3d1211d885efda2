import "./record.css";
import { useEffect, type ReactNode } from "react";
import { Button, Progress } from "antd";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { caseQuery, journalQuery } from "../api/queries.ts";
import { caseSubject } from "../../engine/model/subject.ts";
import type { CaseView, JournalEntry, ProcedureDetail } from "../api/types.ts";
import { Icon } from "../app/icons.tsx";
import { PageHead } from "../app/PageHead.tsx";
import { useSession } from "../app/session.tsx";
import { Fault, Waiting } from "../app/states.tsx";
import { Particulars } from "../case/DataView.tsx";
import { WithTitles } from "../case/titles.tsx";
import { SetAsideLights } from "../lights/aside.tsx";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { Place, useDates } from "../words/place.tsx";
import type { ProcedureWords } from "../words/procedure.ts";
import { useProcedure } from "../words/useProcedure.ts";
import { Course } from "./Course.tsx";
import { Times, Votes } from "./tables.tsx";

/**
 * The record of a case as a document to be filed: on A4, in the layout of an official document (公文), with everything that
 * the reader may see, and the hash by which anybody can tell later whether it is still what the journal says.
 */
export default function RecordPage({ id }: { id: string }) {
  const view = useQuery(caseQuery(id));
  if (view.error && !view.data) return <Fault error={view.error} retry={() => void view.refetch()} />;
  return view.data ? <Fetched view={view.data} /> : <Waiting rows={10} />;
}

function Fetched({ view }: { view: CaseView }) {
  const { id, procedure, pack } = view.case;
  const { detail, words, error, retry } = useProcedure(procedure, pack);
  const journal = useInfiniteQuery(journalQuery(id));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = journal;
  // A record with a part of its entries would be none: all are fetched, however many.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (journal.error) return <Fault error={journal.error} retry={() => void journal.refetch()} />;
  if (error && !detail) return <Fault error={error} retry={retry} />;
  if (!journal.data || !detail || !words) return <Waiting rows={10} />;
  const entries = journal.data.pages.flatMap((page) => page.items);
  return (
    <Place timeZone={detail.pack.timeZone}>
      <WithTitles view={view} procedure={detail.procedure}>
        <Document view={view} entries={entries} complete={!hasNextPage} detail={detail} words={words} />
      </WithTitles>
    </Place>
  );
}

function Document({
  view,
  entries,
  complete,
  detail,
  words,
}: {
  view: CaseView;
  entries: JournalEntry[];
  complete: boolean;
  detail: ProcedureDetail;
  words: ProcedureWords;
}) {
  const { t, language, say } = useWords();
  const { person, now } = useSession();
  const names = useNames();
  const dates = useDates();
  const { procedure, pack } = detail;
  const subject = caseSubject(view.data) ?? say(procedure.title);
  const title = t("record.title", { subject });
  const last = entries.at(-1);
  const basis = procedure.basis ?? [];
  const facts: [string, ReactNode][] = [
    [t("record.procedure"), `${say(procedure.title)} · ${t("case.version", { version: view.case.version })}`],
    [t("record.opened"), `${names(view.case.openedBy)} · ${dates.moment(view.case.openedAt)}`],
    [t("record.status"), `${t(`status.${view.case.status}`)} · ${words.standing(view.state)}`],
    [
      t("record.basis"),
      basis.length === 0
        ? null
        : basis
            .map((one) => [say(one.title), one.article].filter(Boolean).join(" "))
            .join(language === "en" ? "; " : "；"),
    ],
  ];
  const parts: [string, ReactNode][] = [
    [t("record.data"), <Particulars key="data" data={view.data} schema={procedure.data} />],
    [t("record.times"), view.clocks.length > 0 ? <Times key="times" clocks={view.clocks} /> : null],
    [
      t("record.votes"),
      view.ballots.length > 0 ? <Votes key="votes" ballots={view.ballots} procedure={procedure} /> : null,
    ],
    [
      t("record.course"),
      <SetAsideLights key="course" clocks={view.clocks}>
        <Course entries={entries} words={words} procedure={procedure} />
      </SetAsideLights>,
    ],
  ];
  const shown: [string, ReactNode][] = [
    [t("record.facts"), <Facts key="facts" rows={facts} />],
    ...parts.filter(([, content]) => content !== null),
  ];
  return (
    <div className="page record-page">
      <PageHead
        title={title}
        above={[
          { href: "/cases", title: t("place.cases") },
          { href: `/cases/${encodeURIComponent(view.case.id)}`, title: subject },
        ]}
        sub={<span>{t("record.hint")}</span>}
      >
        {complete ? null : <Progress type="circle" size={24} percent={progressOf(entries, view)} />}
        <Button type="primary" disabled={!complete} icon={<Icon name="print" />} onClick={() => print()}>
          {t("record.print")}
        </Button>
      </PageHead>
      <article className="record" lang={language}>
        <header>
          <p className="record-body">{say(pack.title)}</p>
          <p className="record-number">
            <span>{t("record.number", { id: view.case.id })}</span>
            <span>{t("record.entries", { count: view.case.revision })}</span>
          </p>
        </header>
        <h2>{title}</h2>
        {shown.map(([name, content], place) => (
          <section key={name}>
            <h3>{t("record.part", { number: ordinal(place, language), name })}</h3>
            {content}
          </section>
        ))}
        <footer>
          <p className="record-seal">
            <span>{say(pack.title)}</span>
            <span>{dates.date(new Date(now()).toISOString())}</span>
          </p>
          <p className="record-proof">
            {t("record.proof", { count: view.case.revision })} <code>{last?.hash ?? ""}</code>
          </p>
          <p className="record-proof">{t("record.seenBy", { person: names(person.id) })}</p>
        </footer>
      </article>
    </div>
  );
}

function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <table className="record-table is-facts">
      <tbody>
        {rows
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

const progressOf = (entries: JournalEntry[], { case: { revision } }: CaseView): number =>
  Math.round((100 * entries.length) / Math.max(1, revision));

const chinese = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
/** Parts of an official document are counted 一、二、三. */
const ordinal = (place: number, language: string): string =>
  language === "en" ? String(place + 1) : (chinese[place] ?? String(place + 1));
