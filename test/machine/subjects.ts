import { existsSync } from "node:fs";
import { join } from "node:path";
import { compileMachine } from "../../engine/machine/index.ts";
import { ajvValidator, parsePack } from "../../engine/model/index.ts";
import type { BallotDefinition, Procedure, StateConfig } from "../../engine/model/index.ts";
import { filesOf } from "../runtime/world.ts";
import { approval, members } from "./approval.ts";
import { machineOf, person, procedureOf, title } from "./host.ts";
import type { Subject } from "./walks.ts";

/** The machines that the laws are held over. */

/** Everything that can be done with the language, in one machine that never ends for long. */
export function kitchen(
  change = (config: StateConfig): StateConfig => config,
  parts: Partial<Procedure> = {},
): Subject {
  const ballot: BallotDefinition = {
    electors: { role: "member" },
    cast: "VOTE",
    choice: "choice",
    choices: ["yes", "no"],
    pass: { for: "yes", of: "cast", share: ">1/2" },
    early: true,
    close: "short",
    recusal: "RECUSE",
  };
  const child = procedureOf({ initial: "x", states: { x: {} } }, { id: "child" });
  const count = { type: "assign", params: { n: { "%": [{ "+": [{ var: "data.n" }, 1] }, 7] } } };
  const work: Record<string, StateConfig> = {
    drafting: {
      after: { short: "deciding" },
      on: {
        GO: "deciding",
        SPLIT: "regions",
        AGAIN: { target: "drafting", reenter: true, actions: count },
        STAY: { actions: count },
      },
    },
    deciding: {
      tags: "clock:limit",
      invoke: {
        src: "ballot",
        id: "motion",
        input: { keep: true },
        onDone: [
          {
            guard: { type: "when", params: { "==": [{ var: "event.output.result" }, "passed"] } },
            target: "asking",
          },
          { target: "drafting" },
        ],
      },
      after: { kept: "drafting" },
    },
    asking: {
      tags: ["clock:limit"],
      invoke: {
        src: "procedure",
        id: "kids",
        input: { procedure: "child", each: ["p", "q"], until: "any", keep: true },
        onDone: "calling",
      },
      on: { GO: "calling" },
    },
    calling: {
      tags: ["clock:limit:stop"],
      invoke: { src: "call", id: "ask", input: { connector: "x" }, onDone: "drafting", onError: "drafting" },
      always: {
        guard: { type: "when", params: { "==": [{ var: "data.n" }, 3] } },
        target: "drafting",
        actions: count,
      },
    },
    regions: {
      type: "parallel",
      states: {
        left: {
          initial: "one",
          states: { one: { after: { short: "two" }, on: { GO: "two" } }, two: { type: "final" } },
        },
        right: {
          initial: "one",
          states: {
            one: { tags: "clock:limit", on: { NEXT: "two" } },
            two: {
              invoke: { src: "call", id: "right", input: { connector: "x" }, onDone: "three" },
              on: { NEXT: "three" },
            },
            three: { type: "final" },
          },
        },
      },
      onDone: { target: "drafting", actions: count },
    },
    back: { type: "history", history: "deep" },
    shallow: { type: "history", history: "shallow" },
  };
  const whole = change({
    initial: "work",
    states: {
      work: {
        initial: "drafting",
        states: work,
        on: {
          LEAVE: "away",
          "clock.limit.red": {
            target: ".drafting",
            actions: { type: "restart", params: { clock: "limit" } },
          },
        } as never,
      },
      away: { after: { long: "work" }, on: { BACK: "work.back", SHALLOW: "work.shallow", ANEW: "work" } },
    },
  });
  const machine = machineOf(
    whole,
    {
      ...parts,
      data: { type: "object", properties: { n: { type: "integer", default: 0 } } },
      ballots: { motion: ballot },
      delays: {
        short: { limit: 5, unit: "hours" },
        kept: { limit: 4, unit: "workingDays", resume: true },
        long: { limit: 2, unit: "days" },
      },
      clocks: {
        limit: { title: title("limit"), limit: 3, unit: "workingDays", lights: { blue: 0.5, yellow: 0.9 } },
      },
      returns: {
        back: {
          event: "SEND_BACK",
          in: "work",
          stages: ["drafting", "deciding", "asking", "calling"],
          resume: ["rerun", "back"],
        },
      },
      holds: {
        still: {
          by: "STAND",
          end: "GO_ON",
          in: ["work"],
          allows: ["SEND_BACK", "STAY", "LEAVE"],
        },
      },
      events: {
        VOTE: {
          title: title("Vote"),
          by: ["anyone"],
          payload: { type: "object", properties: { choice: { type: "string" } } },
        },
        RECUSE: { title: title("Recuse"), by: ["anyone"] },
        SEND_BACK: { title: title("Send back"), by: ["anyone"] },
        STAND: { title: title("Stand still"), by: ["anyone"] },
        GO_ON: { title: title("Go on"), by: ["anyone"] },
      },
    } satisfies Partial<Procedure>,
    { procedures: { child } },
  );
  const people = ["m1", "m2", "m3", "guest"];
  return { machine, people, opening: { people: { member: ["m1", "m2", "m3"] } } };
}

const councilFolder = join(process.env.GUICHENG_CORPUS ?? "../shared/corpus", "../examples/council");
const hasCouncil = existsSync(councilFolder);
if (!hasCouncil) console.log("the example of the council is left out: no folder");

function council(): Subject {
  const read = parsePack(filesOf(councilFolder));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { directory } = read.pack;
  const inRole = (role: string) => Object.keys(directory).filter((id) => directory[id]!.roles.includes(role));
  return {
    machine: compileMachine(read.pack, "residents-council-deliberation", {}, { validator: ajvValidator() }),
    people: Object.keys(directory),
    opening: {
      data: { motion: "benches", kind: "ordinary" },
      by: person("proposer-1", ...directory["proposer-1"]!.roles),
      people: { member: inRole("member") },
    },
  };
}

export function sentBack(
  change = (config: StateConfig): StateConfig => config,
  parts: Partial<Procedure> = {},
): Subject {
  const each = (states: Record<string, StateConfig>) =>
    Object.fromEntries(Object.entries(states).map(([key, state]) => [key, change(state)]));
  return { machine: approval(parts, {}, each), people: ["m1", "m2", "m3", "guest"], opening: members };
}

export const subjects = [
  ["a machine of everything", kitchen()] as const,
  ["an approval with returns and holds", sentBack()] as const,
  ...(hasCouncil ? [["the council", council()] as const] : []),
];
