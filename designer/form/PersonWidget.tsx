import type { WidgetProps } from "@rjsf/utils";
import { PersonChoice } from "../people/PersonChoice.tsx";

/** Who is meant: somebody of the directory, by name; or another, who is known by the id that is entered. */
export function PersonWidget({ id, value, onChange, disabled, readonly, label }: WidgetProps) {
  return (
    <PersonChoice
      id={id}
      label={label}
      others
      disabled={disabled === true || readonly === true}
      value={typeof value === "string" && value !== "" ? value : undefined}
      choose={onChange}
    />
  );
}
