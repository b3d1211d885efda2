import type {
  Instant,
  Json,
  JsonObject,
  Pack,
  Principal,
  Problem,
  SchemaValidator,
  TimeUnit,
} from "../model/index.ts";
import { readChart } from "../model/index.ts";
import type { CaseRecord, CaseSummary, Connector, JournalEntry, Page, PageRequest } from "../ports/index.ts";
import type { Answer, By, Compiler, Engine } from "../runtime/index.ts";
import { openEngine } from "../runtime/index.ts";
import type { MemoryStore } from "../store/memory/index.ts";
import { memory } from "../store/memory/index.ts";
import { createZone, type Zone } from "../time/index.ts";
import { countingIds, manualClock } from "./clock.ts";

export interface SimulationOptions {
  /** When it begins. */
  at: Instant;
  /** Values of the pack's parameters; defaults where absent. */
  parameters?: JsonObject;
  /** First rows of registers, instead of those that the pack brings. */
  registers?: Record<string, JsonObject[]>;
  validator?: SchemaValidator;
  /** What simulations of the same pack share, so that it is compiled once. Brings its own validator. */
  compiler?: Compiler;
}

/**
 * A pack that runs on an engine of its own, in memory and in a time that only {@link Simulation.advance} moves. Everything is the
 * real engine; calls of connectors wait for {@link Simulation.answer}. `back` takes the last act back, time included.
 *
 * @example
 * const begun = await simulation(pack, { at: "2026-03-02T01:00:00.000Z" });
 * if (begun.ok) await begun.simulation.open({ procedure: "approval", by: "ann", data: {} });
 */
export interface Simulation {
  readonly engine: Engine;
  readonly store: MemoryStore;
  readonly zone: Zone;
  now(): Instant;
  open(command: { procedure: string; by: By; data?: JsonObject }): Promise<Answer>;
  send(command: { case: string; event: { type: string; [key: string]: Json }; by: By }): Promise<Answer>;
  /** A common act, `proxy` included: the standing proxy of `by`, from now on. */
  act(command: { case: string; act: string; payload: JsonObject; by: By }): Promise<Answer>;
  answer(command: { case: string; call: string } & CallAnswer): Promise<Answer>;
  /** Lets time pass until an instant, firing what falls due on the way, its end included (F5). False: far too much fell due. */
  advance(to: Instant): Promise<boolean>;
  /** When something falls due next; null where nothing will. */
  due(): Promise<Instant | null>;
  /** Undoes the last act. False where there is none. */
  back(): boolean;
}
export type CallAnswer = { output: Json } | { error: { code: string; message: string } };

/** Who answers calls and deploys; nobody of the pack. */
export const operator: Principal = { id: "simulation", roles: ["administrator"] };

/** So many instants at which something falls due may lie in one advance: once a day for thirteen years. */
const mostStops = 5000;
/** So often in a row something may be due at one instant because of what was due there. */
const mostRounds = 100;

/** Begins a simulation. Gives the problems for which the pack cannot be deployed. */
export async function simulation(
  pack: Pack,
  { at, parameters, registers, validator, compiler }: SimulationOptions,
): Promise<{ ok: true; simulation: Simulation } | { ok: false; problems: Problem[] }> {
  const clock = manualClock(at);
  const store = memory();
  const engine = await openEngine({
    store,
    clock,
    ids: countingIds(),
    connectors: deafConnectors(pack),
    validator,
    compiler,
  });
  const stocked = registers === undefined ? pack : { ...pack, rows: { ...pack.rows, ...registers } };
  const deployed = await engine.deploy(stocked, { by: operator, parameters });
  if (!deployed.ok) return { ok: false, problems: deployed.problems };
  const zone = createZone(pack.timeZone, pack.calendars[pack.calendar]!);
  const past: { at: Instant; content: ReturnType<MemoryStore["snapshot"]> }[] = [];

  /** Does an act that can be taken back; a refused one leaves nothing to take back. */
  async function act(work: () => Promise<Answer>): Promise<Answer> {
    const before = { at: clock.now(), content: store.snapshot() };
    const answer = await work();
    if (answer.ok) {
      past.push(before);
      await settle();
    }
    return answer;
  }

  async function appoint(command: { case: string; payload: JsonObject; by: By }): Promise<Answer> {
    const { to, until, procedures, roles } = command.payload;
    const names = (value: Json | undefined) => (Array.isArray(value) ? value.map(String) : undefined);
    const { by } = command;
    const appointed = await engine.appointProxy({
      by,
      of: typeof by === "string" ? by : by.id,
      proxy: String(to),
      from: clock.now(),
      to: typeof until === "string" ? until : endOfWait(zone, clock.now(), { years: 1 }),
      ...(names(procedures) === undefined ? {} : { procedures: names(procedures) }),
      ...(names(roles) === undefined ? {} : { roles: names(roles) }),
    });
    if (!appointed.ok) return appointed;
    const { id, revision, status, state } = (await store.reader.case(command.case))!;
    return { ok: true, id, revision, status, state: state.value };
  }

  /** Delivers what waits and fires what is due now. */
  async function settle(): Promise<void> {
    for (let round = 0; round < mostRounds; round++) {
      const { fired, opened, delivered } = await engine.tick();
      if (fired + opened + delivered === 0) return;
    }
  }

  /** The next instant after now at which something falls due; with schedules the end of the day too, when they are looked at. */
  async function nextStop(): Promise<Instant | null> {
    const now = clock.now();
    const cases = await every((page) => store.reader.cases({ status: "active", ...page }));
    const dues = cases.map(({ due }) => due).filter((due) => due !== null && due > now);
    if (pack.schedules.length > 0) dues.push(zone.endOf(zone.dateOf(now)));
    return dues.reduce<Instant | null>((first, due) => (first === null || due! < first ? due : first), null);
  }

  return {
    ok: true,
    simulation: {
      engine,
      store,
      zone,
      now: () => clock.now(),
      open: (command) => act(() => engine.open(command)),
      send: (command) => act(() => engine.send(command)),
      act: (command) => act(() => (command.act === "proxy" ? appoint(command) : engine.act(command))),
      answer: (command) => act(() => engine.answer({ ...command, by: operator })),
      due: nextStop,
      async advance(to) {
        past.push({ at: clock.now(), content: store.snapshot() });
        for (let stops = 0; stops < mostStops; stops++) {
          const stop = await nextStop();
          if (stop === null || stop > to) {
            clock.set(to);
            await settle();
            return true;
          }
          clock.set(stop);
          await settle();
        }
        return false;
      },
      back() {
        const before = past.pop();
        if (before === undefined) return false;
        store.restore(before.content);
        clock.set(before.at);
        return true;
      },
    },
  };
}

