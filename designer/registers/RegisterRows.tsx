import "./register.css";
import { Link } from "wouter";
import type { Json, JsonObject, Schema } from "../../engine/model/types.ts";
import type { RegisterRow } from "../api/types.ts";
import { Wide } from "../app/Wide.tsx";
import { Value } from "../case/DataView.tsx";
import { shortId } from "../cases/subject.ts";
import { Table } from "../list/Table.tsx";
import { useWords } from "../words/i18n.ts";
import { titleOf } from "../words/text.ts";
import { Moment } from "../words/TimeLeft.tsx";

/** Rows of a register, each with what put it there. */
export function RegisterRows({ rows, schema }: { rows: RegisterRow[]; schema: Schema }) {
  const { t, language } = useWords();
  const properties = (schema.properties ?? {}) as JsonObject;
  const named = [...new Set([...Object.keys(properties), ...rows.flatMap(({ row }) => Object.keys(row))])];
  const columns = named.filter((key) => rows.some(({ row }) => isSaid(row[key])));
  return (
    <Wide label={t("place.registers")}>
      <Table
        name="register"
        heads={[
          ...columns.map((key) => titleOf(properties[key], language, key)),
          t("registers.since"),
          t("registers.by"),
        ]}
      >
        {rows.map((one) => (
          <tr key={`${one.key} ${one.from}`}>
            {columns.map((key) => (
              <td key={key}>
                {one.row[key] === undefined ? null : <Value value={one.row[key]} schema={properties[key]} />}
              </td>
            ))}
            <td>
              <Moment at={one.from} short />
            </td>
            <td>
              <EnteredBy by={one.enteredBy} />
            </td>
          </tr>
        ))}
      </Table>
    </Wide>
  );
}

function EnteredBy({ by }: { by: string }) {
  const { t } = useWords();
  const [kind, id = ""] = by.split(":");
  if (kind === "case")
    return (
      <Link href={`/cases/${encodeURIComponent(id)}`}>{t("registers.byCase", { id: shortId(id) })}</Link>
    );
  if (kind === "pack") return <span>{t("registers.byPack")}</span>;
  return <span>{t("registers.byAdmin", { id })}</span>;
}

/** Whether a cell has something to show. */
const isSaid = (value: Json | undefined): boolean =>
  value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
