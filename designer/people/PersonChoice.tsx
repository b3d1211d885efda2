import { useState } from "react";
import { Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { peopleQuery } from "../api/queries.ts";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";

interface Chooser {
  id: string;
  /** People who cannot be meant. */
  without?: string[];
  /** Whether somebody may be meant who is not in the directory. */
  others?: boolean;
  label?: string;
  disabled?: boolean;
}
type OfOne = Chooser & { many?: false; value: string | undefined; choose(value: string | undefined): void };
type OfMany = Chooser & { many: true; value: string[]; choose(value: string[]): void };

/** Chooses a person of the directory, or several: by typing part of a name or id. */
export function PersonChoice(props: OfOne | OfMany) {
  const { t } = useWords();
  const names = useNames();
  const [search, setSearch] = useState("");
  const people = useQuery(peopleQuery(search));
  const chosen = props.many ? props.value : props.value === undefined ? [] : [props.value];
  const found = (people.data?.items ?? []).filter((one) => props.without?.includes(one.id) !== true);
  const typed = search.trim();
  const options = [
    ...found.map((one) => ({ value: one.id, label: one.name ?? one.id })),
    // Who was chosen keeps their name while others are being looked for.
    ...chosen
      .filter((id) => !found.some((one) => one.id === id))
      .map((id) => ({ value: id, label: names(id) })),
    ...(props.others && typed !== "" && people.isSuccess && found.length === 0
      ? [{ value: typed, label: t("person.other", { id: typed }) }]
      : []),
  ];
  const common = {
    id: props.id,
    options,
    showSearch: { filterOption: false, onSearch: setSearch },
    loading: people.isFetching,
    placeholder: t("person.search"),
    notFoundContent: t("person.nobody"),
    "aria-label": props.label,
    disabled: props.disabled,
    style: { width: "100%" },
  };
  if (props.many)
    return <Select<string[]> {...common} mode="multiple" value={props.value} onChange={props.choose} />;
  return (
    <Select<string>
      {...common}
      allowClear
      value={props.value}
      onChange={(value: string | undefined) => props.choose(value)}
    />
  );
}
