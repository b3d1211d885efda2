import { createMachine, initialTransition, transition } from "xstate";
import type { AnyMachineSnapshot, AnyStateMachine } from "xstate";
import { compileMachine } from "../../engine/machine/index.ts";
import type { CaseState, Machine, StepContext } from "../../engine/machine/index.ts";
import { ajvValidator } from "../../engine/model/index.ts";
import type { MachineConfig, Pack, StateConfig, Text } from "../../engine/model/index.ts";
import type { Figure, Work } from "./figure.ts";
import { figure, ratio } from "./figure.ts";

const text: Text = { en: "x", "zh-CN": "x" };
const there = (event: string, inner: Partial<StateConfig> = {}): StateConfig => ({
  initial: "a",
  states: { a: { ...inner, on: { [event]: "b" } }, b: { ...inner, on: { [event]: "a" } } },
});
const regions = (event: (place: number) => string): Record<string, StateConfig> =>
  Object.fromEntries([1, 2, 3, 4].map((place) => [`region${place}`, there(event(place))]));

/** The machines, and the events that are sent to them in turn. */
const machines: Record<string, { machine: Omit<MachineConfig, "id">; events: string[] }> = {
  flat: { machine: there("GO"), events: ["GO"] },
  nested: {
    machine: { initial: "outer", states: { outer: { initial: "inner", states: { inner: there("GO") } } } },
    events: ["GO"],
  },
  parallel: {
    machine: { type: "parallel", states: regions((place) => `GO${place}`) },
    events: ["GO1", "GO2", "GO3", "GO4"],
  },
  "parallel, all at once": { machine: { type: "parallel", states: regions(() => "GO") }, events: ["GO"] },
};

const by = { id: "somebody", roles: ["clerk"] };
const context: StepContext = {
  now: "2026-03-02T01:00:00.000Z",
  case: {
    id: "case-1",
    procedure: "measured",
    version: "1.0.0",
    openedAt: "2026-03-02T01:00:00.000Z",
    openedBy: "somebody",
    revision: 1,
    depth: 0,
  },
  facts: {},
  people: {},
};

function compiled(machine: MachineConfig, events: string[]): Machine {
  const procedure = {
    id: machine.id,
    title: text,
    opening: { by: ["clerk"] },
    data: { type: "object", properties: {} },
    events: Object.fromEntries(events.map((name) => [name, { title: text, by: ["clerk"] }])),
    machine,
  };
  const pack: Pack = {
    id: "bench",
    version: "1.0.0",
    title: text,
    engine: "*",
    timeZone: "Asia/Shanghai",
    calendar: "cn",
    roles: { clerk: { title: text } },
    parameters: {},
    registers: {},
    schedules: [],
    procedures: { [machine.id]: procedure },
    scenarios: {},
    layouts: {},
    calendars: { cn: { id: "cn", title: text, years: {} } },
    rows: {},
    directory: {},
    files: {},
    digest: "",
  };
  return compileMachine(pack, machine.id, {}, { validator: ajvValidator() });
}

/** Whole steps of cases: the sender, what is sent, guards, the record of it; each from plain JSON to plain JSON. */
function ours(machine: Machine, events: string[]): Work {
  const opened = machine.open({ data: {}, by }, context);
  if (!opened.ok) throw new Error(opened.refusal.message.en);
  let state: CaseState = opened.state;
  return (times) => {
    for (let done = 0; done < times; done++) {
      const type = events[done % events.length]!;
      const result = machine.step(state, { kind: "event", event: { type }, by }, context);
      if (!result.ok) throw new Error(result.refusal.message.en);
      state = result.state;
    }
    return state;
  };
}

/** XState's pure function on the same machine. */
function theirs(config: MachineConfig, events: string[]): Work {
  const machine = createMachine(config as never) as unknown as AnyStateMachine;
  let [snapshot] = initialTransition(machine) as [AnyMachineSnapshot, unknown];
  return (times) => {
    for (let done = 0; done < times; done++)
      [snapshot] = transition(machine, snapshot, { type: events[done % events.length]! }) as [
        AnyMachineSnapshot,
        never,
      ];
    return snapshot;
  };
}

/** XState's function makes an actor system at each call: a measurement is long enough to pay for collecting them. */
const [rounds, millis] = [9, 250];

/** `npm run bench -- --only step`: a step of a case against XState's own `transition()` on the same machine. */
export async function stepFigures(): Promise<Figure[]> {
  return Object.entries(machines).map(([name, { machine, events }]) => {
    const config = { id: "measured", ...machine };
    const [own, other] = [ours(compiled(config, events), events), theirs(config, events)];
    const times = ratio(own, other, rounds, millis);
    return figure(`step against xstate's transition(): ${name}`, times, "×", { atLeast: 2 });
  });
}
