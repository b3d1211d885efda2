import type { LogicScope } from "../../../engine/model/names/scope.ts";
import type { Shape } from "../../../engine/model/names/shape.ts";
import type { DecisionTable } from "../../../engine/model/types.ts";

/** What the editor of one table works with. */
export interface TableView {
  table: DecisionTable;
  change: (table: DecisionTable, gesture?: string) => void;
  scope: LogicScope;
  /** What is known of the inputs, by column. */
  shapes: readonly Shape[];
}
