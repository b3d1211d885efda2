import { isObject } from "../../../engine/model/is-object.ts";
import { segments } from "../../../engine/model/pointer.ts";
import type { Json, Procedure, Text } from "../../../engine/model/types.ts";
import { chartOf } from "../chart-of.ts";
import type { PackAround } from "../context.tsx";
import { valueAt } from "../document/place.ts";
import { selectedAt } from "../document/places.ts";
import { titleOf } from "./titles.ts";
import { problemListWords as words } from "./words.ts";

/**
 * What a person calls a place of another file of the pack: the title of the procedure and what of it is meant there; of a worked
 * example its procedure and its name.
 *
 * @example placeInPack("procedures/request.json", "/machine/states/asking/invoke", around).en // "Request · Asking"
 */
export function placeInPack(
  file: string,
  path: string,
  { files, procedures }: Pick<PackAround, "files" | "procedures">,
): Text {
  const [folder = "", name = ""] = file.replace(/\.json$/, "").split("/");
  const own = folder === "procedures" ? procedures[name] : undefined;
  if (own !== undefined) {
    const chart = chartOf(own);
    const selected = selectedAt(chart, path);
    return joined(own.title, titleOf(selected, chart, { definition: own }));
  }
  if (folder === "scenarios") {
    const examples = parsed(files[file]);
    const of = isObject(examples) ? procedures[String(examples["procedure"])] : undefined;
    const told = valueAt(examples, `/${segments(path).slice(0, 2).join("/")}/name`);
    const example = isObject(told) ? joined(words.example, told as unknown as Text) : words.scenarios;
    return of === undefined ? example : joined(of.title, example);
  }
  const [section, place] = segments(path);
  if (file === "pack.json" && section === "schedules") {
    const id = valueAt(parsed(files[file]), `/schedules/${place}/id`);
    return joined(words.schedule, plain(String(id ?? place)));
  }
  return joined(words.elsewhere, plain(file));
}

const plain = (text: string): Text => ({ en: text, "zh-CN": text });
const joined = (a: Procedure["title"], b: Text): Text => ({
  en: `${a.en} · ${b.en}`,
  "zh-CN": `${a["zh-CN"]} · ${b["zh-CN"]}`,
});

/** Null for a file that is not there or cannot be read. */
function parsed(text: string | undefined): Json {
  try {
    return text === undefined ? null : (JSON.parse(text) as Json);
  } catch {
    // What is wrong with it is among the problems.
    return null;
  }
}
