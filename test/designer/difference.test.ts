import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference, differenceMarks, type Change } from "../../designer/editor/diff/index.ts";
import { valueAt, withKey, withMember, withValue } from "../../designer/editor/document/place.ts";
import { pointer } from "../../engine/model/index.ts";
import type { Json, JsonObject, Procedure } from "../../engine/model/index.ts";

const folder = join(import.meta.dirname, "../../definitions/nanhu/procedures");
const procedures = readdirSync(folder).map(
  (name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Procedure,
);
const named = (id: string): Procedure => procedures.find((one) => one.id === id)!;
const council = named("residents-council-deliberation");

const en = (changes: readonly Change[]): string[] => changes.map(({ words }) => words.en);
/** A row of a decision table. */
const cells = (when: Json, result: string): JsonObject =>
  JSON.parse(`{ "when": [${JSON.stringify(when)}], "then": ["${result}"] }`) as JsonObject;
const isRecord = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is left of a definition without what changes speak of; the rest of both sides has to be alike. */
function without(definition: Json, places: readonly string[], sorted: readonly string[]): Json {
  // What comes or goes with all that is in it leaves an empty holder on one side: holders of nothing do not count here.
  const walk = (value: Json, at: string): Json | undefined => {
    if (places.includes(at)) return undefined;
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).flatMap(([key, member]) => {
      const left = walk(member, at + pointer(key));
      return left === undefined ? [] : [[key, left] as const];
    });
    if (members.length === 0) return undefined;
    const isSorted = sorted.includes(at);
    const text = (one: unknown) => JSON.stringify(one);
    if (Array.isArray(value)) {
      const items = members.map(([, item]) => item);
      return isSorted ? items.toSorted((x, y) => (text(x) < text(y) ? -1 : 1)) : items;
    }
    return Object.fromEntries(isSorted ? members.toSorted(([x], [y]) => (x < y ? -1 : 1)) : members);
  };
  return walk(definition, "") ?? null;
}

/** Throws what is different and told by nobody. */
function expectComplete(before: Procedure, after: Procedure): Change[] {
  const changes = difference(before, after);
  const [a, b] = [before, after] as unknown as [Json, Json];
  // A state that moved stands elsewhere as a whole; or else the order of what is in something has changed.
  const isOrder = ({ kind, before: x = "", after: y = "" }: Change) =>
    kind === "moved" && (x === y || !/\/states\/[^/]+$/.test(x));
  const order = changes.filter(isOrder);
  const places = changes.filter((one) => !isOrder(one)).flatMap(({ also = [], ...one }) => [one, ...also]);
  const pick = (list: readonly { before?: string; after?: string }[], side: "before" | "after") =>
    list.flatMap((one) => one[side] ?? []);
  const left = without(a, pick(places, "before"), pick(order, "before"));
  const right = without(b, pick(places, "after"), pick(order, "after"));
  expect(JSON.stringify(left)).toBe(JSON.stringify(right));
  for (const { words } of changes) {
    expect(words.en).toMatch(/^\P{Script=Han}*.*\.$/su);
    expect(words["zh-CN"]).toMatch(/\p{Script=Han}.*。$/su);
    expect(`${words.en}${words["zh-CN"]}`).not.toMatch(/undefined|\[object/);
  }
  return changes;
}

function placesOf(value: Json, at = ""): string[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, member]) => placesOf(member, at + pointer(key)))];
}
const everywhere = procedures.flatMap((procedure) =>
  placesOf(procedure as unknown as Json).flatMap((at) => (at === "" ? [] : [{ procedure, at }])),
);

const anyValue = fc
  .oneof(
    fc.constantFrom<Json>(
      "x",
      7,
      true,
      null,
      [],
      {},
      ["x"],
      { x: 1 },
      { en: "A", "zh-CN": "甲" },
      { target: "#x" },
    ),
    fc.constantFrom<Json>({ var: "data.motion" }, { limit: 9, unit: "days" }, { states: { y: {} } }, [
      { type: "assign" },
    ]),
    fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as Json),
  )
  .filter((value) => !JSON.stringify(value).includes("__proto__"));

