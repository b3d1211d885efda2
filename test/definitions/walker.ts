import { ajvValidator, procedureChart, type ChartState, type Json, type JsonObject, type Principal } from "../../engine/model/index.ts";
import type { CaseRecord, JournalEntry } from "../../engine/ports/index.ts";
import { simulation, type Simulation } from "../../engine/simulate/index.ts";
import { linkedCases } from "../../engine/simulate/simulation.ts";
import { pack } from "./nanhu.ts";

/** One step of a walk, as a generator makes it: what is done, by whom, and with what. */
export type Choice = readonly [what: number, who: number, how: number];

/** What is sent with an event, so that it is mostly of use; `how` chooses between what is sensible. */
export type Payload = (how: number, at: Sending) => { [field: string]: Json | undefined };
export interface Sending {
  by: string;
  data: JsonObject;
  /** The civil date so many days from now. */
  date(days: number): string;
}

export interface Walk {
  procedure: string;
  at: string;
  opener: string;
  data(how: number, date: Sending["date"]): JsonObject;
  payloads: Record<string, Payload>;
  /** Every second walk first takes the steps of this scenario, until a state is reached, and goes on from there. */
  after?: { scenario: string; until: string };
  /** Events that end or undo much: they are sent seldom. */
  seldom: string[];
}

const validator = ajvValidator();
const charts = new Map(Object.entries(pack().procedures).map(([id, procedure]) => [id, procedureChart(procedure)]));
const { directory } = pack();
const holders = (role: string) => Object.keys(directory).filter((id) => directory[id]!.roles.includes(role));
const pick = <T>(list: readonly T[], by: number): T | undefined => list[by % Math.max(1, list.length)];

/** Takes cases of the walk's procedure through choices, whoever may act in them acting, and calls `look` after every step. When one has ended another is opened. */
export async function take(
  walk: Walk,
  choices: readonly Choice[],
  look: (run: Simulation) => Promise<void>,
): Promise<{ run: Simulation; accepted: number; refused: number }> {
  const begun = await simulation(pack(), { at: walk.at, validator });
  if (!begun.ok) throw new Error(JSON.stringify(begun.problems));
  const run = begun.simulation;
  const begins = walk.after !== undefined && choices.length % 2 === 0 ? walk.after : undefined;
  const open = async (how: number): Promise<string> => {
    const answer = await run.open({ procedure: walk.procedure, by: walk.opener, data: walk.data(how, dateIn(run)) });
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    return answer.id;
  };
  const first = await open(begins === undefined ? (choices[0]?.[2] ?? 0) : 1);
  if (begins !== undefined) await follow(run, first, begins);
  await look(run);
  let accepted = 0;
  let refused = 0;
  for (const choice of choices) {
    const active = (await casesOf(run)).filter(({ status }) => status === "active");
    const record = pick(active, choice[0]);
    if (record === undefined || (choice[0] % 41 === 0 && active.length < 3)) {
      await open(choice[2]);
      continue;
    }
    const answered = choice[0] % 12 === 0 ? null : await act(run, record, choice, walk);
    if (answered === null) await pass(run, choice[2]);
    else if (answered) accepted += 1;
    else refused += 1;
    await look(run);
  }
  return { run, accepted, refused };
}

const dateIn =
  (run: Simulation): Sending["date"] =>
  (days) =>
    run.zone.add(run.zone.dateOf(run.now()), days, "days");

async function follow(run: Simulation, id: string, { scenario, until }: NonNullable<Walk["after"]>): Promise<void> {
  const scenarios = Object.values(pack().scenarios).flatMap((file) => file.scenarios);
  for (const step of scenarios.find(({ name }) => name.en === scenario)!.steps ?? []) {
    const { state } = (await run.store.reader.case(id))!;
    if (Object.hasOwn(state.entered, until)) return;
    if ("send" in step && step.send !== undefined) {
      const by = typeof step.by === "string" ? person(step.by) : step.by;
      const of = step.case === undefined ? id : (await linkedCases(run, id, step.case)).at(-1)!.id;
      const answer = await run.send({ case: of, event: { ...step.payload, type: step.send }, by });
      if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    } else if ("wait" in step && step.wait !== undefined && "until" in step.wait)
      await run.advance(new Date(step.wait.until).toISOString());
  }
}

/** Time passes: to what falls due next, or by some days. */
async function pass(run: Simulation, how: number): Promise<void> {
  const due = await run.due();
  const days = run.zone.endOf(run.zone.add(run.zone.dateOf(run.now()), how % 9, "days"));
  await run.advance(due !== null && how % 3 !== 0 ? due : days);
}

