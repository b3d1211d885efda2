import type { Card, Instant, JsonObject, Light, Principal } from "../../model/index.ts";
import { cards, refusal } from "../../model/index.ts";
import { endOf, deciding, keepAppeal, lightNames } from "../appeals.ts";
import { refusalOf, StepFault } from "../fault.ts";
import { namesOf } from "../handovers.ts";
import type { AppealPlan } from "../plan-appeals.ts";
import type { ClockPlan, Plan } from "../plan.ts";
import { anyone, withProxy } from "../roles.ts";
import { isUndecided } from "../shown-lights.ts";
import type { Appeal, LightOffer, ShownLight } from "../types.ts";
import { joined, roleNames } from "../wording.ts";
import { instant, millis } from "../../time/index.ts";
import type { Act, ActEvent, Scene } from "./act.ts";
import { closed, textIn, words } from "./act.ts";

/** A light that was shown, of a clock whose lights can be appealed against. */
interface Shown {
  clock: ClockPlan;
  appeal: AppealPlan;
  /** Among what the clock has shown. */
  place: number;
  one: ShownLight & { light: Card };
}

/** 对红黄牌申诉: whoever answered for the clock says that a light was shown wrongly. The light stays as it was shown (D4). */
export const appeal: Act = {
  on: "all",
  has: hasAppeals,
  payload: (plan) =>
    closed(
      {
        ...which(plan),
        reason: words,
        evidence: { type: "array", items: { ...words, maxLength: 500 }, minItems: 1, maxItems: 20 },
      },
      ["clock", "light", "reason"],
    ),
  offered: notArchived,
  lights: (scene) => offersOf(scene, everyShown(scene), mayAppeal),

  perform(scene, event) {
    const shown = meant(scene, event);
    mayAppeal(scene, shown);
    const { run, by } = scene;
    const { clock, appeal: plan, place, one } = shown;
    const evidence = event["evidence"] as string[] | undefined;
    const made: Appeal = {
      ...who(by),
      at: run.now,
      reason: textIn(event, "reason")!,
      ...(evidence === undefined ? {} : { evidence }),
      ...(plan.due === null ? {} : { due: endOf(run, clock, plan.due, run.now) }),
    };
    keepAppeal(run, clock.name, place, made);
    run.note({
      note: "appeal",
      clock: clock.name,
      light: one.light,
      shown: one.at,
      change: "made",
      ...(made.due === undefined ? {} : { due: made.due }),
    });
    tell(scene, shown, deciding(run, plan, made), "made");
  },
};

/** 裁定: somebody else upholds the light, or sets it aside. What was shown stays in the journal; what is set aside counts no more (D4). */
export const decideAppeal: Act = {
  on: "all",
  has: hasAppeals,
  payload: (plan) =>
    closed({ ...which(plan), decision: decisions, reason: words }, ["clock", "light", "decision", "reason"]),
  offered: notArchived,
  lights: (scene) =>
    offersOf(
      scene,
      everyShown(scene).filter(({ one }) => isUndecided(one)),
      mayDecide,
    ),

  perform(scene, event) {
    const shown = meant(scene, event, isUndecided);
    mayDecide(scene, shown);
    const { run, by } = scene;
    const { clock, place, one } = shown;
    const made = one.appeal!;
    const setAside = event["decision"] === "setAside";
    const decision = { setAside, ...who(by), at: run.now, reason: textIn(event, "reason")! };
    keepAppeal(run, clock.name, place, { ...made, decision });
    const change = setAside ? "setAside" : "upheld";
    run.note({ note: "appeal", clock: clock.name, light: one.light, shown: one.at, change });
    const ids = [made.by, ...(made.proxy === undefined ? [] : [made.proxy])];
    tell(scene, shown, { roles: [], ids }, change);
    if (setAside) run.touch("setAside", `${clock.name}:${place}`);
  },
};

const decisions: JsonObject = { type: "string", enum: ["uphold", "setAside"] };

function hasAppeals({ clocks }: Plan): boolean {
  return clocks.some(({ appeal: one }) => one !== null);
}

/** Which light is meant: the clock and the colour, and when it was shown where that was not the last time. */
function which({ clocks }: Plan): Record<string, JsonObject> {
  const names = clocks.filter(({ appeal: one }) => one !== null).map(({ name }) => name);
  return {
    clock: { type: "string", enum: names },
    light: { type: "string", enum: [...cards] },
    at: { type: "string", minLength: 1, maxLength: 40 },
  };
}

function notArchived({ handovers: { archive } }: Scene): null {
  if (archive !== undefined) throw new StepFault(refusal("case-closed.archived", {}));
  return null;
}

function who({ id, proxy }: Principal): { by: string; proxy?: string } {
  return { by: id, ...(typeof proxy === "string" ? { proxy } : {}) };
}

/** Yellow and red lights that were shown, by clock as declared. */
function everyShown({ run: { plan, state } }: Scene): Shown[] {
  return plan.clocks.flatMap((clock) =>
    (state.clocks[clock.name]?.shown ?? []).flatMap((one, place): Shown[] =>
      clock.appeal !== null && isCard(one) ? [{ clock, appeal: clock.appeal, place, one }] : [],
    ),
  );
}

function isCard(one: ShownLight): one is ShownLight & { light: Card } {
  return cards.some((card) => card === one.light);
}

