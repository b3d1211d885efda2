import type { Json } from "../../model/types.ts";
import { formats } from "../../model/formats.ts";
import type { Budget } from "../budget.ts";
import { spend, textCost } from "../budget.ts";
import type { Call, Operators } from "../call.ts";
import { allArguments, argument, argumentPath, writtenName } from "../call.ts";
import { RuleFault } from "../fault.ts";
import type { Node } from "../node.ts";
import { node, nodeAt } from "../node.ts";
import { holdsText } from "../search.ts";
import { joined, primitive, text } from "../values.ts";
import { folded, pure } from "./pure.ts";

function isIn(needle: unknown, haystack: unknown, budget: Budget): boolean {
  if (typeof haystack === "string")
    return haystack !== "" && holdsText(haystack, text(needle, budget), budget);
  if (!Array.isArray(haystack)) return false;
  const cost = typeof needle === "string" ? needle.length >> 8 : 0;
  spend(budget, (haystack.length >> 3) + haystack.length * cost);
  // Faster than indexOf for the short lists that rules mostly meet, and the same: NaN is never found.
  for (let i = 0; i < haystack.length; i++) if (haystack[i] === needle) return true;
  return false;
}

/** `in`: an item of a list, or a part of a text. */
function membership(call: Call): Node {
  const args = allArguments(call);
  const [needle, haystack] = [nodeAt(args, 0).run, nodeAt(args, 1).run];
  const known = knownItems(call.raw[1]);
  if (known)
    return folded(call.op, args, (d, scope, budget) => known.has(needle(d, scope, budget)), {
      boolean: true,
    });
  return folded(
    call.op,
    args,
    (d, scope, budget) => isIn(needle(d, scope, budget), haystack(d, scope, budget), budget),
    { boolean: true },
  );
}

/** The items of a list that is written out, where none of them has to be evaluated. */
function knownItems(raw: Json | undefined): ReadonlySet<unknown> | null {
  if (!Array.isArray(raw)) return null;
  return raw.every((item) => typeof item !== "object" || item === null) ? new Set(raw) : null;
}

function substring([source, start, length]: unknown[], budget: Budget): string {
  const whole = text(source, budget);
  spend(budget, textCost(whole.length));
  const from = primitive(start, budget) as number;
  const count = primitive(length, budget) as number;
  if (!(count < 0)) return whole.substr(from, count);
  // A negative length leaves out so many characters at the end.
  const rest = whole.substr(from);
  return rest.substr(0, rest.length + count);
}

/** Characters of a text as people count them, Chinese ones beyond the basic plane included; items of a list; else 0. */
function sizeOf([value]: unknown[], budget: Budget): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== "string") return 0;
  spend(budget, textCost(value.length));
  let pairs = 0;
  for (let i = 1; i < value.length; i++) {
    if (isLow(value.charCodeAt(i)) && isHigh(value.charCodeAt(i - 1))) pairs++;
  }
  return value.length - pairs;
}

const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff;

/** `matches`: whether a value is a text of a named format. */
function matches(call: Call): Node {
  const value = argument(call, 0);
  const name = writtenName(call, 1);
  if (!Object.hasOwn(formats, name)) throw new RuleFault("unknown-format", argumentPath(call, 1), name);
  const hasFormat = formats[name as keyof typeof formats];
  return node(
    call.op,
    [value],
    (d, scope, budget) => {
      const found = value.run(d, scope, budget);
      if (typeof found !== "string") return false;
      spend(budget, textCost(found.length));
      return hasFormat(found);
    },
    { name, boolean: true },
  );
}

export const textOperators: Operators = {
  in: membership,
  cat: pure((values, budget) => joined(values, "", budget), { json: true }),
  substr: pure(substring, { json: true }),
  size: pure(sizeOf, { json: true }),
  matches,
};
