import { createMachine, type AnyStateNode } from "xstate";
import { describe, expect, it } from "vitest";
import { readChart, type Json, type JsonObject } from "../../engine/model/index.ts";
import { isObject, pack, procedures, read, within, written } from "./nanhu.ts";

const files = ["pack.json", ...procedures.map(({ id }) => `procedures/${id}.json`)];
const chinese = /\p{Script=Han}/u;
const durations = procedures.flatMap(({ id, delays = {}, clocks = {} }) =>
  Object.entries({ ...delays, ...clocks }).map(([name, duration]) => ({ name: `${id}/${name}`, duration })),
);

/** Whether a place holds data or its schema, where `source` is a field and not the law that something rests on. */
const isData = (at: string) => /\/(properties|input\/data)$/.test(at);

/** Texts of a file: objects whose members are languages. */
function textsOf(file: string): { value: JsonObject; at: string }[] {
  return [...within(written(file))].flatMap(({ value, at }) =>
    isObject(value) && ("en" in value || "zh-CN" in value) ? [{ value, at: file + at }] : [],
  );
}

describe("the pack", () => {
  it("reads without a problem", () => {
    expect(read.problems).toEqual([]);
    expect(procedures.map(({ id }) => id)).toEqual([
      "access-violation",
      "approval-case",
      "approval-item-reform",
      "community-work-access",
      "department-opinion",
      "dispute-joint-mediation",
      "leadership-case-ownership",
      "rating-remedy",
      "residents-council-deliberation",
      "supervision",
    ]);
  });

  it("law 2: plain XState takes every machine as it stands, with the same states", () => {
    for (const { id, machine } of procedures) {
      const loaded = createMachine(structuredClone(machine) as never);
      const paths = (node: AnyStateNode): string[] => [
        node.path.join("."),
        ...Object.values(node.states).flatMap(paths),
      ];
      expect(paths(loaded.root).toSorted(), id).toEqual(
        readChart(machine)
          .states.map(({ path }) => path)
          .toSorted(),
      );
      expect(loaded.id).toBe(id);
    }
  });

  it("keeps the regions and states that the work access system is known by", () => {
    const { states } = readChart(pack().procedures["community-work-access"]!.machine);
    const paths = new Set(states.map(({ path }) => path));
    const main = `draft submitted returned emergencyFiled accepted reviewing.legality reviewing.necessity reviewing.funding
      reviewing.communityOpinion.collecting reviewing.communityOpinion.collected consulting scheduled deliberating publicNotice objection
      approved signing listed amending reconsidering exitReview rejected withdrawn expired exited`;
    for (const state of main.split(/\s+/)) expect(paths, state).toContain(`main.${state}`);
    for (const state of ["unfunded", "promised", "received", "overdue"])
      expect(paths).toContain(`funding.${state}`);
    for (const light of ["green", "blue", "yellow", "red"]) expect(paths).toContain(`lights.${light}`);
  });

  it("keeps the regions and states that joint mediation is known by", () => {
    const { states } = readChart(pack().procedures["dispute-joint-mediation"]!.machine);
    const paths = new Set(states.map(({ path }) => path));
    const handling = `registered triage transferred notAccepted seekingConsent refused accepted terminated escalated closed followUp archived
      reopened active.work.forming.leadAssigned active.work.forming.inviting active.work.forming.recusal active.work.investigating
      active.work.settling.mediating.talks.separate active.work.settling.mediating.talks.joint active.work.settling.mediating.talks.cooling
      active.work.settling.mediating.assessment active.work.settling.agreement.drafting active.work.settling.agreement.partiallyAgreed
      active.term.extended agreed.performance.awaiting agreed.performance.partial agreed.performance.done agreed.performance.breached
      agreed.performance.urging agreed.confirmation.none agreed.confirmation.applied agreed.confirmation.confirmed
      agreed.confirmation.refused agreed.confirmation.withdrawn`;
    for (const state of handling.split(/\s+/)) expect(paths, state).toContain(`handling.${state}`);
    for (const state of ["normal", "watch", "imminent"]) expect(paths).toContain(`risk.${state}`);
    for (const clock of ["term", "promise"])
      for (const light of ["green", "blue", "yellow", "red"]) expect(paths).toContain(`clock.shown.${clock}.${light}`);
  });
});

