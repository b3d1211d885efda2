import { Switch } from "antd";
import type { WidgetProps } from "@rjsf/utils";
import { useWords } from "../words/i18n.ts";

/** Yes or no, as a switch with the words beside it. */
export function SwitchWidget({ id, value, onChange, disabled, readonly, label }: WidgetProps) {
  const { t } = useWords();
  return (
    <Switch
      id={id}
      checked={value === true}
      disabled={disabled || readonly}
      onChange={(checked) => onChange(checked)}
      checkedChildren={t("form.yes")}
      unCheckedChildren={t("form.no")}
      aria-label={label}
    />
  );
}
