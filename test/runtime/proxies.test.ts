import { describe, expect, it } from "vitest";
import type { By } from "../../engine/runtime/index.ts";
import { deskWorld } from "./fixtures/desk-world.ts";
import { accepted, admin, journalOf, opened, sent, stores } from "./world.ts";

describe.each(stores)("代理 standing proxies, over %s", (_, open) => {
  const { world, done, why, inbox, deciding } = deskWorld(open);

  const period = { from: "2026-03-01T00:00:00.000Z", to: "2026-04-01T00:00:00.000Z" };
  const forDan = { id: "fay", roles: ["anything"], for: "dan" };

  it("H11: acts for another, as the record says, with that person's roles and for the time of the proxy", async () => {
    const id = await deciding();
    expect(await why(sent(world.engine, id, "APPROVE", forDan))).toMatch(
      /^not-permitted: You are not dan's proxy/,
    );
    const made = await world.engine.appointProxy({ by: "dan", of: "dan", proxy: "fay", ...period });
    expect(made).toMatchObject({ ok: true, proxy: { appointedBy: "dan" } });
    expect(await why(sent(world.engine, id, "APPROVE", "fay"))).toMatch(/^not-permitted/);
    // Both see the task, and whoever acts first has done it.
    expect(await inbox("dan")).toEqual(["deciding APPROVE REJECT WITHDRAW"]);
    const [task] = (await world.engine.inbox({ by: "fay" })).items;
    expect([task?.state, task?.for]).toEqual(["deciding", "dan"]);
    expect(accepted(await sent(world.engine, id, "APPROVE", forDan)).state).toBe("signing");
    expect((await journalOf(world.engine, id)).find(({ event }) => event.type === "APPROVE")?.by).toEqual({
      id: "fay",
      roles: ["chief"],
      for: "dan",
    });
    // Also a vote, in that person's seat.
    accepted(await sent(world.engine, id, "SIGN", forDan, { choice: "agree" }));
    expect(await why(sent(world.engine, id, "SIGN", "dan", { choice: "agree" }))).toMatch(/^already-voted/);
    world.clock.set(period.to);
    expect(await why(sent(world.engine, id, "SIGN", forDan, { choice: "agree" }))).toMatch(/proxy/);
    expect(await inbox("fay")).toEqual([]);
  });

  it("B2, H11: separation of duties looks at both persons", async () => {
    const id = await opened(world.engine, "permit");
    await world.engine.appointProxy({ by: admin, of: "bob", proxy: "dan", ...period });
    await world.engine.appointProxy({ by: admin, of: "eve", proxy: "gil", ...period });
    await world.engine.appointProxy({ by: admin, of: "cho", proxy: "dan", ...period });
    accepted(await sent(world.engine, id, "SUBMIT", { id: "dan", roles: [], for: "bob" }));
    accepted(await sent(world.engine, id, "EXAMINE", "ann"));
    expect(await why(sent(world.engine, id, "APPROVE", "dan"))).toMatch(/Whoever has done “Submit”/);
    expect(await why(sent(world.engine, id, "APPROVE", { id: "dan", roles: [], for: "cho" }))).toMatch(
      /Whoever has done “Submit”/,
    );
    accepted(await sent(world.engine, id, "APPROVE", { id: "gil", roles: [], for: "eve" }));
  });

  it("H11: reaches as far as it was given, and ends when it is ended", async () => {
    const id = await deciding();
    const scoped = { by: "dan", of: "dan", proxy: "fay", ...period };
    await world.engine.appointProxy({ ...scoped, procedures: ["sealed"] });
    expect(await why(sent(world.engine, id, "REJECT", forDan))).toMatch(/proxy/);
    expect(await why(world.engine.read(id, { by: forDan }))).toMatch(/proxy/);
    expect(await inbox("fay")).toEqual([]);
    await world.engine.appointProxy({ ...scoped, roles: ["clerk"] });
    expect(await why(sent(world.engine, id, "REJECT", forDan))).toMatch(/It is for: chief/);
    await world.engine.appointProxy(scoped);
    expect((await world.engine.proxies({ by: "fay" })).actsFor).toHaveLength(1);
    expect((await world.engine.proxies({ by: "gil", person: "fay" })).actsFor).toEqual([]);
    await done(id, "transfer", forDan, { to: "cho" });
    expect((await journalOf(world.engine, id)).at(-1)?.by).toMatchObject({ id: "fay", for: "dan" });
    await done(id, "transfer", "cho", { to: "dan" });
    expect(await world.engine.endProxy({ by: "dan", of: "dan", proxy: "fay" })).toEqual({ ok: true });
    expect(await why(sent(world.engine, id, "REJECT", forDan))).toMatch(/proxy/);
    expect(await why(world.engine.endProxy({ by: "dan", of: "dan", proxy: "fay" }))).toMatch(/proxy/);
  });

  it("H11: is given by oneself or an administrator, and not passed on", async () => {
    const give = (by: By, of: string, proxy: string, more: object = {}) =>
      world.engine.appointProxy({ by, of, proxy, ...period, ...more });
    expect(await why(give("gil", "dan", "gil"))).toMatch(/administrator/);
    expect(await why(give("dan", "dan", "dan"))).toMatch(/oneself/);
    expect(await why(give("dan", "dan", "nobody"))).toMatch(/Nobody is known/);
    expect(await why(give("dan", "dan", "fay", { to: period.from }))).toMatch(/period/);
    expect(await why(give("dan", "dan", "fay", { from: "soon" }))).toMatch(/period/);
    await give("dan", "dan", "fay");
    expect(await why(give({ id: "fay", roles: [], for: "dan" }, "dan", "gil"))).toMatch(/administrator/);
  });
});
