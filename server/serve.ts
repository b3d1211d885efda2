import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Engine } from "../engine/runtime/index.ts";
import { createApp, type AppOptions } from "./app.ts";
import type { Log } from "./log.ts";

export interface ServeOptions extends Omit<AppOptions, "stopping"> {
  engine: Engine;
  /** 0 takes any free port. */
  port: number;
  host: string;
  log: Log;
  /** Milliseconds within which a sender has to send the head, and all, of a request: 10 s and 30 s. */
  timeouts?: { head: number; request: number };
}
export interface Running {
  url: string;
  /** Stops accepting, ends streams, lets what is under way finish (10 s at most), closes the engine and its store. */
  stop(): Promise<void>;
}

const loopback = new Set(["127.0.0.1", "::1", "localhost"]);
const patience = 10_000;

/**
 * Listens, and lets the engine fire by itself. Throws where a demonstration is to be bound to anything but loopback, since in
 * it anybody may be anybody.
 */
export async function startServer(options: ServeOptions): Promise<Running> {
  const { engine, host, port, log, identity, timeouts = { head: 10_000, request: 30_000 } } = options;
  if (identity.demonstration && !loopback.has(host))
    throw new Error(`A demonstration is bound to loopback alone, not to ${host}.`);
  const stopping = new AbortController();
  const app = createApp({ ...options, stopping: stopping.signal });
  const server = await new Promise<Server>((resolve, reject) => {
    const serverOptions = {
      headersTimeout: timeouts.head,
      requestTimeout: timeouts.request,
      // Node looks at them every half minute only, unless it is told to look more often.
      connectionsCheckingInterval: Math.min(1000, timeouts.head),
      keepAliveTimeout: 5_000,
    };
    const made = serve({ fetch: app.fetch, port, hostname: host, serverOptions }, () =>
      resolve(made),
    ) as Server;
    made.once("error", reject);
  });
  engine.start();
  const address = server.address() as AddressInfo;
  const url = `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
  log("info", "listening", { url });

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    log("info", "stopping");
    stopping.abort();
    const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
    server.closeIdleConnections();
    const late = setTimeout(() => server.closeAllConnections(), patience);
    await closed;
    clearTimeout(late);
    await engine.close();
    log("info", "stopped");
  };
  return { url, stop: () => (stopped ??= stop()) };
}
