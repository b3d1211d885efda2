/**
 * Guicheng: governance procedures as data, run durably, recorded, explained and proved.
 *
 * @example
 * import { libsql, openEngine, readPack } from "guicheng";
 * const engine = await openEngine({ store: libsql({ path: "cases.db" }) });
 * const read = await readPack("definitions/nanhu");
 * if (read.ok) await engine.deploy(read.pack, { by: { id: "admin", roles: ["administrator"] } });
 */
export { openEngine } from "./runtime/index.ts";
export type {
  Accepted,
  Answer,
  By,
  CaseView,
  Draft,
  DraftAnswer,
  DraftContent,
  DraftSummary,
  Engine,
  EngineOptions,
  Measurement,
  NewDraft,
  ProcedureSummary,
  ProcedureVersion,
  Publication,
  Published,
  Subscription,
  TaskRecordAnswer,
  Verification,
} from "./runtime/index.ts";
export { libsql, memory, randomIds, readPack, systemClock } from "./store/index.ts";
export { ajvValidator, parsePack } from "./model/index.ts";
export type {
  CivilDate,
  Instant,
  Json,
  JsonObject,
  Language,
  Pack,
  Principal,
  Problem,
  Refusal,
  RefusalCode,
  Refused,
  Severity,
  Text,
} from "./model/index.ts";
export type { MeasureGroup, MeasureReport } from "./measure/index.ts";
export type {
  BallotView,
  ClockView,
  EventExplanation,
  HoldView,
  Explanation,
  Offer,
  StateValue,
} from "./machine/index.ts";
export {
  OutcomeUnknown,
  PermanentFailure,
  RetryLater,
  StoreInUse,
  StoreUnavailable,
  type CaseRecord,
  type CaseSummary,
  type Clock,
  type Connector,
  type Directory,
  type EffectRecord,
  type Ids,
  type PersonalNotice,
  type JournalEntry,
  type NoticeRecord,
  type PackSummary,
  type Page,
  type PageRequest,
  type RegisterRow,
  type SchemaValidator,
  type Store,
  type TaskRecord,
} from "./ports/index.ts";
