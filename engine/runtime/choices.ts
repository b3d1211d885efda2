import {
  declaredChoices,
  payloadSchema,
  openingSchema,
  refusal,
  type Choice,
  type Principal,
  type Refused,
  type Schema,
} from "../model/index.ts";
import { choiceList, choicesIn } from "./choice-list.ts";
import { command } from "./command.ts";
import { veilFor } from "./confidential.ts";
import { viewContext } from "./context.ts";
import type { Definition } from "./compiler.ts";
import type { Asking } from "./facts.ts";
import { principalOf } from "./people.ts";
import { visibleCase } from "./read.ts";
import type { Runtime } from "./runtime.ts";
import { unknownEvent } from "./send.ts";
import { laterOf } from "./stimulate.ts";
import type { Engine } from "./types.ts";
import { Refuse, type Work } from "./work.ts";

type Found = Record<string, Choice[]>;
type Answer = { ok: true; choices: Found } | Refused;

/**
 * What a form offers for the fields of an event, or of an opening, whose choices come from elsewhere (B11). Nothing is offered to
 * whoever may not send the event now or may not open such a case, nor what is made of a field that they may not see.
 */
export async function choices(runtime: Runtime, asked: Parameters<Engine["choices"]>[0]): Promise<Answer> {
  return "case" in asked ? ofEvent(runtime, asked) : ofOpening(runtime, asked);
}

async function ofEvent(
  runtime: Runtime,
  { case: id, event, by }: Extract<Parameters<Engine["choices"]>[0], { case: string }>,
): Promise<Answer> {
  const reader = await principalOf(runtime, by, { case: id });
  return command<Answer>(runtime, async (work) => {
    const { held, person } = await visibleCase(work, id, reader);
    const { record, definition } = held;
    const unknown = unknownEvent(definition, event);
    if (unknown !== null) throw new Refuse(unknown);
    const now = laterOf(runtime.clock.now(), record.updatedAt);
    const context = await viewContext(work, held, now, person);
    const offered = definition.machine.offers(record.state, person, context);
    if (!offered.some((offer) => offer.event === event && offer.allowed)) return { ok: true, choices: {} };
    const veil = veilFor(definition, record, person, now);
    const asking: Asking = {
      state: record.state,
      data: record.state.data,
      event: { type: "" },
      by: person,
      case: work.info(record),
      now,
    };
    const schema = payloadSchema(definition.procedure, event, null);
    return { ok: true, choices: await find(work, definition, schema, asking, veil.shows) };
  });
}

async function ofOpening(
  runtime: Runtime,
  { procedure: id, by }: Extract<Parameters<Engine["choices"]>[0], { procedure: string }>,
): Promise<Answer> {
  const person = await principalOf(runtime, by, { procedure: id });
  return command<Answer>(runtime, async (work) => {
    const definition = await runtime.definitions.live(work.tx, id);
    if (definition === null) throw new Refuse(refusal("unknown-procedure", { procedure: id }));
    const { procedure } = definition;
    if (person === null || !mayOpen(procedure.opening.by, person)) return { ok: true, choices: {} };
    const now = runtime.clock.now();
    const asking: Asking = {
      state: null,
      data: {},
      event: { type: "" },
      by: person,
      case: null,
      now,
    };
    const schema = openingSchema(procedure, null);
    return { ok: true, choices: await find(work, definition, schema, asking, () => true) };
  });
}

const mayOpen = (roles: readonly string[], { roles: own }: Principal): boolean =>
  roles.some((role) => role === "anyone" || own.includes(role));

async function find(
  work: Work,
  definition: Definition,
  schema: Schema,
  asking: Asking,
  shows: (path: string) => boolean,
): Promise<Found> {
  const found: Found = {};
  for (const [at, declared] of declaredChoices(schema)) {
    const list = choiceList(definition, declared, { shows });
    const offered = list === null ? [] : await choicesIn(work, definition, list, asking);
    if (offered.length > 0) found[at] = offered;
  }
  return found;
}
