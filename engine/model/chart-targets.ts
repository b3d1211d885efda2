import type { ChartState } from "./chart-types.ts";
import type { StateConfig } from "./types.ts";

/** Targets are found as XState finds them: `sibling`, `sibling.child`, `.child`, `#machine.path`, `#id.path`. */
export function resolver(machineId: string, byPath: ReadonlyMap<string, ChartState>) {
  const ids = new Map<string, string>([[machineId, ""]]);
  for (const state of byPath.values()) {
    const own = (state.config as StateConfig & { id?: unknown }).id;
    if (typeof own === "string" && !ids.has(own)) ids.set(own, state.path);
  }
  const known = (path: string) => (byPath.has(path) ? path : null);
  const absolute = (target: string) => {
    const [id = "", ...rest] = target.slice(1).split(".");
    const base = ids.get(id);
    return base === undefined ? null : known([base, ...rest].filter((part) => part !== "").join("."));
  };
  const fromParent = (state: ChartState, target: string) =>
    target.startsWith("#") ? absolute(target) : known(join(state.parent ?? "", target));
  return {
    fromParent,
    target(state: ChartState, target: string): string | null {
      if (target.startsWith("#")) return absolute(target);
      if (target.startsWith(".")) return known(join(state.path, target.slice(1)));
      return state.parent === null ? null : fromParent(state, target);
    },
  };
}

/** The path of a child. */
export function join(parent: string, key: string): string {
  return parent === "" ? key : `${parent}.${key}`;
}
