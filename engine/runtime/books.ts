import { administratorRole, type Instant, type JsonObject } from "../model/index.ts";
import type { Page, PageRequest, Reader, RegisterRow } from "../ports/index.ts";
import { millis } from "../time/index.ts";
import type { Runtime } from "./runtime.ts";
import type { Proxy } from "./types.ts";

/**
 * Books that the engine keeps about people, as registers of its own: a row holds from a time to a time, says who entered and who
 * struck it, and none is ever deleted. No pack has a register of such a name, and nobody reads them as one.
 */
export const isBook = (register: string): boolean => register.includes(":");
/** Whom a person may stand in for, and who may stand in for them; by the other's id. */
export const actsForBook = (id: string): string => `acts-for:${id}`;
export const proxiesBook = (id: string): string => `proxies:${id}`;
/** What a person was informed of, the newest first. */
export const copiesBook = (id: string): string => `copies:${id}`;
/** What a role or a person was told, the newest first; and up to when a person has read it. */
export const roleBook = (role: string): string => `messages:role:${role}`;
export const personBook = (id: string): string => `messages:id:${id}`;
export const readBook = (id: string): string => `messages-read:${id}`;

/** Hand-overs of everything that was with somebody, the newest first. */
export const handOversBook = "hand-overs:all";

/** Larger than every number of milliseconds of an instant, so that the newest comes first. */
const endOfTime = 9_999_999_999_999;
export function copyKey(at: Instant, of: string): string {
  return `${String(endOfTime - millis(at)).padStart(13, "0")} ${of}`;
}

/** Somebody's standing proxy for another as it holds now; null where there is none. */
export async function proxyFor(
  { store: { reader }, clock }: Runtime,
  proxy: string,
  of: string,
): Promise<Proxy | null> {
  const [row] = (await reader.register(actsForBook(proxy), { key: of })).items;
  const found = row === undefined ? null : proxyOf(row);
  const now = clock.now();
  return found !== null && found.from <= now && now < found.to ? found : null;
}

export const proxyOf = ({ row }: RegisterRow): Proxy => row as JsonObject as unknown as Proxy;

/** Roles of a person in which a proxy may act. */
export function rolesWithin({ roles }: Proxy, has: readonly string[]): string[] {
  if (roles === undefined) return has.filter((role) => role !== administratorRole);
  return has.filter((role) => roles.includes(role));
}

/** All rows of a book; of those about one person there are few. */
export async function rowsOf(reader: Reader, book: string): Promise<RegisterRow[]> {
  const rows: RegisterRow[] = [];
  for (let after: string | undefined; ;) {
    const query: PageRequest = { limit: 200, ...(after === undefined ? {} : { after }) };
    const page: Page<RegisterRow> = await reader.register(book, query);
    rows.push(...page.items);
    if (page.next === undefined) return rows;
    after = page.next;
  }
}
