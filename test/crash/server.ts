import process from "node:process";
import { join } from "node:path";
import { readPack, libsql } from "../../engine/store/index.ts";
import { openEngine } from "../../engine/runtime/index.ts";
import type { Clock } from "../../engine/ports/index.ts";
import { instant, millis } from "../../engine/time/index.ts";
import { demonstrationIdentity, silentLog, startServer } from "../../server/index.ts";
import { faultFrom } from "../../server/cli/fault.ts";

/**
 * The real server on a database folder, with one connector, `oracle`, which tells another process which key it was asked
 * under and answers with what it was given. GUICHENG_FAULT names the commit point at which it kills itself.
 *
 * Its time runs sixty times as fast as ours from the moment at which the suite began, so that schedules and delays in
 * minutes come round within seconds, and goes on through every restart.
 */
const [folder = "", oracle = "", began = "", pack = ""] = process.argv.slice(2);
const pace = 60;
const now = () => Number(began) + (Date.now() - Number(began)) * pace;
const clock: Clock = {
  now: () => instant(now()),
  wake(at, call) {
    const timer = setTimeout(call, Math.max(0, (millis(at) - now()) / pace));
    return () => clearTimeout(timer);
  },
};
const fault = faultFrom(process.env["GUICHENG_FAULT"]);
const engine = await openEngine({
  clock,
  store: libsql({ path: join(folder, "guicheng.db"), ...(fault === undefined ? {} : { fault }) }),
  connectors: {
    oracle: {
      async perform({ key, case: id, input, signal }) {
        await fetch(oracle, { method: "POST", body: JSON.stringify({ key, case: id, input }), signal });
        return input;
      },
    },
  },
});
const read = await readPack(pack);
if (!read.ok) throw new Error(JSON.stringify(read.problems));
const deployed = await engine.deploy(read.pack, { by: { id: "operator", roles: ["administrator"] } });
if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
const running = await startServer({
  engine,
  identity: demonstrationIdentity(engine),
  host: "127.0.0.1",
  port: 0,
  log: silentLog,
});
console.log(running.url);
process.once("SIGTERM", () => void running.stop());
