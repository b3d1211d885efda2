import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";

export interface Launched {
  url: string;
  stop(): Promise<void>;
  /** Ends it at once, with whatever it is doing. */
  kill(): Promise<void>;
}

/** Starts `http-server.ts` in a process of its own and waits until it listens. */
export async function launch(...words: string[]): Promise<Launched> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "http-server.ts"), ...words],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve) =>
    createInterface({ input: child.stdout }).once("line", resolve),
  );
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await ended;
  };
  return { url, stop: end("SIGTERM"), kill: end("SIGKILL") };
}
