import { canonical, type Instant, type Json, type JsonObject, type Pack, type Text } from "../model/index.ts";
import type { SchemaValidator } from "../ports/index.ts";

/** What a register makes of a row: its key there, or why it is not taken. */
export type Entering =
  | { ok: true; key: string }
  | { ok: false; code: "unknown-register" }
  | { ok: false; code: "invalid-row"; fault: Text };

/** Looks at a row that a case of this pack enters. */
export function entering(
  validator: SchemaValidator,
  { registers }: Pack,
  { register, row }: { register: string; row: JsonObject },
): Entering {
  const definition = Object.hasOwn(registers, register) ? registers[register] : undefined;
  if (definition === undefined) return { ok: false, code: "unknown-register" };
  const [fault] = validator.compile(definition.row)(row);
  if (fault !== undefined) return { ok: false, code: "invalid-row", fault: fault.message };
  return { ok: true, key: registerKey(row[definition.key] ?? null) };
}

/** The key of a register's row as the store keeps it. */
export function registerKey(key: Json): string {
  return typeof key === "string" ? key : canonical(key);
}

/** What rows say of who entered or struck them: an entry of a case, or a pack's first rows. */
export const byEntry = (id: string, seq: number): string => `case:${id}:${seq}`;
export const byPack = (digest: string): string => `pack:${digest}`;

/** The setting that says which pack has filled a register, and when: a pack that is deployed again says so anew of itself. */
export const filledSetting = (register: string): string => `filled:${register}`;
export const writeFilled = (digest: string, at: Instant): string => `${digest} ${at}`;
/** Stores of before this was written have no time. */
export function readFilled(value: string): { digest: string; at?: Instant } {
  const [digest = "", at] = value.split(" ");
  return at === undefined ? { digest } : { digest, at };
}
