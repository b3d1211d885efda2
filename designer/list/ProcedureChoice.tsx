import { Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "wouter";
import { proceduresQuery } from "../api/queries.ts";
import { useWords } from "../words/i18n.ts";

/** What is chosen of a list stands in the address, so that going back finds it again. */
export function useChosen(): [URLSearchParams, (name: string, value: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const choose = (name: string, value: string | undefined): void =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      if (value === undefined) next.delete(name);
      else next.set(name, value);
      return next;
    });
  return [params, choose];
}

/** Keeps a list to one procedure. */
export function ProcedureChoice({
  value,
  choose,
}: {
  value: string | undefined;
  choose(value: string | undefined): void;
}) {
  const { t, say } = useWords();
  const procedures = useQuery(proceduresQuery());
  return (
    <Select
      aria-label={t("cases.byProcedure")}
      allowClear
      placeholder={t("cases.allProcedures")}
      value={value}
      onChange={choose}
      options={(procedures.data?.items ?? []).map((one) => ({
        value: one.procedure,
        label: say(one.title),
      }))}
      popupMatchSelectWidth={false}
      style={{ minWidth: 220 }}
    />
  );
}
