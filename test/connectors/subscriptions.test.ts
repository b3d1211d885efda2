import { describe, expect, it } from "vitest";
import { openEngine } from "../../engine/runtime/index.ts";
import { memory } from "../../engine/store/index.ts";
import { allowedRanges, httpConnector, mailConnector } from "../../server/connectors/index.ts";
import { office as officePack, openOffice } from "./office.ts";
import { mailbox, site } from "./sites.ts";

const allowed = allowedRanges(["127.0.0.1"])!;
const mail = (port: number) =>
  mailConnector({
    host: "127.0.0.1",
    port,
    encryption: "none",
    from: "g@nanhu.example",
    language: "en",
    timeoutMillis: 2000,
    allowed,
  });
const http = (port: number) =>
  httpConnector({
    url: new URL(`http://127.0.0.1:${port}/`),
    headers: {},
    timeoutMillis: 2000,
    maxAnswerBytes: 1000,
    allowed,
  });
const byMail = [{ connector: "mail", attribute: "mail" }];

describe("a subscription", () => {
  it("H18: sends a message to each person who has an address, once, and to the desk all the same", async () => {
    const { port, delivered } = await mailbox();
    const office = await openOffice({ connectors: { mail: mail(port) }, subscriptions: byMail });
    await office.rounds(3);
    expect(delivered.map(({ to, text }) => [to, text.trim()]).toSorted()).toEqual([
      [["ann@example.org"], "Please handle: 李某"],
      [["cho@example.org"], "Please handle: 李某"],
    ]);
    const desk = await office.engine.messages({ by: "bob" });
    expect(desk.items.map(({ text }) => text?.en)).toEqual(["Please handle: 李某"]);
    expect((await office.effects()).map(({ key, status }) => [key, status]).toSorted()).toEqual([
      [`${office.id}:1:0`, "done"],
      [`${office.id}:1:0:mail:ann`, "done"],
      [`${office.id}:1:0:mail:cho`, "done"],
    ]);
    expect((await office.engine.verify()).faults).toEqual([]);
    await office.engine.close();
  });

  it("H18: tells whoever may not see what the text was made of that there is a message, and not what", async () => {
    const { port, delivered } = await mailbox();
    const office = await openOffice({
      connectors: { mail: mail(port) },
      subscriptions: [{ connector: "mail", attribute: "mail", messages: ["relief/means"] }],
    });
    await office.send("TELL");
    await office.rounds(3);
    const to = (address: string) => delivered.find((one) => one.to.includes(address))!.text.trim();
    expect(to("cho@example.org")).toBe("The income is 700");
    expect(to("ann@example.org")).toBe("There is a message for you on your desk.");
    expect(delivered.filter(({ data }) => data.includes("700")).map(({ to: who }) => who)).toEqual([
      ["cho@example.org"],
    ]);
    expect(delivered).toHaveLength(2);
    await office.engine.close();
  });

  it("H18: is for the messages that it names, of a procedure or one by one", async () => {
    for (const [messages, count] of [
      [["relief"], 4],
      [["relief/opened"], 2],
      [["other", "other/opened"], 0],
    ] as const) {
      const { port, delivered } = await mailbox();
      const subscriptions = [{ connector: "mail", attribute: "mail", messages }];
      const office = await openOffice({ connectors: { mail: mail(port) }, subscriptions });
      await office.send("TELL");
      await office.rounds(3);
      expect(delivered, messages.join()).toHaveLength(count);
      await office.engine.close();
    }
  });

  it("H18, A18: an address that is refused is an incident of its own, and nobody else is told twice", async () => {
    const { port, delivered } = await mailbox((command) =>
      command.startsWith("RCPT TO:<cho") ? "550 no such user" : null,
    );
    const office = await openOffice({ connectors: { mail: mail(port) }, subscriptions: byMail });
    await office.rounds(12);
    expect(delivered.map(({ to }) => to)).toEqual([["ann@example.org"]]);
    const failed = (await office.effects()).filter(({ status }) => status === "incident");
    expect(failed).toMatchObject([
      { key: `${office.id}:1:0:mail:cho`, attempts: 1, lastError: expect.stringContaining("550") },
    ]);
    await office.engine.close();
  });

  it("H18: what is put off is sent again under the same key", async () => {
    const { port, delivered } = await mailbox((command, before) =>
      command.startsWith("RCPT") && before < 3 ? "451 later" : null,
    );
    const office = await openOffice({ connectors: { mail: mail(port) }, subscriptions: byMail });
    await office.rounds(6);
    expect(delivered.map(({ to }) => to[0]).toSorted()).toEqual(["ann@example.org", "cho@example.org"]);
    expect(new Set(delivered.map((one) => one.header("Idempotency-Key"))).size).toBe(2);
    await office.engine.close();
  });

  it("H18: goes out by several connectors, and beside the one called notify", async () => {
    const { port, delivered } = await mailbox();
    const sms = await site((_asked, _before, _request, response) => void response.writeHead(204).end());
    const all = await site((_asked, _before, _request, response) => void response.writeHead(204).end());
    const office = await openOffice({
      connectors: { mail: mail(port), sms: http(sms.port), notify: http(all.port) },
      subscriptions: [...byMail, { connector: "sms", attribute: "phone" }],
      people: { dee: { name: "Dee", roles: ["chief"], phone: "13800000000" } },
    });
    await office.rounds(3);
    expect([delivered.length, sms.asked.length, all.asked.length]).toEqual([2, 1, 1]);
    expect(JSON.parse(sms.asked[0]!.body)).toEqual({
      type: "notify",
      case: office.id,
      input: {
        to: "13800000000",
        person: { id: "dee", name: "Dee" },
        case: office.id,
        procedure: "relief",
        title: { en: "Relief", "zh-CN": "临时救助" },
        message: "opened",
        text: { en: "Please handle: 李某", "zh-CN": "请办理：李某" },
      },
    });
    expect(JSON.parse(all.asked[0]!.body)).toMatchObject({
      input: { roles: ["clerk", "chief"], message: "opened" },
    });
    await office.engine.close();
  });

  it("H18: nothing is sent to whoever has left, or has lost the address, since", async () => {
    const { port, delivered, commands } = await mailbox((command) =>
      command.startsWith("RCPT") ? "451 later" : null,
    );
    const office = await openOffice({ connectors: { mail: mail(port) }, subscriptions: byMail });
    await office.rounds(1);
    expect(commands.filter((one) => one.startsWith("RCPT"))).toHaveLength(2);
    const people = { ann: { name: "Ann", roles: ["clerk"] }, cho: { name: "Cho", roles: [] } };
    await office.engine.deploy(officePack(people), { by: office.admin });
    await office.rounds(3);
    expect([delivered, commands.filter((one) => one.startsWith("RCPT")).length]).toEqual([[], 2]);
    expect((await office.effects()).map(({ status }) => status)).toEqual(["done", "done", "done"]);
    await office.engine.close();
  });

  it("names a connector that is there", async () => {
    await expect(openEngine({ store: memory(), subscriptions: byMail })).rejects.toThrow("mail");
  });
});

