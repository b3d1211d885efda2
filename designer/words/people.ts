import { useCallback, useMemo } from "react";
import { useQuery } from "@tanstack/react-query";
import { peopleQuery } from "../api/queries.ts";
import { useWords } from "./i18n.ts";

/** Names of people by their ids; ids that nobody has stand as they are. */
export function useNames(): (id: string) => string {
  const { t } = useWords();
  const { data } = useQuery(peopleQuery("", 500));
  const names = useMemo(
    () => new Map((data?.items ?? []).map((person) => [person.id, person.name ?? person.id])),
    [data],
  );
  return useCallback(
    (id) => {
      if (id === "system") return t("person.system");
      if (id.startsWith("case:")) return t("person.case");
      if (id.startsWith("schedule:")) return t("person.schedule");
      return names.get(id) ?? id;
    },
    [names, t],
  );
}
