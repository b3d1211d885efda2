import { useMemo, useState } from "react";
import { useQueries } from "@tanstack/react-query";
import { declaredChoices } from "../../../engine/model/choices.ts";
import type { Json, JsonObject, Schema } from "../../../engine/model/types.ts";
import type { Rules, Scope } from "../../../engine/rules/index.ts";
import { instant } from "../../../engine/time/index.ts";
import { registerRowsQuery } from "../../api/queries.ts";
import { useSession } from "../../app/session.tsx";
import { useEditing, useSelected } from "../context.tsx";
import { factOf, factsRead, rowsOfFact, type FactSource, type RegisterRows } from "./facts.ts";
import { registersRead, withOffered } from "./offered.ts";
import { defaultParameters, withValues } from "./trial.ts";

export type Source = "typed" | "scenario" | "case";

/** A scope to try something in, with what was typed over it. */
export interface Trying {
  source: Source;
  /** What the example or the case gives; null while there is none. */
  from: Scope | null;
  /** Rows of registers, where the example brings its own. */
  registers: RegisterRows;
  typed: Readonly<Record<string, Json | undefined>>;
  /** The state in which the case is, where nothing else says so. */
  state: string;
}
export const notTrying: Trying = { source: "typed", from: null, registers: {}, typed: {}, state: "" };

/** Before anything is given, that all of it is missing would say nothing. */
export const isTried = ({ from, typed, state }: Trying): boolean =>
  from !== null || Object.keys(typed).length > 0 || state !== "";

/** The scope in which something is tried now, and where each fact in it was looked up. */
export interface Tried {
  scope: Scope;
  facts: Readonly<Record<string, FactSource>>;
}

/** The scope for what reads these paths: the case or the example, the facts as they can be looked up, and what was typed over all of it. */
export function useTried(trying: Trying, rules: Rules, reads: readonly string[]): Tried {
  const { source, from, typed, state, registers } = trying;
  const { around } = useEditing();
  const definition = useSelected(({ document }) => document.definition);
  const { person, now } = useSession();
  const [began] = useState(() => instant(now()));
  const wanted = useMemo(
    () =>
      factsRead(reads).filter(
        (name) => Object.hasOwn(definition.facts ?? {}, name) && !Object.hasOwn(typed, `fact.${name}`),
      ),
    [reads, definition.facts, typed],
  );
  const kept = useKeptRegisters(
    source === "case" && from !== null
      ? wanted.flatMap((name) => definition.facts?.[name]?.of.split("register:")[1] ?? [])
      : none,
  );
  return useMemo(() => {
    const empty: Scope = {
      by: person,
      param: defaultParameters(around),
      now: began,
      at: (path) => state === path || state.startsWith(`${path}.`),
    };
    const base = source === "typed" || from === null ? empty : from;
    const known =
      source === "case"
        ? { rows: kept, source: "kept" as const }
        : { rows: registers, source: "example" as const };
    const { at } = base;
    const given = withValues(base, typed);
    const facts: Record<string, FactSource> = {};
    const found: JsonObject = {};
    for (const name of wanted) {
      const fact = definition.facts![name]!;
      const rows = rowsOfFact(fact, around, known);
      const value = rows === null ? undefined : factOf(fact, rows.rows, rules, given);
      if (rows === null || value === undefined) continue;
      facts[name] = rows.source;
      found[name] = value;
    }
    const scope: Scope = {
      ...given,
      ...(wanted.length === 0 ? {} : { fact: { ...found, ...(given.fact as JsonObject | undefined) } }),
      // Values are put into a plain copy of a scope; whether states are active is asked of the scope itself.
      ...(at === undefined ? {} : { at }),
    };
    return { scope, facts };
  }, [person, around, began, source, from, typed, state, registers, kept, wanted, definition, rules]);
}

const none: readonly string[] = [];

/** A schema with what its fields are chosen from, as far as that is known where something is tried. */
export function useOffering(schema: Schema, trying: Trying, rules: Rules, scope: Scope): Schema {
  const { around } = useEditing();
  const definition = useSelected(({ document }) => document.definition);
  const isCase = trying.source === "case" && trying.from !== null;
  const registers = useMemo(() => registersRead(schema, definition, rules), [schema, definition, rules]);
  const kept = useKeptRegisters(isCase ? registers : none);
  return useMemo(() => {
    if (declaredChoices(schema).size === 0) return schema;
    const known = isCase
      ? { rows: kept, source: "kept" as const }
      : { rows: trying.registers, source: "example" as const };
    return withOffered(schema, { definition, around, rules, scope, known });
  }, [schema, definition, around, rules, scope, kept, isCase, trying.registers]);
}

/** Registers as they are kept on the server, as far as one page of them holds all rows. */
function useKeptRegisters(names: readonly string[]): RegisterRows {
  const distinct = [...new Set(names)].toSorted();
  return useQueries({
    queries: distinct.map((name) => registerRowsQuery(name)),
    combine: (answers) =>
      Object.fromEntries(
        answers.flatMap(({ data }, place) =>
          data === undefined || data.next !== undefined
            ? []
            : [[distinct[place]!, data.items.map(({ row }) => row)]],
        ),
      ),
  });
}