describe("what people read", () => {
  it("stands in English and in Chinese everywhere", () => {
    const texts = files.flatMap(textsOf);
    expect(texts.length).toBeGreaterThan(600);
    for (const { value, at } of texts) {
      expect(Object.keys(value).toSorted(), at).toEqual(["en", "zh-CN"]);
      expect(value["en"], at).toMatch(/[A-Za-z]/);
      expect(value["en"], at).not.toMatch(chinese);
      expect(value["zh-CN"], at).toMatch(chinese);
    }
  });

  it("has a title in both languages: every state, event, rule, role, parameter, field, register and notice", () => {
    for (const procedure of procedures) {
      for (const { path, type, title } of readChart(procedure.machine).states)
        if (path !== "" && type !== "history") expect(title, `${procedure.id}/${path}`).toBeDefined();
      const { events, rules = {}, roles = {}, clocks = {}, measures = {}, ballots = {} } = procedure;
      for (const table of [events, rules, roles, clocks, measures, ballots])
        for (const [name, { title }] of Object.entries(table))
          expect(title, `${procedure.id}/${name}`).toHaveProperty(["zh-CN"]);
      for (const [name, delay] of Object.entries(procedure.delays ?? {}))
        expect(delay.title, `${procedure.id}/${name}`).toHaveProperty(["zh-CN"]);
    }
    const schemas = files.flatMap((file) => [...within(written(file))].filter(({ at }) => !at.includes("/machine/")));
    const fields = schemas.flatMap(({ value, at }) => (isObject(value) && at.endsWith("/properties") ? [{ value, at }] : []));
    expect(fields.length).toBeGreaterThan(60);
    for (const { value, at } of fields)
      for (const [name, schema] of Object.entries(value))
        expect((schema as JsonObject)["title"], `${at}/${name}`).toHaveProperty(["zh-CN"]);
  });

  it("has the same placeholders in both languages, and no number that is a parameter", () => {
    for (const { id, messages = {} } of procedures)
      for (const [name, message] of Object.entries(messages)) {
        const places = (text: string) => (text.match(/\{[^{}]+\}/g) ?? []).toSorted();
        expect(places(message.en), `${id}/${name}`).toEqual(places(message["zh-CN"]));
        expect(message.en + message["zh-CN"], `${id}/${name}`).not.toMatch(/\d/);
      }
  });

  it("gives every choice its words, and puts no text into the data that is in one language", () => {
    for (const file of files)
      for (const { value, at } of within(written(file))) {
        if (isObject(value) && Array.isArray(value["enum"])) expect(value["enum"], file + at).toEqual([]);
        if (!isObject(value) || !Array.isArray(value["oneOf"])) continue;
        for (const one of value["oneOf"])
          expect((one as JsonObject)["title"], `${file}${at}`).toHaveProperty(["zh-CN"]);
      }
    for (const { id } of procedures)
      for (const { value, at } of within(written(`procedures/${id}.json`)["machine"]!))
        if (typeof value === "string" && chinese.test(value)) expect(at, id).toMatch(/\/(zh-CN|lapse\/source)$/);
  });

  it("labels what happens by itself where there is more than one way", () => {
    for (const { id, machine } of procedures) {
      const { transitions } = readChart(machine);
      const automatic = transitions.filter(({ kind }) => kind !== "event");
      for (const one of automatic) {
        const ways = automatic.filter(({ source, kind }) => source === one.source && kind === one.kind);
        if (ways.length > 1 && !one.source.endsWith(".set")) expect(one.title, `${id}/${one.id}`).toBeDefined();
      }
    }
  });
});

describe("what it rests on", () => {
  it("names a basis for every procedure, and never an empty source", () => {
    for (const { id, basis = [] } of procedures) {
      expect(basis.length, id).toBeGreaterThan(0);
      for (const { title, article } of basis) {
        expect(typeof title === "string" ? title : title["zh-CN"], id).toMatch(chinese);
        if (article !== undefined) expect(article, id).toMatch(/^第.+条$/);
      }
    }
    for (const file of files)
      for (const { value, at } of within(written(file)))
        if (isObject(value) && "source" in value && !isData(at)) expect(value["source"], file + at).toMatch(chinese);
  });

  it("gives every length of time its unit", () => {
    expect(durations.length).toBeGreaterThan(25);
    for (const { name, duration } of durations)
      expect("until" in duration || "unit" in duration, name).toBe(true);
  });

  it("bounds every parameter around its default, and uses it", () => {
    const { parameters } = pack();
    const used = new Set(
      procedures.flatMap((procedure) =>
        [...(JSON.stringify(procedure).matchAll(/param\.([A-Za-z]+)/g) ?? [])].map(([, name]) => name!),
      ),
    );
    for (const [name, schema] of Object.entries(parameters)) {
      const { minimum, maximum, default: given } = schema as Record<string, number>;
      expect(minimum! <= given! && given! <= maximum!, name).toBe(true);
      expect(used, name).toContain(name);
    }
  });
});

describe("the example people", () => {
  const { directory, rows } = pack();
  const holders = (role: string) => Object.values(directory).filter(({ roles }) => roles.includes(role));

  it("hold every role that somebody has to act in", () => {
    for (const { id, opening, events, roles = {} } of procedures) {
      const asked = [...opening.by, ...Object.values(events).flatMap(({ by }) => by)];
      for (const role of new Set(asked)) {
        const ofTheCase = roles[role]?.is !== undefined || roles[role]?.rows !== undefined;
        if (role !== "anyone" && !ofTheCase) expect(holders(role), `${id}: ${role}`).not.toEqual([]);
      }
    }
  });

  it("are twenty-one members of the council, and three officers for each of nine communities", () => {
    expect(holders("member")).toHaveLength(21);
    expect(rows["community-panels"]).toHaveLength(9);
    const named = (register: string, field: string): Json[] =>
      rows[register]!.flatMap((row) => row[field] as Json[]);
    expect(named("community-panels", "officers")).toHaveLength(27);
    for (const id of [...named("community-panels", "officers"), ...named("conference-units", "voters")])
      expect(directory).toHaveProperty([String(id)]);
  });
});
