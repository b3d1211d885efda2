import { join } from "node:path";
import process from "node:process";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { libsql, readPack } from "../../engine/store/index.ts";
import { openEngine } from "../../engine/runtime/index.ts";
import { demonstrationIdentity, silentLog, startServer } from "../../server/index.ts";

/** `guicheng <folder>` serves the crash suite's pack on a real database; `bare` answers the same body from a bare Hono route. */
const [which, folder = ""] = process.argv.slice(2);
if (which === "bare") {
  const app = new Hono();
  app.post("/api/v1/cases/:id/events", async (c) => {
    await c.req.json();
    return c.json({ id: c.req.param("id"), revision: 1, status: "active", state: "idle" });
  });
  serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
    console.log(`http://127.0.0.1:${port}`),
  );
} else {
  const engine = await openEngine({ store: libsql({ path: join(folder, "guicheng.db") }) });
  const read = await readPack(join(import.meta.dirname, "../crash/pack"));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  delete read.pack.procedures["beat"];
  read.pack.schedules = [];
  await engine.deploy(read.pack, { by: { id: "operator", roles: ["administrator"] } });
  const running = await startServer({
    engine,
    identity: demonstrationIdentity(engine),
    host: "127.0.0.1",
    port: 0,
    log: silentLog,
  });
  console.log(running.url);
  process.once("SIGTERM", () => void running.stop());
}
