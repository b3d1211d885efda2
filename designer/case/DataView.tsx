import "./data.css";
import type { ReactNode } from "react";
import type { Json, JsonObject } from "../../engine/model/types.ts";
import { Wide } from "../app/Wide.tsx";
import { civilInWords } from "../words/dates.ts";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { useDates } from "../words/place.tsx";
import { choiceInWords, choiceTitle, commonInWords } from "../words/choices.ts";
import { titleOf } from "../words/text.ts";
import { asDeclared } from "./as-declared.ts";
import { useTitledData } from "./titles.tsx";

/** Data in words: titles of the schema, values as people write them, lists of records as tables. What is empty, or has not been touched, is left out. */
export function DataView({ data, schema }: { data: JsonObject; schema: JsonObject }) {
  const { t, language } = useWords();
  const properties = (schema.properties ?? {}) as JsonObject;
  const keys = asDeclared(Object.keys(data), properties);
  const shown = keys.filter((key) => !isEmpty(data[key]) && !isUntouched(data[key]!, properties[key]));
  if (shown.length === 0) return <p className="quiet">{t("data.empty")}</p>;
  return (
    <dl className="data">
      {shown.map((key) => (
        <div key={key} className={isWide(data[key]) ? "is-wide" : undefined}>
          <dt>{titleOf(properties[key], language, key)}</dt>
          <dd>
            <Value value={data[key]!} schema={properties[key]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The data of a case, what was chosen in it told by its titles. */
export function Particulars({ data, schema }: { data: JsonObject; schema: JsonObject }) {
  return <DataView data={data} schema={useTitledData(schema)} />;
}

/** One value in words. */
export function Value({ value, schema }: { value: Json; schema: Json | undefined }): ReactNode {
  const { t, language } = useWords();
  const names = useNames();
  const dates = useDates();
  const field = isObject(schema) ? schema : {};
  if (value === null) return <span className="quiet">{t("data.none")}</span>;
  if (typeof value === "boolean") return t(value ? "form.yes" : "form.no");
  if ((typeof value === "string" || typeof value === "number") && isObject(field.choices))
    return <Chosen code={String(value)} title={choiceTitle(value, field, language)} />;
  if (typeof value !== "object" && (field.enum !== undefined || field.oneOf !== undefined))
    return choiceInWords(value, field, language);
  if (typeof value === "number")
    return (
      <span className="figure">
        {value.toLocaleString(language === "en" ? "en-GB" : "zh-CN", { maximumFractionDigits: 6 })}
      </span>
    );
  if (typeof value === "string") {
    if (field.format === "date" || /^\d{4}-\d{2}-\d{2}$/.test(value)) return civilInWords(value, language);
    if (field.format === "date-time" || /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value))
      return dates.moment(value);
    return <span className="text">{commonInWords(names(value), language)}</span>;
  }
  if (Array.isArray(value)) {
    if (value.every(isObject))
      return <Rows rows={value} schema={field.items} title={titleOf(field, language, t("data.rows"))} />;
    return (
      <span className="text">
        {value.map((item, place) => (
          <span key={JSON.stringify(item)}>
            {place === 0 ? "" : language === "en" ? ", " : "、"}
            <Value value={item} schema={field.items} />
          </span>
        ))}
      </span>
    );
  }
  if (field.format === "attachment" && typeof value.name === "string")
    return <span className="text">{value.name}</span>;
  return <DataView data={value} schema={field} />;
}

/** What was chosen from elsewhere: its title with the code beside it, or the code where nobody knows it any more. */
function Chosen({ code, title }: { code: string; title: string | null }) {
  if (title === null || title === code) return <span className="text">{code}</span>;
  return (
    <span className="text">
      {title} <span className="code-of">{code}</span>
    </span>
  );
}

function Rows({ rows, schema, title }: { rows: JsonObject[]; schema: Json | undefined; title: string }) {
  const { language } = useWords();
  const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = asDeclared(names, properties).filter((key) => rows.some((row) => !isEmpty(row[key])));
  return (
    <Wide label={title}>
      <table className="inner">
        <thead>
          <tr>
            {columns.map((key) => (
              <th key={key} scope="col">
                {titleOf(properties[key], language, key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={JSON.stringify(row)}>
              {columns.map((key) => (
                <td key={key}>
                  {isEmpty(row[key]) ? null : <Value value={row[key]!} schema={properties[key]} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);
/** A field of the machine's that still stands as it began says nothing. */
const isUntouched = (value: Json, schema: Json | undefined): boolean =>
  isObject(schema) && schema.readOnly === true && JSON.stringify(schema.default) === JSON.stringify(value);
const isWide = (value: Json | undefined): boolean =>
  (typeof value === "string" && value.length > 60) ||
  isObject(value) ||
  (Array.isArray(value) && (value.some(isObject) || value.length > 6));
