import { Input, InputNumber, Select, Switch } from "antd";
import { isObject } from "../../../../engine/model/is-object.ts";
import { pointer } from "../../../../engine/model/pointer.ts";
import type { Json, JsonObject } from "../../../../engine/model/types.ts";
import { formatTitle } from "../../../words/formats.ts";
import { useWords } from "../../../words/i18n.ts";
import { isRequired, typeOfField, withRequired, withType, type FieldType } from "../model/schema-edits.ts";
import { BothLanguages } from "../fields/texts.tsx";
import { Labelled } from "../fields/Labelled.tsx";
import { NameSelect } from "../fields/names.tsx";
import { JsonControl } from "../fields/groups.tsx";
import { useSet, useValue } from "../useFields.ts";
import { ChoicesElsewhere } from "./ChoicesElsewhere.tsx";
import { ChoicesOfField } from "./ChoicesOfField.tsx";
import { TypeSelect } from "./TypeSelect.tsx";
import { dataWords } from "./words.ts";

/** Formats that a text may be asked for in; dates are types of their own. */
const textFormats = [
  "person",
  "mobile",
  "phone",
  "email",
  "id-card",
  "credit-code",
  "postcode",
  "uri",
  "time",
  "integer",
  "number",
  "uuid",
  "attachment",
] as const;

interface Limit {
  keyword: string;
  label: keyof typeof dataWords;
}
/** Bounds by type of field. */
const limits: Partial<Record<FieldType, readonly Limit[]>> = {
  text: [
    { keyword: "minLength", label: "lengthAtLeast" },
    { keyword: "maxLength", label: "lengthAtMost" },
  ],
  number: [
    { keyword: "minimum", label: "atLeast" },
    { keyword: "maximum", label: "atMost" },
  ],
  integer: [
    { keyword: "minimum", label: "atLeast" },
    { keyword: "maximum", label: "atMost" },
  ],
  list: [
    { keyword: "minItems", label: "itemsAtLeast" },
    { keyword: "maxItems", label: "itemsAtMost" },
  ],
  attachment: [{ keyword: "maxBytes", label: "maxBytes" }],
};

/** Everything that a field says of itself; what stands inside it is shown by the caller. */
export function FieldDetail({ at, name, holder }: { at: string; name: string; holder: string }) {
  const { say } = useWords();
  const value = useValue(at);
  const record = useValue(holder);
  const set = useSet();
  const schema = isObject(value) ? value : {};
  const type = typeOfField(schema);
  const put = (keyword: string, now: Json | undefined, gesture?: string): void =>
    set(at + pointer(keyword), now, gesture);
  return (
    <>
      <Labelled label={say(dataWords.title)} at={`${at}/title`}>
        <BothLanguages
          label={say(dataWords.title)}
          required={false}
          value={
            typeof schema["title"] === "string"
              ? { en: schema["title"], "zh-CN": schema["title"] }
              : schema["title"]
          }
          onChange={(now, language) => put("title", now, `type ${at} ${language}`)}
        />
      </Labelled>
      <Labelled label={say(dataWords.type)} at={`${at}/type`}>
        <TypeSelect
          type={type}
          label={say(dataWords.type)}
          onChange={(now) => set(at, withType(schema, now))}
        />
      </Labelled>
      <Labelled label={say(dataWords.required)}>
        <Switch
          size="small"
          aria-label={say(dataWords.required)}
          checked={isRequired(record, name)}
          onChange={(on) => set(holder, withRequired(record as JsonObject, name, on))}
        />
      </Labelled>
      <Labelled label={say(dataWords.readOnly)} at={`${at}/readOnly`}>
        <Switch
          size="small"
          aria-label={say(dataWords.readOnly)}
          checked={schema["readOnly"] === true}
          onChange={(on) => put("readOnly", on || undefined)}
        />
      </Labelled>
      <ChoosingOrForm at={at} schema={schema} />
      {(limits[type] ?? []).map(({ keyword, label }) => (
        <Labelled key={keyword} label={say(dataWords[label])} at={at + pointer(keyword)}>
          <InputNumber
            size="small"
            aria-label={say(dataWords[label])}
            value={typeof schema[keyword] === "number" ? schema[keyword] : null}
            onChange={(now) => put(keyword, now ?? undefined, `type ${at} ${keyword}`)}
          />
        </Labelled>
      ))}
      <Labelled label={say(dataWords.confidential)} at={`${at}/confidential`}>
        <NameSelect
          of="class"
          at={`${at}/confidential`}
          value={typeof schema["confidential"] === "string" ? schema["confidential"] : undefined}
          label={say(dataWords.confidential)}
          placeholder={say(dataWords.open)}
          required={false}
          onChange={(now, gesture) => put("confidential", now, gesture)}
        />
      </Labelled>
      <Labelled label={say(dataWords.default)} at={`${at}/default`}>
        <Default at={at} schema={schema} type={type} />
      </Labelled>
      <Labelled label={say(dataWords.description)} at={`${at}/description`} wide>
        <BothLanguages
          long
          label={say(dataWords.description)}
          required={false}
          value={
            typeof schema["description"] === "string"
              ? { en: schema["description"], "zh-CN": schema["description"] }
              : schema["description"]
          }
          onChange={(now, language) => put("description", now, `type ${at} help ${language}`)}
        />
      </Labelled>
    </>
  );
}

