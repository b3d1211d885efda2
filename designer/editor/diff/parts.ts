import { pointer } from "../../../engine/model/pointer.ts";
import type { Json, JsonObject, Language, Text } from "../../../engine/model/types.ts";
import { isText, say } from "../../words/text.ts";
import type { Section, Selected } from "../document/types.ts";
import type { Compare, Place, Renaming, Side } from "./types.ts";
import { isRecord, orderOfKeys, own, same, under, value } from "./values.ts";
import { both, quoted, tell } from "./words.ts";

/** Things that are records by name: which were added, removed or are named otherwise, and what has changed of the others. */
export interface Named {
  /** What such a thing is called. */
  kind: Text;
  /** Where renamings of such things are found. */
  section: Renaming["section"] | null;
  about: (name: string) => Selected;
  compare: Compare;
  /** What a new one, or one that is gone, is in short; nothing where the name says all. */
  brief?: (value: JsonObject, side: Side, language: Language) => string;
}

/** Compares things by name. */
export function named({ kind, section, about, compare, brief }: Named): Compare {
  return (comparison, before, after, place) => {
    if (same(before, after)) return [];
    if ((before !== undefined && !isRecord(before)) || (after !== undefined && !isRecord(after)))
      return value(kind)(comparison, before, after, place);
    const [old, now] = [before ?? {}, after ?? {}];
    const renamings = new Map(
      comparison.renamings.filter((one) => one.section === section).map((one) => [one.to, one]),
    );
    const isRenamed = new Set([...renamings.values()].map(({ from }) => from));
    const changes = Object.entries(now).flatMap(([name, thing]) => {
      const renaming = Object.hasOwn(old, name) ? undefined : renamings.get(name);
      const from = renaming?.from ?? name;
      const was = own(old, from);
      if (was === undefined) return [there("added", name, thing, place)];
      const at: Place = {
        ...under(place, from, name),
        about: about(name),
        called: calledOf(kind, name, thing),
      };
      return [...(renaming === undefined ? [] : [renaming.change]), ...compare(comparison, was, thing, at)];
    });
    const gone = Object.entries(old).flatMap(([name, thing]) =>
      Object.hasOwn(now, name) || isRenamed.has(name) ? [] : [there("removed", name, thing, place)],
    );
    // That the section itself is there or not is seen by its last or first member; an empty one says nothing else.
    const bare =
      (before === undefined && Object.keys(now).length === 0) ||
      (after === undefined && Object.keys(old).length === 0)
        ? value(kind)(comparison, before, after, place)
        : [];
    const whatOrder: Text = {
      en: `${kind.en}: the order of them`,
      "zh-CN": `${kind["zh-CN"]}的顺序`,
    };
    const renamed = new Map([...renamings.values()].map(({ from, to }) => [from, to]));
    const order = orderOfKeys(
      old,
      now,
      { ...place, called: whatOrder },
      { en: "it", "zh-CN": "" },
      undefined,
      (key) => (Object.hasOwn(now, key) ? key : (renamed.get(key) ?? key)),
    );
    return [...changes, ...gone, ...bare, ...order];

    function there(what: "added" | "removed", name: string, thing: Json, { before: b, after: a }: Place) {
      const called = calledOf(kind, name, thing);
      const words = both((language) => {
        const side = comparison[what === "added" ? "after" : "before"];
        const more = brief !== undefined && isRecord(thing) ? brief(thing, side, language) : "";
        const behind = more === "" ? "" : tell(language, `: ${more}`, `：${more}`);
        return what === "added"
          ? tell(language, `${called.en} is new${behind}.`, `新增${called["zh-CN"]}${behind}。`)
          : tell(language, `${called.en} is gone${behind}.`, `删除${called["zh-CN"]}${behind}。`);
      });
      const at = pointer(name);
      return {
        kind: what,
        ...(what === "added" ? { after: a + at } : { before: b + at }),
        about: about(name),
        words,
      };
    }
  };
}

/** `Event “Send”`: by its title, or its name where it has none. */
export const calledOf = (kind: Text, name: string, thing: Json): Text =>
  both((language) => {
    const title = isRecord(thing) ? thing["title"] : undefined;
    const words = isText(title)
      ? say(title, language, name)
      : typeof title === "string" && title !== ""
        ? title
        : name;
    return tell(language, `${kind.en} ${quoted(words)}`, `${kind["zh-CN"]}${quoted(words)}`);
  });

export const partOf =
  (section: Section) =>
  (name: string): Selected => ({ kind: "part", section, name });
