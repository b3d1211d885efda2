import type {
  Instant,
  Json,
  JsonObject,
  Pack,
  Principal,
  Refusal,
  Scenario,
  ScenarioStep,
  Text,
} from "../model/index.ts";
import { pointer } from "../model/index.ts";
import type { CaseRecord } from "../ports/index.ts";
import type { Answer, Compiler } from "../runtime/index.ts";
import { parseInstant } from "../time/index.ts";
import { compare, stateOf, type Difference } from "./expectation.ts";
import { callNamed, endOfWait, linkedCases, simulation, type Simulation } from "./simulation.ts";
import { say } from "./words.ts";

/** Where a scenario went wrong: `path` is a JSON pointer into the scenario, `step` counts from 0, null for opening and end. */
export interface ScenarioFailure {
  step: number | null;
  path: string;
  message: Text;
}

/** A refusal that a scenario provoked: of an event, or of an opening (null). */
export interface Provoked {
  procedure: string;
  /** The case that refused; null for an opening. */
  case: string | null;
  event: { type: string; [key: string]: Json };
  by: Principal;
  refusal: Refusal;
}

export interface ScenarioRun {
  failures: ScenarioFailure[];
  /** The simulation as the scenario left it; absent where it could not begin. */
  simulation?: Simulation;
}

/**
 * Plays a scenario on a fresh engine. It ends with the first step that does not go as written, and tells all that is different
 * there. `provoked` hears of every refusal, before the next step.
 */
export async function playScenario(
  pack: Pack,
  procedure: string,
  scenario: Scenario,
  provoked: (simulation: Simulation, refused: Provoked) => Promise<void>,
  compiler?: Compiler,
): Promise<ScenarioRun> {
  const at = parseInstant(scenario.at);
  if (at === null) return failedAt("/at", say("bad-instant", { text: scenario.at }));
  const { parameters, registers } = scenario;
  const begun = await simulation(pack, { at, parameters, registers, compiler });
  if (!begun.ok) {
    const fault = begun.problems[0]?.message ?? { en: "", "zh-CN": "" };
    return failedAt(parameters === undefined ? "" : "/parameters", say("not-deployed", { fault }));
  }
  const player = new Player(pack, procedure, begun.simulation, provoked);
  return { failures: await player.play(scenario), simulation: begun.simulation };
}

const failedAt = (path: string, message: Text): ScenarioRun => ({
  failures: [{ step: null, path, message }],
});

/** What a step gives when it did not go as written. */
type StepFault = Difference | null;

class Player {
  private readonly pack: Pack;
  private readonly procedure: string;
  private readonly simulation: Simulation;
  private readonly provoked: (simulation: Simulation, refused: Provoked) => Promise<void>;
  private root: string | null = null;
  /** Cases that steps have opened, by the names they gave them. */
  private readonly named = new Map<string, string>();

  constructor(
    pack: Pack,
    procedure: string,
    run: Simulation,
    provoked: (simulation: Simulation, refused: Provoked) => Promise<void>,
  ) {
    this.pack = pack;
    this.procedure = procedure;
    this.simulation = run;
    this.provoked = provoked;
  }

  async play(scenario: Scenario): Promise<ScenarioFailure[]> {
    const opened = await this.open(scenario);
    if (opened !== null) return [{ step: null, ...opened }];
    for (const [step, written] of (scenario.steps ?? []).entries()) {
      const differences = await this.step(written);
      if (differences.length > 0)
        return differences.map(({ path, message }) => ({
          step,
          path: pointer("steps", step) + path,
          message,
        }));
    }
    if (scenario.expect === undefined) return [];
    if (this.root === null) return [{ step: null, path: "/expect", message: say("no-case") }];
    const record = await this.record(this.root);
    const differences = await compare(scenario.expect, { simulation: this.simulation, record, since: 0 });
    return differences.map(({ path, message }) => ({ step: null, path: `/expect${path}`, message }));
  }

  private async open({ by, data = {}, because }: Scenario): Promise<StepFault> {
    const person = this.person(by);
    if (person === null) return { path: "/by", message: say("unknown-person", { id: String(by) }) };
    const answer = await this.simulation.open({ procedure: this.procedure, by: person, data });
    if (answer.ok) {
      this.root = answer.id;
      return because === undefined
        ? null
        : { path: "/because", message: say("opening-accepted", { because }) };
    }
    const { refusal } = answer;
    const event = { ...data, type: "case.open" };
    await this.provoked(this.simulation, {
      procedure: this.procedure,
      case: null,
      event,
      by: person,
      refusal,
    });
    const { code, message: told } = refusal;
    if (because === undefined) return { path: "", message: say("opening-refused", { code, told }) };
    if (because === code) return null;
    return { path: "/because", message: say("opening-otherwise", { because, code, told }) };
  }

