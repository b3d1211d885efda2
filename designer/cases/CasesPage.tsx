import { Select } from "antd";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "wouter";
import { casesQuery, proceduresQuery } from "../api/queries.ts";
import { PageHead } from "../app/PageHead.tsx";
import { useSession } from "../app/session.tsx";
import { Fault, More, Nothing, Waiting } from "../app/states.tsx";
import { useWords } from "../words/i18n.ts";
import { CaseTable } from "./CaseTable.tsx";

const statuses = ["active", "suspended", "done", "withdrawn"];

/** Cases that one may see, the newest first, by procedure, status and who opened them. What is chosen stands in the address. */
export default function CasesPage() {
  const { t, say } = useWords();
  const { person } = useSession();
  const [params, setParams] = useSearchParams();
  const procedure = params.get("procedure") ?? undefined;
  const status = params.get("status") ?? undefined;
  const openedBy = params.get("mine") === "1" ? person.id : undefined;
  const procedures = useQuery(proceduresQuery());
  const cases = useInfiniteQuery(casesQuery({ procedure, status, openedBy }));
  const items = cases.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (name: string, value: string | undefined): void =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      if (value === undefined) next.delete(name);
      else next.set(name, value);
      return next;
    });
  return (
    <div className="page">
      <PageHead title={t("place.cases")} sub={t("cases.sub")} />
      <div className="filters" role="search">
        <Select
          aria-label={t("cases.byProcedure")}
          allowClear
          placeholder={t("cases.allProcedures")}
          value={procedure}
          onChange={(value?: string) => choose("procedure", value)}
          options={(procedures.data?.items ?? []).map((one) => ({
            value: one.procedure,
            label: say(one.title),
          }))}
          popupMatchSelectWidth={false}
          style={{ minWidth: 220 }}
        />
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
      {cases.isPending ? <Waiting /> : null}
      {cases.error ? <Fault error={cases.error} retry={() => void cases.refetch()} /> : null}
      {cases.isSuccess && items.length === 0 ? (
        <Nothing
          title={t("cases.empty")}
          hint={params.size > 0 ? t("cases.emptyFiltered") : t("cases.emptyHint")}
        />
      ) : null}
      {items.length > 0 ? <CaseTable cases={items} /> : null}
      {items.length >= 150 ? <p className="much">{t("cases.much")}</p> : null}
      <More
        shown={items.length}
        more={cases.hasNextPage}
        loading={cases.isFetchingNextPage}
        load={() => void cases.fetchNextPage()}
      />
    </div>
  );
}
