import { useMemo } from "react";
import { pointer } from "../../../../engine/model/pointer.ts";
import type { Text } from "../../../../engine/model/types.ts";
import { useWords } from "../../../words/i18n.ts";
import { useStanding } from "../../context.tsx";
import { statePointer } from "../../document/place.ts";
import { fieldPointer } from "../../document/places.ts";
import type { EditorDocument, Selected } from "../../document/types.ts";
import {
  isBroken,
  namedElsewhere,
  namedOf,
  oldName,
  type NamedElsewhere,
} from "../../problems/named-elsewhere.ts";
import { placeInPack } from "../../problems/place-in-pack.ts";
import { Fold } from "../fields/Fold.tsx";
import { useSoon } from "../useSoon.ts";
import { inspectorWords, withName } from "../words.ts";

/**
 * Which places of the pack's other files name the thing: they are not renamed with it. Nothing where there are none; open where
 * they name it by a name that it has no more.
 */
export function Elsewhere({ thing }: { thing: Selected }) {
  const { say } = useWords();
  const { around, elsewhere, procedure } = useStanding();
  const definition = useSoon((state) => state.document.definition);
  const named = useMemo(() => {
    const at = declaredAt(thing, definition);
    return at === null
      ? []
      : namedOf(namedElsewhere(elsewhere, around.procedures[procedure], definition), at);
  }, [thing, definition, elsewhere, around, procedure]);
  if (named.length === 0) return null;
  const broken = named.filter(isBroken);
  if (broken.length > 0) return <Broken broken={broken} />;
  return (
    <div className="elsewhere">
      <Fold id="elsewhere" title={say(inspectorWords.elsewhere)} count={named.length} closed>
        <p className="quiet">{say(inspectorWords.elsewhereHint)}</p>
        <Places places={named.map(({ use }) => placeInPack(use.file, use.path, around))} />
      </Fold>
    </div>
  );
}

/** That it is called otherwise than the others call it, and what can be done. */
function Broken({ broken }: { broken: readonly NamedElsewhere[] }) {
  const { say } = useWords();
  const { around } = useStanding();
  const isOfExamples = broken.every(({ use }) => use.file.startsWith("scenarios/"));
  const words = isOfExamples ? inspectorWords.elsewhereExamples : inspectorWords.elsewhereBroken;
  return (
    <div className="elsewhere is-broken" role="note">
      <p>{withName(say(words), [...new Set(broken.map(oldName))].join(", "))}</p>
      <Places places={broken.map(({ use }) => placeInPack(use.file, use.path, around))} />
    </div>
  );
}

/** Places in words, each once, with how often it is one. */
export function Places({ places }: { places: readonly Text[] }) {
  const { say } = useWords();
  const told = new Map<string, number>();
  for (const place of places) told.set(say(place), (told.get(say(place)) ?? 0) + 1);
  return (
    <ul className="elsewhere-places">
      {[...told].map(([place, times]) => (
        <li key={place}>
          {place}
          {times > 1 ? <span className="quiet"> ×{times}</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** Where a thing that can have a name is declared. */
function declaredAt(thing: Selected, definition: EditorDocument["definition"]): string | null {
  if (thing.kind === "state") return thing.path === "" ? null : statePointer(thing.path);
  if (thing.kind === "part") return pointer(thing.section, thing.name);
  return thing.kind === "field" && thing.path !== "" ? fieldPointer(definition, thing.path) : null;
}
