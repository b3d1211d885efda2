import "./home.css";
import { Button } from "antd";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { casesQuery, inboxQuery, noticesQuery, proceduresQuery } from "../api/queries.ts";
import { Section } from "../app/PageHead.tsx";
import { useSession } from "../app/session.tsx";
import { Fault, Nothing, Waiting } from "../app/states.tsx";
import { CaseTable } from "../cases/CaseTable.tsx";
import { TaskTable } from "../inbox/TaskTable.tsx";
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
  const inbox = useInfiniteQuery(inboxQuery());
  const tasks = inbox.data?.pages[0]?.items ?? [];
  return (
    <Section title={t("home.tasks")} aside={<Link href="/inbox">{t("home.allTasks")}</Link>}>
      {inbox.isPending ? <Waiting rows={3} /> : null}
      {inbox.error ? <Fault error={inbox.error} retry={() => void inbox.refetch()} /> : null}
      {inbox.isSuccess && tasks.length === 0 ? (
        <Nothing title={t("inbox.empty")} hint={t("inbox.emptyHint")} />
      ) : null}
      {tasks.length > 0 ? <TaskTable tasks={tasks.slice(0, 6)} /> : null}
    </Section>
  );
}

function RecentCases() {
  const { t } = useWords();
  const cases = useInfiniteQuery(casesQuery({}, 6));
  const items = cases.data?.pages[0]?.items ?? [];
  return (
    <Section title={t("home.cases")} aside={<Link href="/cases">{t("home.allCases")}</Link>}>
      {cases.isPending ? <Waiting rows={3} /> : null}
      {cases.error ? <Fault error={cases.error} retry={() => void cases.refetch()} /> : null}
      {cases.isSuccess && items.length === 0 ? (
        <Nothing title={t("cases.empty")} hint={t("cases.emptyHint")} />
      ) : null}
      {items.length > 0 ? <CaseTable cases={items.slice(0, 6)} brief /> : null}
    </Section>
  );
}

function Procedures() {
  const { t, say } = useWords();
  const { person } = useSession();
  const procedures = useQuery(proceduresQuery());
  return (
    <Section title={t("home.procedures")} aside={<Link href="/procedures">{t("home.allProcedures")}</Link>}>
      {procedures.isPending ? <Waiting rows={3} /> : null}
      {procedures.error ? <Fault error={procedures.error} retry={() => void procedures.refetch()} /> : null}
      {procedures.data?.items.length === 0 ? <Nothing title={t("procedures.empty")} /> : null}
      <ul className="openings">
        {(procedures.data?.items ?? []).map((one) => {
          const allowed = one.opening.by.some((role) => role === "anyone" || person.roles.includes(role));
          return (
            <li key={one.procedure}>
              <div>
                <Link href={`/procedures/${one.procedure}`}>{say(one.title)}</Link>
                <p className="quiet">{say(one.summary)}</p>
              </div>
              {allowed ? (
                <Link href={`/procedures/${one.procedure}/open`} asChild>
                  <Button size="small" href={`/procedures/${one.procedure}/open`}>
                    {t("open.begin")}
                  </Button>
                </Link>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function PublicNotices() {
  const { t } = useWords();
  const notices = useInfiniteQuery(noticesQuery(5));
  const items = notices.data?.pages[0]?.items ?? [];
  return (
    <Section title={t("home.notices")} aside={<Link href="/notices">{t("home.allNotices")}</Link>}>
      {notices.isPending ? <Waiting rows={2} /> : null}
      {notices.error ? <Fault error={notices.error} retry={() => void notices.refetch()} /> : null}
      {notices.isSuccess && items.length === 0 ? <p className="quiet">{t("notices.empty")}</p> : null}
      <NoticeList notices={items.slice(0, 3)} brief />
    </Section>
  );
}
