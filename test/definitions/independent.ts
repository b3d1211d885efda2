import type { Json, JsonObject } from "../../engine/model/index.ts";
import type { JournalEntry } from "../../engine/ports/index.ts";
import { pack } from "./nanhu.ts";

/**
 * What a journal says of votes and of the work list, reckoned without the engine: from who sent what, by the rules as they are
 * written in words.
 */

interface Count {
  ballot: string;
  /** Who may vote, by the people who cast. */
  electors: Map<string, string[]>;
  present: Set<string> | null;
  votes: Map<string, string>;
  recused: Set<string>;
  casting?: string;
}

type Verdict = "passed" | "failed" | "inquorate" | "open" | "closed";

/** The rule of every ballot of the pack, in whole numbers. `more` are votes for that could still come. */
const rules: Record<string, (count: Count, more: number) => Verdict> = {
  opinions: ({ electors, votes }, more) => {
    const [all, cast, support] = [electors.size, votes.size, times(votes, "support")];
    if (all === 0 || 3 * (cast + more) < 2 * all) return "inquorate";
    return cast + more > 0 && 2 * (support + more) >= cast + more ? "passed" : "failed";
  },
  conference: (count, more) => {
    const { here, all } = attendance(count);
    if (all === 0 || 3 * here < 2 * all) return "inquorate";
    return 3 * (times(count.votes, "for") + more) >= 2 * here ? "passed" : "failed";
  },
  ordinary: (count, more) => {
    const { here } = attendance(count);
    return here < 11 ? "inquorate" : majority(count, here, more);
  },
  amendment: (count, more) => {
    const { here, all } = attendance(count);
    return all === 0 ? "inquorate" : majority(count, here, more);
  },
  panel: ({ electors, votes }, more) => {
    const cast = votes.size + more;
    if (electors.size === 0 || 3 * cast < 2 * electors.size) return "inquorate";
    return 2 * (times(votes, "supported") + more) > cast ? "passed" : "failed";
  },
  units: ({ electors, votes }, more) => {
    const cast = votes.size + more;
    if (electors.size === 0) return "inquorate";
    return cast > 0 && times(votes, "agree") + more === cast ? "passed" : "failed";
  },
  handover: (count, more) => everybody(count, "signed", more),
  verification: (count, more) => everybody(count, "pass", more),
  consent: (count, more) => everybody(count, "yes", more),
  facts: (count, more) => everybody(count, "yes", more),
  signing: (count, more) => everybody(count, "sign", more),
  extension: (count, more) => everybody(count, "yes", more),
  confirmation: (count, more) => everybody(count, "yes", more),
  opinionsEscalated: () => "closed",
  opinionsDeemed: () => "closed",
  opinionsAwaited: () => "closed",
  collective: (count, more) => {
    const all = count.electors.size - count.recused.size;
    if (2 * (count.votes.size + more) <= all) return "inquorate";
    return 2 * (times(count.votes, "for") + more) > all ? "passed" : "failed";
  },
  major: (count, more) => {
    const { here } = attendance(count);
    const votes = times(count.votes, "for") + more;
    if (here < 14) return "inquorate";
    return 3 * votes >= 2 * here && votes >= 11 ? "passed" : "failed";
  },
};

function majority({ votes, casting }: Count, here: number, more: number): Verdict {
  const [agreed, base] = [2 * (times(votes, "for") + more), here];
  if (agreed === base && base > 0 && casting !== undefined) return casting === "for" ? "passed" : "failed";
  return agreed > base ? "passed" : "failed";
}

function everybody({ electors, votes }: Count, choice: string, more: number): Verdict {
  if (electors.size === 0) return "inquorate";
  return times(votes, choice) + more === electors.size ? "passed" : "failed";
}

/** What a vote is cast with, and which field of it is the choice. */
const casts: Record<string, readonly [event: string, choice: string]> = {
  opinions: ["OPINE", "value"],
  panel: ["OPINE", "value"],
  conference: ["VOTE", "value"],
  units: ["OPINE", "value"],
  handover: ["HANDOVER_SIGNED", "value"],
  verification: ["VERIFY", "result"],
  consent: ["CONSENT", "value"],
  facts: ["CONFIRM_FACTS", "value"],
  signing: ["SIGN", "value"],
  extension: ["AGREE_EXTENSION", "value"],
  confirmation: ["APPLY_CONFIRMATION", "value"],
  opinionsEscalated: ["OPINE", "value"],
  opinionsDeemed: ["OPINE", "value"],
  opinionsAwaited: ["OPINE", "value"],
  collective: ["VOTE", "choice"],
};

const times = (votes: Map<string, string>, choice: string) => [...votes.values()].filter((one) => one === choice).length;

function attendance({ electors, present, recused }: Count): { here: number; all: number } {
  const counted = [...electors].filter(([id]) => !recused.has(id));
  const here = counted.filter(([id, voters]) => present === null || present.has(id) || voters.some((voter) => present.has(voter)));
  return { here: here.length, all: counted.length };
}

