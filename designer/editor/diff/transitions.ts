import { pointer } from "../../../engine/model/pointer.ts";
import type { GuardConfig, Json, JsonObject, Language } from "../../../engine/model/types.ts";
import type { ChartTransition } from "../../../engine/model/chart-types.ts";
import { guardInWords } from "../../chart/labels.ts";
import type { Selected } from "../document/types.ts";
import { eventName, roleName, stateName } from "./side.ts";
import { likeness, marksOf } from "./similar.ts";
import type { Change, Compare, Comparison, Place, Show, Side } from "./types.ts";
import {
  changeAt,
  commonOrder,
  isRecord,
  list,
  members,
  names,
  orderOfKeys,
  own,
  plainly,
  same,
  value,
} from "./values.ts";
import { both, labelOf, quoted, said, sound, tell, titled } from "./words.ts";

/** What sets transitions off, at a place of a state: the words before “to …”. */
export type Trigger = (side: Side, language: Language) => string;

export const triggers = {
  on:
    (event: string): Trigger =>
    (side, language) =>
      eventName(side, event, language),
  after:
    (delay: string): Trigger =>
    ({ procedure }, language) => {
      const title = quoted(titled(procedure.delays?.[delay]?.title, language, delay));
      return tell(language, `lapse of ${title}`, `期限${title}届满`);
    },
  always: (_: Side, language: Language) => tell(language, "at once", "自动"),
  done: (_: Side, language: Language) => tell(language, "when it is finished", "完成后"),
  invoked:
    (what: string, failed: boolean): Trigger =>
    (_, language) =>
      failed
        ? tell(language, `failure of ${quoted(what)}`, `${quoted(what)}失败`)
        : tell(language, `outcome of ${quoted(what)}`, `${quoted(what)}有结果`),
};

/** Transitions of one trigger: those that lead elsewhere, ask for something else, are new or gone, or stand in another order. */
export function transitions(trigger: Trigger): Compare {
  return (comparison, before, after, place) => {
    if (same(before, after)) return [];
    const [old, now] = [listOf(before), listOf(after)];
    const at = (side: "before" | "after", value: Json | undefined, index: number) =>
      place[side] + (Array.isArray(value) ? pointer(index) : "");
    const pairs = pairedTransitions(old, now);
    const changes = pairs.flatMap(({ before: i, after: j }): Change[] => {
      const one: Place = {
        ...place,
        before: at("before", before, i ?? 0),
        after: at("after", after, j ?? 0),
      };
      const [a, b] = [i === undefined ? undefined : old[i], j === undefined ? undefined : now[j]];
      return compareOne(comparison, trigger, a, b, one);
    });
    const kept = pairs.filter((pair) => pair.before !== undefined && pair.after !== undefined);
    const reordered = kept.some((pair, n) => n > 0 && pair.before! < kept[n - 1]!.before!);
    const told = [...changes, ...(reordered ? [inOtherOrder(comparison, trigger, place)] : [])];
    // A transition may stand alone or in a list of one: the same, written in another way.
    const isRewritten =
      Array.isArray(before) !== Array.isArray(after) && before !== undefined && after !== undefined;
    return isRewritten || (told.length === 0 && !covered(comparison, place))
      ? [...told, rewritten(place)]
      : told;
  };
}

const covered = ({ renamings, states }: Comparison, { before }: Place): boolean =>
  [...renamings.map(({ change }) => change), ...states.moves.values()].some(({ also }) =>
    also.some((one) => one.before?.startsWith(before) === true),
  );

