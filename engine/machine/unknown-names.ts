import type { Chart, Procedure } from "../model/index.ts";
import { policyOf, stagePath } from "../model/index.ts";
import { isActor } from "./plan-invocations.ts";

/** XState notices a missing name when it comes to it, or never; so that a case never does, they are looked up here. */
export function refuseUnknownNames(procedure: Procedure, chart: Chart): void {
  const { id, delays = {}, ballots = {}, events, clocks = {}, returns = {}, holds = {} } = procedure;
  const { timeouts = {}, takeBacks = {}, messages = {} } = procedure;
  const unknown = (what: string, name: string, where: string): never => {
    throw new Error(`The machine of ${id} names the ${what} “${name}” at ${where}, and there is none`);
  };
  for (const { target, pointer } of chart.faults) unknown("state", target, pointer);
  for (const { pointer, config, invokes } of chart.states) {
    for (const name of Object.keys(config.after ?? {}))
      if (!Object.hasOwn(delays, name)) unknown("delay", name, pointer);
    for (const { src, id: name } of invokes) {
      if (!isActor(src)) unknown("actor", src, pointer);
      if (src === "ballot" && !Object.hasOwn(ballots, name)) unknown("ballot", name, pointer);
    }
  }
  for (const [name, { close }] of Object.entries(ballots))
    if (close !== undefined && !Object.hasOwn(delays, close)) unknown("delay", close, `the ballot ${name}`);
  for (const [name, one] of Object.entries(returns)) {
    const where = `the return ${name}`;
    if (!Object.hasOwn(events, one.event)) unknown("event", one.event, where);
    for (const stage of one.stages)
      if (stagePath(chart, one.in, stage) === null) unknown("stage", stage, where);
  }
  for (const [name, { by, end, in: states, stops = [] }] of Object.entries(holds)) {
    const where = `the hold ${name}`;
    for (const event of [by, end]) if (!Object.hasOwn(events, event)) unknown("event", event, where);
    for (const state of states) if (!chart.byPath.has(state)) unknown("state", state, where);
    for (const clock of stops) if (!Object.hasOwn(clocks, clock)) unknown("clock", clock, where);
  }
  for (const [name, { event, message }] of Object.entries(takeBacks)) {
    const where = `the taking back ${name}`;
    if (!Object.hasOwn(events, event)) unknown("event", event, where);
    if (message !== undefined && !Object.hasOwn(messages, message)) unknown("message", message, where);
  }
  for (const [name, { in: states, due, over }] of Object.entries(timeouts)) {
    const where = `the timeout ${name}`;
    if (typeof due === "string" && !Object.hasOwn(delays, due)) unknown("delay", due, where);
    for (const state of states) if (!chart.byPath.has(state)) unknown("state", state, where);
    const { does, what } = over === undefined ? { does: "escalate", what: "" } : policyOf(over);
    const event = String(what);
    if (does !== "escalate" && does !== "transfer" && !Object.hasOwn(events, event))
      unknown("event", event, where);
  }
}
