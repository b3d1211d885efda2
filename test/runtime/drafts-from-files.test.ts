import { describe, expect, it } from "vitest";
import { draftingWorld, errand, given, owner, worked } from "./fixtures/drafting.ts";
import { trial } from "./fixtures/trial.ts";
import { accepted, opened, refused, sent, stores } from "./world.ts";

describe.each(stores)("drafts from a file, over %s", (_, open) => {
  const { world } = draftingWorld(open);
  const ofFile = (file: string, procedure?: string) =>
    world.engine.createDraft({
      by: owner,
      from: { file },
      ...(procedure === undefined ? {} : { procedure }),
    });
  const contentOf = async (answer: Awaited<ReturnType<typeof ofFile>>) =>
    given(await world.engine.draft({ draft: given(answer).draft.id, by: owner })).draft;

  it("are what it says: a procedure that is live, or one that is not there yet", async () => {
    const known = await contentOf(await ofFile(JSON.stringify(errand, null, 4)));
    expect(known).toMatchObject({
      procedure: "errand",
      base: trial().digest,
      content: { definition: errand },
    });
    const fresh = await contentOf(await ofFile(JSON.stringify({ ...errand, id: "chore" })));
    expect(fresh).toMatchObject({ procedure: "chore", base: null, pack: trial().id });
  });

  it("of a pack take the procedure with its layout and scenarios, once it is said which", async () => {
    const layout = { states: { draft: { x: 1, y: 2 } } };
    const files = {
      ...trial().files,
      "layouts/errand.json": JSON.stringify(layout),
      "scenarios/errand.json": JSON.stringify(worked),
    };
    const several = await ofFile(JSON.stringify({ files }));
    expect(several).toMatchObject({
      refusal: { code: "invalid-request", details: { procedures: expect.any(Array) } },
    });
    expect(await contentOf(await ofFile(JSON.stringify({ files }), "errand"))).toMatchObject({
      content: { definition: errand, layout, scenarios: worked },
    });
    expect(refused(await ofFile(JSON.stringify({ files }), "none"))).toBe("invalid-request");
  });

  it("of a procedure that has not the form of one are kept as text for their owner to mend", async () => {
    const text = JSON.stringify({ ...errand, opening: "everybody", "<img>": 1 }, null, 3);
    const { content } = await contentOf(await ofFile(text));
    expect(content.text).toBe(text);
    expect(content.definition["id"]).toBe("errand");
  });

  it.each([
    ["no JSON", "{ id: errand }"],
    ["nothing", ""],
    ["a list", "[1, 2]"],
    ["a number", "7"],
    ["markup", "<html></html>"],
    ["a photograph", "\u0089PNG\r\n\u001a\n"],
    ["no procedure", '{ "a": 1 }'],
    ["a prototype", '{ "id": "errand", "machine": {}, "__proto__": { "x": 1 } }'],
    ["a key twice", '{ "id": "errand", "id": "other", "machine": {} }'],
    ["a nest", `{ "id": "errand", "machine": ${"[".repeat(70)}${"]".repeat(70)} }`],
    ["an id with markup", '{ "id": "<script>", "machine": {} }'],
    ["a pack of no texts", '{ "files": { "procedures/a.json": 7 } }'],
    ["a pack of nothing", '{ "files": {} }'],
    [
      "more than a file may have",
      JSON.stringify({ ...errand, summary: { en: "x".repeat(5_000_000), "zh-CN": "x" } }),
    ],
  ])("are refused with the reason: %s", async (_what, file) => {
    const answer = await ofFile(file);
    expect(refused(answer)).toBe("invalid-request");
    expect(JSON.stringify(answer)).toMatch(/\p{Script=Han}/u);
    expect(given(await world.engine.drafts({ by: owner })).items).toEqual([]);
  });

  it("begin from nothing as a procedure without problems, of a free and proper id", async () => {
    const nothing = { nothing: { en: "Chore", "zh-CN": "杂务" } };
    const made = (procedure: string) => world.engine.createDraft({ by: owner, procedure, from: nothing });
    const { draft } = given(await made("chore"));
    expect(draft).toMatchObject({ base: null, pack: trial().id, title: "杂务" });
    expect(refused(await made("errand"))).toBe("invalid-request");
    expect(refused(await made("Chore No 1"))).toBe("invalid-request");
    const published = given(
      await world.engine.publishDraft({ draft: draft.id, by: owner, revision: 1, note: "new" }),
    );
    expect(published.problems).toEqual([]);
    const id = await opened(world.engine, "chore");
    expect(accepted(await sent(world.engine, id, "FINISH", "ann")).status).toBe("done");
    expect((await world.engine.verify()).faults).toEqual([]);
  });
});
