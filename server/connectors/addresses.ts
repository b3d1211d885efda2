import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { PermanentFailure } from "../../engine/index.ts";

/** Which addresses connectors may reach: public ones, and those that an administrator has allowed. */

/** Ranges that are nobody's public host: own machine and networks, link-local, carriers', documentation, multicast, and those that wrap another address. */
const closed = new BlockList();
for (const range of [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
])
  addRange(closed, range);
/** Of IPv6 only global unicast is public, without what tunnels IPv4 (Teredo, 6to4) and documentation. */
const globalUnicast = new BlockList();
addRange(globalUnicast, "2000::/3");
for (const range of ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]) addRange(closed, range);

/** Adds `10.0.0.0/8` or a single address. Gives whether it is one. */
function addRange(list: BlockList, range: string): boolean {
  const [address = "", prefix, ...more] = range.split("/");
  const family = isIP(address);
  const bits = family === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN;
  if (family === 0 || more.length > 0 || !(length >= 0 && length <= bits)) return false;
  list.addSubnet(address, length, family === 4 ? "ipv4" : "ipv6");
  return true;
}

/** Addresses that connectors may reach besides the public ones. */
export interface Allowed {
  has(address: string): boolean;
}

/** Reads ranges such as `10.1.0.0/16` or `127.0.0.1`; null where one is none. */
export function allowedRanges(ranges: readonly string[]): Allowed | null {
  const list = new BlockList();
  if (!ranges.every((range) => addRange(list, range))) return null;
  return { has: (address) => list.check(address, isIP(address) === 4 ? "ipv4" : "ipv6") };
}

/** Whether an address may be connected to. */
export function mayReach(address: string, allowed: Allowed): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (allowed.has(address)) return true;
  if (family === 4) return !closed.check(address, "ipv4");
  return globalUnicast.check(address, "ipv6") && !closed.check(address, "ipv6");
}

export interface Resolved {
  address: string;
  family: 4 | 6;
}

/** Asks for the addresses of a name. */
export type Resolver = (name: string) => Promise<Resolved[]>;

const askSystem: Resolver = async (name) =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));

/**
 * The addresses of a host, all of them checked. One that may not be reached is enough to refuse the host: which of several is
 * connected to is not for its name server to choose. What is connected to has to be among these and is not looked up again.
 */
export async function resolveHost(
  host: string,
  allowed: Allowed,
  ask: Resolver = askSystem,
): Promise<Resolved[]> {
  const name = host.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(name);
  const found: Resolved[] =
    family === 0 ? await ask(name) : [{ address: name, family: family === 6 ? 6 : 4 }];
  const refused = found.find(({ address }) => !mayReach(address, allowed));
  if (refused !== undefined)
    throw new PermanentFailure(`${host} is at ${refused.address}, an address that connectors may not reach`);
  if (found.length === 0) throw new Error(`${host} has no address`);
  return found;
}
