import "./states.css";
import type { ReactNode } from "react";
import { Button, Skeleton } from "antd";
import { ServerProblem } from "../api/client.ts";
import { useWords } from "../words/i18n.ts";

/** The forms that a view has when it has nothing to show: drawn on purpose, as calm as the rest. */
export function Waiting({ rows = 5, whole = false }: { rows?: number; whole?: boolean }) {
  const { t } = useWords();
  return (
    <div className={whole ? "state whole" : "state waiting"} role="status" aria-label={t("state.loading")}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

export function Nothing({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="state nothing">
      <p className="state-title">{title}</p>
      {hint ? <p>{hint}</p> : null}
      {children}
    </div>
  );
}

export function Fault({
  error,
  retry,
  whole = false,
}: {
  error: unknown;
  retry?: () => void;
  whole?: boolean;
}) {
  const { t, say } = useWords();
  const words = error instanceof ServerProblem ? say(error.problem.message) : t("state.fault");
  return (
    <div className={whole ? "state fault whole" : "state fault"} role="alert">
      <p className="state-title">{t("state.faultTitle")}</p>
      <p>{words}</p>
      {retry ? <Button onClick={retry}>{t("state.retry")}</Button> : null}
    </div>
  );
}

/** Below a list: how much is shown, and the rest. */
export function More({
  shown,
  more,
  loading,
  load,
}: {
  shown: number;
  more: boolean;
  loading: boolean;
  load: () => void;
}) {
  const { t } = useWords();
  if (shown === 0) return null;
  return (
    <div className="more">
      <span>{more ? t("list.shown", { count: shown }) : t("list.all", { count: shown })}</span>
      {more ? (
        <Button size="small" loading={loading} onClick={load}>
          {t("list.more")}
        </Button>
      ) : null}
    </div>
  );
}
