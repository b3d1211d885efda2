import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parsePack, type JsonObject, type Pack, type Principal } from "../../engine/model/index.ts";
import { openEngine, type Engine } from "../../engine/runtime/index.ts";
import { libsql } from "../../engine/store/index.ts";
import { bareThroughput, recorded } from "./bare.ts";
import { figure, median, type Figure } from "./figure.ts";

/** Commands that are under way at a time, each on a case of its own. */
const inFlight = 64;
/** Commands of one measurement; those that are committed one by one wait for the disk each time, so that fewer are enough. */
const together = 64 * 20;
const alone = 200;
const rounds = 15;

const admin: Principal = { id: "admin", roles: ["administrator"] };
const clerk: Principal = { id: "clerk", roles: ["clerk"] };
const text = (en: string, zh: string) => ({ en, "zh-CN": zh });

/** A desk that a paper comes to and leaves: every event validates a payload, asks a guard, changes data, state and tasks. */
const procedure = {
  id: "paper",
  title: text("Paper", "文件"),
  opening: { by: ["clerk"] },
  data: {
    type: "object",
    properties: { moves: { type: "integer", default: 0 }, note: { type: "string", default: "" } },
  },
  events: {
    MOVE: {
      title: text("Move on", "流转"),
      by: ["clerk"],
      payload: {
        type: "object",
        properties: { note: { type: "string", maxLength: 200 } },
        required: ["note"],
      },
    },
  },
  machine: {
    id: "paper",
    initial: "in",
    states: Object.fromEntries(
      [
        ["in", "out"],
        ["out", "in"],
      ].map(([from = "", to = ""]) => [
        from,
        {
          on: {
            MOVE: {
              guard: { type: "when", params: { ">=": [{ var: "data.moves" }, 0] } },
              target: to,
              actions: {
                type: "assign",
                params: { moves: { "+": [{ var: "data.moves" }, 1] }, note: { var: "event.note" } },
              },
            },
          },
        },
      ]),
    ),
  },
};

function pack(): Pack {
  const files: Record<string, JsonObject> = {
    "pack.json": {
      id: "bench",
      version: "1.0.0",
      title: text("Bench", "测量"),
      engine: "^0",
      timeZone: "Asia/Shanghai",
      calendar: "cn",
      roles: { clerk: { title: text("Clerk", "办事员") } },
    },
    "calendars/cn.json": {
      id: "cn",
      title: text("China", "中国"),
      years: { "2026": { source: "none", holidays: [], workingWeekends: [] } },
    },
    "procedures/paper.json": procedure as unknown as JsonObject,
  };
  const read = parsePack(
    Object.fromEntries(Object.entries(files).map(([path, file]) => [path, JSON.stringify(file)])),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.pack;
}

async function move(engine: Engine, id: string, n: number): Promise<void> {
  const sent = await engine.send({ case: id, event: { type: "MOVE", note: `number ${n}` }, by: clerk });
  if (!sent.ok) throw new Error(sent.refusal.message.en);
}

/** Sends `count` events with so many under way at a time; gives milliseconds for one. */
async function send(engine: Engine, ids: string[], count: number, width: number): Promise<number> {
  const start = performance.now();
  await Promise.all(
    ids.slice(0, width).map(async (id) => {
      for (let n = 0; n < count / width; n++) await move(engine, id, n);
    }),
  );
  return (performance.now() - start) / count;
}

/**
 * What a durable send costs: acknowledged after the commit reached the disk, 64 under way. Against one transaction a command,
 * which is what sharing commits is for; and against the bare database doing nothing but the same statements, which is the most
 * that any engine on it could do.
 */
export async function sendFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "guicheng-bench-"));
  const path = join(folder, "send.db");
  const gains: number[] = [];
  const shares: number[] = [];
  const speeds: number[] = [];
  try {
    let engine = await openEngine({ store: libsql({ path }) });
    await engine.deploy(pack(), { by: admin });
    const opened = await Promise.all(
      Array.from({ length: inFlight }, () => engine.open({ procedure: "paper", by: clerk })),
    );
    const ids = opened.map((answer) => (answer.ok ? answer.id : ""));
    await send(engine, ids, together, inFlight);
    for (let round = 0; round < rounds; round++) {
      const ofGroup = await send(engine, ids, together, inFlight);
      const ofOne = await send(engine, ids, alone, 1);
      await engine.close();

      // What as many commands write is recorded, one by one, on the file, and done again on a copy of how it was.
      const copy = join(folder, `bare-${round}.db`);
      copyFileSync(path, copy);
      const commands = await recorded(async () => {
        engine = await openEngine({ store: libsql({ path }) });
        for (let n = 0; n < together; n++) await move(engine, ids[n % inFlight] as string, n);
        await engine.close();
      });
      engine = await openEngine({ store: libsql({ path }) });
      const ofBare = 1000 / bareThroughput(copy, commands);

      gains.push(ofOne / ofGroup);
      shares.push(ofBare / ofGroup);
      speeds.push(1000 / ofGroup);
    }
    await engine.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [
    figure("send: durable, 64 under way, against one transaction a command", median(gains), "times", {
      atLeast: 2,
    }),
    figure(
      "send: durable, 64 under way, against the bare statements in groups of 100",
      median(shares),
      "times",
      {
        atLeast: 0.4,
      },
    ),
    figure("send: durable events a second, 64 under way", median(speeds), "1/s", {}),
  ];
}
