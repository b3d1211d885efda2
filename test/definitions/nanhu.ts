import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Json, JsonObject, Pack, Procedure } from "../../engine/model/index.ts";
import { readPack } from "../../engine/store/index.ts";

const folder = resolve("definitions/nanhu");

/** The pack of Nanhu, read from its folder with all that was found wrong. */
export const read = await readPack(folder);

export function pack(): Pack {
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.pack;
}

export const procedures: Procedure[] = read.ok ? Object.values(read.pack.procedures) : [];

/** A file of the pack as it is written. */
export const written = (file: string): JsonObject =>
  JSON.parse(readFileSync(join(folder, file), "utf8")) as JsonObject;

/** Every value inside a value, with its place. */
export function* within(value: Json, at = ""): Generator<{ value: Json; at: string }> {
  yield { value, at };
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* within(inner, `${at}/${key}`);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
