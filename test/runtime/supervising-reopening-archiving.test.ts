import { describe, expect, it } from "vitest";
import { deskWorld } from "./fixtures/desk-world.ts";
import { accepted, sent, viewOf, stores } from "./world.ts";

describe.each(stores)("督办、重开、归档 supervising, reopening, archiving, over %s", (_, open) => {
  const { world, act, done, why, deciding } = deskWorld(open);

  it("H15: supervision is a linked case of its own, shown on both; what it is opened with is checked", async () => {
    const id = await deciding();
    expect(await why(act(id, "supervise", "bob", { data: { letter: "7" } }))).toMatch(/^not-permitted/);
    expect(await why(act(id, "supervise", "cho", { data: { letter: "" } }))).toMatch(/^invalid-payload/);
    expect(await why(act(id, "supervise", "cho", { data: { letter: "7", reply: "x" } }))).toMatch(
      /^invalid-payload/,
    );
    await done(id, "supervise", "cho", { data: { letter: "督〔2026〕7号" } });
    const { children } = (await viewOf(world.engine, id)).case;
    expect(children.map(({ link }) => link)).toEqual(["supervision"]);
    const child = await viewOf(world.engine, children[0]!.case);
    expect([child.case.parent, child.data["letter"]]).toEqual([id, "督〔2026〕7号"]);
  });

  it("H15: an ended case is reopened as a linked round, once, and stays as it ended", async () => {
    const id = await deciding();
    expect(await why(act(id, "reopen", "ann", { reason: "new facts" }))).toMatch(/^not-now: .*has not/);
    accepted(await sent(world.engine, id, "REJECT", "cho"));
    expect(await why(act(id, "reopen", "cho", { reason: "new facts" }))).toMatch(/^not-permitted/);
    await done(id, "reopen", "ann", { reason: "new facts" });
    const old = await viewOf(world.engine, id);
    expect([old.state, old.case.children.map(({ link }) => link)]).toEqual(["refused", ["reopened"]]);
    const next = await viewOf(world.engine, old.case.children[0]!.case);
    expect([next.state, next.data, next.case.parent]).toEqual(["draft", old.data, id]);
    expect(await why(act(id, "reopen", "ann", { reason: "again" }))).toMatch(/^not-now/);
  });

  it("H16: an archived case is frozen under a hash; only its class and who is informed change", async () => {
    const id = await deciding();
    expect(await why(act(id, "archive", "ann", { retention: "10 years" }))).toMatch(/^not-now/);
    accepted(await sent(world.engine, id, "REJECT", "cho"));
    expect(await why(act(id, "archive", "ann", { retention: "for ever" }))).toMatch(/^invalid-payload/);
    await done(id, "archive", "ann", { retention: "10 years" });
    const { archive } = await viewOf(world.engine, id);
    expect(archive).toMatchObject({
      by: "ann",
      retention: "10 years",
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await why(act(id, "archive", "ann", { retention: "10 years" }))).toMatch(/^not-now/);
    expect(await why(act(id, "reopen", "ann", { reason: "x" }))).toMatch(/^case-closed: .*archived/);
    await done(id, "archive", "bob", { retention: "permanent" });
    expect((await viewOf(world.engine, id)).archive).toEqual({ ...archive, retention: "permanent" });
    await done(id, "copy", "cho", { to: ["gil"] });
  });
});
