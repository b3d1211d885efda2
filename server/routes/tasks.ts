import { accepted, type Asked, type Given, type Route } from "../route.ts";
import { page, pageQuery, ref } from "../shapes.ts";

const one = { 200: { description: "The task as it is now", schema: ref("Task") } };
const act =
  (verb: "claim" | "release") =>
  async (asked: Asked): Promise<Given> => ({
    status: 200,
    body: accepted(await asked.engine[verb]({ task: asked.params["id"] ?? "", by: asked.person })).task,
  });

export const taskRoutes: Route[] = [
  {
    method: "get",
    path: "/tasks",
    tag: "tasks",
    summary: "Your inbox: what waits for you, the soonest due first",
    open: "person",
    query: pageQuery({
      procedure: { type: "string", maxLength: 200 },
      search: { type: "string", minLength: 1, maxLength: 100 },
    }),
    answers: { 200: { description: "A page of tasks", schema: page("InboxTask") } },
    handle: async (asked) => ({
      status: 200,
      body: await asked.engine.inbox({ ...asked.query, by: asked.person }),
    }),
  },
  {
    method: "get",
    path: "/tasks/done",
    tag: "tasks",
    summary: "What you have done, the last first",
    open: "person",
    query: pageQuery(),
    answers: { 200: { description: "A page of tasks", schema: page("InboxTask") } },
    handle: async (asked) => ({
      status: 200,
      body: await asked.engine.done({ ...asked.query, by: asked.person }),
    }),
  },
  {
    method: "post",
    path: "/tasks/:id/claim",
    tag: "tasks",
    summary: "Take a task for yourself",
    open: "person",
    answers: one,
    handle: act("claim"),
  },
  {
    method: "post",
    path: "/tasks/:id/release",
    tag: "tasks",
    summary: "Give a task back",
    open: "person",
    answers: one,
    handle: act("release"),
  },
];
