import { fraction, type Fraction } from "../rules/index.ts";

/** Figures as fractions of whole numbers: means of a tenth and two tenths are not what floating point makes of them. */

export const zero: Fraction = { numerator: 0n, denominator: 1n };

/** The decimal that a number is written as. */
export function exactly(value: number): Fraction {
  return fraction(value) ?? zero;
}

export function plus(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator)
    return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  return reduced({
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  });
}

/** A fraction, or a whole number, divided by a whole number above 0. */
export function divided({ numerator, denominator }: Fraction, by: number): Fraction {
  return { numerator, denominator: denominator * BigInt(by) };
}

function reduced({ numerator, denominator }: Fraction): Fraction {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a <= 1n ? { numerator, denominator } : { numerator: numerator / a, denominator: denominator / a };
}

/** `7/3`, or `2` where it is whole. */
export function written(value: Fraction): string {
  const { numerator, denominator } = reduced(value);
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

const digits = 40;

/** The nearest number, to 40 decimal places. */
export function nearest(value: Fraction): number {
  const { numerator, denominator } = reduced(value);
  const isSafe = [numerator, denominator].every((part) => Number.isSafeInteger(Number(part)));
  if (isSafe) return Number(numerator) / Number(denominator);
  return Number(`${(numerator * 10n ** BigInt(digits)) / denominator}e-${digits}`);
}
