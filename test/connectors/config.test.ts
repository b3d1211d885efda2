import { describe, expect, it } from "vitest";
import { readConnectors } from "../../server/index.ts";
import { selfSigned } from "./certificate.ts";
import { openOffice } from "./office.ts";
import { mailbox, site } from "./sites.ts";

const environment = { GUICHENG_SECRET_HOOK: "quiet", GUICHENG_SECRET_EMPTY: "", HOME: "/home/x" };
const config = (more: object = {}) => ({
  hosts: ["api.example.org", "mail.example.org"],
  http: {
    registry: {
      url: "https://api.example.org/registry",
      headers: { Authorization: { secret: "GUICHENG_SECRET_HOOK" } },
      sign: { secret: "GUICHENG_SECRET_HOOK" },
    },
  },
  mail: { mail: { host: "mail.example.org", port: 587, from: "guicheng@example.org" } },
  subscriptions: [
    { connector: "mail", attribute: "mail", messages: ["approval-case", "supervision/letter"] },
  ],
  ...more,
});
const read = (value: unknown) =>
  readConnectors(typeof value === "string" ? value : JSON.stringify(value), environment);
const places = (value: unknown) => {
  const answer = read(value);
  return answer.ok ? [] : answer.problems.map(({ path }) => path);
};
const registry = (more: object) =>
  config({ http: { registry: { url: "https://api.example.org/", ...more } } });

describe("a connectors file", () => {
  it("gives its connectors and subscriptions", () => {
    const answer = read(config());
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
    expect([Object.keys(answer.connectors), answer.subscriptions]).toEqual([
      ["registry", "mail"],
      config().subscriptions,
    ]);
  });

  it.each([
    ["no JSON", "{", [""]],
    ["no object", [], [""]],
    ["no hosts", { http: {} }, [""]],
    ["an unknown member", config({ webhooks: {} }), ["/webhooks"]],
    ["a host that is not named", registry({ url: "https://other.example.org/" }), ["/http/registry/url"]],
    [
      "a host that only ends like one",
      registry({ url: "https://api.example.org.evil.net/" }),
      ["/http/registry/url"],
    ],
    [
      "a login in an address",
      registry({ url: "https://me:secret@api.example.org/" }),
      ["/http/registry/url"],
    ],
    ["an address without encryption", registry({ url: "http://api.example.org/" }), ["/http/registry/url"]],
    ["another protocol", registry({ url: "file:///etc/passwd" }), ["/http/registry/url"]],
    ["no address", registry({ url: "api.example.org" }), ["/http/registry/url"]],
    [
      "a secret that is no reference",
      registry({ sign: { secret: "quiet" } }),
      ["/http/registry/sign/secret"],
    ],
    ["a secret of another name", registry({ sign: { secret: "HOME" } }), ["/http/registry/sign/secret"]],
    [
      "a secret that is not there",
      registry({ sign: { secret: "GUICHENG_SECRET_X" } }),
      ["/http/registry/sign/secret"],
    ],
    [
      "an empty secret",
      registry({ headers: { Authorization: { secret: "GUICHENG_SECRET_EMPTY" } } }),
      ["/http/registry/headers/Authorization/secret"],
    ],
    [
      "a time that is longer than an attempt",
      registry({ timeoutSeconds: 60 }),
      ["/http/registry/timeoutSeconds"],
    ],
    [
      "a range that is none",
      config({ privateAddresses: ["10.0.0.0/8", "10.0.0.0/99"] }),
      ["/privateAddresses/1"],
    ],
    [
      "what is no certificate",
      config({ authorities: [selfSigned("mail.example.org").cert, "-----BEGIN CERTIFICATE-----"] }),
      ["/authorities/1"],
    ],
    ["a mail server that is not named", config({ hosts: ["api.example.org"] }), ["/mail/mail/host"]],
    [
      "a connector that is not there",
      config({ subscriptions: [{ connector: "sms", attribute: "phone" }] }),
      ["/subscriptions/0/connector"],
    ],
    [
      "two of one name",
      config({
        mail: { registry: { host: "mail.example.org", port: 25, from: "g@example.org" } },
        subscriptions: [],
      }),
      ["/mail/registry"],
    ],
  ])("with %s is refused, with the place and in words", (_, value, expected) => {
    expect([...new Set(places(value))]).toEqual(expected);
    const answer = read(value);
    for (const { message } of answer.ok ? [] : answer.problems) {
      expect(message.en).toMatch(/[a-z]/);
      expect(message["zh-CN"]).toMatch(/\p{Script=Han}/u);
    }
  });

  it.each(["Host", "content-length", "Idempotency-Key", "Transfer-Encoding", "X Y", "connection"])(
    "does not set the header “%s”",
    (name) => expect(places(registry({ headers: { [name]: "x" } }))).not.toEqual([]),
  );

  it("tells everything that is wrong at once", () => {
    const value = config({
      privateAddresses: ["x"],
      http: { registry: { url: "https://other.example.org/", sign: { secret: "GUICHENG_SECRET_X" } } },
    });
    expect(new Set(places(value))).toEqual(
      new Set(["/privateAddresses/0", "/http/registry/url", "/http/registry/sign/secret"]),
    );
  });

  it("keeps secrets out of what it says", () => {
    const answer = readConnectors(
      JSON.stringify(registry({ sign: { secret: "GUICHENG_SECRET_HOOK" }, url: "http://x/" })),
      environment,
    );
    expect(JSON.stringify(answer)).not.toContain("quiet");
  });

  it("makes connectors that work", async () => {
    const { port, asked } = await site((_asked, _before, _request, response) => void response.end("{}"));
    const answer = read({
      hosts: ["127.0.0.1"],
      privateAddresses: ["127.0.0.1"],
      http: {
        registry: {
          url: `http://127.0.0.1:${port}/registry`,
          plain: true,
          headers: { Authorization: { secret: "GUICHENG_SECRET_HOOK" } },
        },
      },
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
    const office = await openOffice({ connectors: answer.connectors });
    await office.send("ASK");
    await office.rounds(2);
    expect(asked).toMatchObject([{ path: "/registry", headers: { authorization: "quiet" } }]);
    await office.engine.close();
  });

  it("trusts the authorities that it names, for sites and for mail", async () => {
    const identity = selfSigned("localhost");
    const { port, asked } = await site(
      (_asked, _before, _request, response) => void response.end("{}"),
      identity,
    );
    const post = await mailbox(undefined, { mode: "tls", ...identity });
    const from = "guicheng@nanhu.example";
    const answer = read({
      hosts: ["localhost"],
      privateAddresses: ["127.0.0.1", "::1"],
      authorities: [identity.cert],
      http: { registry: { url: `https://localhost:${port}/` } },
      mail: { mail: { host: "localhost", port: post.port, encryption: "tls", from } },
      subscriptions: [{ connector: "mail", attribute: "mail" }],
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
    const office = await openOffice(answer);
    await office.send("ASK");
    await office.rounds(2);
    expect([asked.length, post.delivered.length > 0]).toEqual([1, true]);
    await office.engine.close();
  });
});