/** Sends what a choice says; whether it was accepted, or null where nothing is to be done but wait. */
async function act(
  run: Simulation,
  { id, procedure, openedBy, state }: CaseRecord,
  [what, who, how]: Choice,
  { seldom, payloads }: Walk,
): Promise<boolean | null> {
  const { events, ballots = {} } = pack().procedures[procedure]!;
  const voting = Object.values(state.ballots).filter(({ status }) => status === "open");
  const named = charts.get(procedure)!.transitions.flatMap(({ event, source, forbidden }) =>
    event !== undefined && Object.hasOwn(events, event) && !forbidden && Object.hasOwn(state.entered, source) ? [event] : [],
  );
  // Votes come first, so that ballots end; what undoes much comes seldom.
  const asked = voting.flatMap(({ ballot }) => {
    const { cast, recusal = cast } = ballots[ballot]!;
    return [cast, cast, cast, cast, cast, recusal];
  });
  const offered = [...asked, ...named.filter((event) => !seldom.includes(event) || what % 11 === 0)];
  const type = pick(offered, Math.floor(what / 7));
  if (type === undefined) return null;
  const waiting = voting.flatMap(({ electors, cast, casting }) =>
    casting === undefined
      ? electors.filter((elector) => !cast.some((vote) => vote.elector === elector.id)).flatMap(({ voters }) => voters)
      : holders("chair"),
  );
  const people = asked.includes(type) ? waiting : events[type]!.by.flatMap((role) => peopleIn(role, state.data, openedBy));
  const by = pick(people, who) ?? "resident-zhou";
  const date = dateIn(run);
  const sent = { ...payloads[type]?.(how, { by, data: state.data, date }), type };
  const answer = await run.send({ case: id, event: sent, by: person(by) });
  return answer.ok;
}

const person = (id: string): Principal => ({ ...directory[id]!, id });

function peopleIn(role: string, data: JsonObject, openedBy: string): string[] {
  const own = (org: Json | undefined) =>
    holders("applicant-dept").filter((id) => directory[id]!.orgs?.includes(String(org)));
  const ids = (one: Json | undefined) => (typeof one === "string" ? [one] : []);
  const ofTheCase: Record<string, () => string[]> = {
    anyone: () => ["resident-zhou", "community-9-chair"],
    "own-department": () => own(data["applicantOrg"] ?? data["department"]),
    "community-panel": () => (data["panels"] as { officers: string[] }[]).flatMap(({ officers }) => officers),
    attending: () => data["present"] as string[],
    mover: () => [openedBy],
    nominator: () => [openedBy].filter((id) => Object.hasOwn(directory, id)),
    "case-leader": () => ids(data["caseLeader"]),
    deputy: () => ids(data["deputy"]),
    "owning-unit": () => ids(data["owner"]),
    "task-force": () => (data["taskForce"] as { id: string }[]).map(({ id }) => id),
    petitioner: () => (data["parties"] as { id: string }[]).map(({ id }) => id),
    reporter: () => [openedBy],
    party: () => (data["parties"] as { id: string; representatives?: string[] }[]).flatMap(({ id, representatives = [] }) => [id, ...representatives]),
    lead: () => [data["lead"]].filter((id): id is string => typeof id === "string" && id !== ""),
    "co-mediator": () => (data["mediators"] as { id: string }[]).map(({ id }) => id),
    invited: () => (data["invitations"] as { person: string }[]).map(({ person }) => person),
    "the-applicant": () => [...ids(data["applicant"]), ...ids(data["agent"])],
    "interested-party": () => (data["parties"] as { id: string }[]).map(({ id }) => id),
    rater: () => ids(data["rater"]),
    officer: () => data["officers"] as string[],
    respondent: () => ids(data["respondent"]),
    countersigner: () => ids(data["countersigner"]),
    signatory: () => ids(data["signatory"]),
  };
  return ofTheCase[role]?.() ?? holders(role);
}

/** All cases of a run, with what they are in. */
export async function casesOf({ store }: Simulation): Promise<CaseRecord[]> {
  const { items } = await store.reader.cases({ limit: 200 });
  const records = await Promise.all(items.map(({ id }) => store.reader.case(id)));
  return records.filter((record) => record !== null);
}

/** A journal, whole. */
export async function journal({ store }: Simulation, id: string): Promise<JournalEntry[]> {
  const all: JournalEntry[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.reader.journal(id, { limit: 200, ...(after === undefined ? {} : { after }) });
    all.push(...page.items);
    if (page.next === undefined) return all;
    after = page.next;
  }
}

/** Active states of a case, as the definition has them. */
export function activeIn({ procedure, state }: CaseRecord): ChartState[] {
  const paths = (value: Json, prefix: string): string[] =>
    typeof value === "string"
      ? [prefix + value]
      : Object.entries(value as JsonObject).flatMap(([key, inner]) => [prefix + key, ...paths(inner, `${prefix}${key}.`)]);
  const active = new Set(paths(state.value as Json, ""));
  return charts.get(procedure)!.states.filter(({ path }) => path === "" || active.has(path));
}
