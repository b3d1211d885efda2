import { Link } from "wouter";
import type { CaseSummary } from "../api/types.ts";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { Place } from "../words/place.tsx";
import { Due, Moment } from "../words/TimeLeft.tsx";
import { useProcedures } from "../words/useProcedure.ts";
import { Status } from "./Status.tsx";
import { caseSubject } from "../../engine/model/subject.ts";
import { shortId } from "./subject.ts";

/** Cases in a table: what each is about, where it stands, since when, and what comes next by itself. */
export function CaseTable({ cases, brief = false }: { cases: CaseSummary[]; brief?: boolean }) {
  const { t } = useWords();
  const procedures = useProcedures(cases.map((one) => one.procedure));
  const names = useNames();
  return (
    <table className="list cases">
      <thead>
        <tr>
          <th scope="col">{t("cases.case")}</th>
          <th scope="col">{t("cases.stands")}</th>
          {brief ? null : <th scope="col">{t("cases.opened")}</th>}
          <th scope="col">{brief ? t("cases.changed") : t("cases.due")}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map((one) => {
          const words = procedures.get(one.procedure);
          return (
            <Place key={one.id} timeZone={words?.timeZone}>
              <tr>
                <td className="cell-main">
                  <Link href={`/cases/${encodeURIComponent(one.id)}`}>
                    {caseSubject(one.data) ?? words?.title ?? one.procedure}
                  </Link>
                  <span className="quiet">
                    {words?.title ?? ""} {shortId(one.id)}
                  </span>
                </td>
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
      </tbody>
    </table>
  );
}
