import { pointer } from "../../../engine/model/pointer.ts";
import type { Json, JsonObject } from "../../../engine/model/types.ts";
import { lastKey, parentPath, statePointer } from "../document/place.ts";
import { stateName } from "./side.ts";
import { asAction, byTrigger, transitions, triggers } from "./transitions.ts";
import type { Change, Compare, Comparison, Place, Side } from "./types.ts";
import {
  changeAt,
  follows,
  isRecord,
  listOfOne,
  members,
  names,
  orderOfKeys,
  own,
  plainly,
  same,
  under,
  value,
} from "./values.ts";
import { asName, both, labelOf, listed, quoted, said, tell, titled } from "./words.ts";

/** The machine: its states wherever they stand, each with what it has of its own. */
export const machine: Compare = (comparison, before, after, place) => {
  if (same(before, after)) return [];
  const { states } = comparison;
  // A machine that cannot be read as one is compared as it is written.
  if (!isRecord(before) || !isRecord(after) || !states.toAfter.has(""))
    return members({})(comparison, before, after, place);
  return [
    ...[...states.toBefore].flatMap(([now, old]) => kept(comparison, old, now)),
    ...comparison.after.chart.states.flatMap(({ path }) => fresh(comparison, path)),
    ...comparison.before.chart.states.flatMap(({ path }) => gone(comparison, path)),
  ];
};

const configAt = ({ chart }: Side, path: string): JsonObject =>
  (chart.byPath.get(path)?.config ?? {}) as unknown as JsonObject;

/** A state that is on both sides. */
function kept(comparison: Comparison, old: string, now: string): Change[] {
  const [a, b] = [configAt(comparison.before, old), configAt(comparison.after, now)];
  const place: Place = {
    before: statePointer(old),
    after: statePointer(now),
    about: { kind: "state", path: now },
    called: both((language) =>
      now === ""
        ? tell(language, "The procedure", "整个流程")
        : tell(
            language,
            `Stage ${stateName(comparison.after, now, language)}`,
            `环节${stateName(comparison.after, now, language)}`,
          ),
    ),
  };
  const move = comparison.states.moves.get(now);
  return [...(move === undefined ? [] : [move]), ...state(comparison, a, b, place)];
}

/** What a state has of its own; its states are compared wherever they stand. */
const state: Compare = (comparison, before, after, place) =>
  members({
    on: byTrigger(triggers.on),
    after: byTrigger(triggers.after),
    always: transitions(triggers.always),
    onDone: transitions(triggers.done),
    invoke: invocations,
    entry: listOfOne(labelOf("entry"), asAction, { en: "action", "zh-CN": "项操作" }),
    exit: listOfOne(labelOf("exit"), asAction, { en: "action", "zh-CN": "项操作" }),
    tags: names(labelOf("tags")),
    initial,
    meta: members({
      title: value(labelOf("title")),
      task: members({
        title: value({ en: "the title of the task", "zh-CN": "待办名称" }),
        form: names(labelOf("form")),
        to: value(labelOf("to")),
      }),
    }),
    states: children,
  })(comparison, before, after, place);

const initial: Compare = (comparison, before, after, place) => {
  if (follows(comparison, before, after, place)) return [];
  return value(labelOf("initial"), (key, side, language) => {
    if (typeof key !== "string") return plainly(key, side, language);
    const own = place[side === comparison.after ? "after" : "before"];
    const at = pathAt(side, own.replace(/\/initial$/, ""));
    return stateName(side, at === "" ? key : `${at}.${key}`, language);
  })(comparison, before, after, place);
};

const pathAt = ({ chart }: Side, at: string): string =>
  chart.states.find(({ pointer: own }) => `/machine${own}` === at)?.path ?? "";

/** Only the order: which states there are is told of themselves. */
const children: Compare = (comparison, before, after, place) => {
  const [a, b] = [before ?? {}, after ?? {}];
  const isBare = isRecord(a) && isRecord(b) && Object.keys({ ...a, ...b }).length === 0;
  if (!isRecord(a) || !isRecord(b) || isBare)
    return value(labelOf("states"))(comparison, before, after, place);
  // What is no state at all is in no chart.
  const odd = Object.keys({ ...b, ...a }).flatMap((key) => {
    const [x, y] = [own(a, key), own(b, key)].map((one) => (isRecord(one) ? undefined : one));
    return x === undefined && y === undefined ? [] : value(labelOf(key))(comparison, x, y, under(place, key));
  });
  const [old, now] = [
    pathAt(comparison.before, place.before.replace(/\/states$/, "")),
    pathAt(comparison.after, place.after.replace(/\/states$/, "")),
  ];
  const path = (base: string, key: string) => (base === "" ? key : `${base}.${key}`);
  const order = orderOfKeys(
    a,
    b,
    place,
    { en: "the order of the stages", "zh-CN": "环节的顺序" },
    undefined,
    (key) => {
      const there = comparison.states.toAfter.get(path(old, key));
      return there !== undefined && parentPath(there) === now ? lastKey(there) : key;
    },
  );
  return [...odd, ...order];
};

