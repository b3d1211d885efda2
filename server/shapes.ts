import type { JsonObject } from "../engine/model/index.ts";

/** JSON Schemas of what goes over the wire, as components of the OpenAPI document. */
const text: JsonObject = { type: "string" };
const nullableText: JsonObject = { type: ["string", "null"] };
const integer: JsonObject = { type: "integer" };
const open: JsonObject = { type: "object" };
const list = (items: JsonObject): JsonObject => ({ type: "array", items });
const object = (properties: Record<string, JsonObject>, optional: string[] = []): JsonObject => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
export const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
export const page = (of: string): JsonObject => object({ items: list(ref(of)), next: text }, ["next"]);
/** Choices, or titles of what was chosen, by field. */
const choices: JsonObject = {
  type: "object",
  additionalProperties: list(
    object({ value: { type: ["string", "number"] }, title: { anyOf: [text, ref("Text")] } }),
  ),
};

const taskMembers: Record<string, JsonObject> = {
  id: text,
  case: text,
  procedure: text,
  key: text,
  kind: text,
  state: text,
  ballot: text,
  obligation: text,
  title: ref("Text"),
  roles: list(text),
  ids: list(text),
  events: list(text),
  form: list(text),
  holder: text,
  chain: list(text),
  awaits: list(text),
  acts: list(text),
  for: text,
  status: text,
  openedAt: ref("Instant"),
  due: nullableText,
  claimedBy: nullableText,
  closedAt: nullableText,
  closedBy: nullableText,
};
const sometimesOfTask = ["ballot", "obligation", "form", "holder", "chain", "awaits", "acts", "for"];

const draftMembers: Record<string, JsonObject> = {
  id: text,
  procedure: text,
  pack: { ...text, description: "Id of the pack that it belongs to" },
  title: text,
  status: { enum: ["open", "published", "discarded"] },
  base: { ...nullableText, description: "Digest of the pack that was live when it was begun" },
  revision: integer,
  madeAt: ref("Instant"),
  madeBy: text,
  savedAt: ref("Instant"),
  savedBy: text,
  published: { ...text, description: "Digest of the pack that it became" },
};
/** What a draft holds: the procedure as it stands in its file, where its states are shown, its worked examples. */
export const draftContent: JsonObject = {
  type: "object",
  properties: {
    definition: { type: "object" },
    layout: {
      type: "object",
      properties: {
        states: {
          type: "object",
          maxProperties: 10_000,
          additionalProperties: {
            type: "object",
            properties: {
              x: { type: "number" },
              y: { type: "number" },
              width: { type: "number", exclusiveMinimum: 0 },
              height: { type: "number", exclusiveMinimum: 0 },
              folded: { const: true },
            },
            additionalProperties: false,
          },
        },
      },
      required: ["states"],
      additionalProperties: false,
    },
    scenarios: { type: ["object", "null"] },
    text: { type: "string", description: "What was typed, word for word, while it is no procedure yet" },
  },
  required: ["definition", "layout", "scenarios"],
  additionalProperties: false,
};
const handedTask: Record<string, JsonObject> = {
  case: text,
  task: text,
  procedure: text,
  title: ref("Text"),
  subject: nullableText,
};

