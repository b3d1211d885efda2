import type { JsonObject, Text } from "../../../engine/model/types.ts";
import {
  after,
  choice,
  closed,
  decides,
  failure,
  lengthOf,
  named,
  opinion,
  otherwise,
  period,
  reason,
  role,
  roles,
  stages,
  starts,
  success,
  text,
  to,
  who,
} from "./asking.ts";
import type { Pattern } from "./types.ts";

/** What goes back, is taken back, or is objected to. */
export const goingBack: readonly Pattern[] = [
  {
    id: "return-for-correction",
    title: text("Return for correction", "退回补正"),
    about: text(
      "Who examines sends it back with what is missing; who corrects it in time is examined again, from the start or where it was.",
      "审查人一次告知需补正的内容；按期补正的，从头或从退回处继续。",
    ),
    questions: [
      { ...after, title: text("Which stage sends it back?", "由哪个环节退回？") },
      { ...decides, title: text("Who sends it back?", "由谁退回？") },
      { ...who, title: text("Who corrects it?", "由谁补正？") },
      { id: "again", title: text("Where does it go on?", "补正后从哪里继续？"), kind: "stage" },
      period(10, "workingDays"),
      { ...otherwise, title: text("And when nobody corrects it in time?", "逾期未补正时？") },
    ],
    make(answers, workshop) {
      const state = workshop.state("correcting");
      const back = workshop.part("events", "ASK_CORRECTION");
      const supply = workshop.part("events", "SUPPLY");
      const delay = workshop.part("delays", "correctionPeriod");
      const source = String(answers["after"]);
      const own = source.includes(".") ? `${source.slice(0, source.lastIndexOf("."))}.${state}` : state;
      return {
        states: {
          [state]: {
            meta: { title: text("Being corrected", "补正中") },
            on: { [supply]: { target: workshop.to(String(answers["again"])) } },
            after: {
              [delay]: {
                target: workshop.goal(answers["otherwise"], {
                  key: "lapsed",
                  title: text("Not corrected in time", "逾期未补正"),
                }),
              },
            },
          },
        },
        events: {
          [back]: {
            title: text("Send back for correction", "退回补正"),
            by: [role(answers["decides"])],
            payload: closed(
              {
                items: { ...reason, title: { en: "What has to be corrected", "zh-CN": "需补正的内容" } },
              },
              "items",
            ),
          },
          [supply]: {
            title: text("Hand in the correction", "提交补正"),
            by: [role(answers["who"])],
            payload: closed(
              { note: { ...reason, title: { en: "What was corrected", "zh-CN": "补正说明" } } },
              "note",
            ),
          },
        },
        delays: { [delay]: lengthOf(answers["period"]) },
        ways: [{ source, event: back, config: { target: workshop.to(own) } }],
      };
    },
  },
  {
    id: "withdrawal",
    title: text("Withdrawal", "撤回"),
    about: text(
      "Whoever applied may take the application back while it is not decided.",
      "申请人在作出决定前可以撤回申请。",
    ),
    questions: [stages, { ...who, title: text("Who may withdraw?", "由谁撤回？") }],
    make(answers, workshop) {
      const withdraw = workshop.part("events", "WITHDRAW");
      const target = workshop.goal("", { key: "withdrawn", title: text("Withdrawn", "已撤回") });
      return {
        events: {
          [withdraw]: {
            title: text("Withdraw", "撤回"),
            by: [role(answers["who"])],
            payload: closed({ reason: { ...reason, minLength: 0 } }),
          },
        },
        ways: roles(answers["stages"]).map((source) => ({ source, event: withdraw, config: { target } })),
      };
    },
  },
  {
    id: "publicity",
    title: text("Publicity and objection", "公示与异议"),
    about: text(
      "What is to be decided is shown to everybody for a period; an objection is examined before it goes on.",
      "拟定结果公示一定期限；有异议的，审查后再继续。",
    ),
    questions: [
      named("Publicity", "公示"),
      after,
      period(5, "workingDays"),
      { ...decides, title: text("Who examines an objection?", "由谁审查异议？") },
      to,
      otherwise,
      starts,
    ],
    make(answers, workshop) {
      const shown = workshop.state("publicity");
      const objection = workshop.state("objection");
      const object = workshop.part("events", "OBJECT");
      const judge = workshop.part("events", "JUDGE_OBJECTION");
      const delay = workshop.part("delays", "publicityPeriod");
      const notice = workshop.part("public", "publicity");
      const [field] = Object.keys((workshop.document.definition.data["properties"] ?? {}) as JsonObject);
      const upheld = { type: "when" as const, params: { "==": [{ var: "event.result" }, "upheld"] } };
      return {
        first: shown,
        states: {
          [shown]: {
            meta: { title: answers["name"] as unknown as Text, task: false },
            ...(field === undefined ? {} : { entry: { type: "publish", params: { notice } } }),
            on: { [object]: { target: objection } },
            after: {
              [delay]: {
                target: workshop.goal(answers["to"], success),
                meta: { title: text("Nobody objected", "期满无异议") },
              },
            },
          },
          [objection]: {
            meta: { title: text("Objection being examined", "异议审查") },
            on: {
              [judge]: [
                {
                  guard: upheld,
                  target: workshop.goal(answers["otherwise"], failure),
                  meta: { title: text("Upheld", "异议成立") },
                },
                { target: shown, meta: { title: text("Not upheld: shown again", "异议不成立，重新公示") } },
              ],
            },
          },
        },
        events: {
          [object]: {
            title: text("Object", "提出异议"),
            by: ["anyone"],
            payload: closed({ reason }, "reason"),
          },
          [judge]: {
            title: text("Decide on the objection", "处理异议"),
            by: [role(answers["decides"])],
            payload: closed(
              {
                result: opinion(
                  text("Result", "处理结果"),
                  choice("upheld", text("Upheld", "成立")),
                  choice("rejected", text("Not upheld", "不成立")),
                ),
                reason,
              },
              "result",
              "reason",
            ),
          },
        },
        delays: { [delay]: lengthOf(answers["period"]) },
        ...(field === undefined
          ? {}
          : { public: { [notice]: { title: answers["name"] as unknown as Text, fields: [field] } } }),
      };
    },
  },
];
