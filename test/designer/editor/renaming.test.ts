/* oxlint-disable unicorn/no-thenable -- JSON Schema has a keyword "then", and a row of a decision table has one */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isObject } from "../../../engine/model/is-object.ts";
import { readChart, type Json } from "../../../engine/model/index.ts";
import { edits } from "../../../designer/editor/document/edits/index.ts";
import type { Edited, EditorDocument } from "../../../designer/editor/document/types.ts";
import { propertiesOf } from "../../../designer/editor/inspector/model/schema-edits.ts";
import { documents, faultsOf, partsOf } from "./shipped.ts";

const made = (edited: Edited): EditorDocument => {
  if (!edited.ok) throw new Error(edited.refusal.message.en);
  return edited.document;
};

/** Some of the things there are, others in each run, the same ones for a seed. */
const some = <T>(all: readonly T[]): T[] =>
  fc.sample(
    fc.shuffledSubarray([...all], { minLength: Math.min(6, all.length), maxLength: Math.min(8, all.length) }),
    1,
  )[0]!;

describe.each(documents.map((document) => [document.definition.id, document] as const))(
  "%s",
  (_, document) => {
    it("renames states, every place that names them follows, and renaming back gives the same text", () => {
      const paths = some(
        readChart(document.definition.machine)
          .states.map(({ path }) => path)
          .filter(Boolean),
      );
      let all = document;
      // Inner ones first, so that the paths of those that are still to come stay what they are.
      const inner = paths.toSorted((a, b) => b.split(".").length - a.split(".").length);
      for (const path of inner) all = made(edits.renameState(all, { path, key: `${lastOf(path)}X` }));
      expect(faultsOf(all), inner.join()).toEqual([]);
      for (const path of inner.toReversed())
        all = made(edits.renameState(all, { path: `${path}X`, key: lastOf(path) }));
      expect(JSON.stringify(all), inner.join()).toBe(JSON.stringify(document));
    });

    it("renames parts, every place that uses them follows, and renaming back gives the same text", () => {
      const parts = some(partsOf(document.definition));
      let all = document;
      for (const [section, from] of parts)
        all = made(edits.renamePart(all, { section, from, to: `${from}X` }));
      expect(
        faultsOf(all).filter((fault) => !saysOfLinkedCase(document, fault)),
        parts.join(),
      ).toEqual([]);
      for (const [section, to] of parts) all = made(edits.renamePart(all, { section, from: `${to}X`, to }));
      expect(JSON.stringify(all), parts.join()).toBe(JSON.stringify(document));
    });

    it("renames fields of the data, every place that reads or writes them follows, and back", () => {
      const fields = some(Object.keys((document.definition.data["properties"] ?? {}) as object));
      let all = document;
      const renamed: string[] = [];
      for (const from of fields) {
        const edited = edits.renameField(all, { from, to: `${from}X` });
        if (edited.ok) renamed.push(from);
        else expect(edited.refusal.code, from).toBe("in-use");
        all = edited.ok ? edited.document : all;
      }
      expect(faultsOf(all), renamed.join()).toEqual([]);
      for (const to of renamed) all = made(edits.renameField(all, { from: `${to}X`, to }));
      expect(JSON.stringify(all), renamed.join()).toBe(JSON.stringify(document));
    });

    it("renames fields inside records, lists and payloads, every place that names them follows, and back", () => {
      let all = document;
      const renamed: [string, string][] = [];
      // Inner ones first: renaming an outer one changes where they stand.
      const inner = some(innerFields(document)).toSorted(([a], [b]) => b.length - a.length);
      for (const [holder, from] of inner) {
        const edited = edits.renameField(all, { holder, from, to: `${from}X` });
        if (edited.ok) renamed.push([holder, from]);
        else expect(edited.refusal.code, `${holder} ${from}`).toBe("in-use");
        all = edited.ok ? edited.document : all;
      }
      expect(
        faultsOf(all).filter((fault) => !saysOfLinkedCase(document, fault)),
        renamed.join(),
      ).toEqual([]);
      for (const [holder, to] of renamed.toReversed())
        all = made(edits.renameField(all, { holder, from: `${to}X`, to }));
      expect(JSON.stringify(all), renamed.join()).toBe(JSON.stringify(document));
    });
  },
);

/** Every field that is no field of the data by itself: the record that it is in, and its name. */
function innerFields({ definition }: EditorDocument): [string, string][] {
  const found: [string, string][] = [];
  const visit = (at: string, schema: Json | undefined, depth: number): void => {
    if (!isObject(schema)) return;
    if (isObject(schema["items"])) visit(`${at}/items`, schema["items"], depth + 1);
    for (const [name, inner] of Object.entries(propertiesOf(schema))) {
      if (depth > 0) found.push([at, name]);
      visit(`${at}/properties/${name}`, inner, depth + 1);
    }
  };
  visit("/data", definition.data, 0);
  for (const [event, { payload }] of Object.entries(definition.events))
    visit(`/events/${event}/payload`, payload, 1);
  return found;
}

