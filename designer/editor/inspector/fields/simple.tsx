import { useState } from "react";
import { Checkbox, Input, InputNumber, Segmented, Select, Switch } from "antd";
import type { Json } from "../../../../engine/model/types.ts";
import { useWords } from "../../../words/i18n.ts";
import { blankOf, readShare, withFlag, withItems, writeShare } from "../model/change.ts";
import { valueInWords } from "../model/labels.ts";
import { RuleField } from "../../rules/RuleField.tsx";
import { useStanding } from "../../context.tsx";
import { rowsAt } from "../model/names.ts";
import { inspectorWords } from "../words.ts";
import type { ControlProps } from "./control.ts";

export function NumberControl({ shape, value, set, at, label, required }: ControlProps<"number">) {
  return (
    <InputNumber
      size="small"
      aria-label={label}
      value={typeof value === "number" ? value : null}
      {...(shape.least === undefined ? {} : { min: shape.least })}
      {...(shape.most === undefined ? {} : { max: shape.most })}
      {...(shape.integer ? { precision: 0 } : {})}
      step={shape.most === 1 ? 0.05 : 1}
      onChange={(now) => set(now ?? (required ? blankOf(shape) : undefined), `type ${at}`)}
    />
  );
}

export function FlagControl({ value, set, label, required }: ControlProps<"flag">) {
  return (
    <Switch
      size="small"
      aria-label={label}
      checked={value === true}
      onChange={(on) => set(withFlag(on, required))}
    />
  );
}

/** Whether one value is there; in a list of alternatives it is all there is to say. */
export function MarkControl({ shape, value, set, label, required }: ControlProps<"mark">) {
  if (required) return null;
  return (
    <Checkbox
      aria-label={label}
      checked={value === shape.value}
      onChange={(event) => set(event.target.checked ? shape.value : undefined)}
    />
  );
}

export function ChoiceControl({ shape, value, set, address, label, required }: ControlProps<"choice">) {
  const { say } = useWords();
  const known = value === undefined || shape.values.includes(value);
  return (
    <Select
      size="small"
      className="grows"
      aria-label={label}
      popupMatchSelectWidth={false}
      allowClear={!required}
      placeholder={say(inspectorWords.choose)}
      value={value === undefined ? undefined : String(value)}
      options={[...shape.values, ...(known ? [] : [value])].map((one) => ({
        value: String(one),
        label: say(valueInWords(one!, address)),
      }))}
      onChange={(now: string | undefined) =>
        set(now === undefined ? undefined : shape.values.find((one) => String(one) === now))
      }
    />
  );
}

export function ChoicesControl({ shape, value, set, address, required }: ControlProps<"choices">) {
  const { say } = useWords();
  const chosen = Array.isArray(value) ? value : [];
  const turn = (one: Json, on: boolean): void =>
    set(withItems(on ? [...chosen, one] : chosen.filter((other) => other !== one), required));
  return (
    <div className="stacked">
      {shape.values.map((one) => (
        <Checkbox
          key={String(one)}
          checked={chosen.includes(one)}
          onChange={(event) => turn(one, event.target.checked)}
        >
          {say(valueInWords(one, address))}
        </Checkbox>
      ))}
    </div>
  );
}

export function LogicControl({
  shape,
  value,
  set,
  at,
  address,
  label,
}: ControlProps<"logic"> | ControlProps<"template">) {
  const { editor } = useStanding();
  const row = rowsAt(editor.state().document.definition, at);
  return (
    <RuleField
      value={value}
      onChange={(now, gesture) => set(now, gesture)}
      at={at}
      kind={shape.kind}
      label={label}
      givesValue={shape.kind === "template" || givesValue.test(address)}
      {...(row === null ? {} : { row })}
    />
  );
}

/** Where logic says who, how much or when, and not whether. */
const givesValue = /\.(?:is|from|to|until|limit|weight|present|minimum|due|superior|escalate|transfer|of)$/;

/** A number, or what computes one. */
export function AmountControl(props: ControlProps<"amount">) {
  const { value, set, at, label, required } = props;
  const { say } = useWords();
  const [asked, setAsked] = useState(false);
  const isPlain = value === undefined || typeof value === "number";
  const byRule = asked || !isPlain;
  return (
    <div className="stacked">
      <div className="in-row">
        {byRule ? null : (
          <InputNumber
            size="small"
            aria-label={label}
            min={0}
            value={typeof value === "number" ? value : null}
            onChange={(now) => set(now ?? (required ? 0 : undefined), `type ${at}`)}
          />
        )}
        <Segmented
          size="small"
          aria-label={label}
          value={byRule ? "rule" : "number"}
          options={[
            { value: "number", label: say(inspectorWords.byNumber) },
            { value: "rule", label: say(inspectorWords.byRule) },
          ]}
          onChange={(now) => {
            setAsked(now === "rule");
            if (now === "number" && !isPlain) set(required ? 1 : undefined);
          }}
        />
      </div>
      {byRule ? <LogicControl {...props} shape={{ kind: "logic" }} /> : null}
    </div>
  );
}

/** An exact share: more than, at least or exactly so many parts of a whole. */
export function ShareControl({ shape, value, set, at, address, label }: ControlProps<"share">) {
  const { say } = useWords();
  const text = typeof value === "string" ? value : "";
  const share = readShare(text);
  const signs = [
    { value: ">", label: say(inspectorWords.moreThan) },
    { value: ">=", label: say(inspectorWords.atLeast) },
    { value: "=", label: say(inspectorWords.exactly) },
  ];
  const odd = text !== "" && share === null && !shape.words.includes(text);
  const kind = share?.sign ?? text;
  return (
    <div className="in-row">
      <Select
        size="small"
        className="grows"
        aria-label={label}
        allowClear
        popupMatchSelectWidth={false}
        placeholder={say(inspectorWords.choose)}
        value={kind === "" ? undefined : kind}
        options={[
          ...shape.words.map((word) => ({ value: word, label: say(valueInWords(word, address)) })),
          ...signs,
          ...(odd ? [{ value: text, label: text }] : []),
        ]}
        onChange={(now: string | undefined) =>
          set(
            now === undefined
              ? undefined
              : shape.words.includes(now)
                ? now
                : writeShare({ ...(share ?? { part: "1", whole: "2" }), sign: now }),
          )
        }
      />
      {share === null ? null : (
        <>
          <ShareNumber
            label={`${label} · ${say(inspectorWords.part)}`}
            value={share.part}
            onChange={(part) => set(writeShare({ ...share, part }), `type ${at}`)}
          />
          <span aria-hidden>/</span>
          <ShareNumber
            label={`${label} · ${say(inspectorWords.whole)}`}
            value={share.whole}
            onChange={(whole) => set(writeShare({ ...share, whole }), `type ${at}`)}
          />
        </>
      )}
    </div>
  );
}

/** A whole number of at least one, while it is typed. */
function ShareNumber({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      size="small"
      className="short"
      inputMode="numeric"
      aria-label={label}
      value={typed ?? value}
      onChange={(event) => {
        const now = event.target.value;
        setTyped(now);
        if (/^[1-9][0-9]{0,8}$/.test(now)) onChange(now);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
