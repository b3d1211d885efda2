import { useEffect, useState } from "react";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Change } from "./types.ts";

export type Liveness = "live" | "waiting";

/**
 * Follows what happens on the server as one person sees it, and makes stale what it touches. Changes that come close together
 * are taken together. After an interruption the browser resumes where it was; what was missed meanwhile is asked for anew.
 */
export function useLive(person: string | null): Liveness {
  const client = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>("waiting");
  useEffect(() => {
    if (person === null) return;
    const source = new EventSource(`/api/v1/stream?as=${encodeURIComponent(person)}`);
    let gathered: Change[] = [];
    let pending: ReturnType<typeof setTimeout> | undefined;
    let interrupted = false;
    source.addEventListener("open", () => {
      setLiveness("live");
      if (interrupted) void client.invalidateQueries();
      interrupted = false;
    });
    source.addEventListener("error", () => {
      setLiveness("waiting");
      interrupted = true;
    });
    source.addEventListener("change", (event) => {
      gathered.push(JSON.parse(String((event as MessageEvent).data)) as Change);
      pending ??= setTimeout(() => {
        pending = undefined;
        const changes = gathered;
        gathered = [];
        refresh(client, changes);
      }, 120);
    });
    return () => {
      clearTimeout(pending);
      source.close();
    };
  }, [client, person]);
  return liveness;
}

/** Makes stale what these changes may have changed. */
export function refresh(client: QueryClient, changes: Pick<Change, "case">[]): void {
  const cases = new Set(changes.map((change) => change.case));
  for (const subject of ["tasks", "cases", "messages", "notices", "session", "register"])
    void client.invalidateQueries({ queryKey: [subject] });
  for (const id of cases) {
    void client.invalidateQueries({ queryKey: ["case", id] });
    void client.invalidateQueries({ queryKey: ["journal", id] });
  }
}
