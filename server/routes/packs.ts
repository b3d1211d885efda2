import { parsePack, type JsonObject, type Text } from "../../engine/model/index.ts";
import { accepted, Refuse, type Route } from "../route.ts";
import { page } from "../shapes.ts";

const refused: Text = {
  en: "The pack has errors; nothing was deployed.",
  "zh-CN": "规程包存在错误，未部署。",
};
const invalidPack = (problems: unknown) =>
  new Refuse({ code: "invalid-pack", message: refused, details: { problems } as JsonObject });

export const packRoutes: Route[] = [
  {
    method: "get",
    path: "/packs",
    tag: "administration",
    summary: "Packs that were deployed",
    open: "person",
    answers: { 200: { description: "All of them", schema: page("PackSummary") } },
    handle: async ({ engine }) => ({ status: 200, body: { items: await engine.packs() } }),
  },
  {
    method: "post",
    path: "/packs",
    tag: "administration",
    summary: "Deploy a pack: new cases are opened with it, running ones stay with theirs (administrators)",
    open: "person",
    large: true,
    body: {
      type: "object",
      properties: {
        files: { type: "object", additionalProperties: { type: "string" } },
        parameters: { type: "object" },
      },
      required: ["files"],
      additionalProperties: false,
    },
    answers: {
      201: {
        description: "Deployed",
        schema: {
          type: "object",
          properties: { digest: { type: "string" }, problems: { type: "array" } },
          required: ["digest", "problems"],
        },
      },
    },
    handle: async ({ engine, person, body }) => {
      const { files, parameters } = body as { files: Record<string, string>; parameters?: JsonObject };
      const read = parsePack(files);
      if (!read.ok) throw invalidPack(read.problems);
      const deployed = await engine.deploy(read.pack, {
        by: person,
        ...(parameters === undefined ? {} : { parameters }),
      });
      if (!deployed.ok) throw invalidPack(deployed.problems);
      return {
        status: 201,
        body: { digest: deployed.digest, problems: [...read.problems, ...deployed.problems] },
      };
    },
  },
  {
    method: "get",
    path: "/packs/:digest/files",
    tag: "administration",
    summary:
      "The files of a pack, as they were deployed: what the designer opens, and what can be deployed again (process owners, administrators)",
    open: "person",
    answers: {
      200: {
        description: "Path to text",
        schema: {
          type: "object",
          properties: { files: { type: "object", additionalProperties: { type: "string" } } },
          required: ["files"],
        },
      },
    },
    handle: async ({ engine, person, params }) => {
      const { id, version, files } = accepted(
        await engine.packFiles({ digest: params["digest"] ?? "", by: person }),
      );
      return {
        status: 200,
        body: { files },
        headers: { "Content-Disposition": `attachment; filename="${id}-${version}.json"` },
      };
    },
  },
  {
    method: "get",
    path: "/effects",
    tag: "administration",
    summary: "Requests for outside work, and how they stand (administrators)",
    open: "person",
    query: {
      type: "object",
      properties: {
        after: { type: "string", maxLength: 500 },
        limit: { type: "integer", minimum: 1, maximum: 200 },
        status: { enum: ["waiting", "running", "done", "incident", "withdrawn"] },
      },
      additionalProperties: false,
    },
    answers: { 200: { description: "A page of effects", schema: page("Effect") } },
    handle: async ({ engine, person, query }) => ({
      status: 200,
      body: await engine.effects({ ...query, by: person }),
    }),
  },
  {
    method: "post",
    path: "/effects/:key/retry",
    tag: "administration",
    summary: "Try again what has become an incident (administrators)",
    open: "person",
    answers: { 200: { description: "It waits again", schema: { type: "object" } } },
    handle: async ({ engine, person, params }) => {
      const answer = await engine.retry({ effect: params["key"] ?? "", by: person });
      if (!answer.ok) throw new Refuse(answer.refusal);
      return { status: 200, body: {} };
    },
  },
  {
    method: "get",
    path: "/verification",
    tag: "administration",
    summary: "Re-execute the journal of a case from its definitions and compare",
    open: "person",
    query: {
      type: "object",
      properties: { case: { type: "string", maxLength: 200 } },
      required: ["case"],
      additionalProperties: false,
    },
    answers: {
      200: {
        description: "What was found",
        schema: { type: "object", properties: { ok: { type: "boolean" } }, required: ["ok"] },
      },
    },
    handle: async ({ engine, person, query }) => {
      const id = String(query["case"]);
      const seen = await engine.read(id, { by: person });
      if (!seen.ok) throw new Refuse(seen.refusal);
      return { status: 200, body: await engine.verify({ case: id }) };
    },
  },
];
