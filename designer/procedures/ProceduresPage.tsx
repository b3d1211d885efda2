import { Button } from "antd";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { proceduresQuery } from "../api/queries.ts";
import { PageHead } from "../app/PageHead.tsx";
import { useRoleTitles } from "../app/roles.ts";
import { useSession } from "../app/session.tsx";
import { Fault, Nothing, Waiting } from "../app/states.tsx";
import type { ProcedureSummary } from "../api/types.ts";
import { useWords } from "../words/i18n.ts";

/** The procedures that cases can be opened with. */
export default function ProceduresPage() {
  const { t } = useWords();
  const procedures = useQuery(proceduresQuery());
  const items = procedures.data?.items ?? [];
  return (
    <div className="page">
      <PageHead title={t("place.procedures")} sub={t("procedures.sub")} />
      {procedures.isPending ? <Waiting /> : null}
      {procedures.error ? <Fault error={procedures.error} retry={() => void procedures.refetch()} /> : null}
      {procedures.isSuccess && items.length === 0 ? (
        <Nothing title={t("procedures.empty")} hint={t("procedures.emptyHint")} />
      ) : null}
      {items.length > 0 ? (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t("procedures.procedure")}</th>
              <th scope="col">{t("procedures.opening")}</th>
              <th scope="col">{t("procedures.version")}</th>
              <th scope="col">
                <span className="unseen">{t("open.begin")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <Row key={one.procedure} procedure={one} />
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}

function Row({ procedure }: { procedure: ProcedureSummary }) {
  const { t, say } = useWords();
  const { person } = useSession();
  const roles = useRoleTitles(procedure.opening.by);
  const allowed = procedure.opening.by.some((role) => role === "anyone" || person.roles.includes(role));
  const open = `/procedures/${encodeURIComponent(procedure.procedure)}/open`;
  return (
    <tr>
      <td className="cell-main">
        <Link href={`/procedures/${encodeURIComponent(procedure.procedure)}`}>{say(procedure.title)}</Link>
        <span className="quiet">{say(procedure.summary)}</span>
      </td>
      <td>{roles}</td>
      <td>
        {procedure.packId} {procedure.version}
      </td>
      <td className="cell-act">
        {allowed ? (
          <Link href={open} asChild>
            <Button size="small" href={open}>
              {t("open.begin")}
            </Button>
          </Link>
        ) : null}
      </td>
    </tr>
  );
}