describe("a call by HTTP", () => {
  const call = async (answer: (before: number) => number, rounds: number) => {
    const registry = await site((_asked, before, _request, response) => {
      const status = answer(before);
      response.writeHead(status).end(status === 200 ? "{}" : "");
    });
    const office = await openOffice({ connectors: { registry: http(registry.port) } });
    await office.send("ASK");
    await office.rounds(rounds);
    const read = await office.engine.read(office.id, { by: "ann" });
    const effect = (await office.effects()).find(({ type }) => type === "call")!;
    await office.engine.close();
    return { asked: registry.asked, state: read.ok ? read.state : null, effect };
  };

  it("A18: is made again after a 500 under one key, and its answer goes to the case", async () => {
    const { asked, state, effect } = await call((before) => (before === 0 ? 500 : 200), 3);
    expect([asked.length, new Set(asked.map(({ headers }) => headers["idempotency-key"])).size]).toEqual([
      2, 1,
    ]);
    expect([state, effect.status]).toEqual(["known", "done"]);
  });

  it("A18: is an incident at once after a 404, and after eight attempts where the other side stays broken", async () => {
    const refused = await call(() => 404, 4);
    expect([refused.asked.length, refused.state, refused.effect.status]).toEqual([1, "asking", "incident"]);
    const broken = await call(() => 503, 12);
    expect([broken.asked.length, broken.state, broken.effect.status]).toEqual([8, "asking", "incident"]);
  });
});
