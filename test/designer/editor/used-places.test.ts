import { describe, expect, it } from "vitest";
import { procedureChart, type Procedure, type Scenario } from "../../../engine/model/index.ts";
import { pointer } from "../../../engine/model/pointer.ts";
import { usesOfPart } from "../../../designer/editor/document/edits/renaming.ts";
import { fieldPointer, pointerOf } from "../../../designer/editor/document/places.ts";
import { usedPlaces, worksByItself } from "../../../designer/editor/inspector/model/used-places.ts";
import { partsNamed } from "../../../designer/editor/simulate/named-steps.ts";
import { isLabelled } from "../../../designer/editor/inspector/model/labels.ts";
import { documents, partsOf } from "./shipped.ts";

describe("what a thing says of itself", () => {
  it("is no use of it, and a thing that is named twice in one place is told once", () => {
    const use = (path: string) => ({ kind: "event" as const, name: "A", file: "procedures/p.json", path });
    const chart = procedureChart(documents[0]!.definition);
    const uses = [use("/events/A/apartFrom/0"), use("/events/B/apartFrom/0"), use("/events/B/apartFrom/1")];
    expect(usedPlaces(uses, chart, "/events/A")).toEqual([
      {
        kind: "thing",
        key: '{"kind":"part","section":"events","name":"B"} events.apartFrom',
        thing: { kind: "part", section: "events", name: "B" },
        member: "events.apartFrom",
        times: 2,
      },
    ]);
  });
});

describe("where a worked example names something", () => {
  const text = (en: string) => ({ en, "zh-CN": en });
  const again = Array.from({ length: 5 }, () => ({ send: "GO", by: "c" }));
  const scenario = {
    name: text("S"),
    at: "2026-03-02T09:00:00+08:00",
    by: "c",
    steps: [
      { send: "GO", by: "c" },
      { wait: { days: 1 } },
      { refused: "GO", by: "c", because: "guard" },
      ...again,
    ],
  } as unknown as Scenario;
  const definition = { events: { GO: { title: text("Go on") } } } as unknown as Procedure;
  const inWords = (...at: string[]) =>
    partsNamed(
      at.map((path) => `/scenarios/4${path}`),
      scenario,
      definition,
    ).map(({ en }) => en);

  it("is its opening, its steps by their numbers, and what is expected at the end, in this order", () => {
    expect(
      inWords("/expect/data/a", "/steps/2/refused", "/steps/0/send", "/steps/0/payload/a", "/data/a", "/by"),
    ).toEqual([
      "What it is opened with",
      "Step 1: Go on",
      "Step 3: Refused · Go on",
      "What is expected at the end",
    ]);
    expect(inWords("/steps/1/wait", "/steps/99/send")).toEqual(["Step 2: Let pass"]);
  });

  it("tells steps in which the same is done together", () => {
    const all = [5, 3, 4, 0, 7].map((place) => `/steps/${place}/send`);
    expect(inWords(...all)).toEqual(["Steps 1, 4–6, 8: Go on"]);
  });
});

describe("parts of a kind that nothing in any shipped procedure names", () => {
  it("work by themselves, and are not told to be of no use", () => {
    const named = new Set<string>();
    const there = new Set<string>();
    for (const document of documents)
      for (const [section, name] of partsOf(document.definition)) {
        there.add(section);
        const own = pointer(section, name);
        if (named.has(section)) continue;
        if (usesOfPart(document, section, name).some(({ path }) => !path.startsWith(`${own}/`)))
          named.add(section);
      }
    const alone = [...there].filter((section) => !named.has(section));
    expect(alone).toContain("takeBacks");
    expect(alone.filter((section) => !(worksByItself as ReadonlySet<string>).has(section))).toEqual([]);
  });
});

describe.each(documents.map((document) => [document.definition.id, document] as const))(
  "where things of %s are used",
  (_, document) => {
    const chart = procedureChart(document.definition);
    // Each part once; the walk over the whole definition is the same for all of them.
    const parts = partsOf(document.definition).filter((__, place) => place % 13 === 0);

    it("leads to something that is there and holds the place, and is named in words", () => {
      const unnamed = new Set<string>();
      for (const [section, name] of parts) {
        const uses = usesOfPart(document, section, name);
        const own = pointer(section, name);
        const places = usedPlaces(uses, chart, own);
        const elsewhere = uses.filter(
          ({ file, path }) => file.startsWith("scenarios/") || !path.startsWith(`${own}/`),
        );
        expect(places.reduce((sum, { times }) => sum + times, 0)).toBe(elsewhere.length);
        for (const place of places) {
          if (place.kind === "scenario") {
            const scenario = document.scenarios!.scenarios[Number(place.pointer.split("/")[2])]!;
            expect(scenario, place.key).toBeDefined();
            expect(place.at.length).toBe(place.times);
            expect(partsNamed(place.at, scenario, document.definition), place.key).not.toHaveLength(0);
            continue;
          }
          // A field inside of a list is found where the definition says that it stands.
          const there =
            place.thing.kind === "field"
              ? fieldPointer(document.definition, place.thing.path)
              : pointerOf(chart, place.thing);
          expect(there, place.key).not.toBeNull();
          expect(
            elsewhere.some(({ path }) => path.startsWith(there!)),
            place.key,
          ).toBe(true);
          if (!isLabelled(place.member)) unnamed.add(place.member);
        }
      }
      expect([...unnamed]).toEqual([]);
    });
  },
);
