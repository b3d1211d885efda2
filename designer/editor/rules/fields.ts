import { isObject } from "../../../engine/model/is-object.ts";
import type { LogicScope } from "../../../engine/model/names/scope.ts";
import { factShape } from "../../../engine/model/names/vocabulary.ts";
import {
  numberShape,
  shapeOf,
  textsShape,
  textShape,
  type Shape,
} from "../../../engine/model/names/shape.ts";
import { alternatives } from "../../../engine/model/schema-places.ts";
import type { Json, JsonObject, Language, Text } from "../../../engine/model/types.ts";
import { choiceInWords } from "../../words/choices.ts";
import { titleOf } from "../../words/text.ts";
import { fieldWords, type FieldGroup } from "./words.ts";

/** What kind of value a person is asked for. */
export type ValueType =
  "text" | "number" | "boolean" | "date" | "moment" | "choice" | "list" | "record" | "any";

/** Something that logic may read at a place. */
export interface Field {
  path: string;
  /** `outer` where only the item is seen otherwise. */
  op: "var" | "outer";
  group: FieldGroup;
  title: Text;
  type: ValueType;
  shape: Shape;
}

/** So many fields are offered, and so deep inside one another. */
const mostFields = 600;
const deepest = 3;

/** Everything that logic may read in a scope, each once, by group. */
export function fieldsIn(scope: LogicScope): Field[] {
  const found = new Map<string, Field>();
  const note = (
    path: string,
    group: FieldGroup,
    title: Text,
    shape: Shape,
    op: Field["op"] = "var",
  ): void => {
    if (found.size < mostFields && !found.has(`${op} ${path}`))
      found.set(`${op} ${path}`, { path, op, group, title, type: typeOfShape(shape), shape });
  };
  if (scope.item !== undefined) {
    note("", "item", fieldWords.theItem, scope.item);
    for (const [path, title, shape] of membersOf(scope.item, "", none)) note(path, "item", title, shape);
    for (const field of fieldsIn({ ...scope, item: undefined }))
      note(field.path, field.group, field.title, field.shape, "outer");
    return [...found.values()];
  }
  const { words } = scope;
  const { procedure } = words;
  if (scope.row !== undefined) {
    note("row", "row", fieldWords.theItem, scope.row);
    for (const [path, title, shape] of membersOf(scope.row, "row.", none)) note(path, "row", title, shape);
    note("index", "row", fieldWords.place, shapeOf(numberShape));
  }
  for (const [path, title, shape] of membersOf(words.data, "data.", none)) note(path, "data", title, shape);
  for (const event of scope.event)
    for (const [path, title, shape] of membersOf(event, "event.", none)) note(path, "event", title, shape);
  note("event.type", "event", fieldWords.eventType, choiceShape(procedure.events));
  for (const name of words.facts)
    note(`fact.${name}`, "fact", procedure.facts?.[name]?.title ?? same(name), factShape(words, name));
  for (const [name, schema] of Object.entries(words.pack.parameters))
    note(`param.${name}`, "param", titles(schema, name), shapeOf(schema));
  for (const [name, clock] of Object.entries(procedure.clocks ?? {})) {
    const title = (part: Text) => joined([clock.title ?? same(name), part]);
    note(
      `clock.${name}.light`,
      "clock",
      title(fieldWords.light),
      shapeOf({ enum: ["green", "blue", "yellow", "red"] }),
    );
    note(`clock.${name}.used`, "clock", title(fieldWords.used), shapeOf(numberShape));
    note(`clock.${name}.left`, "clock", title(fieldWords.left), shapeOf(numberShape));
  }
  for (const [name, ballot] of Object.entries(procedure.ballots ?? {})) {
    for (const choice of ballot.choices)
      note(
        `ballot.${name}.counts.${choice}`,
        "ballot",
        joined([
          same(name),
          { en: choiceInWords(choice, undefined, "en"), "zh-CN": choiceInWords(choice, undefined, "zh-CN") },
        ]),
        shapeOf(numberShape),
      );
    note(`ballot.${name}.base`, "ballot", joined([same(name), fieldWords.base]), shapeOf(numberShape));
  }
  const roles = choiceShape({ ...words.pack.roles, ...procedure.roles });
  note("by.id", "by", fieldWords.person, shapeOf(textShape));
  note("by.name", "by", fieldWords.personName, shapeOf(textShape));
  note(
    "by.roles",
    "by",
    fieldWords.personRoles,
    roles === "open" ? shapeOf(textsShape) : shapeOf({ type: "array", items: roles.schema }),
  );
  note("by.orgs", "by", fieldWords.personOrgs, shapeOf(textsShape));
  for (const [name, role] of Object.entries(procedure.roles ?? {}))
    if (role.rows !== undefined || role.is !== undefined)
      note(`by.as.${name}`, "by", joined([fieldWords.actingAs, role.title ?? same(name)]), "open");
  note("case.openedBy", "case", fieldWords.openedBy, shapeOf(textShape));
  note("case.openedAt", "case", fieldWords.openedAt, shapeOf({ type: "string", format: "date-time" }));
  note("case.id", "case", fieldWords.caseId, shapeOf(textShape));
  note("case.depth", "case", fieldWords.depth, shapeOf(numberShape));
  note("case.revision", "case", fieldWords.revision, shapeOf(numberShape));
  note("now", "time", fieldWords.now, shapeOf({ type: "string", format: "date-time" }));
  return [...found.values()];
}

