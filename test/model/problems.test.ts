import { describe, expect, it } from "vitest";
import { parsePack, type Json } from "../../engine/model/index.ts";
import { problemWords } from "../../engine/model/problem-words.ts";
import { changed, problemsOf, told, texts } from "./fixtures/change.ts";
import { fixture, type Files } from "./fixtures/pack.ts";
import { checking, permit, unlawful, voting, type Case } from "./provoked/case.ts";
import { meaning } from "./provoked/meaning.ts";
import { names } from "./provoked/names.ts";
import { structure } from "./provoked/structure.ts";

/** E7 needs a ballot more. */
const second = changed(permit, "/ballots/second", {
  electors: { role: "head" },
  cast: "VOTE",
  choice: "choice",
  choices: ["for", "against"],
  pass: { for: "for", share: ">1/2" },
});
const colliding: Case = {
  code: "ballots-collide",
  why: "E7: two ballots that can be open together with one cast",
  files: changed(permit, "/machine/states/examining/invoke", { src: "ballot", id: "second" }, second),
  at: `${permit}${voting}/invoke/id`,
};

/** A15 needs an `always` in each of two regions. */
const reading = (rule: Json) => ({ guard: { type: "when", params: rule }, target: "done" });
const racing: Case = {
  code: "regions-race",
  why: "A15: an always that reads what the always of another region writes",
  files: changed(
    permit,
    "/machine/states/waiting/states/child/states/running/always",
    { ...reading({ var: "event.level" }), actions: { type: "assign", params: { lead: "x" } } },
    changed(
      permit,
      "/machine/states/waiting/states/call/states/calling/always",
      reading({ rule: "byLead" }),
      changed(permit, "/rules/byLead", {
        title: { en: "a", "zh-CN": "甲" },
        when: { "!!": { var: "data.lead" } },
      }),
    ),
  ),
  at: `${permit}/machine/states/waiting/states/call/states/calling/always`,
};

const cases = [...structure, ...names, ...meaning, colliding, racing];

/** Texts that are told before there is a value: see json.test.ts, parse.test.ts and the test of folders. */
const elsewhere = new Set<string>([
  "not-json",
  "duplicate-key",
  "forbidden-key",
  "bad-characters",
  "too-deep",
  "inexact-number",
  "missing-folder",
  "no-pack-file",
  "link-outside",
  "not-utf-8",
  "file-too-large",
  "too-many-files",
  "missing-file",
  "unknown-file",
]);

