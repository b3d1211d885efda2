import { sha256 as hash } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Json } from "./types.ts";

/** What `canonical` accepts: JSON, where members that are `undefined` do not count. */
export type JsonLike = Json | undefined | readonly JsonLike[] | { readonly [key: string]: JsonLike };

/**
 * The canonical text of a JSON value after RFC 8785: keys sorted by UTF-16 code units, numbers as ECMAScript writes them,
 * no white space. Equal values have equal texts. Throws for what is no JSON (NaN, Infinity, lone surrogates).
 *
 * @example canonical({ b: 1.0, a: [true, "é"] }) // '{"a":[true,"é"],"b":1}'
 */
export function canonical(value: JsonLike | object): string {
  if (typeof value === "string") return textOf(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${value} is no JSON number`);
    return JSON.stringify(value);
  }
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value !== "object") throw new TypeError(`A ${typeof value} is no JSON`);
  let inside = "";
  if (Array.isArray(value)) {
    for (let n = 0; n < value.length; n++)
      inside += (n === 0 ? "" : ",") + canonical((value as JsonLike[])[n] ?? null);
    return `[${inside}]`;
  }
  const record = value as { readonly [key: string]: JsonLike };
  for (const key of sortedKeys(record)) {
    const member = record[key];
    if (member !== undefined) inside += `${inside === "" ? "" : ","}${textOf(key)}:${canonical(member)}`;
  }
  return `{${inside}}`;
}

/** Objects have few members, and those are sooner put in order one by one than by the general method. */
function sortedKeys(record: object): string[] {
  const keys = Object.keys(record);
  if (keys.length > 24) return keys.sort();
  for (let n = 1; n < keys.length; n++) {
    const key = keys[n] as string;
    let at = n;
    for (; at > 0 && (keys[at - 1] as string) > key; at--) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}

/** Most texts need no escape, and looking is faster than escaping: every entry of a journal comes through here. */
const unescaped = /^[ !#-[\]-~]*$/;

function textOf(text: string): string {
  if (unescaped.test(text)) return `"${text}"`;
  if (/\p{Surrogate}/u.test(text)) throw new TypeError("A text with a lone surrogate has no canonical form");
  return JSON.stringify(text);
}

const encoder = new TextEncoder();
/** Where texts are encoded that are no longer than a third of it, which is nearly all: making room for each costs more than hashing it. */
const room = new Uint8Array(32_768);

/** SHA-256 of a text in UTF-8, lower-case hex. */
export function sha256(text: string): string {
  const bytes =
    text.length * 3 > room.length
      ? encoder.encode(text)
      : room.subarray(0, encoder.encodeInto(text, room).written);
  return bytesToHex(hash(bytes));
}

/**
 * JSON text without its insignificant white space; the order of keys and the way numbers and texts are written stay (A17).
 * Takes text that is known to be JSON.
 */
export function compact(text: string): string {
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|[ \t\r\n]+/g, (part) => (part.startsWith('"') ? part : ""));
}

/**
 * The digest of a pack (A17): over the files that decide what its procedures do, each with its path, in the order of the
 * paths, without insignificant white space. Scenarios, layouts and the directory do not count.
 */
export function packDigest(files: Record<string, string>): string {
  const counted = Object.keys(files)
    .filter((path) => path === "pack.json" || /^(?:procedures|registers|calendars)\//.test(path))
    .sort();
  return sha256(JSON.stringify(counted.map((path) => [path, compact(files[path] ?? "")])));
}
