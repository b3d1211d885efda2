import "./drafts.css";
import { useState } from "react";
import { Alert, Button, Input, Modal } from "antd";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Problem, Procedure } from "../../../engine/model/types.ts";
import { ServerProblem } from "../../api/client.ts";
import { publishDraft, versionQuery, versionsQuery } from "../../api/queries.ts";
import type { DraftSummary } from "../../api/types.ts";
import { useWords } from "../../words/i18n.ts";
import { useNames } from "../../words/people.ts";
import { useChart, useStanding } from "../context.tsx";
import { selectedAt } from "../document/places.ts";
import type { Selected } from "../document/types.ts";
import { distinct, isBroken, namedElsewhere } from "../problems/named-elsewhere.ts";
import { placeInPack } from "../problems/place-in-pack.ts";
import { Places } from "../inspector/forms/Elsewhere.tsx";
import { ChangeList } from "../versions/ChangeList.tsx";
import { ExamplesReport, useVerdict } from "./ExamplesReport.tsx";
import { publishWords as words } from "./words.ts";

/**
 * Makes a draft the next version: what it changes of the live one, why it cannot be published yet, how its worked examples run,
 * and what is to be said of it. An error stands in the way; an example that fails asks for a word. It is saved before;
 * `revision` is that of what is shown.
 */
