import { readChart } from "../../../../engine/model/chart.ts";
import { isWithin } from "../../../../engine/model/chart-relations.ts";
import { join } from "../../../../engine/model/chart-targets.ts";
import type { NameKind, Use } from "../../../../engine/model/names/report.ts";
import { namesUsed } from "../../../../engine/model/names/uses.ts";
import { pointer } from "../../../../engine/model/pointer.ts";
import type {
  Json,
  JsonObject,
  MachineConfig,
  Procedure,
  StateConfig,
} from "../../../../engine/model/types.ts";
import { freeName, lastKey, statePointer, valueAt, withMember } from "../place.ts";
import { sections, type Edit, type EditorDocument, type Placed, type Point, type Section } from "../types.ts";
import { missing, refuse } from "./refuse.ts";
import { sectionKinds } from "./renaming.ts";
import { outermostOf, placed, withStates } from "./states.ts";
import { retargeted } from "./targets.ts";

/**
 * States that were copied, the ways among them, and the named parts of the procedure that they need, so that they can be put into another
 * one. Ways that lead elsewhere are not among them.
 */
export interface Fragment {
  /** A machine whose states are those that were copied. */
  machine: { id: string; states: Record<string, StateConfig> };
  /** By the path in that machine; relative to the upper left corner of all. */
  layout: Record<string, Placed>;
  parts: Partial<Record<Section, JsonObject>>;
  /** Fields of the data that they read or write. */
  fields: JsonObject;
}

/** Copied stages as a text, so that they can be pasted into another procedure, in another tab or window. */
export function fragmentText(fragment: Fragment): string {
  return JSON.stringify({ guicheng: "fragment", version: 1, ...fragment }, null, 2);
}

/** What is copied of a procedure. Null where none of the paths is a state. */
export function fragmentOf(document: EditorDocument, paths: readonly string[]): Fragment | null {
  const { definition } = document;
  const chart = readChart(definition.machine);
  const outer = outermostOf(chart, paths).filter((path) => path !== "");
  if (outer.length === 0) return null;
  const keys = new Map<string, string>();
  for (const path of outer)
    keys.set(
      path,
      freeName(lastKey(path), (name) => [...keys.values()].includes(name)),
    );
  const moved = (old: string): string | null => {
    const from = outer.find((path) => isWithin(old, path));
    return from === undefined ? null : keys.get(from)! + old.slice(from.length);
  };
  const states = Object.fromEntries(
    outer.map((path) => [keys.get(path)!, valueAt(definition, statePointer(path)) as StateConfig]),
  );
  const machine = retargeted({ id: definition.machine.id, states } as MachineConfig, chart, moved);
  const { parts, fields } = needed({ ...definition, machine });
  const layout: Record<string, Placed> = {};
  for (const [path, place] of Object.entries(document.layout.states)) {
    const now = path === "" ? null : moved(path);
    if (now !== null) layout[now] = place;
  }
  return {
    machine: { id: machine.id, states: machine.states ?? {} },
    layout: fromCorner(layout, [...keys.values()]),
    parts,
    fields,
  };
}

/** The outermost states relative to the upper left corner of all of them. */
function fromCorner(layout: Record<string, Placed>, outer: readonly string[]): Record<string, Placed> {
  const spots = outer.flatMap((path) => (layout[path]?.x === undefined ? [] : [layout[path] as Point]));
  if (spots.length < outer.length) return {};
  const corner = { x: Math.min(...spots.map(({ x }) => x)), y: Math.min(...spots.map(({ y }) => y)) };
  const result = { ...layout };
  for (const path of outer) {
    const { x = 0, y = 0, ...rest } = layout[path]!;
    result[path] = { ...rest, x: x - corner.x, y: y - corner.y };
  }
  return result;
}

/** The key itself, or one that goes on counting: `stage3` becomes `stage4`. */
function freeKey(key: string, taken: (name: string) => boolean): string {
  return taken(key) ? freeName(key.replace(/(?<=.)\d+$/, ""), taken) : key;
}

const sectionOf = new Map<Use["kind"], Section>(
  (Object.entries(sectionKinds) as [Section, { kind: NameKind; forms: readonly string[] }][])
    .filter(([, { forms }]) => forms.length > 0)
    .map(([section, { kind }]) => [kind, section]),
);

/** The parts and fields that a machine names, those that these name, and so on. */
function needed(procedure: Procedure): Pick<Fragment, "parts" | "fields"> {
  const uses = namesUsed(procedure);
  const record = procedure as unknown as Record<Section, JsonObject | undefined>;
  const properties = (valueAt(procedure, "/data/properties") ?? {}) as JsonObject;
  const wanted = new Set<string>(["/machine"]);
  const waiting = ["/machine"];
  const want = (section: Section | "data", name: string, there: JsonObject | undefined): void => {
    const at = section === "data" ? pointer("data", "properties", name) : pointer(section, name);
    if (there === undefined || !Object.hasOwn(there, name) || wanted.has(at)) return;
    wanted.add(at);
    waiting.push(at);
  };
  const follow = ({ kind, name }: Use): void => {
    const section = sectionOf.get(kind);
    if (section !== undefined) want(section, name, record[section]);
    if (kind === "event") {
      // The engine's own events are those of clocks, ballots and obligations.
      const [engine, part = ""] = name.split(".");
      if (engine === "clock") want("clocks", part, procedure.clocks as unknown as JsonObject);
      if (engine === "ballot") want("ballots", part, procedure.ballots as unknown as JsonObject);
      if (engine === "due") want("obligations", part, procedure.obligations as unknown as JsonObject);
    }
    const [root, field] = name.split(".");
    if (kind === "path" && (root === "data" || root === "event")) want("data", field ?? "", properties);
    if (kind === "path" && root === "fact") want("facts", field ?? "", record.facts);
    if (kind === "path" && root === "clock") want("clocks", field ?? "", record.clocks);
    if (kind === "path" && root === "ballot") want("ballots", field ?? "", record.ballots);
    if (kind === "field") want("data", root ?? "", properties);
  };
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    for (const use of uses) if (use.path === at || use.path.startsWith(`${at}/`)) follow(use);
  const parts: Fragment["parts"] = {};
  for (const section of sections) {
    const found = Object.entries(record[section] ?? {}).filter(([name]) =>
      wanted.has(pointer(section, name)),
    );
    if (found.length > 0) parts[section] = Object.fromEntries(found);
  }
  const fields = Object.entries(properties).filter(([name]) =>
    wanted.has(pointer("data", "properties", name)),
  );
  return { parts, fields: Object.fromEntries(fields) };
}

