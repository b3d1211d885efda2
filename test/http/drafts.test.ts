import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { JsonObject } from "../../engine/model/index.ts";
import { openEngine } from "../../engine/runtime/index.ts";
import { libsql, readPack } from "../../engine/store/index.ts";
import { demonstrationIdentity, silentLog, startServer } from "../../server/index.ts";
import { temporaryFolder } from "../store/folder.ts";
import { nanhu } from "./world.ts";

const api = "/api/v1";
const procedure = "rating-remedy";
let url: string;
let folder: ReturnType<typeof temporaryFolder>;
let stop: () => Promise<void>;

/** A server on loopback over a file, with the Nanhu pack. */
beforeAll(async () => {
  folder = temporaryFolder();
  const engine = await openEngine({ store: libsql({ path: folder.file("cases.db") }) });
  const read = await readPack(nanhu);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  await engine.deploy(read.pack, { by: { id: "operator", roles: ["administrator"] } });
  const server = await startServer({
    engine,
    identity: demonstrationIdentity(engine),
    host: "127.0.0.1",
    port: 0,
    log: silentLog,
  });
  ({ url, stop } = server);
});
afterAll(async () => {
  await stop();
  folder.remove();
});

async function ask(
  method: string,
  path: string,
  body?: unknown,
  { as = "owner-cao", match }: { as?: string; match?: number | string } = {},
) {
  const response = await fetch(url + api + path, {
    method,
    headers: {
      "Guicheng-As": as,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(match === undefined ? {} : { "If-Match": typeof match === "number" ? `"${match}"` : match }),
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, body: (text === "" ? {} : JSON.parse(text)) as JsonObject };
}
type Draft = { id: string; revision: number; content: JsonObject & { definition: JsonObject } };
async function begun(): Promise<Draft> {
  const { body } = await ask("POST", "/drafts", { procedure, from: { live: true } });
  return (await ask("GET", `/drafts/${String(body["id"])}`)).body as unknown as Draft;
}
const revised = ({ content }: Draft, en: string) => ({
  content: { ...content, definition: { ...content.definition, summary: { en, "zh-CN": "修订" } } },
});

describe("drafts over HTTP", () => {
  it("are made (201, where, and their revision as a tag), read, saved over what was read, and gone", async () => {
    const made = await ask("POST", "/drafts", { procedure, title: "更短的期限", from: { live: true } });
    expect(made.status).toBe(201);
    const at = made.headers.get("location")?.replace(api, "") ?? "";
    expect(at).toBe(`/drafts/${String(made.body["id"])}`);
    expect(made.headers.get("etag")).toBe('"1"');
    const read = await ask("GET", at);
    expect(read.body).toMatchObject({
      title: "更短的期限",
      madeBy: "owner-cao",
      content: { definition: { id: procedure } },
    });
    const saved = await ask("PUT", at, revised(read.body as unknown as Draft, "Shorter"), { match: 1 });
    expect(saved).toMatchObject({ status: 200, body: { revision: 2 } });
    expect(saved.headers.get("etag")).toBe('"2"');
    expect((await ask("PATCH", at, { title: "另一个名字" })).body).toMatchObject({
      title: "另一个名字",
      revision: 2,
    });
    expect((await ask("DELETE", at, undefined, { match: 2 })).status).toBe(204);
    expect((await ask("GET", at)).body).toMatchObject({ status: 404, code: "unknown-draft" });
    expect((await ask("GET", "/drafts?status=discarded")).body["items"]).toMatchObject([
      { title: "另一个名字" },
    ]);
    const back = await ask("POST", `${at}/restoration`, undefined, { as: "admin" });
    expect(back).toMatchObject({ status: 200, body: { status: "open", revision: 4 } });
    expect(back.headers.get("etag")).toBe('"4"');
    expect((await ask("GET", at)).status).toBe(200);
  });

  it("answer 412 to a second writer, with who saved, when, and the revision that it is at", async () => {
    const draft = await begun();
    const at = `/drafts/${draft.id}`;
    await ask("PUT", at, revised(draft, "Theirs"), { match: 1, as: "admin" });
    const late = await ask("PUT", at, revised(draft, "Mine"), { match: 1 });
    expect(late.status).toBe(412);
    expect(late.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(late.body).toMatchObject({
      code: "stale-revision",
      details: { revision: 2, savedBy: "admin", savedAt: expect.stringMatching(/Z$/) },
      detail: expect.stringContaining("管理员"),
    });
    expect((await ask("GET", at)).body).toMatchObject({
      content: { definition: { summary: { en: "Theirs" } } },
    });
  });

  it("are written by nobody who does not say what they have read (428)", async () => {
    const draft = await begun();
    const at = `/drafts/${draft.id}`;
    for (const match of [undefined, "*"]) {
      const asked = match === undefined ? {} : { match };
      expect(await ask("PUT", at, { content: draft.content }, asked)).toMatchObject({ status: 428 });
      expect(await ask("DELETE", at, undefined, asked)).toMatchObject({ status: 428 });
      expect(await ask("POST", `${at}/publication`, { note: "x" }, asked)).toMatchObject({ status: 428 });
    }
    expect(await ask("PUT", at, { content: draft.content }, { match: 'W/"1"' })).toMatchObject({
      status: 400,
    });
  });

  it("are a matter of process owners: everybody else is refused in words (403)", async () => {
    const draft = await begun();
    const as = "proposer-1";
    for (const answer of [
      await ask("GET", "/drafts", undefined, { as }),
      await ask("POST", "/drafts", { procedure, from: { live: true } }, { as }),
      await ask("GET", `/drafts/${draft.id}`, undefined, { as }),
      await ask("PUT", `/drafts/${draft.id}`, { content: draft.content }, { as, match: 1 }),
      await ask("PATCH", `/drafts/${draft.id}`, { title: "x" }, { as }),
      await ask("DELETE", `/drafts/${draft.id}`, undefined, { as, match: 1 }),
      await ask("POST", `/drafts/${draft.id}/publication`, { note: "x" }, { as, match: 1 }),
      await ask("GET", `/procedures/${procedure}/versions`, undefined, { as }),
    ])
      expect(answer).toMatchObject({
        status: 403,
        body: { code: "not-permitted", message: { "zh-CN": expect.stringContaining("规程管理员") } },
      });
  });

  it("come in pages, the newest first, of one procedure or of all", async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n++) {
      const { body } = await ask("POST", "/drafts", { procedure: "supervision", from: { live: true } });
      made.push(String(body["id"]));
    }
    const seen: string[] = [];
    for (let after = ""; ;) {
      const { body } = await ask("GET", `/drafts?procedure=supervision&limit=2${after}`);
      for (const one of body["items"] as JsonObject[]) {
        seen.push(String(one["id"]));
        expect(one).not.toHaveProperty("content");
      }
      if (body["next"] === undefined) break;
      after = `&after=${encodeURIComponent(String(body["next"]))}`;
    }
    expect(seen).toEqual(made.toReversed());
  });

  it.each([
    ["a layout of somewhere", { layout: { states: { a: { x: "1", y: 2 } } } }, 400, "invalid-request"],
    ["a definition that is a list", { definition: [] }, 400, "invalid-request"],
    ["something more", { more: 1 }, 400, "invalid-request"],
    [
      "a key that names a prototype",
      { definition: JSON.parse('{"constructor":{}}') as unknown },
      400,
      "invalid-request",
    ],
    ["a definition over 5 MB", { definition: { id: "x".repeat(5_000_001) } }, 422, "limit-exceeded"],
    ["more than a server takes", { definition: { id: "x".repeat(20_000_001) } }, 413, "too-large"],
  ])("refuse %s", async (_what, wrong, status, code) => {
    const draft = await begun();
    const content = { ...draft.content, ...wrong };
    const answer = await ask("PUT", `/drafts/${draft.id}`, { content }, { match: 1 });
    expect(answer).toMatchObject({ status, body: { code } });
    expect((await ask("GET", `/drafts/${draft.id}`)).body["revision"]).toBe(1);
  });
});

describe("publication over HTTP", () => {
  it("makes a version live that says who, when and why, beside what was before and its cases; a pack leaves as one file", async () => {
    const before = (await ask("GET", `/procedures/${procedure}/versions`)).body["items"] as JsonObject[];
    const draft = await begun();
    const at = `/drafts/${draft.id}`;
    await ask("PUT", at, revised(draft, "Shorter"), { match: 1 });
    const refused = await ask("POST", `${at}/publication`, { note: "x", version: "0.0.1" }, { match: 2 });
    expect(refused).toMatchObject({ status: 400, body: { path: "/version" } });
    const published = await ask("POST", `${at}/publication`, { note: "期限缩短" }, { match: 2 });
    expect(published).toMatchObject({
      status: 201,
      body: { version: "0.1.1", draft: { status: "published" } },
    });
    const digest = String(published.body["digest"]);
    const { items } = (await ask("GET", `/procedures/${procedure}/versions`)).body as { items: JsonObject[] };
    expect(items).toMatchObject([
      { digest, live: true, note: "期限缩短", deployedBy: "owner-cao", cases: { running: 0, all: 0 } },
      { digest: before[0]?.["digest"] as string, live: false },
    ]);
    const version = await ask("GET", `/procedures/${procedure}/versions/${digest}`);
    expect(version.body).toMatchObject({
      definition: { summary: { en: "Shorter" } },
      scenarios: { procedure },
    });

    const file = await ask("GET", `/packs/${digest}/files`);
    expect(file.headers.get("content-disposition")).toBe('attachment; filename="nanhu-0.1.1.json"');
    const deployed = await ask("POST", "/packs", file.body, { as: "admin" });
    expect(deployed).toMatchObject({ status: 201, body: { digest } });
  });

  it("says which errors stand in its way (422), each with its place", async () => {
    const draft = await begun();
    const { definition } = draft.content;
    const machine = { ...(definition["machine"] as JsonObject), initial: "nowhere" };
    const content = { ...draft.content, definition: { ...definition, machine } };
    await ask("PUT", `/drafts/${draft.id}`, { content }, { match: 1 });
    const answer = await ask("POST", `/drafts/${draft.id}/publication`, { note: "x" }, { match: 2 });
    expect(answer).toMatchObject({ status: 422, body: { code: "invalid-pack" } });
    expect((answer.body["details"] as { problems: JsonObject[] }).problems).toContainEqual(
      expect.objectContaining({
        code: "unknown-initial",
        path: "/machine/initial",
        file: `procedures/${procedure}.json`,
      }),
    );
  });
});

describe("the OpenAPI document", () => {
  it("describes what drafts and versions answer", async () => {
    const { body: document } = await ask("GET", "/openapi.json");
    const paths = document["paths"] as Record<string, Record<string, { responses: Record<string, unknown> }>>;
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema({ $id: "api", components: document["components"] as object });
    const draft = await begun();
    const [version] = (await ask("GET", `/procedures/${procedure}/versions`)).body["items"] as JsonObject[];
    const digest = String(version?.["digest"]);
    for (const [path, address] of [
      ["/drafts", "/drafts"],
      ["/drafts/{id}", `/drafts/${draft.id}`],
      ["/procedures/{id}/versions", `/procedures/${procedure}/versions`],
      ["/procedures/{id}/versions/{digest}", `/procedures/${procedure}/versions/${digest}`],
      ["/packs/{digest}/files", `/packs/${digest}/files`],
    ]) {
      const { body } = await ask("GET", address ?? "");
      const answer = paths[api + path]?.["get"]?.responses["200"] as {
        content: Record<string, { schema: object }>;
      };
      const schema = JSON.stringify(answer.content["application/json"]?.schema).replaceAll(
        '"#/comp',
        '"api#/comp',
      );
      const validate = ajv.compile(JSON.parse(schema) as object);
      expect(validate(body) ? [] : validate.errors, path).toEqual([]);
    }
  });
});
