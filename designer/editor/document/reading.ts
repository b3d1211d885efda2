import { isObject } from "../../../engine/model/is-object.ts";
import { readJson, type JsonFault } from "../../../engine/model/json.ts";
import { problemOf } from "../../../engine/model/problems.ts";
import { checkStructure } from "../../../engine/model/structure.ts";
import type { Procedure, Problem } from "../../../engine/model/types.ts";
import { integerKeys, packFileLimits } from "../../../engine/model/parse.ts";

/** What a text is: a procedure that can be shown, whatever problems it has, or why it is none. */
export type Read = { ok: true; definition: Procedure } | { ok: false; problems: TextProblem[] };

/** A problem of a text; with the line and column, from 1, where it is no JSON. */
export interface TextProblem extends Problem {
  line?: number;
  column?: number;
}

/** Codes of what a procedure may not lack to be shown: everything else is a problem of a procedure, not of a text. */
const shapeless: readonly string[] = ["wrong-type", "missing-key", "missing-key-beside"];

/**
 * Reads a text as a procedure. What is no JSON, or has not the shape of a procedure, is refused with each place; what has the shape
 * and is wrong otherwise is taken, and the checker says what is wrong.
 */
export function readDefinition(text: string): Read {
  const file = "procedure.json";
  if (text.length > packFileLimits.bytes)
    return { ok: false, problems: [problemOf("file-too-large", "", { limit: packFileLimits.bytes }, file)] };
  const read = readJson(text);
  if (!read.ok) return { ok: false, problems: read.faults.map((fault) => ofJson(fault, file)) };
  const problems = [
    ...checkStructure("procedure.schema.json", read.value, file).filter(({ code }) =>
      shapeless.includes(code),
    ),
    ...integerKeys(read.value, "", file),
  ];
  if (problems.length > 0 || !isObject(read.value)) return { ok: false, problems };
  return { ok: true, definition: read.value as unknown as Procedure };
}

function ofJson({ code, path, line, column, found }: JsonFault, file: string): TextProblem {
  return { ...problemOf(code, path, { line, column, found }, file), line, column };
}

/** The text of a definition, as files of definitions are written. */
export function textOf(definition: Procedure): string {
  return `${JSON.stringify(definition, null, 2)}\n`;
}
