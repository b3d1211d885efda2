import "./drafts.css";
import { useEffect, useState } from "react";
import { Button, Tooltip } from "antd";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { versionsQuery } from "../../api/queries.ts";
import { useSession } from "../../app/session.tsx";
import { useWords } from "../../words/i18n.ts";
import { useEditing, useSelected } from "../context.tsx";
import { mayEdit } from "./may-edit.ts";
import { useBegin, versionsPath } from "./useBegin.ts";
import { contentOfDocument } from "./useDraft.ts";
import { filled, publishWords as words } from "./words.ts";

/** Which version of a procedure is live and how many cases run on which, in a few words, and the way to all versions. */
export function LiveVersion({ procedure }: { procedure: string }) {
  const { t, say } = useWords();
  const { data } = useQuery(versionsQuery(procedure));
  const live = data?.items.find((one) => one.live);
  const older = (data?.items ?? []).reduce((sum, one) => (one.live ? sum : sum + one.cases.running), 0);
  const running = [
    ...(live === undefined ? [] : [filled(say(words.liveRunning), { count: live.cases.running })]),
    ...(older === 0 ? [] : [filled(say(words.olderRunning), { count: older })]),
  ];
  const standing =
    live === undefined ? say(words.notLive) : filled(say(words.liveNow), { version: live.version });
  return (
    <Tooltip title={data === undefined ? undefined : [standing, ...running].join(" · ")}>
      <Link href={versionsPath(procedure)} asChild>
        <Button href={versionsPath(procedure)} className="live-version">
          {t("drafts.versions")}
          {data === undefined ? null : (
            <span className="quiet">{[live?.version ?? standing, ...running].join(" · ")}</span>
          )}
        </Button>
      </Link>
    </Tooltip>
  );
}

/** In the head of the workbench over the live version itself: what is changed there is kept once it is made a draft. */
export function LiveBar({ base }: { base: string }) {
  const { say } = useWords();
  const { person } = useSession();
  const { editor, procedure, typed } = useEditing();
  const begin = useBegin();
  // What is changed here is changed of what was live when it was opened.
  const [over] = useState(base);
  if (!mayEdit(person)) return <Unsaved typed={typed !== null} />;
  return (
    <div className="draft-bar">
      <Unsaved typed={typed !== null} shown />
      <LiveVersion procedure={procedure} />
      <Tooltip title={say(words.ofLiveHint)}>
        <Button
          type="primary"
          loading={begin.isPending}
          onClick={() =>
            begin.mutate({
              procedure,
              from: { content: contentOfDocument(editor.state().document, typed?.text), base: over },
            })
          }
        >
          {say(words.keepAsDraft)}
        </Button>
      </Tooltip>
    </div>
  );
}

/** That something is changed, which leaving the page would lose. Knows it by itself: the bar is not drawn again with an edit. */
function Unsaved({ typed, shown = false }: { typed: boolean; shown?: boolean }) {
  const { say } = useWords();
  const isEdited = useSelected(({ done }) => done.length > 0);
  const isChanged = isEdited || typed;
  useEffect(() => {
    if (!isChanged) return;
    const leave = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", leave);
    return () => removeEventListener("beforeunload", leave);
  }, [isChanged]);
  if (!isChanged || !shown) return null;
  return (
    <span className="save-state" data-state="unsaved" role="status">
      {say(words.ofLive)}
    </span>
  );
}
