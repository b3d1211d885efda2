import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isObject } from "../../../engine/model/is-object.ts";
import { pointer } from "../../../engine/model/pointer.ts";
import { publishedSchemas } from "../../../engine/model/published.ts";
import type { Json, JsonObject } from "../../../engine/model/types.ts";
import { edits } from "../../../designer/editor/document/edits/index.ts";
import { valueAt, withValue } from "../../../designer/editor/document/place.ts";
import { sections, type EditorDocument } from "../../../designer/editor/document/types.ts";
import {
  actionTypes,
  invocationSources,
  newAction,
} from "../../../designer/editor/inspector/model/actions.ts";
import { ballotInWords } from "../../../designer/editor/inspector/model/ballot-sentence.ts";
import {
  inVariant,
  itemsOf,
  readShare,
  removalPoint,
  variantOf,
  withItems,
  withWords,
  writeShare,
} from "../../../designer/editor/inspector/model/change.ts";
import {
  guardAs,
  guardKind,
  rulesOf,
  severalRules,
} from "../../../designer/editor/inspector/model/guards.ts";
import { isLabelled } from "../../../designer/editor/inspector/model/labels.ts";
import { editedElsewhere, sectionsOf } from "../../../designer/editor/inspector/model/layouts.ts";
import { namedAddresses } from "../../../designer/editor/inspector/model/name-kinds.ts";
import { choicesFor, machineChart, titleFor } from "../../../designer/editor/inspector/model/names.ts";
import { newPart } from "../../../designer/editor/inspector/model/new-parts.ts";
import { placeholdersOf, withPlaceholder } from "../../../designer/editor/inspector/model/placeholders.ts";
import {
  choicesOf,
  fieldTypes,
  typeOfField,
  withChoices,
  withFieldMoved,
  withFieldNamed,
  withRequired,
  withType,
  withoutField,
} from "../../../designer/editor/inspector/model/schema-edits.ts";
import {
  membersIn,
  membersOf,
  shapeOf,
  type Root,
  type Shape,
} from "../../../designer/editor/inspector/model/shapes.ts";
import { stateHere } from "../../../designer/editor/inspector/model/state-here.ts";
import { clocksIn, withClocks } from "../../../designer/editor/inspector/model/tags.ts";
import { fieldPointer } from "../../../designer/editor/document/places.ts";
import { thingAt } from "../../../designer/editor/inspector/model/things.ts";
import { wayPointer, waysFrom } from "../../../designer/editor/inspector/model/ways.ts";
import { documents } from "./shipped.ts";

const roots: Root[] = [
  "procedure",
  "opening",
  "basis",
  "common",
  "properties",
  "machine",
  "state",
  "way",
  ...sections,
  ...actionTypes.map((type): Root => `action.${type}`),
  ...invocationSources.map((src): Root => `invoke.${src}`),
];

