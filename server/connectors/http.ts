import { createHash, createHmac } from "node:crypto";
import { request as plainRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as secureRequest } from "node:https";
import { PermanentFailure, RetryLater, type Connector, type Json } from "../../engine/index.ts";
import { resolveHost, type Allowed, type Resolver } from "./addresses.ts";
import { trusting } from "./authorities.ts";

export interface HttpOptions {
  /** Where to post to. Definitions choose what is sent, and never where to. */
  url: URL;
  headers: Readonly<Record<string, string>>;
  /** Signs `<unix seconds>.<body>` with HMAC-SHA256: `t=…,v1=<hex>` in this header. */
  sign?: { secret: string; header: string };
  timeoutMillis: number;
  maxAnswerBytes: number;
  allowed: Allowed;
  /** Certificates (PEM) of authorities that are trusted beside the public ones. */
  authorities?: readonly string[];
  /** The system's where absent. */
  resolver?: Resolver;
}

/** Answers that may be others at the next attempt: too early, too many requests, too slow, and whatever is the other side's fault. */
const mayPass = new Set([408, 425, 429]);

/**
 * Posts the input of an effect as JSON, `Idempotency-Key` being the key of the effect at every attempt. The answer of a call is the
 * JSON of a 2xx; none (204, or an empty body) is null, and 202 means that it comes later, by `engine.answer`. No redirect is
 * followed. 5xx, 408, 425, 429, a slow or broken connection are tried again, after a 429 or 503 not before the time that its
 * `Retry-After` gives; any other status, an answer that is too long or no
 * JSON, and a host at an address that may not be reached fail for good.
 */
export function httpConnector(options: HttpOptions): Connector {
  return {
    async perform({ key, case: id, type, input, signal }) {
      const body = Buffer.from(JSON.stringify({ type, case: id, input }));
      const signals = AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMillis)]);
      const response = await post(
        options,
        { ...options.headers, "Idempotency-Key": headerKey(key) },
        body,
        signals,
      );
      const status = response.statusCode ?? 0;
      const accepted = status >= 200 && status < 300;
      if (!accepted) {
        response.destroy();
        const fault = `${options.url.host} answered ${status}${status >= 300 && status < 400 ? ", and redirects are not followed" : ""}`;
        if (status < 500 && !mayPass.has(status)) throw new PermanentFailure(fault);
        const pause = status === 429 || status === 503 ? retryAfter(response.headers["retry-after"]) : null;
        throw pause === null ? new Error(fault) : new RetryLater(fault, pause);
      }
      const answer = await textOf(response, options.maxAnswerBytes, signals);
      if (status === 202) return undefined;
      if (answer.trim() === "") return type === "notify" ? undefined : null;
      return type === "notify" ? undefined : readJson(answer, options.url.host);
    },
  };
}

/** Milliseconds from now that a `Retry-After` asks for (RFC 9110, 10.2.3): seconds, or a date; null where it is neither. */
function retryAfter(written = ""): number | null {
  if (/^\d{1,9}$/.test(written)) return Number(written) * 1000;
  const at = /^[A-Z][a-z]{2,8}, /.test(written) ? Date.parse(written) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

async function post(
  { url, sign, allowed, authorities, resolver }: HttpOptions,
  headers: Record<string, string>,
  body: Buffer,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const addresses = await abortable(resolveHost(url.hostname, allowed, resolver), signal);
  const send = url.protocol === "https:" ? secureRequest : plainRequest;
  const lookup: RequestOptions["lookup"] = (_host, asked, given) =>
    asked.all === true ? given(null, addresses) : given(null, addresses[0]!.address, addresses[0]!.family);
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: "POST",
      // A connection of its own, to the addresses that were checked and to no others.
      agent: false,
      lookup,
      signal,
      ...trusting(authorities),
      headers: {
        ...headers,
        ...(sign === undefined ? {} : { [sign.header]: signature(sign.secret, body) }),
        "Content-Type": "application/json",
        "Content-Length": body.length,
        Accept: "application/json",
        "User-Agent": "Guicheng",
      },
    });
    request.on("response", resolve);
    request.on("error", (fault) => reject(faultOf(fault, signal)));
    request.end(body);
  });
}

/** A key may hold the id of a person, in any script; a header may not. */
function headerKey(key: string): string {
  return /^[\x21-\x7e]{1,200}$/.test(key) ? key : `sha256-${createHash("sha256").update(key).digest("hex")}`;
}

function signature(secret: string, body: Buffer): string {
  const at = Math.floor(Date.now() / 1000);
  const mac = createHmac("sha256", secret).update(`${at}.`).update(body).digest("hex");
  return `t=${at},v1=${mac}`;
}

async function textOf(response: IncomingMessage, most: number, signal: AbortSignal): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > most) throw new PermanentFailure(`the answer is longer than ${most} bytes`);
      parts.push(part);
    }
  } catch (fault) {
    throw fault instanceof PermanentFailure ? fault : faultOf(fault, signal);
  }
  return Buffer.concat(parts).toString("utf8");
}

function readJson(text: string, host: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new PermanentFailure(`${host} answered something that is no JSON`);
  }
}

/** What an abort means is in its reason: the time was up, or the engine has given up the attempt. */
function faultOf(fault: unknown, signal: AbortSignal): Error {
  if (signal.aborted)
    return (signal.reason as Error).name === "TimeoutError"
      ? new Error("no answer in time")
      : (signal.reason as Error);
  return fault instanceof Error ? fault : new Error(String(fault));
}

/** Waits for a promise no longer than a signal allows. */
function abortable<Given>(work: Promise<Given>, signal: AbortSignal): Promise<Given> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(faultOf(null, signal));
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
