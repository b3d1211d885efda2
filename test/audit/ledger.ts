import type { JsonObject, Pack } from "../../engine/model/index.ts";
import { trialFiles } from "../runtime/fixtures/trial.ts";
import { packOf } from "../runtime/world.ts";

/** A pack whose cases do with a register whatever can be done with one: two rows at once, in other cases, late, in vain. */
const text = (en: string) => ({ en, "zh-CN": en });
const string = { type: "string" };
const object = (properties: object, required: string[] = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
});
const key = { var: "event.key" };
const enter = (of: unknown, note: unknown) => ({
  type: "enter",
  params: { register: "list", row: { key: of, note } },
});
const strike = (of: unknown) => ({ type: "strike", params: { register: "list", key: of } });
const nested = (deep: unknown) => ({
  type: "openCase",
  params: { procedure: "entrant", link: "entrants", data: { key, deep } },
});
const tell = { type: "publish", params: { notice: "told" } };
const deeper = { "-": [{ var: "data.deep" }, 1] };

const acts: Record<string, unknown[]> = {
  ENTER: [enter(key, "one")],
  STRIKE: [strike(key)],
  SWAP: [strike(key), enter(key, "swapped")],
  FLASH: [enter(key, "flash"), strike(key)],
  TWICE: [enter(key, "twin"), enter(key, "twin")],
  VAIN: [strike(key), strike(key)],
  NEST: [enter(key, "outer"), nested(1), strike(key), nested(0)],
  DEEP: [nested(3), enter(key, "last")],
  BREAK: [enter(key, { cat: [key, " is too long"] })],
  TELL: [tell],
};
export const ledgerActs = [...Object.keys(acts), "WAIT"];

const keeper = {
  id: "keeper",
  title: text("Keeper"),
  opening: { by: ["clerk"] },
  data: object({ key: string }),
  events: Object.fromEntries(
    ledgerActs.map((name) => [name, { title: text(name), by: ["clerk"], payload: object({ key: string }) }]),
  ),
  delays: { soon: { limit: 1, unit: "hours" } },
  public: { told: { title: text("Told"), fields: ["key"] } },
  machine: {
    id: "keeper",
    initial: "on",
    states: {
      on: {
        on: {
          ...Object.fromEntries(Object.entries(acts).map(([name, actions]) => [name, { actions }])),
          WAIT: { target: "waiting" },
        },
      },
      // What fires late has an instant that is past: meanwhile others have changed the very row.
      waiting: { after: { soon: { target: "on", actions: [enter({ var: "data.key" }, "late"), tell] } } },
    },
  },
};

/** Enters the same key within the commit that opens it, opens the next one, and strikes what that has left. */
const entrant = {
  id: "entrant",
  title: text("Entrant"),
  opening: { by: ["clerk"] },
  data: object({ key: string, deep: { type: "integer" } }),
  events: { STOP: { title: text("Stop"), by: ["clerk"] } },
  machine: {
    id: "entrant",
    initial: "choosing",
    entry: enter({ var: "data.key" }, "nested"),
    states: {
      choosing: {
        always: [
          {
            guard: { type: "when", params: { ">": [{ var: "data.deep" }, 0] } },
            target: "on",
            actions: [
              {
                type: "openCase",
                params: {
                  procedure: "entrant",
                  link: "next",
                  data: { key: { var: "data.key" }, deep: deeper },
                },
              },
              strike({ var: "data.key" }),
            ],
          },
          { target: "on" },
        ],
      },
      on: { entry: tell },
    },
  },
  public: { told: { title: text("Told"), fields: ["key"] } },
};

export const ledgerFiles: Record<string, JsonObject> = {
  "pack.json": {
    ...trialFiles["pack.json"],
    id: "ledger",
    schedules: [],
    parameters: { pace: { type: "integer", default: 1, minimum: 0, maximum: 3 } },
    registers: {
      list: {
        title: text("List"),
        key: "key",
        row: object({ key: string, note: { type: "string", maxLength: 10 } }),
      },
      first: { title: text("First"), key: "id", row: object({ id: { type: "integer" } }) },
    },
  } as JsonObject,
  "calendars/cn.json": trialFiles["calendars/cn.json"] as JsonObject,
  "directory.json": trialFiles["directory.json"] as JsonObject,
  "registers/list.json": { rows: [{ key: "a", note: "first" }] },
  "registers/first.json": { rows: [{ id: 1 }, { id: 2 }] },
  "procedures/keeper.json": keeper as unknown as JsonObject,
  "procedures/entrant.json": entrant as unknown as JsonObject,
};

export const ledger = (version = "1.0.0"): Pack =>
  packOf({ ...ledgerFiles, "pack.json": { ...(ledgerFiles["pack.json"] as JsonObject), version } });
