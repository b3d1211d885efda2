import type { CaseView } from "../../../engine/runtime/types.ts";
import { parsePack } from "../../../engine/model/parse.ts";
import type {
  Choice,
  Expectation,
  Instant,
  Json,
  JsonObject,
  Pack,
  Principal,
  Problem,
  Refusal,
  Scenario,
  ScenarioStep,
  TimeUnit,
} from "../../../engine/model/types.ts";
import { endOfWait, simulation, type Simulation } from "../../../engine/simulate/simulation.ts";
import { parseInstant } from "../../../engine/time/index.ts";
import { interpretingValidator } from "./validator.ts";

/** One step of a run: what somebody did, or how long was waited, and what came of it. */
export type RunStep =
  | { did: "open"; by: Actor; data: JsonObject }
  | { did: "send"; event: string; by: Actor; payload: JsonObject }
  | { did: "refused"; event: string; by: Actor; payload: JsonObject; refusal: Refusal }
  | { did: "wait"; until: Instant }
  | { did: "answer"; call: string; output: Json };

/** An id of the pack's directory, or somebody written out. */
export type Actor = string | Principal;

/** Where a run stands: everything that is shown of it. */
export interface RunState {
  steps: readonly RunStep[];
  /** How many of the steps have been taken; those behind can be taken again. */
  at: number;
  now: Instant;
  /** When something falls due next. */
  due: Instant | null;
  /** As somebody without any role but to look sees it: the designer sees everything. */
  view: CaseView | null;
  /** What the values mean that were chosen from elsewhere (B12), by JSON pointer into the schema of the data. */
  titles: Record<string, Choice[]>;
  /** Calls of connectors that wait for an answer. */
  calls: readonly string[];
}

/**
 * A case of the draft, tried out on the engine itself, in memory and in a time of its own. Every step can be taken back and taken again;
 * what is done after going back takes the place of what came behind.
 */
export interface Run {
  readonly pack: Pack;
  state(): Promise<RunState>;
  open(by: Actor, data: JsonObject): Promise<Refusal | null>;
  send(event: string, by: Actor, payload: JsonObject): Promise<Refusal | null>;
  answer(call: string, output: Json): Promise<Refusal | null>;
  waitUntil(instant: Instant): Promise<boolean>;
  /** Goes to where so many steps have been taken. */
  go(to: number): Promise<void>;
  /** What the form of an event offers this person now (B11), by JSON pointer. */
  choicesOf(event: string, by: Actor): Promise<Record<string, Choice[]>>;
  /** What may be sent now, as this person sees it. */
  viewOf(by: Actor): Promise<CaseView | null>;
}

/** A run, when its time began, and the definition it runs on. */
export interface Begun {
  /** Runs have no names; this tells one from another. */
  id: number;
  run: Run;
  at: string;
  /** Who opened the case; null where nobody could. */
  by: Actor | null;
  definition: object;
}

/**
 * Begins a run of a procedure of a pack's files, empty or along a scenario as far as it speaks of its own case alone. Gives the
 * problems for which there can be none.
 */
export async function beginRun(
  files: Readonly<Record<string, string>>,
  procedure: string,
  at: Instant,
  scenario?: Scenario,
): Promise<{ ok: true; run: Run } | { ok: false; problems: Problem[] }> {
  const read = parsePack(files);
  if (!read.ok) return { ok: false, problems: read.problems.filter(({ severity }) => severity === "error") };
  const { parameters, registers } = scenario ?? {};
  const begun = await simulation(read.pack, {
    at,
    parameters,
    registers,
    validator: interpretingValidator(),
  });
  if (!begun.ok) return begun;
  const run = runOf(read.pack, procedure, begun.simulation);
  if (scenario !== undefined) await follow(run, scenario, begun.simulation);
  return { ok: true, run };
}

/** Takes the steps of a scenario, up to the first that speaks of another case. */
async function follow(run: Run, scenario: Scenario, { now, zone }: Simulation): Promise<void> {
  if ((await run.open(scenario.by, scenario.data ?? {})) !== null) return;
  for (const step of scenario.steps ?? []) {
    if (step.case !== undefined || ("open" in step && step.open !== undefined)) return;
    if ("send" in step && step.send !== undefined) await run.send(step.send, step.by, step.payload ?? {});
    else if ("refused" in step && step.refused !== undefined)
      await run.send(step.refused, step.by, step.payload ?? {});
    else if ("wait" in step && step.wait !== undefined) {
      const { until } = step.wait as { until?: string };
      const end =
        until === undefined
          ? endOfWait(zone, now(), step.wait as Partial<Record<TimeUnit, number>>)
          : parseInstant(until);
      if (end !== null) await run.waitUntil(end);
    } else if ("answer" in step && step.answer !== undefined) {
      if (!("output" in step)) return;
      await run.answer(step.answer, step.output);
    }
  }
}

