/** Texts longer than this match no pattern of a schema: what matching costs may grow with the square of the length. */
const longestMatched = 10_000;

export function isRegularExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/**
 * Whether a regular expression may take very long on some text. It runs over what people send, in a matcher that tries every
 * way; so nothing that repeats may stand inside something that repeats, at most two repetitions may be without an end, and
 * there is no looking around or back. Errs on the side of yes.
 */
export function isSlow(pattern: string): boolean {
  if (/\\(?:[1-9]|k<)|\(\?<?[=!]/.test(pattern)) return true;
  const plain = pattern.replace(/\\(?:[pPu]\{[^}]*\}|.)/gs, "x").replace(/\[[^\]]*\]/g, "x");
  if ((plain.match(/[*+]|\{\d+,\}/g)?.length ?? 0) > 2) return true;
  /** For each open group, whether something repeats or branches inside. */
  const groups: boolean[] = [];
  const note = () => {
    if (groups.length > 0) groups[groups.length - 1] = true;
  };
  for (let index = 0; index < plain.length; index++) {
    const rest = plain.slice(index + 1);
    if (plain[index] === "(") groups.push(false);
    else if (plain[index] !== ")") {
      if (/^(?:[*+|]|\{\d)/.test(plain.slice(index))) note();
    } else if (groups.pop() === true) {
      if (/^(?:[*+]|\{\d)/.test(rest)) return true;
      note();
    }
  }
  return false;
}

/** A pattern of a schema as something to test with; long texts do not match. */
export function matcher(pattern: string, flags: string): { test(text: string): boolean; toString(): string } {
  const expression = new RegExp(pattern, flags);
  return {
    test: (text) => text.length <= longestMatched && expression.test(text),
    toString: () => expression.toString(),
  };
}
