import { useEffect, useMemo, useRef } from "react";
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
  const changes = useChanges(before, after);
  return (
    <Changes
      changes={changes}
      {...(onSelect === undefined ? {} : { show: ({ about }) => onSelect(about) })}
    />
  );
}

/** The differences of two definitions, told with the roles that are known. */
export function useChanges(before: Procedure, after: Procedure): Change[] {
  const roles = useRoles(after.id);
  return useMemo(() => difference(before, after, { roles }), [before, after, roles]);
}

/** Changes in words, one below the other. */
export function Changes({
  changes,
  show,
  isShown,
  current,
}: {
  changes: readonly Change[];
  /** Shows what a change is about. */
  show?: (change: Change) => void;
  /** Whether there is anything to be shown; of all, where nothing is said. */
  isShown?: (change: Change) => boolean;
  /** Those of which just that is chosen. */
  current?: ReadonlySet<Change>;
}) {
  const { t } = useWords();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (current === undefined || current.size === 0) return;
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  if (changes.length === 0) return <p className="quiet">{t("drafts.noChanges")}</p>;
  return (
    <>
      <ul className="change-list" ref={list}>
        {changes.slice(0, most).map((change) => (
          <li
            key={`${change.kind} ${change.before ?? ""} ${change.after ?? ""}`}
            data-kind={change.kind}
            aria-current={current?.has(change) ? true : undefined}
          >
            <span className="sign" title={t(`drafts.kind.${change.kind}`)}>
              <span aria-hidden>{signs[change.kind]}</span>
              <span className="unseen">{t(`drafts.kind.${change.kind}`)}</span>
            </span>
            <Words change={change} {...(show && isShown?.(change) !== false ? { show } : {})} />
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

function Words({ change, show }: { change: Change; show?: (change: Change) => void }) {
  const { say } = useWords();
  if (show === undefined) return <span>{say(change.words)}</span>;
  return (
    <button type="button" onClick={() => show(change)}>
      {say(change.words)}
    </button>
  );
}
