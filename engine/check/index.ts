import { parsePack, type Pack, type Problem } from "../model/index.ts";

export type { InputSchema } from "./domains.ts";
export { tableFindings, type InputSchemas, type TableFinding } from "./tables.ts";

/**
 * Everything that is wrong with a pack, errors first, each at its file and place. Takes the files of a pack, or a pack that was
 * parsed before (which is read again from its files). A pack without errors may be deployed.
 */
export function checkPack(pack: Pack | Record<string, string>): Problem[] {
  const { problems } = parsePack(isPack(pack) ? pack.files : pack);
  return [...problems].sort((a, b) => rank(a) - rank(b));
}

function rank(problem: Problem): number {
  return problem.severity === "error" ? 0 : 1;
}

function isPack(pack: Pack | Record<string, string>): pack is Pack {
  return typeof pack["files"] === "object";
}
