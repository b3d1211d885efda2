import { refusal } from "../../model/index.ts";
import { addElectors as add, removeElectors as takeOff } from "../ballots/index.ts";
import { StepFault } from "../fault.ts";
import { awaited, namesOf, openSigners } from "../handovers.ts";
import type { BallotState, Holding } from "../types.ts";
import type { Act, ActEvent, Scene } from "./act.ts";
import { chosen, closed, idsIn, people, taskKey, textIn, words } from "./act.ts";
import { requestKey } from "./delegate.ts";
import { holdingOfPart, ownParts, partMeant, partsOf } from "./parts.ts";
import { admitEvents, called, mayNotHold, receiver } from "./persons.ts";
import { actTitles } from "./titles.ts";

/** 加签: others sign before the holder acts, or after; or join those of a joint signing, which widens the base (H12–H14). */
export const addSigners: Act = {
  on: "running",
  payload: () =>
    closed({ task: taskKey, to: people, mode: { enum: ["before", "after", "parallel"] }, note: words }, [
      "to",
      "mode",
    ]),

  offered(scene) {
    const seats = Object.keys(seatsOf(scene));
    const own = partsOf(scene, scene.by).map(({ draft }) => draft.key);
    if (seats.length + own.length === 0) ownParts(scene);
    return [...own, ...seats];
  },

  perform(scene, event) {
    const mode = textIn(event, "mode");
    const ids = idsIn(event, "to");
    if (mode === "parallel") {
      const seats = seatKeys(scene, event);
      if (seats.length === 0) throw new StepFault(refusal("not-now.parallel", {}));
      return join(scene, chosen(event, seats), ids);
    }
    const part = partMeant(event, ownParts(scene));
    admitEvents(scene, part.events);
    const holding = holdingOfPart(scene, part, scene.by.id);
    const { signers } = holding;
    const open = signers !== undefined && openSigners(signers).length > 0;
    if (holding.asked !== undefined || signers?.sent !== undefined || (open && signers.mode !== mode))
      throw new StepFault(
        refusal("not-now.asked", {
          people: namesOf(scene.run.state, [...awaited(holding), ...(open ? openSigners(signers) : [])]),
        }),
      );
    const before = open ? signers.people : [];
    const added = ids.map((id) => receiver(scene, id));
    const twice = added.filter(({ id }) => before.some((one) => one.id === id));
    if (twice.length > 0) throw alreadyThere(twice.map(called));
    scene.keep({
      ...holding,
      signers: {
        mode: mode as "before" | "after",
        people: [...before, ...added.map(({ id }) => ({ id }))],
      },
    });
  },
};

function alreadyThere(names: string[]): StepFault {
  return new StepFault(refusal("not-now.added", { people: names }, { path: "/to" }));
}

/** Tokens of the open ballots of a joint signing, named by the procedure, in which the sender may still sign; by key of their task. */
function seatsOf(scene: Scene): Record<string, string> {
  const { ballots = [] } = scene.declared("addSigners");
  const { state } = scene.run;
  const own = scene.drafts.filter(
    ({ kind, ballot, ids }) =>
      kind === "ballot" &&
      ballots.includes(ballot ?? "") &&
      (ids.includes(scene.by.id) || scene.isAdministrator()),
  );
  return Object.fromEntries(
    own.flatMap(({ key }) => {
      const token = Object.keys(state.ballots).find((known) => key.startsWith(`${known}:`));
      return token === undefined ? [] : [[key, token]];
    }),
  );
}

/** The same as keys; where no task is named, one seat stands for its ballot, because the ballot is what is meant. */
function seatKeys(scene: Scene, event: ActEvent): string[] {
  const seats = seatsOf(scene);
  const keys = Object.keys(seats);
  if (textIn(event, "task") !== undefined) return keys;
  return keys.filter((key, place) => keys.findIndex((one) => seats[one] === seats[key]) === place);
}

/** The electorate is wider from now on, and so is every base made of it. */
function join(scene: Scene, key: string, ids: string[]): void {
  const [token, ballot] = ballotAt(scene, key);
  const { cast } = scene.run.plan.ballots.get(ballot.ballot)!.definition;
  const added = ids.map((id) => receiver(scene, id));
  const there = added.filter(({ id }) => ballot.electors.some(({ voters }) => voters.includes(id)));
  if (there.length > 0) throw alreadyThere(there.map(called));
  const state = scene.drafts.find((draft) => draft.key === key)!.state;
  for (const person of added) {
    const why = mayNotHold(scene, person, { state, events: [cast] });
    if (why !== null) throw new StepFault(why);
  }
  setBallot(
    scene,
    token,
    add(
      ballot,
      added.map(({ id }) => ({ id, voters: [id], weight: 1 })),
    ),
  );
}

