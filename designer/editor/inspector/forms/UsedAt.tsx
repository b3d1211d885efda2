import { useDeferredValue } from "react";
import type { Use } from "../../../../engine/model/names/report.ts";
import { pointer, segments } from "../../../../engine/model/pointer.ts";
import { isObject } from "../../../../engine/model/is-object.ts";
import { useWords } from "../../../words/i18n.ts";
import { say as sayIn } from "../../../words/text.ts";
import { useStanding } from "../../context.tsx";
import { valueAt } from "../../document/place.ts";
import type { EditorDocument, Selected } from "../../document/types.ts";
import { Fold } from "../fields/Fold.tsx";
import { labelOf } from "../model/labels.ts";
import { thingAt, titleOfThing } from "../model/things.ts";
import { useSoon } from "../useSoon.ts";
import { useUses } from "../useUses.ts";
import { inspectorWords } from "../words.ts";

/** Where a part or a field is used: each place leads there. Computed after everything else is drawn. */
export function UsedAt({ thing }: { thing: Selected }) {
  const { say, language } = useWords();
  const { editor } = useStanding();
  const uses = useUses(useDeferredValue(thing));
  const definition = useSoon(({ document }) => document.definition);
  if (uses === null) return null;
  const places = grouped(uses, ownPointer(thing));
  return (
    <Fold id="used at" title={say(inspectorWords.usedAt)} count={places.length} closed>
      {places.length === 0 ? <p className="quiet">{say(inspectorWords.unused)}</p> : null}
      <ul className="uses">
        {places.map(({ key, use, times }) => {
          if (use.file.startsWith("scenarios/"))
            return (
              <li key={key}>
                <span className="quiet">{say(inspectorWords.inScenario)}</span>{" "}
                {scenarioName(editor.state().document, use.path, (text) => sayIn(text, language))}
              </li>
            );
          const there = thingAt(use.path);
          return (
            <li key={key}>
              <button type="button" onClick={() => editor.select([there])}>
                <span>{titleOfThing(there, definition, language)}</span>
                <span className="quiet">
                  {say(labelOf(memberIn(use.path)))}
                  {times > 1 ? ` ×${times}` : ""}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Fold>
  );
}

const ownPointer = (thing: Selected): string | null =>
  thing.kind === "part" ? pointer(thing.section, thing.name) : null;

/** Uses of one thing, each thing once. */
function grouped(uses: readonly Use[], own: string | null): { key: string; use: Use; times: number }[] {
  const found = new Map<string, { key: string; use: Use; times: number }>();
  for (const use of uses) {
    if (own !== null && use.file.startsWith("procedures/") && use.path.startsWith(`${own}/`)) continue;
    const place = use.file.startsWith("scenarios/")
      ? segments(use.path).slice(0, 2).join("/")
      : `${JSON.stringify(thingAt(use.path))} ${memberIn(use.path)}`;
    const key = `${use.file} ${place}`;
    const before = found.get(key);
    if (before === undefined) found.set(key, { key, use, times: 1 });
    else before.times += 1;
  }
  return [...found.values()];
}

/** The member of the thing in which the place lies, as an address: `…/states/a/entry/0/params/message` is `state.entry`. */
function memberIn(path: string): string {
  const way = segments(path);
  if (way[0] !== "machine")
    return way[2] === undefined || way[0] === "data" ? way[0]! : `${way[0]!}.${way[2]}`;
  let place = 1;
  while (way[place] === "states") place += 2;
  const member = way[place] ?? "";
  return ["on", "after", "always", "onDone"].includes(member) ? "way.event" : `state.${member}`;
}

function scenarioName({ scenarios }: EditorDocument, path: string, say: (text: never) => string): string {
  const name = valueAt(scenarios, `${pointer(...segments(path).slice(0, 2))}/name`);
  return isObject(name) ? say(name as never) : path;
}
