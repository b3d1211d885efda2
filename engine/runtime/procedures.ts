import type { Pack } from "../model/index.ts";
import type { Runtime } from "./runtime.ts";
import type { Engine, ProcedureSummary } from "./types.ts";

/** What new cases can be opened with. */
export async function procedures(runtime: Runtime): Promise<ProcedureSummary[]> {
  const {
    store: { reader },
    definitions,
  } = runtime;
  const live = await reader.liveProcedures();
  const found = await Promise.all(
    live.map(async ({ procedure: id, digest }): Promise<ProcedureSummary[]> => {
      const pack = await definitions.pack(reader, digest);
      const procedure = pack?.procedures[id];
      if (pack === null || procedure === undefined) return [];
      const { title, summary, opening, measures = {} } = procedure;
      return [
        {
          procedure: id,
          title,
          ...(summary === undefined ? {} : { summary }),
          pack: digest,
          packId: pack.id,
          version: pack.version,
          timeZone: pack.timeZone,
          opening: { by: opening.by },
          measures: Object.entries(measures).map(([measure, one]) => ({ measure, title: one.title })),
        },
      ];
    }),
  );
  const supervising = await supervisingOf(runtime, live);
  return found
    .flat()
    .map((one) => (supervising.has(one.procedure) ? { ...one, supervises: true as const } : one));
}

/** The procedures that live ones name for supervision. */
async function supervisingOf(
  { store: { reader }, definitions }: Runtime,
  live: { procedure: string; digest: string }[],
): Promise<Set<string>> {
  const named = new Set<string>();
  for (const { procedure, digest } of live) {
    const supervise = (await definitions.pack(reader, digest))?.procedures[procedure]?.common?.supervise;
    if (typeof supervise === "object" && supervise.procedure !== undefined) named.add(supervise.procedure);
  }
  return named;
}

/** The live pack of a procedure, or that of a digest; null where there is none. */
export async function packOf(
  { store: { reader }, definitions }: Runtime,
  of: Parameters<Engine["pack"]>[0],
): Promise<Pack | null> {
  const digest = "digest" in of ? of.digest : await reader.live(of.procedure);
  return digest === null ? null : definitions.pack(reader, digest);
}
