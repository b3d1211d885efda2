import { readFile, stat } from "node:fs/promises";
import { packFileLimits, parsePack, problem, type ParsedPack } from "../../engine/model/index.ts";
import { readPack } from "../../engine/store/index.ts";

/** Reads a pack from its folder, or from one file `{ files }` as `guicheng pack` and the designer write it. */
export async function readPackAt(path: string): Promise<ParsedPack> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return readPack(path);
  const refused = (one: ReturnType<typeof problem>): ParsedPack => ({ ok: false, problems: [one] });
  // Texts inside of a text are escaped, and so a little longer.
  if (found.size > 2 * packFileLimits.allBytes)
    return refused(problem("file-too-large", "", { limit: packFileLimits.allBytes }, path));
  const files = filesOf(await readFile(path, "utf8"));
  return files === null ? refused(problem("no-pack-file", "", {}, path)) : parsePack(files);
}

function filesOf(text: string): Record<string, string> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const files = isRecord(value) ? value["files"] : undefined;
  if (!isRecord(files) || Object.values(files).some((one) => typeof one !== "string")) return null;
  return files as Record<string, string>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