/** The end of a wait by units, in the order written: counted as delays are (F5). */
export function endOfWait(zone: Zone, from: Instant, units: Partial<Record<TimeUnit, number>>): Instant {
  return (Object.entries(units) as [TimeUnit, number][]).reduce(
    (at, [unit, limit]) => zone.due(at, limit, unit).at,
    from,
  );
}

/** All items of a list that comes in pages. */
export async function every<T>(page: (request: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await page({ limit: 200, ...(after === undefined ? {} : { after }) });
    all.push(...items);
    after = next;
  } while (after !== undefined);
  return all;
}

/** The journal of a case, whole. */
export function journalOf({ store }: Simulation, id: string): Promise<JournalEntry[]> {
  return every((page) => store.reader.journal(id, page));
}

/**
 * Cases that a case opened by a link or waits for by an invocation, in the order of opening. `name#2` means the second alone.
 */
export async function linkedCases(
  { store }: Simulation,
  parent: string,
  name: string,
): Promise<CaseSummary[]> {
  const [link = "", place] = name.split("#");
  const children = await every((page) => store.reader.cases({ parent, ...page }));
  const named = children
    .toReversed()
    .filter(({ parent: to }) => to?.link === link || to?.token?.slice(0, to.token.lastIndexOf(":")) === link);
  return place === undefined ? named : named.slice(Number(place) - 1, Number(place));
}

/** The call of a case that a name means: an invocation's id, or the connector that one calls. */
export function callNamed(record: CaseRecord, name: string, pack: Pack): string | null {
  const calls = Object.values(record.state.invocations).filter(({ src }) => src === "call");
  const direct = calls.find(({ id }) => id === name);
  if (direct !== undefined) return direct.id;
  const chart = readChart(pack.procedures[record.procedure]!.machine);
  const calling = calls.find(({ id, state }) =>
    chart.byPath
      .get(state)
      ?.invokes.some((invoke) => invoke.id === id && invoke.input?.["connector"] === name),
  );
  return calling?.id ?? null;
}

/** Connectors for every name that the pack calls: what they are asked for is recorded with the effect, the answer comes later. */
function deafConnectors(pack: Pack): Record<string, Connector> {
  const names = called.get(pack) ?? connectorsOf(pack);
  called.set(pack, names);
  return Object.fromEntries([...names].map((name) => [name, { perform: async () => undefined }]));
}

const called = new WeakMap<Pack, ReadonlySet<string>>();

function connectorsOf(pack: Pack): ReadonlySet<string> {
  const names = new Set<string>(["notify"]);
  for (const { machine } of Object.values(pack.procedures)) {
    const chart = readChart(machine);
    const actions = [
      ...chart.states.flatMap(({ entry, exit }) => [...entry, ...exit]),
      ...chart.transitions.flatMap((transition) => transition.actions),
    ];
    const connectors = [
      ...actions.filter(({ type }) => type === "call").map(({ params }) => params?.["connector"]),
      ...chart.states.flatMap(({ invokes }) => invokes).map(({ input }) => input?.["connector"]),
    ];
    for (const name of connectors) if (typeof name === "string") names.add(name);
  }
  return names;
}
