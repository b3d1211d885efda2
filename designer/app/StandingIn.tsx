import { createContext, useContext, type ReactNode } from "react";

const Of = createContext<string | undefined>(undefined);

/** What stands inside is seen and done for this person, as their standing proxy; for nobody but oneself where it is left out. */
export function StandingIn({ of, children }: { of: string | undefined; children: ReactNode }) {
  return <Of value={of}>{children}</Of>;
}

/** For whom the person who acts is acting here, if for another. */
export const useStandingIn = (): string | undefined => useContext(Of);
