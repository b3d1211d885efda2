import { readChart } from "../../../../engine/model/chart.ts";
import { isWithin } from "../../../../engine/model/chart-relations.ts";
import { join } from "../../../../engine/model/chart-targets.ts";
import type { Chart, StateType } from "../../../../engine/model/chart-types.ts";
import { forbiddenKeys } from "../../../../engine/model/safety.ts";
import type { JsonObject, MachineConfig, StateConfig, Text } from "../../../../engine/model/types.ts";
import {
  freeName,
  lastKey,
  parentPath,
  statePointer,
  valueAt,
  withKey,
  withMember,
  withValue,
} from "../place.ts";
import type { Edit, Edited, EditorDocument, Layout, Placed, Point, Selected } from "../types.ts";
import { missing, refuse } from "./refuse.ts";
import { withStatesMoved } from "./following.ts";

/** What a new state is called until somebody gives it a name. */
export const newStateTitle: Text = { en: "New stage", "zh-CN": "新环节" };

export interface NewState {
  /** Path of the state that it is put into; `""` for the machine itself. */
  parent: string;
  key?: string;
  type?: StateType;
  title?: Text;
  /** Behind this sibling in the order of the text. */
  behind?: string;
  at?: Point;
}

/** Puts a new state into another one, which becomes a container if it was none. */
export const addState: Edit<NewState> = (
  document,
  { parent, key = "stage", type = "atomic", title = newStateTitle, behind, at },
) => {
  const holder = configAt(document, parent);
  if (holder === undefined) return missing(parent);
  if (holder.type === "final" || holder.type === "history")
    return refuse("not-here", "An end and a way back hold no stages.", "结束环节与历史节点内不能再设环节。");
  if (!isStateKey(key)) return badKey(key);
  const inside = holder.states ?? {};
  const name = freeName(key, (taken) => Object.hasOwn(inside, taken));
  const path = join(parent, name);
  const changed: StateConfig = {
    ...holder,
    ...(Object.keys(inside).length === 0 && holder.type !== "parallel" ? { initial: name } : {}),
    states: withMember(inside, name, fresh(type, title), behind),
  };
  const { type: written, ...compound } = changed;
  return {
    ok: true,
    document: {
      ...withConfig(document, parent, written === "atomic" ? compound : changed),
      layout: at === undefined ? document.layout : placed(document.layout, { [path]: at }),
    },
    select: [{ kind: "state", path }],
  };
};

function fresh(type: StateType, title: Text): StateConfig {
  if (type === "history") return { type, history: "shallow", meta: { title } };
  if (type === "final") return { type, meta: { title } };
  if (type === "atomic") return { meta: { title } };
  const one: StateConfig = { meta: { title: newStateTitle } };
  if (type === "compound") return { initial: "stage", states: { stage: one }, meta: { title } };
  const region = (): StateConfig => ({
    initial: "stage",
    states: { stage: one, done: { type: "final", meta: { title: doneTitle } } },
    meta: { title: newStateTitle },
  });
  return {
    type,
    states: { one: region(), two: region() },
    meta: { title },
  };
}
const doneTitle: Text = { en: "Done", "zh-CN": "完成" };

/** Gives a state another key; every target, every name in rules, scenarios and elsewhere, and its place on the canvas follow. */
export const renameState: Edit<{ path: string; key: string }> = (document, { path, key }) => {
  const parent = parentPath(path);
  const holder = parent === null ? undefined : configAt(document, parent);
  if (parent === null || holder?.states === undefined || !Object.hasOwn(holder.states, lastKey(path)))
    return missing(path);
  if (key === lastKey(path)) return { ok: true, document };
  if (!isStateKey(key)) return badKey(key);
  if (Object.hasOwn(holder.states, key)) return taken(key);
  const to = join(parent, key);
  const moved = (old: string): string => (isWithin(old, path) ? to + old.slice(path.length) : old);
  return withStatesMoved(
    document,
    moved,
    (machine) => {
      const at = `${pointerIn(parent)}/states`;
      return withValue(machine, at, withKey(valueAt(machine, at) as JsonObject, lastKey(path), key));
    },
    [{ kind: "state", path: to }],
  );
};

