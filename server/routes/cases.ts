import type { Json, JsonObject } from "../../engine/model/index.ts";
import type { CaseQuery } from "../../engine/ports/index.ts";
import { accepted, type Asked, type Given, type Route } from "../route.ts";
import { actBody, eventBody, page, pageQuery, ref } from "../shapes.ts";

const command = (asked: Asked) => ({
  by: asked.person,
  ...(asked.key === undefined ? {} : { key: asked.key }),
});
const revision = (asked: Asked) => (asked.revision === undefined ? {} : { revision: asked.revision });
const etag = (revisionOfCase: number) => ({ ETag: `"${revisionOfCase}"` });
const id = (asked: Asked) => asked.params["id"] ?? "";

/** The event as the engine takes it: the payload beside its type. A payload cannot change the type (B8). */
function eventOf(asked: Asked): { type: string; [key: string]: Json } {
  return { ...(asked.body["payload"] as Record<string, Json> | undefined), type: String(asked.body["type"]) };
}
const reason = {
  type: "object",
  properties: { reason: { type: "string", minLength: 1, maxLength: 2000 } },
  required: ["reason"],
  additionalProperties: false,
};

async function answered(answer: ReturnType<Asked["engine"]["send"]>): Promise<Given> {
  const body = accepted(await answer);
  return { status: 200, body, headers: etag(body.revision) };
}
const acceptedAnswer = {
  200: { description: "Accepted and durable", schema: ref("Accepted"), headers: ["ETag"] },
};

