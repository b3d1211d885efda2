import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import type { Draft, DraftContent } from "../../engine/runtime/index.ts";
import { draftingWorld, errand, given, other, owner, withTitle } from "./fixtures/drafting.ts";
import { trial } from "./fixtures/trial.ts";
import { admin, refused, stores } from "./world.ts";

describe.each(stores)("drafts over %s", (_, open) => {
  const { world, begin, save } = draftingWorld(open);

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
    expect(given(await world.engine.drafts({ by: owner })).items.map(({ id }) => id)).toEqual([draft.id]);
    expect(given(await world.engine.drafts({ by: owner, procedure: "office" })).items).toEqual([]);
  });

  it("are for process owners and administrators; everyone else is told so", async () => {
    const draft = await begin();
    const asked = { draft: draft.id, by: "ann", revision: 1 };
    const answers = [
      await world.engine.drafts({ by: "ann" }),
      await world.engine.draft(asked),
      await world.engine.createDraft({ by: "ann", procedure: "errand", from: { live: true } }),
      await world.engine.saveDraft({ ...asked, content: draft.content }),
      await world.engine.renameDraft({ ...asked, title: "mine" }),
      await world.engine.discardDraft(asked),
      await world.engine.restoreDraft(asked),
      await world.engine.publishDraft({ ...asked, note: "mine" }),
      await world.engine.versions({ procedure: "errand", by: "ann" }),
      await world.engine.version({ procedure: "errand", digest: trial().digest, by: "ann" }),
      await world.engine.packFiles({ digest: trial().digest, by: "ann" }),
    ];
    expect(answers.map(refused)).toEqual(answers.map(() => "not-permitted"));
    expect(given(await world.engine.drafts({ by: admin })).items).toHaveLength(1);
    expect(await begin()).toMatchObject({ revision: 1 });
  });

  it("keep what was typed, word for word, while it is no procedure", async () => {
    const draft = await begin();
    const text = '{ "id": "errand", \n\t"machine": <script>alert(1)</script> 规程 "';
    given(await save(draft, { ...draft.content, text }));
    const { content } = given(await world.engine.draft({ draft: draft.id, by: other })).draft;
    expect(content.text).toBe(text);
    expect(content.definition).toEqual(draft.content.definition);
    const published = await world.engine.publishDraft({ draft: draft.id, by: owner, revision: 2, note: "x" });
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
    const { content } = given(await world.engine.draft({ draft: draft.id, by: owner })).draft;
    expect(content.definition["title"]).toMatchObject({ en: "Pei’s" });
    // Mine is kept beside it, over the same version.
    const mine = given(
      await world.engine.createDraft({
        by: owner,
        procedure: "errand",
        from: { content: withTitle(draft.content, "Ola’s"), base: draft.base },
      }),
    );
    expect(mine.draft.base).toBe(draft.base);
    expect(refused(await world.engine.discardDraft({ draft: draft.id, by: owner, revision: 1 }))).toBe(
      "stale-revision",
    );
  });

  it("of twenty writers at once, exactly one at a time is taken, and none is lost", async () => {
    const draft = await begin();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => save(draft, withTitle(draft.content, `n${n}`))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const { draft: now } = given(await world.engine.draft({ draft: draft.id, by: owner }));
    expect(now.revision).toBe(2);
    expect((now.content.definition["title"] as { en: string }).en).toBe(
      `n${answers.findIndex(({ ok }) => ok)}`,
    );
  });

  it("are renamed without meeting who is writing", async () => {
    const draft = await begin();
    given(await world.engine.renameDraft({ draft: draft.id, by: other, title: " Shorter <b>notice</b> " }));
    expect(given(await save(draft, draft.content)).draft).toMatchObject({
      title: "Shorter <b>notice</b>",
      revision: 2,
    });
    expect(refused(await world.engine.renameDraft({ draft: draft.id, by: other, title: "  " }))).toBe(
      "invalid-request",
    );
  });

  describe("that were discarded", () => {
    const listed = async (status: "open" | "discarded") =>
      given(await world.engine.drafts({ by: other, status })).items.map(({ id }) => id);
    const discard = (draft: Draft, revision = 1) =>
      world.engine.discardDraft({ draft: draft.id, by: owner, revision });

    it("are not there for anybody, and it is said who discarded them and that they can come back", async () => {
      const draft = await begin();
      given(await discard(draft));
      const read = await world.engine.draft({ draft: draft.id, by: other });
      expect(read).toMatchObject({
        refusal: { code: "unknown-draft", details: { discardedBy: "ola", discardedAt: world.clock.now() } },
      });
      expect(refused(await save(draft, draft.content, 2))).toBe("unknown-draft");
      expect(
        refused(await world.engine.publishDraft({ draft: draft.id, by: owner, revision: 2, note: "x" })),
      ).toBe("unknown-draft");
      expect([await listed("open"), await listed("discarded")]).toEqual([[], [draft.id]]);
    });

    it("are brought back by any process owner, with all that was in them, and never over what is open", async () => {
      const draft = await begin();
      given(await save(draft, withTitle(draft.content, "Kept")));
      given(await discard(draft, 2));
      const restored = given(await world.engine.restoreDraft({ draft: draft.id, by: other })).draft;
      expect(restored).toMatchObject({ status: "open", revision: 4, savedBy: "pei", madeBy: "ola" });
      const { content } = given(await world.engine.draft({ draft: draft.id, by: owner })).draft;
      expect(content).toEqual(withTitle(draft.content, "Kept"));
      // Whoever had it before them when it was discarded saves over another revision.
      expect(refused(await save(draft, draft.content, 2))).toBe("stale-revision");
      expect(given(await world.engine.restoreDraft({ draft: draft.id, by: other })).draft).toEqual(restored);
      expect([await listed("open"), await listed("discarded")]).toEqual([[draft.id], []]);
    });

    it("are brought back by nobody else, nor what is not there or was published", async () => {
      const draft = await begin();
      given(await discard(draft));
      expect(refused(await world.engine.restoreDraft({ draft: draft.id, by: "ann" }))).toBe("not-permitted");
      expect(refused(await world.engine.restoreDraft({ draft: "none", by: owner }))).toBe("unknown-draft");
      const { draft: chore } = given(
        await world.engine.createDraft({
          by: owner,
          procedure: "chore",
          from: { nothing: { en: "C", "zh-CN": "杂" } },
        }),
      );
      given(await world.engine.publishDraft({ draft: chore.id, by: owner, revision: 1, note: "new" }));
      expect(refused(await world.engine.restoreDraft({ draft: chore.id, by: owner }))).toBe("draft-closed");
    });

    it("are gone after thirty days, and what was in them with the next that is discarded", async () => {
      const [draft, next] = [await begin(), await begin()];
      given(await discard(draft));
      world.clock.set("2026-04-01T08:59:00+08:00");
      expect(await listed("discarded")).toEqual([draft.id]);
      world.clock.set("2026-04-01T09:00:00+08:00");
      expect(await listed("discarded")).toEqual([]);
      expect(refused(await world.engine.restoreDraft({ draft: draft.id, by: owner }))).toBe("unknown-draft");
      expect(await world.engine.draft({ draft: draft.id, by: owner })).not.toHaveProperty("refusal.details");
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
    expect(given(await world.engine.draft({ draft: draft.id, by: owner })).draft.revision).toBe(2);
  });
});
