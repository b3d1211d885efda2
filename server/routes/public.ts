import type { Route } from "../route.ts";
import { page, pageQuery } from "../shapes.ts";

/** `/public/v1`: what `publish` allows, to anyone, and nothing else. */
export const publicRoutes: Route[] = [
  {
    method: "get",
    path: "/notices",
    tag: "public",
    summary: "Notices that show now, the newest first",
    open: "anyone",
    query: pageQuery({ procedure: { type: "string", maxLength: 200 } }),
    answers: { 200: { description: "A page of notices", schema: page("Notice") } },
    handle: async ({ engine, query }) => ({ status: 200, body: await engine.notices(query) }),
  },
  {
    method: "get",
    path: "/registers/:id",
    tag: "public",
    summary: "The public fields of a register's rows that hold now",
    open: "anyone",
    query: pageQuery(),
    answers: {
      200: {
        description: "A page of rows",
        schema: {
          type: "object",
          properties: { items: { type: "array" }, next: { type: "string" } },
          required: ["items"],
        },
      },
    },
    handle: async ({ engine, params, query }) => ({
      status: 200,
      body: await engine.publicRegister(params["id"] ?? "", query),
    }),
  },
];
