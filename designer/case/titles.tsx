import { createContext, useContext, useMemo, type ReactNode } from "react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { declaredChoices, withChoices } from "../../engine/model/choices.ts";
import type { Choice, JsonObject, Procedure, Schema } from "../../engine/model/types.ts";
import { titlesQuery } from "../api/queries.ts";
import type { CaseView, ChoiceTitles, JournalEntry } from "../api/types.ts";
import { useStandingIn } from "../app/StandingIn.tsx";

const Titles = createContext<ChoiceTitles | undefined>(undefined);

/**
 * What stands inside tells values that were chosen from elsewhere by their titles, as soon as they have come: the case is shown
 * without them before, and where they cannot be had.
 */
export function WithTitles({
  view,
  procedure,
  children,
}: {
  view: CaseView;
  procedure: Procedure;
  children: ReactNode;
}) {
  const asks = useMemo(() => choosesFromElsewhere(procedure), [procedure]);
  const { data } = useQuery({
    ...titlesQuery(view.case.id, view.case.revision, useStandingIn()),
    enabled: asks,
    placeholderData: keepPreviousData,
  });
  return <Titles value={data}>{children}</Titles>;
}

const choosesFromElsewhere = ({ data, events }: Procedure): boolean =>
  [data, ...Object.values(events).flatMap(({ payload }) => (payload === undefined ? [] : [payload]))].some(
    (schema) => declaredChoices(schema).size > 0,
  );

/** The schema of the data of the case, with the titles of what was chosen. */
export function useTitledData(schema: Schema): Schema {
  const titles = useContext(Titles);
  return useMemo(() => (titles === undefined ? schema : withChoices(schema, titles.data)), [schema, titles]);
}

/** The schemas of some fields, with the titles of what an entry says was sent or set. */
export function useTitledFields(
  { seq }: JournalEntry,
  of: keyof ChoiceTitles["entries"][string],
): (properties: JsonObject) => JsonObject {
  const titles: Record<string, Choice[]> | undefined = useContext(Titles)?.entries[seq]?.[of];
  return (properties) =>
    titles === undefined ? properties : (withChoices({ properties }, titles)["properties"] as JsonObject);
}
