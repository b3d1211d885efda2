import type { Json, JsonObject, Language, Text } from "../../../engine/model/types.ts";
import { formatInWords, formatTitle } from "../../words/formats.ts";
import { titleOf } from "../../words/text.ts";
import type { Selected } from "../document/types.ts";
import { typeInWords, typeOfField, typeWords } from "../inspector/model/schema-edits.ts";
import { named } from "./parts.ts";
import type { Compare, Show } from "./types.ts";
import { asLogic, isRecord, list, members, names, plainly, value } from "./values.ts";
import { both, labelOf, quoted, tell } from "./words.ts";

const field: Text = { en: "Field", "zh-CN": "字段" };

/** What a field is in short: its type, in the middle of a sentence. */
const brief = (schema: JsonObject, _: unknown, language: Language): string => {
  const type = typeOfField(schema);
  const format = type === "text" ? schema["format"] : undefined;
  const said = language === "en" ? typeWords[type].en.toLowerCase() : typeWords[type]["zh-CN"];
  return typeof format === "string"
    ? tell(language, `${said}, ${formatInWords(format, "en")}`, `${said}、${formatInWords(format, "zh-CN")}`)
    : said;
};

const asFormat: Show = (name, side, language) =>
  typeof name === "string" ? quoted(formatTitle(name, language)) : plainly(name, side, language);

/** JSON types, as the types of fields are called. */
const asType: Show = (name, side, language) =>
  typeof name === "string" ? quoted(typeInWords({ type: name }, language)) : plainly(name, side, language);

/** Where choices come from: the list, and which of its members are value and title. */
const asChoices: Show = (choices, side, language) =>
  isRecord(choices) && choices["from"] !== undefined
    ? asLogic(choices["from"], side, language)
    : plainly(choices, side, language);

const choices: Compare = (comparison, before, after, place) =>
  isRecord(before) && isRecord(after)
    ? members({
        from: value(choiceWords.from, asLogic),
        value: value(choiceWords.value),
        title: value(choiceWords.title),
      })(comparison, before, after, place)
    : value(choiceWords.from, asChoices)(comparison, before, after, place);

const choiceWords = {
  from: { en: "the list that it is chosen from", "zh-CN": "选项来源" },
  value: { en: "the member of the list that is the value", "zh-CN": "选项取值字段" },
  title: { en: "the member of the list that is shown", "zh-CN": "选项显示字段" },
} satisfies Record<string, Text>;

/** A JSON Schema, field by field; fields inside of a field are told by their path. */
export function schema(path: string, about: (path: string) => Selected, top: boolean): Compare {
  return (comparison, before, after, place) => {
    const inner = (key: string) => (path === "" ? key : `${path}.${key}`);
    const compareField: Compare = (one, a, b, at) => {
      const name = lastOf(at.after);
      const words = both((language) => {
        const title = titleOf(b ?? a, language, name);
        return `${field[language]}${language === "en" ? " " : ""}${quoted(title)}`;
      });
      const called = top
        ? words
        : { en: `${place.called.en}, ${words.en}`, "zh-CN": `${place.called["zh-CN"]}${words["zh-CN"]}` };
      return schema(inner(name), about, false)(one, a, b, { ...at, called, about: about(inner(name)) });
    };
    return members({
      properties: named({
        kind: top ? field : { en: `${place.called.en}, field`, "zh-CN": `${place.called["zh-CN"]}的字段` },
        section: path === "" && top ? "fields" : null,
        about: (name) => about(inner(name)),
        compare: compareField,
        brief,
      }),
      required: names(labelOf("required"), fieldName),
      enum: names(labelOf("enum")),
      oneOf: list(labelOf("oneOf")),
      title: value(labelOf("title")),
      type: value(labelOf("type"), asType),
      format: value(labelOf("format"), asFormat),
      choices,
      items: (one, a, b, at) =>
        isRecord(a) && isRecord(b)
          ? schema(path, about, false)(one, a, b, at)
          : value(labelOf("items"))(one, a, b, at),
    })(comparison, before, after, place);
  };
}

const lastOf = (at: string): string =>
  at
    .slice(at.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");

/** A field by its title in the data. */
export function fieldName(name: Json, side: Parameters<typeof plainly>[1], language: "en" | "zh-CN"): string {
  if (typeof name !== "string") return plainly(name, side, language);
  const properties = isRecord(side.procedure.data) ? side.procedure.data["properties"] : undefined;
  const [key = ""] = name.replace(/\?$/, "").split(".");
  const own = isRecord(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
  return quoted(titleOf(own, language, name));
}
