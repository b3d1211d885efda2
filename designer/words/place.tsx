import { createContext, useContext, useMemo, type ReactNode } from "react";
import { useSession } from "../app/session.tsx";
import { datesIn, type Dates } from "./dates.ts";
import { useWords } from "./i18n.ts";

const TimeZone = createContext<string | undefined>(undefined);

/** What stands inside tells its dates in the time zone of a pack; where that is not known yet, as around it. */
export function Place({ timeZone, children }: { timeZone: string | undefined; children: ReactNode }) {
  const around = useContext(TimeZone);
  return <TimeZone value={timeZone ?? around}>{children}</TimeZone>;
}

/** Dates in the reader's language and the time zone of the pack; where no pack is meant, in that of the server's procedures. */
export function useDates(): Dates {
  const { language } = useWords();
  const { timeZone } = useSession();
  const zone = useContext(TimeZone) ?? timeZone;
  return useMemo(() => datesIn(zone, language), [zone, language]);
}
