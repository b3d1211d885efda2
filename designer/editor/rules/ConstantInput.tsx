import { useState } from "react";
import type { Shape } from "../../../engine/model/names/shape.ts";
import type { Json } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { choicesOf, typeOfShape, type ValueType } from "./fields.ts";
import { ruleWords } from "./words.ts";

interface Props {
  value: Json;
  shape: Shape;
  label: string;
  onChange: (value: Json, typing: boolean) => void;
}

/** A constant, asked for in the way that fits what it stands beside; one that does not fit is shown as what it is. */
export function ConstantInput(props: Props) {
  const { value, shape } = props;
  const Input = inputs[inputType(value, shape)];
  return <Input {...props} />;
}

/** Which input shows a value without changing it. */
export function inputType(value: Json, shape: Shape): ValueType {
  const wanted = typeOfShape(shape);
  if (wanted === "choice") return "choice";
  if (value === null) return wanted === "any" ? "record" : "choice";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "number";
  if (typeof value !== "string") return "record";
  return wanted === "date" && (value === "" || /^\d{4}-\d{2}-\d{2}$/.test(value)) ? "date" : "text";
}

const inputs: Record<ValueType, (props: Props) => React.ReactNode> = {
  text: TextInput,
  moment: TextInput,
  any: TextInput,
  number: NumberInput,
  boolean: BooleanInput,
  choice: ChoiceInput,
  date: ({ value, label, onChange }) => (
    <input
      className="rule-input"
      type="date"
      aria-label={label}
      value={String(value)}
      onChange={(event) => onChange(event.target.value, true)}
    />
  ),
  list: Nothing,
  record: Nothing,
};

function TextInput({ value, label, onChange }: Props) {
  const text = String(value);
  return (
    <input
      className="rule-input"
      aria-label={label}
      value={text}
      // Chinese characters are twice as wide as Latin ones.
      size={Math.min(
        28,
        Math.max(
          4,
          [...text].reduce((width, sign) => width + (sign > "\u2e80" ? 2 : 1), 1),
        ),
      )}
      onChange={(event) => onChange(event.target.value, true)}
    />
  );
}

/** What is no number yet stays as it is typed; the rule keeps the last number. */
function NumberInput({ value, label, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? String(value);
  const isNumber = shown.trim() !== "" && Number.isFinite(Number(shown));
  return (
    <input
      className="rule-input figure"
      inputMode="decimal"
      aria-label={label}
      aria-invalid={!isNumber}
      value={shown}
      size={Math.min(16, Math.max(3, shown.length + 1))}
      onChange={(event) => {
        const text = event.target.value;
        setTyped(text);
        const number = Number(text);
        if (text.trim() !== "" && Number.isFinite(number)) onChange(number, true);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function BooleanInput({ value, label, onChange }: Props) {
  const { say } = useWords();
  return (
    <select
      className="rule-select"
      aria-label={label}
      value={String(value)}
      onChange={(event) => onChange(event.target.value === "true", false)}
    >
      <option value="true">{say(ruleWords.yes)}</option>
      <option value="false">{say(ruleWords.no)}</option>
    </select>
  );
}

function ChoiceInput({ value, shape, label, onChange }: Props) {
  const { language, say } = useWords();
  const choices = choicesOf(shape);
  const at = choices.findIndex((choice) => choice.value === value);
  return (
    <select
      className="rule-select"
      aria-label={label}
      value={at}
      onChange={(event) => onChange(choices[Number(event.target.value)]?.value ?? null, false)}
    >
      {at < 0 ? (
        <option value={-1}>{value === null ? say(ruleWords.nothing) : JSON.stringify(value)}</option>
      ) : null}
      {choices.map((choice, place) => (
        <option key={JSON.stringify(choice.value)} value={place}>
          {choice.title(language)}
        </option>
      ))}
    </select>
  );
}

function Nothing({ value }: Props) {
  const { say } = useWords();
  return <span className="rule-word">{value === null ? say(ruleWords.nothing) : JSON.stringify(value)}</span>;
}
