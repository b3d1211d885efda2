import "./drafts.css";
import { useEffect, useRef, useState } from "react";
import { App, Button, Tooltip } from "antd";
import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { ServerProblem } from "../../api/client.ts";
import { useWords } from "../../words/i18n.ts";
import { useEditing, useEditorState } from "../context.tsx";
import { ConflictDialog } from "./ConflictDialog.tsx";
import { useRestore } from "./Discarded.tsx";
import { LiveVersion } from "./Live.tsx";
import { PublishButton, PublishDialog } from "./PublishDialog.tsx";
import { draftPath, versionsPath } from "./useBegin.ts";
import { contentOfDocument, type DraftInHand } from "./useDraft.ts";
import { publishWords as words } from "./words.ts";

/** In the head of the workbench: how the draft stands to the server, and the way to its publication. Saves what is edited. */
export function DraftBar({ hand }: { hand: DraftInHand }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { editor, problems, procedure, typed, setTyped } = useEditing();
  const { document } = useEditorState();
  const [publishing, setPublishing] = useState(false);
  const told = useRef({ document, typed, restored: false });

  useEffect(() => {
    const before = told.current;
    const text = hand.mine()?.text;
    if (!before.restored && text !== undefined && typed === null) {
      const restored = { text, base: document.definition };
      told.current = { document, typed: restored, restored: true };
      setTyped(restored);
      return;
    }
    if (before.document === document && before.typed === typed) return;
    told.current = { document, typed, restored: true };
    hand.change(contentOfDocument(document, typed?.text));
    // The hand is another one at each drawing; what it does is the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [document, typed]);

  if (hand.draft === null) return null;
  const { draft, state, fault, revision } = hand;
  const why = fault instanceof ServerProblem ? fault.problem : null;
  return (
    <div className="draft-bar">
      <SaveState hand={hand} />
      <LiveVersion procedure={procedure} />
      <PublishButton
        disabled={state === "conflict" || why?.code === "draft-closed"}
        onClick={() => void hand.save().then(() => setPublishing(true))}
      />
      {publishing && state === "saved" ? (
        <PublishDialog
          draft={draft}
          revision={revision}
          definition={document.definition}
          problems={problems}
          unread={typed !== null}
          onSelect={(about) => {
            setPublishing(false);
            editor.select([about]);
          }}
          onPublished={({ version }) => {
            void message.success(t("drafts.published", { version }));
            go(versionsPath(procedure));
          }}
          onClose={() => setPublishing(false)}
        />
      ) : null}
      {state === "conflict" ? (
        <ConflictDialog
          hand={hand}
          onKept={(id) => {
            void client.invalidateQueries({ queryKey: ["drafts"] });
            void message.success(t("drafts.kept"));
            go(draftPath(procedure, id));
          }}
          onTaken={() => void message.info(t("drafts.taken"))}
        />
      ) : null}
    </div>
  );
}

/** How what is in the page stands to what is on the server; told to those who listen as well. */
export function SaveState({ hand: { draft, state, fault, save } }: { hand: DraftInHand }) {
  const { t, say } = useWords();
  const restore = useRestore(() => void save());
  const why = fault instanceof ServerProblem ? say(fault.problem.message) : undefined;
  const isDiscarded =
    state === "refused" && fault instanceof ServerProblem && fault.problem.code === "unknown-draft";
  const isStuck = state === "offline" || state === "refused";
  return (
    <Tooltip title={isStuck ? why : undefined}>
      <span className="save-state" data-state={state} role="status">
        {t(`drafts.state.${state}`)}
        {isDiscarded && draft !== null ? (
          <Button
            size="small"
            type="link"
            loading={restore.isPending}
            onClick={() => restore.mutate(draft.id)}
          >
            {say(words.bringBack)}
          </Button>
        ) : isStuck ? (
          <Button size="small" type="link" onClick={() => void save()}>
            {t("state.retry")}
          </Button>
        ) : null}
      </span>
    </Tooltip>
  );
}
