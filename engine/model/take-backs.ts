import { initialStates, isWithin } from "./chart-relations.ts";
import type { Chart, ChartTransition } from "./chart-types.ts";
import type { TakeBackDefinition } from "./types.ts";

/**
 * `takeBacks` written out as transitions (F8): from every state in which the case may come to rest after one of the events, back
 * to the state from which that was sent. Whether somebody may take one of them is the machine's to say, which remembers who sent
 * what, and what has happened since.
 */

/** Something sent that moves the case, and where that leads. */
export interface SentMove {
  /** What is taken first. */
  transition: ChartTransition;
  /** Where the case may come to rest by it, and from where it goes back then. */
  places: string[];
  /** States that may be left and entered on the way, and what is taken after the first. */
  left: string[];
  entered: string[];
  followed: ChartTransition[];
}

type Outline = Pick<Chart, "byPath" | "id">;

/** What `of` names: transitions on events that lead somewhere else. What forbids an event or stays where it is moves nothing. */
export function sentMoves(
  chart: Outline & Chart,
  transitions: readonly ChartTransition[],
  of: readonly string[],
): SentMove[] {
  return transitions
    .filter((one) => one.targets.length > 0 && of.some((written) => isNamed(one, written)))
    .map((one) => moveOf(chart, transitions, one))
    .filter(({ places }) => places.length > 0);
}

/** `EVENT`, or `EVENT@state`: sent from that state, or from one inside it. */
function isNamed({ event, source, returning }: ChartTransition, written: string): boolean {
  const [name, ...state] = written.split("@");
  if (event === undefined || event !== name || returning?.does === "return") return false;
  return state.length === 0 || isWithin(source, state.join("@"));
}

/** The transitions that take back, one for each place and each state that is gone back to. */
export function takingBack(
  chart: Chart,
  transitions: readonly ChartTransition[],
  name: string,
  { event, of }: TakeBackDefinition,
): ChartTransition[] {
  const made = new Map<string, ChartTransition & { takingBack: { of: string[] } }>();
  for (const { transition, places } of sentMoves(chart, transitions, of)) {
    const to = transition.source;
    if (chart.byPath.get(to)?.type !== "atomic") continue;
    for (const from of places) {
      if (parallelLeft(chart, to, from) !== null) continue;
      const known = made.get(`${from} ${to}`);
      if (known !== undefined) known.takingBack.of.push(transition.id);
      else
        made.set(`${from} ${to}`, {
          id: `${from}|on:${event}|`,
          source: from,
          kind: "event",
          event,
          index: 0,
          targets: [to],
          actions: [],
          reenter: false,
          forbidden: false,
          takingBack: { name, to, of: [transition.id] },
          pointer: chart.byPath.get(from)!.pointer,
          config: { target: `#${chart.id}.${to}` },
        });
    }
  }
  return [...made.values()];
}

/** The innermost parallel state that is left by going from one state to another, with regions that could not be entered as they were. */
export function parallelLeft({ byPath }: Outline, from: string, to: string): string | null {
  const left = aroundOf(from).filter((path) => !isWithin(to, path));
  return left.find((path) => byPath.get(path)?.type === "parallel") ?? null;
}

/** The part of a case that goes its own way: the region in which a state lies, or `""` for the whole. */
export function regionOf({ byPath }: Outline, path: string): string {
  return (
    [path, ...aroundOf(path)].find((one) => byPath.get(byPath.get(one)?.parent ?? "")?.type === "parallel") ??
    ""
  );
}

/** States around one, innermost first, without the root. */
function aroundOf(path: string): string[] {
  const parts = path.split(".");
  return parts.slice(1).map((_, place) => parts.slice(0, parts.length - 1 - place).join("."));
}

function moveOf(chart: Chart, transitions: readonly ChartTransition[], first: ChartTransition): SentMove {
  const { source } = first;
  const reached = new Map<string, boolean>();
  const entered = new Set<string>();
  const followed = new Set<ChartTransition>();
  const visit = ({ targets }: ChartTransition): void => {
    const place = landing(chart, targets);
    if (reached.has(place)) return;
    const inside = enteredBy(chart, source, targets);
    inside.forEach((path) => entered.add(path));
    const next = transitions.filter((one) => one.targets.length > 0 && follows(chart, one, inside));
    reached.set(place, isRest(chart, place, next));
    for (const one of next) {
      followed.add(one);
      visit(one);
    }
  };
  visit(first);
  const places = [...reached.keys()].filter(
    (place) => reached.get(place) === true && !isWithin(place, source) && !isWithin(source, place),
  );
  return {
    transition: first,
    places,
    left: [source, ...aroundOf(source)].filter((path) => places.some((place) => !isWithin(place, path))),
    entered: [...entered],
    followed: [...followed],
  };
}

/** The one state that is active for certain by targets: of several the one around them, of a history that whose history it is. */
function landing({ byPath }: Outline, [first = "", ...others]: readonly string[]): string {
  const state = byPath.get(first);
  if (state?.type === "history") return state.parent ?? "";
  return [first, ...aroundOf(first)].find((path) => others.every((other) => isWithin(other, path))) ?? "";
}

/** States that become active on the way from one state to targets: those around them, what they begin with, and regions beside. */
function enteredBy(chart: Chart, source: string, targets: readonly string[]): string[] {
  const found = targets.flatMap((target) => {
    const state = chart.byPath.get(target);
    const around = aroundOf(target).filter((path) => !isWithin(source, path));
    const inner =
      state?.type === "history"
        ? chart.states.filter(({ path, type }) => type !== "history" && isWithin(path, state.parent ?? ""))
        : [];
    return [
      ...(state?.type === "history" ? inner.map(({ path }) => path) : initialStates(chart, target)),
      ...around.flatMap((path) =>
        chart.byPath.get(path)?.type === "parallel" ? initialStates(chart, path) : [path],
      ),
    ];
  });
  return [...new Set(found)].filter((path) => !isWithin(source, path));
}

/** Whether a transition is taken by itself once states have been entered, without waiting for anything. */
function follows(
  { byPath }: Outline,
  { kind, source }: ChartTransition,
  entered: readonly string[],
): boolean {
  if (kind === "always") return entered.includes(source);
  return (
    kind === "done" &&
    entered.some((path) => {
      const state = byPath.get(path);
      return (
        state?.type === "final" &&
        (state.parent === source || (byPath.get(source)?.type === "parallel" && isWithin(path, source)))
      );
    })
  );
}

/** Whether a case may stand there: not where it has ended by that, nor where it goes on by itself in any case. */
function isRest({ byPath }: Outline, place: string, next: readonly ChartTransition[]): boolean {
  const state = byPath.get(place);
  if (state === undefined || place === "" || (state.type === "final" && state.parent === "")) return false;
  const isSure = ({ kind, guard, source }: ChartTransition) =>
    guard === undefined && (kind === "always" || byPath.get(source)?.type !== "parallel");
  if (next.some(isSure)) return false;
  const { always, on, after, invoke } = state.config;
  return always === undefined || [on, after, invoke].some((waits) => waits !== undefined);
}
