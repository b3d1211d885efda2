import type {
  BallotDefinition,
  ClockDefinition,
  DelayDefinition,
  EventDefinition,
  HoldDefinition,
  Json,
  JsonObject,
  NoticeDefinition,
  StateConfig,
  TakeBackDefinition,
  Text,
  TimeUnit,
  TransitionConfig,
} from "../../../engine/model/types.ts";
import type { EditorDocument } from "../document/types.ts";

/** Something that a pattern has to know before it can be inserted. */
export type Question = { id: string; title: Text } & (
  | { kind: "text"; first: Text }
  | { kind: "role" }
  /** Several roles. */
  | { kind: "roles" }
  /** A stage that is there; `mayBeNew`: or an end that is made for it. */
  | { kind: "stage"; mayBeNew?: Text }
  | { kind: "stages" }
  | { kind: "clock" }
  | { kind: "number"; first: number; least: number; most: number }
  | { kind: "length"; first: { limit: number; unit: TimeUnit } }
  | { kind: "share"; first: string }
  | { kind: "choice"; choices: { value: string; title: Text }[]; first: string }
);
/** By question. A stage is its path, or `""` for a new end. */
export type Answers = Readonly<Record<string, Json>>;

/** What a pattern puts into a procedure: plain states, ways on and parts, which can be changed like any others. */
export interface Made {
  /** Beside the stage that it comes after. */
  states?: Record<string, StateConfig>;
  /** Where it begins: what led from `after` to `to` leads there. */
  first?: string;
  events?: Record<string, EventDefinition>;
  ballots?: Record<string, BallotDefinition>;
  delays?: Record<string, DelayDefinition>;
  clocks?: Record<string, ClockDefinition>;
  holds?: Record<string, HoldDefinition>;
  takeBacks?: Record<string, TakeBackDefinition>;
  messages?: Record<string, Text>;
  public?: Record<string, NoticeDefinition>;
  /** Fields of the data. */
  fields?: Record<string, JsonObject>;
  /** Ways on that stages which are there already get; `after x` in place of an event: when the delay x is over. */
  ways?: { source: string; event: string; config: TransitionConfig }[];
  /** Tags that stages which are there already get. */
  tags?: { stage: string; tag: string }[];
}

/** What a pattern builds with: names that are free, and how to write what is there. */
export interface Workshop {
  document: EditorDocument;
  state(wish: string): string;
  part(
    section: "events" | "ballots" | "delays" | "clocks" | "holds" | "takeBacks" | "messages" | "public",
    wish: string,
  ): string;
  field(wish: string): string;
  /** How a way on leads to a stage that is there, from wherever it starts. */
  to(path: string): string;
  /** The same for an answer of the kind `stage`, for which a new end may have been asked. */
  goal(answer: Json | undefined, end: { key: string; title: Text }): string;
}

export interface Pattern {
  id: string;
  title: Text;
  /** What it does, in a sentence. */
  about: Text;
  questions: Question[];
  /** Why it cannot be made with these answers; null where it can. */
  lacks?(answers: Answers, document: EditorDocument): Text | null;
  make(answers: Answers, workshop: Workshop): Made;
}