/** Puts states into another container, behind the siblings that are there. Everything that leads to them goes on leading to them. */
export const moveStates: Edit<{
  paths: readonly string[];
  parent: string;
  /** By the paths of before. */
  places?: Readonly<Record<string, Placed>>;
}> = (document, { paths, parent, places = {} }) => {
  const chart = readChart(document.definition.machine);
  const target = chart.byPath.get(parent);
  if (target === undefined) return missing(parent);
  if (target.type === "final" || target.type === "history")
    return refuse("not-here", "An end and a way back hold no stages.", "结束环节与历史节点内不能再设环节。");
  const outermost = outermostOf(chart, paths).filter((path) => parentPath(path) !== parent);
  if (outermost.length === 0) return { ok: true, document };
  const inside = outermost.find((path) => isWithin(parent, path));
  if (inside !== undefined)
    return refuse("not-here", "A stage cannot be put into itself.", "环节不能移入自身。");
  const ways = new Map<string, string>();
  const takenKeys = new Set(target.children.map(lastKey));
  for (const path of outermost) {
    const key = freeName(lastKey(path), (name) => takenKeys.has(name));
    takenKeys.add(key);
    ways.set(path, join(parent, key));
  }
  const moved = (old: string): string => {
    const from = outermost.find((path) => isWithin(old, path));
    return from === undefined ? old : ways.get(from)! + old.slice(from.length);
  };
  const done = withStatesMoved(
    document,
    moved,
    (machine) => {
      const configs = outermost.map((path): [string, StateConfig] => [
        lastKey(ways.get(path)!),
        valueAt(machine, pointerIn(path)) as StateConfig,
      ]);
      return withStates(outermost.reduce(withoutState, machine), parent, configs);
    },
    outermost.map((path) => ({ kind: "state", path: moved(path) })),
  );
  if (!done.ok) return done;
  const at = Object.fromEntries(Object.entries(places).map(([path, point]) => [moved(path), point]));
  return { ...done, document: { ...done.document, layout: placed(done.document.layout, at) } };
};

/** Takes states out, with what is inside them, the transitions that lead only to them, and their names in lists. */
export const removeStates: Edit<{ paths: readonly string[] }> = (document, { paths }) => {
  const chart = readChart(document.definition.machine);
  const unknown = paths.find((path) => path === "" || !chart.byPath.has(path));
  if (unknown !== undefined) return missing(unknown);
  const outermost = outermostOf(chart, paths);
  if (Object.keys(outermost.reduce(withoutState, document.definition.machine).states ?? {}).length === 0)
    return refuse("in-use", "A procedure has at least one stage.", "规程至少要有一个环节。");
  const moved = (old: string): string | null => (outermost.some((path) => isWithin(old, path)) ? null : old);
  return withStatesMoved(document, moved, (machine) => outermost.reduce(withoutState, machine), []);
};

/** The state in which its container begins. */
export const setInitial: Edit<{ path: string }> = (document, { path }) => {
  const parent = parentPath(path);
  const holder = parent === null ? undefined : configAt(document, parent);
  if (parent === null || holder?.states === undefined || !Object.hasOwn(holder.states, lastKey(path)))
    return missing(path);
  if (holder.type === "parallel")
    return refuse(
      "not-here",
      "All regions of a parallel stage begin together.",
      "并行环节的各分支同时开始，无须指定起点。",
    );
  return { ok: true, document: withConfig(document, parent, { ...holder, initial: lastKey(path) }) };
};

/** Makes a state one of another type, as far as what it holds allows that. */
export const setStateType: Edit<{ path: string; type: StateType }> = (document, { path, type }) => {
  const config = configAt(document, path);
  if (config === undefined || path === "") return missing(path);
  const children = Object.keys(config.states ?? {});
  const { type: _, initial, history: __, target: ___, ...rest } = config;
  const holds = type === "compound" || type === "parallel";
  if (!holds && children.length > 0)
    return refuse("in-use", "It holds other stages. Move them out first.", "其中还有其他环节，请先移出。");
  if ((type === "final" || type === "history") && leavesBy.some((key) => Object.hasOwn(config, key)))
    return refuse(
      "in-use",
      "It has ways out or work to do. Remove those first.",
      "该环节仍有出口或待办事项，请先删除。",
    );
  const made: Record<string, StateConfig> = {
    atomic: rest,
    final: { ...rest, type: "final" },
    history: { ...rest, type: "history", history: config.history ?? "shallow" },
    parallel: {
      ...rest,
      type: "parallel",
      states: config.states ?? { one: { meta: { title: newStateTitle } } },
    },
    compound:
      children.length > 0
        ? { ...rest, initial: initial !== undefined && children.includes(initial) ? initial : children[0]! }
        : { ...rest, initial: "stage", states: { stage: { meta: { title: newStateTitle } } } },
  };
  return { ok: true, document: withConfig(document, path, made[type]!) };
};
const leavesBy = ["on", "after", "always", "onDone", "invoke"] as const;