/** What is begun in a state: ballots, other procedures, calls; by their ids. */
const invocations: Compare = (comparison, before, after, place) => {
  const [old, now] = [before, after].map((one) =>
    one === undefined ? [] : Array.isArray(one) ? one : [one],
  ) as [Json[], Json[]];
  if (![...old, ...now].every(isRecord)) return value(labelOf("invoke"))(comparison, before, after, place);
  const idOf = (one: Json): string => (isRecord(one) ? asName(one["id"] ?? one["src"]) : "");
  const at = (whole: Json | undefined, base: string, index: number) =>
    base + (Array.isArray(whole) ? pointer(index) : "");
  const used = new Set<number>();
  const changes: Change[] = [];
  const order: number[] = [];
  for (const [j, one] of now.entries()) {
    const i = old.findIndex(
      (other, n) => !used.has(n) && (idOf(other) === idOf(one) || (old.length === 1 && now.length === 1)),
    );
    const here = at(after, place.after, j);
    const called = {
      en: `${place.called.en}, ${quoted(idOf(one))}`,
      "zh-CN": `${place.called["zh-CN"]}，${quoted(idOf(one))}`,
    };
    if (i < 0) {
      changes.push(
        changeAt({ before: place.before, after: here }, undefined, one, {
          about: place.about,
          words: begun(place, one, true),
        }),
      );
      continue;
    }
    used.add(i);
    order.push(i);
    const inner: Place = { ...place, before: at(before, place.before, i), after: here, called };
    changes.push(
      ...members({
        onDone: transitions(triggers.invoked(idOf(one), false)),
        onError: transitions(triggers.invoked(idOf(one), true)),
      })(comparison, old[i], one, inner),
    );
  }
  for (const [i, one] of old.entries())
    if (!used.has(i))
      changes.push(
        changeAt({ before: at(before, place.before, i), after: place.after }, one, undefined, {
          about: place.about,
          words: begun(place, one, false),
        }),
      );
  const isRewritten = Array.isArray(before) !== Array.isArray(after) && old.length > 0 && now.length > 0;
  const isMoved = order.some((i, n) => n > 0 && i < order[n - 1]!);
  const isBare = old.length === 0 && now.length === 0;
  if (isRewritten || isMoved || isBare)
    changes.push({
      kind: isMoved ? "moved" : "changed",
      ...(before === undefined ? {} : { before: place.before }),
      ...(after === undefined ? {} : { after: place.after }),
      about: place.about,
      words: said(place.called, (language) =>
        isMoved
          ? tell(language, "what is begun there is begun in another order", "启动事项的先后顺序有变")
          : tell(language, "what is begun there is written in another way", "启动事项的写法有变"),
      ),
    });
  return changes;
};

const sources = new Map<Json | undefined, [string, string]>([
  ["ballot", ["the ballot", "表决"]],
  ["procedure", ["the procedure", "规程"]],
  ["call", ["the call", "调用"]],
]);
const begun = ({ called }: Place, one: Json, now: boolean) =>
  said(called, (language) => {
    const { src, id } = one as JsonObject;
    const [en, zh] = sources.get(src) ?? [asName(src), asName(src)];
    const name = quoted(asName(id));
    return now
      ? tell(language, `now begins ${en} ${name}`, `新增启动${zh}${name}`)
      : tell(language, `no longer begins ${en} ${name}`, `不再启动${zh}${name}`);
  });

/** A state that was not there, and is told with its neighbours; what stands inside of it is its own. */
function fresh(comparison: Comparison, path: string): Change[] {
  const { after, states } = comparison;
  const parent = parentPath(path);
  if (states.toBefore.has(path) || parent === null || !states.toBefore.has(parent)) return [];
  const words = both((language) => {
    const name = stateName(after, path, language);
    const siblings = after.chart.byPath.get(parent)?.children ?? [];
    const at = siblings.indexOf(path);
    const [left, right] = [siblings[at - 1], siblings[at + 1]].map((one) =>
      one === undefined ? undefined : stateName(after, one, language),
    );
    const within =
      parent === ""
        ? ""
        : tell(
            language,
            ` in ${stateName(after, parent, language)}`,
            `（属于${stateName(after, parent, language)}）`,
          );
    const inside =
      after.chart.byPath
        .get(path)
        ?.children.map((one) => titled(after.chart.byPath.get(one)?.title, language, lastKey(one))) ?? [];
    const having =
      inside.length === 0
        ? ""
        : tell(language, `, with ${listed(inside, language)}`, `，内含${listed(inside, language)}`);
    if (left !== undefined && right !== undefined)
      return tell(
        language,
        `Stage ${name} was added${within} between ${left} and ${right}${having}.`,
        `在${left}与${right}之间新增环节${name}${within}${having}。`,
      );
    if (left !== undefined)
      return tell(
        language,
        `Stage ${name} was added${within} after ${left}${having}.`,
        `在${left}之后新增环节${name}${within}${having}。`,
      );
    if (right !== undefined)
      return tell(
        language,
        `Stage ${name} was added${within} before ${right}${having}.`,
        `在${right}之前新增环节${name}${within}${having}。`,
      );
    return tell(
      language,
      `Stage ${name} was added${within}${having}.`,
      `新增环节${name}${within}${having}。`,
    );
  });
  return [{ kind: "added", after: statePointer(path), about: { kind: "state", path }, words }];
}

function gone({ before, states }: Comparison, path: string): Change[] {
  const parent = parentPath(path);
  if (states.toAfter.has(path) || parent === null || !states.toAfter.has(parent)) return [];
  const words = both((language) => {
    const name = stateName(before, path, language);
    const within =
      parent === ""
        ? ""
        : tell(
            language,
            ` of ${stateName(before, parent, language)}`,
            `（原属${stateName(before, parent, language)}）`,
          );
    return tell(language, `Stage ${name}${within} was removed.`, `删除环节${name}${within}。`);
  });
  return [{ kind: "removed", before: statePointer(path), about: { kind: "state", path }, words }];
}
