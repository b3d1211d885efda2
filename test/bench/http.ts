import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { figure, median, type Figure } from "./figure.ts";
import { launch } from "./launch.ts";

const connections = 32;

function post(
  agent: Agent,
  url: string,
  by: string,
  body: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: "POST",
        agent,
        headers: {
          "Content-Type": "application/json",
          "Content-Length": Buffer.byteLength(body),
          "Guicheng-As": by,
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

/** Sends for a while over 32 kept connections, a case each; requests a second and the latencies in milliseconds. */
async function load(
  url: string,
  cases: string[],
  seconds: number,
): Promise<{ rate: number; latencies: number[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const until = performance.now() + seconds * 1000;
  const begun = performance.now();
  await Promise.all(
    cases.map(async (id, index) => {
      for (let n = 0; performance.now() < until; n += 1) {
        const before = performance.now();
        const { status, text } = await post(
          agent,
          `${url}/api/v1/cases/${id}/events`,
          `clerk-${1 + (index % 16)}`,
          JSON.stringify({ type: "NOTE", payload: { token: `t-${index}-${n}` } }),
        );
        if (status !== 200) throw new Error(`${status} ${text}`);
        latencies.push(performance.now() - before);
      }
    }),
  );
  const rate = latencies.length / ((performance.now() - begun) / 1000);
  agent.destroy();
  return { rate, latencies };
}

/** Durable sends over HTTP against a bare Hono route with the same body, alternately within one run. */
export async function httpFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "guicheng-bench-"));
  const [ours, bare] = await Promise.all([launch("guicheng", folder), launch("bare")]);
  try {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const cases = await Promise.all(
      Array.from({ length: connections }, async (_none, index) => {
        const { text } = await post(
          agent,
          `${ours.url}/api/v1/cases`,
          `clerk-${1 + (index % 16)}`,
          JSON.stringify({ procedure: "counter", data: {} }),
        );
        return (JSON.parse(text) as { id: string }).id;
      }),
    );
    agent.destroy();
    await load(ours.url, cases, 1);
    await load(bare.url, cases, 1);
    const ratios: number[] = [];
    const latencies: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const here = await load(ours.url, cases, 2);
      const there = await load(bare.url, cases, 1);
      ratios.push(here.rate / there.rate);
      latencies.push(...here.latencies);
    }
    latencies.sort((a, b) => a - b);
    const ratio = median(ratios);
    const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? Number.POSITIVE_INFINITY;
    return [
      figure("HTTP send, 32 connections, against a bare Hono route", ratio, "×", { atLeast: 0.15 }),
      figure("HTTP send, 32 connections, 99th percentile", p99, "ms", { atMost: 25 }),
    ];
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}
