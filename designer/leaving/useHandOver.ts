import { useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { ask } from "../api/client.ts";
import { refresh } from "../api/live.ts";
import type { HandedOver } from "../api/types.ts";

export interface Asked {
  from: string;
  to: string;
  reason?: string;
}
/** What a hand-over has come to so far; `trial` where it was only looked at. */
export interface Found extends Pick<HandedOver, "moved" | "refused"> {
  trial: boolean;
  asked: Asked;
  /** There is more, and it was stopped before. */
  stopped?: boolean;
}

/** Carries a hand-over out, or tries it, part by part: it shows how far it is, and can be left in between. */
export function useHandOver() {
  const client = useQueryClient();
  const [found, setFound] = useState<Found | null>(null);
  const [running, setRunning] = useState<"trial" | "real" | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stopping = useRef(false);
  const run = async (asked: Asked, trial: boolean): Promise<void> => {
    stopping.current = false;
    setError(null);
    setFound(null);
    setRunning(trial ? "trial" : "real");
    const all: Found = { trial, asked, moved: [], refused: [] };
    try {
      for (let after: string | undefined; ;) {
        const part = await ask<HandedOver>("/api/v1/handovers", {
          method: "POST",
          body: { ...asked, trial, limit: 20, ...(after === undefined ? {} : { after }) },
        });
        all.moved = [...all.moved, ...part.moved];
        all.refused = [...all.refused, ...part.refused];
        after = part.next;
        if (after === undefined) break;
        if (stopping.current) {
          all.stopped = true;
          break;
        }
        setFound({ ...all });
      }
    } catch (fault) {
      setError(fault);
    }
    setFound({ ...all });
    setRunning(null);
    if (!trial) {
      refresh(client, all.moved);
      void client.invalidateQueries({ queryKey: ["handovers"] });
    }
  };
  return {
    found,
    running,
    error,
    run: (asked: Asked, trial: boolean) => void run(asked, trial),
    stop: () => {
      stopping.current = true;
    },
    forget: () => {
      setFound(null);
      setError(null);
    },
  };
}
