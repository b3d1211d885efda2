import { afterAll, describe, expect, it } from "vitest";
import { faultPoints, libsql } from "../../engine/store/index.ts";
import { hashOf } from "../contract/records.ts";
import { runChild } from "./child.ts";
import { temporaryFolder } from "./folder.ts";

describe("a process that dies at a point of a commit", () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it.each(faultPoints)(
    "%s: what it acknowledged is there whole and once, and the next one goes on",
    async (point) => {
      const path = folder.file(`${point}.db`);
      const acknowledged: string[] = [];
      for (const [round, passage] of [1, 2, 5].entries()) {
        const { code, output } = await runChild(
          "commits.child.ts",
          path,
          point,
          `${passage}`,
          `${round * 1000}`,
        );
        expect(code).toBe("SIGKILL");
        acknowledged.push(
          ...output.split("\n").flatMap((line) => (line.startsWith("done ") ? [line.slice(5)] : [])),
        );

        const store = libsql({ path });
        const changes = await store.reader.changes(0, 100_000);
        expect(changes.map(({ position }) => position)).toEqual(changes.map((_, n) => n + 1));
        const ids = [...new Set(changes.map(({ entry }) => entry.case))];
        expect(ids).toEqual(expect.arrayContaining(acknowledged));
        expect((await store.reader.counts()).cases).toBe(ids.length);
        for (const id of ids) {
          expect(changes.filter(({ entry }) => entry.case === id).map(({ entry }) => entry.seq)).toEqual([
            1, 2, 3,
          ]);
          expect(await store.reader.case(id)).toMatchObject({ revision: 3, hash: hashOf(id, 3) });
        }
        await store.close();
      }
      expect(acknowledged.length).toBeGreaterThan(0);
    },
  );
});
