import type { CaseView } from "../../../engine/runtime/types.ts";
import type {
  CalendarDefinition,
  Instant,
  Json,
  JsonObject,
  Procedure,
} from "../../../engine/model/types.ts";
import { createBudget, createRules, RuleFault, type Rules, type Scope } from "../../../engine/rules/index.ts";
import { createZone, type Zone } from "../../../engine/time/index.ts";
import type { PackAround } from "../context.tsx";
import type { Building, Mark } from "./building.tsx";
import { nodeAt } from "./tree-edits.ts";
import { partKind, writeTree, type NodePath, type RuleNode } from "./tree.ts";

/** The rules of a document, to be tried in the page as the engine would evaluate them. */
export function rulesOf(definition: Procedure, around: PackAround): Rules {
  const { rules, decisions } = definition;
  return createRules({ rules, decisions, zone: zoneOf(around) });
}

/** Civil time of the pack, read once; without its calendar every date is a working day or a weekend. */
function zoneOf(around: PackAround): Zone {
  let zone = zones.get(around);
  if (zone === undefined) zones.set(around, (zone = readZone(around)));
  return zone;
}
const zones = new WeakMap<PackAround, Zone>();

function readZone({ files, timeZone }: PackAround): Zone {
  const read = (path: string): Json => {
    try {
      return JSON.parse(files[path] ?? "null") as Json;
    } catch {
      return null;
    }
  };
  const head = read("pack.json") as { calendar?: string } | null;
  const calendar = read(`calendars/${head?.calendar ?? ""}.json`) as unknown as CalendarDefinition | null;
  return createZone(timeZone, calendar ?? noCalendar);
}

const noCalendar: CalendarDefinition = { id: "", title: { en: "", "zh-CN": "" }, years: {} };

/** What rules read of a case, as somebody sees it: what they may not see is missing. Facts are looked up only when something happens. */
export function scopeOfView(
  view: CaseView,
  now: Instant,
  more: Pick<Scope, "event" | "by" | "param">,
): Scope {
  const { id, procedure, version, openedAt, openedBy, revision, depth } = view.case;
  const active = new Set(view.active);
  return {
    data: view.data,
    case: { id, procedure, version, openedAt, openedBy, revision, depth },
    clock: Object.fromEntries(
      view.clocks.map(({ clock, used, left, light, counts = light }) => [
        clock,
        { used, left, light: counts },
      ]),
    ),
    ballot: Object.fromEntries(
      view.ballots
        .filter(({ status }) => status === "open")
        .map(({ ballot, counts, base }) => [ballot, { counts, base }]),
    ),
    now,
    at: (state) => active.has(state),
    ...more,
  };
}

/** The parameters as they are where nothing else is said. */
export function defaultParameters({ parameters }: PackAround): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, schema]) =>
      schema["default"] === undefined ? [] : [[name, schema["default"]]],
    ),
  );
}

/** The value at a path of a scope; undefined where there is none. Own properties only. */
export function readScope(scope: Scope, path: string): Json | undefined {
  let at: unknown = scope;
  for (const key of path.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at as Json | undefined;
}

/** The scope with other values at some paths; undefined takes one out. */
export function withValues(scope: Scope, values: Readonly<Record<string, Json | undefined>>): Scope {
  return Object.entries(values).reduce<unknown>(
    (whole, [path, value]) => put(whole, path.split("."), value),
    scope,
  ) as Scope;
}

function put(container: unknown, [key = "", ...rest]: string[], value: Json | undefined): unknown {
  if (Array.isArray(container)) {
    const inner = rest.length === 0 ? value : put(container[Number(key)], rest, value);
    return container.map((item, place) => (place === Number(key) ? inner : item) as Json);
  }
  const record = typeof container === "object" && container !== null ? container : {};
  const own = Object.hasOwn(record, key) ? (record as Record<string, unknown>)[key] : undefined;
  const inner = rest.length === 0 ? value : put(own, rest, value);
  const others = Object.entries(record).filter(([name]) => name !== key);
  return Object.fromEntries(inner === undefined ? others : [...others, [key, inner]]);
}

/** What one part of a rule may cost where it is tried. */
const stepsOfPart = 100_000;

/**
 * What each part of a rule gives in a scope. Parts that see the item of a list have no value of their own, nor have names; what
 * cannot be evaluated has none either.
 */
export function marksIn(rules: Rules, tree: RuleNode, scope: Scope): NonNullable<Building["markAt"]> {
  const known = new Map<RuleNode, Mark | null>();
  return (path) => {
    const node = nodeAt(tree, path);
    if (node === undefined || node.kind === "name" || node.kind === "raw" || !seesScope(tree, path))
      return null;
    const found = known.get(node);
    if (found !== undefined) return found;
    const mark = markOf(rules, node, scope);
    known.set(node, mark);
    return mark;
  };
}

function markOf(rules: Rules, node: RuleNode, scope: Scope): Mark | null {
  try {
    const value = rules.template(writeTree(node)).evaluate(scope, createBudget(stepsOfPart));
    return { value, missing: node.kind === "path" && value === null };
  } catch (fault) {
    if (fault instanceof RuleFault) return null;
    throw fault;
  }
}

/** Whether a node sees the scope in which the rule stands, and no item of a list. */
function seesScope(tree: RuleNode, path: NodePath): boolean {
  let node: RuleNode | undefined = tree;
  for (const place of path) {
    if (node === undefined) return false;
    if (["row", "rowTemplate", "item", "fold"].includes(partKind(node, place))) return false;
    node = node.parts[place];
  }
  return true;
}
