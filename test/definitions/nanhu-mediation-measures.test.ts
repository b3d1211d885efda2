import { describe, expect, it } from "vitest";
import { ajvValidator, type Principal, type ScenarioStep } from "../../engine/model/index.ts";
import { simulation } from "../../engine/simulate/index.ts";
import { pack } from "./nanhu.ts";

const id = "dispute-joint-mediation";
const { directory, scenarios } = pack();
const person = (who: string): Principal => ({ ...directory[who]!, id: who });
const named = (name: string) => scenarios[id]!.scenarios.find((one) => one.name.en === name)!;

/** Cases that go as scenarios do, one after the other in one engine, and what is measured of them. */
async function measured(names: string[], by: string) {
  const begun = await simulation(pack(), { at: "2026-03-02T01:00:00.000Z", validator: ajvValidator() });
  if (!begun.ok) throw new Error(JSON.stringify(begun.problems));
  const { engine, open, send, advance, zone, now } = begun.simulation;
  const take = async (step: ScenarioStep, of: string): Promise<void> => {
    if ("wait" in step && step.wait !== undefined) {
      if ("until" in step.wait) return advance(new Date(step.wait.until).toISOString()).then(() => undefined);
      const days = (step.wait as { days?: number }).days ?? 0;
      await advance(zone.endOf(zone.add(zone.dateOf(now()), days, "days")));
    }
    if (!("send" in step) || step.send === undefined) return;
    const answer = await send({ case: of, event: { ...step.payload, type: step.send }, by: person(String(step.by)) });
    if (!answer.ok) throw new Error(`${step.send}: ${JSON.stringify(answer.refusal)}`);
  };
  for (const name of names) {
    const { data = {}, steps = [], by: opener } = named(name);
    const opened = await open({ procedure: id, by: person(String(opener)), data });
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
    for (const step of steps) await take(step, opened.id);
  }
  const answer = await engine.measures({ procedure: id, by: person(by) });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  const values = Object.fromEntries(
    answer.measures.map(({ measure, groups }) => [
      measure,
      groups.map(({ numerator, denominator, value }) => [numerator ?? value, denominator]),
    ]),
  );
  return { values, withheld: answer.measures.map(({ withheld }) => withheld) };
}

describe("what is measured of mediations", () => {
  const whole = "From registration to the archive: agreed, confirmed by the court, performed, visited three times";
  const lesser = "What is before a court already is not accepted";

  it("counts acceptance, success, performance, confirmation, terms kept, ratings and law education as they came about", async () => {
    const { values, withheld } = await measured([lesser, whole], "mediation-du");
    expect(values["acceptance"]).toEqual([[1, 2]]);
    for (const one of ["success", "performed", "confirmed", "inTerm", "inPromise"]) expect(values[one], one).toEqual([[1, 1]]);
    for (const none of ["reopened", "inCommunity", "escalated"]) expect(values[none], none).toEqual([[0, 1]]);
    expect(values["rating"]).toEqual([[4.5, 1]]);
    expect(values["education"]).toEqual([[2, 1]]);
    expect(values["duration"]).toEqual([[0, 1]]);
    expect(withheld.filter((count) => count > 0)).toEqual([]);
  });

  it("needs nothing confidential: who may see a case and none of its file counts the same", async () => {
    const { values, withheld } = await measured([whole], "expert-kong");
    expect(withheld.filter((count) => count > 0)).toEqual([]);
    expect(values["rating"]).toEqual([[4.5, 1]]);
    expect(values["confirmed"]).toEqual([[1, 1]]);
  });
});
