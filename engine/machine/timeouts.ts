import type { ChartTransition, Json, Text, TimeoutDefinition } from "../model/index.ts";
import { policyOf, refusal } from "../model/index.ts";
import type { Action } from "./actions/index.ts";
import { addresseesOf, messageOf } from "./actions/outward.ts";
import { StepFault } from "./fault.ts";
import type { Plan } from "./plan.ts";
import type { Run } from "./run.ts";
import { letStandIn } from "./stand-ins.ts";
import { askedIn, tasks } from "./tasks.ts";

/** What timeouts do when a transition that they have made is taken (C13, C14). */

interface Audience {
  roles: string[];
  ids: string[];
}

/** What goes before the actions of a transition that a timeout has made; null for any other. */
export function compileLapse({ lapsing, source }: ChartTransition, plan: Plan): Action | null {
  if (lapsing === undefined) return null;
  const { name, does } = lapsing;
  const definition = plan.procedure.timeouts![name]!;
  const noted = (run: Run, audience?: Audience): void =>
    run.note({ note: "timeout", timeout: name, state: source, does, ...audience });
  if ("event" in lapsing) {
    const event = plan.events.get(lapsing.event)!;
    return (run, data, sent) => {
      const { type: _, ...payload } = sent;
      const fault = event.check(payload as Json);
      if (fault !== null)
        throw new StepFault(
          refusal("invalid-payload", { event: event.definition.title, fault: fault.message }),
        );
      noted(run);
      return data;
    };
  }
  if (does === "remind") {
    const { to, message } = definition.remind![lapsing.reminder]!;
    const addressees = to === undefined ? null : addresseesOf(to, plan);
    const tell = telling(message, remindingOf(source, plan), plan);
    return (run, data, event) => {
      const audience = addressees?.(run, data, event) ?? waitedFor(run, source);
      if (audience.roles.length + audience.ids.length > 0) tell(run, data, event, audience);
      noted(run, audience);
      return data;
    };
  }
  const over = definition.over!;
  const addressees = addresseesOf(policyOf(over).what, plan);
  const message = "message" in over ? over.message : undefined;
  const tell = telling(message, handingOf(source, does === "transfer", plan), plan);
  return (run, data, event) => {
    const audience = addressees(run, data, event);
    if (audience.roles.length + audience.ids.length === 0) {
      run.note({ note: "incident", code: "nobody-to-ask", message: nobodyToAsk(definition, source, plan) });
      return data;
    }
    letStandIn(run, source, { alone: does === "transfer", ...audience });
    tell(run, data, event, audience);
    noted(run, audience);
    return data;
  };
}

/** Whom the case waits for in a state. */
function waitedFor(run: Run, source: string): Audience {
  return askedIn(tasks(run.plan, run.state, run.context).filter(({ state }) => state === source));
}

/** Tells people with the message that the definition names, or with words of the engine's. */
export function telling(
  message: string | undefined,
  usual: Text,
  plan: Plan,
): (run: Run, data: Parameters<Action>[1], event: Parameters<Action>[2], audience: Audience) => void {
  const text = message === undefined ? null : messageOf(plan.procedure.messages![message]!, plan);
  return (run, data, event, audience) =>
    run.effect({
      type: "notify",
      ...audience,
      message: message ?? "case.timeout",
      text: text?.(run, data, event) ?? usual,
    });
}

function titlesOf(source: string, { chart, procedure }: Plan): { stage: Text; procedure: Text } {
  return { stage: chart.byPath.get(source)?.title ?? procedure.title, procedure: procedure.title };
}

function remindingOf(source: string, plan: Plan): Text {
  const { stage, procedure } = titlesOf(source, plan);
  return {
    en: `“${procedure.en}” waits for you: ${stage.en}`,
    "zh-CN": `“${procedure["zh-CN"]}”请及时办理：${stage["zh-CN"]}`,
  };
}

function handingOf(source: string, alone: boolean, plan: Plan): Text {
  const { stage, procedure } = titlesOf(source, plan);
  return alone
    ? {
        en: `“${procedure.en}” was not dealt with in time and is yours now: ${stage.en}`,
        "zh-CN": `“${procedure["zh-CN"]}”逾期未办，已转由您办理：${stage["zh-CN"]}`,
      }
    : {
        en: `“${procedure.en}” was not dealt with in time; you may do it as well: ${stage.en}`,
        "zh-CN": `“${procedure["zh-CN"]}”逾期未办，已上报，您亦可办理：${stage["zh-CN"]}`,
      };
}

/** Words for those who are asked in somebody's place. */
export function handingTo(source: string, plan: Plan): Text {
  const { stage, procedure } = titlesOf(source, plan);
  return {
    en: `“${procedure.en}” is for you, in the place of the one whose case it is: ${stage.en}`,
    "zh-CN": `“${procedure["zh-CN"]}”由您代替申请人本人办理：${stage["zh-CN"]}`,
  };
}

function nobodyToAsk({ title }: TimeoutDefinition, source: string, plan: Plan): Text {
  const { stage } = titlesOf(source, plan);
  return {
    en: `The time for “${stage.en}” is over${title === undefined ? "" : ` (${title.en})`}, and nobody is there to take it on.`,
    "zh-CN": `“${stage["zh-CN"]}”已逾期${title === undefined ? "" : `（${title["zh-CN"]}）`}，但没有可承接的人员。`,
  };
}
