import type { JsonObject } from "../../engine/model/types.ts";
import { Wide } from "../app/Wide.tsx";
import { Table } from "../list/Table.tsx";
import { useWords } from "../words/i18n.ts";
import { phraseLogic } from "../words/logic.ts";
import { titleOf } from "../words/text.ts";
import type { Parts } from "./parts.tsx";

/** What people may send, who may, with what, and who may not do both. */
export function EventTable({ detail, words }: Parts) {
  const { t, language } = useWords();
  const { procedure, pack } = detail;
  const fields = (schema: JsonObject | undefined): string =>
    Object.entries((schema?.properties ?? {}) as JsonObject)
      .map(([key, field]) => titleOf(field, language, key))
      .join(language === "en" ? ", " : "、");
  return (
    <Wide label={t("procedure.events")}>
      <Table heads={[t("event.event"), t("event.by"), t("event.with"), t("event.condition")]}>
        {Object.entries(procedure.events).map(([type, event]) => (
          <tr key={type}>
            <td className="cell-main">
              {words.event(type)}
              <span className="quiet">{type}</span>
            </td>
            <td>{words.roles(event.by)}</td>
            <td>
              {event.takes
                ? event.takes
                    .map((field) => words.field(field.replace(/\?$/, "")))
                    .join(language === "en" ? ", " : "、")
                : fields(event.payload)}
            </td>
            <td>
              {event.where === undefined
                ? null
                : phraseLogic(event.where, procedure, language, pack.parameters)}
              {event.apartFrom ? (
                <span className="quiet">
                  {t("event.apart", {
                    acts: event.apartFrom
                      .map((act) => words.event(act.split("@")[0]!))
                      .join(language === "en" ? ", " : "、"),
                  })}
                </span>
              ) : null}
            </td>
          </tr>
        ))}
      </Table>
    </Wide>
  );
}
