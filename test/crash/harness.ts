import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { build } from "vite";

/** A server in a process of its own, which may die at any moment. */
export interface Victim {
  url: string;
  died: Promise<NodeJS.Signals | null>;
  kill(): void;
  /** Asks it to stop in order, and waits. */
  stop(): Promise<void>;
}

/** The server's program in one file, so that it starts fast: it is started hundreds of times. */
export async function bundle(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      ssr: join(import.meta.dirname, "server.ts"),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: "server.mjs" } },
    },
    ssr: { external: ["libsql"], noExternal: /^(?!libsql$)/ },
  });
  return join(folder, "server.mjs");
}

/** When this run of the suite began: the servers reckon their time from it. */
const began = Date.now();

/** Starts the server and waits until it listens. Null: it died before, as a fault at start may have it. */
export async function startVictim(
  program: string,
  folder: string,
  oracle: string,
  fault?: string,
): Promise<Victim | null> {
  const child: ChildProcess = spawn(
    process.execPath,
    [program, folder, oracle, String(began), join(import.meta.dirname, "pack")],
    {
      env: { ...process.env, ...(fault === undefined ? {} : { GUICHENG_FAULT: fault }) },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const died = new Promise<NodeJS.Signals | null>((resolve, reject) =>
    child.once("exit", (code, signal) =>
      signal === null && code !== 0 ? reject(new Error(`the server ended with ${code}`)) : resolve(signal),
    ),
  );
  died.catch(() => undefined);
  const { stdout } = child;
  if (stdout === null) throw new Error("no output to read");
  const url = await Promise.race([
    new Promise<string>((resolve) => createInterface({ input: stdout }).once("line", resolve)),
    died.then(() => null),
  ]);
  return url === null
    ? null
    : {
        url,
        died,
        kill: () => void child.kill("SIGKILL"),
        stop: async () => {
          child.kill("SIGTERM");
          await died;
        },
      };
}

/** What the outside world was asked for: the keys under which the connector called, with the case. */
export interface Oracle {
  url: string;
  asked: { key: string; case: string; token: string }[];
  close(): void;
}
export async function startOracle(): Promise<Oracle> {
  const asked: Oracle["asked"] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const {
        key,
        case: id,
        input,
      } = JSON.parse(Buffer.concat(parts).toString()) as {
        key: string;
        case: string;
        input: { token: string };
      };
      asked.push({ key, case: id, token: input.token });
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => server.close(),
  };
}
