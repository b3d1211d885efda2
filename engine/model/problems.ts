import { problemWords } from "./problem-words.ts";
import type { Problem, Severity } from "./types.ts";
import { fill, type Placeholders, type WordValue } from "./words.ts";

export type ProblemCode = keyof typeof problemWords;

/**
 * Makes a problem. `path` is a JSON pointer into the file; values fill the words of the code.
 *
 * @example problem("unknown-rule", "/machine/on/GO/guard", { name: "quorat", hint: didYouMean("quorat", names) })
 */
export function problem<Code extends ProblemCode>(
  code: Code,
  path: string,
  values: Readonly<Record<Placeholders<(typeof problemWords)[Code]["en"]>, WordValue>>,
  file?: string,
): Problem {
  return problemOf(code, path, values, file);
}

/** The same where the code comes from a table, so that its placeholders are not known to the compiler. */
export function problemOf(
  code: ProblemCode,
  path: string,
  values: Readonly<Record<string, WordValue>>,
  file?: string,
): Problem {
  const { severity, ...words } = problemWords[code] as { severity: Severity; en: string; "zh-CN": string };
  return { code, severity, path, ...(file === undefined ? {} : { file }), message: fill(words, values) };
}
