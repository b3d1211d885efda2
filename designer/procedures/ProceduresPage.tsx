import { Button } from "antd";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { proceduresQuery } from "../api/queries.ts";
import { PageHead } from "../app/PageHead.tsx";
import { useRoleTitles } from "../app/roles.ts";
import { useSession } from "../app/session.tsx";
import { Nothing } from "../app/states.tsx";
import { List } from "../list/List.tsx";
import { Table } from "../list/Table.tsx";
import { whole } from "../list/useList.ts";
import { mayOpen } from "../open/mayOpen.ts";
import type { ProcedureSummary } from "../api/types.ts";
import { useWords } from "../words/i18n.ts";

/** The procedures that cases can be opened with. */
export default function ProceduresPage() {
  const { t } = useWords();
  return (
    <div className="page">
      <PageHead title={t("place.procedures")} sub={t("procedures.sub")} />
      <List
        of={whole(useQuery(proceduresQuery()))}
        empty={<Nothing title={t("procedures.empty")} hint={t("procedures.emptyHint")} />}
      >
        {(items) => (
          <Table
            heads={[
              t("procedures.procedure"),
              t("procedures.opening"),
              t("procedures.version"),
              { words: t("open.begin"), unseen: true },
            ]}
          >
            {items.map((one) => (
              <Row key={one.procedure} procedure={one} />
            ))}
          </Table>
        )}
      </List>
    </div>
  );
}

function Row({ procedure }: { procedure: ProcedureSummary }) {
  const { t, say } = useWords();
  const { person } = useSession();
  const roles = useRoleTitles(procedure.opening.by);
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
        {mayOpen(procedure, person) ? (
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
