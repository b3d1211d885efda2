import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import type { Draft, DraftContent, Engine } from "../../engine/runtime/index.ts";
import { trial, trialFiles } from "./fixtures/trial.ts";
import {
  accepted,
  admin,
  opened,
  openWorld,
  packOf,
  person,
  refused,
  sent,
  stores,
  type World,
} from "./world.ts";

const owner = person("ola", "process-owner");
const other = person("pei", "process-owner");

/** What was accepted; throws the words of a refusal. */
function given<T extends { ok: boolean }>(answer: T): Extract<T, { ok: true }> {
  if (!answer.ok) {
    const { refusal } = answer as unknown as { refusal: { code: string; message: { en: string } } };
    throw new Error(`${refusal.code}: ${refusal.message.en}`);
  }
  return answer as Extract<T, { ok: true }>;
}
const errand = trialFiles["procedures/errand.json"] as JsonObject;

describe.each(stores)("drafts over %s", (_, open) => {
  let world: World;
  let engine: Engine;
  beforeEach(async () => {
    world = await openWorld({ store: open(), packs: [trial()] });
    engine = world.engine;
  });
  afterEach(() => engine.close());

  const begin = async (procedure = "errand"): Promise<Draft> => {
    const { draft } = given(await engine.createDraft({ by: owner, procedure, from: { live: true } }));
    return given(await engine.draft({ draft: draft.id, by: owner })).draft;
  };
  const withTitle = (content: DraftContent, en: string): DraftContent => ({
    ...content,
    definition: { ...content.definition, title: { en, "zh-CN": "差事（修订）" } },
  });
  const save = (draft: Draft, content: DraftContent, revision = draft.revision, by = owner) =>
    engine.saveDraft({ draft: draft.id, by, revision, content });

  it("begin as the live version, to the last key, and say who made them and over what", async () => {
    const draft = await begin();
    expect(draft).toMatchObject({
      procedure: "errand",
      pack: trial().id,
      title: "差事",
      status: "open",
      base: trial().digest,
      revision: 1,
      madeBy: "ola",
      savedBy: "ola",
      madeAt: world.clock.now(),
    });
    expect(JSON.stringify(draft.content.definition)).toBe(JSON.stringify(errand));
    expect(draft.content.layout).toEqual({ states: {} });
    expect(given(await engine.drafts({ by: owner })).items.map(({ id }) => id)).toEqual([draft.id]);
    expect(given(await engine.drafts({ by: owner, procedure: "office" })).items).toEqual([]);
  });

  it("are for process owners and administrators; everyone else is told so", async () => {
    const draft = await begin();
    const asked = { draft: draft.id, by: "ann", revision: 1 };
    const answers = [
      await engine.drafts({ by: "ann" }),
      await engine.draft(asked),
      await engine.createDraft({ by: "ann", procedure: "errand", from: { live: true } }),
      await engine.saveDraft({ ...asked, content: draft.content }),
      await engine.renameDraft({ ...asked, title: "mine" }),
      await engine.discardDraft(asked),
      await engine.restoreDraft(asked),
      await engine.publishDraft({ ...asked, note: "mine" }),
      await engine.versions({ procedure: "errand", by: "ann" }),
      await engine.version({ procedure: "errand", digest: trial().digest, by: "ann" }),
      await engine.packFiles({ digest: trial().digest, by: "ann" }),
    ];
    expect(answers.map(refused)).toEqual(answers.map(() => "not-permitted"));
    expect(given(await engine.drafts({ by: admin })).items).toHaveLength(1);
    expect(await begin()).toMatchObject({ revision: 1 });
  });

  it("keep what was typed, word for word, while it is no procedure", async () => {
    const draft = await begin();
    const text = '{ "id": "errand", \n\t"machine": <script>alert(1)</script> 规程 "';
    given(await save(draft, { ...draft.content, text }));
    const { content } = given(await engine.draft({ draft: draft.id, by: other })).draft;
    expect(content.text).toBe(text);
    expect(content.definition).toEqual(draft.content.definition);
    const published = await engine.publishDraft({ draft: draft.id, by: owner, revision: 2, note: "x" });
    expect(published).toMatchObject({ ok: false, refusal: { code: "invalid-pack" } });
    expect(JSON.stringify(published)).toContain("not-json");
  });

  it("are never overwritten unseen: a second writer is told who saved, when, and at which revision it is", async () => {
    const draft = await begin();
    world.clock.set("2026-03-02T10:00:00+08:00");
    given(await save(draft, withTitle(draft.content, "Pei’s"), 1, other));
    const late = await save(draft, withTitle(draft.content, "Ola’s"), 1);
    expect(late).toMatchObject({
      ok: false,
      refusal: {
        code: "stale-revision",
        details: { revision: 2, savedBy: "pei", savedAt: "2026-03-02T02:00:00.000Z" },
      },
    });
    const { content } = given(await engine.draft({ draft: draft.id, by: owner })).draft;
    expect(content.definition["title"]).toMatchObject({ en: "Pei’s" });
    // Mine is kept beside it, over the same version.
    const mine = given(
      await engine.createDraft({
        by: owner,
        procedure: "errand",
        from: { content: withTitle(draft.content, "Ola’s"), base: draft.base },
      }),
    );
    expect(mine.draft.base).toBe(draft.base);
    expect(refused(await engine.discardDraft({ draft: draft.id, by: owner, revision: 1 }))).toBe(
      "stale-revision",
    );
  });

  it("of twenty writers at once, exactly one at a time is taken, and none is lost", async () => {
    const draft = await begin();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => save(draft, withTitle(draft.content, `n${n}`))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const { draft: now } = given(await engine.draft({ draft: draft.id, by: owner }));
    expect(now.revision).toBe(2);
    expect((now.content.definition["title"] as { en: string }).en).toBe(
      `n${answers.findIndex(({ ok }) => ok)}`,
    );
  });

  it("are renamed without meeting who is writing", async () => {
    const draft = await begin();
    given(await engine.renameDraft({ draft: draft.id, by: other, title: " Shorter <b>notice</b> " }));
    expect(given(await save(draft, draft.content)).draft).toMatchObject({
      title: "Shorter <b>notice</b>",
      revision: 2,
    });
    expect(refused(await engine.renameDraft({ draft: draft.id, by: other, title: "  " }))).toBe(
      "invalid-request",
    );
  });

  describe("that were discarded", () => {
    const listed = async (status: "open" | "discarded") =>
      given(await engine.drafts({ by: other, status })).items.map(({ id }) => id);
    const discard = (draft: Draft, revision = 1) =>
      engine.discardDraft({ draft: draft.id, by: owner, revision });

    it("are not there for anybody, and it is said who discarded them and that they can come back", async () => {
      const draft = await begin();
      given(await discard(draft));
      const read = await engine.draft({ draft: draft.id, by: other });
      expect(read).toMatchObject({
        refusal: { code: "unknown-draft", details: { discardedBy: "ola", discardedAt: world.clock.now() } },
      });
      expect(refused(await save(draft, draft.content, 2))).toBe("unknown-draft");
      expect(refused(await engine.publishDraft({ draft: draft.id, by: owner, revision: 2, note: "x" }))).toBe(
        "unknown-draft",
      );
      expect([await listed("open"), await listed("discarded")]).toEqual([[], [draft.id]]);
    });

    it("are brought back by any process owner, with all that was in them, and never over what is open", async () => {
      const draft = await begin();
      given(await save(draft, withTitle(draft.content, "Kept")));
      given(await discard(draft, 2));
      const restored = given(await engine.restoreDraft({ draft: draft.id, by: other })).draft;
      expect(restored).toMatchObject({ status: "open", revision: 4, savedBy: "pei", madeBy: "ola" });
      const { content } = given(await engine.draft({ draft: draft.id, by: owner })).draft;
      expect(content).toEqual(withTitle(draft.content, "Kept"));
      // Whoever had it before them when it was discarded saves over another revision.
      expect(refused(await save(draft, draft.content, 2))).toBe("stale-revision");
      expect(given(await engine.restoreDraft({ draft: draft.id, by: other })).draft).toEqual(restored);
      expect([await listed("open"), await listed("discarded")]).toEqual([[draft.id], []]);
    });

    it("are brought back by nobody else, nor what is not there or was published", async () => {
      const draft = await begin();
      given(await discard(draft));
      expect(refused(await engine.restoreDraft({ draft: draft.id, by: "ann" }))).toBe("not-permitted");
      expect(refused(await engine.restoreDraft({ draft: "none", by: owner }))).toBe("unknown-draft");
      const { draft: chore } = given(
        await engine.createDraft({
          by: owner,
          procedure: "chore",
          from: { nothing: { en: "C", "zh-CN": "杂" } },
        }),
      );
      given(await engine.publishDraft({ draft: chore.id, by: owner, revision: 1, note: "new" }));
      expect(refused(await engine.restoreDraft({ draft: chore.id, by: owner }))).toBe("draft-closed");
    });

    it("are gone after thirty days, and what was in them with the next that is discarded", async () => {
      const [draft, next] = [await begin(), await begin()];
      given(await discard(draft));
      world.clock.set("2026-04-01T08:59:00+08:00");
      expect(await listed("discarded")).toEqual([draft.id]);
      world.clock.set("2026-04-01T09:00:00+08:00");
      expect(await listed("discarded")).toEqual([]);
      expect(refused(await engine.restoreDraft({ draft: draft.id, by: owner }))).toBe("unknown-draft");
      expect(await engine.draft({ draft: draft.id, by: owner })).not.toHaveProperty("refusal.details");
      given(await discard(next));
      expect(await world.store.reader.draft(draft.id)).toMatchObject({
        status: "gone",
        savedBy: "ola",
        content: {},
      });
      expect((await world.store.reader.draft(next.id))?.content).not.toEqual({});
      expect(await listed("discarded")).toEqual([next.id]);
    });
  });

  it("take a definition of 5 MB, and refuse more, and what no part may be given", async () => {
    const draft = await begin();
    const sized = (size: number): DraftContent => {
      const bare = { ...draft.content.definition, summary: { en: "", "zh-CN": "x" } };
      const filler = "x".repeat(size - JSON.stringify(bare).length);
      return { ...draft.content, definition: { ...bare, summary: { en: filler, "zh-CN": "x" } } };
    };
    given(await save(draft, sized(5_000_000)));
    expect(refused(await save(draft, sized(5_000_001), 2))).toBe("limit-exceeded");
    const hostile = JSON.parse('{ "__proto__": { "a": 1 } }') as JsonObject;
    expect(refused(await save(draft, { ...draft.content, definition: hostile }, 2))).toBe("invalid-request");
    expect(refused(await save(draft, { ...draft.content, text: "a\0" }, 2))).toBe("invalid-request");
    expect(given(await engine.draft({ draft: draft.id, by: owner })).draft.revision).toBe(2);
  });

  describe("from a file", () => {
    const ofFile = (file: string, procedure?: string) =>
      engine.createDraft({ by: owner, from: { file }, ...(procedure === undefined ? {} : { procedure }) });
    const contentOf = async (answer: Awaited<ReturnType<typeof ofFile>>) =>
      given(await engine.draft({ draft: given(answer).draft.id, by: owner })).draft;

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
      const files = { ...trial().files, "layouts/errand.json": JSON.stringify(layout) };
      const several = await ofFile(JSON.stringify({ files }));
      expect(several).toMatchObject({
        refusal: { code: "invalid-request", details: { procedures: expect.any(Array) } },
      });
      expect(await contentOf(await ofFile(JSON.stringify({ files }), "errand"))).toMatchObject({
        content: { definition: errand, layout },
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
      expect(given(await engine.drafts({ by: owner })).items).toEqual([]);
    });
  });

  it("begin from nothing as a procedure without problems, of a free and proper id", async () => {
    const nothing = { nothing: { en: "Chore", "zh-CN": "杂务" } };
    const made = (procedure: string) => engine.createDraft({ by: owner, procedure, from: nothing });
    const { draft } = given(await made("chore"));
    expect(draft).toMatchObject({ base: null, pack: trial().id, title: "杂务" });
    expect(refused(await made("errand"))).toBe("invalid-request");
    expect(refused(await made("Chore No 1"))).toBe("invalid-request");
    const published = given(
      await engine.publishDraft({ draft: draft.id, by: owner, revision: 1, note: "new" }),
    );
    expect(published.problems).toEqual([]);
    const id = await opened(engine, "chore");
    expect(accepted(await sent(engine, id, "FINISH", "ann")).status).toBe("done");
    expect((await engine.verify()).faults).toEqual([]);
  });
});

