import type { Procedure } from "../../engine/model/index.ts";
import type { ObligationDefinition } from "../../engine/model/index.ts";
import { machineOf, title } from "./host.ts";

/** What has to be done: a row of the list that the tested obligation follows. */
export interface Row {
  no: string;
  due: string | null;
  status: "open" | "done";
  who?: string;
  [member: string]: string | null | undefined;
}

export const row = (no: string, due: string | null, status: Row["status"] = "open"): Row => ({
  no,
  due,
  status,
});

const list = {
  type: "array",
  items: {
    type: "object",
    properties: {
      no: { type: "string" },
      due: { type: ["string", "null"] },
      status: { type: "string" },
      who: { type: "string" },
    },
  },
} as const;

/** A case whose list of rows is set by `EDIT`, and whose obligation stands in `agreed` alone: `LEAVE` leaves it, `RETURN` enters it again. */
export function working(parts: Partial<ObligationDefinition> = {}, more: Partial<Procedure> = {}) {
  const work: ObligationDefinition = {
    title: title("Work"),
    each: "data.items",
    key: "no",
    due: { var: "row.due" },
    open: { "!=": [{ var: "row.status" }, "done"] },
    remind: { before: 3, unit: "days" },
    in: ["agreed"],
    ...parts,
  };
  const payload = { type: "object", properties: { items: list } } as never;
  return machineOf(
    {
      initial: "agreed",
      on: { EDIT: { actions: { type: "assign", params: { items: { var: "event.items" } } } } },
      states: {
        agreed: { on: { LEAVE: "away" } },
        away: { on: { RETURN: "agreed", END: "ended" } },
        ended: { type: "final" },
      },
    },
    {
      data: { type: "object", properties: { items: list } } as never,
      obligations: { work },
      ...more,
      events: { EDIT: { title: title("Edit"), by: ["anyone"], payload }, ...more.events },
    },
  );
}
