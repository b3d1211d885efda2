import type { Instant, Json, Principal } from "../model/index.ts";
import { positionOf, system, urging, type Effect } from "../machine/index.ts";
import type { EffectRecord, JournalEntry } from "../ports/index.ts";
import { awaitedElsewhere, type Awaited } from "./awaited.ts";
import { openNested, unanswered, withdrawInvoked } from "./children.ts";
import { incident } from "./incidents.ts";
import { keepCopies } from "./inform.ts";
import { noticeOf } from "./notices.ts";
import { asCase } from "./people.ts";
import { byEntry, entering, registerKey } from "./rows.ts";
import { happen } from "./stimulate.ts";
import { isSubscribed, keepMessage } from "./tell.ts";
import { Refuse, type Held, type Work } from "./work.ts";

/** Where an effect comes from: the case, the entry that asks for it and its place there. */
interface Origin {
  held: Held;
  seq: number;
  n: number;
  at: Instant;
  by: Principal;
}
type Handlers = {
  [Type in Effect["type"]]: (
    work: Work,
    origin: Origin,
    effect: Extract<Effect, { type: Type }>,
  ) => Promise<void> | void;
};

/** Carries out what an entry asks for, in its order, each with all that it causes. */
export function carryOut(work: Work, held: Held, entry: JournalEntry): void {
  work.next(
    ...entry.effects.map((effect, n) => {
      const handle = handlers[effect.type] as (
        work: Work,
        origin: Origin,
        effect: Effect,
      ) => Promise<void> | void;
      return () => handle(work, { held, seq: entry.seq, n, at: entry.at, by: entry.by }, effect);
    }),
  );
}

