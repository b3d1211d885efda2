import { useEffect, useRef } from "react";
import { Alert, Button } from "antd";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { draftsQuery, restoreDraft } from "../../api/queries.ts";
import type { DraftSummary } from "../../api/types.ts";
import { useNow, useSession } from "../../app/session.tsx";
import { datesIn } from "../../words/dates.ts";
import { useWords } from "../../words/i18n.ts";
import { useNames } from "../../words/people.ts";
import { useFaults } from "./useFaults.ts";
import { filled, publishWords as words } from "./words.ts";

/** Brings back a discarded draft; every list of drafts is read anew. What is in the page of a draft stays as it is there. */
export function useRestore(onRestored?: (draft: DraftSummary) => void) {
  const client = useQueryClient();
  const tell = useFaults();
  return useMutation({
    mutationFn: restoreDraft,
    onSuccess: async (draft) => {
      await client.invalidateQueries({ queryKey: ["drafts"] });
      onRestored?.(draft);
    },
    onError: tell,
  });
}

/** Said right after a draft was discarded, with the way to take that back. Who works by keyboard is led there. */
export function JustDiscarded({
  draft,
  onRestored,
}: {
  draft: DraftSummary;
  onRestored: (draft: DraftSummary) => void;
}) {
  const { say } = useWords();
  const restore = useRestore(onRestored);
  const back = useRef<HTMLButtonElement>(null);
  const { id } = draft;
  useEffect(() => {
    if (id !== "") back.current?.focus();
  }, [id]);
  return (
    <Alert
      type="info"
      role="status"
      className="just-discarded"
      title={filled(say(words.wasDiscarded), { title: draft.title })}
      action={
        <Button
          ref={back}
          size="small"
          loading={restore.isPending}
          aria-label={filled(say(words.bringBackNamed), { title: draft.title })}
          onClick={() => restore.mutate(draft.id)}
        >
          {say(words.bringBack)}
        </Button>
      }
    />
  );
}

/** Drafts that were discarded and are still kept, the latest first. Nothing where there are none. */
export function Discarded({ procedure }: { procedure?: string }) {
  const { say, language } = useWords();
  const { timeZone } = useSession();
  const names = useNames();
  const now = useNow();
  const restore = useRestore();
  const { data } = useQuery(draftsQuery(procedure, "discarded"));
  const items = (data?.items ?? []).toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
  if (items.length === 0) return null;
  const dates = datesIn(timeZone, language);
  return (
    <details className="discarded">
      <summary>
        {say(words.discarded)} <span className="quiet">{items.length}</span>
      </summary>
      <p className="quiet">{say(words.discardedHint)}</p>
      <ul className="plain-list">
        {items.map((draft) => (
          <li key={draft.id}>
            <span className="discarded-title">{draft.title}</span>
            <span className="quiet">
              {draft.procedure} ·{" "}
              {filled(say(words.discardedBy), {
                when: `${dates.shortDate(draft.savedAt, now)} ${dates.time(draft.savedAt)}`,
                who: names(draft.savedBy),
              })}
            </span>
            <Button
              size="small"
              type="text"
              loading={restore.isPending && restore.variables === draft.id}
              aria-label={filled(say(words.bringBackNamed), { title: draft.title })}
              onClick={() => restore.mutate(draft.id)}
            >
              {say(words.bringBack)}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
