import "./drafts.css";
import { useState } from "react";
import { Alert, Button } from "antd";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { discardDraft, draftsQuery, proceduresQuery, versionsQuery } from "../../api/queries.ts";
import type { DraftSummary, ProcedureSummary } from "../../api/types.ts";
import { PageHead } from "../../app/PageHead.tsx";
import { useNow, useSession } from "../../app/session.tsx";
import { Fault, Nothing, Waiting } from "../../app/states.tsx";
import { datesIn } from "../../words/dates.ts";
import { useWords } from "../../words/i18n.ts";
import { useNames } from "../../words/people.ts";
import { Discarded, JustDiscarded } from "./Discarded.tsx";
import { ImportFile } from "./ImportFile.tsx";
import { mayEdit } from "./may-edit.ts";
import { NewProcedure } from "./NewProcedure.tsx";
import { RenameDraft } from "./RenameDraft.tsx";
import { draftPath, useBegin, versionsPath } from "./useBegin.ts";
import { useFaults } from "./useFaults.ts";
import { filled, publishWords as words } from "./words.ts";

/** All procedures as they are live, how many cases run on which version, and the drafts of them. */
export default function DraftsPage() {
  const { t, say } = useWords();
  const { person } = useSession();
  const allowed = mayEdit(person);
  const procedures = useQuery({ ...proceduresQuery(), enabled: allowed });
  const drafts = useQuery({ ...draftsQuery(), enabled: allowed });
  const [gone, setGone] = useState<DraftSummary | null>(null);
  const [back, setBack] = useState<DraftSummary | null>(null);
  const discarded = (draft: DraftSummary): void => {
    setBack(null);
    setGone(draft);
  };
  if (!allowed)
    return (
      <div className="page">
        <PageHead title={t("place.designer")} />
        <Nothing title={t("drafts.notYours")} hint={t("drafts.notYoursHint")} />
      </div>
    );
  const items = procedures.data?.items ?? [];
  const all = drafts.data?.items ?? [];
  const known = new Set(items.map(({ procedure }) => procedure));
  const fresh = all.filter(({ procedure }) => !known.has(procedure));
  const fault = procedures.error ?? drafts.error;
  return (
    <div className="page">
      <PageHead title={t("place.designer")} sub={t("drafts.sub")}>
        <ImportFile />
        <NewProcedure />
      </PageHead>
      {procedures.isPending || drafts.isPending ? <Waiting /> : null}
      {fault ? (
        <Fault error={fault} retry={() => void Promise.all([procedures.refetch(), drafts.refetch()])} />
      ) : null}
      {gone === null ? null : (
        <JustDiscarded
          draft={gone}
          onRestored={(draft) => {
            setGone(null);
            setBack(draft);
          }}
        />
      )}
      {back === null ? null : (
        <Alert
          type="success"
          role="status"
          className="just-discarded"
          title={filled(say(words.wasRestored), { title: back.title })}
        />
      )}
      {procedures.isSuccess && items.length + all.length === 0 ? (
        <Nothing title={t("drafts.empty")} hint={t("drafts.emptyHint")} />
      ) : null}
      {items.length + fresh.length > 0 && drafts.isSuccess ? (
        <table className="list drafts">
          <thead>
            <tr>
              <th scope="col">{t("drafts.procedure")}</th>
              <th scope="col">{t("drafts.live")}</th>
              <th scope="col">{t("drafts.cases")}</th>
              <th scope="col">
                <span className="unseen">{t("drafts.actions")}</span>
              </th>
            </tr>
          </thead>
          {items.map((one) => (
            <ProcedureRows
              key={one.procedure}
              procedure={one}
              drafts={all.filter(({ procedure }) => procedure === one.procedure)}
              onDiscarded={discarded}
            />
          ))}
          {fresh.length > 0 ? (
            <tbody>
              {fresh.map((draft) => (
                <DraftRow key={draft.id} draft={draft} isNew onDiscarded={discarded} />
              ))}
            </tbody>
          ) : null}
        </table>
      ) : null}
      <Discarded />
    </div>
  );
}