export interface Counted {
  ballot: string;
  engine: JsonObject;
  counts: Record<string, number>;
  /** As the votes stand, and with all who were silent voting for it: where the engine ended early, it cannot have made a difference. */
  verdicts: Verdict[];
}

/** Every ballot of a journal that ended, with its result and an independent count. */
export function ballotsOf(entries: readonly JournalEntry[]): Counted[] {
  const open = new Map<string, Count>();
  const counted: Counted[] = [];
  let data: JsonObject = {};
  for (const { event, by, notes, set, unset, kind } of entries) {
    if (kind === "event") for (const count of open.values()) note(count, event, by);
    data = Object.fromEntries(Object.entries({ ...data, ...set }).filter(([name]) => !unset.includes(name)));
    for (const one of notes) {
      if (one.note === "ballot-opened") open.set(one.ballot, begin(one.ballot, data));
      if (one.note !== "ballot-ended") continue;
      const count = open.get(one.ballot)!;
      open.delete(one.ballot);
      const counts: Record<string, number> = {};
      for (const choice of count.votes.values()) counts[choice] = (counts[choice] ?? 0) + 1;
      const waiting = (one.output["silent"] as Json[]).length;
      const silent = one.output["ended"] === "certain" ? waiting : 0;
      if (one.ballot === "opinionsDeemed" && waiting > 0) counts["agree"] = (counts["agree"] ?? 0) + waiting;
      const rule = rules[one.ballot]!;
      counted.push({ ballot: one.ballot, engine: one.output, counts, verdicts: [rule(count, 0), rule(count, silent)] });
    }
  }
  return counted;
}

const holders = (role: string): [string, string[]][] =>
  Object.entries(pack().directory).flatMap(([id, { roles }]) => (roles.includes(role) ? [[id, [id]]] : []));

function begin(ballot: string, data: JsonObject): Count {
  const rows = (list: string, key: string, voters: string): [string, string[]][] =>
    ((data[list] ?? []) as JsonObject[]).map((row) => [String(row[key]), row[voters] as string[]]);
  const each = (ids: Json | undefined): [string, string[]][] => ((ids ?? []) as string[]).map((id) => [id, [id]]);
  const bodies: Record<string, [string, string[]][]> = {
    panel: each((data["hearing"] as JsonObject | undefined)?.["panel"]),
    handover: each([data["caseLeader"] ?? "", data["incoming"] ?? ""]),
    units: rows("units", "unit", "voters"),
    verification: rows("verifiers", "unit", "voters"),
    opinions: rows("panels", "community", "officers"),
    conference: rows("conference", "unit", "voters"),
    ...Object.fromEntries(["consent", "facts", "extension", "confirmation"].map((one) => [one, rows("sides", "party", "voters")])),
    signing: rows("signers", "party", "voters"),
    opinionsEscalated: rows("departments", "id", "officers"),
    opinionsDeemed: rows("departments", "id", "officers"),
    opinionsAwaited: rows("departments", "id", "officers"),
    collective: holders("panel-member"),
  };
  const present = ballot === "conference" ? data["presentUnits"] : ballot in casts ? null : data["present"];
  return {
    ballot,
    electors: new Map(bodies[ballot] ?? holders("member")),
    present: present === null ? null : new Set(present as string[]),
    votes: new Map(),
    recused: new Set(),
  };
}

function note(count: Count, event: JournalEntry["event"], by: JournalEntry["by"]): void {
  const [elector] = [...count.electors].find(([, voters]) => voters.includes(by.id)) ?? [];
  if (event.type === "RECUSE" && elector !== undefined) count.recused.add(elector);
  const [cast, field] = casts[count.ballot] ?? ["VOTE", "choice"];
  if (event.type !== cast) return;
  const choice = String(event[field]);
  if (elector !== undefined) count.votes.set(elector, choice);
  else count.casting = choice;
}

/** What admissions, amendments and exits of a journal of work access make of the list, and how many versions they make. */
export function applyToList(entries: readonly JournalEntry[], list: Map<string, JsonObject>): number {
  let versions = 0;
  let data: JsonObject = {};
  for (const { taken, set, unset } of entries) {
    data = Object.fromEntries(Object.entries({ ...data, ...set }).filter(([name]) => !unset.includes(name)));
    for (const transition of taken) {
      const key = String(data["itemNo"]);
      if (["main.signing|done|3", "main.signing|done|4", "main.signing|done|5"].includes(transition)) {
        versions += transition.endsWith("|3") ? 2 : 1;
        list.set(key, {
          body: data["assignedBody"]!,
          hoursPerMonth: data["hoursPerMonth"]!,
          fundingCNY: data["fundingCNY"]!,
          version: data["listVersion"]!,
        });
      }
      if (["main.exitReview|on:CONFIRM_EXIT|0", "main.listed.term.ending|after:termEnd|0"].includes(transition)) {
        versions += 1;
        list.delete(key);
      }
    }
  }
  return versions;
}