const listOf = (value: Json | undefined): Json[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** Equal ones first, in whatever order; then, of what is left, the likest; then one for one. */
function pairedTransitions(old: Json[], now: Json[]): { before?: number; after?: number }[] {
  const toNow = new Map<number, number>();
  const texts = [old, now].map((list) => list.map((one) => JSON.stringify(one))) as [string[], string[]];
  for (const [i, j] of commonOrder(...texts)) toNow.set(i, j);
  const free = () => now.map((_, j) => j).filter((j) => ![...toNow.values()].includes(j));
  for (const [i, text] of texts[0].entries()) {
    const j = toNow.has(i) ? undefined : free().find((one) => texts[1][one] === text);
    if (j !== undefined) toNow.set(i, j);
  }
  for (const [i, one] of old.entries()) {
    if (toNow.has(i)) continue;
    const marks = marksOf(one);
    const [best] = free()
      .map((j) => ({ j, weight: likeness(marks, marksOf(now[j]!)) }))
      .toSorted((a, b) => b.weight - a.weight || a.j - b.j);
    if (best !== undefined && (best.weight > 0 || free().length >= old.length - i)) toNow.set(i, best.j);
  }
  const toOld = new Map([...toNow].map(([i, j]) => [j, i]));
  return [
    ...now.map((_, j) => ({ after: j, ...(toOld.has(j) ? { before: toOld.get(j)! } : {}) })),
    ...old.flatMap((_, i) => (toNow.has(i) ? [] : [{ before: i }])),
  ];
}

function compareOne(
  comparison: Comparison,
  trigger: Trigger,
  a: Json | undefined,
  b: Json | undefined,
  place: Place,
): Change[] {
  if (same(a, b)) return [];
  const [old, now] = [
    transitionAt(comparison.before, place.before),
    transitionAt(comparison.after, place.after),
  ];
  const about = (side: Side, at: string): Selected => {
    const id = side.transitions.get(at);
    return id === undefined ? place.about : { kind: "transition", id };
  };
  if (a === undefined || b === undefined) {
    const [side, one, at] =
      b === undefined
        ? ([comparison.before, old, place.before] as const)
        : ([comparison.after, now, place.after] as const);
    const words = said(place.called, (language) => {
      const what = inWords(side, one, trigger, language);
      return b === undefined
        ? tell(language, `no longer ${what}`, `取消${what}`)
        : tell(language, `new: ${what}`, `新增${what}`);
    });
    return [
      {
        kind: b === undefined ? "removed" : "added",
        ...(b === undefined ? { before: at } : { after: at }),
        about: about(side, at),
        words,
      },
    ];
  }
  const called = both(
    (language) =>
      `${place.called[language]}${tell(language, ", ", "，")}${trigger(comparison.after, language)}`,
  );
  const at: Place = { ...place, about: about(comparison.after, place.after), called };
  if (typeof a !== "string" && typeof b !== "string")
    return parts(comparison, old, now)(comparison, a, b, at);
  // `"x"` is short for `{ "target": "x" }`: what is the same in both is not told twice.
  const [x, y] = [a, b].map((one) => (isRecord(one) ? one : { target: one })) as [JsonObject, JsonObject];
  const short: Place = {
    ...at,
    before: isRecord(a) ? `${at.before}/target` : at.before,
    after: isRecord(b) ? `${at.after}/target` : at.after,
  };
  const way = same(x["target"], y["target"])
    ? []
    : retargeted(comparison, old, now, x["target"], y["target"], short);
  const { target: _x, ...restOfX } = x;
  const { target: _y, ...restOfY } = y;
  const rest = parts(comparison, old, now)(comparison, restOfX, restOfY, at);
  return typeof a === typeof b ? [...way, ...rest] : [...way, ...rest, rewritten(at)];
}

const parts = (
  comparison: Comparison,
  old: ChartTransition | undefined,
  now: ChartTransition | undefined,
): Compare =>
  members({
    target: (_, a, b, place) => retargeted(comparison, old, now, a, b, place),
    guard: value(labelOf("guard"), asGuard),
    actions: list(labelOf("actions"), asAction, undefined, { en: "action", "zh-CN": "项操作" }),
    meta: members({
      title: value(labelOf("title")),
      by: names(labelOf("by"), asRole),
      apartFrom: names(labelOf("apartFrom"), asEvent),
    }),
  });

/** Where it leads is compared by the states that are meant, not by how they are written. */
function retargeted(
  comparison: Comparison,
  old: ChartTransition | undefined,
  now: ChartTransition | undefined,
  a: Json | undefined,
  b: Json | undefined,
  place: Place,
): Change[] {
  const { before, after, states } = comparison;
  const label = labelOf("target");
  if (old === undefined || now === undefined) return value(label)(comparison, a, b, place);
  const kept = old.targets.map((path) => states.toAfter.get(path) ?? null);
  if (
    old.targets.length > 0 &&
    kept.length === now.targets.length &&
    kept.every((path, n) => path === now.targets[n])
  ) {
    const move = now.targets
      .flatMap((path) => path.split(".").map((_, n, keys) => keys.slice(0, n + 1).join(".")))
      .map((path) => states.moves.get(path))
      .find((one) => one !== undefined);
    if (move === undefined) return [rewritten(place)];
    move.also.push({ before: place.before, after: place.after });
    return [];
  }
  const shown = (side: Side, paths: string[], language: Language) =>
    paths.length === 0
      ? tell(language, "nowhere else", "不离开本环节")
      : paths.map((path) => stateName(side, path, language)).join(tell(language, " and ", "和"));
  const words = said(place.called, (language) => {
    const [from, to] = [shown(before, old.targets, language), shown(after, now.targets, language)];
    return from === to
      ? tell(language, `leads to another stage of the same name, ${to}`, `改为进入另一个同名环节${to}`)
      : tell(language, `leads to ${to} in place of ${from}`, `由进入${from}改为进入${to}`);
  });
  return [changeAt(place, a, b, { about: place.about, words })];
}

/** A change of how something is written, and not of what it means. */
function rewritten({ before, after, about, called }: Place): Change {
  const words = said(called, (language) =>
    tell(language, "written in another way, and means the same", "写法有变，含义不变"),
  );
  return { kind: "changed", before, after, about, words };
}

function inOtherOrder(
  comparison: Comparison,
  trigger: Trigger,
  { before, after, about, called }: Place,
): Change {
  const words = said(called, (language) =>
    tell(
      language,
      `the conditions of ${trigger(comparison.after, language)} are tried in another order`,
      `${trigger(comparison.after, language)}的各项条件改变了判断顺序`,
    ),
  );
  return { kind: "moved", before, after, about, words };
}

const transitionAt = (side: Side, at: string): ChartTransition | undefined => {
  const id = side.transitions.get(at);
  return id === undefined ? undefined : side.chart.transitions.find((one) => one.id === id);
};

/** “Send” to “Review”, if the fee is paid. */
function inWords(side: Side, one: ChartTransition | undefined, trigger: Trigger, language: Language): string {
  const cause = trigger(side, language);
  if (one === undefined) return cause;
  const to = one.targets.map((path) => stateName(side, path, language)).join(tell(language, " and ", "和"));
  const guard = one.guard === undefined ? "" : asGuard(one.guard as unknown as Json, side, language);
  return tell(
    language,
    `${cause}${to === "" ? "" : ` to ${to}`}${guard === "" ? "" : `, if ${guard}`}`,
    `${cause}${guard === "" ? "" : `（条件：${guard}）`}${to === "" ? "" : `→${to}`}`,
  );
}

const asGuard: Show = (guard, side, language) => {
  const asWritten = () => plainly(guard, side, language);
  if (!isGuard(guard)) return asWritten();
  const words = guardInWords(guard as unknown as GuardConfig, side.procedure, language);
  return words === "" ? asWritten() : sound(words, asWritten);
};

function isGuard(guard: Json): boolean {
  if (typeof guard === "string") return true;
  const { type, params } = isRecord(guard) ? guard : {};
  if (type === "when") return params !== undefined;
  if (type !== "rules" || !isRecord(params)) return false;
  const rules = params["all"] ?? params["any"];
  return Array.isArray(rules) && rules.every((rule) => typeof rule === "string");
}

/** What an action does to what: `assign round, note`. */
export const asAction: Show = (action, side, language) => {
  if (!isRecord(action) || typeof action["type"] !== "string") return plainly(action, side, language);
  const params = action["params"];
  const more = isRecord(params) ? ` ${JSON.stringify(params)}` : "";
  const text = `${action["type"]}${more}`;
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
};
export const asRole: Show = (role, side, language) =>
  typeof role === "string" ? roleName(side, role, language) : plainly(role, side, language);
export const asEvent: Show = (event, side, language) =>
  typeof event === "string"
    ? eventName(side, event.split("@")[0] ?? event, language)
    : plainly(event, side, language);

/** Transitions by what sets them off: `on`, `after`. */
export function byTrigger(make: (name: string) => Trigger): Compare {
  return (comparison, before, after, place) => {
    if (same(before, after)) return [];
    const [old, now] = [asRecord(before), asRecord(after)];
    const isBare = old !== null && now !== null && Object.keys({ ...old, ...now }).length === 0;
    if (old === null || now === null || isBare)
      return value({ en: "the transitions", "zh-CN": "流转" })(comparison, before, after, place);
    const renamed = (name: string): string => {
      if (Object.hasOwn(now, name)) return name;
      const found = comparison.renamings.find(
        ({ from, to }) => from === name && Object.hasOwn(now, to) && !Object.hasOwn(old, to),
      );
      return found?.to ?? name;
    };
    const fromOf = new Map(Object.keys(old).map((name) => [renamed(name), name]));
    const all = [...new Set([...Object.keys(now), ...fromOf.keys()])];
    const changes = all.flatMap((name) => {
      const from = fromOf.get(name) ?? name;
      const at = { ...place, before: place.before + pointer(from), after: place.after + pointer(name) };
      const [a, b] = [own(old, from), own(now, name)];
      if (from !== name)
        comparison.renamings
          .find((one) => one.from === from && one.to === name)
          ?.change.also.push({ before: at.before, after: at.after });
      return transitions(make(name))(comparison, a, b, at);
    });
    const order = { en: "the order of its transitions", "zh-CN": "流转的先后顺序" };
    return [...changes, ...orderOfKeys(old, now, place, order, undefined, renamed)];
  };
}
const asRecord = (value: Json | undefined): JsonObject | null =>
  value === undefined ? {} : isRecord(value) ? value : null;