const text = (en: string) => ({ en, "zh-CN": en });
/** A procedure in which one field is named in every way there is. */
const everywhere: EditorDocument = {
  layout: { states: {} },
  definition: {
    id: "p",
    title: text("P"),
    opening: { by: ["clerk"], where: { "!=": [{ var: "event.applicant.name" }, ""] } },
    data: {
      type: "object",
      properties: {
        applicant: {
          type: "object",
          properties: { name: { type: "string" }, phone: { type: "string" } },
          required: ["name"],
          default: { name: "nobody", phone: "" },
          if: { properties: { name: { const: "x" } }, required: ["name"] },
          then: { required: ["phone"] },
        },
        people: {
          type: "array",
          items: { type: "object", properties: { name: { type: "string" }, who: { type: "string" } } },
        },
        name: { type: "string" },
      },
    },
    roles: { clerk: { title: text("C") }, party: { title: text("P"), rows: "data.people", id: "who" } },
    events: {
      GO: {
        title: text("Go"),
        by: ["party"],
        takes: ["applicant.name?"],
        where: { "==": [{ var: "by.as.party.name" }, { var: "event.applicant.name" }] },
      },
      TELL: {
        title: text("Tell"),
        by: ["clerk"],
        payload: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
      },
      ALSO: {
        title: text("Also"),
        by: ["clerk"],
        payload: { type: "object", properties: { name: { type: "string" }, other: { type: "string" } } },
      },
    },
    rules: {
      named: {
        title: text("Named"),
        when: {
          and: [
            { "!!": { var: "data.applicant.name" } },
            { some: [{ var: "data.people" }, { "==": [{ var: "name" }, { outer: "data.applicant.name" }] }] },
            { "==": [{ find: [{ var: "data.people" }, { "==": [{ var: "row.name" }, "x"] }] }, null] },
            { "==": [{ decide: ["t", { "data.applicant.name": "a" }, "out"] }, 1] },
          ],
        },
      },
    },
    decisions: {
      t: {
        title: text("T"),
        inputs: ["data.applicant.name"],
        outputs: ["out"],
        hit: "first",
        rows: [{ when: ["a"], then: [1] }],
      },
    },
    messages: { m: { en: "For {data.applicant.name}", "zh-CN": "致{data.applicant.name}" } },
    public: { n: { title: text("N"), fields: ["applicant.name"] } },
    facts: {
      same: {
        of: "cases:p",
        where: { "==": [{ var: "row.data.applicant.name" }, { var: "data.applicant.name" }] },
        give: "count",
      },
    },
    machine: {
      id: "p",
      initial: "a",
      states: {
        a: {
          meta: { title: text("A"), task: { form: ["applicant.name"] } },
          on: {
            GO: {
              target: "b",
              actions: [
                { type: "assign", params: { "applicant.name": { var: "event.applicant.name" } } },
                { type: "assign", params: { applicant: { name: "y", phone: { var: "data.name" } } } },
                { type: "append", params: { list: "people", row: { name: "z", who: "w" } } },
                {
                  type: "update",
                  params: { list: "people", where: { "==": [{ var: "row.name" }, "z"] }, set: { name: "v" } },
                },
              ],
            },
            TELL: { target: "b", actions: { type: "assign", params: { name: { var: "event.name" } } } },
            ALSO: { target: "b" },
          },
        },
        b: { type: "final", meta: { title: text("B") } },
      },
    },
  } as unknown as EditorDocument["definition"],
  scenarios: {
    procedure: "p",
    scenarios: [
      {
        name: text("S"),
        at: "2026-03-02T09:00:00+08:00",
        by: "c",
        data: { applicant: { name: "n" }, people: [{ name: "m", who: "w" }] },
        steps: [
          { send: "GO", by: "w", payload: { applicant: { name: "k" } } },
          { send: "TELL", by: "c", payload: { name: "l" } },
        ],
        expect: { data: { applicant: { name: "n" }, "applicant.name": "n" } },
      },
    ],
  },
};
/** The texts and keys of a document in which a name stands as a part of a path. */
const countOf = (document: EditorDocument, name: string): number =>
  JSON.stringify(document).match(new RegExp(`(?<=["{.])${name}(?=["}.?])`, "g"))?.length ?? 0;

