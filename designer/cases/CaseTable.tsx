import type { CaseSummary } from "../api/types.ts";
import { CaseCell, Table } from "../list/Table.tsx";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { Place } from "../words/place.tsx";
import { Due, Moment } from "../words/TimeLeft.tsx";
import { useProcedures } from "../words/useProcedure.ts";
import { Status } from "./Status.tsx";
import { caseSubject } from "../../engine/model/subject.ts";

/** Cases in a table: what each is about, where it stands, since when, and what comes next by itself. */
export function CaseTable({ cases, brief = false }: { cases: CaseSummary[]; brief?: boolean }) {
  const { t } = useWords();
  const procedures = useProcedures(cases.map((one) => one.procedure));
  const names = useNames();
  return (
    <Table
      name="cases"
      heads={[
        t("cases.case"),
        t("cases.stands"),
        ...(brief ? [t("cases.changed")] : [t("cases.opened"), t("cases.due")]),
      ]}
    >
      {cases.map((one) => {
        const words = procedures.get(one.procedure);
        return (
          <Place key={one.id} timeZone={words?.timeZone}>
            <tr>
              <CaseCell id={one.id} title={caseSubject(one.data) ?? words?.title ?? one.procedure}>
                {words?.title}
              </CaseCell>
              <td className="cell-second">
                <Status status={one.status} stands={words?.standing(one.value) ?? ""} />
              </td>
              {brief ? null : (
                <td>
                  {names(one.openedBy)}
                  <span className="quiet">
                    <Moment at={one.openedAt} short />
                  </span>
                </td>
              )}
              <td>
                {brief ? (
                  <Moment at={one.updatedAt} short />
                ) : one.due === null ? (
                  <span className="quiet">{t("time.none")}</span>
                ) : (
                  <Due at={one.due} />
                )}
              </td>
            </tr>
          </Place>
        );
      })}
    </Table>
  );
}
