import { describe, expect, it } from "vitest";
import {
  namesUsedElsewhere,
  parsePack,
  readChart,
  type Json,
  type OuterUse,
  type Pack,
} from "../../../engine/model/index.ts";
import { isObject } from "../../../engine/model/is-object.ts";
import { pointer } from "../../../engine/model/pointer.ts";
import { edits } from "../../../designer/editor/document/edits/index.ts";
import { sectionKinds } from "../../../designer/editor/document/edits/renaming.ts";
import type { Edited, EditorDocument } from "../../../designer/editor/document/types.ts";
import { documentIn, filesWith } from "../../../designer/editor/document/files.ts";
import { propertiesOf } from "../../../designer/editor/inspector/model/schema-edits.ts";
import { familyFiles } from "../../model/fixtures/family.ts";
import { trial } from "../../runtime/fixtures/trial.ts";
import { packOf } from "../../runtime/world.ts";
import { partsOf } from "./shipped.ts";

const family = packOf(familyFiles);

/** What is renamed, what comes of it, and which uses are uses of it. */
interface Rename {
  what: string;
  edited: Edited;
  isOf(use: OuterUse): boolean;
}

/** Every rename that there is in a procedure. */
function renames(document: EditorDocument): Rename[] {
  const { definition } = document;
  const fields: { holder: string; name: string }[] = [];
  const visit = (schema: Json | undefined, holder: string): void => {
    if (!isObject(schema)) return;
    if (isObject(schema["items"])) visit(schema["items"], `${holder}/items`);
    for (const [name, inner] of Object.entries(propertiesOf(schema))) {
      fields.push({ holder, name });
      visit(inner, holder + pointer("properties", name));
    }
  };
  visit(definition.data, "/data");
  for (const [event, { payload }] of Object.entries(definition.events))
    visit(payload, pointer("events", event, "payload"));
  return [
    ...partsOf(definition).map(([section, from]) => ({
      what: `${section} ${from}`,
      edited: edits.renamePart(document, { section, from, to: `${from}Renamed` }),
      isOf: ({ kind, name }: OuterUse) => kind === sectionKinds[section].kind && name === from,
    })),
    ...readChart(definition.machine)
      .states.filter(({ path }) => path !== "")
      .map(({ path, key }) => ({
        what: `state ${path}`,
        edited: edits.renameState(document, { path, key: `${key}Renamed` }),
        isOf: ({ kind, name }: OuterUse) =>
          kind === "state" && (name === path || name.startsWith(`${path}.`)),
      })),
    ...fields.map(({ holder, name }) => ({
      what: `field ${holder} ${name}`,
      edited: edits.renameField(document, { holder, from: name, to: `${name}Renamed` }),
      isOf: (use: OuterUse) => use.kind === "field" && use.name === holder + pointer("properties", name),
    })),
  ];
}

describe.each([
  ["a family of procedures", family],
  ["the trial pack", trial()],
])("what other files of %s name of a procedure", (_, pack: Pack) => {
  it.each(Object.keys(pack.procedures))(
    "is every place that a rename breaks there, and no procedure that it breaks can be published with: %s",
    (id) => {
      const uses = namesUsedElsewhere(pack, id);
      for (const { what, edited, isOf } of renames(documentIn(pack.files, id)!)) {
        if (!edited.ok) continue;
        const broken = parsePack(filesWith(pack.files, id, edited.document)).problems.flatMap(
          ({ severity, file = "", path }) =>
            severity === "error" && !file.endsWith(`/${id}.json`) ? [`${file} ${path}`] : [],
        );
        const told = uses.filter(isOf).map(({ file, path }) => `${file} ${path}`);
        for (const place of broken) expect(told, what).toContain(place);
        // Of worked examples the checker knows no more than that some procedure has such an event.
        const certain = told.filter((place) => !place.startsWith("scenarios/"));
        for (const place of certain) expect(broken, what).toContain(place);
      }
    },
  );
});