/** Puts states that stand side by side into a new container around them. */
export const wrapStates: Edit<{
  paths: readonly string[];
  type?: "compound" | "parallel";
  key?: string;
  title?: Text;
}> = (document, { paths, type = "compound", key = "group", title = newStateTitle }) => {
  const chart = readChart(document.definition.machine);
  const outermost = outermostOf(chart, paths);
  const [first] = outermost;
  if (first === undefined || !chart.byPath.has(first)) return missing(first ?? "");
  const parent = parentPath(first) ?? "";
  if (outermost.some((path) => parentPath(path) !== parent))
    return refuse(
      "not-here",
      "Only stages that stand in the same container can be grouped.",
      "只能将同一层级的环节编为一组。",
    );
  const isFirst =
    chart.byPath.get(parent)?.initial !== undefined && outermost.includes(chart.byPath.get(parent)!.initial!);
  const added = addState(document, { parent, key, title, behind: lastKey(first) });
  if (!added.ok) return added;
  const [made] = added.select as [Extract<Selected, { kind: "state" }>];
  const moved = moveStates(added.document, { paths: outermost, parent: made.path });
  if (!moved.ok) return moved;
  const begun = isFirst ? setInitial(moved.document, { path: made.path }) : moved;
  if (!begun.ok) return begun;
  const turned = type === "parallel" ? setStateType(begun.document, { path: made.path, type }) : begun;
  return turned.ok ? { ...turned, select: [made] } : turned;
};

// ---------------------------------------------------------------- shared by the edits of states

/** A key that a state may have: a letter first, then letters, digits, `_` and `-`. */
export function isStateKey(key: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(key) && !forbiddenKeys.includes(key);
}
export function badKey(key: string): Edited {
  return refuse(
    "bad-name",
    `“${key}” cannot be a name: begin with a letter, then letters, digits, - or _.`,
    `“${key}”不能用作名称：须以字母开头，其后为字母、数字、- 或 _。`,
  );
}
export function taken(key: string): Edited {
  return refuse("name-taken", `There is already a “${key}” here.`, `此处已有“${key}”。`);
}

export function configAt(document: EditorDocument, path: string): StateConfig | undefined {
  return valueAt(document.definition, statePointer(path)) as StateConfig | undefined;
}
function withConfig(document: EditorDocument, path: string, config: StateConfig): EditorDocument {
  return { ...document, definition: withValue(document.definition, statePointer(path), config as never) };
}
export function placed(layout: Layout, places: Readonly<Record<string, Placed>>): Layout {
  if (Object.keys(places).length === 0) return layout;
  const states = { ...layout.states };
  for (const [path, place] of Object.entries(places)) states[path] = { ...states[path], ...place };
  return { ...layout, states };
}
const pointerIn = (path: string): string => statePointer(path).slice("/machine".length);

/** Of states and what is inside them, only the outer ones, in the order of the text. */
export function outermostOf(chart: Chart, paths: readonly string[]): string[] {
  const wanted = new Set(paths);
  return chart.states
    .map(({ path }) => path)
    .filter((path) => {
      if (!wanted.has(path)) return false;
      for (let at = parentPath(path); at !== null; at = parentPath(at)) if (wanted.has(at)) return false;
      return true;
    });
}

/** The machine without a state; a container that is left empty is none any more. */
function withoutState(machine: MachineConfig, path: string): MachineConfig {
  const rest = withValue(machine, pointerIn(path), undefined);
  const parent = pointerIn(parentPath(path) ?? "");
  const holder = valueAt(rest, parent) as StateConfig;
  if (Object.keys(holder.states ?? {}).length > 0 || parent === "") return rest;
  const { states: _, initial: __, onDone: ___, type, ...leaf } = holder;
  return withValue(
    rest,
    parent,
    (type === "parallel" ? leaf : { ...leaf, ...(type === undefined ? {} : { type }) }) as never,
  );
}

/** The machine with states put into one of its states, which becomes a container if it was none. */
export function withStates(
  machine: MachineConfig,
  parent: string,
  configs: readonly [string, StateConfig][],
): MachineConfig {
  const holder = valueAt(machine, pointerIn(parent)) as StateConfig;
  const states = configs.reduce((all, [key, config]) => withMember(all, key, config), holder.states ?? {});
  const isEmpty = Object.keys(holder.states ?? {}).length === 0;
  const { type, ...rest } = holder;
  const grown: StateConfig = {
    ...(type === undefined || type === "atomic" ? rest : holder),
    ...(isEmpty && type !== "parallel" ? { initial: Object.keys(states)[0]! } : {}),
    states,
  };
  return parent === "" ? (grown as MachineConfig) : withValue(machine, pointerIn(parent), grown as never);
}
