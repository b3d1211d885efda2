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
import {
  isBroken,
  namedElsewhere,
  namedOf,
  oldName,
} from "../../../designer/editor/problems/named-elsewhere.ts";
import { placeInPack } from "../../../designer/editor/problems/place-in-pack.ts";
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

describe("what others name, once it is edited", () => {
  const live = family.procedures["opinion"]!;
  const first = documentIn(family.files, "opinion")!;
  const uses = namesUsedElsewhere(family, "opinion");
  const made = (edited: Edited): EditorDocument => {
    if (!edited.ok) throw new Error(edited.refusal.message.en);
    return edited.document;
  };
  const told = ({ definition }: EditorDocument, at: string) =>
    namedOf(namedElsewhere(uses, live, definition), at).map((one) => [
      `${one.use.file} ${one.use.path}`,
      isBroken(one) ? oldName(one) : null,
    ]);
  const answerAt = "procedures/request.json /machine/states/asking/invoke/input/answerAt/0";

  it("is told with the thing, and with its old name with what it has become, until it has that name again", () => {
    expect(told(first, "/machine/states/open/states/said")).toContainEqual([answerAt, null]);
    const renamed = made(edits.renameState(first, { path: "open.said", key: "answered" }));
    expect(told(renamed, "/machine/states/open/states/answered")).toContainEqual([answerAt, "said"]);
    const outer = made(edits.renameState(renamed, { path: "open", key: "at-work" }));
    expect(told(outer, "/machine/states/at-work").map(([place]) => place)).toContain(answerAt);
    const back = made(
      edits.renameState(made(edits.renameState(outer, { path: "at-work", key: "open" })), {
        path: "open.answered",
        key: "said",
      }),
    );
    expect(namedElsewhere(uses, live, back.definition).filter(isBroken)).toEqual([]);
  });

  it("follows parts and fields at any depth, with others renamed, added or taken out beside them", () => {
    const phone = made(
      edits.renameField(first, { holder: "/data/properties/applicant", from: "name", to: "called" }),
    );
    const at = "/data/properties/applicant/properties/called";
    expect(told(phone, at).map(([, old]) => old)).toEqual(["name", "name"]);
    const both = made(edits.renamePart(phone, { section: "events", from: "HURRY", to: "URGE" }));
    const more = made(
      edits.addPart(both, { section: "events", name: "MORE", value: { title: text("More"), by: ["clerk"] } }),
    );
    expect(told(more, "/events/MORE")).toEqual([]);
    expect(told(more, "/events/URGE")).toEqual(told(both, "/events/URGE"));
    const gone = withoutHurry(first);
    expect(told(gone, "/events/ASK").length + told(gone, "/events/SAY").length).toBe(
      told(first, "/events/SAY").length,
    );
    expect(namedElsewhere(uses, live, gone.definition).filter(({ now }) => now === null).length).toBe(
      told(first, "/events/HURRY").length,
    );
    expect(told(both, "/events/URGE").length).toBeGreaterThan(0);
    expect(told(both, "/events/SAY").every(([, old]) => old === null)).toBe(true);
  });

  it("is nowhere for what nobody else names, and for a procedure that is not live", () => {
    expect(told(first, "/events/ASK")).toEqual([]);
    expect(
      told(made(edits.renamePart(first, { section: "events", from: "ASK", to: "ASK2" })), "/events/ASK2"),
    ).toEqual([]);
    expect(namedElsewhere(uses, undefined, first.definition)).toEqual([]);
  });

  it("is told in the words of a process owner, in both languages", () => {
    const { files, procedures } = family;
    const words = (file: string) => {
      const { path } = uses.find((use) => use.file === file)!;
      return placeInPack(file, path, { files, procedures });
    };
    expect(placeInPack("procedures/request.json", answerAt.split(" ")[1]!, { files, procedures })).toEqual({
      en: "Request · asking",
      "zh-CN": "申请办理 · asking",
    });
    expect(words("pack.json")).toEqual({
      en: "opened by the calendar · daily",
      "zh-CN": "定期发起 · daily",
    });
    expect(words("scenarios/request.json")).toEqual({
      en: "Request · example · An opinion is heard",
      "zh-CN": "申请办理 · 示例 · 听取意见",
    });
    expect(placeInPack("calendars/plain.json", "/years", { files, procedures }).en).toContain(
      "calendars/plain.json",
    );
  });
});

const text = (en: string) => ({ en, "zh-CN": en });

/** As somebody takes an event out in the text. */
function withoutHurry(document: EditorDocument): EditorDocument {
  const { HURRY: _, ...events } = document.definition.events;
  return { ...document, definition: { ...document.definition, events } };
}
