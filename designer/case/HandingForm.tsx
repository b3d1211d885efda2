import { useState, type ReactNode } from "react";
import { Button, Input, Radio, Select } from "antd";
import type { ActOffer } from "../../engine/machine/types.ts";
import type { Json, JsonObject } from "../../engine/model/types.ts";
import type { TaskRecord } from "../api/types.ts";
import { Field } from "../app/Field.tsx";
import SchemaForm from "../form/SchemaForm.tsx";
import { PersonChoice } from "../people/PersonChoice.tsx";
import { useWords } from "../words/i18n.ts";

interface FieldProps {
  id: string;
  schema: JsonObject;
  value: Json | undefined;
  set(value: Json | undefined): void;
}

/** What is said with an act: people to choose from the directory, a few words, one of several. */
export default function HandingForm({
  offer,
  tasks,
  settled = {},
  pending,
  submit,
}: {
  offer: ActOffer;
  tasks: TaskRecord[];
  /** What is said with it already, and is not asked. */
  settled?: JsonObject;
  pending: boolean;
  submit(payload: JsonObject): void;
}) {
  const { t, say } = useWords();
  const [said, setSaid] = useState<JsonObject>(settled);
  const { properties = {}, required = [] } = offer.payload as {
    properties?: Record<string, JsonObject>;
    required?: string[];
  };
  if (properties["data"] !== undefined)
    return (
      <SchemaForm
        id="handing"
        schema={properties["data"]}
        value={(said["data"] as JsonObject | undefined) ?? {}}
        onChange={(data) => setSaid({ data })}
        onSubmit={(data) => submit({ data })}
        disabled={pending}
      >
        <Button type="primary" htmlType="submit" loading={pending}>
          {say(offer.title)}
        </Button>
      </SchemaForm>
    );
  const several = (offer.tasks ?? []).length > 1;
  const missing = [...required, ...(several ? ["task"] : [])].some((name) => said[name] === undefined);
  const set = (name: string) => (value: Json | undefined) => {
    const { [name]: _, ...rest } = said;
    setSaid(value === undefined ? rest : { ...rest, [name]: value });
  };
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) submit(said);
      }}
    >
      {several ? (
        <Labelled name="task">
          <Select
            id="handing-task"
            options={offer.tasks!.map((key) => ({ value: key, label: titleOf(key, tasks, say) }))}
            value={said["task"] as string | undefined}
            onChange={set("task")}
          />
        </Labelled>
      ) : null}
      {Object.entries(properties)
        .filter(([name]) => name !== "task" && name !== "from" && !Object.hasOwn(settled, name))
        .map(([name, schema]) => {
          const Asked = fieldFor(name, schema);
          return (
            <Labelled key={name} name={name}>
              <Asked id={`handing-${name}`} schema={schema} value={said[name]} set={set(name)} />
            </Labelled>
          );
        })}
      <Button type="primary" htmlType="submit" disabled={missing} loading={pending}>
        {t("handing.do", { act: say(offer.title) })}
      </Button>
    </form>
  );
}

function Labelled({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useWords();
  return (
    <Field id={`handing-${name}`} label={t(`handing.${name}`)}>
      {children}
    </Field>
  );
}

function titleOf(key: string, tasks: TaskRecord[], say: (text: TaskRecord["title"]) => string): string {
  const task = tasks.find((one) => one.key === key);
  return task === undefined ? key : say(task.title);
}

function fieldFor(name: string, schema: JsonObject) {
  if (name === "to" || name === "who") return People;
  if (schema["enum"] !== undefined) return Choice;
  if (schema["type"] === "array") return Lines;
  return schema["type"] === "boolean" ? YesOrNo : Words;
}

function People({ id, schema, value, set }: FieldProps) {
  if (schema["type"] !== "array")
    return <PersonChoice id={id} value={value as string | undefined} choose={set} />;
  return (
    <PersonChoice
      id={id}
      many
      value={(value as string[] | undefined) ?? []}
      choose={(chosen) => set(chosen.length === 0 ? undefined : chosen)}
    />
  );
}

function Choice({ id, schema, value, set }: FieldProps) {
  const { t } = useWords();
  const choices = schema["enum"] as string[];
  return (
    <Select
      id={id}
      options={choices.map((one) => ({ value: one, label: t(`handing.choice.${one}`, one) }))}
      value={value as string | undefined}
      onChange={set}
    />
  );
}

function YesOrNo({ id, value, set }: FieldProps) {
  const { t } = useWords();
  return (
    <Radio.Group id={id} value={value} onChange={(event) => set(event.target.value as boolean)}>
      <Radio value={true}>{t("handing.yes")}</Radio>
      <Radio value={false}>{t("handing.no")}</Radio>
    </Radio.Group>
  );
}

/** Several short texts, one to a line. */
function Lines({ id, value, set }: FieldProps) {
  const { t } = useWords();
  const [text, setText] = useState(() => ((value as string[] | undefined) ?? []).join("\n"));
  return (
    <Input.TextArea
      id={id}
      rows={2}
      placeholder={t("handing.lines")}
      maxLength={2000}
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        const lines = target.value.split("\n").filter((line) => line.trim() !== "");
        set(lines.length === 0 ? undefined : lines);
      }}
    />
  );
}

function Words({ id, value, set }: FieldProps) {
  return (
    <Input.TextArea
      id={id}
      rows={3}
      maxLength={2000}
      value={(value as string | undefined) ?? ""}
      onChange={(event) => set(event.target.value.trim() === "" ? undefined : event.target.value)}
    />
  );
}
