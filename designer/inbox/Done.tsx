import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { doneQuery } from "../api/queries.ts";
import { Fault, More, Nothing, Waiting } from "../app/states.tsx";
import { shortId } from "../cases/subject.ts";
import { useWords } from "../words/i18n.ts";
import { Place } from "../words/place.tsx";
import { Moment } from "../words/TimeLeft.tsx";
import { useProcedures } from "../words/useProcedure.ts";

/** What the person who acts has done, the last first. */
export function Done() {
  const { t, say } = useWords();
  const done = useInfiniteQuery(doneQuery());
  const tasks = done.data?.pages.flatMap((page) => page.items) ?? [];
  const procedures = useProcedures(tasks.map((task) => task.procedure));
  if (done.isPending) return <Waiting />;
  if (done.error) return <Fault error={done.error} retry={() => void done.refetch()} />;
  if (tasks.length === 0) return <Nothing title={t("desk.doneEmpty")} hint={t("desk.doneHint")} />;
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t("inbox.task")}</th>
            <th scope="col">{t("inbox.procedure")}</th>
            <th scope="col">{t("desk.doneAt")}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => {
            const words = procedures.get(task.procedure);
            return (
              <Place key={task.id} timeZone={words?.timeZone}>
                <tr>
                  <td className="cell-main">
                    <Link href={`/cases/${encodeURIComponent(task.case)}`}>{say(task.title)}</Link>
                    <span className="quiet">
                      {task.subject} {shortId(task.case)}
                    </span>
                  </td>
                  <td className="cell-second">
                    {words?.title ?? ""}
                    <span className="quiet">{words?.state(task.state) ?? ""}</span>
                  </td>
                  <td>{task.closedAt === null ? null : <Moment at={task.closedAt} short />}</td>
                </tr>
              </Place>
            );
          })}
        </tbody>
      </table>
      <More
        shown={tasks.length}
        more={done.hasNextPage}
        loading={done.isFetchingNextPage}
        load={() => void done.fetchNextPage()}
      />
    </>
  );
}
