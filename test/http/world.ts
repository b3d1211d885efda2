import { join } from "node:path";
import { openEngine, type Engine } from "../../engine/runtime/index.ts";
import { memory, readPack } from "../../engine/store/index.ts";
import { createApp, demonstrationIdentity, type AppOptions } from "../../server/index.ts";
import type { JsonObject } from "../../engine/model/index.ts";

export const nanhu = join(import.meta.dirname, "../../definitions/nanhu");

/** The HTTP surface over a real engine on the memory store, with the Nanhu pack deployed. */
export async function world(options: Partial<AppOptions> = {}) {
  const engine: Engine = await openEngine({ store: memory() });
  const read = await readPack(nanhu);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const deployed = await engine.deploy(read.pack, { by: { id: "operator", roles: ["administrator"] } });
  if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
  const app = createApp({ engine, identity: demonstrationIdentity(engine), ...options });

  const ask = async (
    method: string,
    path: string,
    as?: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(as === undefined ? {} : { "Guicheng-As": encodeURIComponent(as) }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (text === "" ? {} : JSON.parse(text)) as JsonObject,
    };
  };
  /** Opens a motion of the residents' council and gives its id. */
  const motion = async (headers: Record<string, string> = {}) => {
    const opened = await ask(
      "POST",
      "/api/v1/cases",
      "proposer-1",
      { procedure: "residents-council-deliberation", data: { motion: "小区加装休闲座椅", kind: "ordinary" } },
      headers,
    );
    if (opened.status !== 201) throw new Error(opened.text);
    return String(opened.body["id"]);
  };
  return { engine, app, ask, motion };
}
