import type { ParseArgsConfig } from "node:util";
import type { Problem, Text } from "../../engine/model/index.ts";

/** What a command prints to and answers with: 0 done, 1 problems found, 2 misuse. */
export interface Terminal {
  out(line: string): void;
  /** Progress and faults; not part of the result. */
  err(line: string): void;
  /** Overwrites itself on a terminal, is silent elsewhere. */
  progress(line: string): void;
  language: keyof Text;
}
export type ExitStatus = 0 | 1 | 2;

export interface Command {
  /** How it is called, after the program's name. */
  usage: string;
  summary: string;
  options: NonNullable<ParseArgsConfig["options"]>;
  /** Words of help for each option. */
  help: Record<string, string>;
  run(
    words: string[],
    options: Record<string, string | boolean | string[] | undefined>,
    terminal: Terminal,
  ): Promise<ExitStatus>;
}

/** Thrown for a call that is off; the program says so, shows the usage and ends with 2. */
export class Misuse extends Error {
  override name = "Misuse";
}

/** `error procedures/x.json#/machine/initial unknown-state: …` */
export function problemLine(problem: Problem, language: keyof Text): string {
  return `${problem.severity} ${problem.file ?? ""}#${problem.path} ${problem.code}: ${problem.message[language]}`;
}
export const json = (value: unknown) => JSON.stringify(value, null, 2);
