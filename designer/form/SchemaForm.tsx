import "./form.css";
import { useMemo, type KeyboardEvent, type ReactNode } from "react";
import { Theme } from "@rjsf/antd";
import { withTheme } from "@rjsf/core";
import { ErrorSchemaBuilder, type ErrorSchema, type RJSFSchema } from "@rjsf/utils";
import type { Json, JsonObject, Schema } from "../../engine/model/types.ts";
import { namedChoices } from "../words/choices.ts";
import { useWords } from "../words/i18n.ts";
import { PersonWidget } from "./PersonWidget.tsx";
import { AddButton, RemoveButton } from "./buttons.tsx";
import { presentation } from "./present.ts";
import { useFaultWords } from "./faults.ts";
import { formValidator } from "./validator.ts";
import { formStrings } from "./strings.ts";
import { SwitchWidget } from "./SwitchWidget.tsx";
import { TagsWidget } from "./TagsWidget.tsx";

const Form = withTheme(Theme);
const templates = { ButtonTemplates: { AddButton, RemoveButton } };
/** Nothing is chosen before somebody chooses it. */
const defaults = { constAsDefaults: "never", requiredBooleanDefault: "skip" } as const;
const widgets = { tags: TagsWidget, person: PersonWidget, switch: SwitchWidget };

export interface SchemaFormProps {
  /** Closed schema; titles may be bilingual. */
  schema: Schema;
  value: JsonObject;
  onChange(value: JsonObject): void;
  onSubmit(value: JsonObject): void;
  /** What the server said of a field: JSON pointer and words. */
  refused?: { path: string; words: string } | null;
  /** Id of the form element, so that a button outside can submit it. */
  id: string;
  disabled?: boolean;
  children: ReactNode;
}

/** A form made from a JSON Schema, in the reader's language. Faults stand at their field, before and after the server has looked. */
export default function SchemaForm({
  schema,
  value,
  onChange,
  onSubmit,
  refused,
  id,
  disabled,
  children,
}: SchemaFormProps) {
  const { language } = useWords();
  const faultWords = useFaultWords();
  const plain = useMemo(() => namedChoices(schema, language), [schema, language]);
  const ui = useMemo(() => presentation(plain), [plain]);
  const validator = useMemo(() => formValidator(faultWords), [faultWords]);
  const extraErrors = useMemo(() => (refused ? errorAt(refused.path, refused.words) : undefined), [refused]);
  return (
    <div onKeyDown={keepDays} role="presentation">
      <Form
        id={id}
        idPrefix={id}
        className="schema-form"
        schema={plain as RJSFSchema}
        uiSchema={ui}
        formData={value}
        validator={validator}
        widgets={widgets}
        templates={templates}
        experimental_defaultFormStateBehavior={defaults}
        disabled={disabled}
        noHtml5Validate
        showErrorList={false}
        focusOnFirstError
        extraErrors={extraErrors}
        extraErrorsBlockSubmit={false}
        formContext={{ colon: false, labelAlign: "left" }}
        translateString={(key, params) => formStrings(key, params, language)}
        onChange={({ formData }) => onChange((formData as JsonObject | undefined) ?? {})}
        // Faults stand at their fields; there is nothing more to say.
        onError={() => undefined}
        onSubmit={({ formData }) =>
          onSubmit(withoutEmpty((formData as JsonObject | undefined) ?? {}) as JsonObject)
        }
      >
        {children}
      </Form>
    </div>
  );
}

/** Enter takes the day that was entered; it does not send the form besides. */
function keepDays(event: KeyboardEvent): void {
  if (event.key === "Enter" && (event.target as HTMLElement).closest(".ant-picker") !== null)
    event.preventDefault();
}

function errorAt(pointer: string, words: string): ErrorSchema | undefined {
  const path = pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (path.length === 0) return undefined;
  return new ErrorSchemaBuilder().addErrors(words, path).ErrorSchema;
}

/** Without what was left empty: an absent field is not an empty one. */
function withoutEmpty(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined && member !== null)
      .map(([key, member]) => [key, withoutEmpty(member)]),
  );
}
