import "./drafts.css";
import { useState } from "react";
import { Alert, Button, Modal } from "antd";
import { useQuery } from "@tanstack/react-query";
import type { Procedure } from "../../../engine/model/types.ts";
import type { Draft } from "../../api/types.ts";
import { useSession } from "../../app/session.tsx";
import { Fault, Waiting } from "../../app/states.tsx";
import { datesIn } from "../../words/dates.ts";
import { useWords } from "../../words/i18n.ts";
import { useNames } from "../../words/people.ts";
import type { DraftContent } from "../document/types.ts";
import { ChangeList } from "../versions/ChangeList.tsx";
import { textOf } from "../versions/Comparing.tsx";
import { TextDifference } from "../versions/TextDifference.tsx";
import { useFaults } from "./useFaults.ts";
import type { DraftInHand } from "./useDraft.ts";

/**
 * Two people have edited the same draft: what each has changed since they had the same, and what is to become of it. Nothing is
 * overwritten before it was looked at, and nothing is lost unless somebody says so.
 */
export function ConflictDialog({
  hand,
  onKept,
  onTaken,
}: {
  hand: DraftInHand;
  /** What was typed here is a draft of its own now. */
  onKept: (draft: string) => void;
  /** The draft is as they have it now. */
  onTaken: () => void;
}) {
  const { t, language } = useWords();
  const { timeZone } = useSession();
  const names = useNames();
  const tell = useFaults();
  const [asText, setAsText] = useState(false);
  const [keeping, setKeeping] = useState(false);
  const theirs = useQuery({
    queryKey: ["conflict", hand.draft?.id, hand.revision],
    queryFn: hand.theirs,
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const mine = hand.mine();
  const start = hand.common();
  if (hand.draft === null || start === null || mine === null) return null;
  const { title } = hand.draft;
  const keep = async (): Promise<void> => {
    setKeeping(true);
    try {
      onKept(await hand.keepAsNew(t("drafts.keptTitle", { title })));
    } catch (fault) {
      tell(fault);
    } finally {
      setKeeping(false);
    }
  };
  const found = theirs.data;
  const dates = datesIn(timeZone, language);
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={920}
      title={t("drafts.conflictTitle")}
      footer={[
        <Button
          key="take"
          disabled={found === undefined}
          onClick={() => found && (hand.take(found), onTaken())}
        >
          {t("drafts.take")}
        </Button>,
        <Button key="overwrite" disabled={found === undefined} onClick={() => found && hand.overwrite(found)}>
          {t("drafts.overwrite")}
        </Button>,
        <Button key="keep" type="primary" loading={keeping} onClick={() => void keep()}>
          {t("drafts.keep")}
        </Button>,
      ]}
    >
      {theirs.error ? <Fault error={theirs.error} retry={() => void theirs.refetch()} /> : null}
      {found === undefined && !theirs.error ? <Waiting /> : null}
      {found === undefined ? null : (
        <>
          <Alert
            type="warning"
            title={t("drafts.conflictText", {
              who: names(found.savedBy),
              when: `${dates.date(found.savedAt)} ${dates.time(found.savedAt)}`,
            })}
            style={{ marginBottom: 12 }}
          />
          {asText ? (
            <div className="dialog-part">
              <TextDifference before={textOf(found.content)} after={textOf(mine)} />
            </div>
          ) : (
            <div className="two-sides">
              <Since
                who={t("drafts.theirChanges", { who: names(found.savedBy) })}
                start={start}
                now={found.content}
              />
              <Since who={t("drafts.yourChanges")} start={start} now={mine} />
            </div>
          )}
          <Button size="small" onClick={() => setAsText(!asText)}>
            {t(asText ? "drafts.showWords" : "drafts.showText")}
          </Button>
        </>
      )}
    </Modal>
  );
}

function Since({
  who,
  start,
  now,
}: {
  who: string;
  start: DraftContent;
  now: Draft["content"] | DraftContent;
}) {
  const { t } = useWords();
  const of = ({ definition }: { definition: object }): Procedure => definition as Procedure;
  return (
    <section aria-label={who}>
      <h3>{who}</h3>
      <div className="dialog-part" tabIndex={0} role="region" aria-label={who}>
        {now.text === undefined ? null : <p>{t("drafts.unread")}</p>}
        <ChangeList before={of(start)} after={of(now)} />
      </div>
    </section>
  );
}
