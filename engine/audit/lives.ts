import type { Instant, JsonObject } from "../model/index.ts";
import type { RegisterRow } from "../ports/index.ts";
import type { FaultCode } from "./faults.ts";
import { textOf } from "./replay.ts";

/** What an entry or a pack did under one key of a register. `at` is absent where nothing tells when. */
export type Change = (
  { change: "enter"; at?: Instant; row: JsonObject } | { change: "strike"; at: Instant }
) & { turn?: Turn };

/** When a change had its turn, as far as the order of the journal tells. Packs are not in the journal. */
export interface Turn {
  /** Counts the steps of all cases in the order of the journal. */
  step: number;
  /** It was carried out before anything of a later step; else what it stood behind in its entry may have set off later steps first. */
  prompt: boolean;
}

/** The changes of one key by who made them (as rows name them), each one's in its order. */
export type Told = ReadonlyMap<string, readonly Change[]>;

/** What does not agree, and whose doing it is about. */
export interface LifeFault {
  by: string;
  code: FaultCode;
  values: { fault?: string };
}

/**
 * The rows of one key of a register, in the order of entering, against the changes that are told of it.
 *
 * Neither positions in the journal nor instants say in which order all changes took place: the effects of an entry are carried
 * out with all that they cause before those of the next, and what fires late has an instant that is long past. What is sure is
 * used instead: an entry's own changes took place in its order, and before later steps where nothing in between can have set those
 * off; a row is entered only when the one before has been struck, by the entry that replaces it or by another. With the rows in
 * the order of entering there is one way to go through all of it.
 */
export function lifeFaults(rows: readonly RegisterRow[], told: Told): LifeFault[] {
  const faults = [...enteredOtherwise(rows, told)];
  return faults.length > 0 ? faults : [...struckOtherwise(rows, told)].slice(0, 1);
}

/** Every row was entered as it is, and everything that was entered is a row. */
function* enteredOtherwise(rows: readonly RegisterRow[], told: Told): Generator<LifeFault> {
  const entered = new Map<string, RegisterRow[]>();
  for (const row of rows) entered.set(row.enteredBy, [...(entered.get(row.enteredBy) ?? []), row]);
  for (const by of new Set([...told.keys(), ...entered.keys()])) {
    const enters = (told.get(by) ?? []).filter((one) => one.change === "enter");
    const there = entered.get(by) ?? [];
    for (let n = 0; n < Math.max(enters.length, there.length); n++) {
      const [enter, row] = [enters[n], there[n]];
      if (row === undefined) yield { by, code: "missing-row", values: {} };
      else if (enter === undefined) yield { by, code: "unknown-row", values: {} };
      else if (textOf(row.row) !== textOf(enter.row))
        yield { by, code: "changed-row", values: { fault: "row" } };
      else if (enter.at !== undefined && row.from !== enter.at)
        yield { by, code: "changed-row", values: { fault: "from" } };
    }
  }
}

/** Every row was struck by whom it names, and whoever struck one is named. Goes as far as it can be followed. */
function* struckOtherwise(rows: readonly RegisterRow[], told: Told): Generator<LifeFault> {
  const done = new Map<string, number>();
  const nextOf = (by: string): Change | undefined => told.get(by)?.[done.get(by) ?? 0];
  let latest = 0;
  /** Goes past a change; false where something has come before it that came later. */
  const pass = (by: string): boolean => {
    const { step = latest, prompt = false } = nextOf(by)?.turn ?? {};
    done.set(by, (done.get(by) ?? 0) + 1);
    const inTurn = !prompt || step >= latest;
    latest = Math.max(latest, step);
    return inTurn;
  };
  for (const [n, { enteredBy, struckBy, to }] of rows.entries()) {
    // Before it entered this row, it struck something that does not say so.
    if (nextOf(enteredBy)?.change !== "enter")
      return yield { by: enteredBy, code: "missing-strike", values: {} };
    if (!pass(enteredBy)) return yield { by: enteredBy, code: "disordered-rows", values: {} };
    const follower = rows[n + 1];
    if (to === null && struckBy === null) {
      if (follower === undefined) break;
      return yield { by: follower.enteredBy, code: "missing-strike", values: {} };
    }
    const by = struckBy ?? enteredBy;
    const change = struckBy === null ? undefined : nextOf(struckBy);
    const replaces = change?.change === "enter" && follower?.enteredBy === struckBy;
    if (change?.at !== to || !(replaces || change?.change === "strike"))
      return yield { by, code: "unfounded-strike", values: {} };
    // What replaces it is passed with its own row.
    if (!replaces && !pass(by)) return yield { by, code: "disordered-rows", values: {} };
  }
  for (const [by, changes] of told)
    if ((done.get(by) ?? 0) < changes.length) yield { by, code: "missing-strike", values: {} };
}
