import type { Share } from "../types.ts";

const written = /^\s*(>=|>|=)\s*(\d{1,9})\s*(?:\/\s*(\d{1,9}))?\s*$/;

/**
 * Reads a share such as `">=2/3"`, `">1/2"` or `"=1"`: an operator and a fraction or whole number.
 * Null for anything else, a denominator of 0 included.
 */
export function parseShare(text: string): Share | null {
  const match = written.exec(text);
  if (match === null) return null;
  const whole = match[3] === undefined ? 1 : Number(match[3]);
  return whole === 0 ? null : { op: match[1] as Share["op"], part: Number(match[2]), whole };
}
