import "./measures.css";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { proceduresQuery } from "../api/queries.ts";
import { PageHead } from "../app/PageHead.tsx";
import { Nothing } from "../app/states.tsx";
import { List } from "../list/List.tsx";
import { Table } from "../list/Table.tsx";
import { whole } from "../list/useList.ts";
import { useWords } from "../words/i18n.ts";

/** The procedures that measure something, and what. */
export default function MeasuresPage() {
  const { t, language, say } = useWords();
  const procedures = whole(useQuery(proceduresQuery()));
  const measuring = procedures.items.filter(({ measures }) => measures.length > 0);
  return (
    <div className="page">
      <PageHead title={t("place.measures")} sub={t("measures.sub")} />
      <List
        of={{ ...procedures, items: measuring }}
        empty={<Nothing title={t("measures.none")} hint={t("measures.noneHint")} />}
      >
        {(items) => (
          <Table name="measure-list" heads={[t("measures.procedure"), t("measures.measures")]}>
            {items.map(({ procedure, title, measures }) => (
              <tr key={procedure}>
                <td className="cell-main">
                  <Link href={`/measures/${encodeURIComponent(procedure)}`}>{say(title)}</Link>
                </td>
                <td>{measures.map((one) => say(one.title)).join(language === "en" ? " · " : "、")}</td>
              </tr>
            ))}
          </Table>
        )}
      </List>
    </div>
  );
}
