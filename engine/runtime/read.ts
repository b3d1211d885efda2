import { refusal, type Instant, type Principal, type Refused } from "../model/index.ts";
import { positionOf, type StateValue } from "../machine/index.ts";
import type { CaseRecord, JournalEntry, Reader } from "../ports/index.ts";
import { childrenOf, everyOf } from "./children.ts";
import { command } from "./command.ts";
import { veilFor } from "./confidential.ts";
import { viewContext } from "./context.ts";
import type { Definition } from "./compiler.ts";
import { noProxy, principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import { maySee } from "./sight.ts";
import { laterOf, standing } from "./stimulate.ts";
import type { By, CaseView } from "./types.ts";
import { Refuse, type Held, type Work } from "./work.ts";

/** The history that a view tells goes back so many entries, in a journal that is read so far. */
const mostHistory = 2000;
const mostRead = 20_000;
/** So many children are listed. */
const mostChildren = 1000;

/** A case as a person may see it, as it stands: what is due and has not fired is shown as pending. */
export async function read(
  runtime: Runtime,
  id: string,
  { by }: { by: By },
): Promise<({ ok: true } & CaseView) | Refused> {
  const person = await principalOf(runtime, by, { case: id });
  if (person === null && typeof by === "object" && by.for !== undefined)
    return { ok: false, refusal: noProxy(by.for) };
  return command(runtime, async (work) => {
    const seen = await visibleCase(work, id, person);
    return { ok: true as const, ...(await view(work, seen.held, seen.person)) };
  });
}

/** The case, if this person is known and may see it. Throws {@link Refuse} `unknown-case` or `not-permitted`. */
export async function visibleCase(
  work: Work,
  id: string,
  person: Principal | null,
): Promise<{ held: Held; person: Principal }> {
  const held = await work.hold(id);
  if (held === null) throw new Refuse(refusal("unknown-case", { case: id }));
  const { definition, record } = held;
  const now = work.runtime.clock.now();
  if (person === null || !(await isVisible(work.tx, definition, record, person, now)))
    throw new Refuse(refusal("not-permitted.unseen", {}));
  return { held, person };
}

/** Whether a person may see a case: those who are named for it, and whoever is asked by name to do something sees what about. */
export async function isVisible(
  reader: Reader,
  definition: Definition,
  record: CaseRecord,
  person: Principal,
  now: Instant,
): Promise<boolean> {
  if (maySee(definition, record, person, now)) return true;
  const { id } = positionOf(person);
  return (await reader.tasksOf(record.id, "open")).some(({ ids }) => ids.includes(id));
}

async function view(work: Work, held: Held, person: Principal): Promise<CaseView> {
  const { record, definition } = held;
  const { machine } = definition;
  const { state, parent, pack, status, updatedAt } = record;
  const now = work.runtime.clock.now();
  const history = await historyOf(work, record);
  const veil = veilFor(definition, record, person, now);
  const hold = machine.hold(state);
  return {
    case: {
      ...work.info(record),
      pack,
      status,
      updatedAt,
      parent: parent?.case ?? null,
      children: (await childrenOf(work, held, mostChildren)).map((child) => ({
        link: child.parent?.link ?? linkOf(child.parent?.token),
        case: child.id,
      })),
    },
    state: state.value,
    active: activePaths(state.value),
    visited: visitedOf(history),
    data: veil.data(state.data),
    clocks: machine.clocks(state, laterOf(now, updatedAt)),
    ballots: machine.ballots(state),
    obligations: machine
      .obligations(state, laterOf(now, updatedAt))
      .filter(({ obligation }) => veil.shows(definition.procedure.obligations![obligation]!.each)),
    tasks: await work.tx.tasksOf(record.id, "open"),
    offers: await offersFor(work, held, person, now),
    ...(hold === null ? {} : { hold }),
    ...(state.suspension === undefined ? {} : { suspension: suspensionOf(state.suspension) }),
    acts: await actsFor(work, held, person, now),
    ...handoversFor(held, person),
    delays: delaysOf(held),
    incidents: history.flatMap(({ at, notes }) =>
      notes.flatMap((note) => (note.note === "incident" ? [{ at, message: note.message }] : [])),
    ),
  };
}

async function offersFor(
  work: Work,
  held: Held,
  person: Principal,
  now: Instant,
): Promise<CaseView["offers"]> {
  const { record, definition } = held;
  if (record.status === "done" || record.status === "withdrawn") return [];
  const context = await viewContext(work, held, laterOf(now, record.updatedAt), person);
  const offers = definition.machine.offers(record.state, person, context);
  const barred = standing(record);
  return barred === null ? offers : offers.map((offer) => ({ ...offer, allowed: false, refusal: barred }));
}

async function actsFor(work: Work, held: Held, person: Principal, now: Instant): Promise<CaseView["acts"]> {
  const { record, definition } = held;
  const context = await viewContext(work, held, laterOf(now, record.updatedAt), person);
  return definition.machine.acts(record.state, person, context);
}

function suspensionOf({
  at,
  parent,
}: NonNullable<CaseRecord["state"]["suspension"]>): NonNullable<CaseView["suspension"]> {
  return { since: at, ...(parent === undefined ? {} : { parent }) };
}

/** What common acts have left of themselves: since when this person is informed, what it was archived under. */
function handoversFor(
  { record: { state } }: Held,
  person: Principal,
): Pick<CaseView, "copied" | "archive" | "opinions"> {
  const { copies = {}, archive, held = [] } = state.handovers ?? {};
  const { id } = positionOf(person);
  const opinions = held.flatMap(({ task, opinions: given }) => given.map((one) => ({ task, ...one })));
  return {
    ...(Object.hasOwn(copies, id) ? { copied: copies[id] as Instant } : {}),
    ...(archive === undefined ? {} : { archive }),
    opinions,
  };
}

function delaysOf({ record, definition }: Held): CaseView["delays"] {
  const delays = definition.procedure.delays ?? {};
  return record.state.timers
    .toSorted((a, b) => (a.due === b.due ? a.n - b.n : a.due < b.due ? -1 : 1))
    .map(({ state, delay, due, provisional, still }) => {
      const title = Object.hasOwn(delays, delay) ? delays[delay]?.title : undefined;
      return {
        state,
        delay,
        ...(title === undefined ? {} : { title }),
        due,
        ...(provisional === true ? { provisional } : {}),
        ...(still === undefined ? {} : { still }),
      };
    });
}

/** The last entries of a case, in their order. */
async function historyOf({ tx }: Work, { id, revision }: CaseRecord): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const entry of everyOf((page) => tx.journal(id, page))) {
    if (entry.seq > mostRead) break;
    if (entry.seq > Math.min(revision, mostRead) - mostHistory) entries.push(entry);
  }
  return entries;
}

function visitedOf(history: JournalEntry[]): CaseView["visited"] {
  const states = new Set<string>();
  for (const { value, taken } of history) {
    for (const id of taken) {
      const source = id.slice(0, id.indexOf("|"));
      if (source !== "") states.add(source);
    }
    for (const path of activePaths(value)) states.add(path);
  }
  return { states: [...states], taken: history.flatMap(({ taken }) => taken) };
}

/** Dotted paths of the states in a state value, outermost first. */
export function activePaths(value: StateValue | undefined, parent = ""): string[] {
  if (value === undefined) return [];
  const join = (key: string) => (parent === "" ? key : `${parent}.${key}`);
  if (typeof value === "string") return value === "" ? [] : [join(value)];
  return Object.entries(value).flatMap(([key, inner]) => [join(key), ...activePaths(inner, join(key))]);
}

/** An invoked case stands under the id of its invocation. */
const linkOf = (token = ""): string => token.slice(0, token.lastIndexOf(":"));
