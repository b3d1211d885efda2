import type { Chart } from "../../../engine/model/chart-types.ts";
import type { JsonObject, Text } from "../../../engine/model/types.ts";
import type { EditorDocument, Selected } from "../document/types.ts";
import { engineEvent } from "../../words/procedure.ts";
import { problemListWords as words } from "./words.ts";

/** What a person calls what is selected. */
export function titleOf(
  selected: Selected,
  chart: Chart,
  { definition }: Pick<EditorDocument, "definition">,
): Text {
  const plain = (text: string): Text => ({ en: text, "zh-CN": text });
  if (selected.kind === "state") return chart.byPath.get(selected.path)?.title ?? plain(selected.path);
  if (selected.kind === "field") return plain(selected.path === "" ? "data" : selected.path);
  if (selected.kind === "procedure") return words.procedure;
  if (selected.kind === "part") {
    const part = (definition[selected.section] as unknown as Record<string, JsonObject> | undefined)?.[
      selected.name
    ];
    return (part?.["title"] as Text | undefined) ?? plain(selected.name);
  }
  const found = chart.transitions.find(({ id }) => id === selected.id);
  const from = chart.byPath.get(found?.source ?? "")?.title ?? plain(found?.source ?? "");
  const told = found?.event ?? "";
  const own = definition.events[told]?.title;
  const name = found?.event ?? found?.delay ?? "→";
  const event: Text = own ?? {
    en: engineEvent(told, definition, "en") ?? name,
    "zh-CN": engineEvent(told, definition, "zh-CN") ?? name,
  };
  return { en: `${from.en} · ${event.en}`, "zh-CN": `${from["zh-CN"]} · ${event["zh-CN"]}` };
}
