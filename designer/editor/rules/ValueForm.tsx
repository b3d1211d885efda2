import { lazy, Suspense, useMemo, useState } from "react";
import { Button, Checkbox, Modal } from "antd";
import { isObject } from "../../../engine/model/is-object.ts";
import { closeSchema } from "../../../engine/model/schema.ts";
import type { Json, JsonObject, Schema } from "../../../engine/model/types.ts";
import { Waiting } from "../../app/states.tsx";
import { useWords } from "../../words/i18n.ts";
import { ruleWords, trialWords } from "./words.ts";

const SchemaForm = lazy(() => import("../../form/SchemaForm.tsx"));

/**
 * Asks for a record in a form that is made from its schema. What is left empty is missing. With `first`, only those members are
 * asked for until somebody wants to see all of them.
 */
export function ValueForm({
  title,
  schema,
  value,
  first,
  onDone,
  onClose,
}: {
  title: string;
  schema: Schema;
  value: JsonObject;
  first?: readonly string[];
  onDone(value: JsonObject): void;
  onClose(): void;
}) {
  const { say } = useWords();
  const [given, setGiven] = useState(value);
  const [whole, setWhole] = useState(false);
  const all = useMemo(() => closeSchema(writable(schema)), [schema]);
  const shown = useMemo(() => (first === undefined || whole ? all : only(all, first)), [all, first, whole]);
  const done = (): void => {
    onDone(withoutEmpty(given) as JsonObject);
    onClose();
  };
  return (
    <Modal
      open
      title={title}
      width={640}
      footer={null}
      destroyOnHidden
      onCancel={onClose}
      closable={{ "aria-label": say(ruleWords.close) }}
    >
      {first === undefined || shown === all ? null : (
        <Checkbox checked={whole} onChange={(event) => setWhole(event.target.checked)}>
          {say(trialWords.allFields)}
        </Checkbox>
      )}
      <Suspense fallback={<Waiting rows={4} />}>
        <SchemaForm id="trial-value" schema={shown} value={given} onChange={setGiven} onSubmit={done}>
          {/* What is tried need not be complete. */}
          <Button type="primary" onClick={done}>
            {say(trialWords.done)}
          </Button>
        </SchemaForm>
      </Suspense>
    </Modal>
  );
}

/** The schema without what keeps people from filling it in: what is tried may be anything. */
function writable(schema: Schema): Schema {
  const visit = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) =>
        key === "readOnly" && inner === true ? [] : [[key, visit(inner)]],
      ),
    );
  };
  return visit(schema) as Schema;
}

function only(schema: Schema, names: readonly string[]): Schema {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const kept = Object.entries(properties).filter(([name]) => names.includes(name));
  return kept.length === 0 ? schema : { ...schema, properties: Object.fromEntries(kept) };
}

function withoutEmpty(value: Json | undefined): Json {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isObject(value)) return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined && member !== null)
      .map(([key, member]) => [key, withoutEmpty(member)]),
  );
}
