import { useState } from "react";
import { Tooltip } from "antd";
import { isObject } from "../../../../engine/model/is-object.ts";
import { pointer } from "../../../../engine/model/pointer.ts";
import type { JsonObject } from "../../../../engine/model/types.ts";
import { Icon } from "../../../app/icons.tsx";
import { useWords } from "../../../words/i18n.ts";
import { titleOf } from "../../../words/text.ts";
import { useRun, useSelected, useStanding } from "../../context.tsx";
import { freeName } from "../../document/place.ts";
import { fieldAt, fieldPointer } from "../../document/places.ts";
import type { ControlProps } from "../fields/control.ts";
import { JsonControl } from "../fields/groups.tsx";
import { AddButton, Items } from "../fields/Items.tsx";
import { Labelled, ProblemsAt } from "../fields/Labelled.tsx";
import { Fold } from "../fields/Fold.tsx";
import { NameInput } from "../fields/NameInput.tsx";
import { thingAt } from "../model/things.ts";
import {
  isRequired,
  propertiesOf,
  typeInWords,
  typeOfField,
  withField,
  withFieldMoved,
  withType,
} from "../model/schema-edits.ts";
import { useRunHere, useSet, useValue } from "../useFields.ts";
import { UsedAt } from "../forms/UsedAt.tsx";
import { ChoosingOrForm, FieldDetail } from "./FieldDetail.tsx";
import { TypeSelect } from "./TypeSelect.tsx";
import { dataWords } from "./words.ts";

/** The fields of a record schema: a row for each, which opens for everything it says, and for the fields inside it. */
export function SchemaEditor({ at, label }: { at: string; label: string }) {
  const { say, language } = useWords();
  const record = useValue(at);
  const set = useSet();
  const runHere = useRunHere();
  const [added, setAdded] = useState<string | undefined>(undefined);
  const properties = propertiesOf(record);
  const names = Object.keys(properties);
  const whole: JsonObject = isObject(record) ? record : { type: "object", properties: {} };
  const add = (): void => {
    const name = freeName("field", (one) => Object.hasOwn(properties, one));
    set(at, withField(whole, name, { type: "string", title: { ...dataWords.newField } }));
    setAdded(name);
  };
  const remove = (name: string): void => void runHere("removeField", { holder: at, name });
  return (
    <div className="schema" role="group" aria-label={label}>
      {names.length === 0 ? <p className="quiet">{say(dataWords.noFields)}</p> : null}
      <Items
        items={names.map((name) => ({
          key: name,
          head: (
            <span className="field-row">
              <span className="field-row-title">{titleOf(properties[name], language, name)}</span>
              <code>{name}</code>
              <span className="quiet">
                {typeInWords(properties[name], language)}
                {isRequired(record, name) ? ` · ${say(dataWords.requiredMark)}` : ""}
              </span>
            </span>
          ),
          body: <FieldForm holder={at} name={name} onRenamed={setAdded} />,
          extra: <FieldLink at={at + pointer("properties", name)} name={name} />,
        }))}
        {...(added === undefined ? {} : { opened: added })}
        onMove={(from, to) => set(at, withFieldMoved(whole, from, to))}
        onRemove={(place) => remove(names[place]!)}
      />
      <AddButton label={say(dataWords.addField)} onClick={add} />
      <ProblemsAt at={at} deep={false} />
    </div>
  );
}

/** Leads to a field of the data; fields of what is sent with an event have no form of their own. */
function FieldLink({ at, name }: { at: string; name: string }) {
  const { say } = useWords();
  const { editor } = useStanding();
  const thing = thingAt(at);
  if (thing.kind !== "field") return null;
  return (
    <Tooltip title={say(dataWords.show)}>
      <button
        type="button"
        className="tool"
        aria-label={`${say(dataWords.show)}：${name}`}
        onClick={() => editor.select([thing])}
      >
        <Icon name="arrow" />
      </button>
    </Tooltip>
  );
}

