import { parsePack, type Procedure } from "../../../engine/model/index.ts";
import type { PackAround } from "../../../designer/editor/context.tsx";
import { sections, type EditorDocument, type Section } from "../../../designer/editor/document/types.ts";
import { pack } from "../../definitions/nanhu.ts";

const nanhu = pack();

/** Every shipped procedure as a document of the designer, with its scenarios. */
export const documents: EditorDocument[] = Object.values(nanhu.procedures).map((definition) => ({
  definition,
  layout: { states: {} },
  scenarios: Object.values(nanhu.scenarios).find((file) => file.procedure === definition.id) ?? null,
}));

/** What the checker says of a document in the place of the shipped one, in its own files and for errors alone. */
export function faultsOf({ definition, scenarios }: EditorDocument): string[] {
  const { id } = definition;
  const files = {
    ...nanhu.files,
    [`procedures/${id}.json`]: JSON.stringify(definition),
    ...(scenarios === null ? {} : { [`scenarios/${id}.json`]: JSON.stringify(scenarios) }),
  };
  return parsePack(files)
    .problems.filter(({ file, severity }) => severity === "error" && file?.endsWith(`/${id}.json`))
    .map(({ code, file, path, message }) => `${code} ${file} ${path} ${message.en}`);
}

/** Every named part of a procedure. */
export function partsOf(definition: Procedure): [Section, string][] {
  return sections.flatMap((section) =>
    Object.keys(definition[section] ?? {}).map((name): [Section, string] => [section, name]),
  );
}

/** What is around a shipped procedure in its pack. */
export function aroundOf(procedure: string): PackAround {
  const { [procedure]: _, ...procedures } = nanhu.procedures;
  const { roles, parameters, registers, timeZone, directory, files } = nanhu;
  return { roles, parameters, registers, timeZone, directory, files, procedures };
}
