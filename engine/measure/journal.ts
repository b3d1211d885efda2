import {
  canonical,
  type Chart,
  type Instant,
  type Json,
  type JsonObject,
  type Logic,
  type TimeUnit,
} from "../model/index.ts";
import type { Zone } from "../time/index.ts";
import type { StateTree, Trace, TraceEntry } from "./types.ts";

/** What logic asks of the journal: `entered`, `times` or `between`, with its arguments. */
interface Question {
  operator: "entered" | "times" | "between";
  takes: string[];
}

/** Questions that some logic asks, each once, under the name by which it reads the answer. */
export class Questions {
  readonly asked = new Map<string, Question>();

  /**
   * Logic in which every question to the journal reads its answer from the scope: rules know nothing of journals. What is quoted
   * (`literal`) stays as it is.
   */
  readFrom(logic: Logic): Logic {
    if (Array.isArray(logic)) return logic.map((part) => this.readFrom(part));
    if (typeof logic !== "object" || logic === null) return logic;
    const entries = Object.entries(logic);
    const [operator, written] = entries.length === 1 ? entries[0]! : ["", null];
    if (operator === "literal") return logic;
    if (isQuestion(operator)) return { outer: `journal.${this.ask(operator, written)}` };
    return Object.fromEntries(entries.map(([key, part]) => [key, this.readFrom(part)]));
  }

  private ask(operator: Question["operator"], written: Json): string {
    const takes = [written].flat().map(String);
    const text = canonical([operator, ...takes]);
    for (const [name, known] of this.asked)
      if (canonical([known.operator, ...known.takes]) === text) return name;
    const name = `q${this.asked.size}`;
    this.asked.set(name, { operator, takes });
    return name;
  }
}

function isQuestion(operator: string): operator is Question["operator"] {
  return operator === "entered" || operator === "times" || operator === "between";
}

/** What is kept for one question while a journal is read. */
interface Answering {
  read(entry: TraceEntry, entered: ReadonlySet<string>): void;
  answer(): Json;
}

const answering: Record<Question["operator"], (takes: string[], zone: Zone) => Answering> = {
  /** When a state was entered first; null where it never was. */
  entered([state = ""]) {
    let first: Instant | null = null;
    return {
      read({ at }, entered) {
        if (first === null && entered.has(state)) first = at;
      },
      answer: () => first,
    };
  },

  /** How often an event was accepted; of a light, how often it was shown and not set aside since (D4). */
  times([event = ""]) {
    let count = 0;
    const ofLight = lightEvent.test(event);
    return {
      read(entry) {
        if (ofLight) count += counted(entry, event);
        else if (entry.kind !== "incident" && entry.event.type === event) count += 1;
      },
      answer: () => count,
    };
  },

  /** Whole units from first entering one state to first entering another after it; null where it did not come to that. */
  between([from = "", to = "", unit = "days"], zone) {
    let begun: Instant | null = null;
    let ended: Instant | null = null;
    return {
      read({ at }, entered) {
        if (begun === null && entered.has(from)) begun = at;
        if (begun !== null && ended === null && entered.has(to)) ended = at;
      },
      answer: () => (begun === null || ended === null ? null : zone.diff(begun, ended, unit as TimeUnit)),
    };
  },
};

const lightEvent = /^clock\.[^.]+\.(?:green|blue|yellow|red|setAside)$/;

/** What an entry adds to how often a light was shown, or to how often one was set aside: told by its notes, once, whatever hold stood. */
function counted({ notes = [] }: TraceEntry, event: string): number {
  let count = 0;
  for (const { note, clock, light, change } of notes) {
    if (note === "light" && event === `clock.${clock}.${light}`) count += 1;
    if (note !== "appeal" || change !== "setAside") continue;
    if (event === `clock.${clock}.${light}`) count -= 1;
    if (event === `clock.${clock}.setAside`) count += 1;
  }
  return count;
}

/** Follows one case through its journal. `chart` is that of the definition which the case runs by. */
export function traceOf({ asked }: Questions, chart: Chart, zone: Zone): Trace {
  const all = [...asked].map(
    ([name, { operator, takes }]) => [name, answering[operator](takes, zone)] as const,
  );
  const transitions = new Map(chart.transitions.map((transition) => [transition.id, transition]));
  let active: ReadonlySet<string> = new Set();

  /** States that became active, also where they were left again in the same entry. */
  function enteredBy({ taken, value }: TraceEntry): Set<string> {
    const now = new Set(pathsOf(value));
    const entered = new Set([...now].filter((path) => !active.has(path)));
    for (const id of taken) {
      const { source, targets, reenter } = transitions.get(id) ?? { source: "", targets: [], reenter: false };
      for (const target of targets) if (target !== source || reenter) entered.add(target);
      for (const path of [source, ...targets].flatMap(upTo)) if (!active.has(path)) entered.add(path);
    }
    active = now;
    return entered;
  }

  return {
    read(entry) {
      const entered = enteredBy(entry);
      for (const [, one] of all) one.read(entry, entered);
    },
    answers: (): JsonObject => Object.fromEntries(all.map(([name, one]) => [name, one.answer()])),
  };
}

/** A path and those of the states around it. */
function upTo(path: string): string[] {
  const keys = path.split(".");
  return keys.map((_, place) => keys.slice(0, place + 1).join("."));
}

function pathsOf(value: StateTree | undefined, above = ""): string[] {
  if (value === undefined) return [];
  const join = (key: string): string => (above === "" ? key : `${above}.${key}`);
  if (typeof value === "string") return value === "" ? [] : [join(value)];
  return Object.entries(value).flatMap(([key, inner]) => [join(key), ...pathsOf(inner, join(key))]);
}
