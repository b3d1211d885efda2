import { useMemo } from "react";
import { useQuery } from "@tanstack/react-query";
import type { Procedure, Text } from "../../../engine/model/types.ts";
import { procedureQuery, proceduresQuery } from "../../api/queries.ts";
import { useWords } from "../../words/i18n.ts";
import { difference, type Change, type ChangeKind } from "../diff/index.ts";
import type { Selected } from "../document/types.ts";

const signs: Record<ChangeKind, string> = {
  added: "+",
  removed: "−",
  changed: "≠",
  moved: "↕",
  renamed: "≡",
};

/** So many changes are drawn; who has more reads the text. */
const most = 300;

/** What is different, in the words of a process owner. */
export function ChangeList({
  before,
  after,
  onSelect,
}: {
  before: Procedure;
  after: Procedure;
  /** Shows what a change belongs to. */
  onSelect?: (about: Selected) => void;
}) {
  const { t } = useWords();
  const roles = useRoles(after.id);
  const changes = useMemo(() => difference(before, after, { roles }), [before, after, roles]);
  if (changes.length === 0) return <p className="quiet">{t("drafts.noChanges")}</p>;
  return (
    <>
      <ul className="change-list">
        {changes.slice(0, most).map((change) => (
          <li key={`${change.kind} ${change.before ?? ""} ${change.after ?? ""}`} data-kind={change.kind}>
            <span className="sign" title={t(`drafts.kind.${change.kind}`)}>
              <span aria-hidden>{signs[change.kind]}</span>
              <span className="unseen">{t(`drafts.kind.${change.kind}`)}</span>
            </span>
            <Words change={change} {...(onSelect === undefined ? {} : { onSelect })} />
          </li>
        ))}
      </ul>
      {changes.length > most ? (
        <p className="quiet">{t("drafts.moreChanges", { count: changes.length - most })}</p>
      ) : null}
    </>
  );
}

const none = {};

/** Titles of the roles that a live procedure knows. */
function useRoles(procedure: string): Record<string, Text> {
  const live = useQuery(proceduresQuery());
  const enabled = live.data?.items.some((one) => one.procedure === procedure) === true;
  return useQuery({ ...procedureQuery(procedure), enabled }).data?.roles ?? none;
}

function Words({ change, onSelect }: { change: Change; onSelect?: (about: Selected) => void }) {
  const { say } = useWords();
  if (onSelect === undefined) return <span>{say(change.words)}</span>;
  return (
    <button type="button" onClick={() => onSelect(change.about)}>
      {say(change.words)}
    </button>
  );
}
