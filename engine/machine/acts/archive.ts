import { canonical, refusal, sha256 } from "../../model/index.ts";
import type { Json } from "../../model/index.ts";
import { StepFault } from "../fault.ts";
import { hasOpenAppeals } from "../shown-lights.ts";
import type { Act, Scene } from "./act.ts";
import { closed, textIn } from "./act.ts";

/**
 * 归档: an ended case is frozen, with a hash of its content and a class of retention. Afterwards only that class changes, and
 * people may be informed (H16).
 */
export const archive: Act = {
  declared: true,
  on: "ended",
  payload: ({ procedure: { common } }) => {
    const declared = common?.archive;
    const classes = declared === undefined || declared === false ? [] : (declared.retention ?? []);
    return closed({ retention: { type: "string", enum: classes } }, ["retention"]);
  },
  offered({ run: { state } }) {
    if (hasOpenAppeals(state)) throw new StepFault(refusal("not-now.appeal-open", {}));
    return null;
  },
  perform(scene, event) {
    const retention = textIn(event, "retention")!;
    const { archive: before } = scene.handovers;
    if (before?.retention === retention)
      throw new StepFault(refusal("not-now.classified", { retention }, { path: "/retention" }));
    scene.change({
      archive: {
        at: before?.at ?? scene.run.now,
        by: before?.by ?? scene.by.id,
        retention,
        hash: before?.hash ?? hashOf(scene),
      },
    });
  },
};

/** sha256 over the RFC 8785 JSON of what the case is: its procedure, where it ended and with what. The journal has a chain of its own. */
function hashOf({ run: { plan, state, context } }: Scene): string {
  const { id, version, openedAt, openedBy } = context.case;
  const { status, value, data, output } = state;
  const content = {
    id,
    procedure: plan.procedure.id,
    version,
    openedAt,
    openedBy,
    status,
    value: value as Json,
    data,
    ...(output === undefined ? {} : { output }),
  };
  return sha256(canonical(content));
}
