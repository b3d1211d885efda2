import { Select } from "antd";
import { isObject } from "../../../../engine/model/is-object.ts";
import { pointer } from "../../../../engine/model/pointer.ts";
import type { Json } from "../../../../engine/model/types.ts";
import { useWords } from "../../../words/i18n.ts";
import { actionTypes, gistOf, newAction, paramsOf } from "../model/actions.ts";
import { itemsOf, withItems, withMoved } from "../model/change.ts";
import { valueInWords } from "../model/labels.ts";
import { useValue } from "../useFields.ts";
import { inspectorWords } from "../words.ts";
import type { ControlProps } from "./control.ts";
import { Items } from "./Items.tsx";
import { ShapeControl } from "./Member.tsx";

/** What happens, in order: a small form for each type of action that the format has. */
export function ActionsControl({ value, set, at, required }: ControlProps<"actions">) {
  const { say } = useWords();
  const actions = itemsOf(value);
  const listed = Array.isArray(value);
  const place = (index: number): string => (listed ? at + pointer(index) : at);
  const write = (now: readonly Json[]): void => set(withItems(now, required, !listed, value));
  return (
    <div className="group">
      <Items
        items={actions.map((action, index) => ({
          key: String(index),
          head: <ActionHead action={action} />,
          body: <ActionForm at={place(index)} />,
        }))}
        onMove={(from, to) => write(withMoved(actions, from, to))}
        onRemove={(index) => write(actions.toSpliced(index, 1))}
      />
      <Select
        size="small"
        className="adds"
        aria-label={say(inspectorWords.addAction)}
        placeholder={say(inspectorWords.addAction)}
        value={null}
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        options={actionTypes.map((type) => ({ value: type, label: say(valueInWords(type, "action")) }))}
        onChange={(type: string | null) => {
          if (type !== null) write([...actions, newAction(type)]);
        }}
      />
    </div>
  );
}

function ActionHead({ action }: { action: Json | undefined }) {
  const { say } = useWords();
  const type = isObject(action) ? String(action["type"]) : "";
  return (
    <span className="field-row">
      <span>{say(valueInWords(type, "action"))}</span>
      <code>{gistOf(action)}</code>
    </span>
  );
}

function ActionForm({ at }: { at: string }) {
  const { say } = useWords();
  const type = useValue(`${at}/type`);
  const params = typeof type === "string" ? paramsOf(type) : null;
  const label = say(valueInWords(typeof type === "string" ? type : "", "action"));
  if (params === null) return <UnknownAction at={at} label={label} />;
  return (
    <ShapeControl shape={params.shape} at={`${at}/params`} address={params.address} label={label} required />
  );
}

/** An action that the format does not have: shown as it is, and left as it is. */
function UnknownAction({ at, label }: { at: string; label: string }) {
  return <ShapeControl shape={{ kind: "json" }} at={at} address="action" label={label} required />;
}
