import { describe, expect, it } from "vitest";
import { PermanentFailure, type Json } from "../../engine/index.ts";
import { allowedRanges, mailConnector, type MailOptions } from "../../server/connectors/index.ts";
import { selfSigned } from "./certificate.ts";
import { mailbox } from "./sites.ts";

const connector = (port: number, options: Partial<MailOptions> = {}) =>
  mailConnector({
    host: "127.0.0.1",
    port,
    encryption: "none",
    from: "guicheng@nanhu.example",
    timeoutMillis: 2000,
    allowed: allowedRanges(["127.0.0.1"])!,
    ...options,
  });
const notice = {
  to: "ann@example.org",
  person: { id: "ann", name: "安" },
  case: "c1",
  procedure: "relief",
  title: { en: "Relief", "zh-CN": "临时救助" },
  message: "opened",
  text: { en: "Please handle it", "zh-CN": "请办理" },
};
const perform = (
  port: number,
  input: Json,
  {
    type = "notify",
    key = "c1:1:0:mail:ann",
    ...options
  }: Partial<MailOptions> & { type?: "notify" | "call"; key?: string } = {},
) => connector(port, options).perform({ key, case: "c1", type, input, signal: new AbortController().signal });

async function failure(attempt: Promise<unknown>): Promise<{ permanent: boolean; message: string }> {
  try {
    await attempt;
  } catch (fault) {
    return { permanent: fault instanceof PermanentFailure, message: (fault as Error).message };
  }
  throw new Error("it did not fail");
}

describe("the mail connector", () => {
  it("sends a notice in both languages, to one address, with where the case is", async () => {
    const { port, delivered } = await mailbox();
    await perform(port, notice, { page: new URL("https://guicheng.example/") });
    expect(delivered).toHaveLength(1);
    const [letter] = delivered;
    expect([letter!.from, letter!.to]).toEqual(["guicheng@nanhu.example", ["ann@example.org"]]);
    expect(letter!.header("Subject")).toBe("临时救助 · Relief");
    expect(letter!.text.trim()).toBe("请办理\n\nPlease handle it\n\nhttps://guicheng.example/cases/c1");
    expect(letter!.header("Auto-Submitted")).toBe("auto-generated");
  });

  it("sends it in one language where that is said, and says only that there is something where the text is not for this person", async () => {
    const { port, delivered } = await mailbox();
    await perform(port, { ...notice, text: null }, { language: "zh-CN" });
    await perform(port, { ...notice, text: null }, { language: "en" });
    expect(delivered.map(({ text }) => text.trim())).toEqual([
      "您的工作台有一条新消息。",
      "There is a message for you on your desk.",
    ]);
  });

  it("has one Message-ID for all attempts of an effect, and another for another", async () => {
    const { port, delivered } = await mailbox();
    for (const key of ["k1", "k1", "k2"]) await perform(port, notice, { key });
    const ids = delivered.map((one) => one.header("Message-ID"));
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@nanhu\.example>$/);
    expect([ids[1] === ids[0], ids[2] === ids[0]]).toEqual([true, false]);
  });

  it("sends what a definition calls it with, and answers null", async () => {
    const { port, delivered } = await mailbox();
    const letter = { to: "li@example.org", subject: "通知\r\nBcc: evil@example.org", text: ".\r\n第二行" };
    expect(await perform(port, letter, { type: "call" })).toBeNull();
    expect([delivered[0]!.to, delivered[0]!.header("Bcc")]).toEqual([["li@example.org"], ""]);
    expect(delivered[0]!.header("Subject")).toBe("通知 Bcc: evil@example.org");
    expect(delivered[0]!.text.trim()).toBe(".\n第二行");
  });

  it.each<{ input: Json }>([
    { input: { to: "li@example.org, evil@example.org", subject: "x", text: "x" } },
    { input: { to: "li@example.org\r\nRCPT TO:<evil@example.org>", subject: "x", text: "x" } },
    { input: { to: "nobody", subject: "x", text: "x" } },
    { input: { to: "li@example.org", subject: "x" } },
    { input: null },
  ])("refuses $input for good, and nothing is sent", async ({ input }) => {
    const { port, commands } = await mailbox();
    expect(await failure(perform(port, input, { type: "call" }))).toMatchObject({ permanent: true });
    expect(commands).toEqual([]);
  });

  it("tries again what the server puts off, and not what it refuses", async () => {
    const later = await mailbox((command) => (command.startsWith("RCPT") ? "451 later" : null));
    expect(await failure(perform(later.port, notice))).toMatchObject({ permanent: false });
    const never = await mailbox((command) => (command.startsWith("RCPT") ? "550 no such user" : null));
    expect(await failure(perform(never.port, notice))).toMatchObject({ permanent: true });
  });

  it("sends no login and no letter in the clear where encryption is asked for and not offered", async () => {
    const { port, delivered, commands } = await mailbox();
    const login = { user: "guicheng", password: "quiet" };
    expect(await failure(perform(port, notice, { encryption: "starttls", login }))).toMatchObject({
      permanent: false,
    });
    expect([delivered, commands.filter((one) => /^(AUTH|MAIL)/.test(one))]).toEqual([[], []]);
  });

  it("tries again a server that says nothing, and reaches none at an address that is not allowed", async () => {
    const mute = await mailbox((command) => (command.startsWith("EHLO") ? "" : null));
    expect(await failure(perform(mute.port, notice, { timeoutMillis: 100 }))).toMatchObject({
      permanent: false,
    });
    const { port, commands } = await mailbox();
    const allowed = allowedRanges([])!;
    for (const host of ["127.0.0.1", "localhost"])
      expect(await failure(perform(port, notice, { host, allowed })), host).toMatchObject({
        permanent: true,
      });
    expect(commands).toEqual([]);
  });
});

describe.each(["starttls", "tls"] as const)("mail over %s", (mode) => {
  const login = { user: "guicheng", password: "quiet" };
  const office = (...names: string[]) => {
    const identity = selfSigned(...names);
    return { identity, server: () => mailbox(undefined, { mode, ...identity }) };
  };
  const send = (port: number, options: Partial<MailOptions> = {}) =>
    perform(port, notice, {
      host: "mail.nanhu.example",
      resolver: async () => [{ address: "127.0.0.1", family: 4 }],
      encryption: mode,
      login,
      ...options,
    });

  it("gives login and letter to a server whose certificate an authority that is named has signed, and nothing in the clear", async () => {
    const { identity, server } = office("mail.nanhu.example");
    const { port, delivered, commands, encrypted } = await server();
    await send(port, { authorities: [identity.cert] });
    expect(delivered.map(({ to, text }) => [to, text.trim()])).toEqual([
      [["ann@example.org"], "请办理\n\nPlease handle it"],
    ]);
    const secret = (lines: string[]) => lines.filter((one) => /^(AUTH|MAIL|RCPT|DATA)/.test(one));
    expect(secret(encrypted)).toHaveLength(4);
    expect(secret(commands)).toEqual(secret(encrypted));
  });

  it.each([
    { what: "that nobody trusted has signed", names: ["mail.nanhu.example"], trusted: false },
    { what: "for another host", names: ["mail.example.org"], trusted: true },
  ])("says nothing to a server with a certificate $what, and tries again", async ({ names, trusted }) => {
    const { identity, server } = office(...names);
    const { port, delivered, encrypted } = await server();
    const attempt = send(port, trusted ? { authorities: [identity.cert] } : {});
    expect(await failure(attempt)).toMatchObject({
      permanent: false,
      message: expect.stringMatching(/certificate|altnames/i),
    });
    expect([delivered, encrypted]).toEqual([[], []]);
  });
});
