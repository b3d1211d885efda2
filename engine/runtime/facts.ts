import type { CaseInfo, CaseState } from "../machine/index.ts";
import {
  giverOf,
  refusal,
  type FactDefinition,
  type Instant,
  type Json,
  type JsonObject,
  type Logic,
  type Principal,
} from "../model/index.ts";
import type { CaseRecord } from "../ports/index.ts";
import { RuleFault, type Rule, type Scope } from "../rules/index.ts";
import type { Definition } from "./compiler.ts";
import { Refuse, type Work } from "./work.ts";

/** A fact looks at so many rows at most, and gives so many. */
const mostVisited = 100_000;
const mostGiven = 1000;

/** The step that asks: what the `where` of a fact may read besides the row. */
export interface Asking {
  state: CaseState | null;
  data: JsonObject;
  event: JsonObject & { type: string };
  by: Principal;
  /** What is known of the case; of one that is looked at from outside, who opened it. */
  case: CaseInfo | Pick<CaseInfo, "openedBy"> | null;
  now: Instant;
  /** Registers are read as they were then; as they are, where it is left out. */
  asOf?: Instant;
}

/** Takes a row; false where no more are wanted. */
type Visit = (row: JsonObject) => boolean;
type Source = (
  work: Work,
  name: string,
  asked: { fact: FactDefinition; asOf: Instant | undefined },
  visit: Visit,
) => Promise<void>;

const sources: Record<string, Source> = {
  async cases({ tx }, procedure, { fact: { status = "any" } }, visit) {
    const each = (record: CaseRecord) => visit(rowOfCase(record));
    await tx.scanCases(procedure, status, each);
    // A case that an administrator has suspended has not ended: it still takes its place.
    if (status === "active") await tx.scanCases(procedure, "suspended", each);
  },
  async register({ tx }, register, { asOf: at }, visit) {
    for (let after: string | undefined; ;) {
      const page = await tx.register(register, {
        limit: 200,
        ...(at === undefined ? {} : { at }),
        ...(after === undefined ? {} : { after }),
      });
      for (const { row } of page.items) if (!visit(row)) return;
      if (page.next === undefined) return;
      after = page.next;
    }
  },
  async role({ runtime: { directory } }, role, { fact }, visit) {
    for (const id of await directory.inRole(role)) {
      const person = fact.where === undefined ? null : await directory.person(id);
      if (!visit((person ?? { id }) as JsonObject)) return;
    }
  },
};

/**
 * The answer to a fact, from what the transaction sees. Throws {@link Refuse} `limit-exceeded` where it would have to look at more
 * than 100,000 rows or to give more than 1,000.
 */
export async function lookUp(
  work: Work,
  definition: Definition,
  name: string,
  asking: Asking,
): Promise<Json> {
  const fact = definition.procedure.facts?.[name];
  if (fact === undefined) throw new Error(`${definition.procedure.id} has no fact ${name}`);
  return answer(work, definition, fact, asking);
}

/** The same for a fact that is written out, as schedules do. */
export async function answer(
  work: Work,
  definition: Definition,
  fact: FactDefinition,
  asking: Asking,
): Promise<Json> {
  const [kind = "", target = ""] = split(fact.of);
  const source = Object.hasOwn(sources, kind) ? sources[kind] : undefined;
  if (source === undefined) throw new Error(`A fact is of cases, register or role, not of ${fact.of}`);
  const accepts = condition(definition, fact, asking);
  const give = giverOf(fact, mostGiven, () => {
    throw new Refuse(refusal("limit-exceeded", { limit: mostGiven }));
  });
  let visited = 0;
  await source(work, target, { fact, asOf: asking.asOf }, (row) => {
    if (++visited > mostVisited) throw new Refuse(refusal("limit-exceeded", { limit: mostVisited }));
    return accepts(row, visited - 1) ? give.take(row) : true;
  });
  return give.result();
}

function condition(
  definition: Definition,
  { where }: FactDefinition,
  asking: Asking,
): (row: JsonObject, index: number) => boolean {
  if (where === undefined) return () => true;
  const rule = compiled(definition, where);
  const scope = scopeOf(definition, asking, rule.reads);
  return (row, index) => within(() => rule.holds({ ...scope, row, index }));
}

const compiledRules = new WeakMap<Definition, Map<Logic, Rule>>();
/** Logic of a definition, compiled once. */
export function compiled(definition: Definition, logic: Logic): Rule {
  const known = compiledRules.get(definition) ?? new Map<Logic, Rule>();
  compiledRules.set(definition, known);
  const rule = known.get(logic) ?? definition.rules.compile(logic);
  known.set(logic, rule);
  return rule;
}

/** Evaluates logic of a definition; more work than a rule may take refuses the command. */
export function within<T>(evaluate: () => T): T {
  try {
    return evaluate();
  } catch (fault) {
    if (!(fault instanceof RuleFault)) throw fault;
    throw new Refuse({ code: "limit-exceeded", message: fault.text });
  }
}

/** What logic outside of the machine reads: the `where` of a fact, of a confidential class, the data of a schedule. */
export function scopeOf(definition: Definition, asking: Asking, reads: readonly string[]): Scope {
  const { state, now, case: info, asOf: _, ...rest } = asking;
  const { machine, parameters } = definition;
  const mayRead = (root: string) => reads.some((path) => path === "" || path.split(".")[0] === root);
  return {
    ...rest,
    ...(info === null ? {} : { case: info }),
    now,
    param: parameters,
    at: (path) => state !== null && Object.hasOwn(state.entered, path),
    ...(state !== null && mayRead("clock") ? { clock: byName(clocksOf(machine, state, now), "clock") } : {}),
    ...(state !== null && mayRead("ballot") ? { ballot: byName(machine.ballots(state), "ballot") } : {}),
  };
}

/** A light that was set aside counts for no rule (D4). */
function clocksOf(machine: Definition["machine"], state: CaseState, now: Instant) {
  return machine.clocks(state, now).map((view) => ({ ...view, light: view.counts ?? view.light }));
}

function byName<Name extends string>(views: ({ [name in Name]: string } & object)[], name: Name): object {
  return Object.fromEntries(views.map((view) => [view[name], view]));
}

/** A case as the `where` and `field` of a fact read it. */
function rowOfCase({ id, procedure, version, status, openedAt, openedBy, state }: CaseRecord): JsonObject {
  return { id, procedure, version, status, openedAt, openedBy, state: state.value as Json, data: state.data };
}

function split(of: string): [string, string] {
  const colon = of.indexOf(":");
  return [of.slice(0, colon), of.slice(colon + 1)];
}
