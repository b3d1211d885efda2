import type {
  ClockDefinition,
  DelayDefinition,
  Language,
  Logic,
  Pack,
  Procedure,
} from "../../engine/model/types.ts";
import { phraseLogic } from "./logic.ts";
import { lengthInWords, unitInWords } from "./units.ts";

/** The number that a limit is, where it is a number or a parameter with a default. */
export function knownLimit(limit: Logic, parameters: Pack["parameters"] = {}): number | null {
  if (typeof limit === "number") return limit;
  if (typeof limit !== "object" || limit === null || Array.isArray(limit)) return null;
  const path = limit.var;
  if (typeof path !== "string" || !path.startsWith("param.")) return null;
  const value = parameters[path.slice("param.".length)]?.default;
  return typeof value === "number" ? value : null;
}

/** What a delay or clock says of its length: “3 working days”, or what decides it. */
export function limitInWords(
  time: DelayDefinition | ClockDefinition,
  procedure: Procedure,
  language: Language,
  parameters: Pack["parameters"] = {},
): string {
  if ("until" in time)
    return (language === "en" ? "until " : "至") + phraseLogic(time.until, procedure, language, parameters);
  const count = knownLimit(time.limit, parameters);
  if (count !== null) return lengthInWords(count, time.unit, language);
  return `${phraseLogic(time.limit, procedure, language, parameters)} ${unitInWords(time.unit, language)}`;
}
