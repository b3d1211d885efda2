import { describe, expect, it } from "vitest";
import { ajvValidator, type JsonObject, type SchemaValidator } from "../../engine/model/index.ts";
import { openEngine } from "../../engine/runtime/index.ts";
import { trial, trialFiles } from "./fixtures/trial.ts";
import { accepted, admin, opened, openWorld, packOf, person, sent, stores, viewOf } from "./world.ts";

/** The trial pack with another id of the state that a draft goes to. */
function later() {
  const errand = structuredClone(trialFiles["procedures/errand.json"]) as JsonObject & { title: JsonObject };
  errand.title = { en: "Errand, revised", "zh-CN": "差事（修订）" };
  const head = { ...trialFiles["pack.json"], version: "1.1.0" };
  return packOf({ ...trialFiles, "pack.json": head, "procedures/errand.json": errand });
}

describe.each(stores)("deploying over %s", (_, open) => {
  it("makes the pack's procedures live and gives its digest", async () => {
    const { engine } = await openWorld({ store: open() });
    expect(await engine.procedures()).toEqual([]);
    expect(await engine.deploy(trial(), { by: admin })).toEqual({
      ok: true,
      digest: trial().digest,
      problems: [],
    });
    expect((await engine.procedures()).map(({ procedure }) => procedure)).toEqual(
      Object.keys(trial().procedures).sort(),
    );
    expect(await engine.pack({ procedure: "errand" })).toEqual(trial());
    expect(await engine.pack({ digest: "none" })).toBeNull();
    await engine.close();
  });

  it("is compiled when an engine opens, and not while the first who comes waits", async () => {
    const store = open();
    // Two engines on one store: the second finds the pack there, as one that is started again does.
    const { engine } = await openWorld({ store, packs: [trial()] });
    const ajv = ajvValidator();
    let compiled = 0;
    const validator: SchemaValidator = {
      compile(schema) {
        compiled += 1;
        return ajv.compile(schema);
      },
    };
    const again = await openEngine({ store, validator });
    const atOpening = compiled;
    expect(atOpening).toBeGreaterThan(0);
    const { id } = accepted(
      await again.open({ procedure: "errand", by: person("ann", "clerk"), data: { about: "stamps" } }),
    );
    expect((await again.read(id, { by: admin })).ok).toBe(true);
    expect(compiled).toBe(atOpening);
    await again.close();
    await engine.close();
  });

  it("changes nothing where the same pack is deployed again with the same parameters", async () => {
    const { engine, clock } = await openWorld({ store: open(), packs: [trial()] });
    const before = await engine.packs();
    clock.set("2026-03-03T09:00:00+08:00");
    expect(await engine.deploy(trial(), { by: person("other", "administrator") })).toMatchObject({
      ok: true,
    });
    expect(await engine.packs()).toEqual(before);
    await engine.close();
  });

  it("leaves running cases with the definition and the values that they were opened with", async () => {
    const { engine } = await openWorld({ store: open(), packs: [trial()] });
    const early = await opened(engine, "errand", { about: "a lamp" });
    expect(await engine.deploy(later(), { by: admin, parameters: { patience: 5 } })).toMatchObject({
      ok: true,
    });
    const late = await opened(engine, "errand", { about: "a bench" });
    expect((await viewOf(engine, early)).case).toMatchObject({ pack: trial().digest, version: "1.0.0" });
    expect((await viewOf(engine, late)).case).toMatchObject({ pack: later().digest, version: "1.1.0" });
    accepted(await sent(engine, early, "SUBMIT", "ann"));
    expect((await engine.verify()).faults).toEqual([]);
    await engine.close();
  });

  it("opens a child with its parent's pack, and a case of its own with what is live", async () => {
    const { engine } = await openWorld({ store: open(), packs: [trial()] });
    const panel = await opened(engine, "office", { people: ["Li"] });
    expect(await engine.deploy(later(), { by: admin })).toMatchObject({ ok: true });
    accepted(await sent(engine, panel, "OPEN", "ann"));
    const own = (await viewOf(engine, panel)).case.children[0]?.case ?? "";
    expect((await viewOf(engine, own)).case.version).toBe("1.1.0");
    await engine.close();
  });

  it("keeps packs and cases over a restart", async () => {
    const store = open();
    const { engine } = await openWorld({ store, packs: [trial()], parameters: { patience: 7 } });
    const id = await opened(engine, "errand", { about: "a lamp" });
    const record = await store.reader.case(id);
    expect(record?.parameters).toEqual({ patience: 7 });
    const again = await openWorld({ store });
    expect(await again.engine.person("ann")).toMatchObject({ id: "ann", name: "Ann", roles: ["clerk"] });
    accepted(await sent(again.engine, id, "SUBMIT", "ann"));
    await engine.close();
  });

  it("knows the people of the latest version of each pack", async () => {
    const { engine } = await openWorld({ store: open(), packs: [trial()] });
    const files = { ...trialFiles, "directory.json": { new: { name: "Newcomer", roles: ["clerk"] } } };
    expect(await engine.deploy(packOf(files), { by: admin })).toMatchObject({ ok: true });
    expect(await engine.person("new")).toMatchObject({ name: "Newcomer" });
    expect(await engine.person("ann")).toBeNull();
    expect((await engine.people({ search: "newc" })).map(({ id }) => id)).toEqual(["new"]);
    await engine.close();
  });

  it.each([
    ["by who is no administrator", {}, "ann", "not-permitted"],
    ["by who is unknown", {}, "stranger", "not-permitted"],
    ["with a parameter that the pack does not have", { other: 1 }, admin, "unknown-parameter"],
    ["with a value out of bounds", { patience: 99 }, admin, "invalid-parameter"],
  ])("is refused %s, and changes nothing", async (_why, parameters, by, code) => {
    const { engine } = await openWorld({ store: open() });
    const answer = await engine.deploy(trial(), { by, parameters });
    expect(answer).toMatchObject({ ok: false, problems: [{ code, severity: "error" }] });
    expect(await engine.packs()).toEqual([]);
    await engine.close();
  });

  it("is refused where a schedule's rule cannot be followed", async () => {
    const { engine } = await openWorld({ store: open() });
    const pack = structuredClone(trial());
    pack.schedules = [{ id: "often", procedure: "errand", rule: "FREQ=SECONDLY" }];
    expect(await engine.deploy(pack, { by: admin })).toMatchObject({
      ok: false,
      problems: [{ code: "invalid-schedule", path: "/schedules/0/rule" }],
    });
    await engine.close();
  });

  it("is refused where a machine cannot be compiled", async () => {
    const { engine } = await openWorld({ store: open() });
    const pack = structuredClone(trial());
    const { machine } = pack.procedures["errand"] ?? {};
    if (machine?.states?.["draft"] === undefined) throw new Error("no draft");
    machine.states["draft"].entry = { type: "nothing-of-the-kind" };
    expect(await engine.deploy(pack, { by: admin })).toMatchObject({
      ok: false,
      problems: [{ code: "machine-not-compiled", file: "procedures/errand.json" }],
    });
    await engine.close();
  });
});
