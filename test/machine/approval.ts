import type { BallotDefinition, Pack, Procedure, StateConfig } from "../../engine/model/index.ts";
import type { Machine } from "../../engine/machine/index.ts";
import { machineOf, procedureOf, title } from "./host.ts";

/**
 * An approval that is drafted, reviewed by two departments side by side, signed by everybody and decided. It may be sent back
 * from everywhere and stand still in two ways.
 */
const signatures: BallotDefinition = {
  electors: { role: "member" },
  cast: "SIGN",
  choice: "choice",
  choices: ["yes", "no"],
  pass: { for: "yes", of: "electors", share: "=1" },
  early: true,
  close: "signing",
};
const child = procedureOf({ initial: "x", states: { x: {} } }, { id: "child" });

const stages: Record<string, StateConfig> = {
  drafting: {
    after: { short: "#tested.lapsed" },
    on: { SUBMIT: "reviewing", WAIT: "waiting", FAST: "deciding" },
  },
  waiting: { after: { short: "reviewing" }, on: { GO: "reviewing" } },
  reviewing: {
    type: "parallel",
    tags: "clock:decision",
    states: {
      legal: {
        initial: "pending",
        states: {
          pending: { after: { long: "late" }, on: { LEGAL: "fine" } },
          late: { on: { LEGAL: "fine" } },
          fine: { type: "final" },
        },
      },
      funds: {
        initial: "asking",
        states: {
          asking: {
            invoke: {
              src: "procedure",
              id: "kids",
              input: { procedure: "child", each: ["p", "q"], until: "all" },
              onDone: "checking",
            },
            on: { FUNDS: "fine" },
          },
          checking: {
            invoke: {
              src: "call",
              id: "check",
              input: { connector: "x" },
              onDone: "fine",
              onError: "asking",
            },
            on: { FUNDS: "fine" },
          },
          fine: { type: "final" },
        },
      },
    },
    onDone: "signing",
  },
  signing: {
    tags: "clock:decision",
    invoke: {
      src: "ballot",
      id: "signatures",
      input: { keep: true },
      onDone: [
        {
          guard: { type: "when", params: { "==": [{ var: "event.output.result" }, "passed"] } },
          target: "deciding",
        },
        { target: "drafting" },
      ],
    },
    after: { kept: "drafting" },
  },
  deciding: {
    tags: "clock:decision",
    after: { long: "#tested.lapsed" },
    on: {
      APPROVE: "#tested.granted",
      ASK: { actions: { type: "extend", params: { clock: "decision", by: 1 } } },
    },
  },
};

export function approval(
  parts: Partial<Procedure> = {},
  pack: Partial<Pack> = {},
  change: (states: Record<string, StateConfig>) => Record<string, StateConfig> = (states) => states,
): Machine {
  return machineOf(
    {
      initial: "processing",
      states: {
        processing: {
          initial: "drafting",
          tags: "clock:total",
          states: change(stages),
          on: {
            WITHDRAW: "withdrawn",
            NOTE: { actions: { type: "assign", params: { note: "seen" } } },
            "clock.total.red": {
              target: ".drafting",
              actions: { type: "restart", params: { clock: "total" } },
            },
          } as never,
        },
        granted: { type: "final" },
        lapsed: { after: { long: "processing" }, on: { AGAIN: "processing" } },
        withdrawn: { type: "final" },
      },
    },
    {
      data: {
        type: "object",
        properties: {
          n: { type: "integer", default: 0 },
          note: { type: "string" },
          opinions: { type: "array", items: { type: "string" }, default: [] },
          kept: { type: "string" },
        },
      },
      ballots: { signatures },
      delays: {
        short: { limit: 30, unit: "hours" },
        long: { limit: 3, unit: "workingDays" },
        signing: { limit: 20, unit: "hours", resume: true },
        kept: { limit: 4, unit: "days", resume: true },
      },
      clocks: {
        decision: { title: title("decision"), limit: 3, unit: "workingDays", lights: { yellow: 0.5 } },
        total: { title: title("total"), limit: 200, unit: "hours", lights: { yellow: 0.5 } },
      },
      returns: {
        back: {
          event: "SEND_BACK",
          in: "processing",
          stages: ["drafting", "reviewing", "signing", "deciding"],
          resume: ["rerun", "back"],
          clear: { drafting: ["note", "opinions"] },
        },
      },
      holds: {
        paused: {
          by: "PAUSE",
          end: "RESUME",
          in: ["processing"],
          stops: ["decision"],
          allows: ["WITHDRAW", "NOTE", "SEND_BACK", "DISPUTE"],
        },
        disputed: {
          by: "DISPUTE",
          end: "SETTLE",
          in: ["processing.deciding", "processing.signing"],
          stops: ["decision", "total"],
        },
      },
      ...parts,
      events: {
        SIGN: {
          title: title("Sign"),
          by: ["anyone"],
          payload: { type: "object", properties: { choice: { type: "string" } } },
        },
        SEND_BACK: { title: title("Send back"), by: ["anyone"] },
        PAUSE: { title: title("Pause"), by: ["anyone"] },
        RESUME: { title: title("Resume"), by: ["anyone"] },
        DISPUTE: { title: title("Dispute"), by: ["anyone"] },
        SETTLE: { title: title("Settle"), by: ["anyone"] },
        ...parts.events,
      },
    },
    { ...pack, procedures: { child, ...pack.procedures } },
  );
}

export const members = { people: { member: ["m1", "m2", "m3"] } };
