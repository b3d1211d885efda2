export { Compiler } from "./compiler.ts";
export { openEngine } from "./engine.ts";
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
} from "./types.ts";
