import { useState } from "react";
import { Button, Input, Segmented, Select } from "antd";
import { isObject } from "../../../../engine/model/is-object.ts";
import { pointer } from "../../../../engine/model/pointer.ts";
import type { Json, JsonObject } from "../../../../engine/model/types.ts";
import { Icon } from "../../../app/icons.tsx";
import { useWords } from "../../../words/i18n.ts";
import { withKey } from "../../document/place.ts";
import { titleOf } from "../../../words/text.ts";
import { blankOf, inVariant, itemsOf, variantOf, withItems, withMoved } from "../model/change.ts";
import { valueInWords } from "../model/labels.ts";
import type { Variant } from "../model/shapes.ts";
import { inspectorWords, withName } from "../words.ts";
import type { ControlProps } from "./control.ts";
import { AddButton, Items } from "./Items.tsx";
import { MemberField, ShapeControl } from "./Member.tsx";
import { NameSelect } from "./names.tsx";

/** The members of a record inside another form. */
export function RecordControl({ shape, at }: ControlProps<"record">) {
  return (
    <div className="group">
      {shape.members.map((member) => (
        <MemberField key={member.key} member={member} at={at + pointer(member.key)} />
      ))}
    </div>
  );
}

/** Records by name: a name, and what stands under it. */
export function MapControl({ shape, value, set, at, address, label }: ControlProps<"map">) {
  const { say } = useWords();
  const record = isObject(value) ? value : {};
  const keys = Object.keys(record);
  const [typed, setTyped] = useState("");
  const add = (key: string | undefined): void => {
    if (key === undefined || key === "" || Object.hasOwn(record, key)) return;
    set({ ...record, [key]: blankOf(shape.value) });
    setTyped("");
  };
  const rename = (from: string, to: string | undefined): void => {
    if (to !== undefined && to !== "" && !Object.hasOwn(record, to))
      set(withKey(record, from, to) as JsonObject);
  };
  return (
    <div className="group">
      {keys.map((key) => (
        <div key={key} className="entry">
          <div className="with-tool">
            {shape.keys === null ? (
              <code>{key}</code>
            ) : (
              <NameSelect
                of={shape.keys}
                at={at + pointer(key)}
                value={key}
                label={label}
                without={keys.filter((one) => one !== key)}
                onChange={(to) => rename(key, to)}
              />
            )}
            <Button
              type="text"
              size="small"
              icon={<Icon name="close" />}
              aria-label={withName(say(inspectorWords.removeName), key)}
              onClick={() => set(Object.fromEntries(Object.entries(record).filter(([one]) => one !== key)))}
            />
          </div>
          <ShapeControl
            shape={shape.value}
            at={at + pointer(key)}
            address={address}
            label={`${label} · ${key}`}
            required
          />
        </div>
      ))}
      {shape.keys === null ? (
        <Input.Search
          size="small"
          aria-label={withName(say(inspectorWords.addName), label)}
          value={typed}
          enterButton={<Icon name="plus" />}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={add}
        />
      ) : (
        <NameSelect
          of={shape.keys}
          at={at}
          value={undefined}
          label={withName(say(inspectorWords.addName), label)}
          placeholder={say(inspectorWords.add)}
          without={keys}
          onChange={add}
        />
      )}
    </div>
  );
}

/** Things in an order, each in its own form. */
export function ListControl({ shape, value, set, at, address, label, required }: ControlProps<"list">) {
  const { say, language } = useWords();
  const items = itemsOf(value);
  const listed = Array.isArray(value) || !shape.single;
  const place = (index: number): string => (listed ? at + pointer(index) : at);
  const write = (now: readonly Json[]): void => set(withItems(now, required, shape.single, value));
  return (
    <div className="group">
      <Items
        items={items.map((item, index) => ({
          key: String(index),
          head: titleOf(item, language, "") || withName(say(inspectorWords.item), index + 1),
          body: (
            <ShapeControl
              shape={shape.item}
              at={place(index)}
              address={address}
              label={`${label} ${index + 1}`}
              required
            />
          ),
        }))}
        {...(items.length === 1 ? { opened: "0" } : {})}
        onMove={(from, to) => write(withMoved(items, from, to))}
        onRemove={(index) => write(items.toSpliced(index, 1))}
      />
      <AddButton label={say(inspectorWords.add)} onClick={() => write([...items, blankOf(shape.item)])} />
    </div>
  );
}

/** One of several forms: which one, and its members. */
export function VariantsControl({
  shape,
  value,
  set,
  at,
  address,
  label,
  required,
}: ControlProps<"variants">) {
  const { say } = useWords();
  const current = variantOf(value, shape.variants);
  const absent = "absent";
  const chosen = value === undefined ? absent : (current?.id ?? null);
  const options = [...(required ? [] : [absent]), ...shape.variants.map(({ id }) => id)].map((id) => ({
    value: id,
    label: say(valueInWords(id, address)),
  }));
  const choose = (id: string): void => {
    const to = shape.variants.find((one) => one.id === id);
    set(to === undefined ? undefined : inVariant(value, to));
  };
  const short = options.length <= 3 && options.reduce((length, one) => length + one.label.length, 0) <= 36;
  return (
    <div className="group">
      {short ? (
        <Segmented size="small" aria-label={label} value={chosen ?? ""} options={options} onChange={choose} />
      ) : (
        <Select
          size="small"
          className="grows"
          aria-label={label}
          popupMatchSelectWidth={false}
          value={chosen}
          options={options}
          onChange={choose}
        />
      )}
      {current === null ? (
        value === undefined ? null : (
          <>
            <p className="quiet">{say(inspectorWords.unknownForm)}</p>
            <JsonBox value={value} label={label} onChange={set} />
          </>
        )
      ) : (
        <VariantBody variant={current} at={at} address={address} label={label} />
      )}
    </div>
  );
}

function VariantBody({
  variant,
  at,
  address,
  label,
}: {
  variant: Variant;
  at: string;
  address: string;
  label: string;
}) {
  if (variant.shape.kind === "mark") return null;
  return <ShapeControl shape={variant.shape} at={at} address={address} label={label} required />;
}

/** Whatever it is, as JSON: nothing of the format is out of reach. */
export function JsonControl({ value, set, label }: ControlProps<"json">) {
  return <JsonBox value={value} label={label} onChange={set} />;
}

function JsonBox({
  value,
  label,
  onChange,
}: {
  value: Json | undefined;
  label: string;
  onChange: (value: Json | undefined) => void;
}) {
  const { say } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const [bad, setBad] = useState(false);
  const write = (now: string): void => {
    setTyped(now);
    if (now.trim() === "") {
      setBad(false);
      return onChange(undefined);
    }
    try {
      onChange(JSON.parse(now) as Json);
      setBad(false);
    } catch {
      setBad(true);
    }
  };
  return (
    <>
      <Input.TextArea
        size="small"
        className="json"
        aria-label={`${label}（${say(inspectorWords.json)}）`}
        autoSize={{ minRows: 1, maxRows: 10 }}
        status={bad ? "error" : ""}
        value={typed ?? (value === undefined ? "" : JSON.stringify(value, null, 1))}
        onChange={(event) => write(event.target.value)}
        onBlur={() => {
          setTyped(null);
          setBad(false);
        }}
      />
      {bad ? <p className="quiet">{say(inspectorWords.badJson)}</p> : null}
    </>
  );
}
