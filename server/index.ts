/**
 * The server as a library: `createApp` gives the HTTP surface over an engine, `startServer` listens with it.
 *
 * @example
 * const engine = await openEngine({ store: libsql({ path: "cases.db" }) });
 * const app = createApp({ engine, identity: myIdentity });
 */
export { createApp, type AppOptions } from "./app.ts";
export {
  httpConnector,
  mailConnector,
  readConnectors,
  type Connectors,
  type HttpOptions,
  type MailOptions,
  type ReadConnectors,
} from "./connectors/index.ts";
export { demonstrationIdentity, type Asking, type Identity } from "./identity.ts";
export { jsonLog, silentLog, type Log } from "./log.ts";
export { startServer, type Running, type ServeOptions } from "./serve.ts";
