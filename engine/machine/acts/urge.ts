import { refusal } from "../../model/index.ts";
import { StepFault } from "../fault.ts";
import { own } from "../data.ts";
import { askedIn } from "../tasks.ts";
import type { Act, Scene } from "./act.ts";
import { closed, textIn, words } from "./act.ts";

/** The same person waits so long before urging again in the same case, where the procedure says nothing. */
const usually = { limit: 4, unit: "hours" } as const;

/** Name of the message; the runtime tells it in the cases that this one waits for as well. */
export const urging = "case.urge";

/** 催办: a message to everybody for whom the case waits. It changes nothing, and is told once in a while only (H4). */
export const urge: Act = {
  on: "running",
  payload: () => closed({ text: words }),

  offered(scene) {
    const again = nextUrging(scene);
    if (again !== null && scene.run.now < again)
      throw new StepFault(refusal("not-now.urged", { time: again.slice(0, 16).replace("T", " ") }));
    const { roles, ids } = addressees(scene);
    if (roles.length + ids.length === 0 && !waitsForCases(scene))
      throw new StepFault(refusal("not-now.nobody", {}));
    return null;
  },

  perform(scene, event) {
    const { run, by } = scene;
    const { title } = run.plan.procedure;
    const asks = textIn(event, "text");
    const who = by.name ?? by.id;
    const said = asks === undefined ? { en: "", "zh-CN": "" } : { en: `: ${asks}`, "zh-CN": `：${asks}` };
    run.effect({
      type: "notify",
      ...addressees(scene),
      message: urging,
      text: {
        en: `${who} asks you to see to “${title.en}”${said.en}`,
        "zh-CN": `${who}催办“${title["zh-CN"]}”${said["zh-CN"]}`,
      },
    });
    scene.change({ urged: { ...scene.handovers.urged, [by.id]: run.now } });
  },
};

function nextUrging(scene: Scene): string | null {
  const last = own(scene.handovers.urged, scene.by.id);
  if (last === undefined) return null;
  const { limit, unit } = scene.declared().every ?? usually;
  return scene.run.plan.zone.due(last, limit, unit).at;
}

/** Whether other cases are waited for: their people are urged by the runtime, which knows them. */
function waitsForCases({ run }: Scene): boolean {
  return Object.values(run.state.invocations).some(
    ({ src, children = [] }) => src === "procedure" && children.some(({ status }) => status === "open"),
  );
}

/** Everybody for whom a task is open, the sender apart; where a task waits for others, those. */
function addressees({ drafts, by }: Scene): { roles: string[]; ids: string[] } {
  const { roles, ids } = askedIn(drafts);
  return { roles, ids: ids.filter((id) => id !== by.id) };
}
