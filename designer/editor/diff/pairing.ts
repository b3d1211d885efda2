import { pointer } from "../../../engine/model/pointer.ts";
import type { Json, JsonObject, Procedure } from "../../../engine/model/types.ts";
import { lastKey, parentPath, statePointer } from "../document/place.ts";
import { sections } from "../document/types.ts";
import { sideOf, stateName } from "./side.ts";
import { marksOf, matched, type Candidate } from "./similar.ts";
import type { Renaming, Side, StatePairs } from "./types.ts";
import { isRecord } from "./values.ts";
import { both, kinds, quoted, tell } from "./words.ts";

/** Which states of two definitions are the same, of a whole procedure as of one in the place of another. */
export const statePairs = (before: Procedure, after: Procedure): StatePairs =>
  pairStates(sideOf(before, {}), sideOf(after, {}));

/** Which states of two definitions are the same: by their place, and else by what they are made of. */
export function pairStates(before: Side, after: Side): StatePairs {
  const toAfter = new Map<string, string>();
  const toBefore = new Map<string, string>();
  const moves = new Map<string, Renaming["change"]>();
  const pair = (old: string, now: string): void => {
    toAfter.set(old, now);
    toBefore.set(now, old);
    const fresh = new Map(childrenOf(after, now).map((path) => [lastKey(path), path]));
    for (const path of childrenOf(before, old)) {
      const same = fresh.get(lastKey(path));
      if (same !== undefined && !toBefore.has(same) && !toAfter.has(path)) pair(path, same);
    }
  };
  if (before.chart.byPath.has("") && after.chart.byPath.has("")) pair("", "");
  // What is found to be the same brings its children with it, which may leave fewer to be weighed.
  for (;;) {
    const found = matched(left(before, toAfter), left(after, toBefore));
    if (found.length === 0) break;
    for (const [old, now] of found) if (!toAfter.has(old) && !toBefore.has(now)) pair(old, now);
  }
  for (const [old, now] of toAfter) {
    const change = old === "" ? null : moveOf(before, after, old, now, toAfter);
    if (change !== null) moves.set(now, change);
  }
  return { toAfter, toBefore, moves };
}

const childrenOf = ({ chart }: Side, path: string): string[] => chart.byPath.get(path)?.children ?? [];

function left({ chart }: Side, known: ReadonlyMap<string, string>): Candidate<string>[] {
  return chart.states
    .filter(({ path }) => !known.has(path))
    .map(({ path, key, config }) => ({
      id: path,
      key,
      marks: marksOf(config as unknown as Json, ["states"]),
    }));
}

/** What is told of a state that is called otherwise, or stands in something else than what its parent has become. */
function moveOf(
  before: Side,
  after: Side,
  old: string,
  now: string,
  toAfter: ReadonlyMap<string, string>,
): Renaming["change"] | null {
  const isMoved = toAfter.get(parentPath(old) ?? "") !== parentPath(now);
  const isRenamed = lastKey(old) !== lastKey(now);
  if (!isMoved && !isRenamed) return null;
  const words = both((language) => {
    const name = stateName(after, now, language);
    const keys = tell(
      language,
      `the id ${quoted(lastKey(now))} in place of ${quoted(lastKey(old))}`,
      `标识由${quoted(lastKey(old))}改为${quoted(lastKey(now))}`,
    );
    if (!isMoved) return tell(language, `Stage ${name} has ${keys}.`, `环节${name}的${keys}。`);
    const from = stateName(before, parentPath(old) ?? "", language);
    const to = stateName(after, parentPath(now) ?? "", language);
    const also = isRenamed ? tell(language, `, and has ${keys}`, `，${keys}`) : "";
    return tell(
      language,
      `Stage ${name} moves from ${from} to ${to}${also}.`,
      `环节${name}由${from}移至${to}${also}。`,
    );
  });
  return {
    kind: isMoved ? "moved" : "renamed",
    before: statePointer(old),
    after: statePointer(now),
    also: [],
    about: { kind: "state", path: now },
    words,
  };
}

/** Names that are others now: of states, of parts, and of fields of the data. */
export function findRenamings(before: Side, after: Side, states: StatePairs): Renaming[] {
  const found: Renaming[] = [];
  for (const [now, change] of states.moves) {
    const old = states.toBefore.get(now) ?? now;
    if (lastKey(old) !== lastKey(now))
      found.push({ section: "states", from: lastKey(old), to: lastKey(now), change });
  }
  for (const section of sections) {
    const [a, b] = [before.procedure[section], after.procedure[section]] as unknown as Json[];
    for (const [from, to] of renamedIn(a, b))
      found.push({
        section,
        from,
        to,
        change: {
          kind: "renamed",
          before: pointer(section, from),
          after: pointer(section, to),
          also: [],
          about: { kind: "part", section, name: to },
          words: both((language) =>
            tell(
              language,
              `${kinds[section].en} ${quoted(from)} is now named ${quoted(to)}.`,
              `${kinds[section]["zh-CN"]}${quoted(from)}更名为${quoted(to)}。`,
            ),
          ),
        },
      });
  }
  for (const [from, to] of renamedIn(fieldsOf(before), fieldsOf(after)))
    found.push({
      section: "fields",
      from,
      to,
      change: {
        kind: "renamed",
        before: pointer("data", "properties", from),
        after: pointer("data", "properties", to),
        also: [],
        about: { kind: "field", path: to },
        words: both((language) =>
          tell(
            language,
            `Field ${quoted(from)} is now named ${quoted(to)}.`,
            `字段${quoted(from)}更名为${quoted(to)}。`,
          ),
        ),
      },
    });
  return found;
}

const fieldsOf = ({ procedure: { data } }: Side): Json | undefined =>
  isRecord(data) ? (data["properties"] as Json | undefined) : undefined;

/** Names of which one is gone and one is new, and which mean the like. */
function renamedIn(before: Json | undefined, after: Json | undefined): [string, string][] {
  if (!isRecord(before) || !isRecord(after)) return [];
  const only = (record: JsonObject, others: JsonObject): Candidate<string>[] =>
    Object.entries(record)
      .filter(([key]) => !Object.hasOwn(others, key))
      .map(([key, value]) => ({ id: key, key, marks: marksOf(value) }));
  return matched(only(before, after), only(after, before));
}
