import type { Logic, StateConfig, Text } from "../../../engine/model/types.ts";
import {
  after,
  agree,
  ask,
  closed,
  decides,
  disagree,
  failure,
  named,
  opinion,
  otherwise,
  reason,
  role,
  roles,
  starts,
  success,
  text,
  to,
  who,
} from "./asking.ts";
import { balloting } from "./balloting.ts";
import type { Made, Pattern } from "./types.ts";

/** Many at once: a meeting that votes, offices that review side by side. */
export const meeting: readonly Pattern[] = [
  {
    id: "quorum-and-vote",
    title: text("Quorum and vote", "法定人数与表决"),
    about: text(
      "The roll is called; with enough members there is a vote, without them the meeting is adjourned.",
      "先点名核验法定人数，达到的付诸表决，未达到的休会。",
    ),
    questions: [
      named("Meeting", "会议"),
      after,
      { ...who, title: text("Who votes?", "由谁表决？") },
      { ...decides, title: text("Who calls the roll?", "由谁点名？") },
      {
        id: "quorum",
        title: text("How many have to be there?", "法定人数"),
        kind: "number",
        first: 11,
        least: 1,
        most: 1000,
      },
      { id: "share", title: ask.share, kind: "share", first: ">1/2" },
      to,
      otherwise,
      starts,
    ],
    make(answers, workshop) {
      const roll = workshop.state("rollCall");
      const call = workshop.part("events", "ROLL_CALL");
      const field = workshop.field("present");
      const voting = balloting(answers, workshop, {
        key: "meetingVote",
        event: "VOTE",
        title: text("Vote", "表决"),
        ballot: {
          present: { var: `data.${field}` },
          quorum: { of: "electors", minimum: Number(answers["quorum"]) },
          pass: { for: "agree", of: "present", share: String(answers["share"]) },
        },
      });
      const enough = {
        type: "when" as const,
        params: { ">=": [{ size: { var: "event.present" } }, Number(answers["quorum"])] },
      };
      return {
        ...voting,
        first: roll,
        fields: {
          [field]: {
            title: { en: "Members present", "zh-CN": "到会人员" },
            type: "array",
            items: { type: "string" },
            uniqueItems: true,
            maxItems: 1000,
            default: [],
            readOnly: true,
          },
        },
        states: {
          [roll]: {
            meta: { title: text("Roll call", "点名") },
            on: {
              [call]: [
                {
                  guard: enough,
                  target: voting.first!,
                  actions: { type: "assign", params: { [field]: { var: "event.present" } } },
                },
                {
                  actions: { type: "assign", params: { [field]: { var: "event.present" } } },
                  meta: { title: text("Not enough: adjourned", "未达法定人数，休会") },
                },
              ],
            },
          },
          ...voting.states,
        },
        events: {
          [call]: {
            title: text("Call the roll", "点名"),
            by: [role(answers["decides"])],
            payload: closed(
              {
                present: {
                  title: { en: "Members present", "zh-CN": "到会人员" },
                  type: "array",
                  items: { type: "string" },
                  uniqueItems: true,
                  maxItems: 1000,
                },
              },
              "present",
            ),
          },
          ...voting.events,
        },
      };
    },
  },
  {
    id: "parallel-review",
    title: text("Parallel review", "并联审批"),
    about: text(
      "Several offices review at the same time; when all are done, the results are brought together.",
      "多个部门同时审查，全部完成后汇总意见。",
    ),
    questions: [
      named("Parallel review", "并联审批"),
      after,
      { id: "offices", title: text("Which offices review?", "由哪些部门审查？"), kind: "roles" },
      { ...decides, title: text("Who brings the results together?", "由谁汇总？") },
      to,
      otherwise,
      starts,
    ],
    make(answers, workshop) {
      const review = workshop.state("reviewing");
      const consolidating = workshop.state("consolidating");
      const finish = workshop.part("events", "CONSOLIDATE");
      const offices = roles(answers["offices"]);
      const field = workshop.field("reviews");
      const definition = workshop.document.definition;
      const events: NonNullable<Made["events"]> = {};
      const regions: Record<string, StateConfig> = {};
      offices.forEach((office, n) => {
        const event = workshop.part("events", `REVIEW_${n + 1}`);
        const title = definition.roles?.[office]?.title ?? text(office, office);
        events[event] = {
          title: text(`${title.en}: review`, `${title["zh-CN"]}审查`),
          by: [office],
          payload: closed(
            {
              choice: opinion(text("Opinion", "意见"), agree, disagree),
              comment: { ...reason, minLength: 0 },
            },
            "choice",
          ),
        };
        regions[`office${n + 1}`] = {
          initial: "pending",
          meta: { title },
          states: {
            pending: {
              meta: { title: text(`${title.en}: to review`, `${title["zh-CN"]}待审`) },
              on: {
                [event]: {
                  target: "done",
                  actions: {
                    type: "append",
                    params: {
                      list: field,
                      row: {
                        office,
                        choice: { var: "event.choice" },
                        comment: { var: ["event.comment", ""] },
                      },
                    },
                  },
                },
              },
            },
            done: { type: "final", meta: { title: text(`${title.en}: reviewed`, `${title["zh-CN"]}已审`) } },
          },
        };
      });
      const isAgainst: Logic = { "==": [{ var: "row.choice" }, "disagree"] };
      const against: Logic = { count: [{ var: `data.${field}` }, isAgainst] };
      const allAgree = { type: "when" as const, params: { "==": [against, 0] } };
      events[finish] = {
        title: text("Bring the results together", "汇总意见"),
        by: [role(answers["decides"])],
        payload: closed({ summary: reason }, "summary"),
      };
      const states: Record<string, StateConfig> = {
        [review]: {
          type: "parallel",
          meta: { title: answers["name"] as unknown as Text },
          entry: { type: "assign", params: { [field]: [] } },
          states: regions,
          onDone: { target: consolidating },
        },
        [consolidating]: {
          meta: { title: text("Bringing the results together", "汇总意见") },
          on: {
            [finish]: [
              { guard: allAgree, target: workshop.goal(answers["to"], success) },
              { target: workshop.goal(answers["otherwise"], failure) },
            ],
          },
        },
      };
      return {
        first: review,
        fields: {
          [field]: {
            title: { en: "Reviews", "zh-CN": "审查意见" },
            type: "array",
            readOnly: true,
            default: [],
            maxItems: 1000,
            items: {
              type: "object",
              properties: {
                office: { type: "string" },
                choice: opinion(text("Opinion", "意见"), agree, disagree),
                comment: { type: "string" },
              },
              required: ["office", "choice"],
            },
          },
        },
        states,
        events,
      };
    },
  },
];
