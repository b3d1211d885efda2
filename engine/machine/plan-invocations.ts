import type { Chart, InvokeConfig, Json, JsonObject, Logic, Pack, Template } from "../model/index.ts";
import type { Budget, Rule, Scope } from "../rules/index.ts";
import { own } from "./data.ts";
import { openingDataOf } from "./opening-data.ts";

export interface InvocationPlan {
  state: string;
  id: string;
  src: InvokeConfig["src"];
  input: JsonObject;
  /** What a child is opened with, or what a call is sent; null for a ballot. */
  body: ((scope: Scope, budget: Budget) => Json) | null;
  reads: readonly string[];
  each: Rule | null;
  keep: boolean;
}

export function planInvocations(
  pack: Pack,
  chart: Chart,
  compile: (logic: Logic) => Rule,
  template: (template: Template) => Rule,
): ReadonlyMap<string, InvocationPlan> {
  const found = new Map<string, InvocationPlan>();
  for (const { path, invokes } of chart.states)
    for (const { id, src, input = {} } of invokes) {
      const body =
        src === "ballot" ? null : template(own(input, src === "procedure" ? "data" : "input") ?? {});
      const list = own(input, "each");
      const each = list === undefined ? null : compile(list);
      found.set(invocationKey(path, id), {
        state: path,
        id,
        src,
        input,
        body: body === null ? null : bodies[src](pack, input, body),
        each,
        keep: input["keep"] === true,
        reads: [...(body?.reads ?? []), ...(each?.reads ?? [])],
      });
    }
  return found;
}

const bodies: Record<
  InvokeConfig["src"],
  (pack: Pack, input: JsonObject, template: Rule) => NonNullable<InvocationPlan["body"]>
> = {
  ballot: () => () => null,
  procedure: (pack, input, template) => openingDataOf(pack, String(own(input, "procedure")), template),
  call: (_pack, _input, template) => (scope, budget) => template.evaluate(scope, budget),
};

/** Whether a machine may invoke such a thing. */
export function isActor(src: string): boolean {
  return Object.hasOwn(bodies, src);
}

/** Name of an invocation in a plan: the same id may stand in several states. */
export function invocationKey(state: string, id: string): string {
  return `${state}|${id}`;
}
