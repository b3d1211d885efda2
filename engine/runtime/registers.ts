import type { JsonObject } from "../model/index.ts";
import type { Page, PageRequest, Reader, RegisterRow } from "../ports/index.ts";
import { isBook } from "./books.ts";
import type { Runtime } from "./runtime.ts";
import type { Engine } from "./types.ts";

/** Rows of a register that hold at an instant, by key; those that hold now where none is given. */
export function register(
  { store: { reader } }: Runtime,
  id: string,
  query: Parameters<Engine["register"]>[1] = {},
): Promise<Page<RegisterRow>> {
  return isBook(id) ? Promise.resolve({ items: [] }) : reader.register(id, query);
}

/** What of a register's rows is public: the fields that its definition names, and nothing where it names none. */
export async function publicRegister(
  runtime: Runtime,
  id: string,
  page: PageRequest = {},
): Promise<Page<JsonObject>> {
  const { reader } = runtime.store;
  const pack = (await livePacks(runtime, reader)).find(({ registers }) => Object.hasOwn(registers, id));
  const fields = pack?.registers[id]?.public ?? [];
  if (fields.length === 0) return { items: [] };
  const { items, next } = await reader.register(id, page);
  return { items: items.map(({ row }) => cut(row, fields)), ...(next === undefined ? {} : { next }) };
}

/** The registers that the live packs keep. */
export async function registers(runtime: Runtime): ReturnType<Engine["registers"]> {
  const packs = await livePacks(runtime, runtime.store.reader);
  return packs.flatMap(({ id: pack, timeZone, registers: kept }) =>
    Object.entries(kept).map(([register, { title, row }]) => ({ register, title, pack, timeZone, row })),
  );
}

/** Packs that a procedure is opened with, each once. */
export async function livePacks({ definitions }: Runtime, reader: Reader) {
  const digests = new Set((await reader.liveProcedures()).map(({ digest }) => digest));
  const packs = await Promise.all([...digests].map((digest) => definitions.pack(reader, digest)));
  return packs.filter((pack) => pack !== null);
}

/** The row without all that is not under one of these paths. */
function cut(row: JsonObject, fields: string[]): JsonObject {
  const result: JsonObject = {};
  for (const field of fields) copyPath(row, result, field.split("."));
  return result;
}

function copyPath(from: JsonObject, into: JsonObject, [key = "", ...rest]: string[]): void {
  const value = Object.hasOwn(from, key) ? from[key] : undefined;
  if (value === undefined) return;
  // A path that is named whole as well has everything already.
  if (into[key] === value) return;
  if (rest.length === 0) into[key] = value;
  else if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const inner = (Object.hasOwn(into, key) ? into[key] : {}) as JsonObject;
    into[key] = inner;
    copyPath(value, inner, rest);
  }
}
