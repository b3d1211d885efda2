import { refusal, type Instant, type JsonObject, type Principal, type Refusal } from "../model/index.ts";
import { parseInstant } from "../time/index.ts";
import { actsForBook, proxiesBook, proxyOf, rolesWithin, rowsOf } from "./books.ts";
import { command } from "./command.ts";
import { isAdministrator, principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import type { Engine, Proxy } from "./types.ts";
import { Refuse, type Work } from "./work.ts";

/** Standing proxies (代理): who may act for whom, for how long and in what. Every appointment and its end stays in the books (H11). */

const title = { en: "Appoint a proxy", "zh-CN": "设置代理" };

export async function appointProxy(
  runtime: Runtime,
  { by, of, proxy, ...rest }: Parameters<Engine["appointProxy"]>[0],
): ReturnType<Engine["appointProxy"]> {
  const person = await principalOf(runtime, by);
  const at = runtime.clock.now();
  const [from, to] = [parseInstant(rest.from), parseInstant(rest.to)];
  const known = await Promise.all([of, proxy].map((id) => runtime.directory.person(id)));
  const unknown = [of, proxy].find((_, place) => known[place] === null);
  return command(runtime, async (work) => {
    admit(person, [of]);
    if (unknown !== undefined) throw new Refuse(refusal("invalid-payload.person", { person: unknown }));
    if (of === proxy) throw new Refuse(refusal("not-permitted.oneself", { act: title }));
    if (from === null || to === null || from >= to) throw new Refuse(refusal("invalid-payload.period", {}));
    const { procedures, roles } = rest;
    const made: Proxy = {
      of,
      proxy,
      from,
      to,
      ...(procedures === undefined ? {} : { procedures }),
      ...(roles === undefined ? {} : { roles }),
      appointedBy: person!.id,
      appointedAt: at,
    };
    await strike(work, made, at, `person:${person!.id}`);
    const row = { ...made } as unknown as JsonObject;
    const entry = { row, from: at, to: null, enteredBy: `person:${person!.id}`, struckBy: null };
    await work.tx.enterRow({ ...entry, register: actsForBook(proxy), key: of });
    await work.tx.enterRow({ ...entry, register: proxiesBook(of), key: proxy });
    return { ok: true as const, proxy: made };
  });
}

/** Only whom it concerns, and administrators; nobody by way of a proxy. */
function admit(person: Principal | null, concerned: readonly string[]): void {
  const may = person !== null && person.for === undefined && concerned.includes(person.id);
  if (!may && !isAdministrator(person)) throw new Refuse(refusal("not-permitted.administrator", {}));
}

async function strike(work: Work, { of, proxy }: Pick<Proxy, "of" | "proxy">, at: Instant, by: string) {
  const ended = await work.tx.strikeRow(actsForBook(proxy), of, at, by);
  await work.tx.strikeRow(proxiesBook(of), proxy, at, by);
  return ended;
}

export async function endProxy(
  runtime: Runtime,
  { of, proxy, by }: Parameters<Engine["endProxy"]>[0],
): ReturnType<Engine["endProxy"]> {
  const person = await principalOf(runtime, by);
  const at = runtime.clock.now();
  const none: Refusal = refusal("not-permitted.proxy", { person: of });
  return command(runtime, async (work) => {
    admit(person, [of, proxy]);
    if (!(await strike(work, { of, proxy }, at, `person:${person!.id}`))) throw new Refuse(none);
    return { ok: true as const };
  });
}

export async function proxies(
  runtime: Runtime,
  { by, person: asked }: Parameters<Engine["proxies"]>[0],
): ReturnType<Engine["proxies"]> {
  const person = await principalOf(runtime, by);
  const who = asked ?? person?.id;
  if (person === null || who === undefined || (who !== person.id && !isAdministrator(person)))
    return { actsFor: [], proxies: [] };
  const now = runtime.clock.now();
  const rows = async (book: string) =>
    (await rowsOf(runtime.store.reader, book)).map(proxyOf).filter(({ to }) => to > now);
  return { actsFor: await rows(actsForBook(who)), proxies: await rows(proxiesBook(who)) };
}

/** Somebody for whom another stands in now, with the roles in which they do. */
export interface Standing {
  person: Principal;
  proxy: Proxy;
}

export async function standsInFor(runtime: Runtime, id: string): Promise<Standing[]> {
  const now = runtime.clock.now();
  const found: Standing[] = [];
  for (const proxy of (await rowsOf(runtime.store.reader, actsForBook(id))).map(proxyOf)) {
    if (proxy.from > now || proxy.to <= now) continue;
    const person = await runtime.directory.person(proxy.of);
    if (person !== null)
      found.push({ proxy, person: { ...person, roles: rolesWithin(proxy, person.roles) } });
  }
  return found;
}
