import type { DraftContent, NewDraft } from "../../engine/runtime/index.ts";
import type { JsonObject } from "../../engine/model/index.ts";
import { accepted, type Given, type Route } from "../route.ts";
import { draftContent, page, pageQuery, ref } from "../shapes.ts";

const etag = (revision: number) => ({ ETag: `"${revision}"` });
const summary = (status: number, draft: { revision: number }): Given => ({
  status,
  body: draft,
  headers: etag(draft.revision),
});
const one = { schema: ref("DraftSummary"), headers: ["ETag"] };
const title = { type: "string", minLength: 1, maxLength: 200 };
const name = { type: "string", maxLength: 100 };
const digest = { type: "string", maxLength: 64 };
const text: JsonObject = {
  type: "object",
  properties: { en: title, "zh-CN": title },
  required: ["en", "zh-CN"],
  additionalProperties: false,
};
const origin = (properties: Record<string, JsonObject>, required = Object.keys(properties)): JsonObject => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

/** What process owners and administrators do with procedures that are being written, and with what they were before. */
export const draftRoutes: Route[] = [
  {
    method: "get",
    path: "/drafts",
    tag: "drafts",
    summary:
      "Drafts of one procedure or of all, newest first; those that were discarded and can be brought back (process owners, administrators)",
    open: "person",
    query: pageQuery({ procedure: name, status: { enum: ["open", "published", "discarded"] } }),
    answers: {
      200: { description: "A page of drafts, without what is in them", schema: page("DraftSummary") },
    },
    handle: async ({ engine, person, query }) => ({
      status: 200,
      body: accepted(await engine.drafts({ ...query, by: person })),
    }),
  },
  {
    method: "post",
    path: "/drafts",
    tag: "drafts",
    summary:
      "Begin a draft: of the live version, of an earlier one, of nothing, of a file, or of what you have",
    open: "person",
    large: true,
    body: {
      type: "object",
      properties: {
        procedure: name,
        title,
        pack: { ...name, description: "Id of the pack of a new procedure, where there are several" },
        from: {
          oneOf: [
            origin({ live: { const: true } }),
            origin({ version: digest }),
            origin({ nothing: text }),
            origin({ file: { type: "string" } }),
            origin({ content: draftContent, base: { type: ["string", "null"], maxLength: 64 } }),
          ],
        },
      },
      required: ["from"],
      additionalProperties: false,
    },
    answers: { 201: { description: "Begun", schema: ref("DraftSummary"), headers: ["Location", "ETag"] } },
    handle: async ({ engine, person, body }) => {
      const { draft } = accepted(
        await engine.createDraft({ ...(body as unknown as Omit<NewDraft, "by">), by: person }),
      );
      const location = `/api/v1/drafts/${encodeURIComponent(draft.id)}`;
      return { status: 201, body: draft, headers: { Location: location, ...etag(draft.revision) } };
    },
  },
  {
    method: "get",
    path: "/drafts/:id",
    tag: "drafts",
    summary: "A draft with what is in it",
    open: "person",
    answers: { 200: { description: "The draft", schema: ref("Draft"), headers: ["ETag"] } },
    handle: async ({ engine, person, params }) => {
      const { draft } = accepted(await engine.draft({ draft: params["id"] ?? "", by: person }));
      return summary(200, draft);
    },
  },
  {
    method: "put",
    path: "/drafts/:id",
    tag: "drafts",
    summary: "Save a draft over the revision that you have read; 412 says who has saved another since",
    open: "person",
    large: true,
    headers: ["seen"],
    body: origin({ content: draftContent }),
    answers: { 200: { description: "Saved", ...one } },
    handle: async ({ engine, person, params, body, revision = 0 }) => {
      const content = body["content"] as unknown as DraftContent;
      const saved = await engine.saveDraft({ draft: params["id"] ?? "", by: person, revision, content });
      return summary(200, accepted(saved).draft);
    },
  },
  {
    method: "patch",
    path: "/drafts/:id",
    tag: "drafts",
    summary: "Call a draft by another name",
    open: "person",
    body: origin({ title }),
    answers: { 200: { description: "Renamed", ...one } },
    handle: async ({ engine, person, params, body }) => {
      const renamed = await engine.renameDraft({
        draft: params["id"] ?? "",
        by: person,
        title: String(body["title"]),
      });
      return summary(200, accepted(renamed).draft);
    },
  },
  {
    method: "delete",
    path: "/drafts/:id",
    tag: "drafts",
    summary: "Discard a draft, as you have read it; for 30 days it can be brought back",
    open: "person",
    headers: ["seen"],
    answers: { 204: { description: "Gone" } },
    handle: async ({ engine, person, params, revision = 0 }) => {
      accepted(await engine.discardDraft({ draft: params["id"] ?? "", by: person, revision }));
      return { status: 204, body: null };
    },
  },
  {
    method: "post",
    path: "/drafts/:id/restoration",
    tag: "drafts",
    summary: "Bring back a draft that was discarded",
    open: "person",
    answers: { 200: { description: "Open again", ...one } },
    handle: async ({ engine, person, params }) => {
      const restored = await engine.restoreDraft({ draft: params["id"] ?? "", by: person });
      return summary(200, accepted(restored).draft);
    },
  },
  {
    method: "post",
    path: "/drafts/:id/publication",
    tag: "drafts",
    summary: "Make a draft the next version of its pack, with which new cases are opened",
    open: "person",
    headers: ["seen"],
    body: origin(
      {
        note: { type: "string", minLength: 1, maxLength: 2000, description: "What has changed and why" },
        version: { ...name, description: "Of the pack; the next patch where it is left out" },
        base: {
          ...digest,
          description: "Digest of the live pack that is replaced, where the draft was begun from another",
        },
      },
      ["note"],
    ),
    answers: {
      201: {
        description: "Live",
        schema: {
          type: "object",
          properties: {
            digest: { type: "string" },
            version: { type: "string" },
            draft: ref("DraftSummary"),
            problems: { type: "array", description: "Warnings" },
          },
          required: ["digest", "version", "draft", "problems"],
        },
      },
    },
    handle: async ({ engine, person, params, body, revision = 0 }) => {
      const { note, version, base } = body as { note: string; version?: string; base?: string };
      const published = await engine.publishDraft({
        draft: params["id"] ?? "",
        by: person,
        revision,
        note,
        ...(version === undefined ? {} : { version }),
        ...(base === undefined ? {} : { base }),
      });
      return { status: 201, body: accepted(published) };
    },
  },
  {
    method: "get",
    path: "/procedures/:id/versions",
    tag: "drafts",
    summary:
      "What a procedure was, the latest first: who published it, with which words, and how many cases run on it",
    open: "person",
    answers: { 200: { description: "All of them", schema: page("ProcedureVersion") } },
    handle: async ({ engine, person, params }) => ({
      status: 200,
      body: accepted(await engine.versions({ procedure: params["id"] ?? "", by: person })),
    }),
  },
  {
    method: "get",
    path: "/procedures/:id/versions/:digest",
    tag: "drafts",
    summary: "A procedure as it is in a deployed pack",
    open: "person",
    answers: { 200: { description: "Its files, read", schema: ref("ProcedureFiles") } },
    handle: async ({ engine, person, params }) => ({
      status: 200,
      body: accepted(
        await engine.version({
          procedure: params["id"] ?? "",
          digest: params["digest"] ?? "",
          by: person,
        }),
      ),
    }),
  },
];
