import { packDigest } from "./canonical.ts";
import { problem } from "./problems.ts";
import type { JsonObject, Pack, Problem } from "./types.ts";

/** A pack is refused whose files are more, larger each, or larger together. */
export const packFileLimits = { files: 2000, bytes: 5_000_000, allBytes: 50_000_000 } as const;

export type ParsedPack = { ok: true; pack: Pack; problems: Problem[] } | { ok: false; problems: Problem[] };

/**
 * Reads a pack from its files (`pack.json`, `procedures/<id>.json`, `scenarios/<id>.json`, `registers/<id>.json`,
 * `calendars/<id>.json`, `directory.json`), path to text. `problems` may hold warnings when `ok`.
 */
export function parsePack(files: Record<string, string>): ParsedPack {
  const problems: Problem[] = [];
  const values: Record<string, JsonObject> = {};
  for (const [path, text] of Object.entries(files)) {
    try {
      values[path] = JSON.parse(text) as JsonObject;
    } catch (error) {
      problems.push(problem("not-json", "", { fault: String(error), line: 1, column: 1 }, path));
    }
  }
  if (values["pack.json"] === undefined)
    problems.push(problem("missing-file", "", { name: "pack.json" }, "pack.json"));
  if (problems.length > 0) return { ok: false, problems };
  const folder = (name: string) =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([path]) => path.startsWith(`${name}/`))
        .map(([path, value]) => [path.slice(name.length + 1, -".json".length), value]),
    );
  const head = values["pack.json"] as unknown as Pack;
  const pack = {
    ...head,
    roles: head.roles ?? {},
    parameters: head.parameters ?? {},
    registers: head.registers ?? {},
    schedules: head.schedules ?? [],
    procedures: folder("procedures"),
    scenarios: folder("scenarios"),
    calendars: folder("calendars"),
    rows: folder("registers"),
    directory: values["directory.json"] ?? {},
    files,
    digest: packDigest(files),
  } as unknown as Pack;
  return { ok: true, pack, problems };
}
