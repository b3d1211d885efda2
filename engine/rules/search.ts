import type { Budget } from "./budget.ts";
import { spend, textCost } from "./budget.ts";

/** Up to here the built-in search, which may take time proportional to this product, is the faster one. */
const smallSearch = 1 << 20;

/** Whether a text holds another one, in time linear in their lengths: the built-in search takes seconds for hostile texts. */
export function holdsText(text: string, part: string, budget: Budget): boolean {
  spend(budget, textCost(text.length) + textCost(part.length));
  if (part.length > text.length) return false;
  return text.length * part.length <= smallSearch ? text.includes(part) : search(text, part);
}

/** Knuth, Morris and Pratt: a text is never looked at twice. */
function search(text: string, part: string): boolean {
  const borders = bordersOf(part);
  let matched = 0;
  for (let i = 0; i < text.length; i++) {
    matched = extend(part, borders, matched, text.charCodeAt(i));
    if (matched === part.length) return true;
  }
  return false;
}

/** For each beginning of a text, the length of the longest shorter beginning with which it ends. */
function bordersOf(part: string): Int32Array {
  const borders = new Int32Array(part.length);
  for (let i = 1; i < part.length; i++)
    borders[i] = extend(part, borders, borders[i - 1] ?? 0, part.charCodeAt(i));
  return borders;
}

function extend(part: string, borders: Int32Array, matched: number, code: number): number {
  let length = matched;
  while (length > 0 && part.charCodeAt(length) !== code) length = borders[length - 1] ?? 0;
  return part.charCodeAt(length) === code ? length + 1 : length;
}
