import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { procedureChart } from "../../../engine/model/index.ts";
import type { Problem, Procedure } from "../../../engine/model/index.ts";
import { find, keyOf } from "../../../designer/editor/search/find.ts";
import type { Searched } from "../../../designer/editor/search/searched.ts";
import { propertiesOf } from "../../../designer/editor/inspector/model/schema-edits.ts";
import { usesOfFieldAt } from "../../../designer/editor/document/edits/field-uses.ts";
import { selectedAt } from "../../../designer/editor/document/places.ts";
import type { Json } from "../../../engine/model/index.ts";
import { isObject } from "../../../engine/model/is-object.ts";
import { documents } from "./shipped.ts";
import { pack } from "../../definitions/nanhu.ts";

const procedure = pack().procedures["residents-council-deliberation"]!;
const searched = (definition: Procedure, problems: Problem[] = []): Searched => ({
  definition,
  chart: procedureChart(definition),
  problems,
});
const keys = (query: string, of = searched(procedure)): string[] =>
  find(of, query).map(({ selected }) => keyOf(selected));

describe("finding things in a procedure", () => {
  it("finds by title in either language, by name, and by what stands inside", () => {
    const [state] = procedureChart(procedure).states.filter(
      ({ title }) => title !== undefined && title.en.length > 4,
    );
    expect(keys(state!.title!.en)).toContain(`state ${state!.path}`);
    expect(keys(state!.title!["zh-CN"])).toContain(`state ${state!.path}`);
    expect(keys(state!.key)).toContain(`state ${state!.path}`);
    const [inside] = find(searched(procedure), "compares-nothing-of-this-kind");
    expect(inside).toBeUndefined();
  });

  it("finds what uses an event, and nothing else", () => {
    for (const event of Object.keys(procedure.events)) {
      const found = keys(`event:${event}`);
      const leads = procedureChart(procedure).transitions.filter(
        (one) => one.event === event && one.returning === undefined,
      );
      for (const { id } of leads) expect(found, event).toContain(`transition ${id}`);
      for (const key of found) expect(key, event).toMatch(/^(transition|part|state|procedure|field)/);
    }
  });

  it("knows what is meant by a word of the title, in either language, where nothing is called so", () => {
    const called = keys("event:vote");
    expect(called.length).toBeGreaterThan(0);
    const roles = { secretary: { title: { en: "Clerk to the council", "zh-CN": "议事会秘书长" } } };
    const named = { ...searched(procedure), roles };
    expect(keys("role:秘书长", named)).toEqual(keys("role:secretary", named));
    expect(keys("role:CLERK", named)).toEqual(keys("role:secretary", named));
    expect(keys("role:秘书长")).toEqual([]);
    const [debating] = procedureChart(procedure).states.filter(({ key }) => key === "debating");
    expect(keys(`state:${debating!.title!["zh-CN"]}`)).toEqual(keys("state:debating"));
    expect(keys("field:议题")).toEqual(expect.arrayContaining(["field motion"]));
    // A name is meant before any title that holds the word.
    const one = Object.keys(procedure.rules!)[0]!;
    const titled = {
      ...procedure,
      rules: { ...procedure.rules, spare: { title: { en: `Not ${one}`, "zh-CN": "备用" }, when: true } },
    };
    expect(keys(`rule:${one}`, searched(titled))).toEqual(keys(`rule:${one}`));
  });

  it("finds what uses anything of a kind, as long as nothing more is said", () => {
    const all = keys("ballot:");
    for (const ballot of Object.keys(procedure.ballots!)) {
      expect(keys(`ballot:${ballot}`).length).toBeGreaterThan(0);
      expect(all).toEqual(expect.arrayContaining(keys(`ballot:${ballot}`)));
    }
  });

  it("finds what is declared and used nowhere", () => {
    expect(keys("is:unused")).not.toContain("part rules spare");
    const withSpare: Procedure = {
      ...procedure,
      rules: { ...procedure.rules, spare: { title: { en: "Spare", "zh-CN": "备用" }, when: true } },
      delays: { ...procedure.delays, spare: { limit: 1, unit: "days" } },
    };
    expect(keys("is:unused", searched(withSpare))).toEqual(
      expect.arrayContaining(["part rules spare", "part delays spare"]),
    );
  });

  it("finds what has problems, narrowed by words", () => {
    const at = procedureChart(procedure).states[2]!;
    const problem: Problem = {
      code: "x",
      severity: "error",
      path: `/machine${at.pointer}/meta`,
      message: { en: "", "zh-CN": "" },
    };
    const wrong = searched(procedure, [problem]);
    expect(keys("is:problem", wrong)).toEqual([`state ${at.path}`]);
    expect(keys("is:problem nowhere-to-be-found", wrong)).toEqual([]);
  });
});

interface Listed {
  at: string;
  path: string;
  event?: string;
}

/** Every field that the editor of schemas lists: in records, in items of lists, in what is sent with events. */
function listed({ data, events }: Procedure): Listed[] {
  const found: Listed[] = [];
  const visit = (schema: Json | undefined, at: string, before: string, event?: string): void => {
    if (!isObject(schema)) return;
    if (isObject(schema["items"])) return visit(schema["items"], `${at}/items`, before, event);
    for (const [name, inner] of Object.entries(propertiesOf(schema))) {
      const own = { at: `${at}/properties/${name}`, path: before + name };
      found.push(event === undefined ? own : { ...own, event });
      visit(inner, own.at, `${own.path}.`, event);
    }
  };
  visit(data, "/data", "");
  for (const [event, { payload }] of Object.entries(events))
    visit(payload, `/events/${event}/payload`, "", event);
  return found;
}

