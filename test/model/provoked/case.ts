import type { Json, ProblemCode } from "../../../engine/model/index.ts";
import { changed, renamed } from "../fixtures/change.ts";
import { fixture, type Files } from "../fixtures/pack.ts";

export const permit = "procedures/permit.json";
export const head = "pack.json";
export const scenarios = "scenarios/permit.json";

/** One change of a correct pack: where it is made, what is put there, and where the problem has to be told if not at that place. */
export interface Case {
  code: ProblemCode;
  why: string;
  files: Files;
  at: string;
}
export const put = (
  code: ProblemCode,
  why: string,
  at: string,
  value: Json | undefined,
  toldAt = at,
  file = permit,
  upon: Files = fixture,
): Case => ({
  code,
  why,
  files: changed(file, at, value, upon),
  at: `${file}${toldAt}`,
});
export const rename = (
  code: ProblemCode,
  why: string,
  at: string,
  name: string,
  toldAt?: string,
  file = permit,
): Case => ({
  code,
  why,
  files: renamed(file, at, name),
  at: `${file}${toldAt ?? `${at.slice(0, at.lastIndexOf("/"))}/${name.replaceAll("/", "~1")}`}`,
});
export const inHead = (code: ProblemCode, why: string, at: string, value: Json | undefined, toldAt = at) =>
  put(code, why, at, value, toldAt, head);

export const checking = "/machine/states/examining/states/checking";
export const voting = "/machine/states/examining/states/voting";
export const granted = "/machine/states/granted";
export const complete = "/rules/complete/when/and";
/** Without the law that lets the vote lapse, and without what lapses. */
export const unlawful = changed(
  permit,
  `${voting}/meta/lapse`,
  undefined,
  changed(permit, `${voting}/after`, undefined),
);
