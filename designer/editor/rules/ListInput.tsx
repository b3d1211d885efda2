import { Select } from "antd";
import { itemsOf, type Shape } from "../../../engine/model/names/shape.ts";
import type { Json } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { choicesOf, typeOfShape } from "./fields.ts";
import { constant, type Sequence } from "./tree.ts";
import { ruleWords } from "./words.ts";

/** A list of constants: the choices of a field, or what is typed. */
export function ListInput({
  node,
  shape,
  onChange,
}: {
  node: Sequence;
  shape: Shape;
  onChange: (node: Sequence) => void;
}) {
  const { language, say } = useWords();
  const item = itemsOf(shape);
  const choices = choicesOf(item);
  const values = node.parts.map((part) => (part.kind === "constant" ? part.value : null));
  const keys = values.map((value) => JSON.stringify(value));
  const titles = new Map(choices.map((choice) => [JSON.stringify(choice.value), choice.title(language)]));
  for (const value of values)
    if (!titles.has(JSON.stringify(value)))
      titles.set(JSON.stringify(value), typeof value === "string" ? value : JSON.stringify(value));
  return (
    <Select<string[]>
      className="rule-list"
      size="small"
      mode={choices.length > 0 ? "multiple" : "tags"}
      aria-label={say(ruleWords.value)}
      placeholder={say(ruleWords.addChoice)}
      value={keys}
      options={[...titles].map(([value, label]) => ({ value, label }))}
      onChange={(chosen) =>
        onChange({
          ...node,
          parts: chosen.map((key) => constant(read(key, titles, typeOfShape(item) === "number"))),
        })
      }
    />
  );
}

/** What is chosen is written as JSON; what is typed is a text, or a number where numbers are meant. */
function read(key: string, known: ReadonlyMap<string, string>, isNumber: boolean): Json {
  if (known.has(key)) return JSON.parse(key) as Json;
  return isNumber && key.trim() !== "" && Number.isFinite(Number(key)) ? Number(key) : key;
}
