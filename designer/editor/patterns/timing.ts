import type { Text, TransitionConfig } from "../../../engine/model/types.ts";
import {
  after,
  ask,
  closed,
  decides,
  lengthOf,
  named,
  period,
  reason,
  role,
  roles,
  stages,
  text,
} from "./asking.ts";
import type { Pattern } from "./types.ts";

/** Time limits, and what becomes of what is late. */
export const timing: readonly Pattern[] = [
  {
    id: "extension",
    title: text("Extension", "延期"),
    about: text(
      "A time limit may be extended once, for a reason, by whoever may allow it.",
      "经批准可以延长时限一次，须说明理由。",
    ),
    questions: [
      { id: "clock", title: ask.clock, kind: "clock" },
      stages,
      { ...decides, title: text("Who allows it?", "由谁批准？") },
      {
        id: "most",
        title: text("By how much at most?", "最多延长多少？"),
        kind: "number",
        first: 10,
        least: 1,
        most: 365,
      },
    ],
    make(answers, workshop) {
      const extend = workshop.part("events", "EXTEND");
      const field = workshop.field("extended");
      const clock = role(answers["clock"]);
      const config: TransitionConfig = {
        guard: { type: "when", params: { "!": [{ var: `data.${field}` }] } },
        actions: [
          { type: "extend", params: { clock, by: { var: "event.amount" } } },
          { type: "assign", params: { [field]: true } },
        ],
      };
      return {
        fields: {
          [field]: {
            title: { en: "Extended", "zh-CN": "已延期" },
            type: "boolean",
            default: false,
            readOnly: true,
          },
        },
        events: {
          [extend]: {
            title: text("Extend the time limit", "批准延期"),
            by: [role(answers["decides"])],
            payload: closed(
              {
                amount: {
                  title: { en: "By how much", "zh-CN": "延长" },
                  type: "integer",
                  minimum: 1,
                  maximum: Number(answers["most"]),
                },
                reason,
              },
              "amount",
              "reason",
            ),
          },
        },
        ways: roles(answers["stages"]).map((source) => ({ source, event: extend, config })),
      };
    },
  },
  {
    id: "suspension",
    title: text("Suspension", "中止"),
    about: text(
      "The case stands still, with its time limits, until it is resumed.",
      "案件与时限一并中止，直至恢复办理。",
    ),
    questions: [stages, decides, { id: "clock", title: ask.clock, kind: "clock" }],
    make(answers, workshop) {
      const suspend = workshop.part("events", "SUSPEND");
      const resume = workshop.part("events", "RESUME");
      const hold = workshop.part("holds", "suspended");
      const by = [role(answers["decides"])];
      return {
        events: {
          [suspend]: {
            title: text("Suspend", "中止"),
            by,
            payload: closed({ reason }, "reason"),
          },
          [resume]: { title: text("Resume", "恢复办理"), by },
        },
        holds: {
          [hold]: { by: suspend, end: resume, in: roles(answers["stages"]), stops: [role(answers["clock"])] },
        },
      };
    },
  },
  {
    id: "escalation",
    title: text("Escalation", "升级督办"),
    about: text(
      "What is not done in time goes to somebody above, who sends it back with an order.",
      "逾期未办的，升级至上级督办，由上级提出意见后退回办理。",
    ),
    questions: [
      { ...after, title: text("Which stage is watched?", "监督哪个环节？") },
      period(5, "workingDays"),
      { ...decides, title: text("To whom does it go?", "升级至谁？") },
    ],
    make(answers, workshop) {
      const state = workshop.state("escalated");
      const order = workshop.part("events", "ORDER");
      const delay = workshop.part("delays", "escalationPeriod");
      const message = workshop.part("messages", "escalated");
      const source = String(answers["after"]);
      const own = source.includes(".") ? `${source.slice(0, source.lastIndexOf("."))}.${state}` : state;
      const above = [role(answers["decides"])];
      return {
        states: {
          [state]: {
            meta: { title: text("Escalated", "升级督办") },
            entry: { type: "notify", params: { to: above, message } },
            on: { [order]: { target: workshop.to(source) } },
          },
        },
        events: {
          [order]: {
            title: text("Give an order and send back", "提出督办意见"),
            by: above,
            payload: closed({ order: { ...reason, title: { en: "Order", "zh-CN": "督办意见" } } }, "order"),
          },
        },
        delays: { [delay]: lengthOf(answers["period"]) },
        messages: {
          [message]: text("A case was not dealt with in time and needs you.", "有案件逾期未办，请督办。"),
        },
        ways: [{ source, event: `after ${delay}`, config: { target: workshop.to(own) } }],
      };
    },
  },
  {
    id: "time-limit",
    title: text("Time limit with lights", "限时与红黄牌"),
    about: text(
      "A time limit runs in the stages you choose and shows its lights; the red one tells somebody.",
      "在所选环节计时并亮灯，亮红灯时通知有关人员。",
    ),
    questions: [
      named("Time limit", "办理时限"),
      stages,
      period(20, "workingDays"),
      { ...decides, title: text("Whom does the red light tell?", "红灯通知谁？") },
    ],
    make(answers, workshop) {
      const clock = workshop.part("clocks", "limit");
      const message = workshop.part("messages", "overdue");
      const title = answers["name"] as unknown as Text;
      const { limit, unit } = answers["period"] as { limit: number; unit: "workingDays" };
      return {
        clocks: { [clock]: { title, limit, unit, lights: { blue: 0.5, yellow: 0.8 } } },
        messages: { [message]: text("A time limit has run out.", "有时限已到期。") },
        tags: roles(answers["stages"]).map((stage) => ({ stage, tag: `clock:${clock}` })),
        ways: [
          {
            source: "",
            event: `clock.${clock}.red`,
            config: { actions: { type: "notify", params: { to: [role(answers["decides"])], message } } },
          },
        ],
      };
    },
  },
];
