import type { OuterUse } from "../../../engine/model/names/elsewhere.ts";
import { pointer, segments } from "../../../engine/model/pointer.ts";
import type { Procedure } from "../../../engine/model/types.ts";
import { sectionKinds } from "../document/edits/renaming.ts";
import { followed } from "../document/followed.ts";
import { statePointer } from "../document/place.ts";
import { sections } from "../document/types.ts";

/** Something of the procedure that another file of the pack names. */
export interface NamedElsewhere {
  use: OuterUse;
  /** Where it is declared in the live definition, which is what the others name. */
  was: string;
  /** Where it is declared now: somewhere else once it is renamed; null once it is gone. */
  now: string | null;
}

/** What other files name of the live definition, and what has become of it in the one that is edited. */
export function namedElsewhere(
  uses: readonly OuterUse[],
  live: Procedure | undefined,
  edited: Procedure,
): NamedElsewhere[] {
  if (live === undefined) return [];
  const known = new Map<string, string | null>();
  return uses.flatMap((use) => {
    const was = declaredAt(use);
    if (was === null) return [];
    if (!known.has(was)) known.set(was, followed(live, edited, was));
    return [{ use, was, now: known.get(was) ?? null }];
  });
}

/** Whether it is not there any more under the name by which the others know it. */
export const isBroken = ({ was, now }: NamedElsewhere): boolean => was !== now;

/** Those that are spelled by the name of the thing declared at a pointer, and each place once. */
export function namedOf(all: readonly NamedElsewhere[], at: string): NamedElsewhere[] {
  return distinct(all.filter(({ now }) => now === at || now?.startsWith(`${at}/`) === true));
}

/** Each place once, whatever it names there. */
export function distinct(all: readonly NamedElsewhere[]): NamedElsewhere[] {
  return [
    ...new Map(all.toReversed().map((one) => [`${one.use.file} ${one.use.path}`, one])).values(),
  ].toReversed();
}

/** The name by which the others know it. */
export const oldName = ({ was }: NamedElsewhere): string => segments(was).at(-1) ?? "";

/** Where what is named is declared; null where it is nothing that a procedure declares. */
function declaredAt({ kind, name }: OuterUse): string | null {
  if (kind === "field") return name;
  if (kind === "state") return statePointer(name);
  const section = sections.find(
    (one) => sectionKinds[one].kind === kind && sectionKinds[one].forms.length > 0,
  );
  return section === undefined ? null : pointer(section, name);
}