describe.each(stores)("publication over %s", (_, open) => {
  let world: World;
  let engine: Engine;
  beforeEach(async () => {
    world = await openWorld({ store: open(), packs: [trial()], parameters: { patience: 5 } });
    engine = world.engine;
  });
  afterEach(() => engine.close());

  /** A draft of the errand with another title. */
  const revised = async (en: string) => {
    const { draft } = given(
      await engine.createDraft({ by: owner, procedure: "errand", from: { live: true } }),
    );
    const { content } = given(await engine.draft({ draft: draft.id, by: owner })).draft;
    const definition = { ...content.definition, title: { en, "zh-CN": "差事（修订）" } };
    given(
      await engine.saveDraft({
        draft: draft.id,
        by: owner,
        revision: 1,
        content: { ...content, definition },
      }),
    );
    return draft.id;
  };
  const publish = (
    draft: string,
    more: { note?: string; version?: string; base?: string; revision?: number } = {},
  ) => engine.publishDraft({ draft, by: owner, revision: 2, note: "Clearer title", ...more });
  const history = async () => given(await engine.versions({ procedure: "errand", by: owner })).items;

  it("makes it the next version of its pack with its note, closes the draft, and leaves all else as it is written", async () => {
    world.clock.set("2026-03-03T09:00:00+08:00");
    const draft = await revised("Errand 2");
    const { digest, version } = given(await publish(draft));
    expect(version).toBe("1.0.1");
    expect((await engine.packs()).at(-1)).toMatchObject({
      digest,
      version,
      deployedBy: "ola",
      note: "Clearer title",
      deployedAt: world.clock.now(),
    });
    const live = await engine.pack({ procedure: "office" });
    expect(live?.digest).toBe(digest);
    const { "procedures/errand.json": changed, "pack.json": head, ...rest } = live!.files;
    const { "procedures/errand.json": _, "pack.json": before, ...old } = trial().files;
    expect(rest).toEqual(old);
    expect(head).toBe(before?.replace("1.0.0", "1.0.1"));
    expect(JSON.parse(changed ?? "")).toMatchObject({ title: { en: "Errand 2" } });
    expect((await world.store.reader.pack(digest))?.parameters).toMatchObject({ patience: 5 });
    expect(given(await engine.draft({ draft, by: owner })).draft).toMatchObject({
      status: "published",
      published: digest,
    });
    expect(refused(await publish(draft))).toBe("draft-closed");
    expect(given(await engine.drafts({ by: owner })).items).toEqual([]);
    expect(given(await engine.drafts({ by: owner, status: "published" })).items).toHaveLength(1);
  });

  it("says which version is live, and how many cases run on which; they stay with theirs", async () => {
    const early = await opened(engine, "errand", { about: "a lamp" });
    const ended = await opened(engine, "errand", { about: "a bin" });
    accepted(await engine.withdraw({ case: ended, by: admin, reason: "twice" }));
    world.clock.set("2026-03-03T09:00:00+08:00");
    given(await publish(await revised("Errand 2")));
    await opened(engine, "errand", { about: "a bench" });
    expect(
      (await history()).map(({ version, note, live, cases, deployedBy }) => ({
        version,
        note,
        live,
        cases,
        deployedBy,
      })),
    ).toEqual([
      {
        version: "1.0.1",
        note: "Clearer title",
        live: true,
        cases: { running: 1, all: 1 },
        deployedBy: "ola",
      },
      { version: "1.0.0", note: undefined, live: false, cases: { running: 1, all: 2 }, deployedBy: "admin" },
    ]);
    accepted(await sent(engine, early, "SUBMIT", "ann"));
    expect(given(await engine.versions({ procedure: "office", by: owner })).items).toMatchObject([
      { version: "1.0.0", live: true },
    ]);
  });

  it("goes back to a version of before by a draft of it", async () => {
    const first = trial().digest;
    world.clock.set("2026-03-03T09:00:00+08:00");
    given(await publish(await revised("Errand 2")));
    world.clock.set("2026-03-04T09:00:00+08:00");
    const seen = given(await engine.version({ procedure: "errand", digest: first, by: owner }));
    expect(seen.definition).toEqual(errand);
    const { draft } = given(
      await engine.createDraft({ by: owner, procedure: "errand", from: { version: first } }),
    );
    given(await publish(draft.id, { revision: 1, note: "Back" }));
    expect((await history()).map(({ version, note }) => [version, note])).toEqual([
      ["1.0.2", "Back"],
      ["1.0.1", "Clearer title"],
      ["1.0.0", undefined],
    ]);
    expect((await engine.pack({ procedure: "errand" }))?.files["procedures/errand.json"]).toEqual(
      `${JSON.stringify(errand, null, 2)}\n`,
    );
    expect(
      refused(await engine.createDraft({ by: owner, procedure: "errand", from: { version: "none" } })),
    ).toBe("unknown-procedure");
  });

  it("is refused while somebody else’s version is live that was not looked at, and says whose", async () => {
    const [mine, theirs] = [await revised("Mine"), await revised("Theirs")];
    world.clock.set("2026-03-03T09:00:00+08:00");
    const { digest } = given(
      await engine.publishDraft({ draft: theirs, by: other, revision: 2, note: "First" }),
    );
    const late = await publish(mine);
    expect(late).toMatchObject({
      refusal: {
        code: "draft-behind",
        details: { live: digest, version: "1.0.1", deployedBy: "pei", note: "First" },
      },
    });
    expect(refused(await publish(mine, { base: trial().digest }))).toBe("draft-behind");
    expect(given(await publish(mine, { base: digest })).version).toBe("1.0.2");
  });

  it("is not refused where only another procedure of the pack was published meanwhile", async () => {
    const mine = await revised("Mine");
    const { draft } = given(
      await engine.createDraft({ by: other, procedure: "office", from: { live: true } }),
    );
    const { content } = given(await engine.draft({ draft: draft.id, by: other })).draft;
    const definition = { ...content.definition, title: { en: "Office 2", "zh-CN": "办公室" } };
    given(
      await engine.saveDraft({
        draft: draft.id,
        by: other,
        revision: 1,
        content: { ...content, definition },
      }),
    );
    given(await engine.publishDraft({ draft: draft.id, by: other, revision: 2, note: "Office" }));
    const { version } = given(await publish(mine));
    expect(version).toBe("1.0.2");
    expect((await engine.pack({ procedure: "errand" }))?.procedures["office"]?.title.en).toBe("Office 2");
  });

  it("of two at the same time takes one", async () => {
    const drafts = [await revised("A"), await revised("B")];
    const answers = await Promise.all(drafts.map((draft) => publish(draft)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await engine.packs()).length).toBe(2);
  });

  it("is refused with what is wrong while an error stands, and nothing is deployed", async () => {
    const draft = await revised("Errand 2");
    const { content } = given(await engine.draft({ draft, by: owner })).draft;
    const machine = { ...(content.definition["machine"] as JsonObject), initial: "nowhere" };
    const broken = { ...content, definition: { ...content.definition, machine } };
    given(await engine.saveDraft({ draft, by: owner, revision: 2, content: broken }));
    const answer = await publish(draft, { revision: 3 });
    expect(answer).toMatchObject({ refusal: { code: "invalid-pack" } });
    expect(JSON.stringify(answer)).toContain('"path":"/machine/initial"');
    expect(await engine.packs()).toHaveLength(1);
    expect(given(await engine.draft({ draft, by: owner })).draft.status).toBe("open");
  });

  it("takes a version that is higher and free, a note, a revision that was read, and a change", async () => {
    const draft = await revised("Errand 2");
    for (const version of ["1.0.0", "0.9.0", "1.0.1-rc.1.x y", "two"])
      expect(refused(await publish(draft, { version }))).toBe("invalid-request");
    expect(refused(await publish(draft, { note: "  " }))).toBe("invalid-request");
    expect(refused(await publish(draft, { revision: 1 }))).toBe("stale-revision");
    expect(given(await publish(draft, { version: "2.0.0-rc.1" })).version).toBe("2.0.0-rc.1");
    const { draft: same } = given(
      await engine.createDraft({ by: owner, procedure: "errand", from: { live: true } }),
    );
    expect(refused(await publish(same.id, { revision: 1 }))).toBe("invalid-request");
    expect(given(await publish(await revised("Errand 3"))).version).toBe("2.0.0");
  });

  it("brings the layout and the worked examples with it, and takes away what was taken away", async () => {
    const { draft } = given(
      await engine.createDraft({ by: owner, procedure: "errand", from: { live: true } }),
    );
    const { content } = given(await engine.draft({ draft: draft.id, by: owner })).draft;
    const layout = { states: { draft: { x: 40, y: 60 } } };
    const scenarios = {
      procedure: "errand",
      scenarios: [
        {
          name: { en: "One", "zh-CN": "一" },
          at: "2026-03-02T09:00:00+08:00",
          by: "ann",
          data: { about: "x" },
        },
      ],
    };
    given(
      await engine.saveDraft({
        draft: draft.id,
        by: owner,
        revision: 1,
        content: { ...content, layout, scenarios },
      }),
    );
    const { digest } = given(await publish(draft.id));
    const live = await engine.pack({ digest });
    expect(live?.layouts["errand"]).toEqual(layout);
    expect(live?.scenarios["errand"]).toEqual(scenarios);
    expect(live?.files["procedures/errand.json"]).toBe(trial().files["procedures/errand.json"]);
    const next = given(
      await engine.createDraft({ by: owner, procedure: "errand", from: { live: true } }),
    ).draft;
    given(
      await engine.saveDraft({
        draft: next.id,
        by: owner,
        revision: 1,
        content: { ...content, layout, scenarios: null },
      }),
    );
    given(await publish(next.id));
    expect(Object.keys((await engine.pack({ procedure: "errand" }))?.scenarios ?? {})).not.toContain(
      "errand",
    );
  });

  it("gives the files of a deployed pack, which make the same pack again", async () => {
    const { files, version } = given(await engine.packFiles({ digest: trial().digest, by: owner }));
    expect(version).toBe("1.0.0");
    expect(packOf(files).digest).toBe(trial().digest);
    expect(refused(await engine.packFiles({ digest: "none", by: owner }))).toBe("unknown-procedure");
  });
});
