import type { Text } from "./types.ts";

/** So many names are listed at most. */
const mostNames = 12;

/**
 * What would have been right in place of a name: the declared name that is most like it, or else a list of those declared.
 *
 * @example nearest("quorat", ["quorate", "isMajor"]).en // "Did you mean “quorate”?"
 */
export function nearest(name: string, declared: Iterable<string>): Text {
  const names = [...new Set(declared)];
  if (names.length === 0) return { en: "None is declared.", "zh-CN": "尚未声明任何名称。" };
  const best = nearestName(name, names);
  if (best !== null) return { en: `Did you mean “${best}”?`, "zh-CN": `是否应为“${best}”？` };
  const listed = names.slice(0, mostNames);
  const more = names.length > mostNames;
  return {
    en: `Possible here: ${listed.join(", ")}${more ? ", …" : "."}`,
    "zh-CN": `可用的有：${listed.join("、")}${more ? "等" : ""}。`,
  };
}

/** The name that is most like another one; null where none is like it. */
export function nearestName(name: string, declared: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const one of declared) {
    const steps = distance(name.toLowerCase(), one.toLowerCase(), least);
    if (steps < least) [best, least] = [one, steps];
  }
  return best;
}

/** How many letters have to be put in, left out or changed; `limit` where it is that many or more. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || a.length > 200) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return row[b.length] ?? limit;
}
