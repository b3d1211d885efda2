import { orderable } from "../order.ts";

/** Separates the parts of a key: no stored text holds it, and it is less than any character. */
const separator = "\0";

/** Greater than any character that a part may begin with. */
const beyond = "\uffff";

/** Joins the parts of a key so that the whole compares as its parts do, one after another. */
export function joined(...parts: (string | number)[]): string {
  return parts
    .map((part) => (typeof part === "number" ? String(part).padStart(16, "0") : part))
    .join(separator);
}

/** The beginning of all keys that have these first parts. */
export function within(...parts: (string | number)[]): string {
  return parts.length === 0 ? "" : joined(...parts) + separator;
}

/** What a table is: how its rows are identified, and in which orders they are read. A row may stand in an order several times or not at all. */
export interface TableShape<Row> {
  key: (row: Row) => string;
  orders: Record<string, (row: Row) => string[]>;
}

/** Rows of a table as they are at one moment. Never changed once it is shared. */
interface Content<Row> {
  rows: Map<string, Row>;
  /** By order: `order key, row key`, sorted. */
  sorted: Map<string, Position[]>;
}
interface Position {
  at: string;
  key: string;
}

/** A table that is read by key and in sorted order. Nothing is ever removed from a table, rows are only replaced. */
export class Table<Row> {
  private content: Content<Row>;
  private shared = false;
  readonly shape: TableShape<Row>;

  constructor(shape: TableShape<Row>) {
    this.shape = shape;
    this.content = {
      rows: new Map(),
      sorted: new Map(Object.keys(shape.orders).map((order) => [order, []])),
    };
  }

  get size(): number {
    return this.content.rows.size;
  }
  get(key: string): Row | undefined {
    return this.content.rows.get(key);
  }
  values(): Iterable<Row> {
    return this.content.rows.values();
  }

  put(row: Row): void {
    if (this.shared) this.unshare();
    const key = this.shape.key(row);
    const before = this.content.rows.get(key);
    for (const [order, positions] of this.content.sorted) {
      const of = this.shape.orders[order];
      if (of === undefined) continue;
      const old = before === undefined ? [] : of(before).map((at) => position(at, key));
      const now = of(row).map((at) => position(at, key));
      if (old.length === now.length && old.every((entry, n) => entry.at === now[n]?.at)) continue;
      for (const entry of old) positions.splice(firstFrom(positions, entry.at), 1);
      for (const entry of now) positions.splice(firstFrom(positions, entry.at), 0, entry);
    }
    this.content.rows.set(key, row);
  }

  /** Places of the rows in an order that begin with `prefix` ({@link within}), beginning behind the order key `after`. */
  *scan(order: string, prefix: string, after?: string, backwards = false): Generator<Position> {
    const positions = this.content.sorted.get(order) ?? [];
    const start = orderable(prefix);
    const edge = after === undefined ? undefined : orderable(after);
    if (backwards) {
      for (
        let n = firstFrom(positions, edge === undefined ? start + beyond : edge + separator) - 1;
        n >= 0;
        n--
      ) {
        const entry = positions[n];
        if (entry === undefined || !entry.at.startsWith(start)) return;
        yield entry;
      }
      return;
    }
    for (
      let n = firstFrom(positions, edge === undefined ? start : edge + separator + beyond);
      n < positions.length;
      n++
    ) {
      const entry = positions[n];
      if (entry === undefined || !entry.at.startsWith(start)) return;
      yield entry;
    }
  }

  /** The content as it is now, for {@link restore}. Costs nothing until the next change. */
  snapshot(): unknown {
    this.shared = true;
    return this.content;
  }
  restore(snapshot: unknown): void {
    this.content = snapshot as Content<Row>;
    this.shared = true;
  }
  private unshare(): void {
    const { rows, sorted } = this.content;
    this.content = {
      rows: new Map(rows),
      sorted: new Map([...sorted].map(([order, list]) => [order, [...list]])),
    };
    this.shared = false;
  }
}

function position(at: string, key: string): Position {
  return { at: orderable(at + separator + key), key };
}

/** Index of the first position that is not less than `at`. */
function firstFrom(positions: readonly Position[], at: string): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle]?.at ?? "") < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A table as one transaction sees it: what it has written lies over what is committed. */
export class View<Row> {
  private readonly base: Table<Row>;
  private readonly written: Table<Row>;
  private added = 0;

  constructor(base: Table<Row>) {
    this.base = base;
    this.written = new Table(base.shape);
  }

  get size(): number {
    return this.base.size + this.added;
  }
  get(key: string): Row | undefined {
    return this.written.get(key) ?? this.base.get(key);
  }
  put(row: Row): void {
    const key = this.base.shape.key(row);
    if (this.get(key) === undefined) this.added++;
    this.written.put(row);
  }

  *scan(order: string, prefix: string, after?: string, backwards = false): Generator<Row> {
    const over = this.written.scan(order, prefix, after, backwards);
    const under = this.base.scan(order, prefix, after, backwards);
    let upper = over.next();
    let lower = under.next();
    while (!upper.done || !lower.done) {
      if (!lower.done && this.written.get(lower.value.key) !== undefined) {
        lower = under.next();
        continue;
      }
      const takeUpper =
        lower.done === true || (upper.done !== true && upper.value.at < lower.value.at !== backwards);
      const taken = takeUpper ? upper : lower;
      if (!taken.done) {
        const row = (takeUpper ? this.written : this.base).get(taken.value.key);
        if (row !== undefined) yield row;
      }
      if (takeUpper) upper = over.next();
      else lower = under.next();
    }
  }

  /** Makes what was written the committed content. False where nothing was. */
  commit(): boolean {
    for (const row of this.written.values()) this.base.put(row);
    return this.written.size > 0;
  }
}
