import "./home.css";
import { Button } from "antd";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import type { Principal } from "../../engine/model/types.ts";
import type { ProcedureSummary } from "../api/types.ts";
import { casesQuery, inboxQuery, noticesQuery, proceduresQuery } from "../api/queries.ts";
import { Section } from "../app/PageHead.tsx";
import { useSession } from "../app/session.tsx";
import { Nothing } from "../app/states.tsx";
import { CaseTable } from "../cases/CaseTable.tsx";
import { TaskTable } from "../inbox/TaskTable.tsx";
import { List } from "../list/List.tsx";
import { firstOf, usePages, whole } from "../list/useList.ts";
import { mayOpen } from "../open/mayOpen.ts";
import { NoticeList } from "../notices/NoticeList.tsx";
import { useWords } from "../words/i18n.ts";
import { useTitle } from "../app/useTitle.ts";

/** What this is, what waits for you, what you can begin, and what has been going on. */
export default function HomePage() {
  const { t } = useWords();
  useTitle(t("place.home"));
  return (
    <div className="page home">
      <header className="lead">
        <h1>{t("home.title")}</h1>
        <p>{t("home.what")}</p>
      </header>
      <div className="columns">
        <div>
          <MyTasks />
          <RecentCases />
        </div>
        <div>
          <Procedures />
          <PublicNotices />
        </div>
      </div>
    </div>
  );
}

function MyTasks() {
  const { t } = useWords();
  return (
    <Section title={t("home.tasks")} aside={<Link href="/inbox">{t("home.allTasks")}</Link>}>
      <List
        of={firstOf(usePages(inboxQuery()))}
        rows={3}
        empty={<Nothing title={t("inbox.empty")} hint={t("inbox.emptyHint")} />}
      >
        {(tasks) => <TaskTable tasks={tasks} />}
      </List>
    </Section>
  );
}

function RecentCases() {
  const { t } = useWords();
  return (
    <Section title={t("home.cases")} aside={<Link href="/cases">{t("home.allCases")}</Link>}>
      <List
        of={firstOf(usePages(casesQuery({}, 6)))}
        rows={3}
        empty={<Nothing title={t("cases.empty")} hint={t("cases.emptyHint")} />}
      >
        {(cases) => <CaseTable cases={cases} brief />}
      </List>
    </Section>
  );
}

const openableFirst = (items: readonly ProcedureSummary[], person: Principal): ProcedureSummary[] =>
  items.toSorted((one, other) => Number(mayOpen(other, person)) - Number(mayOpen(one, person)));

function Procedures() {
  const { t, say } = useWords();
  const { person } = useSession();
  return (
    <Section title={t("home.procedures")} aside={<Link href="/procedures">{t("home.allProcedures")}</Link>}>
      <List
        of={whole(useQuery(proceduresQuery()))}
        rows={3}
        empty={<Nothing title={t("procedures.empty")} />}
      >
        {(items) => (
          <ul className="openings">
            {openableFirst(items, person).map((one) => (
              <li key={one.procedure}>
                <div>
                  <Link href={`/procedures/${one.procedure}`}>{say(one.title)}</Link>
                  <p className="quiet">{say(one.summary)}</p>
                </div>
                {mayOpen(one, person) ? (
                  <Link href={`/procedures/${one.procedure}/open`} asChild>
                    <Button size="small" href={`/procedures/${one.procedure}/open`}>
                      {t("open.begin")}
                    </Button>
                  </Link>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </List>
    </Section>
  );
}

function PublicNotices() {
  const { t } = useWords();
  return (
    <Section title={t("home.notices")} aside={<Link href="/notices">{t("home.allNotices")}</Link>}>
      <List
        of={firstOf(usePages(noticesQuery(5)), 3)}
        rows={2}
        empty={<p className="quiet">{t("notices.empty")}</p>}
      >
        {(notices) => <NoticeList notices={notices} brief />}
      </List>
    </Section>
  );
}
