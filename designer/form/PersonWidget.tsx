import type { WidgetProps } from "@rjsf/utils";
import { PersonChoice } from "../people/PersonChoice.tsx";

/** Who is meant: somebody of the directory, by name, or several; or another, who is known by the id that is entered. */
export function PersonWidget({ id, value, onChange, disabled, readonly, label, schema }: WidgetProps) {
  const common = { id, label, others: true, disabled: disabled === true || readonly === true };
  if (schema.type === "array") {
    // A list that may not be empty begins with an empty place.
    const people = (Array.isArray(value) ? value : []).filter((one) => typeof one === "string");
    return <PersonChoice {...common} many value={people} choose={onChange} />;
  }
  return (
    <PersonChoice
      {...common}
      value={typeof value === "string" && value !== "" ? value : undefined}
      choose={onChange}
    />
  );
}
