import { describe, expect, it } from "vitest";
import type { Accepted, Answer } from "../../engine/runtime/index.ts";
import { manualClock, simulation, type Simulation } from "../../engine/simulate/index.ts";
import { pack } from "./trial-pack.ts";

const at = "2026-03-02T01:00:00.000Z";

async function begin(): Promise<Simulation> {
  const begun = await simulation(pack, { at });
  if (!begun.ok) throw new Error(JSON.stringify(begun.problems));
  return begun.simulation;
}
function accepted(answer: Answer): Accepted {
  if (!answer.ok) throw new Error(answer.refusal.message.en);
  return answer;
}
const stateOf = async ({ store }: Simulation, id: string) => (await store.reader.case(id))?.state.value;

describe("a simulation", () => {
  it("runs a case on a clock of its own, and goes back step by step, time included", async () => {
    const run = await begin();
    const { id } = accepted(await run.open({ procedure: "request", by: "ann", data: { amount: 5 } }));
    accepted(await run.send({ case: id, event: { type: "SUBMIT", name: "x" }, by: "ann" }));
    accepted(await run.answer({ case: id, call: "check", output: { found: true } }));
    accepted(await run.send({ case: id, event: { type: "APPROVE" }, by: "hal" }));
    expect(await run.due()).toBe("2026-03-05T16:00:00.000Z");
    expect(await run.advance("2026-03-06T00:00:00.000Z")).toBe(true);
    expect([run.now(), await stateOf(run, id)]).toEqual(["2026-03-06T00:00:00.000Z", "following"]);

    expect(run.back()).toBe(true);
    expect([run.now(), await stateOf(run, id)]).toEqual([at, "approved"]);
    expect(run.back()).toBe(true);
    expect(await stateOf(run, id)).toEqual({ open: "deciding" });
    // Another way from there: what was undone has left nothing.
    accepted(await run.send({ case: id, event: { type: "WITHDRAW" }, by: "vic" }));
    expect(await stateOf(run, id)).toBe("withdrawn");
    expect(await run.engine.verify()).toMatchObject({ ok: true });
    for (let step = 0; step < 4; step++) expect(run.back()).toBe(true);
    expect([await stateOf(run, id), run.back()]).toEqual([undefined, false]);
  });

  it("keeps nothing of what is refused", async () => {
    const run = await begin();
    expect((await run.open({ procedure: "request", by: "vic", data: { amount: 5 } })).ok).toBe(false);
    expect(run.back()).toBe(false);
  });

  it("opens what schedules ask for on the way", async () => {
    const weekly = {
      id: "weekly",
      procedure: "visit",
      rule: "FREQ=WEEKLY;BYDAY=FR",
      data: { purpose: "weekly" },
    };
    const begun = await simulation({ ...pack, schedules: [weekly] }, { at });
    if (!begun.ok) throw new Error("it has no problems");
    await begun.simulation.advance("2026-03-21T00:00:00.000Z");
    const { items } = await begun.simulation.store.reader.cases({});
    // The Fridays begin at 16:00 of Thursday in UTC.
    expect(items.map(({ procedure, openedAt, data }) => [procedure, openedAt, data]).toReversed()).toEqual(
      ["2026-03-05", "2026-03-12", "2026-03-19"].map((date) => [
        "visit",
        `${date}T16:00:00.000Z`,
        { purpose: "weekly" },
      ]),
    );
  });

  it("looks at schedules day by day, so that they ask for what there is on their day", async () => {
    const daily = {
      id: "daily",
      procedure: "visit",
      rule: "FREQ=DAILY",
      each: {
        of: "cases:visit",
        status: "active" as const,
        where: { "==": [{ var: "row.data.purpose" }, "closing"] },
        give: "ids" as const,
      },
      data: { purpose: "reminder" },
    };
    const begun = await simulation({ ...pack, schedules: [daily] }, { at });
    if (!begun.ok) throw new Error("it has no problems");
    const run = begun.simulation;
    const { id } = accepted(await run.open({ procedure: "request", by: "ann", data: { amount: 5 } }));
    accepted(await run.send({ case: id, event: { type: "SUBMIT", name: "x" }, by: "ann" }));
    accepted(await run.answer({ case: id, call: "check", output: { found: true } }));
    accepted(await run.send({ case: id, event: { type: "APPROVE" }, by: "hal" }));
    await run.advance("2026-03-08T00:00:00.000Z");
    // The closing visit is there from Friday, 0:00: one reminder on Friday, on Saturday and on Sunday.
    const { items } = await run.store.reader.cases({ procedure: "visit" });
    expect(items.filter(({ data }) => data["purpose"] === "reminder")).toHaveLength(3);
  });

  it("gives up where things fall due without end", async () => {
    const looping = {
      ...pack.procedures.visit!,
      delays: { soon: { limit: 1, unit: "minutes" as const } },
      machine: {
        id: "visit",
        initial: "on",
        states: { on: { after: { soon: { target: "on", reenter: true } } } },
      },
    };
    const begun = await simulation({ ...pack, procedures: { ...pack.procedures, visit: looping } }, { at });
    if (!begun.ok) throw new Error("it has no problems");
    accepted(await begun.simulation.open({ procedure: "visit", by: "ann", data: { purpose: "x" } }));
    expect(await begun.simulation.advance("2026-03-02T02:00:00.000Z")).toBe(true);
    expect(await begun.simulation.advance("2027-03-02T02:00:00.000Z")).toBe(false);
  });

  it("gives the problems for which a pack cannot run", async () => {
    const begun = await simulation(pack, { at, parameters: { limit: "many" } });
    expect(begun).toMatchObject({ ok: false });
  });

  it("is the same every time: same ids, same journal", async () => {
    const journal = async () => {
      const run = await begin();
      const { id } = accepted(await run.open({ procedure: "request", by: "ann", data: { amount: 5 } }));
      accepted(await run.send({ case: id, event: { type: "SUBMIT", name: "x" }, by: "ann" }));
      return (await run.store.reader.journal(id, {})).items.map(({ hash }) => hash);
    };
    const [one, other] = [await journal(), await journal()];
    expect(one.length).toBeGreaterThan(1);
    expect(other).toEqual(one);
  });
});

describe("a clock that is set by hand", () => {
  it("stands still, and wakes once whom it should have woken by then", () => {
    const clock = manualClock(at);
    const woken: string[] = [];
    clock.wake("2026-03-02T02:00:00.000Z", () => woken.push("two"));
    clock.wake("2026-03-02T03:00:00.000Z", () => woken.push("three"));
    clock.wake("2026-03-02T02:30:00.000Z", () => woken.push("forgotten"))();
    expect([clock.now(), woken]).toEqual([at, []]);
    clock.set("2026-03-02T02:59:59.999Z");
    expect(woken).toEqual(["two"]);
    clock.set("2026-03-02T03:00:00.000Z");
    clock.set("2026-03-02T04:00:00.000Z");
    expect(woken).toEqual(["two", "three"]);
  });
});
