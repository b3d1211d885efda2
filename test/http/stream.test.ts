import { afterEach, describe, expect, it } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEngine } from "../../engine/runtime/index.ts";
import { libsql, readPack } from "../../engine/store/index.ts";
import {
  demonstrationIdentity,
  silentLog,
  startServer,
  type Running,
  type ServeOptions,
} from "../../server/index.ts";
import { nanhu } from "./world.ts";

const folders: string[] = [];
const servers: Running[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function served(options: Partial<ServeOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "guicheng-http-"));
  folders.push(folder);
  const engine = await openEngine({ store: libsql({ path: join(folder, "guicheng.db") }) });
  const read = await readPack(nanhu);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  await engine.deploy(read.pack, { by: { id: "operator", roles: ["administrator"] } });
  const server = await startServer({
    engine,
    identity: demonstrationIdentity(engine),
    host: "127.0.0.1",
    port: 0,
    log: silentLog,
    ...options,
  });
  servers.push(server);
  const post = async (path: string, as: string, body: unknown) => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Guicheng-As": as },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { id: string; revision: number };
  };
  return { engine, server, post };
}

/** Reads `change` events until there are as many as asked for. */
async function changes(
  url: string,
  count: number,
  lastId?: string,
): Promise<{ id: string; data: { case: string; seq: number } }[]> {
  const stop = new AbortController();
  const response = await fetch(url, {
    signal: stop.signal,
    headers: lastId === undefined ? {} : { "Last-Event-ID": lastId },
  });
  const found: { id: string; data: { case: string; seq: number } }[] = [];
  let text = "";
  const decoder = new TextDecoder();
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(part, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const event = Object.fromEntries(
        text
          .slice(0, end)
          .split("\n")
          .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
      );
      text = text.slice(end + 2);
      if (event["event"] === "change")
        found.push({
          id: String(event["id"]),
          data: JSON.parse(String(event["data"])) as { case: string; seq: number },
        });
    }
    if (found.length >= count) break;
  }
  stop.abort();
  return found;
}

describe("the stream", () => {
  it("tells every change once, and resumes after the last one seen", async () => {
    const { server, post } = await served();
    const opened = await post("/cases", "proposer-1", {
      procedure: "residents-council-deliberation",
      data: { motion: "加装电梯", kind: "major" },
    });
    await post(`/cases/${opened.id}/events`, "secretary-1", { type: "ADMIT" });
    const stream = `${server.url}/api/v1/stream?as=proposer-1`;
    const [first, second] = await changes(`${stream}&after=0`, 2);
    expect([first?.data.seq, second?.data.seq]).toEqual([1, 2]);
    const waiting = changes(stream, 1, second?.id);
    await post(`/cases/${opened.id}/events`, "proposer-1", { type: "WITHDRAW" });
    expect((await waiting)[0]?.data).toMatchObject({ case: opened.id, seq: 3 });
  });

  it("tells a person of the cases that they may see, and of no other", async () => {
    const { server, post } = await served();
    await post("/cases", "proposer-1", {
      procedure: "residents-council-deliberation",
      data: { motion: "加装电梯", kind: "major" },
    });
    const own = await post("/cases", "dept-chen", {
      procedure: "community-work-access",
      data: { itemName: "垃圾分类入户宣传" },
    });
    const [first] = await changes(`${server.url}/api/v1/stream?as=dept-chen&after=0`, 1);
    expect(own.id).toBeDefined();
    expect(first?.data.case).toBe(own.id);
  });

  it("is closed to nobody in particular", async () => {
    const { server } = await served();
    const response = await fetch(`${server.url}/api/v1/stream`);
    expect(response.status).toBe(401);
  });
});

describe("a sender that does not go on", () => {
  it.each([
    ["in the head", "POST /api/v1/cases HTTP/1.1\r\nHost: here\r\n"],
    [
      "in the body",
      'POST /api/v1/cases HTTP/1.1\r\nHost: here\r\nGuicheng-As: proposer-1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"proc',
    ],
  ])("is told that it takes too long, and let go: %s", async (_where, begun) => {
    const { server, engine } = await served({ timeouts: { head: 200, request: 400 } });
    const { hostname, port } = new URL(server.url);
    const answer = await new Promise<string>((resolve, reject) => {
      let text = "";
      const socket = connect(Number(port), hostname, () => socket.write(begun));
      socket.on("data", (part: Buffer) => (text += part.toString()));
      socket.on("close", () => resolve(text));
      socket.on("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect((await engine.counts()).cases).toBe(0);
  });
});

describe("a server that is told to stop", () => {
  it("ends streams, answers what it has accepted, and leaves a database that opens again", async () => {
    const { server, post } = await served();
    const stream = changes(`${server.url}/api/v1/stream?as=proposer-1`, 1_000_000).catch(() => "ended");
    const answers = Array.from({ length: 20 }, () =>
      post("/cases", "proposer-1", {
        procedure: "residents-council-deliberation",
        data: { motion: "x", kind: "ordinary" },
      }).catch(() => null),
    );
    await Promise.race(answers);
    await server.stop();
    servers.length = 0;
    await stream;
    const given = (await Promise.all(answers)).filter((one) => one?.revision === 1).length;
    const engine = await openEngine({ store: libsql({ path: join(folders[0] ?? "", "guicheng.db") }) });
    expect((await engine.counts()).cases).toBe(given);
    expect(given).toBeGreaterThan(0);
    await engine.close();
  });

  it("refuses to show a demonstration to anything but this machine", async () => {
    const engine = await openEngine({
      store: libsql({ path: join(mkdtempSync(join(tmpdir(), "guicheng-http-")), "guicheng.db") }),
    });
    await expect(
      startServer({
        engine,
        identity: demonstrationIdentity(engine),
        host: "0.0.0.0",
        port: 0,
        log: silentLog,
      }),
    ).rejects.toThrow("loopback");
    await engine.close();
  });
});
