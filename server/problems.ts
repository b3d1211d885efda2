import type { JsonObject, Language, Refusal, RefusalCode, Text } from "../engine/model/index.ts";

/** The one place where a code meets an HTTP status. */
export const statusOf: Record<RefusalCode | ServerCode, number> = {
  "unknown-procedure": 404,
  "unknown-case": 404,
  "unknown-task": 404,
  "unknown-draft": 404,
  "unknown-event": 422,
  "key-reused": 422,
  "case-closed": 409,
  "draft-closed": 409,
  suspended: 409,
  "stale-revision": 412,
  "draft-behind": 409,
  "not-permitted": 403,
  "invalid-payload": 422,
  "not-now": 409,
  "already-voted": 409,
  "guard-refused": 409,
  "invalid-data": 422,
  "limit-exceeded": 422,
  "already-claimed": 409,
  "invalid-request": 400,
  "invalid-pack": 422,
  unavailable: 503,
  "not-found": 404,
  "not-identified": 401,
  "too-large": 413,
  "revision-needed": 428,
  "unsupported-media-type": 415,
  "outcome-unknown": 500,
  internal: 500,
};

/** Codes of the HTTP surface alone, with their words. */
export type ServerCode = keyof typeof serverWords;
export const serverWords = {
  "not-found": { en: "There is nothing at this address.", "zh-CN": "该地址下没有内容。" },
  "not-identified": {
    en: "It is not known who you are. In demonstration mode the header Guicheng-As names a person of the directory.",
    "zh-CN": "无法确认您的身份。演示模式下，请用请求头 Guicheng-As 指明人员目录中的人员。",
  },
  "too-large": {
    en: "What was sent is larger than this server accepts.",
    "zh-CN": "提交的内容超过服务器允许的大小。",
  },
  "revision-needed": {
    en: 'Say with If-Match which revision you have read, such as If-Match: "7", so that nobody\'s work is overwritten.',
    "zh-CN": '请用 If-Match 注明您读取的修订号，例如 If-Match: "7"，以免覆盖他人的修改。',
  },
  "unsupported-media-type": {
    en: "Send JSON, with Content-Type: application/json.",
    "zh-CN": "请以 JSON 提交，Content-Type 为 application/json。",
  },
  "outcome-unknown": {
    en: "It is not known whether this was carried out. Ask again with the same Idempotency-Key, or read the case.",
    "zh-CN": "无法确认该操作是否已完成。请使用相同的 Idempotency-Key 再次提交，或查看案件的当前状态。",
  },
  internal: {
    en: "The server has met a fault of its own. It has been logged under the request id.",
    "zh-CN": "服务器内部错误，已按请求编号记录。",
  },
} satisfies Record<string, Text>;

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  message: Text;
  path?: string;
  details?: JsonObject;
  /** Id of the request, as in the log. */
  instance?: string;
}

/** An RFC 9457 problem in the reader's language; `message` has both. */
export function problemDocument(
  refusal: Pick<Refusal, "message" | "path" | "details"> & { code: string },
  language: Language,
  instance?: string,
): ProblemDocument {
  const status = (statusOf as Record<string, number>)[refusal.code] ?? 500;
  return {
    type: `urn:guicheng:problem:${refusal.code}`,
    title: refusal.code,
    status,
    detail: refusal.message[language],
    code: refusal.code,
    message: refusal.message,
    ...(refusal.path === undefined ? {} : { path: refusal.path }),
    ...(refusal.details === undefined ? {} : { details: refusal.details }),
    ...(instance === undefined ? {} : { instance: `urn:guicheng:request:${instance}` }),
  };
}

/** Chinese where it is preferred to English; English otherwise. */
export function languageOf(acceptLanguage: string | undefined): Language {
  let best: { language: Language; weight: number } = { language: "en", weight: 0 };
  for (const part of (acceptLanguage ?? "").split(",").slice(0, 20)) {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const language = tag.startsWith("zh") ? "zh-CN" : tag.startsWith("en") || tag === "*" ? "en" : undefined;
    const quality = parameters
      .map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1])
      .find((one) => one !== undefined);
    const weight = quality === undefined ? 1 : Number(quality);
    if (language !== undefined && weight > best.weight) best = { language, weight };
  }
  return best.language;
}
