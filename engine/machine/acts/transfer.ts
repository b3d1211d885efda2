import { refusal } from "../../model/index.ts";
import type { Principal } from "../../model/index.ts";
import { StepFault } from "../fault.ts";
import { awaited, namesOf } from "../handovers.ts";
import type { Holding, TaskDraft } from "../types.ts";
import type { Act, ActEvent, Scene } from "./act.ts";
import { chosen, closed, person, taskKey, textIn, words } from "./act.ts";
import type { Part } from "./parts.ts";
import { holdingOfPart, ownParts, partMeant, partsOf } from "./parts.ts";
import { admitEvents, mayNotHold, named, receiver } from "./persons.ts";
import { actTitles } from "./titles.ts";

/**
 * 转办: another takes the task, and whoever had it cannot act in it any more (H6). An administrator may hand on what is with
 * `from`, or with nobody; also a request for an opinion or a signature, and a seat in a ballot that the procedure names.
 */
export const transfer: Act = {
  on: "running",
  payload: () => closed({ task: taskKey, to: person, from: person, reason: words }, ["to"]),

  offered(scene) {
    const seats = seatsOf(scene, scene.by).map(({ key }) => key);
    if (seats.length > 0 && partsOf(scene, scene.by).length === 0) return seats;
    return [...ownParts(scene).map(({ draft }) => draft.key), ...seats];
  },

  perform(scene, event) {
    const giver = giverOf(scene, event);
    const parts = giver === scene.by ? offeredParts(scene) : partsOf(scene, giver);
    const others = [...seatsOf(scene, giver), ...(giver === scene.by ? [] : requestsTo(scene, giver))];
    if (parts.length + others.length === 0)
      throw new StepFault(refusal("not-permitted.no-task", { act: actTitles.transfer }));
    const key = chosen(event, [...parts.map(({ draft }) => draft.key), ...others.map((draft) => draft.key)]);
    const to = receiver(scene, textIn(event, "to") ?? "", giver);
    const other = others.find((draft) => draft.key === key);
    if (other === undefined) return handPart(scene, partMeant({ ...event, task: key }, parts), giver, to);
    if (other.kind === "ballot") return handSeat(scene, other, giver, to);
    handRequest(scene, other, giver, to);
  },
};

function offeredParts(scene: Scene): Part[] {
  return seatsOf(scene, scene.by).length > 0 && partsOf(scene, scene.by).length === 0 ? [] : ownParts(scene);
}

function giverOf(scene: Scene, event: ActEvent): Principal {
  const from = textIn(event, "from");
  if (from === undefined || from === scene.by.id) return scene.by;
  if (!scene.isAdministrator()) throw new StepFault(refusal("not-permitted.administrator", {}));
  const known = scene.run.context.persons?.[from];
  return known === undefined ? { id: from, roles: [] } : named(scene, from, "from");
}

function handPart(scene: Scene, part: Part, giver: Principal, to: Principal): void {
  admitEvents(scene, part.events);
  if (part.draft.holder === to.id)
    throw new StepFault(refusal("not-permitted.oneself", { act: actTitles.transfer }, { path: "/to" }));
  const before = holdingOfPart(scene, part, giver.id);
  if (before.signers?.sent !== undefined)
    throw new StepFault(refusal("not-now.asked", { people: namesOf(scene.run.state, awaited(before)) }));
  const why = mayNotHold(scene, to, { state: part.draft.state, events: part.events });
  if (why !== null) throw new StepFault(why);
  // A question that the holder before has asked is not the new one's.
  const { asked: _, ...kept } = before;
  const link = { from: part.draft.holder ?? giver.id, to: to.id, by: scene.by.id, at: scene.run.now };
  scene.keep({ ...kept, holder: to.id, chain: [...before.chain, link] } satisfies Holding);
}

/** Votes of somebody that may be given by another: only in ballots that the procedure names. */
function seatsOf(scene: Scene, who: Principal): TaskDraft[] {
  const { ballots = [] } = scene.declared("transfer");
  return scene.drafts.filter(
    ({ kind, ballot, ids }) => kind === "ballot" && ballots.includes(ballot ?? "") && ids.includes(who.id),
  );
}

function handSeat(scene: Scene, draft: TaskDraft, giver: Principal, to: Principal): void {
  const { run } = scene;
  admitEvents(scene, draft.events);
  const [token, ballot] = Object.entries(run.state.ballots).find(([known]) =>
    draft.key.startsWith(`${known}:`),
  )!;
  if (ballot.electors.some(({ voters }) => voters.includes(to.id)))
    throw new StepFault(refusal("not-now.added", { people: to.name ?? to.id }, { path: "/to" }));
  const why = mayNotHold(scene, to, { state: draft.state, events: draft.events.slice(0, 1) });
  if (why !== null) throw new StepFault(why);
  const elector = draft.key.slice(token.length + 1);
  const electors = ballot.electors.map((one) =>
    one.id === elector
      ? { ...one, voters: one.voters.map((voter) => (voter === giver.id ? to.id : voter)) }
      : one,
  );
  const present = ballot.present?.map((id) => (id === giver.id ? to.id : id));
  run.state.ballots = {
    ...run.state.ballots,
    [token]: { ...ballot, electors, ...(present === undefined ? {} : { present }) },
  };
  run.touch("ballot", token);
}

function requestsTo(scene: Scene, who: Principal): TaskDraft[] {
  return scene.drafts.filter(
    ({ kind, acts, ids }) => kind === "state" && acts !== undefined && ids.includes(who.id),
  );
}

function handRequest(scene: Scene, draft: TaskDraft, giver: Principal, to: Principal): void {
  const holding = scene.handovers.held.find(({ task }) => draft.key === `${task}>${giver.id}`)!;
  if (to.id === holding.holder)
    throw new StepFault(refusal("not-permitted.oneself", { act: actTitles.transfer }, { path: "/to" }));
  if (holding.asked?.helper === giver.id)
    return scene.keep({ ...holding, asked: { ...holding.asked, helper: to.id } });
  const { signers } = holding;
  if (signers!.people.some(({ id }) => id === to.id))
    throw new StepFault(refusal("not-now.added", { people: to.name ?? to.id }, { path: "/to" }));
  const signing = signers!.people.map((one) => (one.id === giver.id ? { id: to.id } : one));
  scene.keep({ ...holding, signers: { ...signers!, people: signing } });
}
