import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PermanentFailure, RetryLater, type Connector, type Json } from "../../engine/index.ts";
import { allowedRanges, httpConnector, type HttpOptions } from "../../server/connectors/index.ts";
import { selfSigned } from "./certificate.ts";
import { site } from "./sites.ts";

const here = allowedRanges(["127.0.0.1", "::1"])!;
const nowhere = allowedRanges([])!;

function to(port: number, options: Partial<HttpOptions> = {}): Connector {
  return httpConnector({
    url: new URL(`http://127.0.0.1:${port}/hook`),
    headers: {},
    timeoutMillis: 5000,
    maxAnswerBytes: 1000,
    allowed: here,
    ...options,
  });
}
const perform = (connector: Connector, input: Json = { number: "7" }, key = "c1:1:0", signal?: AbortSignal) =>
  connector.perform({ key, case: "c1", type: "call", input, signal: signal ?? new AbortController().signal });

/** How it fails: for good, or to be tried again. */
async function failure(attempt: Promise<unknown>): Promise<{ permanent: boolean; message: string }> {
  try {
    await attempt;
  } catch (fault) {
    return { permanent: fault instanceof PermanentFailure, message: (fault as Error).message };
  }
  throw new Error("it did not fail");
}

describe("the HTTP connector", () => {
  it("posts the input as JSON under the key of the effect, and gives the answer", async () => {
    const { port, asked } = await site((_asked, _before, _request, response) => {
      response.setHeader("Content-Type", "application/json").end(JSON.stringify({ name: "李" }));
    });
    expect(await perform(to(port, { headers: { "X-Office": "nanhu" } }))).toEqual({ name: "李" });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      method: "POST",
      path: "/hook",
      headers: { "idempotency-key": "c1:1:0", "content-type": "application/json", "x-office": "nanhu" },
    });
    expect(JSON.parse(asked[0]!.body)).toEqual({ type: "call", case: "c1", input: { number: "7" } });
  });

  it("signs the time and the very bytes that it sends", async () => {
    const { port, asked } = await site((_asked, _before, _request, response) => void response.end("null"));
    await perform(to(port, { sign: { secret: "quiet", header: "Guicheng-Signature" } }), { text: "南湖" });
    const [, at, mac] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(asked[0]!.headers["guicheng-signature"])) ?? [];
    expect(mac).toBe(createHmac("sha256", "quiet").update(`${at}.${asked[0]!.body}`).digest("hex"));
  });

  it("sends a key in any script as one that a header can hold, the same each time", async () => {
    const { port, asked } = await site((_asked, _before, _request, response) => void response.end("null"));
    for (const key of ["c1:1:0:hook:邱建平", "c1:1:0:hook:邱建平", "c1:1:0:hook:王\r\nX-Evil: 1"])
      await perform(to(port), null, key);
    const keys = asked.map(({ headers }) => headers["idempotency-key"]);
    expect(keys[0]).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect([keys[1] === keys[0], keys[2] === keys[0]]).toEqual([true, false]);
    expect(asked.every(({ headers }) => headers["x-evil"] === undefined)).toBe(true);
  });

  it("takes no content for null, and 202 for an answer that comes later", async () => {
    const { port } = await site((_asked, before, _request, response) => {
      response.writeHead(before === 0 ? 204 : 202).end();
    });
    expect(await perform(to(port))).toBeNull();
    expect(await perform(to(port))).toBeUndefined();
  });

  it.each([500, 502, 503, 429, 408, 425])("%i is to be tried again", async (status) => {
    const { port } = await site(
      (_asked, _before, _request, response) => void response.writeHead(status).end("busy"),
    );
    expect(await failure(perform(to(port)))).toMatchObject({
      permanent: false,
      message: expect.stringContaining(String(status)),
    });
  });

  describe("A18: what a 429 or 503 says of when to come back", () => {
    const pause = async (status: number, written: string): Promise<number | null> => {
      const { port } = await site(
        (_asked, _before, _request, response) =>
          void response.writeHead(status, { "Retry-After": written }).end("busy"),
      );
      try {
        await perform(to(port));
      } catch (fault) {
        return fault instanceof RetryLater ? fault.millis : null;
      }
      throw new Error("it did not fail");
    };

    it.each([429, 503])("is heeded, in seconds or as a date (%i)", async (status) => {
      expect(await pause(status, "120")).toBe(120_000);
      expect(await pause(status, "0")).toBe(0);
      const in5minutes = Math.ceil(Date.now() / 1000) * 1000 + 300_000;
      const asked = await pause(status, new Date(in5minutes).toUTCString());
      expect(asked).toBeGreaterThan(200_000);
      expect(asked).toBeLessThanOrEqual(301_000);
      expect(await pause(status, "Sun, 06 Nov 1994 08:49:37 GMT")).toBe(0);
    });

    it.each(["soon", "", "-5", "1.5", "1e9", "99999999999", "Soon, or later"])(
      "is not heeded where it is neither: “%s”",
      async (written) => expect(await pause(503, written)).toBeNull(),
    );

    it("is no matter where something else failed", async () => {
      expect(await pause(500, "120")).toBeNull();
      expect(await pause(404, "120")).toBeNull();
    });
  });

  it.each([400, 401, 403, 404, 409, 410, 422])("%i fails for good", async (status) => {
    const { port } = await site(
      (_asked, _before, _request, response) => void response.writeHead(status).end("no"),
    );
    expect(await failure(perform(to(port)))).toMatchObject({
      permanent: true,
      message: expect.stringContaining(String(status)),
    });
  });

  it.each([301, 302, 303, 307, 308])("follows no redirect (%i)", async (status) => {
    const other = await site((_asked, _before, _request, response) => void response.end("null"));
    const { port } = await site((_asked, _before, _request, response) => {
      response.writeHead(status, { Location: `http://127.0.0.1:${other.port}/inside` }).end();
    });
    expect(await failure(perform(to(port)))).toMatchObject({
      permanent: true,
      message: expect.stringContaining("redirects"),
    });
    expect(other.asked).toEqual([]);
  });

  it("gives up an answer that does not come, or does not end, to try again", async () => {
    const { port } = await site((_asked, before, _request, response) => {
      if (before === 1) response.writeHead(200).write("{");
    });
    const impatient = to(port, { timeoutMillis: 100 });
    for (let n = 0; n < 2; n++)
      expect(await failure(perform(impatient))).toEqual({ permanent: false, message: "no answer in time" });
  });

  it("stops when the engine gives up the attempt", async () => {
    const stop = new AbortController();
    const { port } = await site(() => stop.abort(new Error("enough")));
    expect(await failure(perform(to(port), null, "k", stop.signal))).toEqual({
      permanent: false,
      message: "enough",
    });
    expect(await failure(perform(to(port), null, "k", AbortSignal.abort(new Error("before"))))).toMatchObject(
      {
        message: "before",
      },
    );
  });

  it("reads no more of an answer than it may, and closes the connection", async () => {
    let closed: () => void = () => undefined;
    const gone = new Promise<void>((done) => {
      closed = done;
    });
    const { port } = await site((_asked, _before, _request, response) => {
      response.on("close", closed);
      const more = (): void => {
        if (!response.destroyed) response.write("x".repeat(65_536), () => setImmediate(more));
      };
      more();
    });
    expect(await failure(perform(to(port)))).toEqual({
      permanent: true,
      message: "the answer is longer than 1000 bytes",
    });
    await gone;
  });

  it("takes an answer of exactly the length that it may have", async () => {
    const text = JSON.stringify("x".repeat(998));
    const { port } = await site((_asked, _before, _request, response) => void response.end(text));
    expect(await perform(to(port))).toHaveLength(998);
  });

  it("takes what is no JSON for a failure that stays", async () => {
    const { port } = await site((_asked, _before, _request, response) => void response.end("<html>"));
    expect(await failure(perform(to(port)))).toMatchObject({
      permanent: true,
      message: expect.stringContaining("no JSON"),
    });
  });

  it("tries again what broke off, and what is not there", async () => {
    const broken = await site((_asked, _before, request) => request.socket.destroy());
    expect(await failure(perform(to(broken.port)))).toMatchObject({ permanent: false });
    expect(await failure(perform(to(1)))).toMatchObject({ permanent: false });
    const unknown = to(1, { url: new URL("http://nowhere.invalid/") });
    expect(await failure(perform(unknown))).toMatchObject({ permanent: false });
  });
});

