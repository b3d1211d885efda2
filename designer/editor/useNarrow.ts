import { useSyncExternalStore } from "react";

const telephone = matchMedia("(width < 760px)");

/** Whether there is room for one part of the workbench only. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      telephone.addEventListener("change", changed);
      return () => telephone.removeEventListener("change", changed);
    },
    () => telephone.matches,
  );
}