  private async step(step: ScenarioStep): Promise<Difference[]> {
    if (this.root === null) return [{ path: "", message: say("no-case") }];
    if ("open" in step && step.open !== undefined) return this.openAnother(step);
    const found = await this.caseNamed(this.root, step.case);
    if (!found.ok) return [found.fault];
    const before = found.record;
    const fault = await this.act(step, before);
    if (fault !== null) return [fault];
    if (step.expect === undefined) return [];
    const { simulation } = this;
    const after = await this.record(before.id);
    const differences = await compare(step.expect, { simulation, record: after, since: before.revision });
    return differences.map(({ path, message }) => ({ path: `/expect${path}`, message }));
  }

  /** Opens a case beside the scenario's own. */
  private async openAnother(step: Extract<ScenarioStep, { open: string }>): Promise<Difference[]> {
    const { simulation } = this;
    const person = this.person(step.by);
    if (person === null) return [{ path: "/by", message: say("unknown-person", { id: String(step.by) }) }];
    const answer = await simulation.open({ procedure: step.open, by: person, data: step.data ?? {} });
    if (!answer.ok) {
      const { code, message: told } = answer.refusal;
      return [{ path: "/open", message: say("opening-refused", { code, told }) }];
    }
    this.named.set(step.as, answer.id);
    if (step.expect === undefined) return [];
    const record = await this.record(answer.id);
    const differences = await compare(step.expect, { simulation, record, since: 0 });
    return differences.map(({ path, message }) => ({ path: `/expect${path}`, message }));
  }

  private act(step: ScenarioStep, record: CaseRecord): Promise<StepFault> {
    if ("send" in step && step.send !== undefined) return this.send(step, record);
    if ("refused" in step && step.refused !== undefined) return this.refuse(step, record);
    if ("act" in step && step.act !== undefined) return this.handOn(step, record);
    if ("wait" in step && step.wait !== undefined) return this.wait(step.wait);
    if ("answer" in step && step.answer !== undefined) return this.answer(step, record);
    return Promise.resolve(null);
  }

  private async send(step: Extract<ScenarioStep, { send: string }>, record: CaseRecord): Promise<StepFault> {
    const sent = await this.attempt(step.send, step, record);
    if (!("answer" in sent)) return sent;
    const { answer, by } = sent;
    if (answer.ok) return null;
    const { code, message: told } = answer.refusal;
    return { path: "/send", message: say("refused", { event: step.send, by: by.id, code, told }) };
  }

  private async refuse(
    step: Extract<ScenarioStep, { refused: string }>,
    record: CaseRecord,
  ): Promise<StepFault> {
    const sent = await this.attempt(step.refused, step, record);
    if (!("answer" in sent)) return sent;
    const { answer, by } = sent;
    const { because, refused: event } = step;
    if (answer.ok) {
      const state = stateOf(await this.record(record.id));
      return { path: "/refused", message: say("accepted", { event, by: by.id, because, state }) };
    }
    const { code, message: told } = answer.refusal;
    if (code === because) return null;
    return { path: "/because", message: say("otherwise", { event, by: by.id, because, code, told }) };
  }

  /** Sends an event, and tells of its refusal. */
  private async attempt(
    type: string,
    { by, payload = {} }: { by: string | Principal; payload?: JsonObject },
    { id, procedure }: CaseRecord,
  ): Promise<{ answer: Answer; by: Principal } | Difference> {
    const person = this.person(by);
    if (person === null) return { path: "/by", message: say("unknown-person", { id: String(by) }) };
    const event = { ...payload, type };
    const answer = await this.simulation.send({ case: id, event, by: person });
    if (!answer.ok)
      await this.provoked(this.simulation, {
        procedure,
        case: id,
        event,
        by: person,
        refusal: answer.refusal,
      });
    return { answer, by: person };
  }

