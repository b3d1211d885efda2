import { copiesQuery } from "../api/queries.ts";
import { Nothing } from "../app/states.tsx";
import { List } from "../list/List.tsx";
import { CaseCell, Table } from "../list/Table.tsx";
import { usePages } from "../list/useList.ts";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { Place } from "../words/place.tsx";
import { Moment } from "../words/TimeLeft.tsx";
import { useProcedures } from "../words/useProcedure.ts";

/** Cases of which the person who acts was informed, the newest first, with what is unread told apart. */
export function Copied() {
  const { t } = useWords();
  const names = useNames();
  const copies = usePages(copiesQuery());
  const procedures = useProcedures(copies.items.map((copy) => copy.procedure));
  return (
    <List of={copies} empty={<Nothing title={t("desk.copiedEmpty")} hint={t("desk.copiedHint")} />}>
      {(items) => (
        <Table heads={[t("cases.case"), t("desk.copiedBy"), t("desk.read")]}>
          {items.map((copy) => {
            const words = procedures.get(copy.procedure);
            return (
              <Place key={copy.case + copy.at} timeZone={words?.timeZone}>
                <tr className={copy.readAt === undefined ? "is-unread" : undefined}>
                  <CaseCell id={copy.case} title={copy.subject ?? words?.title ?? copy.procedure}>
                    {words?.title}
                  </CaseCell>
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
        </Table>
      )}
    </List>
  );
}
