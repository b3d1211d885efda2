import { useLayoutEffect, useRef, useState, type ReactNode } from "react";

/** Something small that opens on the canvas at a place: it stays inside, takes the focus, and closes on Escape or when one goes elsewhere. */
export function Panel({
  at,
  label,
  role = "dialog",
  close,
  children,
}: {
  at: { x: number; y: number };
  label: string;
  role?: "dialog" | "menu";
  close(): void;
  children: ReactNode;
}) {
  const panel = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(at);
  useLayoutEffect(() => {
    const element = panel.current;
    const frame = element?.offsetParent;
    if (!element || !frame) return;
    setPlace({
      x: Math.max(8, Math.min(at.x, frame.clientWidth - element.offsetWidth - 8)),
      y: Math.max(8, Math.min(at.y, frame.clientHeight - element.offsetHeight - 8)),
    });
    (element.querySelector<HTMLElement>("[data-first]") ?? element).focus();
  }, [at]);
  useLayoutEffect(() => {
    const onDown = (event: PointerEvent): void => {
      if (!panel.current?.contains(event.target as globalThis.Node)) close();
    };
    addEventListener("pointerdown", onDown, true);
    return () => removeEventListener("pointerdown", onDown, true);
  }, [close]);
  return (
    <div
      ref={panel}
      className={`canvas-panel is-${role} nokey`}
      role={role}
      aria-label={label}
      tabIndex={-1}
      style={{ left: place.x, top: place.y }}
      onKeyDown={(event) => {
        // The canvas has keys of its own, and so has the page.
        event.stopPropagation();
        if (event.key !== "Escape") return;
        event.preventDefault();
        close();
      }}
    >
      {children}
    </div>
  );
}