/** What a value is chosen from, or how a text has to be written: of a field, or of the items of a list. */
export function ChoosingOrForm({ at, schema }: { at: string; schema: JsonObject }) {
  const { say, language } = useWords();
  const set = useSet();
  const type = typeOfField(schema);
  if (type === "choice") return <ChoicesOfField at={at} schema={schema} />;
  const { format } = schema;
  const named = (textFormats as readonly string[]).includes(String(format));
  return (
    <>
      {type === "text" || type === "integer" || type === "number" ? <ChoicesElsewhere at={at} /> : null}
      {type === "text" ? (
        <Labelled label={say(dataWords.format)} at={`${at}/format`}>
          <Select<string>
            size="small"
            className="grows"
            allowClear
            placeholder={say(dataWords.anyFormat)}
            showSearch={{ optionFilterProp: "label" }}
            popupMatchSelectWidth={false}
            aria-label={say(dataWords.format)}
            {...(typeof format === "string" ? { value: format } : {})}
            options={[...(named || typeof format !== "string" ? [] : [format]), ...textFormats].map(
              (one) => ({
                value: one,
                label: formatTitle(one, language),
              }),
            )}
            onChange={(now: string | undefined) => set(`${at}/format`, now)}
          />
        </Labelled>
      ) : null}
    </>
  );
}

/** What the field holds when a case is opened: in the way of its type, else as JSON. */
function Default({ at, schema, type }: { at: string; schema: JsonObject; type: FieldType }) {
  const { say } = useWords();
  const set = useSet();
  const value = schema["default"];
  const label = say(dataWords.default);
  const put = (now: Json | undefined, gesture?: string): void => set(`${at}/default`, now, gesture);
  if (type === "text" && (value === undefined || typeof value === "string"))
    return (
      <Input
        size="small"
        aria-label={label}
        value={value ?? ""}
        onChange={(event) =>
          put(event.target.value === "" ? undefined : event.target.value, `type ${at} default`)
        }
      />
    );
  if ((type === "number" || type === "integer") && (value === undefined || typeof value === "number"))
    return (
      <InputNumber
        size="small"
        aria-label={label}
        value={value ?? null}
        onChange={(now) => put(now ?? undefined, `type ${at} default`)}
      />
    );
  return (
    <JsonControl
      shape={{ kind: "json" }}
      value={value}
      set={put}
      at={`${at}/default`}
      address="data.default"
      label={label}
      required={false}
    />
  );
}
