import type { Pack, Scenario } from "../../engine/model/index.ts";
import { packWith } from "../runtime/fixtures/pack.ts";

const text = (en: string, zh: string) => ({ en, "zh-CN": zh });

/** A small pack that uses what scenarios can play: a call, a linked case, a child case, a register, messages, a clock, delays. */
const request = {
  id: "request",
  title: text("Request", "申请"),
  opening: { by: ["clerk"], where: { "!": { in: [{ var: "by.id" }, ["bea"]] } } },
  data: {
    type: "object",
    properties: {
      amount: { type: "integer", minimum: 0, title: text("Amount", "金额") },
      checked: { type: "boolean", default: false, readOnly: true },
      items: {
        type: "array",
        readOnly: true,
        default: [],
        items: {
          type: "object",
          properties: { name: { type: "string" }, done: { type: "boolean" } },
          required: ["name", "done"],
        },
      },
    },
    required: ["amount"],
  },
  events: {
    SUBMIT: {
      title: text("Submit", "提交"),
      by: ["clerk"],
      payload: { type: "object", properties: { name: { type: "string", minLength: 1 } }, required: ["name"] },
      where: { "==": [{ var: "by.id" }, { var: "case.openedBy" }] },
    },
    APPROVE: { title: text("Approve", "批准"), by: ["head"], apartFrom: ["SUBMIT"] },
    WITHDRAW: { title: text("Withdraw", "撤回"), by: ["anyone"] },
  },
  rules: {
    affordable: {
      title: text("Within the limit", "在限额以内"),
      when: { "<=": [{ var: "data.amount" }, { var: "param.limit" }] },
    },
    free: {
      title: text("Not yet on the list", "尚未列入名录"),
      when: { "!": { var: "fact.listed" } },
    },
  },
  facts: {
    listed: {
      of: "register:requests",
      where: { "==": [{ var: "row.amount" }, { var: "data.amount" }] },
      give: "exists",
    },
  },
  delays: { cooling: { limit: 3, unit: "workingDays" } },
  clocks: {
    handling: { title: text("Handling", "办理时限"), limit: 10, unit: "workingDays", lights: { blue: 0.5 } },
  },
  messages: { approved: text("Approved: {data.amount}", "已批准：{data.amount}") },
  machine: {
    id: "request",
    initial: "open",
    states: {
      open: {
        tags: ["clock:handling"],
        initial: "draft",
        on: { WITHDRAW: { target: "withdrawn" } },
        states: {
          draft: {
            on: {
              SUBMIT: {
                guard: { type: "rules", params: { all: ["affordable", "free"] } },
                target: "checking",
                actions: {
                  type: "append",
                  params: { list: "items", row: { name: { var: "event.name" }, done: false } },
                },
              },
            },
          },
          checking: {
            invoke: {
              src: "call",
              id: "check",
              input: { connector: "registry", input: { amount: { var: "data.amount" } } },
              onDone: {
                target: "deciding",
                actions: { type: "assign", params: { checked: { var: "event.output.found" } } },
              },
              onError: { target: "draft" },
            },
          },
          deciding: { on: { APPROVE: { target: "#request.approved" } } },
        },
      },
      approved: {
        entry: [
          { type: "notify", params: { to: ["clerk"], message: "approved" } },
          {
            type: "enter",
            params: { register: "requests", row: { id: { var: "case.id" }, amount: { var: "data.amount" } } },
          },
          { type: "openCase", params: { procedure: "visit", link: "visit", data: { purpose: "first" } } },
          { type: "openCase", params: { procedure: "visit", link: "visit", data: { purpose: "second" } } },
        ],
        after: { cooling: { target: "following" } },
      },
      following: {
        invoke: {
          src: "procedure",
          id: "closing",
          input: { procedure: "visit", data: { purpose: "closing" } },
          onDone: { target: "done" },
        },
      },
      done: { type: "final" },
      withdrawn: { type: "final" },
    },
  },
};

const visit = {
  id: "visit",
  title: text("Visit", "回访"),
  opening: { by: ["clerk"] },
  data: { type: "object", properties: { purpose: { type: "string" } }, required: ["purpose"] },
  events: { VISIT: { title: text("Visited", "已回访"), by: ["clerk"] } },
  machine: {
    id: "visit",
    initial: "planned",
    states: { planned: { on: { VISIT: { target: "visited" } } }, visited: { type: "final" } },
  },
};

export const pack = packWith({
  id: "trial",
  roles: ["clerk", "head"],
  parameters: { limit: { type: "integer", default: 100, minimum: 1 } },
  registers: {
    requests: {
      title: text("Requests", "申请名录"),
      key: "id",
      row: {
        type: "object",
        properties: { id: { type: "string" }, amount: { type: "integer" } },
        required: ["id", "amount"],
      },
    },
  },
  people: { ann: ["clerk"], bea: ["clerk"], hal: ["head"], vic: [] },
  procedures: [request, visit],
  files: { "registers/requests.json": [{ id: "old", amount: 7 }] },
});

/** Opened by Ann on Monday, 2 March 2026, 9:00 in Shanghai. */
export const opened = (parts: Partial<Scenario>): Scenario => ({
  name: text("A scenario", "一个情形"),
  at: "2026-03-02T09:00:00+08:00",
  by: "ann",
  data: { amount: 50 },
  ...parts,
});

/** The pack with these scenarios of the request. */
export const withScenarios = (...scenarios: Scenario[]): Pack => ({
  ...pack,
  scenarios: { request: { procedure: "request", scenarios } },
});