describe("a field of a record", () => {
  const holder = "/data/properties/applicant";
  it("is renamed in rules, tables, texts, forms, actions, defaults, facts, payloads and scenarios, as one step", () => {
    const after = made(edits.renameField(everywhere, { holder, from: "name", to: "called" }));
    const told = JSON.stringify(after).replaceAll("called", "name");
    expect(told).toBe(JSON.stringify(everywhere));
    expect(countOf(after, "called")).toBe(25);
    // What is called the same and is another field stays.
    expect(JSON.stringify(after.definition.data["properties"])).toContain('"people":{"type":"array"');
    expect(countOf(after, "name")).toBe(countOf(everywhere, "name") - 25);
    expect(made(edits.renameField(after, { holder, from: "called", to: "name" }))).toEqual(everywhere);
  });

  it("is renamed with the record around it, which the fields of an event are taken from", () => {
    const after = made(edits.renameField(everywhere, { from: "applicant", to: "owner" }));
    expect(countOf(after, "applicant")).toBe(0);
    expect(after.definition.events["GO"]!.takes).toEqual(["owner.name?"]);
    expect(made(edits.renameField(after, { from: "owner", to: "applicant" }))).toEqual(everywhere);
  });

  it("is renamed in rows, items and what is acted as", () => {
    const after = made(
      edits.renameField(everywhere, { holder: "/data/properties/people/items", from: "name", to: "called" }),
    );
    const { definition } = after;
    expect(definition.events["GO"]!.where).toEqual({
      "==": [{ var: "by.as.party.called" }, { var: "event.applicant.name" }],
    });
    expect(JSON.stringify(definition.rules)).toContain(
      '{"==":[{"var":"called"},{"outer":"data.applicant.name"}]}',
    );
    expect(JSON.stringify(definition.rules)).toContain('{"var":"row.called"}');
    expect(JSON.stringify(definition.machine)).toContain('"row":{"called":"z","who":"w"}');
    expect(JSON.stringify(definition.machine)).toContain('"set":{"called":"v"}');
    expect(after.scenarios!.scenarios[0]!.data).toMatchObject({ people: [{ called: "m", who: "w" }] });
  });

  it("cannot have a name that is taken, and is not taken out while something names it", () => {
    expect(edits.renameField(everywhere, { holder, from: "name", to: "phone" })).toMatchObject({
      refusal: { code: "name-taken" },
    });
    expect(edits.removeField(everywhere, { holder, name: "name" })).toMatchObject({
      refusal: { code: "in-use" },
    });
    const gone = made(edits.removeField(everywhere, { holder: "/events/ALSO/payload", name: "other" }));
    expect(gone.definition.events["ALSO"]!.payload).toEqual({
      type: "object",
      properties: { name: { type: "string" } },
    });
  });
});

describe("a field of what is sent", () => {
  const holder = "/events/TELL/payload";
  it("is renamed where the event is known, with what scenarios send", () => {
    const { definition, scenarios } = made(
      edits.renameField(everywhere, { holder, from: "name", to: "called" }),
    );
    expect(JSON.stringify(definition.machine)).toContain('"params":{"name":{"var":"event.called"}}');
    expect(definition.events["ALSO"]).toEqual(everywhere.definition.events["ALSO"]);
    expect(definition.events["TELL"]!.payload).toEqual({
      type: "object",
      properties: { called: { type: "string" } },
      required: ["called"],
    });
    expect(scenarios!.scenarios[0]!.steps![1]).toMatchObject({ payload: { called: "l" } });
  });

  it("is not renamed where a rule reads it for several events at once, nor to what would be read for another", () => {
    const reading = (when: Json): EditorDocument => ({
      ...everywhere,
      definition: { ...everywhere.definition, rules: { r: { title: text("R"), when: when as never } } },
    });
    const both = edits.renameField(reading({ "==": [{ var: "event.name" }, "x"] }), {
      holder,
      from: "name",
      to: "called",
    });
    expect(both).toMatchObject({ refusal: { code: "in-use", places: ["/rules/r/when/==/0/var"] } });
    const other = edits.renameField(reading({ "==": [{ var: "event.other" }, "x"] }), {
      holder,
      from: "name",
      to: "other",
    });
    expect(other).toMatchObject({ refusal: { code: "name-taken", places: ["/rules/r/when/==/0/var"] } });
  });
});

const lastOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** Of which procedure the case of such a step is, only a run tells. */
function saysOfLinkedCase({ scenarios }: EditorDocument, fault: string): boolean {
  const [, scenario, step] = / \/scenarios\/(\d+)\/steps\/(\d+)\//.exec(fault) ?? [];
  return scenarios?.scenarios[Number(scenario)]?.steps?.[Number(step)]?.case !== undefined;
}