describe("problems", () => {
  it("are not found in a correct pack that uses every part of the language", () => {
    expect(problemsOf(fixture)).toEqual([]);
  });

  it.each(cases.map((one) => [`${one.why} (${one.code})`, one] as const))("%s", (_, { code, files, at }) => {
    expect(told(problemsOf(files))).toContain(`${code} ${at}`);
  });

  it("are not seen where there are none: one ballot in two states of which only one is active, a target outside that ends nothing legal", () => {
    const twice = changed(permit, "/machine/states/examining/states/opining/invoke", {
      src: "ballot",
      id: "motion",
    });
    expect(problemsOf(twice)).toEqual([]);
    const inside = changed(
      permit,
      `${voting}/meta/lapse`,
      undefined,
      changed(permit, `${voting}/after`, undefined),
    );
    expect(problemsOf(inside)).toEqual([]);
  });

  it("C15: is told of a legal decision whatever passes it in time, and not where the law is named or nothing leaves it", () => {
    const passing = {
      in: ["examining.voting"],
      due: "correction",
      over: { pass: "CHECK", with: { level: 1 } },
    };
    const timed = (target: string, base: Files) =>
      changed(
        permit,
        "/timeouts/silent",
        passing as Json,
        changed(permit, `${voting}/on/CHECK`, target, base),
      );
    expect(told(problemsOf(timed("#permit.granted", unlawful)))).toEqual([
      `legal-by-lapse ${permit}/timeouts/silent/over`,
    ]);
    expect(problemsOf(timed("#permit.granted", fixture))).toEqual([]);
    expect(problemsOf(timed("voting", unlawful))).toEqual([]);
  });

  it("B4: are not told where a condition has made sure of the value, or a default stands in for it", () => {
    const rating = { var: "data.rating" };
    for (const when of <Json[]>[
      { and: [rating, { ">": [rating, 1] }] },
      { and: [{ "!=": [rating, null] }, { and: [{ "<": [1, rating, 3] }] }] },
      { if: [{ "!!": rating }, { ">": [rating, 1] }, false] },
      { ">": [{ var: ["data.rating", 0] }, 1] },
      { ">": [{ var: "data.amount" }, 1] },
      { in: ["x", { var: "data.present" }] },
      { all: [{ var: "data.parties" }, { var: "id" }] },
    ])
      expect(problemsOf(changed(permit, "/rules/isLarge/when", when))).toEqual([]);
    for (const when of <Json[]>[
      { or: [rating, { ">": [rating, 1] }] },
      { and: [{ ">": [rating, 1] }, rating] },
      { if: [{ "!!": rating }, true, { ">": [rating, 1] }] },
    ])
      expect(problemsOf(changed(permit, "/rules/isLarge/when", when)).map((one) => one.code)).toEqual([
        "compares-missing",
      ]);
  });

  it("A8: judge what an entry reads by the events that can lead there, also into the other regions of a parallel state", () => {
    const reads = (path: string) => ({ type: "assign", params: { comment: { var: path } } });
    const region = "/machine/states/waiting/states/child/states/running";
    const entering = (path: string, target: string) =>
      problemsOf(
        changed(
          permit,
          `${region}/entry`,
          reads(path),
          changed(permit, `${checking}/on/CHECK/2/target`, target),
        ),
      ).map((one) => `${one.code} ${one.path}`);
    const place = `unknown-path ${region}/entry/params/comment/var`;
    expect(entering("event.note", "#permit.waiting")).toEqual([]);
    expect(entering("event.note", "#permit.waiting.call.calling")).toEqual([]);
    expect(entering("event.choice", "#permit.waiting")).toEqual([place]);
    expect(entering("event.choice", "#permit.waiting.call.calling")).toEqual([place]);
  });

  it("are not told of an administrator in the directory, and are of an unknown role", () => {
    const having = (role: string) =>
      problemsOf(changed("directory.json", "/zhang/roles/1", role)).map((one) => one.code);
    expect(having("administrator")).toEqual([]);
    expect(having("clark")).toEqual(["unknown-role"]);
  });

  it("tell states that lead to each other and are never reached", () => {
    const island = changed(
      permit,
      "/machine/states/left",
      { on: { SUBMIT: "right" } },
      changed(permit, "/machine/states/right", { on: { SUBMIT: "left" } }),
    );
    expect(told(problemsOf(island)).sort()).toEqual([
      `unreachable-state ${permit}/machine/states/left`,
      `unreachable-state ${permit}/machine/states/right`,
    ]);
  });

  it("are each provoked by a test", () => {
    const provoked = new Set<string>(cases.map((one) => one.code));
    expect(Object.keys(problemWords).filter((code) => !provoked.has(code) && !elsewhere.has(code))).toEqual(
      [],
    );
  });

  it("say in both languages what would be right, and name the place", () => {
    for (const { files } of cases)
      for (const { message, path, file } of problemsOf(files)) {
        expect(message.en).not.toMatch(/undefined|\[object|[{]\w+[}]/);
        expect(message["zh-CN"]).toMatch(/\p{Script=Han}/u);
        expect(file).toBeDefined();
        expect(path === "" || path.startsWith("/")).toBe(true);
      }
  });

  it("suggest the declared name that is most like the one that is not", () => {
    const [found] = problemsOf(changed(permit, `${checking}/on/CHECK/1/guard`, "isLage"));
    expect(found?.message).toEqual({
      en: "There is no rule “isLage”. Did you mean “isLarge”?",
      "zh-CN": "没有规则“isLage”。是否应为“isLarge”？",
    });
  });

  it("leave a pack with warnings usable, and one with errors not", () => {
    const warned = parsePack(texts(changed("pack.json", "/parameters/noticeDays/maximum", undefined)));
    expect([warned.ok, warned.problems.map((one) => one.severity)]).toEqual([true, ["warning"]]);
    expect(parsePack(texts(changed(permit, "/machine/id", "other"))).ok).toBe(false);
  });
});
