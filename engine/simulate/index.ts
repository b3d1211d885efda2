export { manualClock, type ManualClock } from "./clock.ts";
export type { Coverage } from "./coverage.ts";
export { allRefusals } from "./refusals.ts";
export { runScenarios, type Failure, type ProcedureResult, type RunOptions } from "./run.ts";
export {
  endOfWait,
  simulation,
  type CallAnswer,
  type Simulation,
  type SimulationOptions,
} from "./simulation.ts";