const handlers: Handlers = {
  async enter(work, origin, { register, row }) {
    const { pack } = origin.held.definition;
    const taken = entering(work.runtime.validator, pack, { register, row });
    if (!taken.ok) {
      const { code, ok: _, ...fault } = taken;
      return incident(work, origin, code, { register, ...fault });
    }
    const { key } = taken;
    const by = originName(origin);
    // A row of the same key is replaced: the earlier one holds until now.
    await work.tx.strikeRow(register, key, origin.at, by);
    await work.tx.enterRow({ register, key, row, from: origin.at, to: null, enteredBy: by, struckBy: null });
  },

  async strike(work, origin, { register, key }) {
    const struck = await work.tx.strikeRow(register, registerKey(key), origin.at, originName(origin));
    if (!struck) incident(work, origin, "no-such-row", { register, key: registerKey(key) });
  },

  async publish(work, { held, seq, n, at }, effect) {
    const { id, procedure } = held.record;
    await work.tx.insertNotice(noticeOf({ case: id, procedure, seq, n, at }, effect));
  },

  async open(work, origin, { procedure, link, data, required }) {
    const { held, at } = origin;
    const { id, depth, state } = held.record;
    const opened = await openNested(work, {
      definition: await work.runtime.definitions.live(work.tx, procedure),
      procedure,
      data,
      parent: { case: id, link },
      by: asCase(id),
      depth: depth + 1,
      at,
    });
    if (!opened.ok && required === true) throw new Refuse(opened.refusal);
    if (!opened.ok)
      return incident(work, origin, "opening-refused", { procedure, fault: opened.refusal.message });
    const links = { ...state.links, [link]: [...(state.links[link] ?? []), opened.id] };
    work.act(
      held,
      { kind: "link", event: { type: "case.link", link, case: opened.id }, by: system, at },
      { ...state, links },
    );
  },

  copy: (work, origin, { ids, text }) => keepCopies(work, origin, originName(origin), ids, text),

  async child(work, { held, at }, { token, index, procedure, data, answerAt, gives }) {
    const { id, depth } = held.record;
    const opened = await openNested(work, {
      definition: await work.runtime.definitions.beside(work.tx, held.definition, procedure),
      procedure,
      data,
      parent: {
        case: id,
        token,
        index,
        ...(answerAt === undefined ? {} : { answerAt }),
        ...(gives === undefined ? {} : { gives }),
      },
      by: asCase(id),
      depth: depth + 1,
      at,
    });
    if (opened.ok) return;
    const { code, message } = opened.refusal;
    const error = { code, message: message.en };
    work.next(() =>
      happen(work, {
        case: id,
        stimulus: { kind: "failure", token, index, error },
        at,
        refused: (refused) => incident(work, { held, at }, "answer-refused", { fault: refused.message }),
      }),
    );
  },

  async send(work, origin, { to, event }) {
    const { held, at } = origin;
    const { id } = held.record;
    const targets = await receivers(work, held, to);
    if (targets === null) return incident(work, origin, "nobody-to-send-to", { event: event.type, to });
    work.next(
      ...targets.map(
        (target) => () =>
          happen(work, {
            case: target,
            stimulus: { kind: "event", event, by: asCase(id) },
            at,
            refused: (refused) =>
              incident(work, origin, "send-refused", { event: event.type, to, fault: refused.message }),
          }),
      ),
    );
  },

  async notify(work, origin, effect) {
    const { roles, ids, message, text } = effect;
    const { held, seq, n, at } = origin;
    const { id, procedure } = held.record;
    await keepMessage(work, { case: id, procedure, seq, n, at }, effect);
    const elsewhere = message === urging ? await awaitedElsewhere(work, held, positionOf(origin.by).id) : [];
    for (const { roles: others, ids: people, ...of } of elsewhere)
      await keepMessage(work, { ...of, seq, n, at, from: id }, { ...effect, roles: others, ids: people });
    const everybody = { roles: union(roles, elsewhere, "roles"), ids: union(ids, elsewhere, "ids") };
    const { connectors, subscriptions } = work.runtime;
    const subscribed = subscriptions.some((one) => isSubscribed(one, procedure, message));
    const connected = subscribed || Object.hasOwn(connectors, "notify");
    work.request({
      ...request(origin, "notify", "notify", { ...everybody, message, text: { ...text } }),
      status: connected ? "waiting" : "done",
    });
  },

  call(work, origin, { connector, input, token }) {
    const connected = Object.hasOwn(work.runtime.connectors, connector);
    work.request({
      ...request(origin, "call", connector, input),
      token: token ?? null,
      ...(connected ? {} : { status: "incident", lastError: `There is no connector “${connector}”` }),
    });
    if (!connected) incident(work, origin, "unknown-connector", { connector });
  },

  withdraw: (work, { held, at }, { token }) => withdrawInvoked(work, held, token, at),
};

function union(own: string[], elsewhere: Awaited[], what: "roles" | "ids"): string[] {
  return [...new Set([...own, ...elsewhere.flatMap((one) => one[what])])];
}

/** Cases that an event goes to: a link's, or those of an invocation that have not answered. Null where there is nobody to send to. */
async function receivers(work: Work, held: Held, to: string): Promise<string[] | null> {
  const { state, parent } = held.record;
  if (to === "parent") return parent === null ? null : [parent.case];
  const linked = state.links[to];
  if (linked !== undefined) return linked;
  const isAwaited = held.definition.chart.states.some(({ invokes }) => invokes.some(({ id }) => id === to));
  return isAwaited ? await unanswered(work, held, to) : null;
}

function request(
  { held, seq, n, at }: Origin,
  type: EffectRecord["type"],
  connector: string,
  input: Json,
): EffectRecord {
  return {
    key: `${held.record.id}:${seq}:${n}`,
    case: held.record.id,
    type,
    connector,
    input,
    token: null,
    status: "waiting",
    attempts: 0,
    nextAt: at,
    createdAt: at,
    lastError: null,
  };
}

const originName = ({ held, seq }: Origin): string => byEntry(held.record.id, seq);