/** Names with titles as the choices of a text. */
function choiceShape(of: Readonly<Record<string, { title?: Text }>>): Shape {
  const options = Object.entries(of).map(([name, { title }]) => ({
    const: name,
    title: { ...(title ?? same(name)) },
  }));
  return shapeOf(options.length === 0 ? textShape : { type: "string", oneOf: options });
}

const none: readonly Text[] = [];

function membersOf(shape: Shape, prefix: string, around: readonly Text[]): [string, Text, Shape][] {
  if (shape === "open" || around.length >= deepest) return [];
  const { root } = shape;
  return alternatives(root, shape.schema).flatMap(({ properties }) =>
    Object.entries(isObject(properties) ? properties : {}).flatMap(
      ([key, schema]): [string, Text, Shape][] => {
        if (!isObject(schema)) return [];
        const inner: Shape = { root, schema };
        const path = prefix + key;
        const way = [...around, titles(schema, key)];
        return [[path, joined(way), inner], ...membersOf(inner, `${path}.`, way)];
      },
    ),
  );
}

const same = (name: string): Text => ({ en: name, "zh-CN": name });
const titles = (schema: Json, name: string): Text => ({
  en: titleOf(schema, "en", name),
  "zh-CN": titleOf(schema, "zh-CN", name),
});
const joined = (parts: readonly Text[]): Text => ({
  en: parts.map(({ en }) => en).join(" · "),
  "zh-CN": parts.map((part) => part["zh-CN"]).join(" · "),
});

/** What a person is asked for where a value of this shape is wanted. */
export function typeOfShape(shape: Shape): ValueType {
  if (shape === "open") return "any";
  if (choicesOf(shape).length > 0) return "choice";
  for (const one of alternatives(shape.root, shape.schema)) {
    const type = [one["type"]].flat().find((name) => name !== "null" && name !== undefined);
    if (type === "boolean") return "boolean";
    if (type === "number" || type === "integer") return "number";
    if (type === "array" || one["items"] !== undefined) return "list";
    if (type === "object" || one["properties"] !== undefined) return "record";
    if (one["format"] === "date") return "date";
    if (one["format"] === "date-time") return "moment";
    if (type === "string") return "text";
  }
  return "any";
}

/** The values that a shape lists, with their titles. */
export function choicesOf(shape: Shape): { value: Json; title: (language: Language) => string }[] {
  if (shape === "open") return [];
  for (const one of alternatives(shape.root, shape.schema)) {
    const listed = Array.isArray(one["enum"])
      ? one["enum"]
      : Array.isArray(one["oneOf"]) && one["oneOf"].every((item) => isObject(item) && "const" in item)
        ? one["oneOf"].map((item) => (item as JsonObject)["const"] ?? null)
        : [];
    if (listed.length > 0)
      return listed.map((value) => ({ value, title: (language) => choiceInWords(value, one, language) }));
  }
  return [];
}
