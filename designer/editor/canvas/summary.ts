import type { Language } from "../../../engine/model/types.ts";
import { say } from "../../words/text.ts";
import type { Selected } from "../document/types.ts";
import type { Scene } from "./scene.ts";
import { canvasWords } from "./words.ts";

/** What is selected, in a few words for those who do not see it. */
export function summaryOf(scene: Scene | null, selection: readonly Selected[], language: Language): string {
  const [first] = selection;
  if (scene === null || first === undefined || selection.length > 1) return "";
  if (first.kind === "state") {
    const found = scene.chart.byPath.get(first.path);
    const ways = scene.chart.transitions.filter(({ source }) => source === first.path).length;
    return found === undefined
      ? ""
      : `${say(found.title, language, found.key)} · ${ways} ${say(canvasWords.waysOn, language)}`;
  }
  if (first.kind !== "transition") return "";
  const line = scene.picture.lines.find(({ transition }) => transition === first.id);
  return [
    line?.label?.full ?? "",
    "→",
    line === undefined ? "" : say(scene.chart.byPath.get(line.to)?.title, language, line.to),
  ].join(" ");
}
