import { refusal, type Refused } from "../model/index.ts";
import type { PackSummary } from "../ports/index.ts";
import { contentIn } from "./draft-content.ts";
import { editorOf, onlyEditors } from "./editors.ts";
import type { Runtime } from "./runtime.ts";
import type { By, DraftContent, ProcedureVersion } from "./types.ts";

/** The versions of a procedure, the latest first. Deployments that changed nothing of it belong to the version before. */
export async function versions(
  runtime: Runtime,
  { procedure, by }: { procedure: string; by: By },
): Promise<{ ok: true; items: ProcedureVersion[] } | Refused> {
  if ((await editorOf(runtime, by)) === null) return onlyEditors;
  const {
    store: { reader },
    definitions,
  } = runtime;
  const deployed = (await reader.packs()).toSorted((a, b) => (a.deployedAt < b.deployedAt ? -1 : 1));
  const groups: { written: string; packs: PackSummary[] }[] = [];
  for (const pack of deployed) {
    const written = (await definitions.writtenIn(reader, pack.digest)).get(procedure);
    if (written === undefined) continue;
    const last = groups.at(-1);
    if (last?.written === written) last.packs.push(pack);
    else groups.push({ written, packs: [pack] });
  }
  const live = await reader.live(procedure);
  const counts = new Map((await reader.casesByPack(procedure)).map((one) => [one.pack, one]));
  const items = groups.flatMap(({ packs }): ProcedureVersion[] => {
    const [first] = packs;
    if (first === undefined) return [];
    const { digest, id: packId, version, note, deployedAt, deployedBy } = first;
    const sum = (of: "running" | "all") =>
      packs.reduce((all, one) => all + (counts.get(one.digest)?.[of] ?? 0), 0);
    return [
      {
        digest,
        packId,
        version,
        ...(note === undefined ? {} : { note }),
        deployedAt,
        deployedBy,
        live: packs.some((one) => one.digest === live),
        cases: { running: sum("running"), all: sum("all") },
      },
    ];
  });
  return { ok: true, items: items.toReversed() };
}

/** A procedure as it is in a deployed pack. */
export async function version(
  runtime: Runtime,
  { procedure, digest, by }: { procedure: string; digest: string; by: By },
): Promise<({ ok: true; digest: string; version: string } & Omit<DraftContent, "text">) | Refused> {
  if ((await editorOf(runtime, by)) === null) return onlyEditors;
  const pack = await runtime.store.reader.pack(digest);
  const content = contentIn(pack?.files ?? {}, procedure);
  if (pack === null || content === null)
    return {
      ok: false,
      refusal: refusal("unknown-procedure.version", { digest: digest.slice(0, 64), procedure }),
    };
  const { definition, layout, scenarios } = content;
  return { ok: true, digest, version: pack.version, definition, layout, scenarios };
}

/** The files of a deployed pack, as they were deployed. */
export async function packFiles(
  runtime: Runtime,
  { digest, by }: { digest: string; by: By },
): Promise<{ ok: true; id: string; version: string; files: Record<string, string> } | Refused> {
  if ((await editorOf(runtime, by)) === null) return onlyEditors;
  const pack = await runtime.store.reader.pack(digest);
  if (pack === null)
    return { ok: false, refusal: refusal("unknown-procedure.pack", { digest: digest.slice(0, 64) }) };
  return { ok: true, id: pack.id, version: pack.version, files: pack.files };
}
