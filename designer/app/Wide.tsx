import "./wide.css";
import type { ReactNode } from "react";

/** Holds what may be wider than its place, such as a table of many columns: it scrolls, by keyboard too. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="rows" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
