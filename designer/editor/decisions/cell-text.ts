import type { CellOperator } from "../../../engine/model/operators.ts";
import type { Shape } from "../../../engine/model/names/shape.ts";
import type { Json, Language } from "../../../engine/model/types.ts";
import { readCell, sameJson } from "../../../engine/rules/cells.ts";
import { RuleFault } from "../../../engine/rules/fault.ts";
import { choicesOf, typeOfShape } from "../rules/fields.ts";

/**
 * Cells of decision tables as short texts and back: `≥ 5000`, `major, serious`, `≠ none`, `≥ 5 & < 10`, `any`. A cell that has no short
 * text, or whose text would be read as another one, is written as JSON, so that nothing is lost by looking at it.
 */

/** None begins as a formula does: what is copied into a spreadsheet stays text there. */
const signs: Partial<Record<string, string>> = {
  "==": "＝",
  "!=": "≠",
  "<": "<",
  "<=": "≤",
  ">": ">",
  ">=": "≥",
} satisfies Partial<Record<CellOperator, string>>;
/** Longer signs come first, so that none is read as the beginning of another one. */
const written: readonly (readonly [string, CellOperator])[] = [
  [">=", ">="],
  ["<=", "<="],
  ["!=", "!="],
  ["==", "=="],
  ["≥", ">="],
  ["≤", "<="],
  ["≠", "!="],
  ["=", "=="],
  ["＝", "=="],
  ["<", "<"],
  [">", ">"],
];

export const anyWords: Record<Language, string> = { en: "any", "zh-CN": "任意" };
export const missingWords: Record<Language, string> = { en: "missing", "zh-CN": "缺失" };
export const presentWords: Record<Language, string> = { en: "present", "zh-CN": "有值" };
const yesWords: Record<Language, string> = { en: "yes", "zh-CN": "是" };
const noWords: Record<Language, string> = { en: "no", "zh-CN": "否" };

const isWord = (text: string, words: Record<Language, string>): boolean =>
  Object.values(words).includes(text.toLowerCase());

/** A cell of the inputs as a short text. */
export function cellText(cell: Json, shape: Shape, language: Language): string {
  const short = shortText(cell, shape, language);
  const read = short === null ? null : readCellText(short, shape);
  return short !== null && read?.ok === true && JSON.stringify(read.value) === JSON.stringify(cell)
    ? short
    : typeof cell === "object"
      ? JSON.stringify(cell)
      : `${plainJson} ${JSON.stringify(cell)}`;
}
/** Before a constant that would be taken for another one, such as a number where texts are meant. */
const plainJson = "json:";

function shortText(cell: Json, shape: Shape, language: Language): string | null {
  if (cell === null) return anyWords[language];
  if (typeof cell !== "object") return valueText(cell, shape, language);
  if (Array.isArray(cell)) return null;
  const parts = Object.entries(cell).map(([operator, constant]): string | null => {
    if (operator === "==" && constant === null) return missingWords[language];
    if (operator === "!=" && constant === null) return presentWords[language];
    if (operator === "in")
      return Array.isArray(constant) &&
        constant.length > 1 &&
        constant.every((one) => typeof one !== "object")
        ? constant.map((one) => valueText(one, shape, language)).join(language === "en" ? ", " : "、")
        : null;
    const sign = Object.hasOwn(signs, operator) ? signs[operator] : undefined;
    return sign === undefined || typeof constant === "object"
      ? null
      : `${sign} ${valueText(constant, shape, language)}`;
  });
  return parts.length === 0 || parts.includes(null) ? null : parts.join(" & ");
}