/** One field: its name, everything it says, and what is inside it. */
export function FieldForm({
  holder,
  name,
  onRenamed,
}: {
  /** Pointer of the schema of the record that the field is in. */
  holder: string;
  name: string;
  onRenamed?: (name: string) => void;
}) {
  const { say } = useWords();
  const run = useRun();
  const runHere = useRunHere();
  const { editor } = useStanding();
  const at = holder + pointer("properties", name);
  const rename = (to: string): boolean => {
    // What is selected stays so, unless it is this field, under its other name.
    const [chosen] = editor.state().selection;
    const isChosen = chosen?.kind === "field" && chosen.path === fieldAt(at);
    const done = (isChosen ? run : runHere)("renameField", { holder, from: name, to });
    if (done) onRenamed?.(to);
    return done;
  };
  return (
    <>
      <Labelled label={say(dataWords.name)} at={at} deep={false}>
        <NameInput label={say(dataWords.name)} value={name} onRename={rename} />
      </Labelled>
      <FieldDetail at={at} name={name} holder={holder} />
      <Inside at={at} />
      {fieldAt(at) === null ? <UsedAt whose={{ kind: "schema", at }} /> : null}
      <Fold id="data-json" title={say(dataWords.everything)} closed>
        <WholeSchema at={at} label={name} />
      </Fold>
    </>
  );
}

function WholeSchema({ at, label }: { at: string; label: string }) {
  const value = useValue(at);
  const set = useSet();
  return (
    <JsonControl
      shape={{ kind: "json" }}
      value={value}
      set={(now) => (now === undefined ? undefined : set(at, now, `type ${at} json`))}
      at={at}
      address="data"
      label={label}
      required
    />
  );
}

/** The fields of a record, or what the items of a list are. */
function Inside({ at }: { at: string }) {
  const { say } = useWords();
  const set = useSet();
  const type = useSelectedType(at);
  const items = useValue(`${at}/items`);
  const itemType = typeOfField(items);
  if (type === "record")
    return (
      <Labelled label={say(dataWords.fields)} wide at={`${at}/properties`} deep={false}>
        <SchemaEditor at={at} label={say(dataWords.fields)} />
      </Labelled>
    );
  if (type !== "list") return null;
  return (
    <>
      <Labelled label={say(dataWords.itemType)} at={`${at}/items`} deep={false}>
        <TypeSelect
          type={itemType}
          label={say(dataWords.itemType)}
          onChange={(now) => set(`${at}/items`, withType(isObject(items) ? items : {}, now))}
        />
      </Labelled>
      {isObject(items) ? <ChoosingOrForm at={`${at}/items`} schema={items} /> : null}
      {itemType === "record" ? (
        <Labelled label={say(dataWords.itemFields)} wide>
          <SchemaEditor at={`${at}/items`} label={say(dataWords.itemFields)} />
        </Labelled>
      ) : null}
    </>
  );
}

function useSelectedType(at: string): ReturnType<typeof typeOfField> {
  return typeOfField(useValue(at));
}

/** A schema as a member of another form: of the data, or of what is sent with an event. */
export function SchemaControl({ value, at, label }: ControlProps<"schema">) {
  const { say } = useWords();
  const set = useSet();
  const takes = useValue(`${at.slice(0, at.lastIndexOf("/"))}/takes`);
  if (value === undefined && takes !== undefined) return <p className="quiet">{say(dataWords.takes)}</p>;
  const remove = value !== undefined && Object.keys(propertiesOf(value)).length === 0 && at !== "/data";
  return (
    <>
      <SchemaEditor at={at} label={label} />
      {remove ? (
        <button type="button" className="link" onClick={() => set(at, undefined)}>
          {say({ en: "Nothing is filled in", "zh-CN": "不填写内容" })}
        </button>
      ) : null}
    </>
  );
}

/** The form of one field of the data that is selected by its path. */
export function SelectedField({ path }: { path: string }) {
  const at = useSelected(({ document }) => fieldPointer(document.definition, path));
  if (at === null) return null;
  const way = at.lastIndexOf("/properties/");
  return <FieldForm key={at} holder={at.slice(0, way)} name={path.slice(path.lastIndexOf(".") + 1)} />;
}
