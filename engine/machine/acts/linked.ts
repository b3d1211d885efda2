import type { JsonObject } from "../../model/index.ts";
import { openingSchema, refusal } from "../../model/index.ts";
import { StepFault } from "../fault.ts";
import { isObject } from "../data.ts";
import type { Plan } from "../plan.ts";
import type { Act } from "./act.ts";
import { closed, nothingSent, words } from "./act.ts";

/** Acts that open another case, linked to this one. */

/** 督办: a case of a small procedure of its own, with its number, deadline and reply (H15). */
export const supervise: Act = {
  declared: true,
  on: "running",
  payload: (plan) => closed({ data: openingSchema(plan.pack.procedures[supervision(plan)]!) }, ["data"]),
  offered: () => null,
  perform(scene, event) {
    const { plan } = scene.run;
    const data = event["data"] as JsonObject;
    scene.run.effect({
      type: "open",
      procedure: supervision(plan),
      link: "supervision",
      data,
      required: true,
    });
  },
};

function supervision({ procedure: { common } }: Plan): string {
  const declared = common?.supervise;
  return declared === undefined || declared === false ? "" : (declared.procedure ?? "");
}

/** 重开: a new round, linked to the old, which stays as it ended (H15). */
export const reopen: Act = {
  declared: true,
  on: "ended",
  payload: () => closed({ reason: words }, ["reason"]),

  offered({ run: { state } }) {
    if (state.handovers?.archive !== undefined) throw new StepFault(refusal("case-closed.archived", {}));
    if ((state.links["reopened"] ?? []).length > 0) throw new StepFault(refusal("not-now.reopened", {}));
    return null;
  },

  perform({ run }, event) {
    const { plan, state } = run;
    const given =
      plan.reopening === null
        ? asOpened(plan, state.data)
        : run.evaluate(plan.reopening, state.data, { ...event, type: nothingSent.type });
    run.effect({
      type: "open",
      procedure: plan.procedure.id,
      link: "reopened",
      data: isObject(given) ? given : {},
      required: true,
    });
  },
};

/** What can be given at opening, as it is now. */
function asOpened({ procedure }: Plan, data: JsonObject): JsonObject {
  const given = openingSchema(procedure)["properties"] as JsonObject;
  return Object.fromEntries(Object.entries(data).filter(([name]) => Object.hasOwn(given, name)));
}
