import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { readPack } from "../../engine/store/index.ts";
import { readConnectors, type ReadConnectors } from "../connectors/index.ts";
import { demonstrationIdentity, jsonLog, startServer } from "../index.ts";
import { Misuse, problemLine, type Command } from "./command.ts";
import { faultFrom } from "./fault.ts";
import { dataFolder, openData, operator } from "./open.ts";

/** The built page beside this file, in a checkout or in an installed package. */
export const builtPage = (): string | undefined =>
  ["../../dist/page", "../../page"]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(resolve(path, "index.html")));

/** Reads the connectors file, where there is one. */
async function connectorsOf(file: unknown): Promise<ReadConnectors> {
  if (typeof file !== "string" || file === "") return { ok: true, connectors: {}, subscriptions: [] };
  const text = await readFile(file, "utf8").catch((fault: Error) => fault);
  if (text instanceof Error) throw new Misuse(`the connectors file cannot be read: ${text.message}`);
  const read = readConnectors(text, process.env);
  if (read.ok) return read;
  return { ok: false, problems: read.problems.map((problem) => ({ ...problem, file })) };
}

/** Serves until it is told to stop (SIGTERM, SIGINT), then lets what is under way finish. */
export const serve: Command = {
  usage:
    "serve --demonstration [--pack <folder>]… [--port <n>] [--host <address>] [--data <folder>] [--connectors <file>] [--no-page]",
  summary: "serve the HTTP surface and the page",
  options: {
    port: { type: "string" },
    host: { type: "string" },
    data: { type: "string" },
    pack: { type: "string", multiple: true },
    connectors: { type: "string" },
    demonstration: { type: "boolean" },
    "no-page": { type: "boolean" },
  },
  help: {
    port: "8460 (PORT); 0 takes a free one",
    host: "127.0.0.1; a demonstration stays there",
    data: "folder of the database (GUICHENG_DATA, data)",
    pack: "deploy this pack first; may be repeated",
    connectors: "which hosts calls and messages go to (GUICHENG_CONNECTORS); none without it",
    demonstration: "anybody may be anybody of the directory; the only way to say who asks, for now",
    "no-page": "the HTTP surface alone",
  },
  async run(words, options, terminal) {
    if (words.length > 0) throw new Misuse("serve takes no words");
    if (options["demonstration"] !== true)
      throw new Misuse(
        "serve needs --demonstration: there is no other way yet to say who asks. A program of your own can give startServer an Identity",
      );
    const port = Number(options["port"] ?? process.env["PORT"] ?? 8460);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Misuse("--port takes a number from 0 to 65535");
    const fault = faultFrom(process.env["GUICHENG_FAULT"]);
    const outwards = await connectorsOf(options["connectors"] ?? process.env["GUICHENG_CONNECTORS"]);
    if (!outwards.ok) {
      for (const problem of outwards.problems) terminal.err(problemLine(problem, terminal.language));
      return 1;
    }
    const { connectors, subscriptions } = outwards;
    const engine = await openData(dataFolder(options["data"]), {
      connectors,
      subscriptions,
      ...(fault === undefined ? {} : { fault }),
    });
    for (const folder of (options["pack"] as string[] | undefined) ?? []) {
      const read = await readPack(folder);
      const deployed = read.ok ? await engine.deploy(read.pack, { by: operator }) : read;
      if (!deployed.ok) {
        for (const problem of deployed.problems) terminal.err(problemLine(problem, terminal.language));
        await engine.close();
        return 1;
      }
    }
    const page = options["no-page"] === true ? undefined : builtPage();
    const running = await startServer({
      engine,
      identity: demonstrationIdentity(engine),
      port,
      host: String(options["host"] ?? "127.0.0.1"),
      log: jsonLog(),
      ...(page === undefined ? {} : { page }),
    });
    terminal.out(`Guicheng: ${running.url} (demonstration: anybody may be anybody of the directory)`);
    await new Promise<void>((done) => {
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, done);
    });
    await running.stop();
    return 0;
  },
};