describe("what uses a field", () => {
  const all = documents.flatMap((document) =>
    listed(document.definition).map((field) => ({ document, field })),
  );

  it("is found for every field that the designer lists, with the field itself, and each find leads to what names it", () => {
    expect(all.filter(({ field }) => field.path.includes(".")).length).toBeGreaterThan(20);
    expect(all.filter(({ field }) => field.event !== undefined).length).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.constantFrom(...all), ({ document, field }) => {
        const { definition } = document;
        const of = searched(definition);
        const name = field.event === undefined ? field.path : `${field.event}.${field.path}`;
        const found = new Set(keys(`field:${name}`, of));
        expect(found, name).toContain(
          field.event === undefined ? `field ${field.path}` : `part events ${field.event}`,
        );
        const uses = usesOfFieldAt({ ...document, scenarios: null }, field.at);
        for (const { use } of uses) expect(found, name).toContain(keyOf(selectedAt(of.chart, use.path)));
      }),
      { numRuns: 60 },
    );
  });

  const text = (en: string) => ({ en, "zh-CN": en });
  const reading = (path: string) => ({ title: text("Reading"), when: { "!!": { var: path } } });
  const small = {
    id: "p",
    title: text("P"),
    opening: { by: ["clerk"], where: { "!!": { var: "event.applicant.name" } } },
    data: {
      type: "object",
      properties: {
        applicant: {
          type: "object",
          properties: { name: { type: "string", title: text("Full name") }, phone: { type: "string" } },
        },
        members: { type: "array", items: { type: "object", properties: { name: { type: "string" } } } },
        name: { type: "string" },
      },
    },
    roles: { clerk: { title: text("Clerk") } },
    events: {
      GO: { title: text("Go"), by: ["clerk"], takes: ["applicant.name?"] },
      TELL: {
        title: text("Tell"),
        by: ["clerk"],
        payload: { type: "object", properties: { reason: { type: "string" } } },
      },
    },
    rules: {
      named: reading("data.applicant.name"),
      phoned: reading("data.applicant.phone"),
      plain: reading("data.name"),
      listed: {
        title: text("Listed"),
        when: { some: [{ var: "data.members" }, { "!!": { var: "name" } }] },
      },
      wrong: reading("data.applicant.nickname"),
    },
    messages: { m: { en: "For {data.applicant.name}", "zh-CN": "致{data.applicant.name}" } },
    machine: {
      id: "p",
      initial: "a",
      states: {
        a: {
          meta: { title: text("A"), task: { form: ["applicant.name"] } },
          on: {
            GO: { target: "b", actions: { type: "assign", params: { "applicant.name": "x" } } },
            TELL: { target: "b", guard: { type: "when", params: { "!!": { var: "event.reason" } } } },
          },
        },
        b: { type: "final", meta: { title: text("B") } },
      },
    },
  } as unknown as Procedure;
  const inSmall = searched(small);

  it("is what takes, shows, sends, reads and writes it, and nothing that speaks of another one of the same name", () => {
    expect(keys("field:applicant.name", inSmall)).toEqual([
      "procedure opening",
      "state a",
      "transition a|on:GO|0",
      "part events GO",
      "part rules named",
      "part messages m",
      "field applicant.name",
    ]);
    expect(keys("field:members[].name", inSmall)).toEqual(["part rules listed", "field members.name"]);
    expect(keys("field:members.name", inSmall)).toEqual(keys("field:members[].name", inSmall));
    expect(keys("field:data.name", inSmall)).toEqual(["part rules plain", "field name"]);
    expect(keys("field:phone", inSmall)).toEqual(["part rules phoned", "field applicant.phone"]);
    expect(keys("field:reason", inSmall)).toEqual(["transition a|on:TELL|0", "part events TELL"]);
    expect(keys("field:applicant", inSmall)).toEqual(
      expect.arrayContaining(["part rules named", "part rules phoned", "field applicant"]),
    );
  });

  it("is found by what is written, where no field of that name is declared", () => {
    expect(keys("field:applicant.nickname", inSmall)).toEqual(["part rules wrong"]);
    expect(keys("field:nowhere", inSmall)).toEqual([]);
    expect(keys("field:", inSmall)).toEqual(expect.arrayContaining(["part events TELL"]));
  });

  it("tells where in it the field is named", () => {
    const members = (query: string) =>
      Object.fromEntries(
        find(inSmall, query).map(({ selected, members: told }) => [keyOf(selected), told ?? []]),
      );
    expect(members("field:applicant.name")).toMatchObject({
      "state a": ["state.meta"],
      "transition a|on:GO|0": ["way.actions"],
      "part events GO": ["events.takes"],
      "field applicant.name": [],
    });
    expect(members("field:reason")).toMatchObject({ "transition a|on:TELL|0": ["way.guard"] });
  });

  it("is found by its title as well, inside a record as at the top", () => {
    expect(keys("full name", inSmall)).toEqual(["field applicant.name"]);
  });
});
