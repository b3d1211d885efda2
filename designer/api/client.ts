import type { Language, Text } from "../../engine/model/types.ts";
import type { ProblemDocument } from "./types.ts";

/** Who acts and in which language answers are wanted; set by the session, sent with every request. */
export const speaker: { person: string | null; language: Language } = { person: null, language: "zh-CN" };

/** The server said no, or could not be reached. `message` has both languages; `path` points into what was sent. */
export class ServerProblem extends Error {
  override name = "ServerProblem";
  readonly problem: ProblemDocument;
  constructor(problem: ProblemDocument) {
    super(problem.message.en);
    this.problem = problem;
  }
}

const unreachable: Text = {
  en: "The server cannot be reached. What you entered is still here; please try again in a moment.",
  "zh-CN": "无法连接服务器。您填写的内容仍然保留，请稍后重试。",
};
const notUnderstood: Text = {
  en: "The server gave an answer that this page does not understand.",
  "zh-CN": "服务器返回了无法识别的内容。",
};

interface Request {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** Makes a repeated command the same command. */
  key?: string;
  /** Revision of the case or draft that the person has seen. */
  revision?: number;
  /** Whose standing proxy asks, in that person's place. */
  standingIn?: string;
  signal?: AbortSignal;
}

/** Asks the server. Rejects with a {@link ServerProblem}, whatever went wrong. */
export async function ask<T>(path: string, request: Request = {}): Promise<T> {
  const response = await fetched(path, request, "application/json");
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body !== null) return body as T;
  throw problemOf(response, body);
}

/** Asks the server for a file. Rejects as {@link ask} does. */
export async function askFile(path: string, request: Request = {}): Promise<Blob> {
  const response = await fetched(path, request, "*/*");
  if (response.ok) return response.blob();
  throw problemOf(response, await response.json().catch(() => null));
}

async function fetched(path: string, request: Request, accept: string): Promise<Response> {
  const query = new URLSearchParams(
    Object.entries(request.query ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
  const headers: Record<string, string> = { Accept: accept, "Accept-Language": speaker.language };
  if (speaker.person !== null) headers["Guicheng-As"] = encodeURIComponent(speaker.person);
  if (request.standingIn !== undefined) headers["Guicheng-For"] = encodeURIComponent(request.standingIn);
  if (request.body !== undefined) headers["Content-Type"] = "application/json";
  if (request.key !== undefined) headers["Idempotency-Key"] = request.key;
  if (request.revision !== undefined) headers["If-Match"] = `"${request.revision}"`;
  try {
    return await fetch(query.size > 0 ? `${path}?${query}` : path, {
      method: request.method ?? "GET",
      headers,
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      signal: request.signal,
    });
  } catch (reason) {
    if (request.signal?.aborted) throw reason;
    throw new ServerProblem({
      status: 0,
      code: "unreachable",
      detail: unreachable[speaker.language],
      message: unreachable,
    });
  }
}

function problemOf(response: Response, body: unknown): ServerProblem {
  return new ServerProblem(
    isProblem(body)
      ? body
      : {
          status: response.status,
          code: "unknown",
          detail: notUnderstood[speaker.language],
          message: notUnderstood,
        },
  );
}

function isProblem(body: unknown): body is ProblemDocument {
  return (
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    "message" in body &&
    typeof body.message === "object"
  );
}

/** A key that no other command has. */
export const newKey = (): string => crypto.randomUUID();