/**
 * Puts copied states into a container, under names that are free there, with the parts they need that are missing here. A part that is there
 * under the same name stays as it is.
 */
export const pasteFragment: Edit<{
  fragment: Fragment;
  parent: string;
  /** Where the upper left corner of all is to stand, in the container. */
  at?: Point;
  /** Where everything stands by now, kept with the step. */
  places?: Readonly<Record<string, Placed>>;
}> = (document, { fragment, parent, at, places = {} }) => {
  const { definition } = document;
  const holder = readChart(definition.machine).byPath.get(parent);
  if (holder === undefined) return missing(parent);
  if (holder.type === "final" || holder.type === "history")
    return refuse("not-here", "An end and a way back hold no stages.", "结束环节与历史节点内不能再设环节。");
  const copied = fragment.machine as MachineConfig;
  const chart = readChart(copied);
  const takenKeys = new Set(holder.children.map(lastKey));
  const keys = new Map<string, string>();
  for (const key of Object.keys(fragment.machine.states)) {
    keys.set(
      key,
      freeKey(key, (name) => takenKeys.has(name)),
    );
    takenKeys.add(keys.get(key)!);
  }
  const moved = (old: string): string | null => {
    const [first = ""] = old.split(".");
    return keys.has(first) ? join(parent, keys.get(first)! + old.slice(first.length)) : null;
  };
  const put = withStates(
    definition.machine,
    parent,
    [...keys].map(([key, name]) => [name, fragment.machine.states[key]!]),
  );
  const machine = retargeted(put, chart, moved);
  let layout = placed(document.layout, places);
  if (at !== undefined)
    layout = placed(
      layout,
      Object.fromEntries(
        Object.entries(fragment.layout).flatMap(([path, place]) => {
          const now = moved(path);
          if (now === null) return [];
          const isOuter = keys.has(path);
          return [[now, isOuter ? { ...place, x: at.x + (place.x ?? 0), y: at.y + (place.y ?? 0) } : place]];
        }),
      ),
    );
  return {
    ok: true,
    document: { ...document, layout, definition: withParts({ ...definition, machine }, fragment) },
    select: [...keys.keys()].map((key) => ({ kind: "state" as const, path: moved(key)! })),
  };
};

function withParts(definition: Procedure, { parts, fields }: Fragment): Procedure {
  let result = definition as unknown as JsonObject;
  for (const section of sections) {
    const there = (result[section] ?? {}) as JsonObject;
    const missingHere = Object.entries(parts[section] ?? {}).filter(([name]) => !Object.hasOwn(there, name));
    if (missingHere.length > 0)
      result = {
        ...result,
        [section]: missingHere.reduce((all, [name, part]) => withMember<Json>(all, name, part), there),
      };
  }
  const data = (result.data ?? {}) as JsonObject;
  const properties = (data.properties ?? {}) as JsonObject;
  const fresh = Object.entries(fields).filter(([name]) => !Object.hasOwn(properties, name));
  if (fresh.length > 0)
    result = {
      ...result,
      data: {
        ...data,
        properties: fresh.reduce((all, [name, field]) => withMember<Json>(all, name, field), properties),
      },
    };
  return result as unknown as Procedure;
}

/** Puts copies of states beside them. */
export const duplicateStates: Edit<{
  paths: readonly string[];
  places?: Readonly<Record<string, Placed>>;
  by?: Point;
}> = (document, { paths, places = {}, by = { x: 32, y: 32 } }) => {
  const here = { ...document, layout: placed(document.layout, places) };
  const chart = readChart(document.definition.machine);
  const [first] = outermostOf(chart, paths);
  const parent = chart.byPath.get(first ?? "")?.parent;
  if (first === undefined || parent === null || parent === undefined) return missing(paths[0] ?? "");
  const beside = outermostOf(chart, paths).filter((path) => chart.byPath.get(path)?.parent === parent);
  const fragment = fragmentOf(here, beside);
  if (fragment === null) return missing(first);
  const spots = beside.flatMap((path) => here.layout.states[path] ?? []);
  const isPut = spots.length === beside.length && spots.every(({ x }) => x !== undefined);
  return pasteFragment(here, {
    fragment,
    parent,
    ...(isPut && {
      at: {
        x: Math.min(...spots.map(({ x }) => x ?? 0)) + by.x,
        y: Math.min(...spots.map(({ y }) => y ?? 0)) + by.y,
      },
    }),
  });
};
