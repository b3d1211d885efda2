import { randomUUID } from "node:crypto";
import { Hono, type Context, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Engine } from "../engine/runtime/index.ts";
import { BadCursor, OutcomeUnknown, StoreUnavailable } from "../engine/ports/index.ts";
import type { Json, JsonObject, Principal } from "../engine/model/index.ts";
import { decodeName, type Identity } from "./identity.ts";
import { silentLog, type Log } from "./log.ts";
import { openApi } from "./openapi.ts";
import { servePage } from "./page.ts";
import { languageOf, problemDocument, serverWords, type ServerCode } from "./problems.ts";
import { Refuse, type Asked, type Route } from "./route.ts";
import { caseRoutes } from "./routes/cases.ts";
import { draftRoutes } from "./routes/drafts.ts";
import { handoverRoutes } from "./routes/handovers.ts";
import { packRoutes } from "./routes/packs.ts";
import { measureRoutes } from "./routes/measures.ts";
import { procedureRoutes } from "./routes/procedures.ts";
import { publicRoutes } from "./routes/public.ts";
import { sessionRoutes } from "./routes/session.ts";
import { taskRoutes } from "./routes/tasks.ts";
import { stream } from "./stream.ts";
import { checker } from "./validate.ts";

export interface AppOptions {
  engine: Engine;
  identity: Identity;
  log?: Log;
  /** Folder of the built page; without one the API stands alone. */
  page?: string;
  /** Requests under way at once; more are told to come back (503) before anything is accepted. */
  maxInFlight?: number;
  /** Bytes of a body; `large` for packs. */
  maxBody?: number;
  maxLargeBody?: number;
  /** Aborted when the server stops: streams end, `/readyz` says no. */
  stopping?: AbortSignal;
}

type Env = { Variables: { id: string } };
export const apiRoutes: Route[] = [
  ...sessionRoutes,
  ...procedureRoutes,
  ...measureRoutes,
  ...caseRoutes,
  ...taskRoutes,
  ...handoverRoutes,
  ...packRoutes,
  ...draftRoutes,
];

/** The HTTP surface over an engine. It never listens: give `fetch` to a server, or call `request` in a test. */
export function createApp(options: AppOptions): Hono<Env> {
  const {
    engine,
    identity,
    log = silentLog,
    maxInFlight = 512,
    maxBody = 1_000_000,
    maxLargeBody = 20_000_000,
  } = options;
  const stopping = options.stopping ?? new AbortController().signal;
  const app = new Hono<Env>();
  let inFlight = 0;

  const problem = (c: Context<Env>, refusal: ConstructorParameters<typeof Refuse>[0]) => {
    const document = problemDocument(refusal, languageOf(c.req.header("accept-language")), c.get("id"));
    if (document.status === 503) c.header("Retry-After", "1");
    return c.body(JSON.stringify(document), document.status as 400, {
      "Content-Type": "application/problem+json; charset=utf-8",
    });
  };
  const ownProblem = (c: Context<Env>, code: ServerCode) => problem(c, { code, message: serverWords[code] });

  app.use(async (c, next) => {
    const begun = performance.now();
    c.set("id", randomUUID());
    c.header("X-Request-Id", c.get("id"));
    await next();
    log(c.res.status >= 500 ? "error" : "info", "request", {
      id: c.get("id"),
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - begun),
    });
  });
  app.onError((fault, c) => {
    if (fault instanceof Refuse) return problem(c, fault.refusal);
    if (fault instanceof StoreUnavailable) return problem(c, unavailable);
    if (fault instanceof BadCursor) return problem(c, badCursor);
    log("error", "fault", { id: c.get("id"), fault: fault.stack ?? String(fault) });
    return ownProblem(c, fault instanceof OutcomeUnknown ? "outcome-unknown" : "internal");
  });
  app.notFound((c) => ownProblem(c, "not-found"));

  app.get("/healthz", (c) => c.json({ ok: true }));
  app.get("/readyz", async (c) => {
    if (stopping.aborted) return problem(c, unavailable);
    await engine.counts();
    return c.json({ ok: true });
  });

  const mount = (base: string, route: Route) => {
    const checkQuery = route.query === undefined ? undefined : checker(route.query, "query");
    const checkBody = route.body === undefined ? undefined : checker(route.body, "body");
    const limit = limited(route.large ? maxLargeBody : maxBody, (c) =>
      ownProblem(c as Context<Env>, "too-large"),
    );
    app.on(route.method.toUpperCase(), `${base}${route.path}`, limit, async (c) => {
      if (inFlight >= maxInFlight || stopping.aborted) return problem(c, unavailable);
      inFlight += 1;
      try {
        const person = inPlaceOf(await identity.who(c.req), c.req.header("guicheng-for"));
        if (person === null && route.open === "person") return ownProblem(c, "not-identified");
        const query = c.req.query() as Record<string, Json>;
        checkQuery?.(query);
        const body = checkBody === undefined ? {} : await jsonBody(c);
        checkBody?.(body);
        const {
          status,
          body: given,
          type,
          headers,
        } = await route.handle({
          engine,
          identity,
          asker: person,
          person: person as Principal,
          language: languageOf(c.req.header("accept-language")),
          params: c.req.param(),
          query,
          body,
          accept: c.req.header("accept") ?? "",
          ...commandHeaders(c, route),
        });
        if (type !== undefined)
          return c.body(String(given), status as 200, { ...headers, "Content-Type": type });
        return status === 204 ? c.body(null, 204) : c.json(given as JsonObject, status as 200, headers);
      } finally {
        inFlight -= 1;
      }
    });
  };
  for (const route of apiRoutes) mount("/api/v1", route);
  for (const route of publicRoutes) mount("/public/v1", route);

  const document = openApi([
    { base: "/api/v1", routes: apiRoutes },
    { base: "/public/v1", routes: publicRoutes },
  ]);
  app.get("/api/v1/openapi.json", (c) => c.json(document));
  app.get("/api/v1/stream", async (c) => {
    const person = await identity.who(c.req);
    return person === null ? ownProblem(c, "not-identified") : stream(c, engine, person, stopping);
  });
  app.all("/api/*", (c) => ownProblem(c, "not-found"));
  app.all("/public/*", (c) => ownProblem(c, "not-found"));
  if (options.page !== undefined) servePage(app as unknown as Hono, options.page);
  return app;
}