type Mutation = (procedure: Procedure, at: string, value: Json) => Procedure;
const [removes, replaces, renames, adds, turns, doubles]: Mutation[] = [
  (procedure, at) => withValue(procedure, at, undefined),
  (procedure, at, value) => withValue(procedure, at, value),
  (procedure, at) => {
    const key = at.slice(at.lastIndexOf("/") + 1).replaceAll("~1", "/");
    const above = at.slice(0, at.lastIndexOf("/"));
    const holder = valueAt(procedure, above);
    return isRecord(holder)
      ? (withValue(procedure, above, withKey(holder, key, `${key}New`)) as Procedure)
      : procedure;
  },
  (procedure, at, value) => {
    const holder = valueAt(procedure, at);
    if (Array.isArray(holder)) return withValue(procedure, at, [value, ...holder]);
    return isRecord(holder) ? withValue(procedure, at, withMember(holder, "extra", value)) : procedure;
  },
  (procedure, at) => {
    const holder = valueAt(procedure, at);
    if (Array.isArray(holder)) return withValue(procedure, at, holder.toReversed());
    return isRecord(holder)
      ? withValue(procedure, at, Object.fromEntries(Object.entries(holder).toReversed()))
      : procedure;
  },
  (procedure, at) => {
    const above = at.slice(0, at.lastIndexOf("/"));
    const holder = valueAt(procedure, above);
    const own = valueAt(procedure, at);
    return isRecord(holder) && own !== undefined
      ? withValue(procedure, above, { ...holder, copyOfIt: structuredClone(own) })
      : procedure;
  },
] as [Mutation, Mutation, Mutation, Mutation, Mutation, Mutation];
const mutation = fc.constantFrom(removes, replaces, renames, adds, turns, doubles);

describe("the difference of two definitions", () => {
  it("is nothing for equal ones", () => {
    for (const procedure of procedures) expect(difference(procedure, structuredClone(procedure))).toEqual([]);
  });

  it("tells of every place that is written otherwise, whatever was done and to whatever", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everywhere),
        fc.array(fc.tuple(mutation, fc.nat(), anyValue), { minLength: 1, maxLength: 6 }),
        ({ procedure, at }, steps) => {
          let after = procedure;
          let place = at;
          for (const [mutate, next, value] of steps) {
            after = mutate(after, place, value);
            const places = placesOf(after as unknown as Json);
            place = places[1 + (next % Math.max(1, places.length - 1))] ?? "/title";
          }
          const changes = expectComplete(procedure, after);
          expect(changes.length > 0).toBe(JSON.stringify(procedure) !== JSON.stringify(after));
          differenceMarks(changes);
        },
      ),
      { numRuns: 80 },
    );
  });

  it("shows what stands where a name should be as it is written", () => {
    const delivery = "/machine/states/handling/states/granted/states/delivery";
    const approval = named("approval-case");
    const begins = withValue(approval, `${delivery}/initial`, { x: 1 });
    expect(en(expectComplete(approval, begins))).toEqual([
      'Stage “Delivery”: the first stage changes from “Making the certificate” to {"x":1}.',
    ]);
    for (const src of [null, 7, ["x"], "constructor"]) {
      const invoked = withValue(approval, `${delivery}/invoke`, [{ src, id: { x: 1 } }] as Json);
      expectComplete(approval, invoked);
      expectComplete(invoked, approval);
    }
  });

  it("tells of a procedure in the place of another, both ways", () => {
    for (const [n, before] of procedures.entries()) {
      expectComplete(before, procedures[(n + 1) % procedures.length]!);
      expectComplete(procedures[(n + 1) % procedures.length]!, before);
    }
  });

  it("is told of anything that is JSON, though it be no procedure", () => {
    const odd = fc.record(
      {
        id: anyValue,
        title: anyValue,
        events: anyValue,
        data: anyValue,
        delays: anyValue,
        ballots: anyValue,
        machine: fc.oneof(
          anyValue,
          fc.record({ states: fc.dictionary(fc.constantFrom("a", "b", "c"), anyValue) }),
        ),
        more: anyValue,
      },
      { requiredKeys: [] },
    ) as unknown as fc.Arbitrary<Procedure>;
    fc.assert(
      fc.property(odd, odd, (before, after) => void expectComplete(before, after)),
      { numRuns: 200 },
    );
  });
});

