import { after, ask, lengthOf, named, otherwise, period, starts, text, to, who } from "./asking.ts";
import { balloting } from "./balloting.ts";
import type { Pattern } from "./types.ts";

/** Several people sign: all, any one, a share, or one after the other. */
export const signing: readonly Pattern[] = [
  {
    id: "joint-signing",
    title: text("Joint signing", "会签"),
    about: text(
      "Everybody asked has to agree; one who does not ends it.",
      "所有会签人均须同意，一人不同意即不通过。",
    ),
    questions: [named("Joint signing", "会签"), after, who, to, otherwise, starts],
    make: (answers, workshop) =>
      balloting(answers, workshop, {
        key: "jointSigning",
        event: "COUNTERSIGN",
        title: text("Countersign", "会签"),
        ballot: {},
      }),
  },
  {
    id: "any-signing",
    title: text("Signing by any one", "或签"),
    about: text("The first of those asked who agrees is enough.", "任一人同意即通过。"),
    questions: [named("Signing", "或签"), after, who, to, otherwise, starts],
    make: (answers, workshop) =>
      balloting(answers, workshop, {
        key: "signing",
        event: "SIGN",
        title: text("Sign", "签署"),
        ballot: { pass: { for: "agree", minimum: 1 } },
      }),
  },
  {
    id: "proportional-vote",
    title: text("Proportional vote", "票签"),
    about: text(
      "A share of those asked has to agree within a period.",
      "在规定期限内达到规定比例同意即通过。",
    ),
    questions: [
      named("Vote", "表决"),
      after,
      who,
      { id: "share", title: ask.share, kind: "share", first: ">=2/3" },
      period(3, "workingDays"),
      to,
      otherwise,
      starts,
    ],
    make(answers, workshop) {
      const close = workshop.part("delays", "votingPeriod");
      return balloting(answers, workshop, {
        key: "voting",
        event: "CAST_VOTE",
        title: text("Vote", "投票"),
        ballot: { pass: { for: "agree", of: "electors", share: String(answers["share"]) }, close },
        extra: { delays: { [close]: lengthOf(answers["period"]) } },
      });
    },
  },
  {
    id: "sequential-approval",
    title: text("Approval in turn", "依次审批"),
    about: text("The approvers named at the start sign one after the other.", "按发起时确定的顺序逐一审批。"),
    questions: [named("Approval in turn", "依次审批"), after, who, to, otherwise, starts],
    make(answers, workshop) {
      const field = workshop.field("approvers");
      return balloting(answers, workshop, {
        key: "approval",
        event: "APPROVE_IN_TURN",
        title: text("Approve", "审批"),
        ballot: { electors: { from: { var: `data.${field}` } }, order: "sequential" },
        extra: {
          fields: {
            [field]: {
              title: { en: "Approvers, in order", "zh-CN": "审批人（按顺序）" },
              type: "array",
              items: { type: "string", minLength: 1, maxLength: 100 },
              uniqueItems: true,
              maxItems: 20,
              default: [],
            },
          },
        },
      });
    },
  },
];
