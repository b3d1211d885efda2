import type { Machine } from "../../engine/machine/index.ts";
import type {
  JsonObject,
  Principal,
  Procedure,
  StateConfig,
  TakeBackDefinition,
} from "../../engine/model/index.ts";
import { machineOf, person, Play, title } from "./host.ts";

/** A matter that is sent on from desk to desk, and may be taken back by whoever has sent it as long as nobody has acted since (F8). */

const directory: Record<string, Principal> = Object.fromEntries(
  [
    person("ann", "clerk"),
    person("bob", "clerk"),
    person("cho", "chief"),
    person("dan", "chief"),
    person("eve", "head"),
    person("fay", "head"),
    person("admin", "administrator"),
  ].map((one) => [one.id, one]),
);
export const who = (id: string): Principal => directory[id] ?? person(id);
export const roles = Object.fromEntries(
  ["clerk", "chief", "head", "member"].map((role) => [role, { title: title(role) }]),
);

export class Desk extends Play {
  constructor(machine: Machine, data: JsonObject = {}) {
    super(machine, { data, by: who("ann"), people: { member: ["m1", "m2"] } });
  }
  override context() {
    return { ...super.context(), persons: directory };
  }
  by(id: string, type: string, payload: JsonObject = {}): this {
    return this.send(type, who(id), payload);
  }
  act(act: string, by: string, said: JsonObject = {}): this {
    const result = this.step({ kind: "act", event: { type: `case.${act}`, ...said }, by: who(by) });
    if (!result.ok) throw new Error(`${act}: ${result.refusal.code} ${result.refusal.message.en}`);
    return this;
  }
  /** Why somebody may not take back; null where they may, and have. */
  why(id: string, event = "TAKE_BACK") {
    return this.refusal(event, who(id));
  }
  get tasks() {
    return this.machine.tasks(this.state, this.context());
  }
  /** Something done to the task of the stage. */
  toTask(act: string, by: string, said: JsonObject): this {
    return this.act(act, by, { task: this.tasks.find(({ state }) => state === "review")!.key, ...said });
  }
  offered(id: string) {
    return this.machine
      .offers(this.state, who(id), this.context())
      .find(({ event }) => event === "TAKE_BACK");
  }
}

const takeBacks: Record<string, TakeBackDefinition> = {
  own: { event: "TAKE_BACK", of: ["SUBMIT", "APPROVE"], message: "takenBack" },
};
const stages: Record<string, StateConfig> = {
  draft: {
    entry: { type: "append", params: { list: "entered", row: "draft" } },
    after: { week: "lapsed" },
    on: {
      SUBMIT: {
        target: "review",
        actions: [
          { type: "assign", params: { subject: { var: "event.subject" } } },
          { type: "notify", params: { to: ["chief"], message: "submitted" } },
        ],
      },
    },
  },
  review: {
    after: {
      week: "lapsed",
      reminder: { actions: { type: "append", params: { list: "entered", row: "late" } } },
    },
    on: {
      APPROVE: "routed",
      TALK: { actions: { type: "append", params: { list: "entered", row: "talk" } } },
    },
  },
  routed: {
    always: [
      { guard: { type: "when", params: { "==": [{ var: "data.subject" }, "big"] } }, target: "signing" },
      { target: "deciding" },
    ],
  },
  deciding: {
    after: { week: "lapsed" },
    on: { DECIDE: "done", TALK: { actions: { type: "append", params: { list: "entered", row: "talk" } } } },
  },
  signing: { invoke: { src: "ballot", id: "joint", onDone: "done" } },
  lapsed: {},
  done: { type: "final" },
};
const parts: Partial<Procedure> = {
  roles,
  data: {
    type: "object",
    properties: {
      subject: { type: "string" },
      entered: { type: "array", items: { type: "string" }, default: [] },
    },
  },
  delays: {
    week: { limit: 7, unit: "days" },
    reminder: { limit: 2, unit: "days" },
  },
  messages: { submitted: title("For you: {data.subject}"), takenBack: title("Taken back: {data.subject}") },
  ballots: {
    joint: {
      electors: { role: "member" },
      cast: "SIGN",
      choice: "choice",
      choices: ["yes", "no"],
      pass: { for: "yes", of: "electors", share: "=1" },
    },
  },
  events: {
    SUBMIT: {
      title: title("Submit"),
      by: ["clerk"],
      payload: { type: "object", properties: { subject: { type: "string" } }, required: ["subject"] },
    },
    APPROVE: { title: title("Approve"), by: ["chief"], apartFrom: ["SUBMIT"] },
    DECIDE: { title: title("Decide"), by: ["head"], apartFrom: ["APPROVE"] },
    SIGN: {
      title: title("Sign"),
      by: ["anyone"],
      payload: { type: "object", properties: { choice: { type: "string" } }, required: ["choice"] },
    },
    NOTE: { title: title("Note"), by: ["anyone"] },
    TAKE_BACK: { title: title("Take back"), by: ["clerk", "chief", "head"] },
  },
  takeBacks,
};
export const chain = (more: Partial<Procedure> = {}) =>
  machineOf(
    {
      initial: "draft",
      states: stages,
      on: { NOTE: { actions: { type: "append", params: { list: "entered", row: "note" } } } },
    },
    { ...parts, ...more, events: { ...parts.events, ...more.events } },
  );
export const machine = chain();
export const submitted = (subject = "small") => new Desk(machine).by("ann", "SUBMIT", { subject });
export const approved = (subject = "small") => submitted(subject).by("cho", "APPROVE");
