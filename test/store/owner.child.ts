import { libsql } from "../../engine/store/index.ts";

/** Opens the store named on the command line, says what became of it, and keeps it until its input ends. */
const path = process.argv[2] ?? "";
try {
  const store = libsql({ path });
  console.log(`open ${(await store.reader.counts()).cases}`);
  process.stdin.on("end", () => void store.close().then(() => console.log("closed"))).resume();
} catch (error) {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
