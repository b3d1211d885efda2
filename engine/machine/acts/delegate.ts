import { refusal } from "../../model/index.ts";
import { StepFault } from "../fault.ts";
import { awaited, namesOf } from "../handovers.ts";
import type { Holding } from "../types.ts";
import type { Act, Scene } from "./act.ts";
import { chosen, closed, person, taskKey, textIn, words } from "./act.ts";
import { holdingOfPart, ownParts, partMeant } from "./parts.ts";
import { admitEvents, receiver } from "./persons.ts";
import { actTitles } from "./titles.ts";

/** 委派: somebody is asked for an opinion; then the task is its owner's again, who decides (H7). */
export const delegate: Act = {
  on: "running",
  payload: () => closed({ task: taskKey, to: person, question: words }, ["to"]),

  offered: (scene) => ownParts(scene).map(({ draft }) => draft.key),

  perform(scene, event) {
    const part = partMeant(event, ownParts(scene));
    admitEvents(scene, part.events);
    const holding = holdingOfPart(scene, part, scene.by.id);
    const waits = awaited(holding);
    if (waits.length > 0)
      throw new StepFault(refusal("not-now.asked", { people: namesOf(scene.run.state, waits) }));
    const helper = receiver(scene, textIn(event, "to") ?? "");
    const question = textIn(event, "question");
    scene.keep({
      ...holding,
      asked: { helper: helper.id, at: scene.run.now, ...(question === undefined ? {} : { question }) },
    });
  },
};

/** The opinion that was asked for. It decides nothing. */
export const answer: Act = {
  on: "running",
  payload: () => closed({ task: taskKey, opinion: words }, ["opinion"]),

  offered: (scene) => asked(scene).map((holding) => requestKey(holding, scene.by.id)),

  perform(scene, event) {
    const meant = chosen(event, answer.offered(scene) ?? []);
    const { asked: _, ...holding } = asked(scene).find((one) => requestKey(one, scene.by.id) === meant)!;
    const text = textIn(event, "opinion")!;
    scene.keep({
      ...holding,
      opinions: [...holding.opinions, { by: scene.by.id, at: scene.run.now, text }],
    });
  },
};

/** Key of what is asked of somebody. */
export function requestKey({ task }: Holding, id: string): string {
  return `${task}>${id}`;
}

function asked(scene: Scene): Holding[] {
  const mine = scene.handovers.held.filter((holding) => holding.asked?.helper === scene.by.id);
  if (mine.length === 0) throw new StepFault(refusal("not-permitted.not-asked", { act: actTitles.answer }));
  return mine;
}

/** 收回: the owner waits no longer for an opinion, or takes back what was sent and waits for those who sign after. */
export const recall: Act = {
  on: "running",
  payload: () => closed({ task: taskKey }),

  offered: (scene) => waiting(scene).map(({ task }) => task),

  perform(scene, event) {
    const open = waiting(scene);
    const task = chosen(
      event,
      open.map((one) => one.task),
    );
    const { asked: was, signers, ...holding } = open.find((one) => one.task === task)!;
    if (was !== undefined) return scene.keep({ ...holding, ...(signers === undefined ? {} : { signers }) });
    const { sent: _, ...rest } = signers!;
    scene.keep({ ...holding, signers: { ...rest, people: rest.people.map(({ id }) => ({ id })) } });
  },
};

function waiting(scene: Scene): Holding[] {
  const mine = scene.handovers.held.filter(({ holder }) => holder === scene.by.id);
  if (mine.length === 0) throw new StepFault(refusal("not-permitted.no-task", { act: actTitles.recall }));
  const open = mine.filter(({ asked: one, signers }) => one !== undefined || signers?.sent !== undefined);
  if (open.length === 0) throw new StepFault(refusal("not-now.not-asked", {}));
  return open;
}
