import type { Operators } from "../call.ts";
import { numeric, parsed } from "../values.ts";
import { pure, pureOfTwo } from "./pure.ts";

/**
 * The arithmetic of json-logic-js: `+` and `*` read their arguments with `parseFloat`, the others as JavaScript does, so that
 * null counts as 0 for `-` and as no number for `+`. Where that library throws (`*` without arguments) there is no result.
 */
export const arithmeticOperators: Operators = {
  "+": pure((values, budget) => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += parsed(values[i], budget);
    return sum;
  }),
  "*": pure((values, budget) => {
    // A single argument is given back as it is, a text too.
    if (values.length < 2) return values[0];
    let product = parsed(values[0], budget);
    for (let i = 1; i < values.length; i++) product = parsed(product, budget) * parsed(values[i], budget);
    return product;
  }),
  "-": pureOfTwo((a, b, budget) =>
    b === undefined ? -numeric(a, budget) : numeric(a, budget) - numeric(b, budget),
  ),
  "/": pureOfTwo((a, b, budget) => numeric(a, budget) / numeric(b, budget)),
  "%": pureOfTwo((a, b, budget) => numeric(a, budget) % numeric(b, budget)),
  min: pure((values, budget) => {
    let least = Number.POSITIVE_INFINITY;
    for (const value of values) least = Math.min(least, numeric(value, budget));
    return least;
  }),
  max: pure((values, budget) => {
    let most = Number.NEGATIVE_INFINITY;
    for (const value of values) most = Math.max(most, numeric(value, budget));
    return most;
  }),
};