  /** A common act, which is to be done or, with `because`, to be refused. */
  private async handOn(step: Extract<ScenarioStep, { act: string }>, { id }: CaseRecord): Promise<StepFault> {
    const { act, because, on, as, payload = {} } = step;
    const by = this.person(step.by);
    if (by === null) return { path: "/by", message: say("unknown-person", { id: String(step.by) }) };
    const task = on === undefined ? undefined : await this.taskOf(id, on, by);
    if (task === null) {
      const state = stateOf(await this.record(id));
      return { path: "/on", message: say("no-such-task", { name: on ?? "", state }) };
    }
    const said = task === undefined ? payload : { ...payload, task };
    const answer = await this.simulation.act({ case: id, act, payload: said, by });
    if (answer.ok && because !== undefined) {
      const state = stateOf(await this.record(id));
      return { path: "/act", message: say("accepted", { event: act, by: by.id, because, state }) };
    }
    if (!answer.ok) {
      const { code, message: told } = answer.refusal;
      if (because === code) return null;
      return because === undefined
        ? { path: "/act", message: say("refused", { event: act, by: by.id, code, told }) }
        : { path: "/because", message: say("otherwise", { event: act, by: by.id, because, code, told }) };
    }
    if (as !== undefined) {
      const link = act === "supervise" ? "supervision" : "reopened";
      const opened = (await linkedCases(this.simulation, id, link)).at(-1);
      if (opened === undefined)
        return { path: "/as", message: say("no-such-case", { name: link, links: "–" }) };
      this.named.set(as, opened.id);
    }
    return null;
  }

  /** Key of the open task of a state, ballot or obligation: the one that a person holds, or is asked for by name, before others. */
  private async taskOf(id: string, on: string, by: Principal): Promise<string | null> {
    const open = await this.simulation.store.reader.tasksOf(id, "open");
    const meant = open.filter(({ state, ballot, obligation }) => [state, ballot, obligation].includes(on));
    const own = meant.find(({ holder, ids }) => holder === by.id || ids.includes(by.id));
    return (own ?? meant[0])?.key ?? null;
  }

  private async wait(wait: Extract<ScenarioStep, { wait: unknown }>["wait"]): Promise<StepFault> {
    const { simulation } = this;
    const now = simulation.now();
    const until = "until" in wait ? this.instant(wait.until) : endOfWait(simulation.zone, now, wait);
    if (until === null)
      return { path: "/wait", message: say("bad-instant", { text: String(Object.values(wait)[0]) }) };
    if (until < now) return { path: "/wait", message: say("wait-backwards", { until, now }) };
    return (await simulation.advance(until)) ? null : { path: "/wait", message: say("wait-endless") };
  }

  private async answer(
    step: Extract<ScenarioStep, { answer: string }>,
    record: CaseRecord,
  ): Promise<StepFault> {
    const name = step.answer;
    const call = callNamed(record, name, this.pack);
    if (call === null)
      return { path: "/answer", message: say("no-such-call", { name, state: stateOf(record) }) };
    const given = "error" in step ? { error: step.error } : { output: step.output };
    const answer = await this.simulation.answer({ case: record.id, call, ...given });
    if (answer.ok) return null;
    const { code, message: told } = answer.refusal;
    return { path: "/answer", message: say("refused", { event: name, by: "system", code, told }) };
  }

  /**
   * A case by the name that a step gave it, or by its links from there or from the scenario's own, such as `ownership`,
   * `visit#2` or `ownership/visit`; the latest where there are several.
   */
  private async caseNamed(
    root: string,
    name: string | undefined,
  ): Promise<{ ok: true; record: CaseRecord } | { ok: false; fault: Difference }> {
    let id = root;
    for (const [place, link] of (name?.split("/") ?? []).entries()) {
      const opened = place === 0 ? this.named.get(link) : undefined;
      if (opened !== undefined) {
        id = opened;
        continue;
      }
      const next = (await linkedCases(this.simulation, id, link)).at(-1);
      if (next === undefined) {
        const { state } = await this.record(id);
        const links = [...Object.keys(state.links), ...Object.values(state.invocations).map((one) => one.id)];
        const message = say("no-such-case", { name: link, links: links.join(", ") || "–" });
        return { ok: false, fault: { path: "/case", message } };
      }
      id = next.id;
    }
    return { ok: true, record: await this.record(id) };
  }

  private async record(id: string): Promise<CaseRecord> {
    const record = await this.simulation.store.reader.case(id);
    if (record === null) throw new Error(`The case ${id} is not in the store`);
    return record;
  }

  private person(by: string | Principal): Principal | null {
    if (typeof by !== "string") return by;
    return Object.hasOwn(this.pack.directory, by) ? { ...this.pack.directory[by]!, id: by } : null;
  }

  /** An instant, or a civil date, which means its 24:00 as it does in delays. */
  private instant(text: string): Instant | null {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? this.simulation.zone.endOf(text) : parseInstant(text);
  }
}
