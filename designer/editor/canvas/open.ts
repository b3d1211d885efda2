import type { Point } from "../../chart/arrange.ts";
import type { NewEvent } from "../document/edits/growing.ts";
import type { Selected, Trigger } from "../document/types.ts";

/** What is open on the canvas. */
export type Open =
  | { kind: "append"; card: string; at: Point; spot: { container: string | null; point: Point } | null }
  | { kind: "trigger"; card: string; target: string; at: Point }
  | { kind: "targets"; card: string; at: Point; trigger: Trigger | null; event: NewEvent | undefined }
  | { kind: "rename"; selected: Selected }
  | { kind: "menu"; at: Point }
  | { kind: "keys"; at: Point };
