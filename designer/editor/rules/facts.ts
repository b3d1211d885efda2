import { giverOf } from "../../../engine/model/giving.ts";
import { isObject } from "../../../engine/model/is-object.ts";
import type { FactDefinition, Json, JsonObject } from "../../../engine/model/types.ts";
import { RuleFault, type Rules, type Scope } from "../../../engine/rules/index.ts";
import type { PackAround } from "../context.tsx";

/** Where a fact was looked up: in the directory of the pack, in a register as the pack begins it, as the example has it, or as it is kept now. */
export type FactSource = "people" | "begun" | "example" | "kept";

/** Rows of registers by register, where they are known otherwise than from the pack. */
export type RegisterRows = Readonly<Record<string, readonly JsonObject[]>>;

/** So many rows are given at most, as where cases are run. */
const mostGiven = 1000;

/** The rows that a fact is looked up in here; null where only a server knows them. */
export function rowsOfFact(
  { of }: FactDefinition,
  { files, directory }: Pick<PackAround, "files" | "directory">,
  known: { rows: RegisterRows; source: FactSource },
): { rows: readonly JsonObject[]; source: FactSource } | null {
  const [kind, name = ""] = of.split(":");
  if (kind === "role")
    return {
      rows: Object.entries(directory).flatMap(([id, person]) =>
        person.roles.includes(name) ? [{ ...(person as unknown as JsonObject), id }] : [],
      ),
      source: "people",
    };
  if (kind !== "register") return null;
  if (Object.hasOwn(known.rows, name)) return { rows: known.rows[name]!, source: known.source };
  const rows = parsed(files[`registers/${name}.json`] ?? "[]");
  return { rows: Array.isArray(rows) ? rows.filter(isObject) : [], source: "begun" };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** What a fact gives for these rows, as the engine would find it; undefined where its condition cannot be evaluated. */
export function factOf(
  fact: FactDefinition,
  rows: readonly JsonObject[],
  rules: Rules,
  scope: Scope,
): Json | undefined {
  try {
    const where = fact.where === undefined ? null : rules.compile(fact.where);
    const give = giverOf(fact, mostGiven, () => {
      throw new TooMany();
    });
    for (const [index, row] of rows.entries())
      if ((where === null || where.holds({ ...scope, row, index })) && !give.take(row)) break;
    return give.result();
  } catch (fault) {
    if (fault instanceof RuleFault || fault instanceof TooMany) return undefined;
    throw fault;
  }
}

class TooMany extends Error {}

/** What is read, with what the conditions of the facts among it read besides their rows. */
export function withFactReads(
  reads: readonly string[],
  facts: Readonly<Record<string, FactDefinition>>,
  rules: Rules,
): readonly string[] {
  const asked = factsRead(reads).flatMap((name) => {
    const where = Object.hasOwn(facts, name) ? facts[name]?.where : undefined;
    return where === undefined ? [] : readsOf(where, rules);
  });
  const beside = asked.filter((path) => path !== "" && !/^(?:row|index)(?:\.|$)/.test(path));
  return [...new Set([...reads, ...beside])];
}

/** What logic or a template reads; nothing, where it cannot be evaluated as it is written. */
export function readsOf(value: Json, rules: Rules): readonly string[] {
  try {
    return rules.template(value).reads.filter((path) => path !== "");
  } catch (fault) {
    if (fault instanceof RuleFault) return [];
    throw fault;
  }
}

/** The names of the facts that are read. */
export function factsRead(reads: readonly string[]): string[] {
  return [...new Set(reads.flatMap((path) => (path.startsWith("fact.") ? [path.split(".")[1] ?? ""] : [])))];
}
