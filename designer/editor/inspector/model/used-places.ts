import type { Chart } from "../../../../engine/model/chart-types.ts";
import type { Use } from "../../../../engine/model/names/report.ts";
import { pointer, segments } from "../../../../engine/model/pointer.ts";
import { selectedAt } from "../../document/places.ts";
import type { Section, Selected } from "../../document/types.ts";

/** A place that uses something: what to select there, and how often it does. */
export type UsedPlace =
  | { kind: "thing"; key: string; thing: Selected; member: string; times: number }
  /** `at` are the pointers of the uses inside it. */
  | { kind: "scenario"; key: string; pointer: string; at: readonly string[]; times: number };

/** Parts of these work without being named: that nothing names one of them does not mean that it is not needed. */
export const worksByItself: ReadonlySet<Section> = new Set([
  "obligations",
  "returns",
  "takeBacks",
  "holds",
  "timeouts",
  "approvers",
  "measures",
]);

/** The uses of something as places to go to, each once; what it says of itself is left out. `own` is where it is declared. */
export function usedPlaces(uses: readonly Use[], chart: Chart, own: string | null): UsedPlace[] {
  const found = new Map<string, UsedPlace>();
  for (const { file, path } of uses) {
    const inScenario = file.startsWith("scenarios/");
    if (!inScenario && own !== null && path.startsWith(`${own}/`)) continue;
    const place = inScenario ? scenarioAt(path) : thingIn(chart, path);
    const before = found.get(place.key);
    if (before === undefined) found.set(place.key, place);
    else found.set(place.key, { ...before, ...at(before, path), times: before.times + 1 });
  }
  return [...found.values()];
}

function scenarioAt(path: string): UsedPlace {
  const at = pointer(...segments(path).slice(0, 2));
  return { kind: "scenario", key: at, pointer: at, at: [path], times: 1 };
}

/** The pointers of a scenario with one more; of anything else none are kept. */
function at(place: UsedPlace, path: string): { at?: readonly string[] } {
  return place.kind === "scenario" ? { at: [...place.at, path] } : {};
}

function thingIn(chart: Chart, path: string): UsedPlace {
  const thing = selectedAt(chart, path);
  const member = memberIn(path, thing);
  return { kind: "thing", key: `${JSON.stringify(thing)} ${member}`, thing, member, times: 1 };
}

/**
 * The member of the thing in which the place lies, as an address: `…/states/a/entry/0/params/message` is `state.entry`,
 * `…/on/SUBMIT/0/guard` is `way.guard`.
 */
export function memberIn(path: string, thing: Selected): string {
  const way = segments(path);
  if (thing.kind === "transition") {
    const member = way.findLast((key) => ["guard", "actions", "meta"].includes(key));
    return `way.${member ?? "event"}`;
  }
  const [section = ""] = way;
  if (section === "data") return section;
  if (section !== "machine") {
    // Of a part the name comes first, of what belongs to the procedure as a whole the member itself.
    const member = way.slice(thing.kind === "part" ? 2 : 1).find((key) => !/^\d+$/.test(key));
    return member === undefined ? section : `${section}.${member}`;
  }
  let place = 1;
  while (way[place] === "states") place += 2;
  const member = way[place] ?? "";
  return ["on", "after", "always", "onDone"].includes(member) ? "way.event" : `state.${member}`;
}
