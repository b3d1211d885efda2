/**
 * Measures of a procedure (docs/format.md "Measures and properties"), computed case by case from what cases hold and what their
 * journals tell. Pure: it reads no store and no clock.
 */
export { createMeasuring, periodOf, type Measuring, type MeasuringOptions } from "./measure.ts";
export {
  MeasureFault,
  type Give,
  type MeasureGroup,
  type MeasureReport,
  type Period,
  type Subject,
  type Trace,
  type TraceEntry,
} from "./types.ts";
