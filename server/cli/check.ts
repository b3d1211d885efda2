import { readPack } from "../../engine/store/index.ts";
import { json, Misuse, problemLine, type Command } from "./command.ts";

/** Reads a pack and lists its problems; 1 where one is an error. */
export const check: Command = {
  usage: "check <pack folder> [--json]",
  summary: "read a pack and list its problems: form, names, rules of the language",
  options: { json: { type: "boolean" } },
  help: { json: 'print { "problems": [{ code, severity, path, file, message }] }' },
  async run([folder, ...more], options, terminal) {
    if (folder === undefined || more.length > 0) throw new Misuse("check takes one pack folder");
    const { problems } = await readPack(folder);
    if (options["json"] === true) terminal.out(json({ problems }));
    else for (const problem of problems) terminal.out(problemLine(problem, terminal.language));
    const errors = problems.filter((problem) => problem.severity === "error").length;
    terminal.err(`${errors} errors, ${problems.length - errors} warnings`);
    return errors > 0 ? 1 : 0;
  },
};
