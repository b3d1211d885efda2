import {
  packFileLimits,
  parsePack,
  refusal,
  unsafeJson,
  type Json,
  type JsonObject,
  type LayoutFile,
  type Problem,
  type Refusal,
  type ScenarioFile,
  type Text,
} from "../model/index.ts";
import type { DraftContent } from "./types.ts";

/** Characters of each part at most; a definition may be as large as a file of a pack. */
const limits = { definition: packFileLimits.bytes, scenarios: packFileLimits.bytes, layout: 2_000_000 };

export const procedureFile = (id: string): string => `procedures/${id}.json`;
export const layoutFile = (id: string): string => `layouts/${id}.json`;

/** Ids of the procedures that have a file. */
export function proceduresIn(files: Record<string, string>): string[] {
  return Object.keys(files).flatMap((path) => /^procedures\/([a-z][a-z0-9-]*)\.json$/.exec(path)?.[1] ?? []);
}

/** The file with the worked examples of a procedure: its own, or the first that is about it. */
export function scenariosFile(files: Record<string, string>, id: string): string {
  const own = `scenarios/${id}.json`;
  if (Object.hasOwn(files, own)) return own;
  const about = (path: string): boolean => {
    const value = parsed(files[path]);
    return path.startsWith("scenarios/") && isRecord(value) && value["procedure"] === id;
  };
  return Object.keys(files).find(about) ?? own;
}

/** What people call a file of a pack: the procedure that it holds or has worked examples of; else by its name. */
export function titleOfFile(path: string, files: Record<string, string>): Text {
  const value = parsed(files[path]);
  const of = isRecord(value) && typeof value["procedure"] === "string" ? value["procedure"] : null;
  const titled = of === null ? value : parsed(files[procedureFile(of)]);
  const title = isRecord(titled) && isRecord(titled["title"]) ? titled["title"] : {};
  const { en = path, "zh-CN": zh = path } = title as Partial<Text>;
  return of === null
    ? { en: `“${en}”`, "zh-CN": `“${zh}”` }
    : { en: `a worked example of “${en}”`, "zh-CN": `“${zh}”的示例` };
}

/** What the files of a pack say of a procedure; null where they have none that can be read. */
export function contentIn(files: Record<string, string>, id: string): DraftContent | null {
  const definition = parsed(files[procedureFile(id)]);
  if (!isRecord(definition)) return null;
  const layout = parsed(files[layoutFile(id)]);
  const scenarios = parsed(files[scenariosFile(files, id)]);
  return {
    definition,
    layout:
      isRecord(layout) && isRecord(layout["states"]) ? (layout as unknown as LayoutFile) : { states: {} },
    scenarios: isRecord(scenarios) ? (scenarios as unknown as ScenarioFile) : null,
  };
}

/** What the files of a pack are with a draft in them. What it does not change stays as it is written. */
export function filesWith(
  files: Record<string, string>,
  id: string,
  { definition, layout, scenarios, text }: DraftContent,
): Record<string, string> {
  const before = contentIn(files, id);
  const made = { ...files };
  const put = (path: string, value: Json | null, old: Json | undefined): void => {
    if (value === null) delete made[path];
    else if (JSON.stringify(value) !== JSON.stringify(old)) made[path] = written(value);
  };
  if (text === undefined) put(procedureFile(id), definition, before?.definition);
  else made[procedureFile(id)] = text;
  const placed = Object.keys(layout.states).length > 0 || Object.hasOwn(files, layoutFile(id));
  put(layoutFile(id), placed ? (layout as unknown as Json) : null, before?.layout as unknown as Json);
  put(scenariosFile(files, id), scenarios as unknown as Json, before?.scenarios as unknown as Json);
  return made;
}

/** A file as people read it; in one line where it would be too large otherwise. */
export function written(value: Json): string {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  return text.length > packFileLimits.bytes ? JSON.stringify(value) : text;
}

/** Why something cannot be kept as a draft; null where it can be. It need not be a procedure without faults. */
export function contentRefusal(content: DraftContent): Refusal | null {
  const { definition, layout, scenarios, text } = content;
  const sizes = {
    definition: Math.max(JSON.stringify(definition).length, text?.length ?? 0),
    layout: JSON.stringify(layout).length,
    scenarios: JSON.stringify(scenarios).length,
  };
  for (const part of ["definition", "layout", "scenarios"] as const)
    if (sizes[part] > limits[part])
      return refusal("limit-exceeded.size", { limit: limits[part] }, { path: `/content/${part}` });
  const fault = unsafeJson(content as unknown as JsonObject);
  return fault === null
    ? null
    : refusal("invalid-request", { fault: fault.message }, { path: `/content${fault.path}` });
}

/** What of a text is not as the file of a procedure has to be, names apart. */
export function formProblems(id: string, text: string): Problem[] {
  const file = procedureFile(id);
  return parsePack({ [file]: text }).problems.filter(
    (problem) => problem.severity === "error" && (problem.file === file || problem.file === undefined),
  );
}

/** A procedure to begin with: one step, and the end. It has no problems. */
export function newDefinition(id: string, title: Text): JsonObject {
  const text = (en: string, zh: string): JsonObject => ({ en, "zh-CN": zh });
  return {
    id,
    title: { ...title },
    opening: { by: ["anyone"] },
    data: { type: "object", properties: {} },
    events: { FINISH: { title: text("Finish", "办结"), by: ["anyone"] } },
    machine: {
      id,
      initial: "handling",
      states: {
        handling: { meta: { title: text("In progress", "办理中") }, on: { FINISH: "finished" } },
        finished: { type: "final", meta: { title: text("Finished", "已办结") } },
      },
    },
  };
}

export function isRecord(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON of a file that was deployed; undefined where there is none. */
function parsed(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Only what is not deployed can be no JSON, and that is told when it is parsed as a pack.
    return undefined;
  }
}
