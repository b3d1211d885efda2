import { parsePack, sha256, type JsonObject, type Pack } from "../model/index.ts";
import type { PackRecord, Reader } from "../ports/index.ts";
import type { Compiler, Definition } from "./compiler.ts";
import { contentIn, proceduresIn } from "./draft-content.ts";
import { calendarOf, latestCalendar, yearsGrown } from "./calendars.ts";

/** A procedure of a pack under parameter values, by name. */
export interface DefinitionKey {
  pack: string;
  procedure: string;
  parameters: JsonObject;
  calendar?: string;
}

/** The setting that repeats a deployed pack's parameter values, so that an opening need not read all its files. */
export const parametersSetting = (digest: string) => `parameters:${digest}`;

/** So many packs and machines are kept; the one that was made first goes first. */
const mostPacks = 100;
const mostDefinitions = 1000;

/** Packs as they were deployed, read and compiled once. */
export class Definitions {
  private readonly packs = new Map<string, Pack>();
  private readonly compiled = new Map<string, Definition>();
  /** Whether one pack's calendar is another's, grown; by both digests. */
  private readonly growths = new Map<string, boolean>();
  /** What of a procedure is written in a pack, as a hash, by pack. */
  private readonly written = new Map<string, ReadonlyMap<string, string>>();
  private readonly compiler: Compiler;

  constructor(compiler: Compiler) {
    this.compiler = compiler;
  }

  /** The pack of a digest; null where it was never deployed. Throws where the stored files do not make that pack any more. */
  async pack(reader: Reader, digest: string): Promise<Pack | null> {
    const known = this.packs.get(digest);
    if (known !== undefined) return known;
    const record = await reader.pack(digest);
    return record === null ? null : this.read(record);
  }

  /**
   * Hashes of what the files of a pack say of each of its procedures: definition, layout and scenarios. Two packs in which a
   * procedure has the same one hold the same version of it.
   */
  async writtenIn(reader: Reader, digest: string): Promise<ReadonlyMap<string, string>> {
    const known = this.written.get(digest);
    if (known !== undefined) return known;
    const files = this.packs.get(digest)?.files ?? (await reader.pack(digest))?.files ?? {};
    const made = new Map(
      proceduresIn(files).map((id) => [id, sha256(JSON.stringify(contentIn(files, id)))] as const),
    );
    remember(this.written, digest, made, mostDefinitions);
    return made;
  }

  /**
   * Takes what is being deployed: the pack, whose directory may differ from that of an equal pack deployed before, and what was
   * compiled of it.
   */
  learn(pack: Pack, compiled: Definition[]): void {
    this.written.delete(pack.digest);
    remember(this.packs, pack.digest, pack, mostPacks);
    for (const one of compiled) {
      const key = { pack: pack.digest, procedure: one.procedure.id, parameters: one.parameters };
      remember(this.compiled, nameOf(key), one, mostDefinitions);
    }
  }

  /** What a case is pinned to, where it has been compiled. */
  known(key: DefinitionKey): Definition | undefined {
    return this.compiled.get(nameOf(key));
  }

  /** What a case is pinned to. Throws where the pack is not in the store: a case is never opened without one. */
  async of(reader: Reader, key: DefinitionKey): Promise<Definition> {
    const known = this.known(key);
    if (known !== undefined) return known;
    const pack = await this.stored(reader, key.pack);
    const made =
      key.calendar === undefined
        ? this.compile(pack, key.procedure, key.parameters)
        : {
            ...this.compile(await this.counted(reader, pack, key.calendar), key.procedure, key.parameters),
            calendar: key.calendar,
          };
    remember(this.compiled, nameOf(key), made, mostDefinitions);
    return made;
  }

  /**
   * Compiles what new cases are opened with, so that the first who comes does not wait for it. What cannot be compiled is told, and
   * fails again for whoever asks for it: the rest of the engine opens.
   */
  async prepare(reader: Reader, onError: (fault: unknown) => void): Promise<void> {
    for (const { procedure } of await reader.liveProcedures()) {
      try {
        await this.live(reader, procedure);
      } catch (fault) {
        onError(fault);
      }
    }
  }

  /** What new cases of a procedure are opened with; null where no deployed pack has it. */
  async live(reader: Reader, procedure: string): Promise<Definition | null> {
    const digest = await reader.live(procedure);
    if (digest === null) return null;
    const parameters = await reader.setting(parametersSetting(digest));
    return this.of(reader, {
      pack: digest,
      procedure,
      parameters: parameters === null ? {} : (JSON.parse(parameters) as JsonObject),
      ...(await this.grown(reader, digest)),
    });
  }

  /** What a case opens its children with: its own pack, where that has the procedure; else what new cases are opened with. */
  async beside(
    reader: Reader,
    { pack, parameters, calendar }: Definition,
    procedure: string,
  ): Promise<Definition | null> {
    if (!Object.hasOwn(pack.procedures, procedure)) return this.live(reader, procedure);
    return this.of(reader, {
      pack: pack.digest,
      procedure,
      parameters,
      ...(calendar === undefined ? {} : { calendar }),
    });
  }

  compile(pack: Pack, procedureId: string, parameters: JsonObject): Definition {
    return this.compiler.compile(pack, procedureId, parameters);
  }

  private async stored(reader: Reader, digest: string): Promise<Pack> {
    const pack = await this.pack(reader, digest);
    if (pack === null) throw new Error(`The pack ${digest} is not in the store`);
    return pack;
  }

  /** The pack as it counts with the calendar of another. */
  private async counted(reader: Reader, pack: Pack, calendar: string): Promise<Pack> {
    const grown = calendarOf(await this.stored(reader, calendar));
    return { ...pack, calendars: { ...pack.calendars, [pack.calendar]: grown } };
  }

  /** The latest calendar for packs of this id, where it is the pack's own, grown. */
  private async grown(reader: Reader, digest: string): Promise<Pick<DefinitionKey, "calendar">> {
    const pack = await this.stored(reader, digest);
    const latest = await reader.setting(latestCalendar(pack.id));
    if (latest === null || latest === digest) return {};
    const name = `${digest} ${latest}`;
    let grows = this.growths.get(name);
    if (grows === undefined) {
      const after = calendarOf(await this.stored(reader, latest));
      grows = yearsGrown(calendarOf(pack), after).length > 0;
      remember(this.growths, name, grows, mostDefinitions);
    }
    return grows ? { calendar: latest } : {};
  }

  private read(record: PackRecord): Pack {
    const parsed = parsePack(record.files);
    if (!parsed.ok)
      throw new Error(`The stored pack ${record.digest} cannot be read`, { cause: parsed.problems });
    if (parsed.pack.digest !== record.digest) throw new Error(`The stored pack ${record.digest} was changed`);
    remember(this.packs, record.digest, parsed.pack, mostPacks);
    return parsed.pack;
  }
}

const nameOf = ({ pack, procedure, parameters, calendar = "" }: DefinitionKey): string =>
  `${pack} ${procedure} ${calendar} ${JSON.stringify(parameters)}`;

function remember<T>(cache: Map<string, T>, key: string, value: T, most: number): void {
  if (cache.size >= most && !cache.has(key)) cache.delete(cache.keys().next().value ?? "");
  cache.set(key, value);
}
