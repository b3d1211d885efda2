import assert from "node:assert/strict";
import { compileMachine } from "../../engine/machine/index.ts";
import type {
  CaseState,
  Effect,
  EntryDraft,
  Machine,
  Note,
  StepContext,
  StepResult,
  Stimulus,
} from "../../engine/machine/index.ts";
import { ajvValidator } from "../../engine/model/index.ts";
import type {
  JsonObject,
  MachineConfig,
  Pack,
  Principal,
  Procedure,
  RefusalCode,
  Text,
} from "../../engine/model/index.ts";

/** A host for machines in tests: it does what the runtime does around a step, and holds every step to the laws that hold for all of them. */

export const monday = "2026-03-02T01:00:00.000Z";

export function title(en: string): Text {
  return { en, "zh-CN": en };
}

/** A procedure around a machine: everything that is not said is the least there can be. */
export function procedureOf(machine: Omit<MachineConfig, "id">, parts: Partial<Procedure> = {}): Procedure {
  const id = parts.id ?? "tested";
  const named = eventsIn(machine);
  return {
    id,
    title: title(id),
    opening: { by: ["anyone"] },
    data: { type: "object", properties: {} },
    ...parts,
    events: {
      ...Object.fromEntries(named.map((name) => [name, { title: title(name), by: ["anyone"] }])),
      ...parts.events,
    },
    machine: { id, ...machine },
  };
}

function eventsIn(config: Omit<MachineConfig, "id">): string[] {
  const own = Object.keys(config.on ?? {}).filter((name) => !name.includes("."));
  return [...new Set([...own, ...Object.values(config.states ?? {}).flatMap((state) => eventsIn(state))])];
}

export function packOf(procedures: Procedure[], parts: Partial<Pack> = {}): Pack {
  const calendar = (year: string) => ({ [year]: { source: "test", holidays: [], workingWeekends: [] } });
  return {
    id: "test",
    version: "1.0.0",
    title: title("test"),
    engine: "*",
    timeZone: "Asia/Shanghai",
    calendar: "cn",
    roles: {},
    parameters: {},
    registers: {},
    schedules: [],
    procedures: Object.fromEntries(procedures.map((procedure) => [procedure.id, procedure])),
    scenarios: {},
    layouts: {},
    calendars: { cn: { id: "cn", title: title("cn"), years: { ...calendar("2026"), ...calendar("2027") } } },
    rows: {},
    directory: {},
    files: {},
    digest: "",
    ...parts,
  };
}

export function machineOf(
  machine: Omit<MachineConfig, "id">,
  parts: Partial<Procedure> = {},
  pack: Partial<Pack> = {},
): Machine {
  const procedure = procedureOf(machine, parts);
  return compileMachine(
    packOf([procedure, ...Object.values(pack.procedures ?? {})], {
      ...pack,
      procedures: { ...pack.procedures, [procedure.id]: procedure },
    }),
    procedure.id,
    {},
    { validator: ajvValidator() },
  );
}

export function person(id: string, ...roles: string[]): Principal {
  return { id, roles };
}

type By = string | Principal;
const principal = (by: By): Principal => (typeof by === "string" ? person(by) : by);

interface Opening {
  data?: JsonObject;
  by?: By;
  at?: string;
  people?: Record<string, string[]>;
  facts?: Record<string, JsonObject[string]>;
}

/** A case in play. */
export class Play {
  readonly machine: Machine;
  state!: CaseState;
  now: string;
  revision = 0;
  /** What set the last step off; entries of that step. */
  last: Stimulus | null = null;
  entries: EntryDraft[] = [];
  people: Record<string, string[]>;
  facts: Record<string, JsonObject[string]>;
  private readonly openedBy: string;

  constructor(
    machine: Machine,
    { data = {}, by = "opener", at = monday, people = {}, facts = {} }: Opening = {},
  ) {
    this.machine = machine;
    this.now = at;
    this.people = people;
    this.facts = facts;
    this.openedBy = principal(by).id;
    this.take(pure(() => machine.open({ data: frozen(data), by: frozen(principal(by)) }, this.context())));
  }

