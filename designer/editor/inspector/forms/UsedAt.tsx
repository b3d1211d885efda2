import { useDeferredValue } from "react";
import { isObject } from "../../../../engine/model/is-object.ts";
import { segments } from "../../../../engine/model/pointer.ts";
import type { Text } from "../../../../engine/model/types.ts";
import { useWords } from "../../../words/i18n.ts";
import { useStanding } from "../../context.tsx";
import { parentPath, valueAt } from "../../document/place.ts";
import type { EditorDocument, Selected } from "../../document/types.ts";
import { Fold } from "../fields/Fold.tsx";
import { labelOf } from "../model/labels.ts";
import { titleOfThing } from "../model/things.ts";
import { worksByItself, type UsedPlace } from "../model/used-places.ts";
import { useSoon } from "../useSoon.ts";
import { useUsedPlaces, type Whose } from "../useUsedPlaces.ts";
import { inspectorWords, withName } from "../words.ts";
import { WayHead } from "./Ways.tsx";

/** Where a part or a field is used: each place leads there. Computed after everything else is drawn. */
export function UsedAt({ whose }: { whose: Whose }) {
  const { say, language } = useWords();
  const { editor, showExample } = useStanding();
  const places = useUsedPlaces(useDeferredValue(whose));
  const document = useSoon((state) => state.document);
  if (places === null) return null;
  const { definition } = document;
  if (places.length === 0 && whose.kind === "part" && worksByItself.has(whose.section)) return null;
  const outer = whose.kind === "field" ? parentPath(whose.path) : null;
  const go = (thing: Selected): void => editor.select([thing]);
  return (
    <Fold
      id={`used at ${places.length > 0}`}
      title={say(inspectorWords.usedAt)}
      count={places.length}
      closed={places.length > 0}
    >
      {places.length > 0 ? null : <p className="quiet">{say(inspectorWords.unused)}</p>}
      {places.length > 0 || outer === null || outer === "" ? null : (
        <button type="button" className="link" onClick={() => go({ kind: "field", path: outer })}>
          {withName(
            say(inspectorWords.usedWithin),
            titleOfThing({ kind: "field", path: outer }, definition, language),
          )}
        </button>
      )}
      <ul className="uses">
        {places.map((place) => (
          <li key={place.key}>
            {place.kind === "scenario" ? (
              <button
                type="button"
                onClick={() => showExample({ place: Number(segments(place.pointer)[1]), at: place.at })}
              >
                <span>{scenarioName(document, place.pointer, say)}</span>
                <Detail place={place} words={inspectorWords.inScenario} />
              </button>
            ) : (
              <button type="button" onClick={() => go(place.thing)}>
                <ThingTitle thing={place.thing} document={document} />
                <Detail place={place} words={labelOf(place.member)} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </Fold>
  );
}

/** What of the thing uses it, and how often. */
function Detail({ place, words }: { place: UsedPlace; words: Text }) {
  const { say } = useWords();
  return (
    <span className="quiet">
      {say(words)}
      {place.times > 1 ? ` ×${place.times}` : ""}
    </span>
  );
}

function ThingTitle({ thing, document }: { thing: Selected; document: EditorDocument }) {
  const { language } = useWords();
  if (thing.kind !== "transition") return <span>{titleOfThing(thing, document.definition, language)}</span>;
  const path = thing.id.slice(0, thing.id.indexOf("|"));
  return (
    <span>
      {titleOfThing({ kind: "state", path }, document.definition, language)} · <WayHead id={thing.id} />
    </span>
  );
}

function scenarioName(
  { scenarios }: EditorDocument,
  at: string,
  say: ReturnType<typeof useWords>["say"],
): string {
  const name = valueAt(scenarios, `${at}/name`);
  return isObject(name) ? say(name as unknown as Text) : at;
}
