import type { Pack } from "../model/index.ts";
import type { Runtime } from "./runtime.ts";
import type { Engine, ProcedureSummary } from "./types.ts";

/** What new cases can be opened with. */
export async function procedures({ store: { reader }, definitions }: Runtime): Promise<ProcedureSummary[]> {
  const live = await reader.liveProcedures();
  const found = await Promise.all(
    live.map(async ({ procedure: id, digest }): Promise<ProcedureSummary[]> => {
      const pack = await definitions.pack(reader, digest);
      const procedure = pack?.procedures[id];
      if (pack === null || procedure === undefined) return [];
      const { title, summary, opening } = procedure;
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
        },
      ];
    }),
  );
  return found.flat();
}

/** The live pack of a procedure, or that of a digest; null where there is none. */
export async function packOf(
  { store: { reader }, definitions }: Runtime,
  of: Parameters<Engine["pack"]>[0],
): Promise<Pack | null> {
  const digest = "digest" in of ? of.digest : await reader.live(of.procedure);
  return digest === null ? null : definitions.pack(reader, digest);
}
