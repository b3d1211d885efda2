import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Principal } from "../../engine/model/types.ts";
import { speaker } from "../api/client.ts";
import { useLive, type Liveness } from "../api/live.ts";
import { peopleQuery, sessionQuery } from "../api/queries.ts";
import { useWords } from "../words/i18n.ts";
import { Fault, Waiting } from "./states.tsx";

interface SessionValue {
  person: Principal;
  demonstration: boolean;
  version: string;
  liveness: Liveness;
  /** The server's clock now, in milliseconds. */
  now(): number;
  actAs(person: string): void;
}

const SessionContext = createContext<SessionValue | null>(null);
const remembered = "guicheng.person";

/** Who acts on this page. In a demonstration anybody may be anybody, one person a tab; the first of the directory to begin with. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { language } = useWords();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(() => sessionStorage.getItem(remembered) ?? localStorage.getItem(remembered));
  speaker.person = chosen;
  speaker.language = language;
  const session = useQuery(sessionQuery());
  const demonstration = session.data?.demonstration === true;
  const person = session.data?.person ?? null;
  const first = useQuery({ ...peopleQuery("", 1), enabled: demonstration && person === null });
  const liveness = useLive(person?.id ?? null);

  const actAs = useCallback(
    (id: string) => {
      sessionStorage.setItem(remembered, id);
      localStorage.setItem(remembered, id);
      speaker.person = id;
      setChosen(id);
      void client.invalidateQueries();
    },
    [client],
  );
  const somebody = first.data?.items[0]?.id;
  useEffect(() => {
    if (demonstration && person === null && somebody !== undefined && somebody !== chosen) actAs(somebody);
  }, [demonstration, person, somebody, chosen, actAs]);

  const received = session.dataUpdatedAt;
  const serverNow = session.data?.now;
  const value = useMemo<SessionValue | null>(() => {
    if (!session.data || !person) return null;
    const ahead = serverNow ? Date.parse(serverNow) - received : 0;
    return { person, demonstration, version: session.data.version, liveness, now: () => Date.now() + ahead, actAs };
  }, [session.data, person, demonstration, liveness, serverNow, received, actAs]);

  if (session.error) return <Fault error={session.error} retry={() => void session.refetch()} whole />;
  if (!value) return <Waiting whole />;
  return <SessionContext.Provider value={value}>{children}</SessionContext.Provider>;
}

export function useSession(): SessionValue {
  const value = useContext(SessionContext);
  if (!value) throw new Error("useSession outside SessionProvider");
  return value;
}

/** The server's time in milliseconds, anew every half minute: for time left in words. */
export function useNow(): number {
  const { now } = useSession();
  const [time, setTime] = useState(now);
  useEffect(() => {
    setTime(now());
    const timer = setInterval(() => setTime(now()), 30_000);
    return () => clearInterval(timer);
  }, [now]);
  return time;
}
