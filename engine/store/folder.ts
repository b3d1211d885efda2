import { lstat, readdir, readFile, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { packFileLimits, parsePack, problem, type ParsedPack, type Problem } from "../model/index.ts";

/** Files and folders of a pack; everything else in the folder is left alone. */
const single = ["pack.json", "directory.json"];
const folders = ["procedures", "scenarios", "layouts", "registers", "calendars"];

/**
 * Reads a pack from its folder and parses it. Only the files of a pack are read, so that notes and version control may
 * stand beside them. A link that leads out of the folder, a file that is too large and too many files are problems; a folder
 * that is not there is one too.
 *
 * @example const read = await readPack("definitions/council"); if (read.ok) await engine.deploy(read.pack, { by });
 */
export async function readPack(folder: string): Promise<ParsedPack> {
  const problems: Problem[] = [];
  const files: Record<string, string> = {};
  const root = await realpath(folder).catch(() => null);
  if (root === null || !(await lstat(root)).isDirectory())
    return { ok: false, problems: [problem("missing-folder", "", { name: folder })] };

  for (const path of await packPaths(root, problems)) {
    const real = await realpath(join(root, path)).catch(() => "");
    if (!real.startsWith(root + sep)) problems.push(problem("link-outside", "", { name: path }, path));
    else if ((await lstat(real)).size > packFileLimits.bytes)
      problems.push(problem("file-too-large", "", { limit: packFileLimits.bytes }, path));
    else {
      const text = decode(await readFile(real));
      if (text === null) problems.push(problem("not-utf-8", "", {}, path));
      else files[path] = text;
    }
  }
  return problems.length > 0 ? { ok: false, problems } : parsePack(files);
}

async function packPaths(root: string, problems: Problem[]): Promise<string[]> {
  const paths: string[] = [];
  const there = await readdir(root);
  for (const name of single) if (there.includes(name)) paths.push(name);
  for (const name of folders) {
    if (!there.includes(name)) continue;
    const inside = await realpath(join(root, name)).catch(() => "");
    if (!inside.startsWith(root + sep)) {
      problems.push(problem("link-outside", "", { name }, name));
      continue;
    }
    if (!(await lstat(inside)).isDirectory()) continue;
    for (const file of (await readdir(inside)).sort())
      if (file.endsWith(".json") && !file.startsWith(".")) paths.push(`${name}/${file}`);
  }
  if (paths.length > packFileLimits.files) {
    problems.push(problem("too-many-files", "", { limit: packFileLimits.files }));
    return [];
  }
  return paths;
}

/** The text of a file; null where it is not UTF-8. A byte order mark stays, and is told by the parser. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
