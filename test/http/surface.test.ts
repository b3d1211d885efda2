import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { JsonObject } from "../../engine/model/index.ts";
import { apiRoutes } from "../../server/app.ts";
import { world } from "./world.ts";

let here: Awaited<ReturnType<typeof world>>;
beforeAll(async () => {
  here = await world();
});
afterAll(() => here.engine.close());

describe("commands over HTTP", () => {
  it("opens a case: 201, where it is, and its revision as a tag", async () => {
    const { status, headers, body } = await here.ask("POST", "/api/v1/cases", "proposer-1", {
      procedure: "residents-council-deliberation",
      data: { motion: "加装电梯", kind: "major" },
    });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/v1/cases/${String(body["id"])}`);
    expect(headers.get("etag")).toBe(`"${String(body["revision"])}"`);
    expect(body).toMatchObject({ status: "active", state: "admissibility" });
  });

  it("sends an event and shows the case as it is then", async () => {
    const id = await here.motion();
    const sent = await here.ask("POST", `/api/v1/cases/${id}/events`, "secretary-1", { type: "ADMIT" });
    expect(sent).toMatchObject({ status: 200, body: { state: "scheduled" } });
    const seen = await here.ask("GET", `/api/v1/cases/${id}`, "secretary-1");
    expect(seen.headers.get("etag")).toBe(sent.headers.get("etag"));
    expect(seen.body).toMatchObject({ state: "scheduled", active: ["scheduled"] });
  });

  it("B12: tells what was chosen by its title, in a case and in the table of measures", async () => {
    const { body } = await here.ask("POST", "/api/v1/cases", "applicant-qiu", {
      procedure: "approval-case",
      data: { itemCode: "R-03", applicantName: "邱建平", channel: "online" },
    });
    const path = `/api/v1/cases/${String(body["id"])}/titles`;
    const item = { value: "R-03", title: { en: "Small temporary relief", "zh-CN": "小额临时救助" } };
    expect(await here.ask("GET", path, "applicant-qiu")).toMatchObject({
      status: 200,
      body: {
        data: { "/properties/itemCode": [item] },
        entries: { "1": { said: { "/properties/itemCode": [item] } } },
      },
    });
    expect((await here.ask("GET", path, "chair-1")).status).toBe(403);
    const submitted = await here.ask("POST", `/api/v1/cases/${String(body["id"])}/events`, "applicant-qiu", {
      type: "SUBMIT",
      payload: { given: ["ID-CARD"] },
    });
    const { entries } = (await here.ask("GET", path, "applicant-qiu")).body as {
      entries: Record<string, { said: JsonObject }>;
    };
    expect(entries[String(submitted.body["revision"])]?.said).toEqual({
      "/properties/given/items": [
        { value: "ID-CARD", title: { en: "Identity card", "zh-CN": "居民身份证" } },
      ],
    });
    const table = await here.app.request("/api/v1/procedures/approval-case/measures.csv", {
      headers: { "Guicheng-As": "applicant-qiu" },
    });
    expect(await table.text()).toContain("Small temporary relief R-03");
  });

  it("B11: offers what the fields of a form are chosen from, to whoever may send it", async () => {
    const listed = await here.ask("GET", "/api/v1/procedures/approval-case/choices", "applicant-qiu");
    expect(listed.status).toBe(200);
    const { choices: items } = listed.body as {
      choices: Record<string, { value: string; title: unknown }[]>;
    };
    expect(items["/properties/itemCode"]).toContainEqual({
      value: "R-03",
      title: { en: "Small temporary relief", "zh-CN": "小额临时救助" },
    });
    const { body } = await here.ask("POST", "/api/v1/cases", "applicant-qiu", {
      procedure: "approval-case",
      data: { itemCode: "R-03", applicantName: "邱建平", channel: "online" },
    });
    const path = `/api/v1/cases/${String(body["id"])}/choices`;
    const offered = await here.ask("GET", `${path}?event=SUBMIT`, "applicant-qiu");
    expect(offered).toMatchObject({
      status: 200,
      body: {
        choices: {
          "/properties/given/items": [{ value: "ID-CARD", title: { en: "Identity card" } }, {}, {}, {}],
        },
      },
    });
    expect((await here.ask("GET", `${path}?event=SUBMIT`, "window-tao")).body).toEqual({ choices: {} });
    expect(await here.ask("GET", path, "applicant-qiu")).toMatchObject({ status: 400 });
    expect(await here.ask("GET", `${path}?event=SUBMIT`, "resident-zhou")).toMatchObject({ status: 403 });
  });

  it("gives the first answer again under the same Idempotency-Key, and refuses the key for another body", async () => {
    const id = await here.motion();
    const first = await here.ask(
      "POST",
      `/api/v1/cases/${id}/events`,
      "secretary-1",
      { type: "ADMIT" },
      { "Idempotency-Key": "k-1" },
    );
    const again = await here.ask(
      "POST",
      `/api/v1/cases/${id}/events`,
      "secretary-1",
      { type: "ADMIT" },
      { "Idempotency-Key": "k-1" },
    );
    expect(again).toMatchObject({ status: 200, body: { ...first.body, repeated: true } });
    const other = await here.ask(
      "POST",
      `/api/v1/cases/${id}/events`,
      "secretary-1",
      { type: "RETURN", payload: { reason: "x" } },
      { "Idempotency-Key": "k-1" },
    );
    expect(other).toMatchObject({ status: 422, body: { code: "key-reused" } });
  });

  it("refuses a revision that is no longer the case's (412)", async () => {
    const id = await here.motion();
    await here.ask(
      "POST",
      `/api/v1/cases/${id}/events`,
      "secretary-1",
      { type: "ADMIT" },
      { "If-Match": '"1"' },
    );
    const stale = await here.ask(
      "POST",
      `/api/v1/cases/${id}/events`,
      "proposer-1",
      { type: "WITHDRAW" },
      { "If-Match": '"1"' },
    );
    expect(stale).toMatchObject({ status: 412, body: { code: "stale-revision" } });
  });

  it("explains what it would refuse, without doing anything", async () => {
    const id = await here.motion();
    const explained = await here.ask("POST", `/api/v1/cases/${id}/explanation`, "proposer-1", {
      type: "ADMIT",
    });
    expect(explained).toMatchObject({
      status: 200,
      body: { allowed: false, refusal: { code: "not-permitted" } },
    });
    const journal = await here.ask("GET", `/api/v1/cases/${id}/journal`, "proposer-1");
    expect((journal.body["items"] as unknown[]).length).toBe(1);
  });
});

describe("problems", () => {
  it.each([
    ["zh-CN,zh;q=0.9,en;q=0.5", "zh-CN"],
    ["en-GB,zh;q=0.5", "en"],
    [undefined, "en"],
  ] as const)("are RFC 9457 documents in the reader's language: %s", async (asked, language) => {
    const { status, headers, body } = await here.ask(
      "GET",
      "/api/v1/cases/none",
      "proposer-1",
      undefined,
      asked === undefined ? {} : { "Accept-Language": asked },
    );
    expect(status).toBe(404);
    expect(headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ status: 404, code: "unknown-case", title: "unknown-case" });
    expect(body["detail"]).toBe((body["message"] as Record<string, string>)[language]);
  });

  it.each([
    ["no person", "GET", "/api/v1/tasks", undefined, undefined, 401, "not-identified"],
    ["an unknown person", "GET", "/api/v1/tasks", "nobody-of-that-name", undefined, 401, "not-identified"],
    ["an unknown address", "GET", "/api/v1/nothing", "proposer-1", undefined, 404, "not-found"],
    [
      "an unknown procedure",
      "POST",
      "/api/v1/cases",
      "proposer-1",
      { procedure: "x", data: {} },
      404,
      "unknown-procedure",
    ],
    ["a body that is no JSON", "POST", "/api/v1/cases", "proposer-1", "{", 400, "invalid-request"],
    ["a body that is a list", "POST", "/api/v1/cases", "proposer-1", [], 400, "invalid-request"],
    [
      "a property too many",
      "POST",
      "/api/v1/cases",
      "proposer-1",
      { procedure: "x", dta: {} },
      400,
      "invalid-request",
    ],
    [
      "a type that is no text",
      "POST",
      "/api/v1/cases/x/events",
      "proposer-1",
      { type: 7 },
      400,
      "invalid-request",
    ],
    [
      "a limit beyond the bound",
      "GET",
      "/api/v1/tasks?limit=1000",
      "proposer-1",
      undefined,
      400,
      "invalid-request",
    ],
    [
      "a cursor of somebody's making",
      "GET",
      "/api/v1/tasks?after=%7B%7D",
      "proposer-1",
      undefined,
      400,
      "invalid-request",
    ],
    ["a parameter too many", "GET", "/api/v1/tasks?limt=1", "proposer-1", undefined, 400, "invalid-request"],
  ] as const)("name what is wrong: %s", async (_what, method, path, as, body, status, code) => {
    const answer = await here.ask(method, path, as, body);
    expect(answer).toMatchObject({ status, body: { code, status } });
    const message = answer.body["message"] as Record<string, string>;
    expect(message["en"]).not.toBe("");
    expect(message["zh-CN"]).toMatch(/\p{Script=Han}/u);
  });

  it("refuse what is too large, and what is not sent as JSON, before reading it", async () => {
    const large = await here.ask("POST", "/api/v1/cases", "proposer-1", {
      procedure: "x",
      data: { text: "x".repeat(1_100_000) },
    });
    expect(large).toMatchObject({ status: 413, body: { code: "too-large" } });
    const declared = await here.ask("POST", "/api/v1/cases", "proposer-1", "{}", {
      "Content-Type": "application/json",
      "Content-Length": "1100000",
    });
    expect(declared).toMatchObject({ status: 413, body: { code: "too-large" } });
    const form = await here.ask("POST", "/api/v1/cases", "proposer-1", "a=1", {
      "Content-Type": "application/x-www-form-urlencoded",
    });
    expect(form).toMatchObject({ status: 415, body: { code: "unsupported-media-type" } });
  });

  it("say 503 with Retry-After before anything is accepted, where too much is under way", async () => {
    const busy = await world({ maxInFlight: 0 });
    const answer = await busy.ask("POST", "/api/v1/cases", "proposer-1", {
      procedure: "residents-council-deliberation",
      data: { motion: "x", kind: "ordinary" },
    });
    expect(answer).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(answer.headers.get("retry-after")).toBe("1");
    expect((await busy.engine.counts()).cases).toBe(0);
    await busy.engine.close();
  });
});

describe("lists", () => {
  it("come in pages that meet without a gap or a repetition, the last one without `next`", async () => {
    const own = await world();
    const made: string[] = [];
    for (let n = 0; n < 7; n += 1) made.push(await own.motion());
    const seen: string[] = [];
    let after = "";
    for (let pages = 0; pages < 10; pages += 1) {
      const { body } = await own.ask("GET", `/api/v1/cases?limit=3${after}`, "proposer-1");
      seen.push(...(body["items"] as { id: string }[]).map((one) => one.id));
      if (body["next"] === undefined) break;
      after = `&after=${encodeURIComponent(String(body["next"]))}`;
    }
    expect(seen).toEqual(made.reverse());
    await own.engine.close();
  });
});

describe("the OpenAPI document", () => {
  it("describes every route, and what routes answer fits what it says", async () => {
    const { body: document } = await here.ask("GET", "/api/v1/openapi.json");
    expect(document["openapi"]).toBe("3.1.0");
    const paths = document["paths"] as Record<string, Record<string, JsonObject>>;
    for (const route of apiRoutes)
      expect(
        paths[`/api/v1${route.path.replace(/:(\w+)/g, "{$1}")}`]?.[route.method],
        route.path,
      ).toBeDefined();

    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema({ $id: "api", components: document["components"] as object });
    const fits = (path: string, method: string, status: number, value: unknown) => {
      const answers = paths[path]?.[method]?.["responses"] as Record<
        string,
        { content?: Record<string, { schema: JsonObject }> }
      >;
      const schema = Object.values(answers[String(status)]?.content ?? {})[0]?.schema;
      if (schema === undefined) throw new Error(`${method} ${path} has no answer ${status}`);
      const validate = ajv.compile(
        JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as object,
      );
      expect(validate(value) ? [] : validate.errors, `${method} ${path}`).toEqual([]);
    };
    const id = await here.motion();
    const probes: [string, string, string, unknown?][] = [
      ["/api/v1/session", "get", "/api/v1/session"],
      ["/api/v1/people", "get", "/api/v1/people"],
      ["/api/v1/procedures", "get", "/api/v1/procedures"],
      ["/api/v1/procedures/{id}", "get", "/api/v1/procedures/community-work-access"],
      ["/api/v1/procedures/{id}/choices", "get", "/api/v1/procedures/approval-case/choices"],
      ["/api/v1/cases/{id}/choices", "get", `/api/v1/cases/${id}/choices?event=ADMIT`],
      ["/api/v1/cases/{id}/titles", "get", `/api/v1/cases/${id}/titles`],
      [
        "/api/v1/procedures/{id}/measures",
        "get",
        "/api/v1/procedures/residents-council-deliberation/measures",
      ],
      ["/api/v1/packs", "get", "/api/v1/packs"],
      ["/api/v1/cases", "get", "/api/v1/cases"],
      ["/api/v1/cases/{id}", "get", `/api/v1/cases/${id}`],
      ["/api/v1/cases/{id}/journal", "get", `/api/v1/cases/${id}/journal`],
      ["/api/v1/cases/{id}/explanation", "post", `/api/v1/cases/${id}/explanation`, { type: "ADMIT" }],
      ["/api/v1/cases/{id}/events", "post", `/api/v1/cases/${id}/events`, { type: "ADMIT" }],
      ["/api/v1/tasks", "get", "/api/v1/tasks"],
      [
        "/api/v1/cases/{id}/acts",
        "post",
        `/api/v1/cases/${id}/acts`,
        { act: "copy", payload: { to: ["chair-1"] } },
      ],
      ["/api/v1/copies", "get", "/api/v1/copies"],
      ["/api/v1/proxies", "get", "/api/v1/proxies"],
      [
        "/api/v1/proxies",
        "post",
        "/api/v1/proxies",
        { proxy: "chair-1", from: "2026-01-01T00:00:00Z", to: "2099-01-01T00:00:00Z" },
      ],
      ["/api/v1/handovers", "get", "/api/v1/handovers"],
      ["/api/v1/registers", "get", "/api/v1/registers"],
      ["/api/v1/registers/{id}", "get", "/api/v1/registers/work-list"],
      ["/public/v1/notices", "get", "/public/v1/notices"],
      ["/public/v1/registers/{id}", "get", "/public/v1/registers/work-list"],
    ];
    for (const [path, method, address, sent] of probes) {
      const { status, body } = await here.ask(method.toUpperCase(), address, "secretary-1", sent);
      expect(status, address).toBeLessThan(300);
      fits(path, method, status, body);
    }
    const { body: problem } = await here.ask("GET", "/api/v1/cases/none", "secretary-1");
    const problemFits = ajv.compile({ $ref: "api#/components/schemas/Problem" });
    expect(problemFits(problem) ? [] : problemFits.errors).toEqual([]);
  });
});

describe("the place", () => {
  it("is told with the session, each procedure and each register: the time zone in which their dates are meant", async () => {
    const zoneOf = async (address: string) => {
      const { body } = await here.ask("GET", address, "secretary-1");
      return ((body["items"] as JsonObject[] | undefined) ?? [body]).map(({ timeZone }) => timeZone);
    };
    for (const address of ["/api/v1/session", "/api/v1/procedures", "/api/v1/registers"])
      expect([...new Set(await zoneOf(address))], address).toEqual(["Asia/Shanghai"]);
  });
});

describe("nobody in particular", () => {
  it("learns neither who is in the directory nor how much there is to do, but in a demonstration", async () => {
    const earnest = await world({ identity: { demonstration: false, who: async () => null } });
    expect((await earnest.ask("GET", "/api/v1/people")).body).toEqual({ items: [] });
    expect((await earnest.ask("GET", "/api/v1/session")).body).not.toHaveProperty("counts");
    expect((await earnest.ask("GET", "/api/v1/cases")).status).toBe(401);
    await earnest.engine.close();
    expect((await here.ask("GET", "/api/v1/people")).body["items"]).not.toEqual([]);
  });
});

describe("what is public", () => {
  it("is what was published while it shows, and the public fields of registers; nobody needs to be anybody", async () => {
    const before = await here.ask("GET", "/public/v1/notices");
    expect(before.status).toBe(200);
    const rows = (await here.ask("GET", "/public/v1/registers/work-list")).body["items"] as JsonObject[];
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(Object.keys(row)).not.toContain("hoursPerMonth");
    const hidden = await here.ask("GET", "/public/v1/registers/community-panels");
    expect(hidden.body["items"]).toEqual([]);
  });
});
