import type { Effect } from "../machine/index.ts";
import type { Pack } from "../model/index.ts";
import type { JournalEntry, Reader, RegisterRow, SchemaValidator } from "../ports/index.ts";
import type { Definitions } from "../runtime/definitions.ts";
import { isBook } from "../runtime/books.ts";
import { byEntry, byPack, entering, filledSetting, readFilled, registerKey } from "../runtime/rows.ts";
import type { Verification } from "../runtime/types.ts";
import { faultOf, messageOf, rowFaultOf } from "./faults.ts";
import { lifeFaults, type Change, type Turn } from "./lives.ts";
import { everyItem } from "./pages.ts";

type Tell = (fault: Verification["faults"][number]) => void;

/** A change with its place in the entry, where an incident may say that it came to nothing. */
type Taken = Change & { place?: string };

/** Effects that may set off further steps, which are carried out with all that they ask for before the effects that follow. */
const settingOff: ReadonlySet<Effect["type"]> = new Set(["open", "child", "send", "withdraw"]);

/**
 * What the journal and the packs tell of the registers, to be compared with their rows. Takes memory for every change of a
 * register that ever was, and for every row: they are found by their keys, in no order that could be read along.
 */
export class RegisterBook {
  private readonly reader: Reader;
  private readonly definitions: Definitions;
  private readonly validator: SchemaValidator;
  /** By register and key, then by who made the changes. */
  private readonly told = new Map<string, Map<string, Taken[]>>();
  /** Places of strikes that found nothing. */
  private readonly missed = new Set<string>();
  /** Packs of the cases that have entered rows; null where it cannot be had, which is told with the case. */
  private readonly packs = new Map<string, Pack | null>();
  /** Whose rows cannot be judged, because the definition cannot be had: cases and packs. */
  private readonly obscure = new Set<string>();
  /** Of the step whose entries are being taken. */
  private turn: Turn = { step: 0, prompt: true };

  constructor(reader: Reader, definitions: Definitions, validator: SchemaValidator) {
    this.reader = reader;
    this.definitions = definitions;
    this.validator = validator;
  }

  /** Takes what an entry did. All are given in the order of the journal. */
  async take(entry: JournalEntry): Promise<void> {
    try {
      await this.read(entry);
    } catch {
      // An entry of another shape was not written by the engine: that is told with its case.
      this.obscure.add(`case:${entry.case}`);
    }
  }

  /** Takes what the packs filled the registers with. Tells of registers that ought to have been filled. */
  async takePacks(tell: Tell): Promise<void> {
    for (const { digest } of await this.reader.packs()) {
      try {
        const pack = await this.definitions.pack(this.reader, digest);
        if (pack !== null) await this.takePack(pack, tell);
      } catch (fault) {
        this.obscure.add(byPack(digest));
        tell(faultOf("", 0, "unknown-definition", { fault: messageOf(fault) }));
      }
    }
  }

  /** Compares all with the rows, which are in the order of entering. */
  judge(rows: readonly RegisterRow[], tell: Tell): void {
    const there = new Map<string, RegisterRow[]>();
    for (const row of rows) {
      const name = nameOf(row.register, row.key);
      const known = there.get(name);
      if (known === undefined) there.set(name, [row]);
      else known.push(row);
    }
    for (const name of new Set([...this.told.keys(), ...there.keys()])) {
      const [register, key] = JSON.parse(name) as [string, string];
      const ofKey = there.get(name) ?? [];
      if (ofKey.some((row) => this.isObscure(row.enteredBy) || this.isObscure(row.struckBy))) continue;
      try {
        for (const { by, code, values } of lifeFaults(ofKey, this.toldOf(name)))
          tell(rowFaultOf({ register, key }, by, code, values));
      } catch (fault) {
        tell(rowFaultOf({ register, key }, "", "unreadable-registers", { fault: messageOf(fault) }));
      }
    }
  }

  private async read({ case: id, seq, at, cause, effects, notes }: JournalEntry): Promise<void> {
    if (cause === undefined) this.turn = { step: this.turn.step + 1, prompt: true };
    const by = byEntry(id, seq);
    for (const note of notes)
      if (note.note === "incident" && note.code === "no-such-row" && note.effect !== undefined)
        this.missed.add(placeOf(byEntry(id, note.effect.seq), note.effect.n));
    for (const [n, effect] of effects.entries()) {
      if (effect.type === "strike") {
        const place = placeOf(by, n);
        this.note(effect.register, registerKey(effect.key), by, {
          change: "strike",
          at,
          place,
          turn: this.turn,
        });
      } else if (effect.type === "enter") {
        const pack = await this.packOf(id);
        const taken = pack === null ? null : entering(this.validator, pack, effect);
        const { register, row } = effect;
        if (taken?.ok === true)
          this.note(register, taken.key, by, { change: "enter", at, row, turn: this.turn });
      } else if (settingOff.has(effect.type)) this.turn = { ...this.turn, prompt: false };
    }
  }

  private async takePack({ digest, registers, rows }: Pack, tell: Tell): Promise<void> {
    for (const [register, first] of Object.entries(rows)) {
      const definition = registers[register];
      if (definition === undefined) continue;
      const filled = await this.reader.setting(filledSetting(register));
      if (filled === null) {
        tell(rowFaultOf({ register }, byPack(digest), "unfilled-register"));
        continue;
      }
      const { digest: by, at } = readFilled(filled);
      if (by !== digest) continue;
      for (const row of first)
        this.note(register, registerKey(row[definition.key] ?? null), byPack(digest), {
          change: "enter",
          row,
          ...(at === undefined ? {} : { at }),
        });
    }
  }

  private note(register: string, key: string, by: string, change: Taken): void {
    const name = nameOf(register, key);
    const ofKey = this.told.get(name) ?? new Map<string, Taken[]>();
    this.told.set(name, ofKey);
    const changes = ofKey.get(by);
    if (changes === undefined) ofKey.set(by, [change]);
    else changes.push(change);
  }

  /** The changes that came about. */
  private toldOf(name: string): Map<string, Taken[]> {
    return new Map(
      [...(this.told.get(name) ?? [])].map(([by, changes]) => [
        by,
        changes.filter(({ place }) => place === undefined || !this.missed.has(place)),
      ]),
    );
  }

  private async packOf(id: string): Promise<Pack | null> {
    let pack = this.packs.get(id);
    if (pack === undefined) {
      pack = await this.findPack(id);
      this.packs.set(id, pack);
      if (pack === null) this.obscure.add(`case:${id}`);
    }
    return pack;
  }

  private async findPack(id: string): Promise<Pack | null> {
    try {
      const [first] = (await this.reader.journal(id, { limit: 1 })).items;
      return first?.opening === undefined
        ? null
        : await this.definitions.pack(this.reader, first.opening.pack);
    } catch {
      // The case cannot be read or its pack not be had: that is told with the case itself.
      return null;
    }
  }

  private isObscure(by: string | null): boolean {
    if (by === null) return false;
    return this.obscure.has(by) || this.obscure.has(by.slice(0, by.lastIndexOf(":")));
  }
}

const nameOf = (register: string, key: string): string => JSON.stringify([register, key]);
const placeOf = (by: string, n: number): string => `${by}:${n}`;

/** All rows that ever were in registers of packs; what the engine keeps about people is none, and told of by no entry. */
export async function everyRow(reader: Reader): Promise<RegisterRow[]> {
  const rows: RegisterRow[] = [];
  for await (const row of everyItem((page) => reader.registerRows(page)))
    if (!isBook(row.register)) rows.push(row);
  return rows;
}
