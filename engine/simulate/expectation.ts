import { matchesState } from "xstate";
import { isStanding, statusOf } from "../machine/index.ts";
import { pointer, type Expectation, type Json, type JsonObject, type Text } from "../model/index.ts";
import type { CaseRecord } from "../ports/index.ts";
import type { Simulation } from "./simulation.ts";
import { every, journalOf } from "./simulation.ts";
import { say, shown } from "./words.ts";

/** Where an expectation looks. */
export interface Looked {
  simulation: Simulation;
  record: CaseRecord;
  /** Messages of entries after this one count as sent: those of the step, or all (0) at the end. */
  since: number;
}

/** What is not as it was expected; a place is a JSON pointer into the expectation. */
export interface Difference {
  path: string;
  message: Text;
}

type Check = (expected: Json, looked: Looked) => Promise<Difference[]> | Difference[];

/** Compares a case with an expectation, member by member. Nothing is expected of what is not named. */
export async function compare(expectation: Expectation, looked: Looked): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const [member, check] of Object.entries(checks)) {
    const expected = expectation[member as keyof Expectation] as Json | undefined;
    if (expected === undefined) continue;
    const differences = await check(expected, looked);
    found.push(...differences.map(({ path, message }) => ({ path: pointer(member) + path, message })));
  }
  return found;
}

const checks: Record<keyof Expectation, Check> = {
  status: (expected, { record }) =>
    expected === record.status
      ? []
      : [here(say("status", { expected: shown(expected), found: record.status }))],

  state: (expected, { record }) =>
    isStateValue(expected) && matchesState(expected, record.state.value)
      ? []
      : [here(say("state", { expected: shown(expected), found: stateOf(record) }))],

  data: (expected, { record }) => subset(expected, record.state.data, "data"),

  clock: (expected, { record }) =>
    entriesOf(expected).flatMap(([clock, light]) => {
      const found = Object.hasOwn(record.state.clocks, clock) ? record.state.clocks[clock] : undefined;
      if (found?.light === light) return [];
      const values = { clock, expected: String(light), found: found?.light ?? "" };
      return [
        { path: pointer(clock), message: say(found === undefined ? "clock-not-started" : "clock", values) },
      ];
    }),

  appeals: (expected, { record }) =>
    entriesOf(expected).flatMap(([clock, wanted]) =>
      entriesOf(wanted).flatMap(([light, status]) => {
        const found = appealAgainst(record, clock, light);
        if (found === status) return [];
        const values = { clock, light, expected: String(status ?? "–"), found: found ?? "–" };
        return [{ path: pointer(clock, light), message: say("appeal", values) }];
      }),
    ),

  obligations(expected, { simulation, record }) {
    const standing = (record.state.obligations ?? [])
      .filter(isStanding)
      .map((one) => ({ ...one, status: statusOf(one, simulation.now()) }));
    return entriesOf(expected).flatMap(([obligation, wanted]) => {
      const rows = standing.filter((one) => one.obligation === obligation);
      if (typeof wanted === "number")
        return rows.length === wanted
          ? []
          : [
              differs("obligation-rows", pointer(obligation), {
                obligation,
                expected: wanted,
                found: rows.length,
              }),
            ];
      return entriesOf(wanted).flatMap(([key, status]) => {
        const found = rows.filter((row) => row.key === key).map((row) => row.status);
        if (status === null ? found.length === 0 : found.some((one) => one === status)) return [];
        return [
          differs("obligation", pointer(obligation, key), {
            obligation,
            key,
            expected: status,
            found: found.length === 0 ? null : found.join(", "),
          }),
        ];
      });
    });
  },

  hold: (expected, { record }) => {
    const found = record.state.hold?.name ?? null;
    return found === expected ? [] : [here(say("hold", { expected: shown(expected), found: shown(found) }))];
  },

  async tasks(expected, { simulation, record }) {
    const open = await simulation.store.reader.tasksOf(record.id, "open");
    const found = open.map((task) => ({ ...task }) as unknown as JsonObject);
    const names = (task: JsonObject) => [
      task["state"],
      task["ballot"],
      task["obligation"],
      ...list(task["roles"]),
      ...list(task["ids"]),
      ...list(task["events"]),
    ];
    const told = open
      .map(
        ({ state, ballot, obligation, events }) => `${ballot ?? obligation ?? state} (${events.join(", ")})`,
      )
      .join("; ");
    return contained(expected, found, names, told, ["tasks", "no-tasks"]);
  },

  async sent(expected, { simulation, record, since }) {
    const entries = await journalOf(simulation, record.id);
    const messages = entries
      .filter(({ seq }) => seq > since)
      .flatMap(({ effects }) => effects.filter((effect) => effect.type === "notify"));
    const found = messages.map(({ roles, ids, message, text }) => ({
      roles,
      ids,
      message,
      text: { ...text },
    }));
    const told = found.map(({ message }) => message).join(", ");
    return contained(expected, found, ({ message }) => [message], told, ["sent", "nothing-sent"]);
  },

  async registers(expected, { simulation }) {
    const differences: Difference[] = [];
    for (const [register, wanted] of entriesOf(expected)) {
      const held = await every((page) => simulation.store.reader.register(register, page));
      if (holds(wanted, new Map(held.map(({ key, row }) => [key, row])))) continue;
      const values = { register, expected: shown(wanted), found: shown(held.map(({ row }) => row)) };
      differences.push({ path: pointer(register), message: say("register", values) });
    }
    return differences;
  },
};

