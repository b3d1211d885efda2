import { memory } from "../../engine/store/index.ts";
import { storeContract } from "../contract/store.ts";

storeContract("memory", async () => {
  const store = memory();
  return { store, close: () => store.close() };
});
