import { useCallback, useEffect, useState } from "react";
import { paint, type Brightness } from "../theme.ts";

const remembered = "guicheng.theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function first(): Brightness {
  const chosen = localStorage.getItem(remembered);
  if (chosen === "light" || chosen === "dark") return chosen;
  return system.matches ? "dark" : "light";
}

/** Light or dark: as the system has it, until somebody chooses here. */
export function useAppearance(): { brightness: Brightness; turn(): void } {
  const [brightness, setBrightness] = useState(first);
  useEffect(() => {
    paint(brightness);
    // Paper is white.
    const before = (): void => paint("light");
    const after = (): void => paint(brightness);
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, [brightness]);
  useEffect(() => {
    const follow = (): void => {
      if (localStorage.getItem(remembered) === null) setBrightness(first());
    };
    system.addEventListener("change", follow);
    return () => system.removeEventListener("change", follow);
  }, []);
  const turn = useCallback(() => {
    setBrightness((old) => {
      const next = old === "light" ? "dark" : "light";
      localStorage.setItem(remembered, next);
      return next;
    });
  }, []);
  return { brightness, turn };
}

paint(first());
