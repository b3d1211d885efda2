import type { Instant } from "../model/index.ts";
import type { Clock, Connector, Digest, Directory, Ids, SchemaValidator, Store } from "../ports/index.ts";
import type { Definitions } from "./definitions.ts";
import type { Staffing } from "./staffing.ts";
import type { TaskCache } from "./task-cache.ts";
import type { Subscription } from "./types.ts";

/** What every verb works with. Made once by `openEngine`; holds no state of a case. */
export interface Runtime {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly directory: Directory;
  readonly connectors: Readonly<Record<string, Connector>>;
  readonly subscriptions: readonly Subscription[];
  readonly validator: SchemaValidator;
  readonly digest: Digest;
  readonly definitions: Definitions;
  /** Key of the hash by which the bodies of repeated commands are compared. */
  readonly secret: Uint8Array;
  readonly tasks: TaskCache;
  readonly staffing: Staffing;
  /** Told of every commit of this engine: when the cases that it wrote fall due next, and whether effects wait. */
  readonly committed: (news: { due: Instant | null; effects: boolean }) => void;
  /** Told of every deployment: people may have changed. */
  readonly deployed: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}
