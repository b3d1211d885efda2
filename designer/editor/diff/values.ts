import { pointer } from "../../../engine/model/pointer.ts";
import type { Json, JsonObject, Text } from "../../../engine/model/types.ts";
import { phraseLogic } from "../../words/logic.ts";
import { isText } from "../../words/text.ts";
import type { Change, Compare, Comparison, Place, Show } from "./types.ts";
import { labelOf, listed, quoted, said, short, sound, tell } from "./words.ts";

export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether two values are written alike; the order of keys has meaning. */
export const same = (a: Json | undefined, b: Json | undefined): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** A part of a place, by its key or index on both sides. */
export const under = (place: Place, key: string | number, afterKey = key): Place => ({
  ...place,
  before: place.before + pointer(key),
  after: place.after + pointer(afterKey),
});

/** A value for people where nothing more is known of it. */
export const plainly: Show = (value, _, language) => {
  if (isText(value)) return quoted(value[language]);
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean") return value ? tell(language, "yes", "是") : tell(language, "no", "否");
  if (value === null) return tell(language, "nothing", "空");
  return short(JSON.stringify(value));
};

/** Logic as a sentence. */
export const asLogic: Show = (value, side, language) => {
  const { procedure } = side;
  const asWritten = () => plainly(value, side, language);
  try {
    return sound(short(phraseLogic(value, procedure, language)), asWritten);
  } catch {
    // What is no logic at all is shown as it is written.
    return asWritten();
  }
};

/**
 * A value that is one thing: it is there now, is there no more, or is another one. What follows from a renaming alone gets no
 * line of its own.
 */
export function value(label: Text, show: Show = plainly): Compare {
  return (comparison, before, after, place) => {
    if (same(before, after) || follows(comparison, before, after, place)) return [];
    const { about, called } = place;
    const words = said(called, (language) => {
      const of = label[language];
      const old = before === undefined ? "" : show(before, comparison.before, language);
      const now = after === undefined ? "" : show(after, comparison.after, language);
      if (before === undefined) return tell(language, `now there is ${of}: ${now}`, `新增${of}：${now}`);
      if (after === undefined)
        return tell(language, `${of} is gone (it was ${old})`, `取消${of}（原为${old}）`);
      if (old === now && isText(before) && isText(after)) {
        const other = language === "en" ? "zh-CN" : "en";
        const [was, is] = [quoted(before[other]), quoted(after[other])];
        return tell(
          language,
          `${of} in Chinese changes from ${was} to ${is}`,
          `${of}（英文）由${was}改为${is}`,
        );
      }
      if (old === now)
        return tell(language, `${of} is written in another way (${now})`, `${of}的写法有变（${now}）`);
      return tell(language, `${of} changes from ${old} to ${now}`, `${of}由${old}改为${now}`);
    });
    return [changeAt(place, before, after, { about, words })];
  };
}

/** A change with pointers where there is something, and of the kind that follows from that. */
export function changeAt(
  { before: beforeAt, after: afterAt }: Pick<Place, "before" | "after">,
  before: Json | undefined,
  after: Json | undefined,
  rest: Pick<Change, "about" | "words"> & Partial<Pick<Change, "kind" | "also">>,
): Change {
  return {
    kind: before === undefined ? "added" : after === undefined ? "removed" : "changed",
    ...(before === undefined ? {} : { before: beforeAt }),
    ...(after === undefined ? {} : { after: afterAt }),
    ...rest,
  };
}

