import { BadCursor, type Page, type PageRequest } from "../ports/index.ts";

/** One part of a key by which a list is ordered. */
export type KeyPart = string | number;

const longestCursor = 4096;

/** `next` of a page: the key of its last item. Opaque to whoever carries it. */
export function writeCursor(list: string, key: readonly KeyPart[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify([list, ...key]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/**
 * The key after which a page begins; null for the first page. `shape` says what its parts are.
 * Throws {@link BadCursor} for anything that this list did not give out.
 */
export function readCursor(
  list: string,
  after: string | undefined,
  shape: readonly ("text" | "count")[],
): KeyPart[] | null {
  if (after === undefined) return null;
  const parts = decode(after);
  if (!Array.isArray(parts) || parts.length !== shape.length + 1 || parts[0] !== list)
    throw new BadCursor(list);
  return shape.map((kind, at) => {
    const part: unknown = parts[at + 1];
    if (kind === "text" && typeof part === "string" && part.isWellFormed() && !part.includes("\0"))
      return part;
    if (kind === "count" && Number.isSafeInteger(part)) return part as number;
    throw new BadCursor(list);
  });
}

function decode(after: string): unknown {
  if (after.length > longestCursor || !/^[A-Za-z0-9_-]+$/.test(after)) return null;
  try {
    const binary = atob(after.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // Bytes that are no base64, no UTF-8 or no JSON are one and the same fault to the caller: a cursor of somebody's making.
    return null;
  }
}

/** How many items a page has; 50 where nothing is said. Throws RangeError outside of 1 to 200: a limit is the program's, not a person's. */
export function pageLimit(page: PageRequest): number {
  const limit = page.limit ?? 50;
  if (!Number.isInteger(limit) || limit < 1 || limit > 200)
    throw new RangeError(`limit must be 1 to 200, is ${limit}`);
  return limit;
}

/** A page from `limit + 1` items at most: the one too many only says that there is a next page. */
export function toPage<Item>(
  list: string,
  found: readonly Item[],
  limit: number,
  key: (item: Item) => readonly KeyPart[],
): Page<Item> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last !== undefined
    ? { items, next: writeCursor(list, key(last)) }
    : { items };
}
