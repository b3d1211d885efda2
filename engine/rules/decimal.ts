/**
 * Decimals as they are written. A number of JSON stands for the shortest decimal that gives it: 0.1 is one tenth, not the
 * binary fraction nearest to it. Sums of money and shares of votes are reckoned with these, so that 0.1 + 0.2 is 0.3.
 */
export interface Decimal {
  /** The value is `digits` divided by 10 to the power of `scale`. */
  readonly digits: bigint;
  readonly scale: number;
}

/** The decimal of a finite number. */
export function decimal(value: number): Decimal {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

/** The number nearest to a decimal. */
export function toNumber({ digits, scale }: Decimal): number {
  return Number(`${digits}e-${scale}`);
}

function atScale({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: atScale(a, scale) + atScale(b, scale), scale };
}

/** A sum that is kept as a number for as long as that is exact. */
export class Sum {
  #whole = 0;
  #exact: Decimal | null = null;

  add(value: number): void {
    const whole = this.#whole + value;
    if (this.#exact === null && Number.isSafeInteger(value) && Number.isSafeInteger(whole))
      this.#whole = whole;
    else this.#exact = plus(this.#exact ?? decimal(this.#whole), decimal(value));
  }

  /** The number nearest to the exact sum. */
  value(): number {
    return this.#exact === null ? this.#whole : toNumber(this.#exact);
  }
}

/** A fraction of whole numbers; the denominator is positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const writtenFraction = /^(-?\d{1,20})(?:\/(\d{1,20})|\.(\d{1,20}))?$/;

/** Reads `2/3`, `1`, `0.75` or a number; null for anything else, and for a denominator of 0. */
export function fraction(written: unknown): Fraction | null {
  if (typeof written === "number") return Number.isFinite(written) ? fractionOf(decimal(written)) : null;
  const parts = typeof written === "string" ? writtenFraction.exec(written) : null;
  if (!parts) return null;
  const [, whole = "", below = "1", decimals = ""] = parts;
  const denominator = BigInt(below) * 10n ** BigInt(decimals.length);
  return denominator === 0n ? null : { numerator: BigInt(whole + decimals), denominator };
}

function fractionOf({ digits, scale }: Decimal): Fraction {
  return { numerator: digits, denominator: 10n ** BigInt(scale) };
}
