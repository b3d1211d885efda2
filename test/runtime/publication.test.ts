import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import { draftingWorld, errand, given, other, owner, worked } from "./fixtures/drafting.ts";
import { trial } from "./fixtures/trial.ts";
import { accepted, admin, opened, packOf, refused, sent, stores } from "./world.ts";

describe.each(stores)("publication over %s", (_, open) => {
  const { world, begin, save, revised, publish } = draftingWorld(open, { patience: 5 });
  const history = async () => given(await world.engine.versions({ procedure: "errand", by: owner })).items;

  it("makes it the next version of its pack with its note, closes the draft, and leaves all else as it is written", async () => {
    world.clock.set("2026-03-03T09:00:00+08:00");
    const draft = await revised("Errand 2");
    const { digest, version } = given(await publish(draft));
    expect(version).toBe("1.0.1");
    expect((await world.engine.packs()).at(-1)).toMatchObject({
      digest,
      version,
      deployedBy: "ola",
      note: "Clearer title",
      deployedAt: world.clock.now(),
    });
    const live = await world.engine.pack({ procedure: "office" });
    expect(live?.digest).toBe(digest);
    const { "procedures/errand.json": changed, "pack.json": head, ...rest } = live!.files;
    const { "procedures/errand.json": _, "pack.json": before, ...old } = trial().files;
    expect(rest).toEqual(old);
    expect(head).toBe(before?.replace("1.0.0", "1.0.1"));
    expect(JSON.parse(changed ?? "")).toMatchObject({ title: { en: "Errand 2" } });
    expect((await world.store.reader.pack(digest))?.parameters).toMatchObject({ patience: 5 });
    expect(given(await world.engine.draft({ draft, by: owner })).draft).toMatchObject({
      status: "published",
      published: digest,
    });
    expect(refused(await publish(draft))).toBe("draft-closed");
    expect(given(await world.engine.drafts({ by: owner })).items).toEqual([]);
    expect(given(await world.engine.drafts({ by: owner, status: "published" })).items).toHaveLength(1);
  });

  it("says which version is live, and how many cases run on which; they stay with theirs", async () => {
    const early = await opened(world.engine, "errand", { about: "a lamp" });
    const ended = await opened(world.engine, "errand", { about: "a bin" });
    accepted(await world.engine.withdraw({ case: ended, by: admin, reason: "twice" }));
    world.clock.set("2026-03-03T09:00:00+08:00");
    given(await publish(await revised("Errand 2")));
    await opened(world.engine, "errand", { about: "a bench" });
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
    accepted(await sent(world.engine, early, "SUBMIT", "ann"));
    expect(given(await world.engine.versions({ procedure: "office", by: owner })).items).toMatchObject([
      { version: "1.0.0", live: true },
    ]);
  });

  it("goes back to a version of before by a draft of it", async () => {
    const first = trial().digest;
    world.clock.set("2026-03-03T09:00:00+08:00");
    given(await publish(await revised("Errand 2")));
    world.clock.set("2026-03-04T09:00:00+08:00");
    const seen = given(await world.engine.version({ procedure: "errand", digest: first, by: owner }));
    expect(seen.definition).toEqual(errand);
    const { draft } = given(
      await world.engine.createDraft({ by: owner, procedure: "errand", from: { version: first } }),
    );
    given(await publish(draft.id, { revision: 1, note: "Back" }));
    expect((await history()).map(({ version, note }) => [version, note])).toEqual([
      ["1.0.2", "Back"],
      ["1.0.1", "Clearer title"],
      ["1.0.0", undefined],
    ]);
    expect((await world.engine.pack({ procedure: "errand" }))?.files["procedures/errand.json"]).toEqual(
      `${JSON.stringify(errand, null, 2)}\n`,
    );
    expect(
      refused(await world.engine.createDraft({ by: owner, procedure: "errand", from: { version: "none" } })),
    ).toBe("unknown-procedure");
  });

  it("is refused while somebody else’s version is live that was not looked at, and says whose", async () => {
    const [mine, theirs] = [await revised("Mine"), await revised("Theirs")];
    world.clock.set("2026-03-03T09:00:00+08:00");
    const { digest } = given(
      await world.engine.publishDraft({ draft: theirs, by: other, revision: 2, note: "First" }),
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
    const theirs = await revised("Office 2", "office", other);
    given(await world.engine.publishDraft({ draft: theirs, by: other, revision: 2, note: "Office" }));
    const { version } = given(await publish(mine));
    expect(version).toBe("1.0.2");
    expect((await world.engine.pack({ procedure: "errand" }))?.procedures["office"]?.title.en).toBe(
      "Office 2",
    );
  });

  it("of two at the same time takes one", async () => {
    const drafts = [await revised("A"), await revised("B")];
    const answers = await Promise.all(drafts.map((draft) => publish(draft)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await world.engine.packs()).length).toBe(2);
  });

  it("is refused with what is wrong while an error stands, and nothing is deployed", async () => {
    const draft = await revised("Errand 2");
    const { content } = given(await world.engine.draft({ draft, by: owner })).draft;
    const machine = { ...(content.definition["machine"] as JsonObject), initial: "nowhere" };
    const broken = { ...content, definition: { ...content.definition, machine } };
    given(await world.engine.saveDraft({ draft, by: owner, revision: 2, content: broken }));
    const answer = await publish(draft, { revision: 3 });
    expect(answer).toMatchObject({ refusal: { code: "invalid-pack" } });
    expect(JSON.stringify(answer)).toContain('"path":"/machine/initial"');
    expect(await world.engine.packs()).toHaveLength(1);
    expect(given(await world.engine.draft({ draft, by: owner })).draft.status).toBe("open");
  });

  it("takes a version that is higher and free, a note, a revision that was read, and a change", async () => {
    const draft = await revised("Errand 2");
    for (const version of ["1.0.0", "0.9.0", "1.0.1-rc.1.x y", "two"])
      expect(refused(await publish(draft, { version }))).toBe("invalid-request");
    expect(refused(await publish(draft, { note: "  " }))).toBe("invalid-request");
    expect(refused(await publish(draft, { revision: 1 }))).toBe("stale-revision");
    expect(given(await publish(draft, { version: "2.0.0-rc.1" })).version).toBe("2.0.0-rc.1");
    const { draft: same } = given(
      await world.engine.createDraft({ by: owner, procedure: "errand", from: { live: true } }),
    );
    expect(refused(await publish(same.id, { revision: 1 }))).toBe("invalid-request");
    expect(given(await publish(await revised("Errand 3"))).version).toBe("2.0.0");
  });

  it("brings the layout and the worked examples with it, and takes away what was taken away", async () => {
    const layout = { states: { draft: { x: 40, y: 60 } } };
    const draft = await begin();
    given(await save(draft, { ...draft.content, layout, scenarios: worked }));
    const { digest } = given(await publish(draft.id));
    const live = await world.engine.pack({ digest });
    expect(live?.layouts["errand"]).toEqual(layout);
    expect(live?.scenarios["errand"]).toEqual(worked);
    expect(live?.files["procedures/errand.json"]).toBe(trial().files["procedures/errand.json"]);
    const next = await begin();
    given(await save(next, { ...draft.content, layout, scenarios: null }));
    given(await publish(next.id));
    const { scenarios = {} } = (await world.engine.pack({ procedure: "errand" }))!;
    expect(Object.keys(scenarios)).not.toContain("errand");
  });

  it("gives the files of a deployed pack, which make the same pack again", async () => {
    const { files, version } = given(await world.engine.packFiles({ digest: trial().digest, by: owner }));
    expect(version).toBe("1.0.0");
    expect(packOf(files).digest).toBe(trial().digest);
    expect(refused(await world.engine.packFiles({ digest: "none", by: owner }))).toBe("unknown-procedure");
  });
});