export function PublishDialog({
  draft,
  revision,
  definition,
  problems = [],
  unread = false,
  onSelect,
  onPublished,
  onClose,
}: {
  draft: DraftSummary;
  revision: number;
  definition: Procedure;
  /** What is known to be wrong; errors stand in the way. */
  problems?: readonly Problem[];
  /** What was typed is no procedure yet. */
  unread?: boolean;
  onSelect: (about: Selected) => void;
  onPublished: (published: { digest: string; version: string }) => void;
  onClose: () => void;
}) {
  const { t, say } = useWords();
  const names = useNames();
  const client = useQueryClient();
  const [note, setNote] = useState("");
  const [version, setVersion] = useState("");
  const [agreed, setAgreed] = useState(false);
  const isBlocked = unread || problems.some(({ severity }) => severity === "error");
  const { run, count, verdict, skip } = useVerdict(!isBlocked);
  const versions = useQuery({ ...versionsQuery(draft.procedure), staleTime: 0 });
  const live = versions.data?.items.find((one) => one.live);
  const old = useQuery({ ...versionQuery(draft.procedure, live?.digest ?? ""), enabled: live !== undefined });
  const publish = useMutation({
    mutationFn: (base: string | undefined) =>
      publishDraft(draft.id, revision, {
        note,
        ...(version.trim() === "" ? {} : { version: version.trim() }),
        ...(base === undefined ? {} : { base }),
      }),
    onSuccess: (published) => {
      for (const queryKey of [["drafts"], ["versions"], ["procedures"], ["procedure"]])
        void client.invalidateQueries({ queryKey });
      onPublished(published);
    },
    onError: () => void versions.refetch(),
  });
  const refusal = publish.error instanceof ServerProblem ? publish.error.problem : null;
  const behind = refusal?.code === "draft-behind" ? refusal.details : undefined;
  const told = (refusal?.details?.["problems"] ?? []) as unknown as Problem[];
  const errors = [...problems, ...told].filter(({ severity }) => severity === "error");
  const { around, elsewhere } = useStanding();
  const broken = distinct(
    namedElsewhere(elsewhere, around.procedures[draft.procedure], definition).filter(isBroken),
  ).filter(({ use }) => !errors.some(({ file, path }) => file === use.file && path === use.path));
  const base = typeof behind?.["live"] === "string" ? behind["live"] : undefined;
  return (
    <Modal
      open
      className="publish-dialog"
      width={720}
      title={t("drafts.publishTitle", { title: draft.title })}
      okText={t(base === undefined ? "drafts.publish" : "drafts.publishAll")}
      cancelText={t("action.cancel")}
      okButtonProps={{
        disabled:
          note.trim() === "" || isBlocked || verdict === "waiting" || (verdict === "asked" && !agreed),
        loading: publish.isPending,
      }}
      onOk={() => publish.mutate(base)}
      onCancel={onClose}
    >
      {unread ? <Alert type="error" title={t("drafts.unread")} style={{ marginBottom: 12 }} /> : null}
      {refusal !== null ? (
        <Alert
          type={base === undefined ? "error" : "warning"}
          title={say(refusal.message)}
          description={
            base === undefined
              ? undefined
              : t("drafts.behind", {
                  who: names(String(behind?.["deployedBy"] ?? "")),
                  note: String(behind?.["note"] ?? ""),
                })
          }
          style={{ marginBottom: 12 }}
        />
      ) : null}
      {publish.error && refusal === null ? (
        <Alert type="error" title={t("state.fault")} style={{ marginBottom: 12 }} />
      ) : null}
      {errors.length > 0 ? (
        <>
          <h3>{t("drafts.errors", { count: errors.length })}</h3>
          <ul className="dialog-problems">
            {errors.slice(0, 20).map((problem, n) => (
              <li key={n}>
                <Problematic problem={problem} procedure={draft.procedure} onSelect={onSelect} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {broken.length > 0 ? (
        <>
          <h3>{say(words.namedElsewhere)}</h3>
          <Places places={broken.map(({ use }) => placeInPack(use.file, use.path, around))} />
        </>
      ) : null}
      <h3>{live ? t("drafts.changesOf", { version: live.version }) : t("drafts.firstVersion")}</h3>
      <div className="dialog-part" tabIndex={0} role="region" aria-label={t("drafts.inWords")}>
        {old.data ? (
          <ChangeList
            before={old.data.definition as unknown as Procedure}
            after={definition}
            onSelect={onSelect}
          />
        ) : null}
      </div>
      {isBlocked ? null : (
        <>
          <h3>{say(words.examples)}</h3>
          <div className="dialog-examples">
            <ExamplesReport {...{ run, count, skip, agreed, onSelect }} onAgree={setAgreed} />
          </div>
        </>
      )}
      <p className="dialog-field">
        <label htmlFor="publish-note">
          {t("drafts.note")} <span className="quiet">{say(words.needed)}</span>
        </label>
        <Input.TextArea
          id="publish-note"
          rows={3}
          maxLength={2000}
          value={note}
          placeholder={t("drafts.noteHint")}
          onChange={(event) => setNote(event.target.value)}
        />
      </p>
      <p className="dialog-field">
        <label htmlFor="publish-version">{t("drafts.version")}</label>
        <Input
          id="publish-version"
          maxLength={100}
          value={version}
          placeholder={t("drafts.versionHint")}
          onChange={(event) => setVersion(event.target.value)}
        />
      </p>
      {live && live.cases.running > 0 ? (
        <p className="quiet">{t("drafts.staying", { count: live.cases.running })}</p>
      ) : null}
    </Modal>
  );
}

/** What is wrong, as the way to its place. */
function Problematic({
  problem: { message, file, path },
  procedure,
  onSelect,
}: {
  problem: Problem;
  procedure: string;
  onSelect: (about: Selected) => void;
}) {
  const { say } = useWords();
  const chart = useChart();
  const { around } = useStanding();
  if (file !== undefined && file !== `procedures/${procedure}.json`)
    return (
      <>
        <span className="quiet">{say(placeInPack(file, path, around))}</span> {say(message)}
      </>
    );
  return (
    <button type="button" onClick={() => onSelect(selectedAt(chart, path))}>
      {say(message)}
    </button>
  );
}

/** The button that opens it. */
export function PublishButton({ disabled, onClick }: { disabled: boolean; onClick: () => void }) {
  const { t } = useWords();
  return (
    <Button type="primary" disabled={disabled} onClick={onClick}>
      {t("drafts.publish")}
    </Button>
  );
}
