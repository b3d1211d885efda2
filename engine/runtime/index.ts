export { openEngine } from "./engine.ts";
export type {
  Accepted,
  Answer,
  By,
  CaseView,
  Engine,
  EngineOptions,
  Measurement,
  ProcedureSummary,
  Subscription,
  TaskRecordAnswer,
  Verification,
} from "./types.ts";