export const caseRoutes: Route[] = [
  {
    method: "get",
    path: "/cases",
    tag: "cases",
    summary: "Cases that you may see, the newest first",
    open: "person",
    query: pageQuery({
      procedure: { type: "string", maxLength: 200 },
      status: { enum: ["active", "suspended", "done", "withdrawn"] },
      openedBy: { type: "string", maxLength: 200 },
      parent: { type: "string", maxLength: 200 },
      ids: {
        type: "string",
        maxLength: 8000,
        pattern: "^[^,]+(,[^,]+){0,99}$",
        description:
          "Those of these cases alone, in this order and all on one page: ids with commas between them, 100 at most",
      },
    }),
    answers: { 200: { description: "A page of cases", schema: page("CaseSummary") } },
    handle: async ({ engine, query, person }) => {
      const { ids, ...others } = query as CaseQuery & { ids?: string };
      return {
        status: 200,
        body: await engine.cases({
          ...others,
          ...(ids === undefined ? {} : { ids: ids.split(",") }),
          by: person,
        }),
      };
    },
  },
  {
    method: "post",
    path: "/cases",
    tag: "cases",
    summary: "Open a case",
    open: "person",
    headers: ["key"],
    body: {
      type: "object",
      properties: { procedure: { type: "string", minLength: 1, maxLength: 200 }, data: { type: "object" } },
      required: ["procedure"],
      additionalProperties: false,
    },
    answers: {
      201: { description: "Opened and durable", schema: ref("Accepted"), headers: ["Location", "ETag"] },
    },
    handle: async (asked) => {
      const { procedure, data } = asked.body as { procedure: string; data?: Record<string, Json> };
      const body = accepted(
        await asked.engine.open({ procedure, ...(data === undefined ? {} : { data }), ...command(asked) }),
      );
      return {
        status: 201,
        body,
        headers: { Location: `/api/v1/cases/${encodeURIComponent(body.id)}`, ...etag(body.revision) },
      };
    },
  },
  {
    method: "get",
    path: "/cases/:id",
    tag: "cases",
    summary: "A case as you may see it: state, data, clocks, ballots, tasks, and what you may send now",
    open: "person",
    answers: { 200: { description: "The case", schema: ref("CaseView"), headers: ["ETag"] } },
    handle: async (asked) => {
      const body = accepted(await asked.engine.read(id(asked), { by: asked.person }));
      return { status: 200, body, headers: etag(body.case.revision) };
    },
  },
  {
    method: "post",
    path: "/cases/:id/events",
    tag: "cases",
    summary: "Send an event",
    open: "person",
    headers: ["key", "revision"],
    body: eventBody,
    answers: acceptedAnswer,
    handle: (asked) =>
      answered(
        asked.engine.send({ case: id(asked), event: eventOf(asked), ...command(asked), ...revision(asked) }),
      ),
  },
  {
    method: "post",
    path: "/cases/:id/acts",
    tag: "handovers",
    summary:
      "Do a common act: urge, inform, hand over, ask for an opinion, add signers, supervise, appeal against a light …",
    open: "person",
    headers: ["key", "revision"],
    body: actBody,
    answers: acceptedAnswer,
    handle: (asked) =>
      answered(
        asked.engine.act({
          case: id(asked),
          act: String(asked.body["act"]),
          payload: (asked.body["payload"] ?? {}) as JsonObject,
          ...command(asked),
          ...revision(asked),
        }),
      ),
  },
  {
    method: "post",
    path: "/cases/:id/explanation",
    tag: "cases",
    summary: "Whether you may send an event, and why not: the conditions with the facts they read",
    open: "person",
    body: eventBody,
    answers: { 200: { description: "The explanation", schema: ref("Explanation") } },
    handle: async (asked) => ({
      status: 200,
      body: accepted(
        await asked.engine.explain({ case: id(asked), event: eventOf(asked), by: asked.person }),
      ),
    }),
  },
  {
    method: "get",
    path: "/cases/:id/choices",
    tag: "cases",
    summary: "What a form offers for the fields of an event whose choices come from elsewhere",
    open: "person",
    query: {
      type: "object",
      properties: { event: { type: "string", minLength: 1, maxLength: 200 } },
      required: ["event"],
      additionalProperties: false,
    },
    answers: { 200: { description: "Choices by field", schema: ref("Choices") } },
    handle: async (asked) => {
      const event = String(asked.query["event"]);
      const { choices } = accepted(await asked.engine.choices({ case: id(asked), event, by: asked.person }));
      return { status: 200, body: { choices } };
    },
  },
  {
    method: "get",
    path: "/cases/:id/titles",
    tag: "cases",
    summary:
      "What the values mean that were chosen from elsewhere and stand in a case, as far as you see them",
    open: "person",
    answers: { 200: { description: "Titles by field", schema: ref("ChoiceTitles") } },
    handle: async (asked) => {
      const { data, entries } = accepted(await asked.engine.titles({ case: id(asked), by: asked.person }));
      return { status: 200, body: { data, entries } };
    },
  },
  {
    method: "get",
    path: "/cases/:id/journal",
    tag: "cases",
    summary: "What happened in a case, in order",
    open: "person",
    query: pageQuery(),
    answers: { 200: { description: "A page of the journal", schema: page("JournalEntry") } },
    handle: async (asked) => ({
      status: 200,
      body: accepted(await asked.engine.journal(id(asked), { ...asked.query, by: asked.person })),
    }),
  },
  {
    method: "post",
    path: "/cases/:id/suspend",
    tag: "administration",
    summary: "Suspend a case with its clocks (administrators)",
    open: "person",
    headers: ["revision"],
    body: reason,
    answers: acceptedAnswer,
    handle: (asked) =>
      answered(
        asked.engine.suspend({
          case: id(asked),
          by: asked.person,
          reason: String(asked.body["reason"]),
          ...revision(asked),
        }),
      ),
  },
  {
    method: "post",
    path: "/cases/:id/resume",
    tag: "administration",
    summary: "Let a suspended case go on (administrators)",
    open: "person",
    headers: ["revision"],
    answers: acceptedAnswer,
    handle: (asked) =>
      answered(asked.engine.resume({ case: id(asked), by: asked.person, ...revision(asked) })),
  },
  {
    method: "post",
    path: "/cases/:id/withdraw",
    tag: "administration",
    summary: "End a case from outside (administrators)",
    open: "person",
    body: reason,
    answers: acceptedAnswer,
    handle: (asked) =>
      answered(
        asked.engine.withdraw({ case: id(asked), by: asked.person, reason: String(asked.body["reason"]) }),
      ),
  },
];