function ballotAt(scene: Scene, key: string): [string, BallotState] {
  const token = seatsOf(scene)[key]!;
  return [token, scene.run.state.ballots[token]!];
}

function setBallot({ run }: Scene, token: string, ballot: BallotState): void {
  run.state.ballots = { ...run.state.ballots, [token]: ballot };
  run.touch("ballot", token);
}

/** 减签: who has not acted yet is taken off; of a joint signing never the last (H14). */
export const removeSigners: Act = {
  on: "running",
  payload: () => closed({ task: taskKey, who: people }, ["who"]),

  offered(scene) {
    const keys = [...signing(scene).map(({ task }) => task), ...Object.keys(seatsOf(scene))];
    if (keys.length === 0) {
      ownParts(scene);
      throw new StepFault(refusal("not-now.not-asked", {}));
    }
    return keys;
  },

  perform(scene, event) {
    const who = idsIn(event, "who");
    const own = signing(scene);
    const key = chosen(event, [...own.map(({ task }) => task), ...seatKeys(scene, event)]);
    const holding = own.find(({ task }) => task === key);
    if (holding === undefined) return leave(scene, key, who);
    const { signers, ...rest } = holding;
    const open = openSigners(signers!);
    untouched(scene, who, open);
    const left = signers!.people.filter(({ id }) => !who.includes(id));
    if (left.length > 0) return scene.keep({ ...rest, signers: { ...signers!, people: left } });
    // Nobody is left to sign after what was sent: it is taken as if nobody had been added.
    const { sent } = signers!;
    scene.keep(sent === undefined ? rest : { ...rest, signers: { ...signers!, people: [] } });
  },
};

/** Holdings of the sender with people who were added and have not signed. */
function signing(scene: Scene): Holding[] {
  return scene.handovers.held.filter(
    ({ holder, signers }) =>
      holder === scene.by.id && signers !== undefined && openSigners(signers).length > 0,
  );
}

function untouched(scene: Scene, who: string[], open: readonly string[]): void {
  const others = who.filter((id) => !open.includes(id));
  if (others.length > 0)
    throw new StepFault(
      refusal("not-now.touched", { people: namesOf(scene.run.state, others) }, { path: "/who" }),
    );
}

function leave(scene: Scene, key: string, who: string[]): void {
  const [token, ballot] = ballotAt(scene, key);
  const touched = new Set([...ballot.cast, ...ballot.recused].map(({ elector }) => elector));
  untouched(
    scene,
    who,
    ballot.electors.map(({ id }) => id).filter((id) => !touched.has(id)),
  );
  const after = takeOff(ballot, who);
  if (after.electors.length === 0) throw new StepFault(refusal("not-now.last", {}, { path: "/who" }));
  setBallot(scene, token, after);
}

/** What somebody who was added says, once (H12, H13). */
export const sign: Act = {
  on: "running",
  payload: () => closed({ task: taskKey, agree: { type: "boolean" }, opinion: words }, ["agree"]),

  offered: (scene) => toSign(scene).map((holding) => requestKey(holding, scene.by.id)),

  perform(scene, event) {
    const { run, by } = scene;
    const meant = chosen(event, sign.offered(scene) ?? []);
    const holding = toSign(scene).find((one) => requestKey(one, by.id) === meant)!;
    const signers = holding.signers!;
    const agree = event["agree"] === true;
    const text = textIn(event, "opinion");
    const opinion = { by: by.id, at: run.now, agree, ...(text === undefined ? {} : { text }) };
    const signed = signers.people.map((one) => (one.id === by.id ? { id: one.id, at: run.now, agree } : one));
    const next = { ...holding, opinions: [...holding.opinions, opinion] };
    if (agree || signers.mode === "before")
      return scene.keep({ ...next, signers: { ...signers, people: signed } });
    // One who signs after disagrees: the holder decides anew, and the others are asked no more.
    const { signers: _, ...back } = next;
    scene.keep(back);
    run.note({ note: "signing", task: holding.task, event: signers.sent!.event.type, change: "returned" });
  },
};

function toSign(scene: Scene): Holding[] {
  const mine = scene.handovers.held.filter(
    (holding) =>
      holding.asked === undefined && holding.signers !== undefined && awaited(holding).includes(scene.by.id),
  );
  if (mine.length === 0) throw new StepFault(refusal("not-permitted.not-asked", { act: actTitles.sign }));
  return mine;
}
