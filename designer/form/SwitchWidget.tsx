import { Switch } from "antd";
import type { WidgetProps } from "@rjsf/utils";
import type { JsonObject } from "../../engine/model/types.ts";
import { useWords } from "../words/i18n.ts";

/** Yes or no, as a switch with the words beside it. */
export function SwitchWidget({ id, value, onChange, disabled, readonly, label }: WidgetProps<JsonObject>) {
  const { t } = useWords();
  return <Switch id={id} checked={value === true} disabled={disabled || readonly} onChange={onChange} checkedChildren={t("form.yes")} unCheckedChildren={t("form.no")} aria-label={label} />;
}
