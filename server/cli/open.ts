import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { openEngine, type Engine, type EngineOptions } from "../../engine/runtime/index.ts";
import { libsql } from "../../engine/store/index.ts";
import type { Principal } from "../../engine/model/index.ts";

/** Who acts for the person at the keyboard of the server: the operating system has decided that they may. */
export const operator: Principal = { id: "operator", name: "operator", roles: ["administrator"] };

/** The folder of the database: `--data`, else `GUICHENG_DATA`, else `data`. */
export const dataFolder = (option: unknown): string =>
  resolve(typeof option === "string" ? option : (process.env["GUICHENG_DATA"] ?? "data"));

/** Opens the engine on the database of a folder, which is made where it is not there. One process at a time. */
export async function openData(
  folder: string,
  {
    fault,
    ...outwards
  }: { fault?: (point: string) => void } & Pick<EngineOptions, "connectors" | "subscriptions"> = {},
): Promise<Engine> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "guicheng.db");
  return openEngine({ store: libsql({ path, ...(fault === undefined ? {} : { fault }) }), ...outwards });
}
