import type { Json } from "../../../engine/model/types.ts";
import { pointer } from "../../../engine/model/pointer.ts";
import { useRun, useSelected } from "../context.tsx";
import { RuleField } from "../rules/RuleField.tsx";

/** A decision table of the procedure, by its name. */
export function DecisionGrid({ name }: { name: string }) {
  const run = useRun();
  const rows = useSelected((state) => state.document.definition.decisions?.[name]?.rows) as Json | undefined;
  const at = pointer("decisions", name, "rows");
  return (
    <RuleField
      value={rows}
      onChange={(value) => run("setAt", { pointer: at, ...(value === undefined ? {} : { value }) })}
      at={at}
      kind="template"
      label={name}
    />
  );
}
