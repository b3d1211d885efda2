import { choicesOfList, declaredChoices, withChoices } from "../../../engine/model/choices.ts";
import { isObject } from "../../../engine/model/is-object.ts";
import type {
  Choice,
  ChoicesDefinition,
  FactDefinition,
  Json,
  JsonObject,
  Procedure,
  Schema,
  Text,
} from "../../../engine/model/types.ts";
import { RuleFault, type Rules, type Scope } from "../../../engine/rules/index.ts";
import type { PackAround } from "../context.tsx";
import { say } from "../../words/text.ts";
import { factOf, factsRead, readsOf, rowsOfFact, type FactSource, type RegisterRows } from "./facts.ts";
import { offeredWords as words } from "./words.ts";

/** What choices are looked up with in the page: rules of the document, its pack, and rows of registers that are known otherwise. */
export interface OfferingWith {
  definition: Procedure;
  around: Pick<PackAround, "files" | "directory" | "registers">;
  rules: Rules;
  scope: Scope;
  known?: { rows: RegisterRows; source: FactSource };
}

/** What a list gives here: choices, or why there are none. */
export type Offered = { choices: Choice[]; why: null } | { choices: null; why: Text };

const noRows = { rows: {}, source: "begun" } as const;

/** The choices of one declaration, as far as they can be known without a server. */
export function offeredBy(declared: ChoicesDefinition, given: OfferingWith): Offered {
  const { definition, around, rules, scope, known = noRows } = given;
  const { facts = {} } = definition;
  const named = factsRead(readsOf(declared.from, rules)).flatMap((name) =>
    Object.hasOwn(facts, name) ? [{ name, fact: facts[name]! }] : [],
  );
  const found: JsonObject = {};
  for (const { name, fact } of named) {
    const rows = rowsOfFact(fact, around, known);
    if (rows === null) return { choices: null, why: words.fromElsewhere };
    const value = factOf(fact, rows.rows, rules, scope);
    if (value === undefined) return { choices: null, why: words.unknown };
    found[name] = value;
  }
  const choices = choicesOfList(listOf(declared, rules, { ...scope, fact: found }), declared);
  if (choices.length > 0) return { choices, why: null };
  const empty = named.find(({ fact }) => isEmptyRegister(fact, given));
  return { choices: null, why: empty === undefined ? words.unknown : withTitle(empty.fact, around) };
}

/** The registers that the choices of a schema read. */
export function registersRead(
  schema: Schema,
  { facts = {} }: Pick<Procedure, "facts">,
  rules: Rules,
): string[] {
  const names = [...declaredChoices(schema).values()].flatMap(({ from }) => factsRead(readsOf(from, rules)));
  const registers = names.flatMap((name) =>
    Object.hasOwn(facts, name) ? (facts[name]!.of.split("register:")[1] ?? []) : [],
  );
  return [...new Set(registers)];
}

/**
 * The schema of a form whose fields offer what they are chosen from: what `known` says of a field (by JSON pointer), or else what can
 * be known here. A field for which nothing is known stays open, and says why.
 */
export function withOffered(
  schema: Schema,
  given: OfferingWith,
  known: Readonly<Record<string, readonly Choice[]>> = {},
): Schema {
  const found: Record<string, readonly Choice[]> = { ...known };
  const hints: Record<string, Text> = {};
  for (const [at, declared] of declaredChoices(schema)) {
    if ((found[at]?.length ?? 0) > 0) continue;
    const { choices, why } = offeredBy(declared, given);
    if (choices === null) hints[at.replace(/\/items$/, "")] = why;
    else found[at] = choices;
  }
  return withHints(withChoices(schema, found), hints);
}

/** The hints behind what the fields explain of themselves. */
function withHints(schema: Schema, hints: Readonly<Record<string, Text>>): Schema {
  const visit = (one: Json, at: string): Json => {
    if (Array.isArray(one)) return one.map((item, place) => visit(item, `${at}/${place}`));
    if (!isObject(one)) return one;
    const inner = Object.fromEntries(
      Object.entries(one).map(([key, value]) => [
        key,
        visit(value, `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
      ]),
    );
    const hint = Object.hasOwn(hints, at) ? hints[at]! : null;
    return hint === null ? inner : { ...inner, description: behind(one["description"], hint) };
  };
  return Object.keys(hints).length === 0 ? schema : (visit(schema, "") as Schema);
}

function behind(description: Json | undefined, hint: Text): JsonObject {
  const before = (language: "en" | "zh-CN"): string => {
    const said = say(description as unknown as Text | string | undefined, language);
    return said === "" ? "" : said + (language === "en" ? " " : "");
  };
  return { en: before("en") + hint.en, "zh-CN": before("zh-CN") + hint["zh-CN"] };
}

function listOf({ from }: ChoicesDefinition, rules: Rules, scope: Scope): Json {
  try {
    return rules.compile(from).evaluate(scope);
  } catch (fault) {
    if (fault instanceof RuleFault) return null;
    throw fault;
  }
}

function isEmptyRegister(fact: FactDefinition, { around, known = noRows }: OfferingWith): boolean {
  return fact.of.startsWith("register:") && rowsOfFact(fact, around, known)?.rows.length === 0;
}

function withTitle({ of }: FactDefinition, { registers }: Pick<PackAround, "registers">): Text {
  const name = of.slice("register:".length);
  const title = Object.hasOwn(registers, name) ? registers[name]?.title : undefined;
  const filled = (language: "en" | "zh-CN") =>
    words.noRows[language].replace("{what}", say(title, language, name));
  return { en: filled("en"), "zh-CN": filled("zh-CN") };
}