describe("the HTTP connector and addresses that are not public", () => {
  it("sends nothing to the own machine, however it is written", async () => {
    const { port, asked } = await site((_asked, _before, _request, response) => void response.end("null"));
    for (const host of [
      "127.0.0.1",
      "localhost",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "2130706433",
      "0x7f.1",
      "127.1",
      "0.0.0.0",
    ]) {
      const url = new URL(`http://${host}:${port}/`);
      const failed = await failure(perform(to(port, { url, allowed: nowhere })));
      expect(failed.permanent, `${host}: ${failed.message}`).toBe(true);
    }
    expect(asked).toEqual([]);
  });

  it("connects to the address that was checked, and asks for no other: a name that changes its mind gains nothing", async () => {
    const inside = await site((_asked, _before, _request, response) => void response.end("null"));
    let times = 0;
    // First an address that may be reached, then one that may not, as a name server does that rebinds.
    const resolver = async () => [{ address: ++times === 1 ? "127.0.0.1" : "127.0.0.2", family: 4 as const }];
    const url = new URL(`http://rebinding.example:${inside.port}/`);
    const connector = to(inside.port, { url, resolver });
    expect(await perform(connector)).toBeNull();
    expect([times, inside.asked.length, inside.asked[0]!.headers.host]).toEqual([
      1,
      1,
      `rebinding.example:${inside.port}`,
    ]);
    expect(await failure(perform(connector))).toMatchObject({ permanent: true });
    expect(inside.asked).toHaveLength(1);
  });
});

describe("the HTTP connector and TLS", () => {
  it("reaches a site whose certificate an authority that is named has signed, and no other", async () => {
    const identity = selfSigned("api.nanhu.example");
    const { port, asked } = await site(
      (_asked, _before, _request, response) => void response.end("null"),
      identity,
    );
    const url = new URL(`https://api.nanhu.example:${port}/hook`);
    const resolver = async () => [{ address: "127.0.0.1", family: 4 as const }];
    const secure = (options: Partial<HttpOptions>) => perform(to(port, { url, resolver, ...options }));
    expect(await secure({ authorities: [identity.cert] })).toBeNull();
    const elsewhere = { authorities: [selfSigned("api.nanhu.example").cert] };
    for (const options of [{}, elsewhere])
      expect(await failure(secure(options))).toMatchObject({ permanent: false });
    const otherName = new URL(`https://other.nanhu.example:${port}/hook`);
    const mistaken = secure({ authorities: [identity.cert], url: otherName });
    expect(await failure(mistaken)).toMatchObject({ message: expect.stringMatching(/altnames/) });
    expect(asked).toHaveLength(1);
  });
});
