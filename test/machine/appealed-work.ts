import type { ActOffer, Machine } from "../../engine/machine/index.ts";
import type {
  AppealDefinition,
  ClockDefinition,
  JsonObject,
  Principal,
  Procedure,
  StateConfig,
} from "../../engine/model/index.ts";
import { machineOf, person, Play, title } from "./host.ts";

/**
 * Work with a clock whose lights are appealed against, on the pure step: yellow at 24:00 of the second working day, red of the fourth.
 */

const directory: Record<string, Principal> = Object.fromEntries(
  [
    person("ann", "clerk"),
    person("bob", "clerk", "watch"),
    person("cho", "chief"),
    person("wat", "watch"),
    person("admin", "administrator"),
  ].map((one) => [one.id, one]),
);
export const who = (id: string): Principal => directory[id] ?? person(id);

export class Office extends Play {
  constructor(machine: Machine, data: JsonObject = {}) {
    super(machine, { data, by: who("ann") });
  }
  act(act: string, by: string | Principal, said: JsonObject): this {
    const refusal = this.why(act, by, said);
    if (refusal !== null) throw new Error(`${act}: ${refusal.code} ${refusal.message.en}`);
    return this;
  }
  why(act: string, by: string | Principal, said: JsonObject) {
    const sender = typeof by === "string" ? who(by) : by;
    const result = this.step({ kind: "act", event: { type: `case.${act}`, ...said }, by: sender });
    return result.ok ? null : result.refusal;
  }
  appeal(by: string | Principal, light = "red", more: JsonObject = {}): this {
    return this.act("appeal", by, { clock: "work", light, reason: "the system was down", ...more });
  }
  decide(by: string | Principal, decision: string, light = "red", more: JsonObject = {}): this {
    return this.act("decideAppeal", by, { clock: "work", light, decision, reason: "it was", ...more });
  }
  get work() {
    return this.machine.clocks(this.state, this.now)[0]!;
  }
  get shown() {
    return (this.work.shown ?? []).map(({ light, appeal }) =>
      appeal === undefined
        ? light
        : `${light} ${appeal.decision === undefined ? "open" : appeal.decision.setAside ? "aside" : "upheld"}`,
    );
  }
  get tasks() {
    return this.machine.tasks(this.state, this.context());
  }
  offer(act: string, by: string): ActOffer | undefined {
    return this.machine.acts(this.state, who(by), this.context()).find((one) => one.act === act);
  }
}

const states: Record<string, StateConfig> = {
  waiting: { on: { BEGIN: "working" } },
  working: {
    initial: "drafting",
    tags: ["clock:work"],
    on: {
      STOP: "waiting",
      LONGER: { actions: { type: "extend", params: { clock: "work", by: 10 } } },
      ANEW: { actions: { type: "restart", params: { clock: "work" } } },
      HOLD: {},
    },
    states: {
      drafting: { on: { SEND: "signing" } },
      signing: { on: { SIGN: "#tested.done", BACK: "drafting" } },
    },
  },
  done: { type: "final" },
};
export const roles = Object.fromEntries(
  ["clerk", "chief", "watch"].map((role) => [role, { title: title(role) }]),
);
export const events: Procedure["events"] = Object.fromEntries(
  Object.entries({
    BEGIN: "clerk",
    SEND: "clerk",
    SIGN: "chief",
    BACK: "chief",
    STOP: "boss",
    LONGER: "boss",
    ANEW: "boss",
    HOLD: "boss",
  }).map(([name, role]) => [name, { title: title(name), by: [role] }]),
);
export const boss = person("boss", "boss");
export const clock: ClockDefinition = {
  title: title("Work"),
  limit: 4,
  unit: "workingDays",
  lights: { blue: 0.25, yellow: 0.5 },
};
export const watched: AppealDefinition = { to: ["watch"] };
/** Without an appeal of its own where that is null. */
type Own = ClockDefinition["appeal"] | null;
/** A case in which work has begun; `on` is what is taken there besides. */
export function officeOf(
  appeal: Own = watched,
  parts: Partial<Procedure> = {},
  on: StateConfig["on"] = {},
): Office {
  const { working, ...others } = states;
  const machine = machineOf(
    { initial: "waiting", states: { ...others, working: { ...working, on: { ...working!.on, ...on } } } },
    {
      roles,
      events,
      data: { type: "object", properties: { lead: { type: "string" }, days: { type: "integer" } } },
      clocks: { work: { ...clock, ...(appeal === null ? {} : { appeal }) } },
      ...parts,
    },
  );
  return new Office(machine, { lead: "ann", days: 2 }).send("BEGIN", who("ann"));
}
/** Wednesday, 24:00: yellow; Friday, 24:00: red. */
export const yellow = "2026-03-04T16:00:00.000Z";
export const red = "2026-03-06T16:00:00.000Z";
export const shownRed = (appeal?: Own, parts?: Partial<Procedure>): Office => {
  const office = officeOf(appeal, parts);
  office.until("2026-03-09T01:00:00.000Z");
  return office;
};
