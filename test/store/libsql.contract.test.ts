import { libsql } from "../../engine/store/index.ts";
import { storeContract } from "../contract/store.ts";
import { temporaryFolder } from "./folder.ts";

storeContract("libsql", async () => {
  const folder = temporaryFolder();
  const store = libsql({ path: folder.file("cases.db") });
  return {
    store,
    async close() {
      await store.close();
      folder.remove();
    },
  };
});
