import { isObject } from "../../../../engine/model/is-object.ts";
import { itemsOf, shapeOf, type Shape } from "../../../../engine/model/names/shape.ts";
import type { LogicScope } from "../../../../engine/model/names/scope.ts";
import { factShape } from "../../../../engine/model/names/vocabulary.ts";
import { alternatives } from "../../../../engine/model/schema-places.ts";
import type {
  DecisionTable,
  FactDefinition,
  Json,
  JsonObject,
  Language,
  Logic,
  Text,
} from "../../../../engine/model/types.ts";
import { say, titleOf } from "../../../words/text.ts";
import { fieldsOf } from "../../rules/building.tsx";
import { typeOfShape } from "../../rules/fields.ts";
import { shapeOfNode } from "../../rules/seen.ts";
import { pathNode } from "../../rules/tree.ts";

/**
 * Where the choices of a field come from, as a form asks for it: a list that stands at a path (of the case, of a fact, of the
 * parameters), what a decision table gives, or any other logic. `some`: a condition says which of them are offered.
 */
export type ChoiceSource = ({ kind: "path"; path: string } | { kind: "table"; name: string }) & {
  some: boolean;
};

/** The source that logic names; null for other logic, which only the rule itself can show. */
export function sourceOf(from: Logic): ChoiceSource | null {
  const inner = filtered(from);
  if (inner !== undefined) {
    const source = sourceOf(inner);
    return source === null || source.some ? null : { ...source, some: true };
  }
  if (!isObject(from) || Object.keys(from).length !== 1) return null;
  const { var: path, decide } = from;
  if (typeof path === "string" && path !== "") return { kind: "path", path, some: false };
  const [name, ...more] = Array.isArray(decide) ? decide : [decide];
  return typeof name === "string" && more.length === 0 ? { kind: "table", name, some: false } : null;
}

/** The list that a condition chooses from; undefined for other logic. */
function filtered(from: Logic): Logic | undefined {
  if (!isObject(from) || Object.keys(from).length !== 1) return undefined;
  const filter = from["filter"];
  return Array.isArray(filter) && filter.length === 2 ? filter[0] : undefined;
}

/** The logic of a source, all of it; a condition is added to it as a filter. */
export function logicOf(source: { kind: "path"; path: string } | { kind: "table"; name: string }): Logic {
  return source.kind === "path" ? { var: source.path } : { decide: [source.name] };
}

/** The same source with a condition on what is offered, or without. */
export function withSome(from: Logic, some: boolean): Logic {
  const inner = filtered(from);
  if (some) return inner === undefined ? { filter: [from, true] } : from;
  return inner ?? from;
}

export const keyOfSource = (
  source: { kind: "path"; path: string } | { kind: "table"; name: string },
): string => (source.kind === "path" ? `path ${source.path}` : `table ${source.name}`);

/** Something that choices may be taken from. */
export interface SourceOption {
  key: string;
  title: string;
  /** What has to be added to the facts first. */
  fact?: JsonObject & { of: string };
  group: SourceGroup;
}
export const sourceGroups = ["register", "role", "data", "fact", "table", "param"] as const;
export type SourceGroup = (typeof sourceGroups)[number];

/** Everything that choices may be taken from in a procedure. Other cases are no source (B11). */
export function sourceOptions(scope: LogicScope, language: Language): SourceOption[] {
  const { pack, procedure } = scope.words;
  const facts = Object.entries(procedure.facts ?? {}).filter(([, { of }]) => !of.startsWith("cases:"));
  const plain = (of: string): string | undefined =>
    facts.find(([, fact]) => fact.of === of && fact.give === "rows" && fact.where === undefined)?.[0];
  const whole = (group: "register" | "role", name: string, called: Text | undefined): SourceOption => {
    const of = `${group}:${name}`;
    const title = say(called, language, name);
    const known = plain(of);
    if (known !== undefined) return { key: `path fact.${known}`, title, group };
    const fact = { ...(called === undefined ? {} : { title: { ...called } }), of, give: "rows" };
    return { key: `${group} ${name}`, title, group, fact };
  };
  const roles = Object.entries({ ...pack.roles, ...procedure.roles }).filter(
    ([, role]) => !("is" in role) && !("rows" in role),
  );
  const found = [
    ...Object.entries(pack.registers).map(([name, { title }]) => whole("register", name, title)),
    ...roles.map(([name, { title }]) => whole("role", name, title)),
    ...[...fieldsOf(scope).values()].flatMap(({ path, op, group, type, title }): SourceOption[] =>
      op === "var" && type === "list" && (group === "data" || group === "param")
        ? [{ key: `path ${path}`, title: title[language], group }]
        : [],
    ),
    ...facts.flatMap(([name, fact]) => ofFact(scope, name, fact, language)),
    ...Object.entries(procedure.decisions ?? {}).flatMap(([name, table]): SourceOption[] =>
      givesList(table)
        ? [{ key: `table ${name}`, title: say(table.title, language, name), group: "table" }]
        : [],
    ),
  ];
  const seen = new Set<string>();
  return found.filter(({ key }) => !seen.has(key) && seen.add(key));
}

