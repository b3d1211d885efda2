import { noticesQuery } from "../api/queries.ts";
import { PageHead } from "../app/PageHead.tsx";
import { Nothing } from "../app/states.tsx";
import { List } from "../list/List.tsx";
import { usePages } from "../list/useList.ts";
import { useWords } from "../words/i18n.ts";
import { NoticeList } from "./NoticeList.tsx";

/** Public notices: what anyone may see, the newest first. */
export default function NoticesPage() {
  const { t } = useWords();
  return (
    <div className="page narrow">
      <PageHead title={t("place.notices")} sub={t("notices.sub")} />
      <List
        of={usePages(noticesQuery())}
        empty={<Nothing title={t("notices.empty")} hint={t("notices.emptyHint")} />}
      >
        {(items) => <NoticeList notices={items} />}
      </List>
    </div>
  );
}
