import { useInfiniteQuery } from "@tanstack/react-query";
import { inboxQuery } from "../api/queries.ts";
import { PageHead } from "../app/PageHead.tsx";
import { useSession } from "../app/session.tsx";
import { Fault, More, Nothing, Waiting } from "../app/states.tsx";
import { useWords } from "../words/i18n.ts";
import { TaskTable } from "./TaskTable.tsx";

/** What waits for the person who acts, the soonest due first. */
export default function InboxPage() {
  const { t } = useWords();
  const { person } = useSession();
  const inbox = useInfiniteQuery(inboxQuery());
  const tasks = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <PageHead title={t("place.inbox")} sub={t("inbox.sub", { person: person.name ?? person.id })} />
      {inbox.isPending ? <Waiting /> : null}
      {inbox.error ? <Fault error={inbox.error} retry={() => void inbox.refetch()} /> : null}
      {inbox.isSuccess && tasks.length === 0 ? (
        <Nothing title={t("inbox.empty")} hint={t("inbox.emptyHint")} />
      ) : null}
      {tasks.length > 0 ? <TaskTable tasks={tasks} claiming /> : null}
      {tasks.length >= 100 ? <p className="much">{t("inbox.much")}</p> : null}
      <More
        shown={tasks.length}
        more={inbox.hasNextPage}
        loading={inbox.isFetchingNextPage}
        load={() => void inbox.fetchNextPage()}
      />
    </div>
  );
}
