import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  Conflict,
  OutcomeUnknown,
  StoreUnavailable,
  type Store,
  type Transaction,
} from "../../engine/ports/index.ts";
import { faultPoints, libsql, memory } from "../../engine/store/index.ts";
import { trial } from "./fixtures/trial.ts";
import { accepted, journalOf, opened, openWorld, refused, viewOf } from "./world.ts";

/** What goes wrong with the next transactions of a store, in order; `null`: nothing. */
type Trouble =
  ((transact: Store["transact"], work: (tx: Transaction) => Promise<unknown>) => Promise<unknown>) | null;

const lost: Trouble = async () => {
  throw new StoreUnavailable("nothing was committed");
};
const committedUnheard: Trouble = async (transact, work) => {
  await transact(work);
  throw new OutcomeUnknown("the answer was lost");
};
const unknownAndLost: Trouble = async (transact, work) => {
  await transact(async (tx) => {
    await work(tx);
    throw new OutcomeUnknown("it was rolled back, and nobody knows");
  });
};
const beaten: Trouble = async (transact, work) => {
  await transact(async (tx) => {
    await work(tx);
    throw new Conflict("somebody else was first");
  });
};

function troubled(store: Store): { store: Store; next: (...troubles: Trouble[]) => void } {
  const troubles: Trouble[] = [];
  const transact = store.transact.bind(store);
  const through = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const trouble = troubles.shift() ?? null;
    return trouble === null ? transact(work) : (trouble(transact, work) as Promise<T>);
  };
  return { store: { ...store, transact: through }, next: (...more) => troubles.push(...more) };
}

describe("when the store has trouble", () => {
  const start = async () => {
    const { store, next } = troubled(memory());
    const world = await openWorld({ store, packs: [trial()] });
    const id = await opened(world.engine, "errand", { about: "a lamp" });
    const count = (key?: string) =>
      world.engine.send({
        case: id,
        event: { type: "COUNT" },
        by: "ann",
        ...(key === undefined ? {} : { key }),
      });
    return { ...world, id, count, next };
  };
  const counted = async ({ engine, id }: Awaited<ReturnType<typeof start>>) =>
    (await viewOf(engine, id)).data["count"];

  it.each([
    ["a commit that was lost", lost],
    ["another writer who was first", beaten],
    ["a commit of which nobody knows, and that was lost", unknownAndLost],
  ])("does it again after %s, and answers with what was done", async (_, trouble) => {
    const world = await start();
    world.next(trouble, trouble);
    expect(accepted(await world.count()).revision).toBe(2);
    expect(await counted(world)).toBe(1);
    await world.engine.close();
  });

  it("asks the journal about a commit of which nobody knows, and does nothing twice", async () => {
    const world = await start();
    world.next(committedUnheard);
    const answer = accepted(await world.count());
    expect(answer).toMatchObject({ revision: 2, status: "active" });
    expect(answer.repeated).toBeUndefined();
    expect(await counted(world)).toBe(1);
    await world.engine.close();
  });

  it("finds its own entry in the journal where the case has gone on since", async () => {
    const world = await start();
    const { engine, id } = world;
    world.next(async (transact, work) => {
      await transact(work);
      accepted(await engine.send({ case: id, event: { type: "COUNT" }, by: "bob" }));
      throw new OutcomeUnknown("the answer was lost");
    });
    expect(accepted(await world.count()).revision).toBe(2);
    expect(await counted(world)).toBe(2);
    await engine.close();
  });

  it("does not take another's entry of the same number for its own", async () => {
    const world = await start();
    const { engine, id } = world;
    world.next(async () => {
      accepted(await engine.send({ case: id, event: { type: "COUNT" }, by: "bob" }));
      throw new OutcomeUnknown("nothing was committed");
    });
    expect(accepted(await world.count()).revision).toBe(3);
    expect(await counted(world)).toBe(2);
    await engine.close();
  });

  it("says that it cannot be done now where that goes on, and has changed nothing", async () => {
    const world = await start();
    world.next(...Array.from({ length: 20 }, () => lost));
    expect(refused(await world.count())).toBe("unavailable");
    const stored = await world.store.reader.case(world.id);
    expect(stored?.revision).toBe(1);
    await world.engine.close().catch(() => undefined);
  });

  it("says that nobody knows where the journal cannot be asked; the same key then tells", async () => {
    const world = await start();
    const { reader } = world.store;
    const { case: ask } = reader;
    world.next(async (transact, work) => {
      await transact(work);
      reader.case = () => Promise.reject(new StoreUnavailable("not even reading"));
      throw new OutcomeUnknown("the answer was lost");
    });
    const answer = await world.count("k");
    expect(answer).toMatchObject({ ok: false, refusal: { code: "unavailable" } });
    expect(JSON.stringify(answer)).toContain("same idempotency key");
    reader.case = ask;
    expect(accepted(await world.count("k"))).toMatchObject({ revision: 2, repeated: true });
    expect(await counted(world)).toBe(1);
    await world.engine.close();
  });

  it("passes on what is a fault of the program", async () => {
    const world = await start();
    world.next(async () => {
      throw new TypeError("a mistake");
    });
    await expect(world.count()).rejects.toThrow("a mistake");
    await world.engine.close();
  });

  it("refuses what no database can keep, and keeps nothing of it", async () => {
    const world = await start();
    const { engine } = world;
    const before = await engine.counts();
    const answer = await engine.open({
      procedure: "errand",
      by: "ann",
      data: { about: "half \ud800 a pair" },
    });
    expect(refused(answer)).toMatch(/^invalid-/);
    expect(await engine.counts()).toEqual(before);
    await engine.close();
  });
});

describe.each(faultPoints)("when a commit fails at %s", (point) => {
  it("answers every command once, and what it says is what is in the record", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "guicheng-faults-")), "cases.db");
    let passed = 0;
    let armed = false;
    const fault = (at: string) => {
      if (!armed || at !== point) return;
      passed += 1;
      if (passed % 3 === 0) throw new Error(`the disk fails at ${at}`);
    };
    const { engine } = await openWorld({ store: libsql({ path, fault }), packs: [trial()] });
    const id = await opened(engine, "errand", { about: "a lamp" });
    armed = true;
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        // A client as clients are: it asks again, under the same key, until it is told.
        for (;;) {
          const answer = await engine
            .send({ case: id, event: { type: "COUNT" }, by: "ann", key: `k${n}` })
            .catch((error: unknown) => String(error));
          if (typeof answer !== "string" && answer.ok) return answer.revision;
        }
      }),
    );
    armed = false;
    expect(new Set(answers)).toEqual(new Set(Array.from({ length: 40 }, (_, n) => n + 2)));
    expect((await viewOf(engine, id)).data["count"]).toBe(40);
    expect(await journalOf(engine, id)).toHaveLength(41);
    expect((await engine.verify()).faults).toEqual([]);
    await engine.close();
  });
});
