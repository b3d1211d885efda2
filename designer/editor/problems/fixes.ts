import { nearestName } from "../../../engine/model/nearest.ts";
import { segments } from "../../../engine/model/pointer.ts";
import type { Json, JsonObject, Problem, Text } from "../../../engine/model/types.ts";
import type { PackAround } from "../context.tsx";
import { edits } from "../document/edits/index.ts";
import { sectionKinds } from "../document/edits/renaming.ts";
import { valueAt } from "../document/place.ts";
import { sections, type Edited, type EditorDocument, type Section } from "../document/types.ts";
import { freshPart } from "./fresh.ts";

/** A change that takes a problem away for certain, and what it is called. */
export interface Fix {
  title: Text;
  apply(document: EditorDocument): Edited;
}

type Finder = (problem: Problem, document: EditorDocument, around: PackAround, procedure: string) => Fix[];

/** The fixes that are certain for a problem of the document; none for most. */
export function fixesFor(
  problem: Problem,
  document: EditorDocument,
  around: PackAround,
  procedure: string,
): Fix[] {
  const own = Object.hasOwn(finders, problem.code) ? finders[problem.code] : undefined;
  return own?.(problem, document, around, procedure) ?? [];
}

const without = (problem: Problem): Fix[] => [
  {
    title: { en: "Take it out", "zh-CN": "删除此项" },
    apply: (document) => edits.setAt(document, { pointer: problem.path }),
  },
];
const writing = (at: string, value: Json): Fix => ({
  title: { en: `Write “${String(value)}”`, "zh-CN": `改为“${String(value)}”` },
  apply: (document) => edits.setAt(document, { pointer: at, value }),
});

const finders: Record<string, Finder> = {
  "unknown-key": without,
  misplaced: without,
  twice: without,
  "lonely-keyword": without,
  "machine-id": (problem, { definition }) => [writing(problem.path, definition.id)],
  "id-not-file-name": (problem, _, __, procedure) => [writing(problem.path, procedure)],
  "missing-initial": (problem, { definition }) =>
    Object.keys((valueAt(definition, `${problem.path}/states`) as object | undefined) ?? {})
      .slice(0, 1)
      .map((key) => ({
        title: { en: `Begin with “${key}”`, "zh-CN": `以“${key}”为起点` },
        apply: (document) => edits.setAt(document, { pointer: `${problem.path}/initial`, value: key }),
      })),
  "unknown-initial": (problem, { definition }) =>
    Object.keys(
      (valueAt(definition, problem.path.replace(/\/initial$/, "/states")) as object | undefined) ?? {},
    )
      .slice(0, 1)
      .map((key) => writing(problem.path, key)),
  ...Object.fromEntries(
    sections
      .filter((section) => sectionKinds[section].forms.length > 0)
      .map((section): [string, Finder] => [
        `unknown-${sectionKinds[section].kind}`,
        (problem, document, around) => unknownName(section, problem, document, around),
      ]),
  ),
};

/** A name that is not declared: the one that was probably meant, and declaring it. */
function unknownName(
  section: Section,
  problem: Problem,
  document: EditorDocument,
  around: PackAround,
): Fix[] {
  const { definition } = document;
  const written = valueAt(definition, problem.path);
  const key = segments(problem.path).at(-1) ?? "";
  const isKeyed = /^\/machine(?:\/states\/[^/]+)*\/(?:on|after)\/[^/]+$/.test(problem.path);
  const name = isKeyed ? key : typeof written === "string" ? written : null;
  if (name === null || !/^[A-Za-z][\w-]*$/.test(name)) return [];
  const declared = [
    ...Object.keys(((definition as unknown as JsonObject)[section] as JsonObject | undefined) ?? {}),
    ...(section === "roles" ? Object.keys(around.roles) : []),
  ];
  const meant = nearestName(name, declared);
  return [
    ...(meant === null ? [] : [isKeyed ? keyed(problem.path, meant) : writing(problem.path, meant)]),
    {
      title: { en: `Declare “${name}”`, "zh-CN": `新建“${name}”` },
      apply: (now) => edits.addPart(now, { section, name, value: freshPart(section, name) }),
    },
  ];
}

/** What is written as a key: the member under another name. */
function keyed(at: string, meant: string): Fix {
  const holder = at.slice(0, at.lastIndexOf("/"));
  const old = segments(at).at(-1)!;
  return {
    title: { en: `Write “${meant}”`, "zh-CN": `改为“${meant}”` },
    apply: (document) => {
      const record = valueAt(document.definition, holder) as JsonObject | undefined;
      if (record === undefined || !Object.hasOwn(record, old)) return { ok: true, document };
      // What is there under the right name already stays: the ways come behind it.
      const both = [record[meant], record[old]].flatMap((one) => one ?? []);
      const entries = Object.entries(record).flatMap(([name, value]): [string, Json][] =>
        name === old
          ? Object.hasOwn(record, meant)
            ? []
            : [[meant, value]]
          : name === meant
            ? [[meant, both]]
            : [[name, value]],
      );
      return edits.setAt(document, { pointer: holder, value: Object.fromEntries(entries) });
    },
  };
}
