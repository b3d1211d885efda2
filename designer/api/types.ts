import type { EventExplanation } from "../../engine/machine/types.ts";
import type {
  Instant,
  JsonObject,
  Language,
  Pack,
  Principal,
  Procedure,
  RegisterDefinition,
  Text,
} from "../../engine/model/types.ts";
import type {
  CaseSummary,
  JournalEntry,
  NoticeRecord,
  Page,
  RegisterRow,
  TaskRecord,
} from "../../engine/ports/store.ts";
import type {
  Accepted,
  CaseView,
  ChoiceTitles,
  Copy,
  Draft,
  DraftContent,
  DraftSummary,
  HandedOver,
  HandOver,
  InboxTask,
  Measurement,
  Message,
  ProcedureSummary,
  ProcedureVersion,
  Proxy,
} from "../../engine/runtime/types.ts";

/** What the server answers: the shapes are the engine's own, these are the few that only the page and the server share. */
export type {
  Accepted,
  CaseSummary,
  CaseView,
  ChoiceTitles,
  Copy,
  Draft,
  DraftContent,
  DraftSummary,
  EventExplanation,
  HandedOver,
  HandOver,
  InboxTask,
  JournalEntry,
  Measurement,
  Message,
  NoticeRecord,
  Page,
  ProcedureSummary,
  ProcedureVersion,
  Proxy,
  RegisterRow,
  TaskRecord,
};

export type MeasureReport = Measurement["measures"][number];
export type MeasureGroup = MeasureReport["overall"];

export interface Session {
  demonstration: boolean;
  person: Principal | null;
  version: string;
  /** Time zone of the procedures that cases are opened with here; each says its own as well. */
  timeZone: string;
  /** The server's clock: time left is counted by it, whatever the browser's says. */
  now: Instant;
  /** Absent where nobody is known. */
  counts?: { cases: number; openTasks: number; waitingEffects: number; incidents: number };
}

export interface ProcedureDetail {
  procedure: Procedure;
  pack: {
    id: string;
    version: string;
    digest: string;
    title: Text;
    timeZone: string;
    parameters?: Pack["parameters"];
  };
  roles: Record<string, Text>;
  openingSchema: JsonObject;
  opening: { allowed: boolean };
}

export interface RegisterSummary {
  register: string;
  title: Text;
  pack: string;
  /** Its days are those of the pack's time zone. */
  timeZone: string;
  row: RegisterDefinition["row"];
}

/** A problem of the server (RFC 9457), with its words in both languages. */
export interface ProblemDocument {
  status: number;
  code: string;
  detail: string;
  message: Record<Language, string>;
  path?: string;
  details?: JsonObject;
}

/** What the stream tells: something of a case has changed. */
export interface Change {
  position: number;
  case: string;
  seq: number;
  procedure?: string;
  kind: JournalEntry["kind"];
}
