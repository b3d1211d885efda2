import type { ChartTransition, Principal, Refusal, Text } from "../model/index.ts";
import { isWithin, refusal } from "../model/index.ts";
import type { Action } from "./actions/index.ts";
import { messageOf } from "./actions/outward.ts";
import { actTitles } from "./acts/titles.ts";
import { sentFor } from "./is-open.ts";
import type { Plan } from "./plan.ts";
import { positionOf } from "./roles.ts";
import type { Run } from "./run.ts";
import type { ChartEvent } from "./statechart.ts";
import type { CaseState, EntryDraft, SentState } from "./types.ts";

/**
 * What `takeBacks` remembers (F8): who sent the case, or a region of it, from one state to another, and what has happened there
 * first since. The transitions themselves stand in the chart.
 */

// ------------------------------------------------------- what is remembered

/** An entry is complete: what it sent on is remembered, and of what was sent before that it has happened since. */
export function followSent(run: Run, kind: EntryDraft["kind"], event: ChartEvent, by: Principal): void {
  const { plan, state } = run;
  if (plan.takeBacks.sends.size === 0 || state.status === "done") return;
  const before = state.sent ?? [];
  const after = before.map((one) =>
    one.since !== undefined || !isTouched(run, kind, one)
      ? one
      : { ...one, since: { by: positionOf(by).id, who: nameOf(by), event: event.type, at: run.now } },
  );
  const sent = kind === "event" ? sentBy(run, event, by) : [];
  const kept = after.filter(({ name, region }) =>
    sent.every((one) => one.name !== name || one.region !== region),
  );
  if (sent.length > 0 || kept.some((one, place) => one !== before[place])) state.sent = [...kept, ...sent];
}

/** Whether something has happened in the region of what was sent: what people and other cases do counts, and whatever moves it. */
function isTouched(run: Run, kind: EntryDraft["kind"], { region }: SentState): boolean {
  const { plan, before, state, draft } = run;
  const isHere = (path: string) => isWithin(path, region) || isWithin(region, path);
  const moved = [before, state].some((one, place) =>
    Object.keys(one.entered).some(
      (path) => isWithin(path, region) && one.entered[path]!.n !== [state, before][place]!.entered[path]?.n,
    ),
  );
  if (moved) return true;
  if (kind !== "event" && kind !== "act" && kind !== "answer" && kind !== "failure") return false;
  if (draft.taken.some((id) => isHere(plan.transitions.get(id)!.chart.source))) return true;
  const owner = (token: string) => (before.invocations[token] ?? state.invocations[token])?.state ?? "";
  return (
    differing(before.ballots, state.ballots).some((token) => isHere(owner(token))) ||
    differing(before.invocations, state.invocations).some((token) => isHere(owner(token))) ||
    differingHoldings(before, state).some(isHere)
  );
}

function differing(before: object, after: object): string[] {
  const [was, is] = [before, after] as Record<string, unknown>[];
  return [...new Set([...Object.keys(was!), ...Object.keys(is!)])].filter((key) => was![key] !== is![key]);
}

/** States of tasks that were handed over, asked about, signed or taken back. */
function differingHoldings(before: CaseState, after: CaseState): string[] {
  const [was, is] = [before.handovers?.held ?? [], after.handovers?.held ?? []];
  return [...was.filter((one) => !is.includes(one)), ...is.filter((one) => !was.includes(one))].map(
    ({ state }) => state,
  );
}

function sentBy(run: Run, event: ChartEvent, by: Principal): SentState[] {
  const { plan, before, draft } = run;
  const { returned } = before;
  // A suspension that has ended by it does not begin again.
  if (draft.notes.some(({ note }) => note === "hold")) return [];
  const told = draft.effects.filter((effect) => effect.type === "notify");
  const found = new Map<string, SentState>();
  for (const id of draft.taken)
    for (const one of plan.takeBacks.sends.get(id) ?? [])
      found.set(`${one.name} ${one.region}`, {
        ...one,
        event: event.type,
        by: positionOf(by).id,
        who: nameOf(by),
        at: run.now,
        ...(told.length === 0
          ? {}
          : {
              told: {
                roles: [...new Set(told.flatMap(({ roles }) => roles))],
                ids: [...new Set(told.flatMap(({ ids }) => ids))],
              },
            }),
        ...(returned === undefined ? {} : { returned }),
      });
  return [...found.values()];
}

