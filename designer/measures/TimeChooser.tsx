import { DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useWords } from "../words/i18n.ts";
import { periods, type Period, type Range, type Span } from "./times.ts";

const choices: Span[] = ["months", "year", "before", "all", "own"];

export interface Chosen {
  span: Span;
  range: Range;
  period?: Period | undefined;
}

/** Which cases are counted, by the days on which they were opened, and by which periods they are told. */
export function TimeChooser({ chosen, choose }: { chosen: Chosen; choose: (next: Chosen) => void }) {
  const { t } = useWords();
  const { span, range, period } = chosen;
  const day = (text: string | undefined) => (text === undefined ? null : dayjs(text));
  return (
    <div className="filters" role="search">
      <Select<Span>
        aria-label={t("measures.time")}
        value={span}
        onChange={(next) => choose({ ...chosen, span: next })}
        options={choices.map((one) => ({ value: one, label: t(`measures.span.${one}`) }))}
        popupMatchSelectWidth={false}
        style={{ minWidth: 190 }}
      />
      {span === "own" ? (
        <DatePicker.RangePicker
          aria-label={t("measures.span.own")}
          placeholder={[t("measures.from"), t("measures.to")]}
          allowEmpty
          value={[day(range.from), day(range.to)]}
          onChange={(_, texts) => {
            const [from = "", to = ""] = texts ?? [];
            choose({
              ...chosen,
              range: { ...(from === "" ? {} : { from }), ...(to === "" ? {} : { to }) },
            });
          }}
        />
      ) : null}
      <Select<Period | "">
        aria-label={t("measures.by")}
        value={period ?? ""}
        onChange={(next) => choose({ ...chosen, period: next === "" ? undefined : next })}
        options={[
          { value: "", label: t("measures.asDeclared") },
          ...periods.map((one) => ({ value: one, label: t(`measures.period.${one}`) })),
        ]}
        popupMatchSelectWidth={false}
        style={{ minWidth: 150 }}
      />
    </div>
  );
}
