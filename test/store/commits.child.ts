import { type FaultPoint, libsql } from "../../engine/store/index.ts";
import { aCase, entries, hashOf } from "../contract/records.ts";

/**
 * Opens cases with four writers at once, says which were acknowledged, and kills itself when it passes a point of a commit for
 * the n-th time: `commits.child.ts <path> <point> <n> <first id>`.
 */
const [path = "", point = "", times = "1", first = "0"] = process.argv.slice(2);
let left = Number(times);
let next = Number(first);
const store = libsql({
  path,
  fault(at: FaultPoint) {
    if (at === point && --left === 0) process.kill(process.pid, "SIGKILL");
  },
});
const writer = async (): Promise<void> => {
  for (let n = next++; n < Number(first) + 1000; n = next++) {
    const id = `c${n}`;
    await store.transact(async (tx) => {
      await tx.appendEntries(entries(id, 1, 3));
      await tx.insertCase(aCase({ id, revision: 3, hash: hashOf(id, 3) }));
    });
    // Written at once, not when the event loop comes to it: a killed process keeps nothing back.
    process.stdout.write(`done ${id}\n`);
  }
};
await Promise.all([writer(), writer(), writer(), writer()]);
