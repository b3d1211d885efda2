import type { Pack, Problem } from "../types.ts";

export function checkNames(_pack: Pack, _faulty: ReadonlySet<string | undefined>): Problem[] {
  return [];
}
