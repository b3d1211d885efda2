import { useInfiniteQuery } from "@tanstack/react-query";
import { noticesQuery } from "../api/queries.ts";
import { PageHead } from "../app/PageHead.tsx";
import { Fault, More, Nothing, Waiting } from "../app/states.tsx";
import { useWords } from "../words/i18n.ts";
import { NoticeList } from "./NoticeList.tsx";

/** Public notices: what anyone may see, the newest first. */
export default function NoticesPage() {
  const { t } = useWords();
  const notices = useInfiniteQuery(noticesQuery());
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page narrow">
      <PageHead title={t("place.notices")} sub={t("notices.sub")} />
      {notices.isPending ? <Waiting /> : null}
      {notices.error ? <Fault error={notices.error} retry={() => void notices.refetch()} /> : null}
      {notices.isSuccess && items.length === 0 ? (
        <Nothing title={t("notices.empty")} hint={t("notices.emptyHint")} />
      ) : null}
      <NoticeList notices={items} />
      <More
        shown={items.length}
        more={notices.hasNextPage}
        loading={notices.isFetchingNextPage}
        load={() => void notices.fetchNextPage()}
      />
    </div>
  );
}
