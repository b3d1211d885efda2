import type { JsonObject } from "../../engine/model/index.ts";
import { accepted, type Asked, type Route } from "../route.ts";
import { page, pageQuery, ref } from "../shapes.ts";

const name: JsonObject = { type: "string", minLength: 1, maxLength: 200 };
const names: JsonObject = { type: "array", items: name, maxItems: 200, uniqueItems: true };
const closed = (properties: Record<string, JsonObject>, required: string[]): JsonObject => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const done = { 204: { description: "Done" } };
const nothing = { status: 204, body: null };

/** `of` is who asks, where nobody is named. */
const whose = (asked: Asked): string => String(asked.body["of"] ?? asked.person.id);

/** What stands beside the cases: what people are informed of, who stands in for whom, and what somebody leaves behind. */
export const handoverRoutes: Route[] = [
  {
    method: "get",
    path: "/copies",
    tag: "handovers",
    summary: "Cases of which you were informed, the newest first",
    open: "person",
    query: pageQuery(),
    answers: { 200: { description: "A page of cases", schema: page("Copy") } },
    handle: async (asked) => ({
      status: 200,
      body: await asked.engine.copies({ ...asked.query, by: asked.person }),
    }),
  },
  {
    method: "post",
    path: "/cases/:id/read",
    tag: "handovers",
    summary: "Mark a case of which you were informed as read",
    open: "person",
    answers: done,
    async handle(asked) {
      accepted(await asked.engine.markRead({ case: asked.params["id"] ?? "", by: asked.person }));
      return nothing;
    },
  },
  {
    method: "get",
    path: "/messages",
    tag: "handovers",
    summary: "What cases have lately told you, the newest first",
    open: "person",
    answers: {
      200: { description: "The latest messages, and how many are unread", schema: ref("Messages") },
    },
    handle: async ({ engine, person }) => ({ status: 200, body: await engine.messages({ by: person }) }),
  },
  {
    method: "post",
    path: "/messages/read",
    tag: "handovers",
    summary: "Mark what you were told up to an instant as read",
    open: "person",
    body: closed(
      { at: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$" } },
      ["at"],
    ),
    answers: done,
    async handle({ engine, person, body }) {
      accepted(await engine.markMessagesRead({ by: person, at: String(body["at"]) }));
      return nothing;
    },
  },
  {
    method: "get",
    path: "/proxies",
    tag: "handovers",
    summary: "For whom you may act, and who may for you; of another person for administrators",
    open: "person",
    query: { type: "object", properties: { person: name }, additionalProperties: false },
    answers: { 200: { description: "Standing proxies", schema: ref("Proxies") } },
    handle: async ({ engine, person, query }) => ({
      status: 200,
      body: await engine.proxies({
        by: person,
        ...(query["person"] === undefined ? {} : { person: String(query["person"]) }),
      }),
    }),
  },
  {
    method: "post",
    path: "/proxies",
    tag: "handovers",
    summary: "Let somebody act for you (for another, as administrator) for a period",
    open: "person",
    body: closed(
      {
        of: name,
        proxy: name,
        from: { type: "string", maxLength: 40 },
        to: { type: "string", maxLength: 40 },
        procedures: names,
        roles: names,
      },
      ["proxy", "from", "to"],
    ),
    answers: { 201: { description: "Appointed", schema: ref("Proxy") } },
    async handle(asked) {
      const { proxy, from, to, procedures, roles } = asked.body as Record<string, string> & {
        procedures?: string[];
        roles?: string[];
      };
      const { proxy: made } = accepted(
        await asked.engine.appointProxy({
          by: asked.person,
          of: whose(asked),
          proxy: String(proxy),
          from: String(from),
          to: String(to),
          ...(procedures === undefined ? {} : { procedures }),
          ...(roles === undefined ? {} : { roles }),
        }),
      );
      return { status: 201, body: made };
    },
  },
  {
    method: "post",
    path: "/proxies/end",
    tag: "handovers",
    summary: "End a standing proxy before its time",
    open: "person",
    body: closed({ of: name, proxy: name }, ["proxy"]),
    answers: done,
    async handle(asked) {
      const proxy = String(asked.body["proxy"]);
      accepted(await asked.engine.endProxy({ by: asked.person, of: whose(asked), proxy }));
      return nothing;
    },
  },
  {
    method: "get",
    path: "/handovers",
    tag: "administration",
    summary: "Hand-overs that were carried out, the latest first (administrators)",
    open: "person",
    query: pageQuery(),
    answers: { 200: { description: "A page of hand-overs", schema: page("HandOver") } },
    handle: async ({ engine, person, query }) => ({
      status: 200,
      body: await engine.handOvers({ ...query, by: person }),
    }),
  },
  {
    method: "post",
    path: "/handovers",
    tag: "administration",
    summary: "Hand everything that is with one person to another, so much at once (administrators)",
    open: "person",
    body: closed(
      {
        from: name,
        to: name,
        reason: { type: "string", minLength: 1, maxLength: 2000 },
        after: { type: "string", maxLength: 500 },
        limit: { type: "integer", minimum: 1, maximum: 200 },
        trial: { type: "boolean", description: "Says what would go over, and does nothing" },
      },
      ["from", "to"],
    ),
    answers: { 200: { description: "What went over, and what could not", schema: ref("HandedOver") } },
    async handle(asked) {
      const command = asked.body as { from: string; to: string; reason?: string; after?: string };
      return { status: 200, body: accepted(await asked.engine.handOver({ ...command, by: asked.person })) };
    },
  },
];
