import { Button } from "antd";
import { useWords } from "../../../words/i18n.ts";
import { useRun, useSelected, useStanding } from "../../context.tsx";
import { statePointer, valueAt } from "../../document/place.ts";
import type { Selected } from "../../document/types.ts";
import { titleOfThing } from "../model/things.ts";
import { Fold } from "../fields/Fold.tsx";
import { Labelled } from "../fields/Labelled.tsx";
import { NameList } from "../fields/names.tsx";
import { clocksIn, withClocks } from "../model/tags.ts";
import { useDeed } from "../useFields.ts";
import { inspectorWords, withName } from "../words.ts";

/** Several things at once: what they share, and what can be done with all of them. */
export function Several({ selection }: { selection: readonly Selected[] }) {
  const { say, language } = useWords();
  const { editor } = useStanding();
  const run = useRun();
  const deed = useDeed();
  const definition = useSelected(({ document }) => document.definition);
  const paths = selection.flatMap((one) => (one.kind === "state" && one.path !== "" ? [one.path] : []));
  const ways = selection.flatMap((one) => (one.kind === "transition" ? [one.id] : []));
  const remove = (): void => {
    const gesture = deed();
    if (ways.length > 0 && !run("removeTransitions", { ids: ways }, gesture)) return;
    if (paths.length > 0) run("removeStates", { paths }, gesture);
  };
  return (
    <>
      <header className="thing-head">
        <div className="thing-kind">
          <span>{withName(say(inspectorWords.several), selection.length)}</span>
        </div>
      </header>
      <div className="fold-body">
        <ul className="several">
          {selection.map((one) => (
            <li key={JSON.stringify(one)}>
              <button type="button" onClick={() => editor.select([one])}>
                {titleOfThing(one, definition, language)}
              </button>
            </li>
          ))}
        </ul>
        <div className="in-row">
          {paths.length > 1 ? (
            <>
              <Button size="small" onClick={() => run("wrapStates", { paths })}>
                {say(inspectorWords.group)}
              </Button>
              <Button size="small" onClick={() => run("wrapStates", { paths, type: "parallel" })}>
                {say(inspectorWords.groupParallel)}
              </Button>
            </>
          ) : null}
          {paths.length + ways.length > 0 ? (
            <Button size="small" danger onClick={remove}>
              {say(inspectorWords.remove)}
            </Button>
          ) : null}
        </div>
      </div>
      {paths.length > 1 ? <SharedClocks paths={paths} /> : null}
    </>
  );
}

/** The clocks that run or stop in all of them; a change is one step. */
function SharedClocks({ paths }: { paths: readonly string[] }) {
  const { say } = useWords();
  const { editor } = useStanding();
  const run = useRun();
  const deed = useDeed();
  const places = paths.map((path) => `${statePointer(path)}/tags`);
  const shared = (stops: boolean) => (definition: object) => {
    const all = places.map((place) => clocksIn(valueAt(definition, place), stops));
    return (all[0] ?? []).filter((clock) => all.every((one) => one.includes(clock))).join("\n");
  };
  const running = useSelected(({ document }) => shared(false)(document.definition));
  const stopping = useSelected(({ document }) => shared(true)(document.definition));
  const change = (stops: boolean, before: readonly string[], now: readonly string[]): void => {
    const gesture = deed();
    for (const place of places) {
      const tags = valueAt(editor.state().document.definition, place);
      const own = clocksIn(tags, stops).filter((clock) => !before.includes(clock) || now.includes(clock));
      const value = withClocks(tags, stops, [...own, ...now.filter((clock) => !own.includes(clock))]);
      run("setAt", { pointer: place, ...(value === undefined ? {} : { value }) }, gesture);
    }
  };
  return (
    <Fold id="several time" title={say(inspectorWords.time)}>
      {[false, true].map((stops) => {
        const text = stops ? stopping : running;
        const names = text === "" ? [] : text.split("\n");
        const label = say(stops ? inspectorWords.stops : inspectorWords.runs);
        return (
          <Labelled key={String(stops)} label={label} wide>
            <NameList
              of="clock"
              at={places[0]!}
              names={names}
              label={label}
              onChange={(now) => change(stops, names, now)}
            />
          </Labelled>
        );
      })}
    </Fold>
  );
}
