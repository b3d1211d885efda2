import type { Instant, Json, Principal, Text } from "../model/types.ts";

export * from "./store.ts";

/** Tells the time. The only source of `now` in the engine. */
export interface Clock {
  now(): Instant;
  /** Calls back once at or after an instant, as the host's timers do; the engine asks again. Returns a function that forgets it. */
  wake(at: Instant, call: () => void): () => void;
}

/** Makes identifiers: opaque, unguessable, without `:`, sortable by time of making. */
export interface Ids {
  next(): string;
}

/**
 * Performs effects. What it throws is a failed attempt; what it returns is the answer of a call. Where it returns undefined for a
 * call that a state waits for, the work was handed on and the answer comes later, by `engine.answer`. A failure that no repetition
 * would change is thrown as {@link PermanentFailure}, one that says when to try again as {@link RetryLater}.
 *
 * What is to be told is given to the connector called `notify` as `{ roles, ids, message, text }`, and to those of subscriptions
 * for each person by itself, as {@link PersonalNotice}.
 */
export interface Connector {
  /** `key` is the same at every attempt: hand it on, so that the other side can recognise a repetition. */
  perform(request: {
    key: string;
    case: string;
    type: "notify" | "call";
    input: Json;
    signal: AbortSignal;
  }): Promise<Json | void>;
}

/** What a connector throws where trying again is in vain: the effect is an incident at once (A18). */
export class PermanentFailure extends Error {
  override readonly name = "PermanentFailure";
}

/**
 * What a connector throws where the other side says when it may be asked again: the next attempt is not made before (A18). It
 * comes an hour later at most, and counts as any other.
 *
 * @example throw new RetryLater("the register answered 503", 120_000);
 */
export class RetryLater extends Error {
  override readonly name = "RetryLater";
  /** How long to wait, from now. */
  readonly millis: number;

  constructor(message: string, millis: number) {
    if (!(millis >= 0)) throw new RangeError(`${millis} is no time to wait`);
    super(message);
    this.millis = millis;
  }
}

/** What a subscription hands to its connector (H18). */
export interface PersonalNotice {
  /** The address: the value of the directory attribute that the subscription names. */
  to: string;
  person: { id: string; name?: string };
  case: string;
  procedure: string;
  /** Title of the procedure. */
  title: Text;
  /** Name of the message in the procedure. */
  message: string;
  /** Null where it was made of what this person may not see: they are told that there is a message, and not what. */
  text: Text | null;
}

/** Who is who. */
export interface Directory {
  person(id: string): Promise<Principal | null>;
  /** Ids of those who have a role, in a stable order. */
  inRole(role: string): Promise<string[]>;
  /** All people, for a list to choose from; bounded by `limit`. */
  people(query: { search?: string; limit: number }): Promise<Principal[]>;
}

export type { SchemaFault, SchemaValidator } from "../model/types.ts";
