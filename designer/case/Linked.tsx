import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { caseQuery } from "../api/queries.ts";
import type { CaseView } from "../api/types.ts";
import { useStandingIn } from "../app/StandingIn.tsx";
import { caseSubject } from "../../engine/model/subject.ts";
import { caseHref, shortId } from "../cases/subject.ts";
import { Status } from "../cases/Status.tsx";
import { useWords } from "../words/i18n.ts";
import { useProcedure, useProcedureTitles } from "../words/useProcedure.ts";

/** A case that hangs together with this one. */
export function LinkedCase({ id, parent = false }: { id: string; parent?: boolean }) {
  const { t } = useWords();
  const titles = useProcedureTitles();
  const standingIn = useStandingIn();
  const { data, error } = useQuery(caseQuery(id, standingIn));
  return (
    <li>
      <span className="quiet">
        {parent ? t("linked.parent") : (titles(data?.case.procedure) ?? t("linked.child"))}
      </span>
      <Link href={caseHref(id, standingIn)}>
        {data ? (caseSubject(data.data) ?? shortId(id)) : shortId(id)} {data ? shortId(id) : ""}
      </Link>
      {error ? <span className="quiet">{t("linked.unseen")}</span> : null}
      {data ? <Stands view={data} /> : null}
    </li>
  );
}

function Stands({ view }: { view: CaseView }) {
  const { words } = useProcedure(view.case.procedure, view.case.pack);
  return <Status status={view.case.status} stands={words?.standing(view.state) ?? ""} />;
}
