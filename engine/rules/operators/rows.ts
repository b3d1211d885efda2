import type { Budget } from "../budget.ts";
import { spend } from "../budget.ts";
import type { Call, Operators } from "../call.ts";
import { argument, argumentPath } from "../call.ts";
import { Sum } from "../decimal.ts";
import { rowEnvironment } from "../environment.ts";
import type { Node, NodeOptions, Parts } from "../node.ts";
import { explain, explainItem, node } from "../node.ts";
import { identity, truthy } from "../values.ts";
import { placeInTime } from "./dates.ts";
import { itemsExplained } from "./lists.ts";

/** Calls `visit` with the value of the inner logic for each item in turn, until it answers true. */
type Walk = (
  d: unknown,
  scope: unknown,
  budget: Budget,
  visit: (value: unknown, item: unknown, index: number, seen: RowScope) => boolean | void,
) => void;

interface RowScope {
  row: unknown;
  index: number;
}

interface Rows {
  readonly source: Node;
  readonly body: Node;
  readonly walk: Walk;
}

/** A list, and inner logic that sees the item as `row`, its place as `index`, and the whole scope (rule B5). */
function rowsOf(call: Call, template: boolean, withoutLogic: Parameters<Call["compiler"]["logic"]>[0]): Rows {
  const env = rowEnvironment(call.env);
  const written = call.raw.length > 1 ? call.raw[1] : withoutLogic;
  const path = argumentPath(call, 1);
  const source = argument(call, 0);
  const body = template
    ? call.compiler.template(written ?? null, env, path)
    : call.compiler.logic(written, env, path);
  const kept = env.scopeKept.set;

  const walk: Walk = (d, scope, budget, visit) => {
    const list = source.run(d, scope, budget);
    if (!Array.isArray(list)) return;
    let seen = rowScope(scope);
    for (let i = 0; i < list.length; i++) {
      spend(budget, body.weight);
      if (kept) seen = rowScope(scope);
      seen.row = list[i];
      seen.index = i;
      if (visit(body.run(seen, seen, budget), list[i], i, seen) === true) return;
    }
  };
  return { source, body, walk };
}

/** Logic that hands on the whole scope gets a new one for each item; otherwise one serves for all. */
function rowScope(scope: unknown): RowScope {
  return { ...(typeof scope === "object" ? scope : null), row: undefined, index: 0 };
}

/** What adding a decimal exactly costs. */
const decimalCost = 8;

const theItem = { var: "row" };

interface Gathering {
  /** What one evaluation makes of the items. */
  gather: (walk: Walk, d: unknown, scope: unknown, budget: Budget, call: Call) => unknown;
  json: (rows: Rows) => boolean;
  /** Inner logic where none is written. */
  withoutLogic?: Parameters<Call["compiler"]["logic"]>[0];
  template?: boolean;
  /** Explanations end with the first item for which the inner logic holds. */
  stops?: boolean;
}

function gathering({ gather, json, withoutLogic = theItem, template = false, stops = false }: Gathering) {
  return (call: Call): Node => {
    const rows = rowsOf(call, template, withoutLogic);
    const options: NodeOptions = { json: json(rows), inner: [rows.body], parts: parts(rows, stops) };
    return node(
      call.op,
      [rows.source],
      (d, scope, budget) => gather(rows.walk, d, scope, budget, call),
      options,
    );
  };
}

function parts({ source, body, walk }: Rows, stops: boolean): Parts {
  return (d, scope, budget) => {
    const shown = [explain(source, d, scope, budget)];
    walk(d, scope, budget, (value, _, index, seen) => {
      shown.push(explainItem(index, body, seen, seen, budget));
      return shown.length > itemsExplained || (stops && truthy(value));
    });
    return shown;
  };
}

/** The first, in the order given by `earlier`, of the dates and instants that the inner logic gives; null where there is none. */
function extreme(earlier: (a: number, b: number) => boolean): Gathering["gather"] {
  return (walk, d, scope, budget, call) => {
    let best: unknown = null;
    let place: number | null = null;
    walk(d, scope, budget, (value) => {
      const at = placeInTime(value, call.compiler.zone);
      if (at === null || (place !== null && !earlier(at, place))) return;
      place = at;
      best = value;
    });
    return best;
  };
}

export const rowOperators: Operators = {
  /** How many items the condition holds for; without one, how many there are. */
  count: gathering({
    gather: (walk, d, scope, budget) => {
      let count = 0;
      walk(d, scope, budget, (value) => {
        if (truthy(value)) count++;
      });
      return count;
    },
    json: () => true,
    withoutLogic: true,
  }),
  /** The exact sum of the values that are numbers; what is none does not count. */
  sum: gathering({
    gather: (walk, d, scope, budget) => {
      const sum = new Sum();
      walk(d, scope, budget, (value) => {
        if (typeof value !== "number" || !Number.isFinite(value)) return;
        if (!Number.isInteger(value)) spend(budget, decimalCost);
        sum.add(value);
      });
      return sum.value();
    },
    json: () => false,
  }),
  /** The items, without those whose key an earlier one has; keys are compared as JSON, a missing one is null. */
  unique: gathering({
    gather: (walk, d, scope, budget) => {
      const keys = new Set<string>();
      const kept: unknown[] = [];
      walk(d, scope, budget, (value, item) => {
        const before = keys.size;
        if (keys.add(identity(value, budget)).size > before) kept.push(item);
      });
      return kept;
    },
    json: ({ source }) => source.json,
  }),
  /** The first item for which the condition holds, or null. */
  find: gathering({
    gather: (walk, d, scope, budget) => {
      let found: unknown = null;
      walk(d, scope, budget, (value, item) => {
        if (!truthy(value)) return false;
        found = item;
        return true;
      });
      return found;
    },
    json: ({ source }) => source.json,
    stops: true,
  }),
  earliest: gathering({ gather: extreme((a, b) => a < b), json: () => true }),
  latest: gathering({ gather: extreme((a, b) => a > b), json: () => true }),
  /** A list built by a template. */
  each: gathering({
    gather: (walk, d, scope, budget) => {
      const built: unknown[] = [];
      walk(d, scope, budget, (value) => {
        built.push(value);
      });
      return built;
    },
    json: ({ body }) => body.json,
    template: true,
  }),
};
