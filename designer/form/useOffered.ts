import { useMemo } from "react";
import { useQuery } from "@tanstack/react-query";
import { declaredChoices, withChoices } from "../../engine/model/choices.ts";
import type { Schema } from "../../engine/model/types.ts";
import type { choicesQuery } from "../api/queries.ts";

/**
 * The schema of a form with the choices that the server offers for its fields; null while they are asked for. Where they cannot be
 * had the fields stay open, and what is entered is judged when it is sent.
 */
export function useOffered(schema: Schema, query: ReturnType<typeof choicesQuery>): Schema | null {
  const isAsked = useMemo(() => declaredChoices(schema).size > 0, [schema]);
  const { data, isError } = useQuery({ ...query, enabled: isAsked });
  return useMemo(() => {
    if (!isAsked || isError) return schema;
    return data === undefined ? null : withChoices(schema, data.choices);
  }, [schema, isAsked, isError, data]);
}