/** Whether a value differs in nothing but names that are others now; then the renaming covers it. */
export function follows(
  { renamings }: Comparison,
  before: Json | undefined,
  after: Json | undefined,
  place: Place,
): boolean {
  if (renamings.length === 0 || before === undefined || after === undefined) return false;
  const used = new Set<(typeof renamings)[number]>();
  const rename = (text: string): string =>
    text
      .split(/([.#:|@?{} ]+)/)
      .map((token) => {
        const found = renamings.find(({ from }) => from === token);
        if (found !== undefined) used.add(found);
        return found?.to ?? token;
      })
      .join("");
  const deep = (one: Json): Json => {
    if (typeof one === "string") return rename(one);
    if (Array.isArray(one)) return one.map(deep);
    if (!isRecord(one)) return one;
    return Object.fromEntries(Object.entries(one).map(([key, member]) => [rename(key), deep(member)]));
  };
  if (!same(deep(before), after)) return false;
  const [first] = used;
  if (first === undefined) return false;
  first.change.also.push({ before: place.before, after: place.after });
  return true;
}

/** Members by their keys, each compared in its own way; what has none of its own is compared by `other`. */
export function members(known: Record<string, Compare>, other: (key: string) => Compare = unknown): Compare {
  return (comparison, before, after, place) => {
    if (same(before, after)) return [];
    if (!isRecord(before) || !isRecord(after))
      return value(lastLabel(place))(comparison, before, after, place);
    const changes = Object.keys({ ...after, ...before }).flatMap((key) => {
      const [a, b] = [own(before, key), own(after, key)];
      if (same(a, b)) return [];
      return (Object.hasOwn(known, key) ? known[key]! : other(key))(comparison, a, b, under(place, key));
    });
    return [...changes, ...orderOfKeys(before, after, place)];
  };
}

export const own = (record: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** What nobody has told anything of: down to its parts while both sides have them. */
export function unknown(key: string): Compare {
  return (comparison, before, after, place) => {
    if (isText(before) && isText(after)) return value(labelOf(key))(comparison, before, after, place);
    const inner = { ...place, called: inside(place.called, labelOf(key)) };
    if (isRecord(before) && isRecord(after)) return members({})(comparison, before, after, inner);
    if (Array.isArray(before) && Array.isArray(after))
      return list(labelOf(key))(comparison, before, after, place);
    return value(labelOf(key))(comparison, before, after, place);
  };
}

/** A part of what is spoken of. */
export const inside = (called: Text, label: Text): Text => ({
  en: `${called.en}, ${label.en}`,
  "zh-CN": `${called["zh-CN"]}的${label["zh-CN"]}`,
});

const lastLabel = ({ after }: Place): Text => labelOf(after.slice(after.lastIndexOf("/") + 1));

/** Order has meaning in a definition: what stands in another order than before is told. */
export function orderOfKeys(
  before: JsonObject,
  after: JsonObject,
  place: Place,
  what: Text = { en: "the order of its parts", "zh-CN": "各部分的顺序" },
  named: (key: string, side: "before" | "after") => string = (key) => key,
  renamed: (key: string) => string = (key) => key,
): Change[] {
  const old = Object.keys(before).map((key) => [key, renamed(key)] as const);
  const kept = old.filter(([, key]) => Object.hasOwn(after, key));
  const now = Object.keys(after).filter((key) => kept.some(([, one]) => one === key));
  if (kept.every(([, key], index) => key === now[index])) return [];
  const { about, called } = place;
  const words = said(called, (language) => {
    const first = listed(
      kept.map(([key]) => named(key, "before")),
      language,
    );
    const then = listed(
      now.map((key) => named(key, "after")),
      language,
    );
    return tell(
      language,
      `${what.en} changes from ${first} to ${then}`,
      `${what["zh-CN"]}由${first}改为${then}`,
    );
  });
  return [{ kind: "moved", before: place.before, after: place.after, about, words }];
}

/** A list of names, or one name: who or what joins and who or what leaves. */
export function names(label: Text, show: Show = plainly): Compare {
  return (comparison, before, after, place) => {
    if (same(before, after) || follows(comparison, before, after, place)) return [];
    if (before === undefined || after === undefined || !isList(before) || !isList(after))
      return value(label, (one, side, language) =>
        isList(one)
          ? one.map((item) => show(item, side, language)).join(tell(language, ", ", "、")) ||
            tell(language, "nobody and nothing", "无")
          : show(one, side, language),
      )(comparison, before, after, place);
    const joined = after.filter((one) => !before.some((other) => same(one, other)));
    const left = before.filter((one) => !after.some((other) => same(one, other)));
    const words = said(place.called, (language) => {
      const shown = (items: Json[], side: "before" | "after") =>
        items.map((one) => show(one, comparison[side], language)).join(tell(language, ", ", "、"));
      if (joined.length === 0 && left.length === 0)
        return tell(
          language,
          `${label.en}: now in the order ${shown(after, "after")}`,
          `${label["zh-CN"]}：顺序改为${shown(after, "after")}`,
        );
      const parts = [
        ...(joined.length > 0
          ? [tell(language, `also ${shown(joined, "after")}`, `新增${shown(joined, "after")}`)]
          : []),
        ...(left.length > 0
          ? [tell(language, `no longer ${shown(left, "before")}`, `不再包括${shown(left, "before")}`)]
          : []),
      ];
      return `${label[language]}${tell(language, " – ", "：")}${parts.join(tell(language, "; ", "；"))}`;
    });
    return [changeAt(place, before, after, { about: place.about, words })];
  };
}
const isList = (value: Json): value is Json[] => Array.isArray(value);

/** Pairs of entries of two lists by place: equal ones in their order, and between them one for one. */
export function paired(
  before: readonly Json[],
  after: readonly Json[],
): { before?: number; after?: number }[] {
  const a = before.map((one) => JSON.stringify(one));
  const b = after.map((one) => JSON.stringify(one));
  const pairs: { before?: number; after?: number }[] = [];
  let [i, j] = [0, 0];
  const between = (toI: number, toJ: number): void => {
    while (i < toI && j < toJ) pairs.push({ before: i++, after: j++ });
    while (i < toI) pairs.push({ before: i++ });
    while (j < toJ) pairs.push({ after: j++ });
  };
  for (const [x, y] of commonOrder(a, b)) {
    between(x, y);
    pairs.push({ before: i++, after: j++ });
  }
  between(a.length, b.length);
  return pairs;
}

/** The longest row of equal texts that two lists have in the same order, as pairs of places. */
export function commonOrder(a: readonly string[], b: readonly string[]): [number, number][] {
  let first = 0;
  while (first < a.length && first < b.length && a[first] === b[first]) first++;
  let last = 0;
  while (last < a.length - first && last < b.length - first && a.at(-1 - last) === b.at(-1 - last)) last++;
  const [rows, columns] = [a.length - first - last, b.length - first - last];
  const middle: [number, number][] = [];
  // A table of all pairs is what this costs: where it would be too large, what is between counts as changed one for one.
  if (rows * columns > 0 && rows * columns <= 4_000_000) {
    const width = columns + 1;
    const lengths = new Uint32Array((rows + 1) * width);
    for (let i = rows - 1; i >= 0; i--)
      for (let j = columns - 1; j >= 0; j--)
        lengths[i * width + j] =
          a[first + i] === b[first + j]
            ? lengths[(i + 1) * width + j + 1]! + 1
            : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    for (let i = 0, j = 0; i < rows && j < columns;) {
      if (a[first + i] === b[first + j]) middle.push([first + i++, first + j++]);
      else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++;
      else j++;
    }
  }
  return [
    ...Array.from({ length: first }, (_, n): [number, number] => [n, n]),
    ...middle,
    ...Array.from({ length: last }, (_, n): [number, number] => [a.length - last + n, b.length - last + n]),
  ];
}

/** A list of things that have no names: which entry was added, removed or changed. */
export function list(
  label: Text,
  show: Show = plainly,
  inner?: Compare,
  nth: Text = { en: "entry", "zh-CN": "条目" },
): Compare {
  return (comparison, before, after, place) => {
    if (same(before, after) || follows(comparison, before, after, place)) return [];
    if (!Array.isArray(before) || !Array.isArray(after))
      return value(label, show)(comparison, before, after, place);
    return paired(before, after).flatMap((pair) => {
      const a = pair.before === undefined ? undefined : before[pair.before];
      const b = pair.after === undefined ? undefined : after[pair.after];
      const number = (pair.after ?? pair.before ?? 0) + 1;
      const at: Place = {
        ...under(place, pair.before ?? 0, pair.after ?? 0),
        called: {
          en: `${place.called.en}, ${label.en}`,
          "zh-CN": `${place.called["zh-CN"]}的${label["zh-CN"]}`,
        },
      };
      const entry: Text = { en: `${nth.en} ${number}`, "zh-CN": `第${number}${nth["zh-CN"]}` };
      if (inner !== undefined && a !== undefined && b !== undefined)
        return inner(comparison, a, b, {
          ...at,
          called: {
            en: `${place.called.en}, ${entry.en}`,
            "zh-CN": `${place.called["zh-CN"]}${entry["zh-CN"]}`,
          },
        });
      return value(entry, show)(comparison, a, b, at);
    });
  };
}

/** The same of a list that may be written as its only entry. */
export function listOfOne(label: Text, show: Show, nth: Text): Compare {
  return (comparison, before, after, place) => {
    if (Array.isArray(before) && Array.isArray(after))
      return list(label, show, undefined, nth)(comparison, before, after, place);
    const shown: Show = (one, side, language) =>
      (Array.isArray(one) ? one : [one])
        .map((item) => show(item, side, language))
        .join(tell(language, "; ", "；")) || tell(language, "nothing", "无");
    return value(label, shown)(comparison, before, after, place);
  };
}
