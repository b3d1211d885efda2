import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { client, type World } from "./clients.ts";
import { bundle, startOracle, startVictim, type Victim } from "./harness.ts";
import { broken } from "./inspect.ts";

export interface CrashReport {
  kills: number;
  /** Kills at each named point; `random` for those at any moment. */
  at: Record<string, number>;
  acknowledged: number;
  refused: number;
  entries: number;
  cases: number;
  effects: number;
  faults: string[];
}

/**
 * Starts the server again and again on one database while clients work, and kills it each time: at a random moment, or when
 * it passes a named point. A named fault that never fires within its time is a fault of the suite, and reported as one.
 */
export async function crashes(
  kills: number,
  points: readonly string[],
  options: { clients?: number; seed?: number; progress?: (done: number) => void } = {},
): Promise<CrashReport> {
  const folder = mkdtempSync(join(tmpdir(), "guicheng-crash-"));
  // Beside the project's modules, so that what is not bundled is found.
  const programs = mkdtempSync(join(import.meta.dirname, ".program-"));
  const program = await bundle(programs);
  const oracle = await startOracle();
  const random = generator(options.seed ?? 1);
  const faults: string[] = [];
  const at: Record<string, number> = {};
  /** The server as it is now: undefined between two of them, null when all is over. */
  let url: string | null | undefined;
  const world: World = {
    server: async () => {
      for (;;) {
        if (url !== undefined) return url;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    lost: (which) => {
      if (url === which) url = undefined;
    },
    sent: [],
    opened: [],
    over: false,
  };
  const clients = Array.from({ length: options.clients ?? 8 }, (_none, index) => client(world, index + 1));
  try {
    for (let n = 0; n < kills; n += 1) {
      const point = n % 2 === 0 ? undefined : points[((n - 1) / 2) % points.length];
      const victim = await startVictim(
        program,
        folder,
        oracle.url,
        point === undefined ? undefined : `${point}:${1 + Math.floor(random() * 25)}`,
      );
      const name = point ?? "random";
      if (victim === null) at[`${name} (at start)`] = (at[`${name} (at start)`] ?? 0) + 1;
      else {
        url = victim.url;
        if (await ended(victim, point, random)) at[name] = (at[name] ?? 0) + 1;
        else faults.push(`the fault at ${name} never fired`);
        url = undefined;
      }
      options.progress?.(n + 1);
    }
    const last = await startVictim(program, folder, oracle.url);
    if (last === null) throw new Error("the last server did not start");
    url = last.url;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    world.over = true;
    await Promise.all(clients);
    await last.stop();
    const found = await broken(folder, world, oracle);
    return {
      kills: Object.values(at).reduce((sum, count) => sum + count, 0),
      at,
      acknowledged: found.acknowledged,
      refused: world.sent.filter((one) => one.outcome === "refused").length,
      entries: found.entries,
      cases: found.cases,
      effects: oracle.asked.length,
      faults: [...faults, ...found.faults],
    };
  } finally {
    world.over = true;
    url = null;
    oracle.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(programs, { recursive: true, force: true });
  }
}

/** How long a named fault may wait for its commit, on a machine that has much else to do. */
const patience = 60_000;

/** Waits for the death that was meant: at its point by itself, or by our hand after a random moment. */
async function ended(victim: Victim, point: string | undefined, random: () => number): Promise<boolean> {
  if (point === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 20 + random() * 400));
    victim.kill();
    return (await victim.died) === "SIGKILL";
  }
  const late = Symbol("late");
  const signal = await Promise.race([
    victim.died,
    new Promise<typeof late>((resolve) => setTimeout(() => resolve(late), patience)),
  ]);
  if (signal !== late) return signal === "SIGKILL";
  victim.kill();
  await victim.died;
  return false;
}

/** A small seeded generator (mulberry32), so that a failing run can be told apart from a lucky one. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
