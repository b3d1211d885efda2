import "./measures.css";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { proceduresQuery } from "../api/queries.ts";
import { PageHead } from "../app/PageHead.tsx";
import { Fault, Nothing, Waiting } from "../app/states.tsx";
import { useWords } from "../words/i18n.ts";

/** The procedures that measure something, and what. */
export default function MeasuresPage() {
  const { t, language, say } = useWords();
  const procedures = useQuery(proceduresQuery());
  const items = (procedures.data?.items ?? []).filter(({ measures }) => measures.length > 0);
  return (
    <div className="page">
      <PageHead title={t("place.measures")} sub={t("measures.sub")} />
      {procedures.isPending ? <Waiting /> : null}
      {procedures.error ? <Fault error={procedures.error} retry={() => void procedures.refetch()} /> : null}
      {procedures.isSuccess && items.length === 0 ? (
        <Nothing title={t("measures.none")} hint={t("measures.noneHint")} />
      ) : null}
      {items.length > 0 ? (
        <table className="list measure-list">
          <thead>
            <tr>
              <th scope="col">{t("measures.procedure")}</th>
              <th scope="col">{t("measures.measures")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ procedure, title, measures }) => (
              <tr key={procedure}>
                <td className="cell-main">
                  <Link href={`/measures/${encodeURIComponent(procedure)}`}>{say(title)}</Link>
                </td>
                <td>{measures.map((one) => say(one.title)).join(language === "en" ? " · " : "、")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}
