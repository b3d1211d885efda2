import { Select } from "antd";
import { useWords } from "../../../words/i18n.ts";
import { fieldTypes, typeWords, type FieldType } from "../model/schema-edits.ts";

/** What a field is, as people say it. */
export function TypeSelect({
  type,
  label,
  onChange,
}: {
  type: FieldType;
  label: string;
  onChange: (type: FieldType) => void;
}) {
  const { say } = useWords();
  return (
    <Select<FieldType>
      size="small"
      className="grows"
      aria-label={label}
      popupMatchSelectWidth={false}
      value={type}
      options={fieldTypes
        .filter((one) => one !== "other" || type === "other")
        .map((one) => ({ value: one, label: say(typeWords[one]) }))}
      onChange={onChange}
    />
  );
}
