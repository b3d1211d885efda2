import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StoreUnavailable } from "../../engine/ports/index.ts";
import { libsql } from "../../engine/store/index.ts";
import { aCase, entries } from "../contract/records.ts";
import { startChild } from "./child.ts";
import { temporaryFolder } from "./folder.ts";

describe("a full disk", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder();
    path = folder.file("cases.db");
  });
  afterEach(() => folder.remove());

  const big = { text: "规".repeat(20_000) };

  it("refuses what does not fit any more, keeps what was acknowledged, and takes what fits", async () => {
    const store = libsql({ path, maxBytes: 2_000_000 });
    const acknowledged: string[] = [];
    const refused: unknown[] = [];
    for (let batch = 0; batch < 10; batch++) {
      const ids = Array.from({ length: 8 }, (_, n) => `c${batch * 8 + n}`);
      const outcomes = await Promise.allSettled(
        ids.map((id) =>
          store.transact(async (tx) => {
            await tx.appendEntries(entries(id, 1, 1));
            await tx.insertCase(aCase({ id, parameters: big }));
            return id;
          }),
        ),
      );
      for (const outcome of outcomes) {
        if (outcome.status === "fulfilled") acknowledged.push(outcome.value);
        else refused.push(outcome.reason);
      }
      expect((await store.reader.counts()).cases).toBe(acknowledged.length);
    }
    expect(refused.length).toBeGreaterThan(8);
    expect(refused.filter((error) => !(error instanceof StoreUnavailable))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(8);
    await store.transact((tx) => tx.setSetting("small", "fits"));
    expect(await store.reader.setting("small")).toBe("fits");
    await store.close();

    const roomy = libsql({ path });
    for (const id of acknowledged) expect(await roomy.reader.case(id)).toMatchObject({ parameters: big });
    expect((await roomy.reader.changes(0, 1000)).map(({ entry }) => entry.case)).toEqual(acknowledged);
    await roomy.transact((tx) => tx.insertCase(aCase({ id: "new", parameters: big })));
    await roomy.close();
  });

  it("or one on which writes fail: nothing is answered wrongly while it lasts, and it goes on when there is room", async () => {
    const child = startChild("full-disk.child.ts", path);
    /** Writes beyond so many bytes of a file fail from now on. */
    const limit = (bytes: number | "unlimited") =>
      execFileSync("prlimit", ["--pid", `${child.pid}`, `--fsize=${bytes}:unlimited`]);
    /** What eight big cases at once are answered, and what can be read afterwards. */
    const answers = async (word: string) => {
      const from = child.lines.length;
      child.say(word);
      const end = await child.line(new RegExp(`^end ${word} `));
      const names = child.lines.slice(from, child.lines.indexOf(end)).map((line) => line.split(" ")[0]);
      return [[...new Set(names)].join(), end.split(" ")[2]];
    };
    await child.line(/^open/);
    expect(await answers("free")).toEqual(["done", "8"]);
    limit(statSync(`${path}-wal`).size + 100_000);
    expect(await answers("narrow")).toEqual(["StoreUnavailable", "8"]);
    limit(4096);
    // Not even what would tell whether the commit took place can be written.
    expect(await answers("none")).toEqual(["OutcomeUnknown", "StoreUnavailable"]);
    expect(await answers("still-none")).toEqual(["StoreUnavailable", "StoreUnavailable"]);
    limit("unlimited");
    expect(await answers("free-again")).toEqual(["done", "16"]);
    expect(await answers("and-again")).toEqual(["done", "24"]);
    child.kill();
    await child.ended;

    const store = libsql({ path });
    const there = (await store.reader.changes(0, 1000)).map(({ entry }) => entry.case);
    expect(there).toEqual(child.lines.flatMap((said) => (said.startsWith("done ") ? [said.slice(5)] : [])));
    expect((await store.reader.counts()).cases).toBe(there.length);
    await store.close();
  });
});
