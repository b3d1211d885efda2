import "./status.css";
import type { CaseSummary } from "../api/types.ts";
import { useWords } from "../words/i18n.ts";

/** Where a case stands: a dot in the accent while it runs, and the stage in words. */
export function Status({ status, stands }: { status: CaseSummary["status"]; stands: string }) {
  const { t } = useWords();
  return (
    <span className={`status is-${status}`}>
      <i aria-hidden />
      <span>
        {stands}
        <span className="quiet">{t(`status.${status}`)}</span>
      </span>
    </span>
  );
}
