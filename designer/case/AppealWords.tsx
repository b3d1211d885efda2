import type { Appeal } from "../../engine/machine/types.ts";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { useDates } from "../words/place.tsx";

/** Who has appealed against a light and why, and what was decided. */
export function AppealWords({ appeal }: { appeal: Appeal | undefined }) {
  const { t, language } = useWords();
  const dates = useDates();
  const names = useNames();
  if (appeal === undefined) return null;
  const { decision, due, evidence } = appeal;
  const acting = ({ by, proxy }: { by: string; proxy?: string }): string =>
    proxy === undefined ? names(by) : t("timeline.for", { person: names(proxy), of: names(by) });
  return (
    <>
      <p>
        {t("light.appealedBy", {
          date: dates.moment(appeal.at),
          person: acting(appeal),
          reason: appeal.reason,
        })}
      </p>
      {evidence === undefined ? null : (
        <p className="quiet">
          {t("light.evidence", { evidence: evidence.join(language === "en" ? "; " : "；") })}
        </p>
      )}
      {decision === undefined ? (
        <p className="quiet">
          {t("light.undecided")}
          {due === undefined ? null : ` · ${t("light.decisionDue", { date: dates.due(due) })}`}
        </p>
      ) : (
        <p>
          <strong>
            {t(decision.setAside ? "light.setAsideBy" : "light.upheldBy", {
              date: dates.moment(decision.at),
              person: acting(decision),
              reason: decision.reason,
            })}
          </strong>
        </p>
      )}
    </>
  );
}
