import { createContext, useContext, type ReactNode } from "react";
import type { ClockView } from "../../engine/machine/types.ts";
import type { Instant, Light } from "../../engine/model/types.ts";

const Aside = createContext<ReadonlySet<string>>(new Set());
const key = (clock: string, light: Light, at: Instant): string => `${clock} ${light} ${at}`;

/** What stands inside tells of the lights of these clocks which of them were set aside. */
export function SetAsideLights({ clocks, children }: { clocks: ClockView[]; children: ReactNode }) {
  const aside = clocks.flatMap(({ clock, shown = [] }) =>
    shown.flatMap(({ light, at, appeal }) =>
      appeal?.decision?.setAside === true ? [key(clock, light, at)] : [],
    ),
  );
  return <Aside value={new Set(aside)}>{children}</Aside>;
}

/** Whether a light that was shown at an instant was set aside since. */
export function useSetAside(): (clock: string, light: Light, at: Instant) => boolean {
  const aside = useContext(Aside);
  return (clock, light, at) => aside.has(key(clock, light, at));
}
