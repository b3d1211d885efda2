import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { caseQuery } from "../api/queries.ts";
import type { CaseView } from "../api/types.ts";
import { useStandingIn } from "../app/StandingIn.tsx";
import { caseSubject } from "../../engine/model/subject.ts";
import { caseHref, shortId } from "../cases/subject.ts";
import { Status } from "../cases/Status.tsx";
import { useWords } from "../words/i18n.ts";
import { useProcedure } from "../words/useProcedure.ts";

/** A case that hangs together with this one. */
export function LinkedCase({ id, as }: { id: string; as: string }) {
  const { t } = useWords();
  const standingIn = useStandingIn();
  const { data, error } = useQuery(caseQuery(id, standingIn));
  return (
    <li>
      <span className="quiet">{as}</span>
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
