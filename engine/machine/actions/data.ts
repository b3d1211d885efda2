import type { Json, JsonObject } from "../../model/index.ts";
import { refusal, schemaAt } from "../../model/index.ts";
import type { Rule } from "../../rules/index.ts";
import { allowsNull, copied, isObject, readAt, removed, withoutNulls, written } from "../data.ts";
import { StepFault } from "../fault.ts";
import type { Plan } from "../plan.ts";
import type { Run } from "../run.ts";
import type { ChartEvent } from "../statechart.ts";
import type { ActionCompiler } from "./action.ts";
import { memberOf, textOf } from "./action.ts";

/** What one path is set to. */
interface Setting {
  path: readonly string[];
  value: Rule;
  schema: JsonObject | null;
  nullable: boolean;
}

/** `{ "<data path>": <template> }`: all templates read the data before the action, and are written in written order (A7). */
export const assign: ActionCompiler = (params, plan) => {
  const settings = settingsOf(params, plan, plan.schema);
  return (run, data, event) => {
    const scope = run.scope(data, event);
    const values = settings.map(({ value }) => value.evaluate(scope, run.budget));
    return settings.reduce(
      (result, setting, place) => set(result, setting, values[place]!, plan.schema),
      data,
    );
  };
};

/** `{ "list", "row": <template> }`: one row at the end; a list that is not there is made. */
export const append: ActionCompiler = (params, plan) => {
  const list = listOf(params, plan);
  const row = plan.template(memberOf(params, "row"));
  return (run, data, event) => {
    const added = withoutNulls(plan.schema, list.row, run.evaluate(row, data, event));
    return written(data, list.path, [...list.read(data), copied(added)]);
  };
};

/** `{ "list", "where", "set": { path: <template> }, "exactly"? }`: sets fields of the rows for which `where` holds. */
export const update: ActionCompiler = (params, plan) => {
  const list = listOf(params, plan);
  const where = plan.compile(memberOf(params, "where"));
  const settings = settingsOf(memberOf(params, "set") as JsonObject, plan, list.row);
  const { exactly } = params;
  return (run, data, event) => {
    let found = 0;
    const rows = eachRow(run, data, event, list.read(data), (row, scope) => {
      if (!where.holds(scope, run.budget)) return row;
      found += 1;
      const values = settings.map(({ value }) => value.evaluate(scope, run.budget));
      return settings.reduce(
        (result, setting, place) => set(result, setting, values[place]!, plan.schema),
        isObject(row) ? row : {},
      );
    });
    if (typeof exactly === "number" && found !== exactly)
      throw new StepFault(refusal("invalid-data.exactly", { expected: exactly, list: list.name, found }));
    return found === 0 ? data : written(data, list.path, rows);
  };
};

/** `{ "list", "where" }`: takes out the rows for which `where` holds. */
export const remove: ActionCompiler = (params, plan) => {
  const list = listOf(params, plan);
  const where = plan.compile(memberOf(params, "where"));
  return (run, data, event) => {
    const all = list.read(data);
    const kept: Json[] = [];
    eachRow(run, data, event, all, (row, scope) => {
      if (!where.holds(scope, run.budget)) kept.push(row);
      return row;
    });
    return kept.length === all.length ? data : written(data, list.path, kept);
  };
};

function settingsOf(params: JsonObject, plan: Plan, within: JsonObject | null): Setting[] {
  return Object.entries(params).map(([path, template]) => {
    const schema = within === null ? null : schemaAt({ ...defsOf(plan.schema), ...within }, path);
    return {
      path: path.split("."),
      value: plan.template(template),
      schema,
      nullable: allowsNull(plan.schema, schema),
    };
  });
}

function defsOf(schema: JsonObject): JsonObject {
  return schema["$defs"] === undefined ? {} : { $defs: schema["$defs"] };
}

function set(
  data: JsonObject,
  { path, schema, nullable }: Setting,
  value: Json,
  root: JsonObject,
): JsonObject {
  if (value === null && !nullable) return removed(data, path);
  return written(data, path, copied(withoutNulls(root, schema, value)));
}

interface List {
  name: string;
  path: readonly string[];
  row: JsonObject | null;
  read(data: JsonObject): Json[];
}

function listOf(params: JsonObject, plan: Plan): List {
  const name = textOf(params, "list");
  const path = name.split(".");
  const items = schemaAt(plan.schema, name)?.["items"];
  return {
    name,
    path,
    row: isObject(items) ? items : null,
    read(data) {
      const found = readAt(data, path);
      return Array.isArray(found) ? found : [];
    },
  };
}

/** Every row in the whole scope, as `row` with its place as `index` (B5). */
function eachRow(
  run: Run,
  data: JsonObject,
  event: ChartEvent,
  rows: Json[],
  change: (row: Json, scope: ReturnType<Run["scope"]>) => Json,
): Json[] {
  const scope = run.scope(data, event);
  return rows.map((row, index) => change(row, { ...scope, row, index }));
}