/**
 * Refuses bodies over a size. Where the length is declared, which Node holds the sender to, it is judged by that alone: to
 * look into the body would build a whole web Request for every command.
 */
function limited(maxSize: number, tooLarge: (c: Context) => Response): MiddlewareHandler {
  const counting = bodyLimit({ maxSize, onError: tooLarge });
  return async (c, next) => {
    const length = c.req.header("content-length");
    if (length === undefined || c.req.header("transfer-encoding") !== undefined) return counting(c, next);
    return Number(length) > maxSize ? tooLarge(c) : next();
  };
}

const unavailable = {
  code: "unavailable",
  message: {
    en: "The server is busy or stopping. Nothing was accepted; please try again.",
    "zh-CN": "服务器繁忙或正在停止，未受理任何操作，请稍后重试。",
  },
};
const badCursor = {
  code: "invalid-request",
  path: "/after",
  message: {
    en: "The parameter `after` is the `next` of an earlier page, as it was given.",
    "zh-CN": "参数 after 应为上一页返回的 next，原样提交。",
  },
};
const badJson = (en: string, zh: string) =>
  new Refuse({ code: "invalid-request", path: "", message: { en, "zh-CN": zh } });

/** The body as a JSON object; faults of form are refusals. */
async function jsonBody(c: Context): Promise<JsonObject> {
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type))
    throw new Refuse({ code: "unsupported-media-type", message: serverWords["unsupported-media-type"] });
  const text = await c.req.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badJson("The body is not JSON.", "请求正文不是合法的 JSON。");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw badJson("The body is to be a JSON object.", "请求正文应为 JSON 对象。");
  return value as JsonObject;
}

/** Who asks, in the place of another where `Guicheng-For` says so; whether they may is the engine's to know. */
function inPlaceOf(person: Principal | null, named: string | undefined): Principal | null {
  if (person === null || named === undefined) return person;
  return { ...person, for: decodeName(named.slice(0, 600)) };
}

/** `Idempotency-Key` and `If-Match`, for the routes that take them. A weak or foreign tag can match no revision. */
function commandHeaders(c: Context, route: Route): Pick<Asked, "key" | "revision"> {
  const key = c.req.header("idempotency-key");
  const match = c.req.header("if-match");
  if (key !== undefined && (key.length < 1 || key.length > 200))
    throw badJson("Idempotency-Key has 1 to 200 characters.", "Idempotency-Key 的长度应为 1 至 200 个字符。");
  const revision = match === undefined || match === "*" ? undefined : /^"(\d{1,15})"$/.exec(match)?.[1];
  if (match !== undefined && match !== "*" && revision === undefined)
    throw badJson(
      'If-Match is the quoted revision that was read, such as "7".',
      'If-Match 应为带引号的已读取修订号，例如 "7"。',
    );
  const takes = route.headers?.includes("revision") || route.headers?.includes("seen");
  if (revision === undefined && route.headers?.includes("seen"))
    throw new Refuse({ code: "revision-needed", message: serverWords["revision-needed"] });
  return {
    ...(key === undefined || !route.headers?.includes("key") ? {} : { key }),
    ...(revision === undefined || !takes ? {} : { revision: Number(revision) }),
  };
}
