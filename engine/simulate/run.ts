import type { Pack, SchemaValidator, Text } from "../model/index.ts";
import { ajvValidator, pointer } from "../model/index.ts";
import { Compiler } from "../runtime/index.ts";
import { track, trackers, type Coverage } from "./coverage.ts";
import { refusalKeys } from "./refusals.ts";
import { playScenario, type Provoked, type ScenarioFailure } from "./scenario.ts";
import type { Simulation } from "./simulation.ts";
import { say } from "./words.ts";

export interface RunOptions {
  /** Ids of the procedures whose scenarios are played; all where absent. */
  procedures?: readonly string[];
  onProgress?: (done: number, all: number) => void;
  validator?: SchemaValidator;
}

/** What came of the scenarios of one procedure. Coverage counts what all scenarios that were played took of it, as linked cases too. */
export interface ProcedureResult {
  id: string;
  scenarios: number;
  passed: number;
  failures: Failure[];
  states: Coverage;
  transitions: Coverage;
  /** Refusals that the definition can give, and those that the scenarios provoke; see {@link allRefusals} for the keys. */
  refusals: { all: string[]; taken: string[]; missing: string[] };
}
export interface Failure {
  /** Name of the scenario. */
  scenario: Text;
  /** From 0; null for the opening and the expectation at the end. */
  step: number | null;
  /** Where it stands: `scenarios/<id>.json` and a JSON pointer. */
  file: string;
  path: string;
  message: Text;
}

/**
 * Plays the scenarios of a pack, each on a fresh engine in memory with a time of its own.
 *
 * @example
 * const [result] = await runScenarios(pack, { procedures: ["approval"] });
 * // { id: "approval", scenarios: 12, passed: 12, failures: [], states: { all: 9, taken: 9, missing: [] }, … }
 */
export async function runScenarios(pack: Pack, options: RunOptions = {}): Promise<ProcedureResult[]> {
  // One for all engines: schemas and machines are compiled once.
  const { procedures = Object.keys(pack.procedures), onProgress, validator = ajvValidator() } = options;
  const compiler = new Compiler(validator);
  const unknown = procedures.find((id) => !Object.hasOwn(pack.procedures, id));
  if (unknown !== undefined) throw new RangeError(`the pack has no procedure “${unknown}”`);
  const tracking = trackers(pack);
  const results = new Map(
    procedures.map((id) => [id, { scenarios: 0, passed: 0, failures: [] as Failure[] }]),
  );
  const planned = Object.entries(pack.scenarios).flatMap(([file, { procedure, scenarios }]) =>
    results.has(procedure) ? scenarios.map((scenario, index) => ({ file, procedure, scenario, index })) : [],
  );
  const provoked = async (simulation: Simulation, refused: Provoked) => {
    const tracker = tracking.get(refused.procedure);
    tracker?.refuse(await refusalKeys(simulation, refused, tracker.chart));
  };
  let done = 0;
  for (const { file, procedure, scenario, index } of planned) {
    const failures = await attempt(async () => {
      const run = await playScenario(pack, procedure, scenario, provoked, compiler);
      if (run.simulation === undefined) return run.failures;
      await track(tracking, run.simulation);
      await run.simulation.engine.close();
      return run.failures;
    });
    const result = results.get(procedure)!;
    result.scenarios += 1;
    if (failures.length === 0) result.passed += 1;
    for (const { step, path, message } of failures)
      result.failures.push({
        scenario: scenario.name,
        step,
        file: `scenarios/${file}.json`,
        path: pointer("scenarios", index) + path,
        message,
      });
    onProgress?.((done += 1), planned.length);
  }
  return procedures.map((id) => {
    const tracker = tracking.get(id)!;
    return {
      id,
      ...results.get(id)!,
      states: tracker.states(),
      transitions: tracker.transitions(),
      refusals: tracker.refusals(),
    };
  });
}

/** What the engine throws is told as a failure of the scenario, so that the others are still played. */
async function attempt(play: () => Promise<ScenarioFailure[]>): Promise<ScenarioFailure[]> {
  try {
    return await play();
  } catch (thrown) {
    const fault = thrown instanceof Error ? thrown.message : String(thrown);
    return [{ step: null, path: "", message: say("crashed", { fault }) }];
  }
}