/** Whether a table gives all rows that fire, and not one of them or a figure. */
const givesList = ({ hit, aggregate }: DecisionTable): boolean =>
  (hit === "collect" || hit === "ruleOrder" || hit === "outputOrder") && aggregate === undefined;

/** The list that a fact gives, or the lists in the one row that it gives. */
function ofFact(
  scope: LogicScope,
  name: string,
  { title: called, give, of }: FactDefinition,
  language: Language,
): SourceOption[] {
  const fact = say(called, language, name);
  const option = (path: string, title: string): SourceOption => ({
    key: `path ${path}`,
    title,
    group: "fact",
  });
  if (give === "rows" || give === "ids") return [option(`fact.${name}`, fact)];
  if (give !== "first" || of.startsWith("role:")) return [];
  return membersOf(factShape(scope.words, name), language)
    .filter(({ shape }) => typeOfShape(shape) === "list")
    .map(({ name: member, title }) => option(`fact.${name}.${member}`, `${fact} · ${title}`));
}

export interface Member {
  name: string;
  title: string;
  shape: Shape;
}

/** What may be value or title among the members of a row of the source; null where its entries are the values themselves. */
export function membersOfSource(
  source: ChoiceSource,
  scope: LogicScope,
  language: Language,
): Member[] | null {
  const { procedure } = scope.words;
  if (source.kind === "table") {
    const table = Object.hasOwn(procedure.decisions ?? {}, source.name)
      ? procedure.decisions?.[source.name]
      : undefined;
    return (table?.outputs ?? []).map((output) => {
      const name = typeof output === "string" ? output : output.name;
      return { name, title: name, shape: "open" };
    });
  }
  const [root, fact = ""] = source.path.split(".");
  const of = root === "fact" ? procedure.facts?.[fact] : undefined;
  if (of?.of.startsWith("role:") === true && of.give === "rows")
    return ["id", "name"].map((name) => ({ name, title: name, shape: shapeOf({ type: "string" }) }));
  const items = itemsOf(shapeOfNode(pathNode(source.path), scope));
  if (items !== "open" && typeOfShape(items) !== "record" && typeOfShape(items) !== "any") return null;
  return membersOf(items, language);
}

function membersOf(shape: Shape, language: Language): Member[] {
  if (shape === "open") return [];
  return alternatives(shape.root, shape.schema).flatMap(({ properties }) =>
    Object.entries(isObject(properties) ? properties : {}).map(([name, schema]) => ({
      name,
      title: titleOf(schema, language, name),
      shape: isObject(schema) ? { root: shape.root, schema } : ("open" as const),
    })),
  );
}

/** The declaration for a source that was chosen anew: with the member that is the value, where it is not called `id`. */
export function chosenSource(from: Logic, members: readonly Member[] | null, key?: string): JsonObject {
  const names = (members ?? []).map(({ name }) => name);
  const value = names.includes("id")
    ? undefined
    : [key, "code", "no", "key", names[0]].find((name) => name !== undefined && names.includes(name));
  return { from, ...(value === undefined ? {} : { value }) };
}

/** Whether a form can show all that a declaration says. */
export function isDeclaration(choices: Json | undefined): choices is JsonObject & { from: Json } {
  return (
    isObject(choices) &&
    choices["from"] !== undefined &&
    Object.entries(choices).every(
      ([key, value]) => key === "from" || ((key === "value" || key === "title") && typeof value === "string"),
    )
  );
}
