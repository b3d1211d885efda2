import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../engine/model/index.ts";
import { ajvValidator, dataSchema } from "../../../engine/model/index.ts";
import { runScenarios } from "../../../engine/simulate/index.ts";
import { beginRun, scenarioOf, type Run } from "../../../designer/editor/simulate/run.ts";
import { interpretingValidator } from "../../../designer/editor/simulate/validator.ts";
import { pack } from "../../definitions/nanhu.ts";

const nanhu = pack();
const procedure = "residents-council-deliberation";
const scenarios = nanhu.scenarios[procedure]!.scenarios;
const long = scenarios.find(
  ({ steps }) => steps !== undefined && steps.length >= 8 && steps.every((step) => step.case === undefined),
)!;

async function running(scenario: Scenario): Promise<Run> {
  const begun = await beginRun(nanhu.files, procedure, "2026-03-02T01:00:00.000Z", scenario);
  if (!begun.ok) throw new Error(begun.problems[0]?.message.en);
  return begun.run;
}

describe("trying a case of a draft out", () => {
  it("goes back and forth through a run, and each step shows what it showed before", async () => {
    const run = await running(long);
    const { steps } = await run.state();
    expect(steps.length).toBeGreaterThan(5);
    const shown: unknown[] = [];
    for (let at = 0; at <= steps.length; at++) {
      await run.go(at);
      const { view, now, at: stands } = await run.state();
      expect(stands).toBe(at);
      shown.push(JSON.stringify([view?.state, view?.data, view?.clocks, now]));
    }
    for (let at = steps.length; at >= 0; at--) {
      await run.go(at);
      const { view, now } = await run.state();
      expect(JSON.stringify([view?.state, view?.data, view?.clocks, now])).toBe(shown[at]);
    }
  });

  it("takes what is done after going back in the place of what came behind", async () => {
    const run = await running(long);
    await run.go(1);
    await run.waitUntil("2026-03-02T05:00:00.000Z");
    const { steps, at } = await run.state();
    expect([steps.length, at]).toEqual([2, 2]);
    expect(steps[1]).toEqual({ did: "wait", until: "2026-03-02T05:00:00.000Z" });
  });

  it("keeps a run as a scenario that goes as it went, refusals included", async () => {
    const run = await running(long);
    const begun = long.at;
    const refusal = await run.send("WITHDRAW", { id: "guest", roles: [] }, {});
    expect(refusal).not.toBeNull();
    const kept = scenarioOf(await run.state(), begun, { en: "Kept", "zh-CN": "保存" });
    const own = { ...nanhu, scenarios: { [procedure]: { procedure, scenarios: [kept!] } } };
    const [result] = await runScenarios(own, { procedures: [procedure] });
    expect(result?.failures).toEqual([]);
    expect(result?.passed).toBe(1);
  });

  it("says the problems of a procedure that cannot run", async () => {
    const files = { ...nanhu.files, [`procedures/${procedure}.json`]: "{}" };
    const begun = await beginRun(files, procedure, "2026-03-02T01:00:00.000Z");
    expect(begun.ok).toBe(false);
  });

  it("accepts and refuses data as the server's validator does, without compiling", () => {
    const ajv = ajvValidator();
    const own = interpretingValidator();
    let compared = 0;
    for (const one of Object.values(nanhu.procedures)) {
      const schema = dataSchema(one);
      const values = Object.values(nanhu.scenarios)
        .filter((file) => file.procedure === one.id)
        .flatMap((file) => file.scenarios.map((scenario) => scenario.data ?? {}))
        .flatMap((data) => [
          data,
          { ...data, notAField: 1 },
          ...Object.keys(data).flatMap((key) =>
            [null, true, 7, "x", [], {}].map((value) => ({ ...data, [key]: value })),
          ),
        ]);
      for (const value of values.slice(0, 400)) {
        compared += 1;
        expect(own.compile(schema)(value).length > 0, JSON.stringify(value)).toBe(
          ajv.compile(schema)(value).length > 0,
        );
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });
});
