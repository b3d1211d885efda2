import { isObject } from "../../../engine/model/is-object.ts";
import type { Json, Text } from "../../../engine/model/types.ts";
import type { Section } from "../document/types.ts";
import type { FilterKind, Searched } from "./searched.ts";

/** Where things of a kind are declared; those of the others stand elsewhere. */
const declaredIn: Partial<Record<FilterKind, Section>> = {
  event: "events",
  role: "roles",
  rule: "rules",
  decision: "decisions",
  fact: "facts",
  delay: "delays",
  clock: "clocks",
  ballot: "ballots",
  message: "messages",
};

/**
 * The names of a kind that a filter means, in small letters: what is called so; where nothing is, those whose title holds the words,
 * in either language; all of them where nothing is said yet. A name that is declared nowhere means itself.
 */
export function namesMeant(searched: Searched, kind: FilterKind, wish: string): ReadonlySet<string> {
  const declared = [...titlesOf(searched, kind)].map(([name, title]) => [name.toLowerCase(), title] as const);
  if (wish === "") return new Set(declared.map(([name]) => name));
  if (declared.some(([name]) => name === wish)) return new Set([wish]);
  const titled = declared.filter(([, title]) => isTitled(title, wish)).map(([name]) => name);
  return new Set(titled.length === 0 ? [wish] : titled);
}

/** Whether a title in either language holds some words, which are in small letters. */
export function isTitled(title: Json | Text | undefined, wish: string): boolean {
  return isObject(title as Json) && Object.values(title as Text).some((one) => holds(one, wish));
}

const holds = (text: unknown, wish: string): boolean =>
  typeof text === "string" && text.toLowerCase().includes(wish);

function* titlesOf(
  { definition, chart, roles }: Searched,
  kind: FilterKind,
): Generator<[string, Text | undefined]> {
  if (kind === "state") {
    for (const { path, key, title } of chart.states) {
      if (path === "") continue;
      yield [path, title];
      yield [key, title];
    }
    return;
  }
  const section = declaredIn[kind];
  if (section === undefined) return;
  if (kind === "role") for (const [name, { title }] of Object.entries(roles ?? {})) yield [name, title];
  for (const [name, part] of Object.entries(definition[section] ?? {}))
    yield [name, section === "messages" ? (part as Text) : (part as { title?: Text }).title];
}
