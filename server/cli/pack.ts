import { writeFile } from "node:fs/promises";
import { readPack } from "../../engine/store/index.ts";
import { Misuse, problemLine, type Command } from "./command.ts";

/** Writes a pack as one file, which `deploy` and the designer take; 1 where it has errors. */
export const pack: Command = {
  usage: "pack <pack folder> --out <file>",
  summary: "write a pack as one file that can be sent, deployed and opened in the designer",
  options: { out: { type: "string" } },
  help: { out: "the file to write: { files }, path to text; `-` for the output" },
  async run([folder, ...more], options, terminal) {
    if (folder === undefined || more.length > 0) throw new Misuse("pack takes one pack folder");
    const { out } = options;
    if (typeof out !== "string" || out === "") throw new Misuse("pack needs --out: where to write");
    const read = await readPack(folder);
    for (const problem of read.problems) terminal.err(problemLine(problem, terminal.language));
    if (!read.ok) return 1;
    const { id, version, digest, files } = read.pack;
    const text = JSON.stringify({ files }, null, 1);
    if (out === "-") terminal.out(text);
    else await writeFile(out, `${text}\n`);
    terminal.err(`packed ${id} ${version} ${digest}`);
    return 0;
  },
};
