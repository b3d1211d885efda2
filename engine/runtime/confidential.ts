import { positionOf, type Effect, type EventExplanation, type Explanation } from "../machine/index.ts";
import { payloadSchema, type Json, type JsonObject, type Pack, type Principal } from "../model/index.ts";
import type { JournalEntry } from "../ports/index.ts";
import type { Definition } from "./compiler.ts";
import { compiled, scopeOf, within } from "./facts.ts";
import { isPathHidden, strip, type Hidden } from "./masks.ts";
import { hasRole, type Visible } from "./sight.ts";

/** What one person sees of a case: everything but the confidential fields of classes that they are not in. */
export interface Veil {
  data(data: JsonObject): JsonObject;
  /** Whether nothing at this path of the scope, or inside it, is hidden. */
  shows(path: string): boolean;
  entry(entry: JournalEntry): JournalEntry;
  explanation(explanation: EventExplanation): EventExplanation;
}

/** The veil of a person for a case; that of nobody in particular where `by` is null. */
export function veilFor(definition: Definition, record: Visible, by: Principal | null, now: string): Veil {
  if (!hasConfidential(definition.pack)) return open;
  const answers = new Map<string, boolean>();
  const hidden: Hidden = (name) => {
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = by === null || !isIn(definition, record, by, name, now);
    answers.set(name, answer);
    return answer;
  };
  return drawn(definition, hidden);
}

function isIn(
  definition: Definition,
  record: Visible,
  person: Principal,
  name: string,
  now: string,
): boolean {
  const by = positionOf(person);
  const classes = definition.procedure.confidential ?? {};
  const declared = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (declared === undefined) return false;
  if (!declared.to.some((role) => hasRole(definition, record, by, role, now))) return false;
  if (declared.where === undefined) return true;
  const rule = compiled(definition, declared.where);
  const state = "state" in record ? record.state : null;
  const data = "state" in record ? record.state.data : record.data;
  const { openedBy } = record;
  const asking = { state, data, event: { type: "" }, by, case: { openedBy }, now };
  return within(() => rule.holds(scopeOf(definition, asking, rule.reads)));
}

/** Nothing is confidential: only what the directory says of the sender beyond name and roles stays inside. */
const open: Veil = {
  data: (data) => data,
  shows: () => true,
  entry: (entry) => ({ ...entry, by: sender(entry.by) }),
  explanation: (explanation) => explanation,
};

function drawn({ procedure }: Definition, hidden: Hidden): Veil {
  const { data: schema } = procedure;
  const data = (value: JsonObject): JsonObject => strip(schema, schema, value, hidden) as JsonObject;
  const all = Object.keys(procedure.confidential ?? {}).every((name) => !hidden(name));
  const event = ({ type, ...payload }: JournalEntry["event"]): JournalEntry["event"] => {
    if (type === "case.open") return { ...data(payload), type };
    if (!Object.hasOwn(procedure.events, type))
      return all ? { ...payload, type } : withoutResults({ ...payload, type });
    const shape = payloadSchema(procedure, type);
    return { ...(strip(shape, shape, payload, hidden) as JsonObject), type };
  };
  return {
    data,
    shows: (path) => !readsHidden(procedure.data, path, hidden),
    entry({ answers, ...entry }) {
      return {
        ...entry,
        by: sender(entry.by),
        event: event(entry.event),
        set: data(entry.set),
        ...(entry.facts === undefined ? {} : { facts: plainFacts(entry.facts) }),
        ...(answers === undefined || !all ? {} : { answers }),
        effects: all ? entry.effects : entry.effects.map(outline),
      };
    },
    explanation: (explanation) => veiled(explanation, (path) => readsHidden(procedure.data, path, hidden)),
  };
}

/** The result of a child or call, and what the engine takes an event with, may be made of anything. */
function withoutResults(event: JournalEntry["event"]): JournalEntry["event"] {
  if (/^(?:xstate\.after|case\.approver)\./.test(event.type)) return { type: event.type };
  const { output: _output, row: _row, error: _error, ...rest } = event;
  return rest as JournalEntry["event"];
}

/** Answers of facts that are rows come from other cases, whose confidential fields nobody here can tell. */
function plainFacts(facts: Record<string, Json>): Record<string, Json> {
  const isPlain = (value: Json) => typeof value !== "object" || value === null;
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) =>
      Array.isArray(value) ? value.every(isPlain) : isPlain(value),
    ),
  );
}

/** That an effect was asked for, without what was made of the data. What was published is public. */
function outline(effect: Effect): Effect {
  const { type } = effect;
  if (type === "enter") return { ...effect, row: {} };
  if (type === "strike" || type === "call")
    return { ...effect, ...(type === "call" ? { input: null } : { key: null }) };
  if (type === "open" || type === "child") return { ...effect, data: {} };
  if (type === "send") return { ...effect, event: { type: effect.event.type } };
  if (type === "notify") return { ...effect, text: { en: "", "zh-CN": "" } };
  return effect;
}

function readsHidden(schema: JsonObject, path: string, hidden: Hidden): boolean {
  const [root = "", ...keys] = path.split(".");
  if (root === "fact" || root === "ballot") return false;
  return root === "data" || root === "" ? isPathHidden(schema, keys, hidden) : false;
}

function veiled(explanation: EventExplanation, isHidden: (path: string) => boolean): EventExplanation {
  const { transitions, sender: asked, ...rest } = explanation;
  return {
    ...rest,
    transitions: transitions.map(({ guard, ...transition }) => ({
      ...transition,
      ...(guard === undefined ? {} : { guard: cover(guard, isHidden).node }),
    })),
    sender: { ...asked, ...(asked.where === undefined ? {} : { where: cover(asked.where, isHidden).node }) },
  };
}

/** Takes the value of what reads something confidential, and of all that is made of it but whether it holds. */
function cover(
  node: Explanation,
  isHidden: (path: string) => boolean,
): { node: Explanation; covered: boolean } {
  const parts = node.parts?.map((part) => cover(part, isHidden));
  const reads = (node.op === "var" || node.op === "outer") && isHidden(node.name ?? "");
  const covered = reads || parts?.some((part) => part.covered) === true;
  const kept = parts === undefined ? node : { ...node, parts: parts.map((part) => part.node) };
  if (!covered) return { node: kept, covered };
  return { node: { ...kept, value: typeof node.value === "boolean" && !reads ? node.value : null }, covered };
}

function sender({ id, name, roles, orgs, for: of }: Principal): Principal {
  return {
    id,
    ...(name === undefined ? {} : { name }),
    roles,
    ...(orgs === undefined ? {} : { orgs }),
    ...(of === undefined ? {} : { for: of }),
  };
}

const packsWithConfidential = new WeakMap<Pack, boolean>();
function hasConfidential(pack: Pack): boolean {
  const known = packsWithConfidential.get(pack);
  if (known !== undefined) return known;
  const found = Object.values(pack.procedures).some(({ data, events }) =>
    /"confidential":/.test(JSON.stringify([data, events])),
  );
  packsWithConfidential.set(pack, found);
  return found;
}
