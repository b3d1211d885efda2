import { Select } from "antd";
import { casesQuery } from "../api/queries.ts";
import { PageHead } from "../app/PageHead.tsx";
import { useSession } from "../app/session.tsx";
import { Nothing } from "../app/states.tsx";
import { List } from "../list/List.tsx";
import { ProcedureChoice, useChosen } from "../list/ProcedureChoice.tsx";
import { usePages } from "../list/useList.ts";
import { useWords } from "../words/i18n.ts";
import { CaseTable } from "./CaseTable.tsx";

const statuses = ["active", "suspended", "done", "withdrawn"];

/** Cases that one may see, the newest first, by procedure, status and who opened them. What is chosen stands in the address. */
export default function CasesPage() {
  const { t } = useWords();
  const { person } = useSession();
  const [params, choose] = useChosen();
  const procedure = params.get("procedure") ?? undefined;
  const status = params.get("status") ?? undefined;
  const openedBy = params.get("mine") === "1" ? person.id : undefined;
  const cases = usePages(casesQuery({ procedure, status, openedBy }));
  return (
    <div className="page">
      <PageHead title={t("place.cases")} sub={t("cases.sub")} />
      <div className="filters" role="search">
        <ProcedureChoice value={procedure} choose={(value) => choose("procedure", value)} />
        <Select
          aria-label={t("cases.byStatus")}
          allowClear
          placeholder={t("cases.allStatuses")}
          value={status}
          onChange={(value?: string) => choose("status", value)}
          options={statuses.map((one) => ({ value: one, label: t(`status.${one}`) }))}
          style={{ minWidth: 130 }}
        />
        <Select
          aria-label={t("cases.byOpener")}
          value={openedBy === undefined ? "all" : "mine"}
          onChange={(value: string) => choose("mine", value === "mine" ? "1" : undefined)}
          options={[
            { value: "all", label: t("cases.anybody") },
            { value: "mine", label: t("cases.mine") },
          ]}
          style={{ minWidth: 130 }}
        />
      </div>
      <List
        of={cases}
        empty={
          <Nothing
            title={t("cases.empty")}
            hint={params.size > 0 ? t("cases.emptyFiltered") : t("cases.emptyHint")}
          />
        }
        much={{ from: 150, words: t("cases.much") }}
      >
        {(items) => <CaseTable cases={items} />}
      </List>
    </div>
  );
}
