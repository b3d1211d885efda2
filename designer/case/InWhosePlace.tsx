import "../app/choose.css";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { proxiesQuery } from "../api/queries.ts";
import type { CaseView } from "../api/types.ts";
import { useNow, useSession } from "../app/session.tsx";
import { useStandingIn } from "../app/StandingIn.tsx";
import { caseHref } from "../cases/subject.ts";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";

/** Whether one acts in a case for oneself or for somebody whose standing proxy one is; only for those who are somebody's. */
export function InWhosePlace({ case: { id, procedure } }: Pick<CaseView, "case">) {
  const { t } = useWords();
  const { person } = useSession();
  const names = useNames();
  const now = useNow();
  const of = useStandingIn();
  const proxies = useQuery(proxiesQuery());
  const whom = (proxies.data?.actsFor ?? [])
    .filter(
      (one) =>
        Date.parse(one.from) <= now &&
        now < Date.parse(one.to) &&
        (one.procedures === undefined || one.procedures.includes(procedure)),
    )
    .map((one) => one.of);
  if (whom.length === 0 && of === undefined) return null;
  const choices = [undefined, ...new Set([...whom, ...(of === undefined ? [] : [of])])];
  return (
    <>
      <nav className="choose" aria-label={t("standing.asWhom")}>
        {choices.map((one) => (
          <Link key={one ?? ""} href={caseHref(id, one)} aria-current={one === of ? "true" : undefined}>
            {one === undefined ? t("standing.asOneself") : t("standing.asProxy", { person: names(one) })}
          </Link>
        ))}
      </nav>
      {of === undefined ? null : (
        <p className="quiet in-place">
          {t("standing.recorded", { person: person.name ?? person.id, of: names(of) })}
        </p>
      )}
    </>
  );
}
