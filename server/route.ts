import type { Engine } from "../engine/runtime/index.ts";
import type { Json, JsonObject, Language, Principal, Refusal } from "../engine/model/index.ts";
import type { Identity } from "./identity.ts";

/** One route: what it takes, what it gives and what it does. Hono's routes and the OpenAPI document are both made from it. */
export interface Route {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Path below its base, with `:name` for parameters. */
  path: string;
  tag: string;
  summary: string;
  /** Who may ask at all; what they may do there is the engine's to say. */
  open: "anyone" | "person";
  query?: JsonObject;
  body?: JsonObject;
  /** Takes a body of the size of a pack. */
  large?: true;
  /** Takes `Idempotency-Key` (and `If-Match` where `revision`; `seen` where that must be given). */
  headers?: ("key" | "revision" | "seen")[];
  answers: Record<number, { description: string; schema?: JsonObject; headers?: string[] }>;
  handle(asked: Asked): Promise<Given>;
}

/** A request whose parts have been validated against the schemas of its route. */
export interface Asked {
  engine: Engine;
  identity: Identity;
  /** Who asks; null where nobody is known, which only routes that are open to anyone meet. */
  asker: Principal | null;
  /** The same, for the handlers of routes that are open to persons alone. Others look at `asker`. */
  person: Principal;
  language: Language;
  params: Record<string, string>;
  query: Record<string, Json>;
  body: JsonObject;
  /** Media types that are wanted, as the header has them. */
  accept: string;
  key?: string;
  revision?: number;
}
export interface Given {
  status: number;
  /** JSON; a text where `type` says what it is. */
  body: unknown;
  type?: string;
  headers?: Record<string, string>;
}

/** What a handler throws to refuse; the app turns it into a problem. */
export class Refuse extends Error {
  override name = "Refuse";
  readonly refusal: Pick<Refusal, "message" | "path" | "details"> & { code: string };
  constructor(refusal: Pick<Refusal, "message" | "path" | "details"> & { code: string }) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Gives what was accepted, or refuses. */
export function accepted<T extends { ok: true }>(answer: T | { ok: false; refusal: Refusal }): Omit<T, "ok"> {
  if (!answer.ok) throw new Refuse(answer.refusal);
  const { ok: _ok, ...rest } = answer;
  return rest;
}
