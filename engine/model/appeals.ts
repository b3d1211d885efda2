import type { AppealDefinition, CommonDefinition, Procedure } from "./types.ts";

/** What holds for appeals against the lights of a clock (D4): what it says itself, else what `common` says. Null where there are none. */
export function appealOf({ clocks = {}, common = {} }: Procedure, clock: string): AppealDefinition | null {
  const own = Object.hasOwn(clocks, clock) ? clocks[clock]!.appeal : undefined;
  if (common.appeal === false || own === false) return null;
  return own ?? (common.appeal === undefined ? null : whole(common.appeal));
}

/** The schema has `to` where `common` has an appeal. */
function whole({ by, to = [], within, due }: CommonDefinition): AppealDefinition {
  return {
    ...(by === undefined ? {} : { by }),
    to,
    ...(within === undefined ? {} : { within }),
    ...(due === undefined ? {} : { due }),
  };
}
