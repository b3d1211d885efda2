import { createInterface } from "node:readline";
import { libsql } from "../../engine/store/index.ts";
import { aCase, entries } from "../contract/records.ts";

/**
 * Opens big cases at every word on its input and says for each what was answered: `full-disk.child.ts <path>`. Files that may
 * not grow further send a signal, which by itself would end the process.
 */
process.on("SIGXFSZ", () => undefined);
const store = libsql({ path: process.argv[2] ?? "" });
console.log("open");
let n = 0;
const add = async (id: string): Promise<string> => {
  try {
    await store.transact(async (tx) => {
      await tx.appendEntries(entries(id, 1, 1));
      await tx.insertCase(aCase({ id, parameters: { text: "规".repeat(20_000) } }));
    });
    return `done ${id}`;
  } catch (error) {
    return `${error instanceof Error ? error.name : "?"} ${id}`;
  }
};
createInterface({ input: process.stdin })
  .on("line", async (word) => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => add(`c${n++}`)));
    const seen = await store.reader.counts().then(
      ({ cases }) => cases,
      (error: Error) => error.name,
    );
    console.log([...answers, `end ${word} ${seen}`].join("\n"));
  })
  .on("close", () => void store.close().then(() => console.log("closed")));