export const shapes: Record<string, JsonObject> = {
  Text: object({ en: text, "zh-CN": text }),
  Instant: { type: "string", format: "date-time", description: "UTC, YYYY-MM-DDTHH:mm:ss.sssZ" },
  StateValue: { type: ["string", "object"], description: "XState's state value" },
  Principal: object({ id: text, name: text, roles: list(text), orgs: list(text), for: text }, [
    "name",
    "orgs",
    "for",
  ]),
  Refusal: object({ code: text, path: text, message: ref("Text"), details: open }, ["path", "details"]),
  Problem: {
    description: "RFC 9457",
    ...object(
      {
        type: text,
        title: text,
        status: integer,
        detail: text,
        code: text,
        path: text,
        message: ref("Text"),
        details: open,
        instance: text,
      },
      ["path", "details", "instance"],
    ),
  },
  Accepted: object(
    { id: text, revision: integer, status: text, state: ref("StateValue"), repeated: { type: "boolean" } },
    ["repeated"],
  ),
  ProcedureSummary: object(
    {
      procedure: text,
      title: ref("Text"),
      summary: ref("Text"),
      pack: text,
      packId: text,
      version: text,
      timeZone: text,
      opening: object({ by: list(text) }),
      supervises: { type: "boolean", description: "Its cases supervise others" },
      measures: list(object({ measure: text, title: ref("Text") })),
    },
    ["summary", "supervises"],
  ),
  ProcedureDetail: object({
    procedure: { ...open, description: "The definition; see the published JSON Schema of a procedure" },
    pack: object({
      id: text,
      version: text,
      digest: text,
      title: ref("Text"),
      timeZone: text,
      parameters: {
        ...open,
        description: "What may differ between places, each with its default and bounds",
      },
    }),
    roles: { type: "object", additionalProperties: ref("Text") },
    openingSchema: open,
    opening: object({ allowed: { type: "boolean" } }),
  }),
  Choices: object({
    choices: { ...choices, description: "By JSON pointer into the schema of what is sent" },
  }),
  ChoiceTitles: object({
    data: { ...choices, description: "By JSON pointer into the schema of the data" },
    entries: {
      type: "object",
      description: "By the seq of an entry: of what was sent, and of what was set",
      additionalProperties: object({ said: choices, set: choices }),
    },
  }),
  Measurement: object(
    {
      procedure: text,
      timeZone: text,
      from: text,
      to: text,
      measures: list(ref("MeasureReport")),
      titles: {
        ...choices,
        description: "Of the values of groups, by JSON pointer into the schema of the data",
      },
    },
    ["from", "to", "titles"],
  ),
  MeasureGroup: object(
    {
      period: text,
      group: list({}),
      value: { type: ["number", "null"] },
      exact: { ...nullableText, description: "A reduced fraction or whole number, such as 7/3" },
      numerator: { type: ["number", "null"] },
      denominator: integer,
      cases: list(text),
      more: { type: "boolean" },
    },
    ["period"],
  ),
  MeasureReport: object(
    {
      measure: text,
      title: ref("Text"),
      unit: { type: ["string", "object"] },
      give: text,
      standing: { const: true, description: "Neither days nor periods bound it" },
      goal: { type: "number" },
      aim: { enum: ["atLeast", "atMost"] },
      baselines: list(object({ title: ref("Text"), value: { type: "number" }, source: text }, ["source"])),
      by: list(text),
      period: text,
      overall: ref("MeasureGroup"),
      byPeriod: list(ref("MeasureGroup")),
      groups: list(ref("MeasureGroup")),
      withheld: integer,
    },
    ["standing", "goal", "aim", "baselines", "period"],
  ),
  CaseSummary: object({
    id: text,
    procedure: text,
    version: text,
    pack: text,
    status: text,
    revision: integer,
    value: ref("StateValue"),
    data: open,
    openedAt: ref("Instant"),
    openedBy: text,
    updatedAt: ref("Instant"),
    depth: integer,
    due: nullableText,
    parent: { type: ["object", "null"] },
  }),
  CaseView: object(
    {
      case: open,
      state: ref("StateValue"),
      active: list(text),
      visited: object({ states: list(text), taken: list(text) }),
      data: open,
      clocks: list(ref("Clock")),
      ballots: list(open),
      obligations: list(
        object({ obligation: text, title: ref("Text"), key: text, due: nullableText, status: text }),
      ),
      tasks: list(ref("Task")),
      offers: list(open),
      hold: open,
      suspension: object({ since: ref("Instant"), parent: text }, ["parent"]),
      acts: list(ref("ActOffer")),
      copied: ref("Instant"),
      archive: open,
      opinions: list(open),
      delays: list(open),
      incidents: list(open),
    },
    ["hold", "suspension", "copied", "archive"],
  ),
  Clock: object(
    {
      clock: text,
      title: ref("Text"),
      light: ref("Light"),
      running: { type: "boolean" },
      unit: text,
      limit: { type: "number" },
      used: { type: "number" },
      left: { type: "number" },
      due: ref("Instant"),
      provisional: { type: "boolean" },
      source: text,
      counts: { ...ref("Light"), description: "The light that counts, where what it shows was set aside" },
      shown: {
        ...list(ref("ShownLight")),
        description: "What it has shown, the first first, where its lights can be appealed against",
      },
    },
    ["due", "provisional", "source", "counts", "shown"],
  ),
  Light: { enum: ["green", "blue", "yellow", "red"] },
  ShownLight: object({ light: ref("Light"), at: ref("Instant"), appeal: ref("Appeal") }, ["appeal"]),
  Appeal: object(
    {
      by: text,
      proxy: { ...text, description: "Who acted for them" },
      at: ref("Instant"),
      reason: text,
      evidence: list(text),
      due: { ...ref("Instant"), description: "When the decision is due" },
      decision: object(
        { setAside: { type: "boolean" }, by: text, proxy: text, at: ref("Instant"), reason: text },
        ["proxy"],
      ),
    },
    ["proxy", "evidence", "due", "decision"],
  ),
  ActOffer: object(
    {
      act: text,
      title: ref("Text"),
      payload: { ...open, description: "The closed JSON Schema of what is said with it" },
      allowed: { type: "boolean" },
      refusal: ref("Refusal"),
      tasks: list(text),
      lights: {
        ...list(
          object(
            {
              clock: text,
              light: ref("Light"),
              at: ref("Instant"),
              allowed: { type: "boolean" },
              refusal: ref("Refusal"),
            },
            ["refusal"],
          ),
        ),
        description: "Of appeals against lights and their decisions: what they could be about",
      },
    },
    ["refusal", "tasks", "lights"],
  ),
  Copy: object(
    {
      case: text,
      subject: nullableText,
      procedure: text,
      by: text,
      at: ref("Instant"),
      text,
      readAt: ref("Instant"),
    },
    ["text", "readAt"],
  ),
  Messages: object({
    items: list(
      object({
        case: text,
        procedure: text,
        at: ref("Instant"),
        text: { anyOf: [ref("Text"), { type: "null" }] },
        unread: { type: "boolean" },
      }),
    ),
    unread: integer,
  }),
  Proxy: object(
    {
      of: text,
      proxy: text,
      from: ref("Instant"),
      to: ref("Instant"),
      procedures: list(text),
      roles: list(text),
      appointedBy: text,
      appointedAt: ref("Instant"),
    },
    ["procedures", "roles"],
  ),
  Proxies: object({ actsFor: list(ref("Proxy")), proxies: list(ref("Proxy")) }),
  HandedOver: object(
    {
      moved: list(object(handedTask)),
      refused: list(object({ ...handedTask, refusal: ref("Refusal") })),
      next: text,
    },
    ["next"],
  ),
  HandOver: object(
    {
      from: text,
      to: text,
      by: text,
      at: ref("Instant"),
      reason: text,
      moved: integer,
      refused: integer,
    },
    ["reason"],
  ),
  Task: object(taskMembers, sometimesOfTask),
  InboxTask: object(
    {
      ...taskMembers,
      subject: { ...nullableText, description: "What its case is about, as far as you may see it" },
    },
    sometimesOfTask,
  ),
  JournalEntry: object({
    case: text,
    seq: integer,
    kind: text,
    at: ref("Instant"),
    event: open,
    by: open,
    taken: list(text),
    value: ref("StateValue"),
    set: open,
    unset: list(text),
    notes: list(open),
    effects: list(open),
    prev: text,
    hash: text,
  }),
  Explanation: object(
    {
      event: text,
      allowed: { type: "boolean" },
      refusal: ref("Refusal"),
      transitions: list(open),
      sender: open,
    },
    ["refusal"],
  ),
  PackSummary: object(
    {
      digest: text,
      id: text,
      version: text,
      title: ref("Text"),
      deployedAt: ref("Instant"),
      deployedBy: text,
      note: { ...text, description: "What was said of it when it was published" },
    },
    ["note"],
  ),
  DraftSummary: object(draftMembers, ["published"]),
  Draft: object({ ...draftMembers, content: draftContent }, ["published"]),
  ProcedureVersion: object(
    {
      digest: { ...text, description: "Of the pack with which it came" },
      packId: text,
      version: text,
      note: text,
      deployedAt: ref("Instant"),
      deployedBy: text,
      live: { type: "boolean" },
      cases: object({ running: integer, all: integer }),
    },
    ["note"],
  ),
  ProcedureFiles: object({
    digest: text,
    version: text,
    definition: open,
    layout: open,
    scenarios: { type: ["object", "null"] },
  }),
  RegisterSummary: object({ register: text, title: ref("Text"), pack: text, timeZone: text, row: open }),
  RegisterRow: object({
    register: text,
    key: text,
    row: open,
    from: ref("Instant"),
    to: nullableText,
    enteredBy: text,
    struckBy: nullableText,
  }),
  Notice: object({
    id: text,
    case: text,
    procedure: text,
    notice: text,
    title: ref("Text"),
    fields: open,
    publishedAt: ref("Instant"),
  }),
  Effect: object({
    key: text,
    case: text,
    type: text,
    connector: text,
    status: text,
    attempts: integer,
    nextAt: ref("Instant"),
    createdAt: ref("Instant"),
    lastError: nullableText,
  }),
  Session: object(
    {
      demonstration: { type: "boolean" },
      person: { type: ["object", "null"] },
      version: text,
      timeZone: {
        ...text,
        description: "Of the procedures that cases are opened with; UTC where there are none",
      },
      now: ref("Instant"),
      counts: open,
    },
    ["counts"],
  ),
  Change: object({ position: integer, case: text, seq: integer, procedure: text, kind: text }),
};

/** Query parameters of every list. */
export const pageQuery = (more: Record<string, JsonObject> = {}): JsonObject => ({
  type: "object",
  properties: {
    after: { type: "string", maxLength: 500 },
    limit: { type: "integer", minimum: 1, maximum: 200 },
    ...more,
  },
  additionalProperties: false,
});
export const actBody: JsonObject = {
  type: "object",
  properties: { act: { type: "string", minLength: 1, maxLength: 200 }, payload: { type: "object" } },
  required: ["act"],
  additionalProperties: false,
};
export const eventBody: JsonObject = {
  type: "object",
  properties: { type: { type: "string", minLength: 1, maxLength: 200 }, payload: { type: "object" } },
  required: ["type"],
  additionalProperties: false,
};
