import "./fold.css";
import { useState, type ReactNode } from "react";
import { Icon } from "../../../app/icons.tsx";

const kept = "guicheng.inspector.folded";

function folded(): Record<string, boolean> {
  try {
    return JSON.parse(localStorage.getItem(kept) ?? "{}") as Record<string, boolean>;
  } catch {
    // Somebody else's text under our name.
    return {};
  }
}

/** A section of a form that folds, and remembers it. */
export function Fold({
  id,
  title,
  count,
  closed = false,
  extra,
  children,
}: {
  /** Under which it is remembered. */
  id: string;
  title: string;
  count?: number;
  /** Folded until somebody opens it. */
  closed?: boolean;
  extra?: ReactNode;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(() => !(folded()[id] ?? closed));
  const turn = (): void => {
    localStorage.setItem(kept, JSON.stringify({ ...folded(), [id]: open }));
    setOpen(!open);
  };
  return (
    <section className="fold" data-open={open}>
      <div className="fold-head">
        <h3>
          <button type="button" aria-expanded={open} onClick={turn}>
            <Icon name="fold-arrow" />
            <span>{title}</span>
            {count === undefined || count === 0 ? null : <span className="fold-count">{count}</span>}
          </button>
        </h3>
        {open ? extra : null}
      </div>
      {open ? <div className="fold-body">{children}</div> : null}
    </section>
  );
}
