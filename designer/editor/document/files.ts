import type { Procedure, ScenarioFile } from "../../../engine/model/types.ts";
import type { EditorDocument } from "./types.ts";

/** A procedure of a pack's files as a document; null where the pack has none of that id. */
export function documentIn(
  files: Readonly<Record<string, string>>,
  procedure: string,
): EditorDocument | null {
  const text = files[`procedures/${procedure}.json`];
  if (text === undefined) return null;
  const scenarios = files[scenarioFile(files, procedure)];
  const layout = files[`layouts/${procedure}.json`];
  return {
    definition: JSON.parse(text) as Procedure,
    layout: layout === undefined ? { states: {} } : (JSON.parse(layout) as EditorDocument["layout"]),
    scenarios: scenarios === undefined ? null : (JSON.parse(scenarios) as ScenarioFile),
  };
}

/** The files of a pack with a document in the place of one of its procedures. */
export function filesWith(
  files: Readonly<Record<string, string>>,
  procedure: string,
  { definition, scenarios }: Pick<EditorDocument, "definition" | "scenarios">,
): Record<string, string> {
  return {
    ...files,
    [`procedures/${procedure}.json`]: JSON.stringify(definition),
    ...(scenarios === null ? {} : { [scenarioFile(files, procedure)]: JSON.stringify(scenarios) }),
  };
}

/** The file that holds the scenarios of a procedure, which need not be called as it is. */
export function scenarioFile(files: Readonly<Record<string, string>>, procedure: string): string {
  const own = `scenarios/${procedure}.json`;
  if (Object.hasOwn(files, own)) return own;
  const named = `"procedure"\\s*:\\s*${JSON.stringify(procedure)}`;
  return (
    Object.keys(files).find(
      (path) => path.startsWith("scenarios/") && new RegExp(named).test(files[path]!),
    ) ?? own
  );
}
