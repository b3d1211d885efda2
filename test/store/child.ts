import { execFile, spawn } from "node:child_process";
import { join } from "node:path";

const command = (script: string, words: readonly string[]) => [
  "--import",
  "tsx",
  join(import.meta.dirname, script),
  ...words,
];

export interface Ended {
  /** Exit status, or the signal that ended it. */
  code: number | string | null;
  output: string;
}

/** Runs a script of this folder in a process of its own, to its end. */
export function runChild(script: string, ...words: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      command(script, words),
      { timeout: 60_000 },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : (error.signal ?? error.code ?? null), output: stdout + stderr });
      },
    );
    child.stdin?.end();
  });
}

/** Starts a script of this folder in a process of its own, and gives its lines as they come. */
export function startChild(script: string, ...words: string[]) {
  const child = spawn(process.execPath, command(script, words), { stdio: ["pipe", "pipe", "inherit"] });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
    for (const wake of waiting) wake();
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.on("close", (code, signal) => {
      resolve(code ?? signal);
      for (const wake of waiting) wake();
    });
  });
  return {
    pid: child.pid ?? 0,
    lines,
    ended,
    say: (line: string) => child.stdin.write(`${line}\n`),
    kill: () => child.kill("SIGKILL"),
    /** Resolves when a line is there; throws when the process has ended without it. */
    async line(wanted: RegExp): Promise<string> {
      for (let open = true; ;) {
        const found = lines.find((line) => wanted.test(line));
        if (found !== undefined) return found;
        if (!open) throw new Error(`the process has ended without ${wanted}: ${lines.join("\n")}`);
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
          void ended.then(() => {
            open = false;
            wake();
          });
        });
      }
    },
  };
}