describe("what a process owner reads", () => {
  const after = (at: string, value: Json | undefined, base = council) => withValue(base, at, value);

  it("D4: who may appeal against a light, who decides, and in what time", () => {
    const opinion = named("department-opinion");
    const at = "/clocks/opinion/appeal";
    const having = (appeal: Json | undefined) => withValue(opinion, at, appeal);
    const within = (limit: number) => ({ to: ["e-supervision"], within: { limit, unit: "workingDays" } });
    const called = "Clock “Time for the opinion”";
    expect(en(difference(opinion, having(undefined)))).toEqual([
      `${called}: the appeal against its lights is gone (it was decided by “Electronic supervision”).`,
    ]);
    expect(en(difference(opinion, having(within(5))))).toEqual([
      `${called}, the appeal against its lights: now there is how long one may appeal: 5 working days.`,
    ]);
    expect(en(difference(having(within(5)), having(within(10))))).toEqual([
      `${called}, the appeal against its lights, how long one may appeal: it grows from 5 to 10 working days.`,
    ]);
    expect(en(difference(opinion, having({ to: ["case-officer"] })))).toEqual([
      `${called}, the appeal against its lights: who decides – also “Lead officer”; no longer “Electronic supervision”.`,
    ]);
  });

  it("is how a time limit grows and shrinks", () => {
    const [name, delay] = Object.entries(council.delays ?? {}).find(([, one]) => "limit" in one)!;
    const three = after(pointer("delays", name), {
      ...delay,
      limit: 3,
      unit: "workingDays",
      title: { en: "Notice", "zh-CN": "公示" },
    } as Json);
    const five = after(pointer("delays", name, "limit"), 5, three);
    expect(difference(three, five).map(({ words }) => words)).toEqual([
      {
        en: "Time limit “Notice”: it grows from 3 to 5 working days.",
        "zh-CN": "期限“公示”：由 3 个工作日延长至 5 个工作日。",
      },
    ]);
    expect(en(difference(five, three))).toEqual([
      "Time limit “Notice”: it shrinks from 5 to 3 working days.",
    ]);
    const month = after(pointer("delays", name), {
      ...delay,
      limit: 1,
      unit: "months",
      title: { en: "Notice", "zh-CN": "公示" },
    } as Json);
    expect(en(difference(five, month))).toEqual([
      "Time limit “Notice”: the length changes from 5 working days to 1 month.",
    ]);
  });

  it("is who may do something, by titles", () => {
    const base = {
      ...council,
      roles: {
        ...council.roles,
        clerk: { title: { en: "Clerk", "zh-CN": "经办" } },
        chief: { title: { en: "Chief", "zh-CN": "负责人" } },
      },
    };
    const event = (by: string[]) =>
      after("/events/WITHDRAW", { title: { en: "Withdraw", "zh-CN": "撤回" }, by }, base);
    expect(en(difference(event(["clerk"]), event(["chief", "anyone"])))).toEqual([
      "Event “Withdraw”: who may do it – also “Chief”, anyone; no longer “Clerk”.",
    ]);
  });

  it("is which ballot passes by what", () => {
    const [name, ballot] = Object.entries(council.ballots ?? {})[0]!;
    const pass = (share: string) =>
      after(pointer("ballots", name), {
        ...ballot,
        title: { en: "Vote", "zh-CN": "表决" },
        pass: { for: "agree", of: "present", share },
      } as unknown as Json);
    expect(difference(pass(">=1/2"), pass(">=2/3")).map(({ words }) => words)).toEqual([
      {
        en: "Ballot “Vote”: what passes changes from at least 1/2 of those present for “agree” to at least 2/3 of those present for “agree”.",
        "zh-CN": "表决“Vote”：通过条件由“agree”占出席者不少于1/2改为“agree”占出席者不少于2/3。".replace(
          "Vote",
          "表决",
        ),
      },
    ]);
  });

  it("is a rule as a sentence", () => {
    const rule = (limit: number) =>
      after(
        "/rules",
        { big: { title: { en: "Big", "zh-CN": "大额" }, when: { ">": [{ var: "data.cost" }, limit] } } },
        {
          ...council,
          data: {
            type: "object",
            properties: { cost: { type: "number", title: { en: "Cost", "zh-CN": "费用" } } },
          },
        },
      );
    expect(en(difference(rule(100), rule(500)))).toEqual([
      "Rule “Big”: the condition changes from Cost is more than 100 to Cost is more than 500.",
    ]);
  });

  /** Three stages in a row, with what leads from one to the next. */
  const row = (states: JsonObject): Procedure => ({
    id: "row",
    title: { en: "Row", "zh-CN": "流程" },
    opening: { by: ["anyone"] },
    data: { type: "object", properties: {} },
    events: { GO: { title: { en: "Go on", "zh-CN": "继续" }, by: ["anyone"] } },
    machine: { id: "row", initial: Object.keys(states)[0]!, states } as unknown as Procedure["machine"],
  });
  const titled = (title: string, rest: JsonObject = {}): JsonObject => ({
    meta: { title: { en: title, "zh-CN": title } },
    ...rest,
  });
  const simple = {
    draft: titled("Draft", { on: { GO: "decision" } }),
    decision: titled("Decision", { on: { GO: "done" } }),
    done: titled("Done", { type: "final" }),
  };

  it("is a stage that came between others, and where ways lead now", () => {
    const { draft, ...rest } = simple;
    const longer = row({
      draft: { ...draft, on: { GO: "review" } },
      review: titled("Review", { on: { GO: "decision" } }),
      ...rest,
    });
    const changes = expectComplete(row(simple), longer);
    expect(en(changes)).toEqual([
      "Stage “Draft”, “Go on”: leads to “Review” in place of “Decision”.",
      "Stage “Review” was added between “Draft” and “Decision”.",
    ]);
    expect(differenceMarks(changes)).toEqual({
      states: { review: "added" },
      transitions: { "draft|on:GO|0": "changed" },
    });
    expect(en(difference(longer, row(simple)))).toEqual([
      "Stage “Draft”, “Go on”: leads to “Decision” in place of “Review”.",
      "Stage “Review” was removed.",
    ]);
  });

  it("is that a stage has another id, once and not at every place that leads to it; and what else changed of it", () => {
    const renamed = row({
      draft: titled("Draft", { on: { GO: "ruling" } }),
      ruling: titled("Decision", { on: { GO: "done" } }),
      done: simple.done,
    });
    const changes = expectComplete(row(simple), renamed);
    expect(en(changes)).toEqual(["Stage “Decision” has the id “ruling” in place of “decision”."]);
    const more = withValue(renamed, "/machine/states/ruling/entry", [{ type: "publish" }]);
    expect(expectComplete(row(simple), more).map(({ kind, after: at }) => [kind, at])).toEqual([
      ["renamed", "/machine/states/ruling"],
      ["added", "/machine/states/ruling/entry"],
    ]);
  });

  it("is that a stage moved into another, and events that are named otherwise", () => {
    const nested = row({
      draft: titled("Draft", { on: { GO: "#row.office.decision" } }),
      office: titled("Office", {
        initial: "decision",
        states: { decision: titled("Decision", { on: { GO: "#row.done" } }) },
      }),
      done: simple.done,
    });
    const changes = expectComplete(row(simple), nested);
    expect(en(changes)).toContain("Stage “Decision” moves from the procedure to “Office”.");
    expect(differenceMarks(changes).states).toMatchObject({ "office.decision": "moved", office: "added" });
    const event = JSON.parse(JSON.stringify(row(simple)).replaceAll('"GO"', '"PROCEED"')) as Procedure;
    expect(en(expectComplete(row(simple), event))).toEqual(["Event “GO” is now named “PROCEED”."]);
  });

  it("is the row of a decision table, by its number", () => {
    const table = (rows: Json) =>
      after("/decisions", {
        tier: {
          title: { en: "Tier", "zh-CN": "档次" },
          inputs: ["data.cost"],
          outputs: ["tier"],
          hit: "first",
          rows,
        },
      });
    const [one, two] = [cells({ "<": 100 }, "small"), cells(null, "large")];
    expect(en(difference(table([one, two]), table([one, cells({ "<": 500 }, "middle"), two])))).toEqual([
      'Decision table “Tier”, rows: now there is row 2: ({"<":500}) → (“middle”).',
    ]);
    expect(en(difference(table([one, two]), table([cells({ "<": 100 }, "tiny"), two])))).toEqual([
      "Decision table “Tier”, row 1: the result changes from (“small”) to (“tiny”).",
    ]);
  });

  it("is a field that came, became required, or is called otherwise", () => {
    const data = (properties: JsonObject, required: string[] = []) => ({
      ...council,
      data: { type: "object", properties, required },
    });
    const cost = { type: "number", title: { en: "Cost", "zh-CN": "费用" } };
    expect(en(difference(data({}), data({ cost }, ["cost"])))).toEqual([
      "Field “Cost” is new: number.",
      "The procedure: the fields that must be filled in – also “Cost”.",
    ]);
    const titled = { ...cost, title: { en: "Price", "zh-CN": "价格" } };
    expect(en(difference(data({ cost }), data({ cost: titled })))).toEqual([
      "Field “Price”: the title changes from “Cost” to “Price”.",
    ]);
  });

  it("is what comes of a stage in which nobody acts in time", () => {
    const timed = (timeout: JsonObject, more: JsonObject = {}): Procedure =>
      ({
        ...row(simple),
        roles: { chief: { title: { en: "Chief", "zh-CN": "负责人" } } },
        delays: { reviewTime: { limit: 5, unit: "workingDays" } },
        messages: { hurry: { en: "Please hurry", "zh-CN": "请尽快办理" } },
        events: {
          ...row(simple).events,
          DROP: {
            title: { en: "Drop", "zh-CN": "撤销" },
            by: ["chief"],
            payload: {
              type: "object",
              properties: { why: { type: "string", title: { en: "Reason", "zh-CN": "理由" } } },
            },
          },
        },
        timeouts: {
          slow: { title: { en: "Slow", "zh-CN": "逾期" }, in: ["draft"], due: "reviewTime", ...timeout },
        },
        ...more,
      }) as unknown as Procedure;
    const told = (before: Procedure, after: Procedure) =>
      expectComplete(before, after).map(({ words }) => [words.en, words["zh-CN"]]);
    expect(told(timed({}), timed({ over: { escalate: ["chief"], message: "hurry" } }))).toEqual([
      [
        "Timeout “Slow”: now there is what is done when time is over: “Chief” is asked besides, in the words “Please hurry”.",
        "超时处理“逾期”：新增到期后的处理：同时请“负责人”办理，消息为“请尽快办理”。",
      ],
    ]);
    expect(
      told(timed({ over: { transfer: ["chief"] } }), timed({ over: { end: "DROP", with: { why: "late" } } })),
    ).toEqual([
      [
        "Timeout “Slow”: what is done when time is over changes from “Chief” is asked instead to it ends by itself with “Drop”, sent with it is Reason: “late”.",
        "超时处理“逾期”：到期后的处理由转给“负责人”办理改为以“撤销”自动结束，随附理由：“late”。",
      ],
    ]);
    expect(
      told(
        timed({ remind: [{ before: 2 }] }),
        timed({ remind: [{ before: 2 }, { after: 1, times: 3, to: ["chief"], message: "hurry" }] }),
      ),
    ).toEqual([
      [
        "Timeout “Slow”, the reminders: now there is reminder 2: 1 working day after it is due, 3 times at that distance, to “Chief”, in the words “Please hurry”.",
        "超时处理“逾期”的提醒：新增第2条提醒：逾期 1 个工作日后，按此间隔提醒3次，提醒“负责人”，消息为“请尽快办理”。",
      ],
    ]);
    expect(told(timed({ in: ["draft"] }), timed({ in: ["draft", "decision"] }))).toEqual([
      ["Timeout “Slow”: in which stages – also “Decision”.", "超时处理“逾期”：适用环节：新增“Decision”。"],
    ]);
    expect(told(timed({}), timed({ due: { limit: 3, unit: "days" } }))).toEqual([
      [
        "Timeout “Slow”: the time changes from “reviewTime” (5 working days) to 3 days.",
        "超时处理“逾期”：期限由“reviewTime”（5 个工作日）改为3 天。",
      ],
    ]);
    expect(
      told(timed({ due: { limit: 3, unit: "days" } }), timed({ due: { limit: 5, unit: "days" } })),
    ).toEqual([["Timeout “Slow”: it grows from 3 to 5 days.", "超时处理“逾期”：由 3 天延长至 5 天。"]]);
    expect(told(timed({}, { timeouts: {} }), timed({ over: { pass: "GO" } }))[0]).toEqual([
      "Timeout “Slow” is new: “Draft”, “reviewTime” (5 working days), it passes by itself with “Go on”.",
      "新增超时处理“逾期”：“Draft”，“reviewTime”（5 个工作日），以“继续”自动通过。",
    ]);
  });

  it("is what holds for an approver who is nobody, the applicant, or has approved before", () => {
    const approved = (approver: JsonObject): Procedure =>
      ({
        ...row(simple),
        roles: { chief: { title: { en: "Chief", "zh-CN": "负责人" } } },
        approvers: { review: { in: ["draft", "decision"], event: "GO", ...approver } },
      }) as unknown as Procedure;
    const told = (before: JsonObject, after: JsonObject) =>
      expectComplete(approved(before), approved(after)).map(({ words }) => [words.en, words["zh-CN"]]);
    expect(
      told(
        { repeated: "none", self: "refuse", empty: "admin" },
        { repeated: "adjacent", self: { superior: ["chief"] }, empty: "block" },
      ),
    ).toEqual([
      [
        "Approvers’ rule “review”: what holds for the same approver again changes from they approve again to it counts from the stage before.",
        "审批人规则“review”：审批人重复时的处理由须再次审批改为与前一环节重复的自动通过。",
      ],
      [
        "Approvers’ rule “review”: what holds where the approver is the applicant changes from they may not approve to “Chief” approves instead.",
        "审批人规则“review”：审批人为本人时的处理由不得自行审批改为“负责人”审批。",
      ],
      [
        "Approvers’ rule “review”: what holds where nobody approves changes from administrators are told to it waits.",
        "审批人规则“review”：审批人为空时的处理由通知管理员改为等待。",
      ],
    ]);
    expect(told({}, { of: "case.open" })).toEqual([
      [
        "Approvers’ rule “review”: now there is whose case it is: whoever opened the case.",
        "审批人规则“review”：新增以谁为本人：案件发起人。",
      ],
    ]);
    expect(told({ in: ["decision", "draft"] }, { in: ["draft", "decision"] })).toEqual([
      [
        "Approvers’ rule “review”: in which stages: now in the order “Draft”, “Decision”.",
        "审批人规则“review”：适用环节：顺序改为“Draft”、“Decision”。",
      ],
    ]);
  });

  it("names the roles of the pack, and says in which language a text has changed", () => {
    const event = (by: string[]) =>
      after("/events/WITHDRAW", { title: { en: "Withdraw", "zh-CN": "撤回" }, by });
    const roles = { finance: { en: "Finance", "zh-CN": "财政" } };
    expect(
      difference(event(["anyone"]), event(["anyone", "finance"]), { roles }).map(({ words }) => words),
    ).toEqual([
      {
        en: "Event “Withdraw”: who may do it – also “Finance”.",
        "zh-CN": "事项“撤回”：可由谁办理：新增“财政”。",
      },
    ]);
    const [change] = difference(
      after("/title", { en: "A", "zh-CN": "甲" }),
      after("/title", { en: "B", "zh-CN": "甲" }),
    );
    expect(change?.words).toEqual({
      en: "The procedure: the title changes from “A” to “B”.",
      "zh-CN": "规程：名称（英文）由“A”改为“B”。",
    });
  });

  it("names by its id what has no title that can be read", () => {
    const odd = withValue(row(simple), "/machine/states/decision/meta/title/en", { var: "data.motion" });
    expect(en(expectComplete(row(simple), odd)).join()).toContain("Stage “decision”");
    const delay = (title: Json, limit: number) =>
      after("/delays", {
        wait: { limit: { rule: "odd" }, unit: "days", title } as never,
        other: { limit, unit: "days" },
      });
    const rules = (base: Procedure) =>
      withValue(base, "/rules", { odd: { title: { en: [], "zh-CN": "x" }, when: true } });
    expectComplete(
      rules(delay("a", 1)),
      withValue(rules(delay("a", 1)), "/delays/wait/limit", { rule: "other" }),
    );
  });

  it("shows markup as what it is: text", () => {
    const [change] = difference(council, after("/title/en", "<img src=x onerror=alert(1)>"));
    expect(change?.words.en).toContain("<img src=x onerror=alert(1)>");
  });
});
