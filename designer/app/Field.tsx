import "./fields.css";
import type { ReactNode } from "react";

/** A field of a short form, under its label. */
export function Field({
  id,
  label,
  hint,
  children,
}: {
  id: string;
  label: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint === undefined ? null : <p className="quiet">{hint}</p>}
    </div>
  );
}