/** A constant as a text: choices by their titles, texts in quotes only where they would be taken for something else. */
export function valueText(value: Json, shape: Shape, language: Language): string {
  if (value === null) return "";
  if (typeof value === "boolean") return (value ? yesWords : noWords)[language];
  if (typeof value !== "string") return JSON.stringify(value);
  const title = choicesOf(shape)
    .find((choice) => choice.value === value)
    ?.title(language);
  for (const text of [title, value])
    if (text !== undefined && text === text.trim() && !/[,、，&"\t\n]|^[=＝≠<>≤≥!+@-]/.test(text)) {
      const read = readValue(text, shape);
      if (read.ok && read.value === value) return text;
    }
  return JSON.stringify(value);
}

export type Read = { ok: true; value: Json } | { ok: false };

/** Reads what was typed, or pasted, as a cell. */
export function readCellText(text: string, shape: Shape): Read {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "-" || trimmed === "*" || isWord(trimmed, anyWords))
    return { ok: true, value: null };
  if (trimmed.startsWith(plainJson)) return asCell(readJson(trimmed.slice(plainJson.length)));
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) return asCell(readJson(trimmed));
  const parts = split(trimmed, "&");
  if (
    parts.length === 1 &&
    !parts[0]!.match(/^(?:[=＝≠<>≤≥]|!=)/) &&
    !isWord(trimmed, missingWords) &&
    !isWord(trimmed, presentWords)
  ) {
    const values = split(trimmed, ",、，").map((one) => readValue(one, shape));
    if (values.some(({ ok }) => !ok)) return { ok: false };
    const constants = values.map((one) => (one.ok ? one.value : null));
    return { ok: true, value: constants.length === 1 ? constants[0]! : { in: constants } };
  }
  const cell: [string, Json][] = [];
  for (const part of parts) {
    const read = condition(part, shape);
    if (read === null || cell.some(([operator]) => operator === read[0])) return { ok: false };
    cell.push(read);
  }
  return { ok: true, value: Object.fromEntries(cell) };
}

function condition(part: string, shape: Shape): [string, Json] | null {
  if (isWord(part, missingWords)) return ["==", null];
  if (isWord(part, presentWords)) return ["!=", null];
  const found = written.find(([sign]) => part.startsWith(sign));
  if (found === undefined) {
    const values = split(part, ",、，").map((one) => readValue(one, shape));
    return values.length > 1 && values.every(({ ok }) => ok)
      ? ["in", values.map((one) => (one.ok ? one.value : null))]
      : null;
  }
  const value = readValue(part.slice(found[0].length).trim(), shape);
  return value.ok ? [found[1], value.value] : null;
}

/** A cell must be one that a table may have. */
function asCell(read: Read): Read {
  if (!read.ok) return read;
  try {
    readCell(read.value);
    return read;
  } catch (fault) {
    if (fault instanceof RuleFault) return { ok: false };
    throw fault;
  }
}

/** Reads one constant: a choice by its title or value, a number, yes or no, a text in quotes, or any other text as it is. */
export function readValue(text: string, shape: Shape): Read {
  if (text === "") return { ok: false };
  if (text.startsWith('"') || text.startsWith("{") || text.startsWith("[")) return readJson(text);
  const choices = choicesOf(shape);
  const choice =
    choices.find(({ value }) => value === text) ??
    choices.find(({ title }) => title("en") === text || title("zh-CN") === text);
  if (choice !== undefined) return { ok: true, value: choice.value };
  const type = typeOfShape(shape);
  if (isWord(text, yesWords) || text === "true") return { ok: true, value: true };
  if (isWord(text, noWords) || text === "false") return { ok: true, value: false };
  if (/^[-−]?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(text)) {
    const number = Number(text.replaceAll(",", "").replace("−", "-"));
    if (Number.isFinite(number) && type !== "text" && type !== "date") return { ok: true, value: number };
  }
  return type === "number" || type === "boolean" ? { ok: false } : { ok: true, value: text };
}

function readJson(text: string): Read {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch {
    return { ok: false };
  }
}

/** Splits at any of some signs that do not stand in quotes. */
function split(text: string, at: string): string[] {
  const parts: string[] = [];
  let part = "";
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index]!;
    if (quoted && sign === "\\") part += sign + (text[++index] ?? "");
    else if (!quoted && at.includes(sign)) {
      parts.push(part.trim());
      part = "";
    } else {
      if (sign === '"') quoted = !quoted;
      part += sign;
    }
  }
  return [...parts, part.trim()];
}

/** An output as a text, and back: as {@link valueText}, with nothing for null. */
export function outputText(value: Json, language: Language): string {
  const text = valueText(value, "open", language);
  const read = readOutputText(text);
  return read.ok && sameJson(read.value, value) ? text : JSON.stringify(value);
}

export function readOutputText(text: string): Read {
  return text.trim() === "" ? { ok: true, value: null } : readValue(text.trim(), "open");
}
