export { type FaultPoint, faultPoints, libsql, type LibsqlOptions } from "./libsql/index.ts";
export { readPack } from "./folder.ts";
export { memory, type MemoryStore, type Snapshot } from "./memory/index.ts";
export { randomIds, systemClock } from "./system.ts";