  context(): StepContext {
    const { id, version } = { id: "case-1", version: "1.0.0" };
    return frozen({
      now: this.now,
      case: {
        id,
        procedure: this.machine.procedure.id,
        version,
        openedAt: monday,
        openedBy: this.openedBy,
        revision: this.revision,
        depth: 0,
      },
      facts: this.facts,
      people: this.people,
    });
  }

  /** One step, held to the laws: nothing given is changed, the same again gives the same, and a state that was stored does as one that was not. */
  step(stimulus: Stimulus): StepResult {
    const state = frozen(this.state);
    const result = pure(() => this.machine.step(state, frozen(stimulus), this.context()));
    assert.deepEqual(this.machine.step(stored(state), stimulus, this.context()), result);
    this.last = stimulus;
    this.entries = [];
    if (result.ok) this.take(result);
    return result;
  }

  send(type: string, by: By = "somebody", payload: JsonObject = {}): this {
    const result = this.step({ kind: "event", event: { type, ...payload }, by: principal(by) });
    if (!result.ok)
      throw new Error(`${type} was refused: ${result.refusal.code} ${result.refusal.message.en}`);
    return this;
  }

  /** The code with which an event is refused. */
  refused(type: string, by: By = "somebody", payload: JsonObject = {}): RefusalCode | "accepted" {
    const result = this.step({ kind: "event", event: { type, ...payload }, by: principal(by) });
    return result.ok ? "accepted" : result.refusal.code;
  }

  refusal(type: string, by: By = "somebody", payload: JsonObject = {}) {
    const result = this.step({ kind: "event", event: { type, ...payload }, by: principal(by) });
    return result.ok ? null : result.refusal;
  }

  /** Fires the one thing that is due next, at its instant. */
  due(): this {
    const due = this.machine.nextDue(this.state);
    if (due === null) throw new Error("nothing is due");
    this.now = due > this.now ? due : this.now;
    const result = this.step({ kind: "due" });
    if (!result.ok) throw new Error(result.refusal.message.en);
    return this;
  }

  /** Lets time pass until an instant, what falls due on the way included; gives the entries of all steps. */
  until(at: string): EntryDraft[] {
    const all: EntryDraft[] = [];
    for (
      let due = this.machine.nextDue(this.state);
      due !== null && due <= at;
      due = this.machine.nextDue(this.state)
    ) {
      this.due();
      all.push(...this.entries);
    }
    this.now = at;
    return all;
  }

  answer(id: string, output: JsonObject[string], index = 0): this {
    const result = this.step({ kind: "answer", token: this.token(id), index, output });
    if (!result.ok) throw new Error(result.refusal.message.en);
    return this;
  }
  fail(id: string, code = "broken", index = 0): this {
    const result = this.step({
      kind: "failure",
      token: this.token(id),
      index,
      error: { code, message: code },
    });
    if (!result.ok) throw new Error(result.refusal.message.en);
    return this;
  }

  token(id: string): string {
    const found = Object.values(this.state.invocations).find((invocation) => invocation.id === id);
    if (found === undefined) throw new Error(`nothing waits for ${id}`);
    return found.token;
  }

  get value() {
    return this.state.value;
  }
  get data() {
    return this.state.data;
  }
  get kinds(): string[] {
    return this.entries.map(({ kind }) => kind);
  }
  get effects(): Effect[] {
    return this.entries.flatMap(({ effects }) => effects);
  }
  get notes(): Note[] {
    return this.entries.flatMap(({ notes }) => notes);
  }
  get taken(): string[] {
    return this.entries.flatMap(({ taken }) => taken);
  }

  private take(result: StepResult): void {
    if (!result.ok) throw new Refused(result.refusal.code, result.refusal.message.en);
    assert.deepEqual(stored(result), result);
    this.state = result.state;
    this.entries = result.entries;
    this.revision += result.entries.length;
  }
}

/** Opening was refused. */
export class Refused extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function refusedOpening(machine: Machine, opening: Opening): RefusalCode | "accepted" {
  try {
    const { state } = new Play(machine, opening);
    assert.ok(state.value);
    return "accepted";
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.code;
    throw thrown;
  }
}

function pure(act: () => StepResult): StepResult {
  const result = act();
  assert.deepEqual(act(), result);
  return result;
}

function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The same value, of which nothing can be changed any more. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
