import type { CaseRecord, CaseSummary } from "../ports/index.ts";

/** A case as lists show it. */
export function summary({ state, hash: _hash, parameters: _parameters, ...rest }: CaseRecord): CaseSummary {
  return { ...rest, value: state.value, data: state.data };
}
