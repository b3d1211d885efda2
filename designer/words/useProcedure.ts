import { useMemo } from "react";
import { useQueries, useQuery } from "@tanstack/react-query";
import { procedureQuery, proceduresQuery } from "../api/queries.ts";
import type { ProcedureDetail } from "../api/types.ts";
import { useWords } from "./i18n.ts";
import { procedureWords, type ProcedureWords } from "./procedure.ts";

/** A procedure with its words, or neither while it is being fetched. */
export function useProcedure(
  id: string,
  pack?: string,
): { detail?: ProcedureDetail; words?: ProcedureWords; error: unknown; retry(): void } {
  const { language } = useWords();
  const { data, error, refetch } = useQuery(procedureQuery(id, pack));
  const words = useMemo(() => (data ? procedureWords(data, language) : undefined), [data, language]);
  return { detail: data, words, error, retry: () => void refetch() };
}

/** Titles of the live procedures, by their ids; undefined for none and for one that is live no more. */
export function useProcedureTitles(): (id: string | undefined) => string | undefined {
  const { say } = useWords();
  const { data } = useQuery(proceduresQuery());
  return (id) => {
    const found = data?.items.find(({ procedure }) => procedure === id);
    return found && say(found.title);
  };
}

export interface ListedProcedure extends ProcedureWords {
  title: string;
  timeZone: string;
}

/** Words of several procedures, as far as they have come, for lists. */
export function useProcedures(ids: string[]): Map<string, ListedProcedure> {
  const { language, say } = useWords();
  const wanted = [...new Set(ids)].toSorted();
  const details = useQueries({
    queries: wanted.map((id) => procedureQuery(id)),
    combine: (results) => results.map(({ data }) => data),
  });
  return useMemo(
    () =>
      new Map(
        details.flatMap((detail, place) =>
          detail
            ? [
                [
                  wanted[place]!,
                  {
                    ...procedureWords(detail, language),
                    title: say(detail.procedure.title),
                    timeZone: detail.pack.timeZone,
                  },
                ] as const,
              ]
            : [],
        ),
      ),
    // `say` follows the language; `wanted` is what `details` belong to.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [details, language],
  );
}
