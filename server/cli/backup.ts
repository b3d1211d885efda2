import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { json, Misuse, type Command } from "./command.ts";
import { dataFolder, openData } from "./open.ts";

/** A consistent copy of the database. */
export const backup: Command = {
  usage: "backup <file> [--data <folder>] [--json]",
  summary: "write a consistent copy of the database to a file that is not there yet",
  options: { json: { type: "boolean" }, data: { type: "string" } },
  help: { data: "folder of the database (GUICHENG_DATA, data)", json: "print { file }" },
  async run([file, ...more], options, terminal) {
    if (file === undefined || more.length > 0) throw new Misuse("backup takes one file");
    const path = resolve(file);
    if (existsSync(path)) throw new Misuse(`${path} is there already`);
    const engine = await openData(dataFolder(options["data"]));
    try {
      terminal.progress("copying");
      await engine.backup(path);
    } finally {
      await engine.close();
    }
    if (options["json"] === true) terminal.out(json({ file: path }));
    terminal.err(`written to ${path}`);
    return 0;
  },
};
