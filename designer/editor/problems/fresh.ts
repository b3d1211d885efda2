import type { Json, JsonObject, Text } from "../../../engine/model/types.ts";
import type { Section } from "../document/types.ts";

/**
 * What a new part of each kind begins with: as little as its form allows, so that what is still to be said shows as a problem
 * and nothing is said that nobody meant.
 */
export function freshPart(section: Section, name: string): Json {
  const title: JsonObject = { en: name, "zh-CN": name } satisfies Text;
  return parts[section](title);
}

const parts: Readonly<Record<Section, (title: JsonObject) => Json>> = {
  roles: (title) => ({ title }),
  events: (title) => ({ title, by: ["anyone"] }),
  rules: (title) => ({ title, when: true }),
  decisions: (title) => ({ title, inputs: [], outputs: ["result"], hit: "first", rows: [] }),
  facts: () => ({ of: "role:anyone", give: "count" }),
  delays: () => ({ limit: 5, unit: "workingDays" }),
  clocks: (title) => ({ title, limit: 10, unit: "workingDays", lights: { blue: 0.5, yellow: 0.8 } }),
  obligations: (title) => ({ title, each: "data.items", key: "id", due: { var: "row.due" }, open: true }),
  ballots: (title) => ({
    title,
    electors: { role: "anyone" },
    cast: "VOTE",
    choice: "choice",
    choices: ["for", "against", "abstain"],
    pass: { for: "for", of: "cast", share: ">1/2" },
  }),
  returns: () => ({ event: "RETURN", in: "", stages: [], resume: ["rerun"] }),
  takeBacks: () => ({ event: "TAKE_BACK", of: [""] }),
  timeouts: (title) => ({ title, in: [], due: { limit: 5, unit: "workingDays" }, over: { escalate: [] } }),
  approvers: () => ({ in: [], event: "", self: "refuse" }),
  holds: () => ({ by: "SUSPEND", end: "RESUME", in: [] }),
  confidential: () => ({ to: [] }),
  messages: (title) => title,
  public: (title) => ({ title, fields: [] }),
  measures: (title) => ({ title, unit: { en: "cases", "zh-CN": "件" }, of: true, give: "count" }),
};
