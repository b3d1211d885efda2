import { BadValue } from "../../ports/index.ts";
import { isStorable, storableText } from "../plain.ts";

/** What a column takes: text, a whole number, or nothing. Everything else is JSON in a text column. */
export type Parameter = string | number | null;
export type Encoded = string | bigint | null;

/** How many parameters a statement has: the highest of its `?1`, `?2` … Every one of ours is numbered. */
export function countParameters(sql: string): number {
  return Math.max(0, ...Array.from(sql.matchAll(/\?(\d+)/g), (match) => Number(match[1])));
}

/**
 * Parameters as the driver binds them rightly. It takes numbers for floating point, cuts text at U+0000, accepts missing parameters,
 * and aborts the process on a boolean, a Date, a Buffer or an object: none of these gets past here.
 * Throws {@link BadValue}, and RangeError where the statement has more or fewer parameters.
 */
export function encode(sql: string, count: number, values: readonly Parameter[]): Encoded[] {
  if (values.length !== count)
    throw new RangeError(`${count} parameters, not ${values.length}, belong to: ${sql}`);
  const encoded: Encoded[] = [];
  for (let at = 0; at < count; at++) encoded.push(encodeOne(values[at], at));
  return encoded;
}

function encodeOne(value: unknown, at: number): Encoded {
  if (value === null) return null;
  if (typeof value === "string") return isStorable(value) ? value : storableText(value, `/${at}`);
  if (typeof value === "number") {
    if (Number.isSafeInteger(value)) return BigInt(value);
    throw new BadValue(`/${at}`, `is ${value}, no whole number up to 2^53 - 1`);
  }
  throw new BadValue(`/${at}`, `is ${typeof value}, which no column takes`);
}
