import type { Principal } from "../../engine/model/types.ts";
import type { ProcedureSummary } from "../api/types.ts";

/** Whether somebody has a role that may open cases of a procedure. */
export const mayOpen = ({ opening }: ProcedureSummary, person: Principal): boolean =>
  opening.by.some((role) => role === "anyone" || person.roles.includes(role));
