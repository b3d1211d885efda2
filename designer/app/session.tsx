import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import type { Language, Principal } from "../../engine/model/types.ts";
import { speaker } from "../api/client.ts";
import { useLive, type Liveness } from "../api/live.ts";
import { sessionQuery } from "../api/queries.ts";
import { useWords } from "../words/i18n.ts";
import { Fault, Nothing, Waiting } from "./states.tsx";

interface SessionValue {
  person: Principal;
  demonstration: boolean;
  version: string;
  /** That of the procedures kept here. */
  timeZone: string;
  liveness: Liveness;
  /** The server's clock now, in milliseconds. */
  now(): number;
  actAs(person: string): void;
}

const SessionContext = createContext<SessionValue | null>(null);
const remembered = "guicheng.person";

// Who asks, and in which language, is said with every request, from the first one on.
speaker.person = sessionStorage.getItem(remembered) ?? localStorage.getItem(remembered);
speaker.language = i18next.language as Language;
i18next.on("languageChanged", (language) => {
  speaker.language = language as Language;
});

/** Who acts on this page. In a demonstration anybody may be anybody, one person a tab; the first of the directory to begin with. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState(speaker.person);
  const session = useQuery(sessionQuery(chosen));
  const person = session.data?.person ?? null;
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

  const { data, dataUpdatedAt: received } = session;
  const value = useMemo<SessionValue | null>(() => {
    if (!data?.person) return null;
    const ahead = Date.parse(data.now) - received;
    return {
      person: data.person,
      demonstration: data.demonstration,
      version: data.version,
      timeZone: data.timeZone,
      liveness,
      now: () => Date.now() + ahead,
      actAs,
    };
  }, [data, received, liveness, actAs]);

  if (session.error) return <Fault error={session.error} retry={() => void session.refetch()} whole />;
  if (session.data && !session.data.person) return <Nobody />;
  if (!value) return <Waiting whole />;
  return <SessionContext.Provider value={value}>{children}</SessionContext.Provider>;
}

function Nobody() {
  const { t } = useWords();
  return (
    <main className="state whole">
      <Nothing title={t("state.nobody")} hint={t("state.nobodyHint")} />
    </main>
  );
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
    const timer = setInterval(() => setTime(now()), 30_000);
    return () => clearInterval(timer);
  }, [now]);
  return time;
}
