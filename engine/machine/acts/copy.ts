import { refusal } from "../../model/index.ts";
import { StepFault } from "../fault.ts";
import type { Act } from "./act.ts";
import { closed, idsIn, people, textIn, words } from "./act.ts";
import { called, receiver } from "./persons.ts";

/** 抄送、知会: people may read the case and have it on their list. It blocks nothing, and nobody is told twice (H5). */
export const copy: Act = {
  on: "all",
  payload: () => closed({ to: people, text: words }, ["to"]),

  offered: () => null,

  perform(scene, event) {
    const { run, by } = scene;
    const to = idsIn(event, "to").map((id) => receiver(scene, id));
    const { copies } = scene.handovers;
    const fresh = to.filter(({ id }) => !Object.hasOwn(copies, id));
    if (fresh.length === 0)
      throw new StepFault(refusal("not-now.copied", { people: to.map(called) }, { path: "/to" }));
    const ids = fresh.map(({ id }) => id);
    scene.change({ copies: { ...copies, ...Object.fromEntries(ids.map((id) => [id, run.now])) } });
    const text = textIn(event, "text");
    const { title } = run.plan.procedure;
    const who = by.name ?? by.id;
    run.effect({ type: "copy", ids, ...(text === undefined ? {} : { text }) });
    run.effect({
      type: "notify",
      roles: [],
      ids,
      message: "case.copy",
      text: {
        en: `${who} informs you of “${title.en}”`,
        "zh-CN": `${who}将“${title["zh-CN"]}”抄送给您`,
      },
    });
  },
};