function nameOf(by: Principal): string {
  const position = positionOf(by);
  return position.id === by.id ? (by.name ?? by.id) : position.id;
}

// ------------------------------------------------------------ taking back

/** What goes before the actions of a transition that takes back; null for any other. */
export function compileTakeBack({ takingBack, source }: ChartTransition, plan: Plan): Action | null {
  if (takingBack === undefined) return null;
  const { name, to } = takingBack;
  const { message } = plan.procedure.takeBacks![name]!;
  const text = message === undefined ? null : messageOf(plan.procedure.messages![message]!, plan);
  return (run, data, event) => {
    const one = sentFor(run.state, takingBack)!;
    const rest = run.state.sent!.filter((other) => other !== one);
    if (rest.length > 0) run.state.sent = rest;
    else delete run.state.sent;
    // Whom the stage was to go back to by `back` is known again, as it was.
    if (one.returned !== undefined) run.state.returned = { ...run.state.returned, ...one.returned };
    run.note({ note: "taken-back", name, event: one.event, from: source, to, by: one.by, at: one.at });
    if (text !== null && one.told !== undefined)
      run.effect({ type: "notify", ...one.told, message: message!, text: text(run, data, event) });
    return data;
  };
}

/** What somebody has sent of what an event takes back, the latest last. */
export function sentToTakeBack({ plan, state }: Pick<Run, "plan" | "state">, event: string, id: string) {
  return (state.sent ?? []).filter(
    ({ name, by }) => by === id && plan.procedure.takeBacks![name]!.event === event,
  );
}

/** Why nobody but the one who sent it may take something back; null where they may, or nothing can be taken back. */
export function takerRefused({ plan, state }: Run, event: string, by: Principal): Refusal | null {
  if (sentToTakeBack({ plan, state }, event, by.id).length > 0) return null;
  const open = (state.sent ?? []).filter(
    ({ name, since }) => since === undefined && plan.procedure.takeBacks![name]!.event === event,
  );
  const last = open.at(-1);
  if (last === undefined) return null;
  return refusal(
    "not-permitted.taker",
    { event: titleOf(plan, event), sent: titleOf(plan, last.event), who: last.who },
    { details: { sentBy: last.by } },
  );
}

/** What has happened since somebody sent it; null where nothing has, or they have sent nothing. */
export function actedSince(
  { plan, state }: Pick<Run, "plan" | "state">,
  event: string,
  by: Principal,
): Refusal | null {
  const mine = sentToTakeBack({ plan, state }, event, by.id);
  const last = mine.at(-1);
  if (last?.since === undefined || mine.some(({ since }) => since === undefined)) return null;
  const { since } = last;
  const details = { details: { by: since.by, event: since.event, at: since.at } };
  const values = { event: titleOf(plan, event), time: since.at.slice(0, 16).replace("T", " ") };
  const what = whatWas(plan, since.event);
  return what === undefined
    ? refusal("not-now.moved", values, details)
    : refusal("not-now.acted", { ...values, who: since.who, what }, details);
}

function titleOf(plan: Plan, event: string): Text {
  return plan.events.get(event)!.definition.title;
}

/** What an event or a common act is called; undefined for what the engine does by itself. */
function whatWas(plan: Plan, event: string): Text | undefined {
  const titles: Record<string, Text> = actTitles;
  const act = event.startsWith("case.") ? event.slice("case.".length) : "";
  return plan.events.get(event)?.definition.title ?? (Object.hasOwn(titles, act) ? titles[act] : undefined);
}