function runOf(pack: Pack, procedure: string, simulated: Simulation): Run {
  let steps: readonly RunStep[] = [];
  let at = 0;
  /** Ids of the case, by how many steps had been taken when it was opened. */
  let id: string | null = null;

  /** Does a step for the first time, or again. Gives why it was refused. */
  async function take(step: RunStep): Promise<Refusal | null> {
    if (step.did === "refused") return null;
    if (step.did === "wait") {
      await simulated.advance(step.until);
      return null;
    }
    const answer =
      step.did === "open"
        ? await simulated.open({ procedure, by: step.by, data: step.data })
        : step.did === "answer"
          ? await simulated.answer({ case: id ?? "", call: step.call, output: step.output })
          : await simulated.send({
              case: id ?? "",
              event: { ...step.payload, type: step.event },
              by: step.by,
            });
    if (!answer.ok) return answer.refusal;
    if (step.did === "open") ({ id } = answer);
    return null;
  }
  async function add(step: RunStep): Promise<Refusal | null> {
    const refusal = await take(step);
    if (refusal !== null && step.did !== "send") return refusal;
    const told: RunStep =
      refusal !== null && step.did === "send" ? { ...step, did: "refused", refusal } : step;
    steps = [...steps.slice(0, at), told];
    at = steps.length;
    return refusal;
  }
  async function viewOf(by: Actor | null): Promise<CaseView | null> {
    if (id === null) return null;
    const read = await simulated.engine.read(id, by === null ? { by: looker(pack, procedure) } : { by });
    return read.ok ? read : null;
  }

  async function titlesOf(): Promise<Record<string, Choice[]>> {
    if (id === null) return {};
    const told = await simulated.engine.titles({ case: id, by: looker(pack, procedure) });
    return told.ok ? told.data : {};
  }

  return {
    pack,
    async state() {
      const record = id === null ? null : await simulated.store.reader.case(id);
      return {
        steps,
        at,
        now: simulated.now(),
        due: await simulated.due(),
        view: await viewOf(null),
        titles: await titlesOf(),
        calls: Object.values(record?.state.invocations ?? {}).flatMap((one) =>
          one.src === "call" ? [one.id] : [],
        ),
      };
    },
    open: (by, data) => add({ did: "open", by, data }),
    send: (event, by, payload) => add({ did: "send", event, by, payload }),
    answer: (call, output) => add({ did: "answer", call, output }),
    async waitUntil(until) {
      return (await add({ did: "wait", until })) === null;
    },
    async go(to) {
      while (at > to) {
        const step = steps[at - 1]!;
        if (step.did !== "refused") simulated.back();
        if (step.did === "open") id = null;
        at -= 1;
      }
      while (at < Math.min(to, steps.length)) {
        await take(steps[at]!);
        at += 1;
      }
    },
    async choicesOf(event, by) {
      if (id === null) return {};
      const offered = await simulated.engine.choices({ case: id, event, by });
      return offered.ok ? offered.choices : {};
    },
    viewOf,
  };
}

/** Somebody with every role there is, who sees a case as those together see it who act in it. */
function looker(pack: Pack, procedure: string): { id: string; roles: string[] } {
  const roles = [
    ...Object.keys(pack.roles),
    ...Object.keys(pack.procedures[procedure]?.roles ?? {}),
    "administrator",
  ];
  return { id: "designer", roles };
}

/** A run as a scenario of the procedure's file: what was refused is refused in it, and where it ended is expected of it. */
export function scenarioOf(
  run: Pick<RunState, "steps" | "at" | "view">,
  began: Instant,
  name: Scenario["name"],
): Scenario | null {
  const taken = run.steps.slice(0, run.at);
  const [first, ...rest] = taken;
  if (first?.did !== "open" || run.view === null) return null;
  const expect: Expectation = {
    status: run.view.case.status,
    ...(run.view.case.status === "active" ? { state: run.view.state as Json } : {}),
  };
  return { name, at: began, by: first.by, data: first.data, steps: rest.map(stepOf), expect };
}

function stepOf(step: RunStep): ScenarioStep {
  if (step.did === "wait") return { wait: { until: step.until } };
  if (step.did === "answer") return { answer: step.call, output: step.output };
  if (step.did === "open") throw new Error("A case is opened once");
  const payload = Object.keys(step.payload).length === 0 ? {} : { payload: step.payload };
  return step.did === "send"
    ? { send: step.event, by: step.by, ...payload }
    : { refused: step.event, by: step.by, ...payload, because: step.refusal.code };
}
