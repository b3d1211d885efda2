import { handOversQuery } from "../api/queries.ts";
import { Nothing } from "../app/states.tsx";
import { List } from "../list/List.tsx";
import { Table } from "../list/Table.tsx";
import { usePages } from "../list/useList.ts";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { Moment } from "../words/TimeLeft.tsx";

/** Hand-overs that were carried out, the latest first. */
export function PastHandOvers() {
  const { t } = useWords();
  const names = useNames();
  return (
    <List
      of={usePages(handOversQuery())}
      rows={2}
      empty={<Nothing title={t("leaving.pastEmpty")} hint={t("leaving.pastHint")} />}
    >
      {(items) => (
        <Table heads={[t("leaving.people"), t("leaving.result"), t("leaving.reason"), t("leaving.when")]}>
          {items.map((one) => (
            <tr key={one.at + one.from + one.to}>
              <td className="cell-main">
                {t("leaving.fromTo", { from: names(one.from), to: names(one.to) })}
              </td>
              <td>
                {t("leaving.moved", { count: one.moved })}
                {one.refused === 0 ? null : (
                  <span className="quiet">{t("leaving.stayed", { count: one.refused })}</span>
                )}
              </td>
              <td>{one.reason ?? <span className="quiet">{t("leaving.noReason")}</span>}</td>
              <td>
                {names(one.by)}
                <span className="quiet">
                  <Moment at={one.at} short />
                </span>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </List>
  );
}
