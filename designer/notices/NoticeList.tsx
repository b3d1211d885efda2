import "./notices.css";
import type { JsonObject } from "../../engine/model/types.ts";
import type { NoticeRecord } from "../api/types.ts";
import { DataView } from "../case/DataView.tsx";
import { useWords } from "../words/i18n.ts";
import { Place } from "../words/place.tsx";
import { useProcedures } from "../words/useProcedure.ts";
import { Moment } from "../words/TimeLeft.tsx";
import { caseSubject } from "../../engine/model/subject.ts";
import { useQuery } from "@tanstack/react-query";
import { procedureQuery } from "../api/queries.ts";

/** What has been published: title, when, by which procedure, and the fields that may leave. */
export function NoticeList({ notices, brief = false }: { notices: NoticeRecord[]; brief?: boolean }) {
  const { say } = useWords();
  const procedures = useProcedures(notices.map((notice) => notice.procedure));
  return (
    <ul className={brief ? "notices is-brief" : "notices"}>
      {notices.map((notice) => (
        <Place key={notice.id} timeZone={procedures.get(notice.procedure)?.timeZone}>
          <li>
            <h3>
              {say(notice.title)}
              {caseSubject(notice.fields) === null ? "" : ` · ${caseSubject(notice.fields)}`}
            </h3>
            <p className="quiet">
              {procedures.get(notice.procedure)?.title ?? notice.procedure} ·{" "}
              <Moment at={notice.publishedAt} short={brief} />
            </p>
            {brief ? null : <Fields procedure={notice.procedure} fields={notice.fields} />}
          </li>
        </Place>
      ))}
    </ul>
  );
}

function Fields({ procedure, fields }: { procedure: string; fields: JsonObject }) {
  const { data } = useQuery(procedureQuery(procedure));
  return <DataView data={fields} schema={data?.procedure.data ?? {}} />;
}
