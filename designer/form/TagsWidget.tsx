import { useState } from "react";
import { Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import type { WidgetProps } from "@rjsf/utils";
import { peopleQuery } from "../api/queries.ts";
import { useWords } from "../words/i18n.ts";

/** A list of texts as tags. Typing offers people of the directory, because most such lists hold people; any other text may be entered. */
export function TagsWidget({
  id,
  value,
  onChange,
  disabled,
  readonly,
  label,
  required,
  schema,
}: WidgetProps) {
  const { t } = useWords();
  const [search, setSearch] = useState("");
  const people = useQuery(peopleQuery(search, 50));
  return (
    <Select
      id={id}
      mode="tags"
      aria-label={label}
      aria-required={required}
      style={{ width: "100%" }}
      value={(value as string[] | undefined) ?? []}
      disabled={disabled || readonly}
      maxCount={typeof schema.maxItems === "number" ? schema.maxItems : undefined}
      tokenSeparators={["，", "、", ";", "；", "\n"]}
      placeholder={t("form.tags")}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      options={(people.data?.items ?? []).map((person) => ({
        value: person.id,
        label: person.name ? `${person.name}（${person.id}）` : person.id,
      }))}
      onChange={(chosen: string[]) => onChange(chosen)}
    />
  );
}