function offersOf(scene: Scene, shown: Shown[], may: (scene: Scene, shown: Shown) => void): LightOffer[] {
  return shown.map((one) => {
    const offer = { clock: one.clock.name, light: one.one.light, at: one.one.at };
    try {
      notArchived(scene);
      may(scene, one);
      return { ...offer, allowed: true };
    } catch (thrown) {
      return { ...offer, allowed: false, refusal: refusalOf(thrown) };
    }
  });
}

/** The light that is meant: as it was shown at the instant named, else as it was shown last. */
function meant(scene: Scene, event: ActEvent, isWanted?: (one: ShownLight) => boolean): Shown {
  const [name, light, at] = ["clock", "light", "at"].map((member) => textIn(event, member));
  const found = everyShown(scene).filter(
    ({ clock, one }) => clock.name === name && one.light === light && (at === undefined || one.at === at),
  );
  const shown = found.findLast(({ one }) => isWanted === undefined || isWanted(one)) ?? found.at(-1);
  if (shown !== undefined) return shown;
  const clock = scene.run.plan.clocks.find((one) => one.name === name)!;
  throw new StepFault(
    refusal(
      "not-now.not-shown",
      { clock: clock.definition.title, light: lightNames[light as Light] },
      { path: at === undefined ? "/light" : "/at" },
    ),
  );
}

/** Throws why somebody may not appeal against a light: they did not answer for it, it was appealed against before, or it is too late. */
function mayAppeal(scene: Scene, { clock, appeal: plan, one }: Shown): void {
  const { run, by } = scene;
  const { by: roles } = plan.definition;
  if (roles !== undefined && !scene.has(by, roles))
    throw new StepFault(
      refusal("not-permitted", { roles: roleNames(run.plan, roles) }, { details: { roles: [...roles] } }),
    );
  if (roles === undefined) mayAnswer(scene, clock, one);
  if (one.appeal !== undefined)
    throw new StepFault(refusal("not-now.appealed", { date: run.plan.zone.dateOf(one.appeal.at) }));
  const end = plan.within === null ? null : endOf(run, clock, plan.within, one.at);
  if (end !== null && run.now >= end)
    throw new StepFault(refusal("not-now.appeal-late", { date: dayBefore(scene, end) }));
}

function mayAnswer({ run, by }: Scene, clock: ClockPlan, { answering }: ShownLight): void {
  const { roles = [], ids = [] } = answering ?? {};
  if (ids.includes(by.id) || roles.some((role) => role === anyone || by.roles.includes(role))) return;
  const people = joined([
    ...(roles.length > 0 ? [roleNames(run.plan, roles)] : []),
    ...(ids.length > 0 ? [namesOf(run.state, ids)] : []),
  ]);
  throw new StepFault(
    refusal(
      "not-permitted.answers",
      { clock: clock.definition.title, people: people.en === "" ? nobody : people },
      { details: { roles, ids } },
    ),
  );
}
const nobody = { en: "nobody", "zh-CN": "无" };

/** The last day of a limit: one that ends at 24:00 ends with the day before that instant. */
function dayBefore({ run: { plan } }: Scene, end: Instant): string {
  return plan.zone.dateOf(instant(millis(end) - 1));
}

/** Throws why somebody may not decide: nobody has appealed, they are not asked, or the appeal is their own. */
function mayDecide(scene: Scene, { clock, appeal: plan, one }: Shown): void {
  const { run, by } = scene;
  const { to } = plan.definition;
  if (!scene.has(by, to))
    throw new StepFault(
      refusal("not-permitted", { roles: roleNames(run.plan, to) }, { details: { roles: [...to] } }),
    );
  const { appeal: made } = one;
  if (made === undefined || made.decision !== undefined)
    throw new StepFault(refusal("not-now.not-appealed", { clock: clock.definition.title }));
  const deciders = withProxy([by.id], by);
  if ([made.by, made.proxy].some((id) => id !== undefined && deciders.includes(id)))
    throw new StepFault(refusal("not-permitted.own-appeal", {}, { details: { apartFrom: "case.appeal" } }));
  // The machine is told of what is set aside, and while it is suspended it is told nothing.
  if (run.state.status === "suspended") throw new StepFault(refusal("suspended", {}));
}

type Said = "made" | "upheld" | "setAside";

function tell(
  { run, by }: Scene,
  { clock, one }: Shown,
  to: { roles: string[]; ids: string[] },
  said: Said,
): void {
  const [title, light, name] = [clock.definition.title, lightNames[one.light], by.name ?? by.id];
  const { title: of } = run.plan.procedure;
  const about = {
    en: `the ${light.en} of “${title.en}” in “${of.en}”`,
    "zh-CN": `“${of["zh-CN"]}”中“${title["zh-CN"]}”的${light["zh-CN"]}`,
  };
  const texts = {
    made: {
      en: `${name} appeals against ${about.en}; you are asked to decide`,
      "zh-CN": `${name}对${about["zh-CN"]}提出申诉，请您裁定`,
    },
    upheld: {
      en: `${name} has upheld ${about.en}`,
      "zh-CN": `${name}裁定维持${about["zh-CN"]}`,
    },
    setAside: {
      en: `${name} has set aside ${about.en}`,
      "zh-CN": `${name}裁定撤销${about["zh-CN"]}`,
    },
  };
  const message = said === "made" ? "case.appeal" : "case.decideAppeal";
  run.effect({ type: "notify", ...to, message, text: texts[said] });
}
