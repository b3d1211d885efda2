import { describe, expect, it } from "vitest";
import type { Explanation } from "../../engine/machine/index.ts";
import type { JsonObject } from "../../engine/model/index.ts";
import type { JournalEntry } from "../../engine/ports/index.ts";
import { trial, trialFiles, trialWorld } from "./fixtures/trial.ts";
import {
  accepted,
  admin,
  journalOf,
  opened,
  openWorld,
  packOf,
  person,
  refused,
  sent,
  stores,
  viewOf,
} from "./world.ts";

describe.each(stores)("who sees what, over %s", (_, open) => {
  const world = trialWorld(open);

  const errand = async () => {
    const id = await opened(world.engine, "errand", { about: "a lamp", income: 1234, helper: "dee" });
    accepted(await sent(world.engine, id, "SUBMIT", "ann", { note: "please", salary: 5678 }));
    return id;
  };
  /** Everything that the engine shows somebody of a case, as one text. */
  const shownTo = async (id: string, by: string) => {
    const { engine } = world;
    return JSON.stringify([
      await engine.read(id, { by }),
      await engine.journal(id, { by }),
      await engine.cases({ by }),
      await engine.inbox({ by }),
      await engine.explain({ case: id, event: { type: "APPROVE" }, by }),
    ]);
  };

  describe("a case", () => {
    it.each([
      ["who opened it", "ann"],
      ["who has a role that the procedure names", "cho"],
      ["who has a role in this case", "dee"],
      ["an administrator", "admin"],
    ])("is seen by %s", async (_who, id) => {
      const { engine } = world;
      const by = id === "admin" ? admin : id;
      const errandId = await errand();
      expect(await engine.read(errandId, { by })).toMatchObject({ ok: true });
      expect(await engine.journal(errandId, { by })).toMatchObject({ ok: true });
      expect((await engine.cases({ by })).items.map((item) => item.id)).toEqual([errandId]);
    });

    it("is seen by its electors, by name alone", async () => {
      const { engine } = world;
      const id = await opened(engine, "vote");
      expect(await engine.read(id, { by: person("m1") })).toMatchObject({ ok: true });
      expect((await engine.cases({ by: person("m1") })).items).toHaveLength(1);
      expect(await engine.read(id, { by: person("m9") })).toMatchObject({ ok: false });
    });

    it("is seen by nobody else: not by others with a name, not by strangers, not by other roles", async () => {
      const { engine } = world;
      const id = await errand();
      for (const by of ["eve", "stranger", person("zed", "gardener"), "m1"]) {
        for (const answer of [
          await engine.read(id, { by }),
          await engine.journal(id, { by }),
          await engine.explain({ case: id, event: { type: "APPROVE" }, by }),
        ])
          expect(refused(answer)).toBe("not-permitted");
        expect(await engine.cases({ by })).toEqual({ items: [] });
        expect(await engine.inbox({ by })).toEqual({ items: [] });
      }
      expect(refused(await engine.read("nothing", { by: "ann" }))).toBe("unknown-case");
    });

    it("shows which states were ever active, and what was taken, in order", async () => {
      const { engine } = world;
      const id = await errand();
      accepted(await sent(engine, id, "RETURN", "cho", { note: "more" }));
      expect((await viewOf(engine, id)).visited).toEqual({
        states: ["draft", "review"],
        taken: ["draft|on:SUBMIT|0", "review|on:RETURN|0"],
      });
    });
  });

  describe("the inbox", () => {
    const title = { en: "Complaint", "zh-CN": "投诉" };
    const complaint: JsonObject = {
      id: "complaint",
      title,
      opening: { by: ["clerk"] },
      data: {
        type: "object",
        properties: {
          title: { type: "string", confidential: "means" },
          about: { type: "string" },
        },
      },
      confidential: { means: { to: ["chief"] } },
      events: { LOOK: { title, by: ["clerk", "chief"] } },
      machine: {
        id: "complaint",
        initial: "looking",
        states: {
          looking: {
            meta: { title, task: { to: ["clerk", "chief", "member"] } },
            on: { LOOK: { target: "seen" } },
          },
          seen: { type: "final" },
        },
      },
    };
    const subjects = async (by: string) =>
      (await world.engine.inbox({ by })).items.map(({ case: id, subject }) => [id, subject]);

    it("says of each task what its case is about, as far as a person may see it", async () => {
      await world.engine.deploy(packOf({ ...trialFiles, "procedures/complaint.json": complaint }), {
        by: admin,
      });
      const whole = { title: "Mrs Wang's lamp", about: "a dark staircase" };
      const first = await opened(world.engine, "complaint", whole);
      const second = await opened(world.engine, "complaint", { title: "Mr Li's gate" });
      expect(await subjects("cho")).toEqual([
        [first, "Mrs Wang's lamp"],
        [second, "Mr Li's gate"],
      ]);
      expect(await subjects("bob")).toEqual([
        [first, "a dark staircase"],
        [second, null],
      ]);
      // Members are asked, but may not see the case.
      expect(await subjects("m1")).toEqual([
        [first, null],
        [second, null],
      ]);
    });
  });

  describe("a confidential field", () => {
    it("is shown to those in its class", async () => {
      const id = await errand();
      const shown = await shownTo(id, "cho");
      expect(shown).toContain("1234");
      expect(shown).toContain("5678");
    });

    it("is shown to nobody else, on no surface: not to who gave it, not to administrators", async () => {
      const id = await errand();
      for (const by of ["ann", "dee"]) {
        const shown = await shownTo(id, by);
        expect(shown).toContain("a lamp");
        expect(shown).not.toMatch(/1234|5678/);
      }
      const { engine } = world;
      const asAdmin = [
        await engine.read(id, { by: admin }),
        await engine.journal(id, { by: admin }),
        await engine.cases({ by: admin }),
      ];
      expect(JSON.stringify(asAdmin)).not.toMatch(/1234|5678/);
    });

    it("is in no change that is streamed, but to those in its class", async () => {
      const { engine } = world;
      await errand();
      const changesFor = async (by?: string) => {
        const stop = new AbortController();
        const entries: JournalEntry[] = [];
        for await (const { entry } of engine.changes({
          after: 0,
          signal: stop.signal,
          ...(by === undefined ? {} : { by }),
        })) {
          entries.push(entry);
          if (entries.length === 2) stop.abort();
        }
        return JSON.stringify(entries);
      };
      expect(await changesFor("cho")).toContain("1234");
      expect(await changesFor("ann")).not.toMatch(/1234|5678/);
      expect(await changesFor()).not.toMatch(/1234|5678/);
    });

    it("keeps its value out of explanations that read it, and leaves whether the rule holds", async () => {
      const { engine } = world;
      const id = await errand();
      const guardFor = async (by: string): Promise<Explanation | undefined> => {
        const told = await engine.explain({ case: id, event: { type: "APPROVE" }, by });
        return told.ok ? told.transitions[0]?.guard : undefined;
      };
      const numbers = (node: Explanation | undefined): unknown[] =>
        node === undefined ? [] : [node.value, ...(node.parts ?? []).flatMap(numbers)];
      expect(numbers(await guardFor("cho"))).toContain(1234);
      expect(numbers(await guardFor("ann"))).not.toContain(1234);
      expect((await guardFor("ann"))?.value).toBe(false);
    });

    it("is kept in the record, whole", async () => {
      const id = await errand();
      const record = await world.store.reader.case(id);
      expect(record?.state.data).toMatchObject({ income: 1234 });
      expect((await world.engine.verify()).faults).toEqual([]);
    });
  });

  describe("E10: a secret ballot", () => {
    const choices = /"choice":"(for|against|abstain)"/;
    it("E10: shows who has cast and no choice, to nobody", async () => {
      const { engine, store } = world;
      const id = await opened(engine, "vote");
      for (const [by, choice] of [
        ["m1", "for"],
        ["m2", "against"],
      ] as const)
        accepted(await sent(engine, id, "VOTE", by, { choice }));
      for (const by of ["m1", "m3", "ann"]) {
        const shown = JSON.stringify([await engine.read(id, { by }), await engine.journal(id, { by })]);
        expect(shown).not.toMatch(choices);
      }
      expect(JSON.stringify((await store.reader.journal(id, {})).items)).not.toMatch(choices);
      const [ballot] = (await viewOf(engine, id, "m3")).ballots;
      expect(ballot?.electors.map(({ state }) => state)).toEqual([
        "cast",
        "cast",
        "waiting",
        "waiting",
        "waiting",
      ]);
    });

    it("E10: counts nothing in public while it is open: two looks would tell a vote", async () => {
      const { engine } = world;
      const id = await opened(engine, "vote");
      accepted(await sent(engine, id, "VOTE", "m1", { choice: "for" }));
      expect((await viewOf(engine, id, "ann")).ballots[0]?.counts).toEqual({});
      for (const by of ["m2", "m3"]) accepted(await sent(engine, id, "VOTE", by, { choice: "for" }));
      const ended = (await journalOf(engine, id)).find(({ kind }) => kind === "ballot");
      expect(ended?.event["output"]).toMatchObject({ result: "passed", counts: { for: 3 } });
      expect(JSON.stringify(ended)).not.toContain('"votes"');
    });

    it("shows an open ballot's votes as they are cast", async () => {
      const { engine } = world;
      const id = await opened(engine, "vote", { secret: false });
      accepted(await sent(engine, id, "VOTE", "m1", { choice: "for" }));
      expect((await viewOf(engine, id, "ann")).ballots[0]).toMatchObject({ counts: { for: 1 } });
    });
  });

  describe("notices", () => {
    it("show what was published, to anyone, while the case is in the states that they name", async () => {
      const { engine, clock } = world;
      const id = await opened(engine, "vote");
      const names = async () => (await engine.notices()).items.map(({ notice }) => notice);
      expect(await names()).toEqual(["call"]);
      for (const by of ["m1", "m2", "m3"]) accepted(await sent(engine, id, "VOTE", by, { choice: "for" }));
      expect(await names()).toEqual(["result", "call"]);
      expect((await engine.notices({ case: id })).items[0]).toMatchObject({ fields: { result: "passed" } });
      clock.set("2026-03-02T12:00:00+08:00");
      await engine.tick();
      expect(await names()).toEqual(["call"]);
    });
  });

  describe("lists", () => {
    it("come in pages that leave nothing out and repeat nothing, whoever looks", async () => {
      const { engine } = world;
      const mine: string[] = [];
      for (let n = 0; n < 30; n++) {
        const id = await opened(
          engine,
          n % 3 === 0 ? "errand" : "vote",
          n % 3 === 0 ? { about: `no ${n}` } : {},
        );
        if (n % 3 === 0) mine.unshift(id);
      }
      const seen: string[] = [];
      for (let after: string | undefined; ;) {
        const page = await engine.cases({ by: "cho", limit: 4, ...(after === undefined ? {} : { after }) });
        expect(page.items.length).toBeLessThanOrEqual(4);
        seen.push(...page.items.map(({ id }) => id));
        if (page.next === undefined) break;
        after = page.next;
      }
      expect(seen).toEqual(mine);
    });

    it("journal comes in pages too", async () => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      for (let n = 0; n < 5; n++) accepted(await sent(engine, id, "COUNT", "ann"));
      const first = await engine.journal(id, { by: "ann", limit: 4 });
      if (!first.ok || first.next === undefined) throw new Error("no next page");
      const second = await engine.journal(id, { by: "ann", limit: 4, after: first.next });
      if (!second.ok) throw new Error("no second page");
      expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(second.next).toBeUndefined();
    });
  });

  describe("changes", () => {
    it("follow the journal as it is written, each once and in order", async () => {
      const { engine } = world;
      const stop = new AbortController();
      const seen: [number, string, number][] = [];
      const following = (async () => {
        for await (const { position, procedure, entry } of engine.changes({ signal: stop.signal })) {
          seen.push([position, procedure, entry.seq]);
          if (seen.length === 21) stop.abort();
        }
      })();
      await new Promise((resolve) => setImmediate(resolve));
      const id = await opened(engine, "errand", { about: "a lamp" });
      for (let n = 0; n < 20; n++) accepted(await sent(engine, id, "COUNT", "ann"));
      await following;
      expect(seen.map(([, procedure, seq]) => [procedure, seq])).toEqual(
        Array.from({ length: 21 }, (_, n) => ["errand", n + 1]),
      );
      expect(seen.map(([position]) => position)).toEqual(
        seen.map(([position]) => position).toSorted((a, b) => a - b),
      );
    });

    it("resume after a position, and end with the engine", async () => {
      const { engine } = await openWorld({ store: open(), packs: [trial()] });
      const id = await opened(engine, "errand", { about: "a lamp" });
      accepted(await sent(engine, id, "COUNT", "ann"));
      const seqs: number[] = [];
      const following = (async () => {
        for await (const { entry } of engine.changes({ after: 1 })) seqs.push(entry.seq);
      })();
      while (seqs.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await engine.close();
      await following;
      expect(seqs).toEqual([2]);
    });

    it("leave out the cases that a person may not see", async () => {
      const { engine } = world;
      await opened(engine, "errand", { about: "a lamp" });
      const vote = await opened(engine, "vote");
      const stop = new AbortController();
      for await (const { entry } of engine.changes({ after: 0, by: "m1", signal: stop.signal })) {
        expect(entry.case).toBe(vote);
        stop.abort();
      }
    });
  });

  describe("explain", () => {
    it("says what send would say, and changes nothing", async () => {
      const { engine, clock } = world;
      const id = await errand();
      for (const [by, type] of [
        ["cho", "APPROVE"],
        ["ann", "APPROVE"],
        ["ann", "COUNT"],
        ["cho", "RETURN"],
      ] as const) {
        const told = await engine.explain({ case: id, event: { type }, by });
        const before = (await viewOf(engine, id)).case.revision;
        const answer = await sent(engine, id, type, by);
        const refusal = answer.ok ? {} : { refusal: { code: answer.refusal.code } };
        expect(told).toMatchObject({ ok: true, allowed: answer.ok, event: type, ...refusal });
        expect((await viewOf(engine, id)).case.revision).toBe(before);
      }
      clock.set("2026-03-20T09:00:00+08:00");
      const late = await engine.explain({ case: id, event: { type: "APPROVE" }, by: "cho" });
      expect(late).toMatchObject({ ok: true, allowed: false, refusal: { code: "case-closed" } });
      expect((await viewOf(engine, id)).state).toBe("review");
    });

    it("refuses what nobody can send", async () => {
      const id = await errand();
      expect(refused(await world.engine.explain({ case: id, event: { type: "NOTHING" }, by: "cho" }))).toBe(
        "unknown-event",
      );
    });
  });
});
