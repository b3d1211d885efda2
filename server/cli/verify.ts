import type { Verification } from "../../engine/runtime/index.ts";
import { json, Misuse, type Command } from "./command.ts";
import { dataFolder, openData } from "./open.ts";

/** Re-executes the journal from the definitions; 1 where something does not agree. */
export const verify: Command = {
  usage: "verify [--data <folder>] [--case <id>] [--json]",
  summary: "re-execute the journal from the definitions and compare every state, notice and register",
  options: { json: { type: "boolean" }, data: { type: "string" }, case: { type: "string" } },
  help: {
    data: "folder of the database (GUICHENG_DATA, data)",
    case: "only this case",
    json: "print { ok, cases, entries, faults }",
  },
  async run(words, options, terminal) {
    if (words.length > 0) throw new Misuse("verify takes no words");
    const engine = await openData(dataFolder(options["data"]));
    try {
      const only = options["case"] as string | undefined;
      const found = await engine.verify({
        ...(only === undefined ? {} : { case: only }),
        progress: (done, all) => terminal.progress(`case ${done} of ${all}`),
      });
      if (options["json"] === true) terminal.out(json(found));
      else
        for (const fault of found.faults)
          terminal.out(`${placeOf(fault)} ${fault.code}: ${fault.message[terminal.language]}`);
      terminal.err(
        `${found.cases} cases, ${found.entries} entries, ${found.ok ? "all agree" : `${found.faults.length} faults`}`,
      );
      return found.ok ? 0 : 1;
    } finally {
      await engine.close();
    }
  },
};

/** Where a fault is: the row of a register, the case and the entry, as far as it is about one. */
function placeOf({ register, key, case: id, seq }: Verification["faults"][number]): string {
  const row = [...(register ? [`register ${register}`] : []), ...(key === undefined ? [] : [`row ${key}`])];
  const entry = id === "" ? [] : [`case ${id} entry ${seq}`];
  return [...row, ...entry].join(" ") || "store";
}
