import { afterAll, beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { world } from "./world.ts";

let here: Awaited<ReturnType<typeof world>>;
let id = "";
beforeAll(async () => {
  here = await world();
  id = await here.motion();
});
afterAll(() => here.engine.close());

const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
/** Texts that are sent as they are, so that what JSON.stringify would never write is tried as well. */
const hostile: [string, string][] = [
  ["__proto__ as a property", '{"motion":"x","kind":"ordinary","__proto__":{"polluted":true}}'],
  [
    "constructor as a property",
    '{"motion":"x","kind":"ordinary","constructor":{"prototype":{"polluted":true}}}',
  ],
  ["a lone surrogate", String.raw`{"motion":"\ud800","kind":"ordinary"}`],
  ["a NUL", String.raw`{"motion":"a\u0000b","kind":"ordinary"}`],
  ["a number where a text belongs", '{"motion":12345678901234567890,"kind":"ordinary"}'],
  ["a boolean where a text belongs", '{"motion":true,"kind":"ordinary"}'],
  ["a date where a text belongs to a list", '{"motion":"x","kind":"2026-01-01"}'],
  ["NaN as a text", '{"motion":"x","kind":"NaN"}'],
  ["a nesting of 5,000", `{"motion":"x","kind":"ordinary","deep":${deep(5000)}}`],
  ["a list of 100,000", `{"motion":"x","kind":"ordinary","list":[${"1,".repeat(99_999)}1]}`],
  ["a field of the machine's", '{"motion":"x","kind":"ordinary","result":"passed"}'],
  ["nothing", "{}"],
];

describe("hostile input over HTTP", () => {
  it.each(hostile)("refuses %s with a code and words, and nothing is half done", async (_what, data) => {
    const before = await here.engine.counts();
    const { status, body } = await here.ask(
      "POST",
      "/api/v1/cases",
      "proposer-1",
      `{"procedure":"residents-council-deliberation","data":${data}}`,
    );
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body["code"]).toMatch(/^[a-z-]+$/);
    expect(await here.engine.counts()).toEqual(before);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("never answers 5xx to any JSON as payload of any event", async () => {
    const types = fc.oneof(
      fc.constantFrom(
        "ADMIT",
        "RETURN",
        "VOTE",
        "xstate.init",
        "xstate.after.notice.x",
        "clock.decision.red",
        "__proto__",
        "toString",
        "*",
        "",
      ),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(types, fc.json({ maxDepth: 4 }), async (type, payload) => {
        const { status, body } = await here.ask(
          "POST",
          `/api/v1/cases/${id}/events`,
          "observer-1",
          `{"type":${JSON.stringify(type)},"payload":${payload}}`,
        );
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        expect(typeof body["code"]).toBe("string");
      }),
      { numRuns: 300 },
    );
  });

  it("never answers 5xx to any path, query or header", async () => {
    const header = fc.string({ unit: fc.constantFrom(..."abc\"'*;=,%0129 /\\{}") });
    await fc.assert(
      fc.asyncProperty(
        fc.webPath(),
        fc.webQueryParameters(),
        header,
        header,
        header,
        async (path, query, key, match, language) => {
          const { status } = await here.ask("GET", `/api/v1${path}?${query}`, "observer-1", undefined, {
            "Idempotency-Key": key,
            "If-Match": match,
            "Accept-Language": language,
          });
          expect(status).toBeLessThan(500);
          const sent = await here.ask(
            "POST",
            `/api/v1/cases/${id}/events`,
            "observer-1",
            { type: "ADMIT" },
            { "Idempotency-Key": key, "If-Match": match },
          );
          expect(sent.status).toBeLessThan(500);
        },
      ),
      { numRuns: 200 },
    );
  });
});
