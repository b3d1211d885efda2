import { useQueries, useQuery } from "@tanstack/react-query";
import { procedureQuery, proceduresQuery } from "../api/queries.ts";
import type { Text } from "../../engine/model/types.ts";
import { useWords } from "../words/i18n.ts";

/** Titles of the roles that the live procedures know. */
export function useAllRoles(): Record<string, Text> {
  const procedures = useQuery(proceduresQuery());
  return useQueries({
    queries: (procedures.data?.items ?? []).map(({ procedure }) => procedureQuery(procedure)),
    combine: (results) =>
      Object.assign({}, ...results.map(({ data }) => data?.roles ?? {})) as Record<string, Text>,
  });
}

/** Roles of a person in words; a role that no procedure knows stands with its id. */
export function useRoleTitles(roles: string[]): string {
  const { language, say } = useWords();
  const known = useAllRoles();
  return roles.map((role) => say(known[role], role)).join(language === "en" ? ", " : "、");
}
