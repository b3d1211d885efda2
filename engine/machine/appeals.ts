import type { Instant, Light, Text } from "../model/index.ts";
import { refusal } from "../model/index.ts";
import { whoHas } from "./actions/outward.ts";
import { StepFault } from "./fault.ts";
import type { AppealPlan, LimitPlan } from "./plan-appeals.ts";
import type { ClockPlan, Plan } from "./plan.ts";
import type { Run } from "./run.ts";
import { isUndecided } from "./shown-lights.ts";
import { reckoned } from "./timers.ts";
import type { Appeal, TaskDraft } from "./types.ts";

/** Appeals against lights that were shown (D4). A light stays as it was shown; what was decided of it stands beside it. */

/** When a limit of appeals ends that begins at an instant. */
export function endOf(run: Run, clock: ClockPlan, limit: LimitPlan, from: Instant): Instant {
  const { plan } = run;
  const count = run.evaluate(limit.limit, run.state.data, viewed);
  if (typeof count !== "number") throw new StepFault(refusal("invalid-data.limit", { name: clock.name }));
  return reckoned(clock.name, () => plan.zone.due(from, count, limit.unit, { roll: limit.roll }).at);
}

const viewed = { type: "case.viewed" };

/** Puts a light, with what was said of it, in the place that it has among those shown. */
export function keepAppeal(run: Run, clock: string, place: number, appeal: Appeal): void {
  const before = run.state.clocks[clock]!;
  const shown = before.shown!.map((one, index) => (index === place ? { ...one, appeal } : one));
  run.state.clocks = { ...run.state.clocks, [clock]: { ...before, shown } };
}

/** One task for each appeal that waits: whoever decides it, whatever has become of the case. */
export function appealTasks(run: Run): TaskDraft[] {
  const { plan, state } = run;
  return plan.clocks.flatMap(({ name, definition, appeal }): TaskDraft[] =>
    (state.clocks[name]?.shown ?? []).flatMap((one, place): TaskDraft[] => {
      if (appeal === null || !isUndecided(one)) return [];
      return [
        {
          key: `appeal:${name}:${place}`,
          kind: "appeal",
          state: "",
          title: titleOf(definition.title, one.light),
          ...deciding(run, appeal, one.appeal!),
          events: [],
          acts: ["decideAppeal"],
          ...(one.appeal!.due === undefined ? {} : { due: one.appeal!.due }),
        },
      ];
    }),
  );
}

function titleOf(clock: Text, light: Light): Text {
  return {
    en: `Decide the appeal: ${lightNames[light].en} of “${clock.en}”`,
    "zh-CN": `裁定申诉：“${clock["zh-CN"]}”${lightNames[light]["zh-CN"]}`,
  };
}

export const lightNames: Record<Light, Text> = {
  green: { en: "green light", "zh-CN": "绿灯" },
  blue: { en: "blue light", "zh-CN": "蓝灯" },
  yellow: { en: "yellow light", "zh-CN": "黄灯" },
  red: { en: "red light", "zh-CN": "红灯" },
};

/** Who is asked to decide: roles of the directory, and of the roles of the case everybody but the appellant. */
export function deciding(
  run: Run,
  { definition }: AppealPlan,
  { by, proxy }: Appeal,
): { roles: string[]; ids: string[] } {
  const { roles, ids } = whoHas(definition.to, run.plan, run.scope(run.state.data, viewed), run.budget);
  return { roles, ids: ids.filter((id) => id !== by && id !== proxy) };
}

/** Paths that deciding who may appeal, until when and who decides may read. */
export function appealReads({ clocks }: Plan, ofRoles: (roles: readonly string[]) => string[]): string[] {
  return clocks.flatMap(({ appeal }) =>
    appeal === null
      ? []
      : [
          ...ofRoles([...(appeal.definition.by ?? []), ...appeal.definition.to]),
          ...(appeal.within?.limit.reads ?? []),
          ...(appeal.due?.limit.reads ?? []),
        ],
  );
}
