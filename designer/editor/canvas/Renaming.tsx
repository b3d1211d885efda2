import type { Language } from "../../../engine/model/types.ts";
import type { Rect } from "../../chart/arrange.ts";
import { say } from "../../words/text.ts";
import { lastKey } from "../document/place.ts";
import type { Selected } from "../document/types.ts";
import { cardOf } from "./flow.ts";
import { namePlace, renamed } from "./naming.ts";
import { run, type Ground } from "./operations.ts";
import { Rename } from "./Rename.tsx";
import type { Scene } from "./scene.ts";

/** Renames a stage or a way in its place on the canvas. */
export function Renaming({
  selected,
  ground,
  language,
  close,
}: {
  selected: Selected;
  ground: Ground;
  language: Language;
  close(): void;
}) {
  const { editor, scene } = ground;
  const place = namePlace(editor.state().document.definition, scene.chart, selected);
  const box = boxOf(scene, selected);
  if (place === null || box === undefined) return null;
  const fallback = selected.kind === "state" ? lastKey(selected.path) : "";
  return (
    <Rename
      key={JSON.stringify(selected)}
      box={box}
      title={say(place.title, language, fallback)}
      language={language}
      done={(title) => {
        close();
        if (title === null) return;
        const value = renamed(place.title, language, title);
        if ("at" in place) return void run(ground, "setAt", { pointer: place.at, value });
        const found = scene.chart.transitions.find(({ id }) => id === place.transition);
        const meta = { ...found?.config.meta, title: value };
        run(ground, "setTransition", { id: place.transition, change: { meta } });
      }}
    />
  );
}

/** Where the words of a card or of a line are. */
function boxOf(scene: Scene, selected: Selected): Rect | undefined {
  const card = selected.kind === "state" ? cardOf(scene, selected.path) : null;
  if (card !== null) return scene.boxes[card];
  if (selected.kind !== "transition") return undefined;
  const line = scene.picture.lines.find(({ transition }) => transition === selected.id);
  const route = line === undefined ? undefined : scene.routes[line.id];
  const bend = route?.points[1];
  return route?.label ?? (bend && { ...bend, width: 80, height: 20 });
}