describe("every member of the format", () => {
  it.each(roots)("of %s has a place in its form, a label in both languages, and a control", (root) => {
    const inSections = sectionsOf(root).flatMap(({ members }) => members.map(({ key }) => key));
    const reached = new Set([...inSections, ...editedElsewhere(root)]);
    expect(
      membersOf(root)
        .map(({ key }) => key)
        .filter((key) => !reached.has(key)),
    ).toEqual([]);
    const shown = membersOf(root).filter(({ key }) => key === "meta" || !editedElsewhere(root).includes(key));
    const addresses = shown.flatMap(({ address, shape }) => [address, ...addressesIn(shape)]);
    expect(addresses.filter((address) => !isLabelled(address))).toEqual([]);
  });

  it("stands in a form as the published schema lists it, no more and no less", () => {
    const { properties, $defs } = publishedSchemas["procedure.schema.json"] as {
      properties: Record<string, JsonObject>;
      $defs: Record<string, JsonObject>;
    };
    const common = publishedSchemas["common.schema.json"]["$defs"] as Record<string, JsonObject>;
    for (const section of sections) {
      const written = properties[section]!["additionalProperties"] as JsonObject;
      const ref = /([^#]*)#\/\$defs\/(.+)/.exec(String(written["$ref"] ?? ""));
      const node = ref === null ? written : (ref[1] === "" ? $defs : common)[ref[2]!]!;
      const alternatives =
        Array.isArray(node["properties"] ?? node["anyOf"]) && node["properties"] === undefined
          ? (node["anyOf"] as JsonObject[])
          : [node];
      const keys = new Set(alternatives.flatMap((one) => Object.keys((one["properties"] ?? {}) as object)));
      const shown = section === "messages" ? ["en", "zh-CN"] : membersOf(section).map(({ key }) => key);
      expect(new Set(shown), section).toEqual(keys);
    }
    expect(new Set(membersOf("state").map(({ key }) => key))).toEqual(
      new Set(Object.keys($defs["state"]!["properties"] as object)),
    );
    expect(new Set(membersOf("way").map(({ key }) => key))).toEqual(
      new Set(Object.keys($defs["transition"]!["properties"] as object)),
    );
  });

  it("whose names are chosen from what is declared is still there", () => {
    const all = new Set(roots.flatMap((root) => addressesIn(shapeOf(root))));
    const unknown = namedAddresses.filter((address) => !all.has(address.replace(/\.\*$/, "")));
    expect(unknown).toEqual([]);
  });
});

/** Every address that a form of this shape shows. */
function addressesIn(shape: Shape): string[] {
  if (shape.kind === "list") return addressesIn(shape.item);
  if (shape.kind === "map") return addressesIn(shape.value);
  if (shape.kind === "variants") return shape.variants.flatMap((one) => addressesIn(one.shape));
  return membersIn(shape).flatMap((member) => [member.address, ...addressesIn(member.shape)]);
}

/** Every place of a document that a form shows, with the shape that is shown there. */
function* placesOf({ definition }: EditorDocument): Generator<{ at: string; shape: Shape }> {
  const asJson = definition as unknown as JsonObject;
  yield* inside("", shapeOf("procedure"), asJson);
  for (const section of sections)
    for (const [name, part] of Object.entries((asJson[section] ?? {}) as JsonObject))
      yield* inside(pointer(section, name), shapeOf(section), part);
  for (const root of ["opening", "common"] as const)
    yield* inside(pointer(root), shapeOf(root), asJson[root]);
  for (const root of ["basis", "properties"] as const)
    yield* inside(pointer(root), { kind: "list", item: shapeOf(root), single: false }, asJson[root]);
  for (const { path, pointer: at } of machineChart(definition.machine).states) {
    const place = `/machine${at}`;
    const state = valueAt(definition, place);
    yield* inside(place, shapeOf(path === "" ? "machine" : "state"), state);
    for (const way of waysFrom(definition, path))
      yield* inside(wayPointer(way), shapeOf("way"), valueAt(definition, wayPointer(way)));
    const { invoke } = (state ?? {}) as { invoke?: Json };
    for (const [index, one] of itemsOf(invoke).entries())
      if (isObject(one))
        yield* inside(
          Array.isArray(invoke) ? `${place}/invoke/${index}` : `${place}/invoke`,
          shapeOf(`invoke.${String(one["src"])}`),
          one,
        );
  }
}

function* inside(at: string, shape: Shape, value: Json | undefined): Generator<{ at: string; shape: Shape }> {
  if (value === undefined) return;
  if (at !== "") yield { at, shape };
  if (shape.kind === "record" && isObject(value))
    for (const member of shape.members)
      yield* inside(at + pointer(member.key), member.shape, value[member.key]);
  if (shape.kind === "variants") {
    const variant = variantOf(value, shape.variants);
    if (variant !== null) yield* inside(at, variant.shape, value);
  }
  if (shape.kind === "list")
    for (const [index, item] of itemsOf(value).entries())
      yield* inside(Array.isArray(value) ? at + pointer(index) : at, shape.item, item);
  if (shape.kind === "map" && isObject(value))
    for (const [key, one] of Object.entries(value)) yield* inside(at + pointer(key), shape.value, one);
  if (shape.kind === "actions")
    for (const [index, action] of itemsOf(value).entries())
      if (isObject(action) && actionTypes.includes(String(action["type"])))
        yield* inside(
          Array.isArray(value) ? at + pointer(index) : at,
          shapeOf(`action.${String(action["type"])}`),
          action,
        );
}

/** What the control of a shape writes when somebody confirms what it shows. */
function confirmed(shape: Shape, value: Json): Json | undefined {
  switch (shape.kind) {
    case "text":
      return isObject(value) ? withWords(value, "en", String(value["en"]), false) : value;
    case "names":
    case "choices":
    case "list":
      return withItems(itemsOf(value), true, !Array.isArray(value), value);
    case "actions":
      return withItems(itemsOf(value), true, !Array.isArray(value), value);
    case "variants": {
      const variant = variantOf(value, shape.variants);
      if (variant === null) throw new Error(`No form for ${JSON.stringify(value)}`);
      return variant.shape.kind === "record" ? inVariant(value, variant) : confirmed(variant.shape, value);
    }
    case "guard":
      return guardKind(value) === "several"
        ? severalRules(rulesOf(value).mode, rulesOf(value).names)
        : guardAs(guardKind(value), value);
    case "share": {
      const share = readShare(String(value));
      return share === null ? value : writeShare(share);
    }
    default:
      return value;
  }
}

describe.each(documents.map((document) => [document.definition.id, document] as const))(
  "%s",
  (_, document) => {
    const places = [...placesOf(document)];

    it("is the same document after every form was opened and confirmed without a change", () => {
      fc.assert(
        fc.property(fc.shuffledSubarray(places, { minLength: 1, maxLength: 60 }), (some) => {
          let now = document;
          for (const { at, shape } of some) {
            const value = valueAt(now.definition, at)!;
            const edited = edits.setAt(now, { pointer: at, value: confirmed(shape, value)! });
            if (!edited.ok) throw new Error(edited.refusal.message.en);
            now = edited.document;
          }
          expect(JSON.stringify(now)).toBe(JSON.stringify(document));
        }),
        { numRuns: 20 },
      );
      expect(places.length).toBeGreaterThan(50);
    });

    it("keeps everything else where one member is changed", () => {
      const texts = places.filter(({ shape }) => shape.kind === "text");
      fc.assert(
        fc.property(fc.constantFrom(...texts), fc.string(), ({ at }, typed) => {
          const before = valueAt(document.definition, at);
          if (!isObject(before)) return;
          const value = withWords(before, "en", typed, true)!;
          const edited = edits.setAt(document, { pointer: at, value });
          if (!edited.ok) throw new Error(edited.refusal.message.en);
          const back = withValue(edited.document.definition, `${at}/en`, before["en"]);
          expect(JSON.stringify(back)).toBe(JSON.stringify(document.definition));
        }),
        { numRuns: 40 },
      );
    });

    it("reads one state alone as it reads the whole machine", () => {
      const { definition } = document;
      const chart = machineChart(definition.machine);
      for (const { path, type, children, initial } of chart.states) {
        const here = stateHere(definition, path)!;
        expect([here.type, here.children, here.initial]).toEqual([type, children, initial]);
        const whole = chart.transitions.filter(({ source }) => source === path);
        const brief = ({ id, pointer: at, targets }: (typeof whole)[number]) => ({ id, at, targets });
        expect(waysFrom(definition, path).map(brief)).toEqual(whole.map(brief));
      }
    });

    it("shows every name by a title of what is declared", () => {
      const around = { roles: {}, parameters: {}, registers: {}, procedures: {} };
      for (const { at, shape } of places) {
        if (shape.kind !== "name" && shape.kind !== "names") continue;
        if (
          [
            "role",
            "procedure",
            "register",
            "link",
            "receiver",
            "linkedEvent",
            "factSource",
            "childState",
            "childField",
          ].includes(shape.of)
        )
          continue;
        for (const name of itemsOf(valueAt(document.definition, at))) {
          const where = { definition: document.definition, around, language: "en" as const, at };
          expect(titleFor(shape.of, String(name), where).known, `${at} ${String(name)}`).toBe(true);
        }
      }
    });

    it("finds the schema of every field of the data by its path, and the path again", () => {
      const { definition } = document;
      const around = { roles: {}, parameters: {}, registers: {}, procedures: {} };
      for (const { value } of choicesFor("field", { definition, around, language: "en", at: "" })) {
        const at = fieldPointer(definition, value)!;
        expect(isObject(valueAt(definition, at)), value).toBe(true);
        expect(thingAt(at)).toEqual({ kind: "field", path: value });
      }
    });
  },
);

describe("what a form writes", () => {
  it("keeps the other language of a text, and takes out a text that is empty and may be missing", () => {
    expect(withWords({ en: "A", "zh-CN": "甲", note: 1 }, "en", "B", true)).toEqual({
      en: "B",
      "zh-CN": "甲",
      note: 1,
    });
    expect(withWords({ en: "A", "zh-CN": "" }, "en", "", false)).toBeUndefined();
    expect(withWords(undefined, "zh-CN", "甲", true)).toEqual({ en: "", "zh-CN": "甲" });
  });

  it("leaves one item without a list around it as it stood, and makes a list of two", () => {
    const first = { type: "publish", params: { notice: "a" } };
    expect(withItems([first], false, true, first)).toBe(first);
    expect(withItems([first, first], false, true, first)).toEqual([first, first]);
    expect(withItems([first], false, true, [first])).toEqual([first]);
    expect(withItems([], false)).toBeUndefined();
    expect(withItems([], true)).toEqual([]);
  });

  it("keeps what two alternatives have in common", () => {
    const shape = shapeOf("delays");
    if (shape.kind !== "variants") throw new Error("A delay has two forms");
    const title = { en: "Objections", "zh-CN": "异议期" };
    const until = shape.variants.find(({ id }) => id === "until")!;
    expect(inVariant({ title, limit: 5, unit: "days", resume: true }, until)).toEqual({
      title,
      until: true,
      resume: true,
    });
  });

  it("writes a target that stands alone in full when something else is said of the way on", () => {
    const document = {
      definition: {
        id: "a",
        machine: { id: "a", initial: "one", states: { one: { on: { GO: "two" } }, two: {} } },
      },
      layout: { states: {} },
      scenarios: null,
    } as unknown as EditorDocument;
    const edited = edits.setAt(document, { pointer: "/machine/states/one/on/GO/meta/by", value: ["clerk"] });
    if (!edited.ok) throw new Error(edited.refusal.message.en);
    expect(edited.document.definition.machine.states?.["one"]?.on).toEqual({
      GO: { target: "two", meta: { by: ["clerk"] } },
    });
  });

  it("takes out with a member the record that would be left saying nothing, and nothing more", () => {
    const definition = {
      machine: { states: { a: { meta: { title: "x" } }, b: { meta: { title: "x", task: false } } } },
    };
    expect(removalPoint(definition, "/machine/states/a/meta/title")).toBe("/machine/states/a/meta");
    expect(removalPoint(definition, "/machine/states/b/meta/title")).toBe("/machine/states/b/meta/title");
  });

  it("changes the clocks of a state and leaves every other tag in its place", () => {
    const tags = ["other", "clock:a", "clock:b:stop"];
    expect(clocksIn(tags, false)).toEqual(["a"]);
    expect(withClocks(tags, false, ["c"])).toEqual(["other", "clock:b:stop", "clock:c"]);
    expect(withClocks(tags, true, [])).toEqual(["other", "clock:a"]);
    expect(withClocks("clock:a", false, [])).toBeUndefined();
    expect(withClocks("clock:a", false, ["a"])).toBe("clock:a");
  });

  it("takes the rules of a condition along when it is written in another way", () => {
    expect(guardAs("several", "quorate")).toEqual({ type: "rules", params: { all: ["quorate"] } });
    expect(guardAs("one", severalRules("any", ["a", "b"]))).toBe("a");
    expect(guardAs("inline", severalRules("all", ["a", "b"]))).toEqual({
      type: "when",
      params: { and: [{ rule: "a" }, { rule: "b" }] },
    });
    expect(guardAs("none", "a")).toBeUndefined();
    const odd = { type: "xor", params: ["a"] };
    expect(guardKind(odd)).toBe("other");
    expect(guardAs("other", odd)).toBe(odd);
  });

  it("makes new parts and new actions that have the members the format demands", () => {
    for (const section of sections) {
      const { name, value } = newPart(section);
      const edited = edits.addPart(documents[0]!, { section, name: `${name}New`, value });
      expect(edited.ok, section).toBe(true);
      const shape = shapeOf(section);
      const record = shape.kind === "variants" ? variantOf(value, shape.variants)!.shape : shape;
      for (const { key, required } of membersIn(record))
        if (required) expect(value, `${section} ${key}`).toHaveProperty([key]);
    }
    for (const type of actionTypes)
      for (const { key, required } of membersIn(
        membersOf(`action.${type}`).find((one) => one.key === "params")!.shape,
      ))
        if (required) expect(newAction(type)["params"], `${type} ${key}`).toHaveProperty([key]);
  });
});

describe("fields of the data", () => {
  it("stay what they are called, and who may see them, in another type; what only the old one could say goes", () => {
    const field = {
      type: "string",
      maxLength: 20,
      title: { en: "A", "zh-CN": "甲" },
      readOnly: true,
      confidential: "x",
    };
    expect(withType(field, "integer")).toEqual({
      type: "integer",
      title: field.title,
      readOnly: true,
      confidential: "x",
    });
    expect(withType(field, "text")).toBe(field);
    for (const type of fieldTypes)
      if (type !== "other") expect(typeOfField(withType(field, type))).toBe(type);
  });

  it("keep an enumeration plain until a choice has a title, and keep what else an alternative says", () => {
    expect(withChoices({ enum: ["a"] }, [{ value: "a" }, { value: "b" }])).toEqual({ enum: ["a", "b"] });
    const title = { en: "A", "zh-CN": "甲" };
    expect(withChoices({ type: "string", enum: ["a"] }, [{ value: "a", title }])).toEqual({
      type: "string",
      oneOf: [{ const: "a", title }],
    });
    const told = { oneOf: [{ const: "a", title, deprecated: true }] };
    expect(withChoices(told, choicesOf(told)!)).toEqual(told);
  });

  it("are renamed, moved, demanded and taken out with their places in the lists of the record", () => {
    const record = { type: "object", properties: { a: {}, b: {} }, required: ["a"], $comment: "kept" };
    expect(withFieldNamed(record, "a", "c")).toEqual({
      ...record,
      properties: { c: {}, b: {} },
      required: ["c"],
    });
    expect(Object.keys(withFieldMoved(record, 1, 0)["properties"] as object)).toEqual(["b", "a"]);
    expect(withRequired(record, "b", true)["required"]).toEqual(["a", "b"]);
    expect(withRequired(record, "a", false)).toEqual({
      type: "object",
      properties: { a: {}, b: {} },
      $comment: "kept",
    });
    expect(withoutField(record, "a")).toEqual({ type: "object", properties: { b: {} }, $comment: "kept" });
  });

  it("are not taken out while something uses them", () => {
    const document = documents.find(({ definition }) => definition.id === "residents-council-deliberation")!;
    const refused = edits.removeField(document, { name: "present" });
    expect(refused.ok ? null : refused.refusal.code).toBe("in-use");
    const added = edits.setAt(document, { pointer: "/data/properties/spare", value: { type: "string" } });
    if (!added.ok) throw new Error(added.refusal.message.en);
    const removed = edits.removeField(added.document, { name: "spare" });
    expect(removed.ok && JSON.stringify(removed.document)).toBe(JSON.stringify(document));
  });
});

describe("what is said of a part", () => {
  it("says what the numbers of a ballot come to, in both languages", () => {
    const ballot = {
      quorum: { of: "electors", minimum: 14 },
      pass: { for: "for", of: "present", share: ">=2/3", minimum: 11 },
    };
    const phrase = (): string => "";
    expect(ballotInWords(ballot, "en", phrase)).toBe(
      "It needs at least 14 to be there. It passes with at least 2/3 of those present, and at least 11, for “For”.",
    );
    expect(ballotInWords(ballot, "zh-CN", phrase)).toBe(
      "到会须不少于14人。“赞成”须不少于到会者的三分之二，且不少于11票，方为通过。",
    );
  });

  it("finds the placeholders of a message and the language that lacks one", () => {
    const message = { en: "See {data.motion}", "zh-CN": "见{data.motion}（{case.id}）" };
    expect(placeholdersOf(message)).toEqual([
      { path: "data.motion", in: ["en", "zh-CN"] },
      { path: "case.id", in: ["zh-CN"] },
    ]);
    expect(placeholdersOf(withPlaceholder(message, "data.due")).map(({ path }) => path)).toContain(
      "data.due",
    );
  });
});
