import { Button } from "antd";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { ServerProblem } from "../../api/client.ts";
import { packFilesQuery, proceduresQuery } from "../../api/queries.ts";
import { Fault, Nothing, Waiting } from "../../app/states.tsx";
import { useWords } from "../../words/i18n.ts";
import { Workbench } from "../EditorPage.tsx";
import { DraftBar } from "./DraftBar.tsx";
import { useRestore } from "./Discarded.tsx";
import { versionsPath } from "./useBegin.ts";
import { documentOf, useDraft } from "./useDraft.ts";
import { publishWords as words } from "./words.ts";

/** A draft in the designer, saved by itself. */
export default function DraftPage({ procedure, id }: { procedure: string; id: string }) {
  const { t, say } = useWords();
  const hand = useDraft(id);
  const procedures = useQuery(proceduresQuery());
  const live = procedures.data?.items ?? [];
  const around =
    live.find((one) => one.procedure === procedure)?.pack ??
    live.find(({ packId }) => packId === hand.draft?.pack)?.pack;
  // While another pack has become live the draft stays in view, in the one before.
  const files = useQuery({
    ...packFilesQuery(around ?? ""),
    enabled: around !== undefined,
    placeholderData: keepPreviousData,
  });
  const restore = useRestore(hand.retry);
  const fault =
    (hand.draft === null ? hand.fault : null) ??
    (procedures.data ? null : procedures.error) ??
    (files.data ? null : files.error);
  if (fault instanceof ServerProblem && fault.problem.details?.["discardedBy"] !== undefined)
    return (
      <Nothing title={say(fault.problem.message)} hint={say(words.discardedHint)}>
        <Button type="primary" loading={restore.isPending} onClick={() => restore.mutate(id)}>
          {say(words.bringBack)}
        </Button>
      </Nothing>
    );
  if (fault)
    return (
      <Fault
        error={fault}
        retry={() => {
          if (hand.draft === null) hand.retry();
          void procedures.refetch();
          if (around !== undefined) void files.refetch();
        }}
      />
    );
  if (hand.draft?.status === "published")
    return (
      <Nothing title={t("drafts.closed")}>
        <Link href={versionsPath(procedure)}>{t("drafts.versions")}</Link>
      </Nothing>
    );
  const content = hand.mine();
  if (hand.draft === null || content === null || !files.data) return <Waiting rows={12} />;
  return (
    <Workbench
      key={`${id} ${hand.turn}`}
      procedure={procedure}
      first={documentOf(content)}
      files={files.data.files}
      bar={<DraftBar hand={hand} />}
    />
  );
}