/** Objects are subsets, lists are equal (F5); null also stands for what is not there, since assigning null removes it (A7). */
export function subset(expected: Json, found: Json | undefined, path: string, at = ""): Difference[] {
  if (isObject(expected) && isObject(found))
    return Object.entries(expected).flatMap(([member, value]) =>
      subset(value, own(found, member), `${path}.${member}`, at + pointer(member)),
    );
  if (equal(expected, found ?? null)) return [];
  return [{ path: at, message: say("data", { path, expected: shown(expected), found: shown(found) }) }];
}

/** The state of a case in words. */
export function stateOf({ state }: Pick<CaseRecord, "state">): string {
  return typeof state.value === "string" ? state.value : JSON.stringify(state.value);
}

/**
 * Each that is expected is among those found: by a name, or as an object of which the found one has every member. An empty list
 * expects none.
 */
function contained(
  expected: Json,
  found: JsonObject[],
  names: (found: JsonObject) => (Json | undefined)[],
  told: string,
  [missing, none]: ["tasks", "no-tasks"] | ["sent", "nothing-sent"],
): Difference[] {
  const wanted = list(expected);
  if (wanted.length === 0) return found.length === 0 ? [] : [here(say(none, { found: told }))];
  return wanted.flatMap((one, place) => {
    const there = found.some((candidate) =>
      isObject(one) ? subset(one, candidate, "").length === 0 : names(candidate).includes(one),
    );
    const path = Array.isArray(expected) ? pointer(place) : "";
    return there ? [] : [{ path, message: say(missing, { expected: shown(one), found: told || "–" }) }];
  });
}

/** What has become of the appeal against a light, where it was shown last. */
function appealAgainst({ state }: Pick<CaseRecord, "state">, clock: string, light: string): string | null {
  const lights = Object.hasOwn(state.clocks, clock) ? state.clocks[clock]?.shown : undefined;
  const appeal = lights?.findLast((one) => one.light === light)?.appeal;
  if (appeal === undefined) return null;
  return appeal.decision === undefined ? "open" : appeal.decision.setAside ? "setAside" : "upheld";
}

/** A number of rows, rows in a list (as many, each matching one), or rows by key (null: none of this key). */
function holds(wanted: Json, rows: Map<string, JsonObject>): boolean {
  if (typeof wanted === "number") return rows.size === wanted;
  if (Array.isArray(wanted))
    return (
      wanted.length === rows.size &&
      wanted.every((one) => [...rows.values()].some((row) => subset(one, row, "").length === 0))
    );
  return entriesOf(wanted).every(([key, row]) =>
    row === null ? !rows.has(key) : rows.has(key) && subset(row, rows.get(key), "").length === 0,
  );
}

function equal(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((one, at) => equal(one, b[at]!));
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && equal(a[name]!, b[name]!))
  );
}

/** A state value as it is written in a scenario. */
type StateTree = string | { [key: string]: StateTree };

function isStateValue(value: Json): value is StateTree {
  return typeof value === "string" || (isObject(value) && Object.values(value).every(isStateValue));
}

function differs(
  key: "obligation" | "obligation-rows",
  path: string,
  values: Record<string, Json>,
): Difference {
  const told = Object.entries(values).map(([name, value]) => [name, value === null ? "–" : String(value)]);
  return { path, message: say(key, Object.fromEntries(told)) };
}

const here = (message: Text): Difference => ({ path: "", message });
const list = (value: Json | undefined): Json[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const own = (object: JsonObject, name: string) => (Object.hasOwn(object, name) ? object[name] : undefined);
const entriesOf = (value: Json): [string, Json][] => (isObject(value) ? Object.entries(value) : []);

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
