/**
 * Connectors that the server brings: HTTP and mail, to hosts that an administrator names in a file.
 *
 * @example
 * const read = readConnectors(await readFile("connectors.json", "utf8"), process.env);
 * if (read.ok) await openEngine({ store, connectors: read.connectors, subscriptions: read.subscriptions });
 */
export { allowedRanges, mayReach, resolveHost, type Allowed, type Resolver } from "./addresses.ts";
export { readConnectors, type Connectors, type ReadConnectors } from "./config.ts";
export { httpConnector, type HttpOptions } from "./http.ts";
export { mailConnector, type MailOptions } from "./mail.ts";
