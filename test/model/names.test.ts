import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pointer, type Json } from "../../engine/model/index.ts";
import { changed, problemsOf, renamed } from "./fixtures/change.ts";
import { fixture } from "./fixtures/pack.ts";

/** A name that is used at a place, as a value or as a key. */
interface Reference {
  file: string;
  at: string;
  name: string;
  as: "value" | "key";
}

/** Everything that the fixture declares, by the section in which it is declared. */
const declared = new Set<string>([
  "anyone",
  "parent",
  "zhang",
  "cn",
  ...sections("pack.json", ["roles", "parameters", "registers"]),
  ...["permit", "inspection"].flatMap((id) => [
    id,
    ...sections(`procedures/${id}.json`, [
      "roles",
      "confidential",
      "events",
      "rules",
      "decisions",
      "facts",
      "delays",
      "clocks",
      "obligations",
      "ballots",
      "messages",
      "public",
    ]),
  ]),
]);
const states = [
  "draft",
  "granted",
  "examining",
  "checking",
  "voting",
  "withdrawn",
  "looked",
  "done",
  "opining",
  "calling",
  "running",
  "child",
  "closed",
  "again",
  "waiting",
  "due",
];

function sections(file: string, keys: string[]): string[] {
  const value = fixture[file] as Record<string, Record<string, Json>>;
  return keys.flatMap((key) => Object.keys(value[key] ?? {}));
}

/** Places at which a text that looks like a name is none: data, choices, ids, the declarations themselves. */
const noReference =
  /^(?:procedures\/\w+\.json\/(?:machine\/)?id|pack\.json\/(?:id|schedules\/\d+\/id))$|\/(?:enum|then|otherwise|choices|unit|connector|literal|link|en|zh-CN|type|format|source|give|hit|src)(?:\/|$)|\/registers\/permits\/\d+\/|\/rows\/\d+\/when\/|\/invoke\/id$(?<!voting\/invoke\/id|opining\/invoke\/id)|\/(?:==|!=)\/1$|\/(?:input|data)\/(?:to|number|subject)$|\/params\/set\/\w+$|\/row\/status$/;

/** A rule may be used where many events lead; what it reads of `event.output` is judged, with a warning, where it is used. */
const judgedAtUse = "/rules/passed/when/==/0/var";

/** Every text and every key of the files that is a declared name, a target, a state or a path. */
function references(): Reference[] {
  const found: Reference[] = [];
  const visit = (file: string, value: Json, at: string): void => {
    if (noReference.test(file + at) || at === judgedAtUse || /^\/scenarios\/\d+\/data/.test(at)) return;
    if (typeof value === "string") {
      const isPath = /^(?:data|event|fact|param|clock|ballot|row|case)\.[\w.]+$/.test(value);
      const isState = states.includes(value.split(/[.#]/).at(-1) ?? "");
      const isTag = value.startsWith("clock:");
      if (
        declared.has(value) ||
        isPath ||
        isState ||
        isTag ||
        /^(?:event:|cases:|register:|role:|#|\.)/.test(value)
      )
        found.push({ file, at, name: value, as: "value" });
    } else if (Array.isArray(value)) value.forEach((item, index) => visit(file, item, at + pointer(index)));
    else if (typeof value === "object" && value !== null)
      for (const [key, member] of Object.entries(value)) {
        const here = at + pointer(key);
        if (
          /\/(?:on|after|clear|assign\/params)$/.test(at) ||
          /^\/scenarios\/\d+\/(?:parameters|registers|steps\/\d+\/expect\/clock)$/.test(at)
        )
          found.push({ file, at: here, name: key, as: "key" });
        visit(file, member, here);
      }
  };
  for (const [file, value] of Object.entries(fixture))
    if (!file.startsWith("calendars/")) visit(file, value, "");
  return found;
}

const all = references();

describe("names", () => {
  it("are used in many places of the fixture", () => {
    expect(all.length).toBeGreaterThan(150);
  });

  it("law 3: a name that is used and not declared is a problem at that very place", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc
          .stringMatching(/^[A-Za-z][A-Za-z0-9]{5,12}$/)
          .filter((name) => !declared.has(name) && !states.includes(name)),
        ({ file, at, name, as }, other) => {
          const wrong = misnamed(name, other);
          const files = as === "value" ? changed(file, at, wrong) : renamed(file, at, wrong);
          const place = as === "value" ? at : at.slice(0, at.lastIndexOf("/")) + pointer(wrong);
          const told = problemsOf(files).filter((one) => one.severity === "error" && one.file === file);
          expect(
            told.map((one) => one.path),
            `${file}${at}: ${name} → ${wrong}`,
          ).toContain(place);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("law 3: every single place is checked", () => {
    const unchecked = all.filter(({ file, at, name, as }) => {
      const wrong = misnamed(name, "zzUndeclared");
      const files = as === "value" ? changed(file, at, wrong) : renamed(file, at, wrong);
      const place = as === "value" ? at : at.slice(0, at.lastIndexOf("/")) + pointer(wrong);
      return !problemsOf(files).some(
        (one) => one.severity === "error" && one.file === file && one.path === place,
      );
    });
    expect(unchecked).toEqual([]);
  });
});

/** The same sort of text with its last name replaced: `data.kind` becomes `data.other`, `clock:a:stop` becomes `clock:other:stop`. */
function misnamed(name: string, other: string): string {
  if (name.startsWith("clock:")) return name.replace(/^clock:\w+/, `clock:${other}`);
  if (/^(?:clock|ballot|due)\.\w+\.\w+$/.test(name)) return name.replace(/^(\w+)\.\w+/, `$1.${other}`);
  if (name.includes("@")) return name.replace(/@.*/, `@${other}`);
  return name.replace(/\w+\??$/, other);
}
