export { isCivilDate } from "./civil.ts";
export { TimeFault, type TimeFaultCode } from "./fault.ts";
export { instant, millis, parseInstant } from "./instant.ts";
export {
  checkLimit,
  elapsedUnits,
  isElapsed,
  largestLimit,
  type DateUnit,
  type ElapsedUnit,
} from "./units.ts";
export { createZone, type Due, type Zone } from "./zone.ts";
