import type { Principal } from "../../model/index.ts";
import { refusal } from "../../model/index.ts";
import { StepFault } from "../fault.ts";
import type { Holding, TaskDraft } from "../types.ts";
import { actingAs } from "../run.ts";
import type { ActEvent, Scene } from "./act.ts";
import { chosen, nothingSent } from "./act.ts";
import { actTitles } from "./titles.ts";

/** What of a task is somebody's: the events that they may send. The rest of it stays with whom it is for. */
export interface Part {
  draft: TaskDraft;
  events: string[];
}

/** The parts of the open tasks that somebody has, or, with null, that are anybody's. Votes and requests are no such tasks. */
export function partsOf(scene: Scene, who: Principal | null): Part[] {
  return scene.drafts
    .filter(({ kind, acts }) => kind === "state" && acts === undefined)
    .map((draft) => ({ draft, events: eventsOf(scene, draft, who) }))
    .filter(({ events }) => events.length > 0);
}

function eventsOf(scene: Scene, draft: TaskDraft, who: Principal | null): string[] {
  if (who === null) return draft.events;
  if (draft.holder !== undefined) return draft.holder === who.id ? draft.events : [];
  const { plan } = scene.run;
  return draft.events.filter((event) => {
    const offered = [...(plan.named.get(event)?.get(draft.state) ?? [])];
    const roles = plan.events.get(event)!.definition.by;
    return (
      actingAs(scene.run, roles, who, nothingSent) !== null &&
      offered.some(
        ({ chart: { by } }) => by === undefined || actingAs(scene.run, by, who, nothingSent) !== null,
      )
    );
  });
}

/** The parts that the sender may hand on: their own, and for an administrator all others whole. Throws where there is none. */
export function ownParts(scene: Scene): Part[] {
  const own = partsOf(scene, scene.by);
  const others =
    scene.name === "transfer" && scene.isAdministrator()
      ? partsOf(scene, null).filter(({ draft }) => !own.some((part) => part.draft.key === draft.key))
      : [];
  if (own.length + others.length === 0)
    throw new StepFault(refusal("not-permitted.no-task", { act: actTitles[scene.name] }));
  return [...own, ...others];
}

/** The part that an act is about. */
export function partMeant(event: ActEvent, parts: readonly Part[]): Part {
  const key = chosen(
    event,
    parts.map(({ draft }) => draft.key),
  );
  return parts.find(({ draft }) => draft.key === key)!;
}

/** The holding of a part, made where there is none: whoever hands something on has taken it up. */
export function holdingOfPart(scene: Scene, { draft, events }: Part, holder: string): Holding {
  const known = scene.holding(draft.key);
  if (known !== undefined && draft.holder !== undefined) return known;
  const whole = events.length === draft.events.length;
  return {
    task: whole ? draft.key : `${draft.key}/${scene.run.next()}`,
    state: draft.state,
    entry: scene.run.state.entered[draft.state]!.n,
    events,
    holder,
    chain: [],
    opinions: [],
  };
}
