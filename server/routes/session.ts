import type { Principal } from "../../engine/index.ts";
import type { Route } from "../route.ts";
import { page, ref } from "../shapes.ts";
import { version } from "../version.ts";

/** Whom one may choose, and nothing else of them: addresses and other attributes are the directory's. */
const shown = ({ id, name, roles, orgs }: Principal) => ({
  id,
  ...(name === undefined ? {} : { name }),
  roles,
  ...(orgs === undefined ? {} : { orgs }),
});

export const sessionRoutes: Route[] = [
  {
    method: "get",
    path: "/session",
    tag: "session",
    summary: "Who you are here, and what this server is",
    open: "anyone",
    answers: { 200: { description: "The session", schema: ref("Session") } },
    handle: async ({ engine, identity, asker }) => ({
      status: 200,
      body: {
        demonstration: identity.demonstration,
        person: asker,
        version,
        timeZone: (await engine.procedures())[0]?.timeZone ?? "UTC",
        now: engine.now(),
        ...(identity.demonstration || asker !== null ? { counts: await engine.counts() } : {}),
      },
    }),
  },
  {
    method: "get",
    path: "/people",
    tag: "session",
    summary: "People of the directory, to choose from",
    open: "anyone",
    query: {
      type: "object",
      properties: {
        search: { type: "string", maxLength: 100 },
        limit: { type: "integer", minimum: 1, maximum: 500 },
      },
      additionalProperties: false,
    },
    answers: { 200: { description: "People", schema: page("Principal") } },
    // Only a demonstration lets anybody be anybody: elsewhere the directory is shown to those who are in it.
    handle: async ({ engine, identity, asker, query }) => {
      const people = identity.demonstration || asker !== null ? await engine.people(query) : [];
      return { status: 200, body: { items: people.map(shown) } };
    },
  },
];
