import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { copiesQuery } from "../api/queries.ts";
import { Fault, More, Nothing, Waiting } from "../app/states.tsx";
import { shortId } from "../cases/subject.ts";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { Place } from "../words/place.tsx";
import { Moment } from "../words/TimeLeft.tsx";
import { useProcedures } from "../words/useProcedure.ts";

/** Cases of which the person who acts was informed, the newest first, with what is unread told apart. */
export function Copied() {
  const { t } = useWords();
  const names = useNames();
  const copies = useInfiniteQuery(copiesQuery());
  const items = copies.data?.pages.flatMap((page) => page.items) ?? [];
  const procedures = useProcedures(items.map((copy) => copy.procedure));
  if (copies.isPending) return <Waiting />;
  if (copies.error) return <Fault error={copies.error} retry={() => void copies.refetch()} />;
  if (items.length === 0) return <Nothing title={t("desk.copiedEmpty")} hint={t("desk.copiedHint")} />;
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t("cases.case")}</th>
            <th scope="col">{t("desk.copiedBy")}</th>
            <th scope="col">{t("desk.read")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((copy) => {
            const words = procedures.get(copy.procedure);
            return (
              <Place key={copy.case + copy.at} timeZone={words?.timeZone}>
                <tr className={copy.readAt === undefined ? "is-unread" : undefined}>
                  <td className="cell-main">
                    <Link href={`/cases/${encodeURIComponent(copy.case)}`}>
                      {copy.subject ?? words?.title ?? copy.procedure}
                    </Link>
                    <span className="quiet">
                      {words?.title ?? ""} {shortId(copy.case)}
                    </span>
                  </td>
                  <td className="cell-second">
                    {names(copy.by)} <Moment at={copy.at} short />
                    {copy.text === undefined ? null : <span className="quiet">{copy.text}</span>}
                  </td>
                  <td>
                    {copy.readAt === undefined ? (
                      <strong>{t("desk.unread")}</strong>
                    ) : (
                      <span className="quiet">
                        <Moment at={copy.readAt} short />
                      </span>
                    )}
                  </td>
                </tr>
              </Place>
            );
          })}
        </tbody>
      </table>
      <More
        shown={items.length}
        more={copies.hasNextPage}
        loading={copies.isFetchingNextPage}
        load={() => void copies.fetchNextPage()}
      />
    </>
  );
}