function ProcedureRows({
  procedure,
  drafts,
  onDiscarded,
}: {
  procedure: ProcedureSummary;
  drafts: DraftSummary[];
  onDiscarded: (draft: DraftSummary) => void;
}) {
  const { t, say, language } = useWords();
  const names = useNames();
  const now = useNow();
  const begin = useBegin();
  const versions = useQuery(versionsQuery(procedure.procedure));
  const live = versions.data?.items.find((one) => one.live);
  const older = (versions.data?.items ?? []).filter((one) => !one.live);
  const running = older.reduce((sum, one) => sum + one.cases.running, 0);
  const title = say(procedure.title, procedure.procedure);
  return (
    <tbody>
      <tr className="is-procedure">
        <td className="cell-main">
          <Link href={versionsPath(procedure.procedure)}>{title}</Link>
          <span className="quiet">{procedure.procedure}</span>
        </td>
        <td>
          {procedure.packId} {live?.version ?? procedure.version}
          {live ? (
            <span className="quiet">
              {t("drafts.since", {
                date: datesIn(procedure.timeZone, language).shortDate(live.deployedAt, now),
                who: names(live.deployedBy),
              })}
            </span>
          ) : null}
        </td>
        <td>
          {live ? t("drafts.running", { count: live.cases.running }) : null}
          {running > 0 ? <span className="quiet">{t("drafts.runningOlder", { count: running })}</span> : null}
        </td>
        <td className="cell-act">
          <Button
            size="small"
            loading={begin.isPending}
            aria-label={t("drafts.editProcedure", { title })}
            onClick={() => begin.mutate({ procedure: procedure.procedure, title, from: { live: true } })}
          >
            {t("drafts.edit")}
          </Button>
        </td>
      </tr>
      {drafts.map((draft) => (
        <DraftRow key={draft.id} draft={draft} timeZone={procedure.timeZone} onDiscarded={onDiscarded} />
      ))}
    </tbody>
  );
}

function DraftRow({
  draft,
  timeZone,
  isNew,
  onDiscarded,
}: {
  draft: DraftSummary;
  timeZone?: string;
  isNew?: boolean;
  onDiscarded: (draft: DraftSummary) => void;
}) {
  const { t, language } = useWords();
  const { timeZone: own } = useSession();
  const names = useNames();
  const now = useNow();
  const client = useQueryClient();
  const tell = useFaults();
  const discard = useMutation({
    mutationFn: () => discardDraft(draft.id, draft.revision),
    onSuccess: () => onDiscarded(draft),
    onError: tell,
    onSettled: () => client.invalidateQueries({ queryKey: ["drafts"] }),
  });
  const dates = datesIn(timeZone ?? own, language);
  return (
    <tr className={isNew ? "is-procedure" : "is-draft"}>
      <td className="cell-main">
        <Link href={draftPath(draft.procedure, draft.id)}>{draft.title}</Link>
        {isNew ? <span className="quiet">{t("drafts.notLiveYet", { id: draft.procedure })}</span> : null}
      </td>
      <td colSpan={2}>
        <span className="quiet">
          {t("drafts.savedBy", {
            who: names(draft.savedBy),
            when: `${dates.shortDate(draft.savedAt, now)} ${dates.time(draft.savedAt)}`,
          })}
          {draft.madeBy === draft.savedBy ? null : ` · ${t("drafts.madeBy", { who: names(draft.madeBy) })}`}
        </span>
      </td>
      <td className="cell-act">
        <RenameDraft draft={draft} />
        <Button
          size="small"
          type="text"
          loading={discard.isPending}
          aria-label={t("drafts.discardNamed", { title: draft.title })}
          onClick={() => discard.mutate()}
        >
          {t("drafts.discard")}
        </Button>
      </td>
    </tr>
  );
}
