import { describe, expect, it } from "vitest";
import { runScenarios } from "../../engine/simulate/index.ts";
import { permissions } from "../runtime/fixtures/permission.ts";

describe("scenarios of a procedure with returns and holds", () => {
  it("F3, F4: do both and expect them; what was made of them counts as what is written", async () => {
    const [result] = await runScenarios(permissions(), { procedures: ["permission"] });
    expect(result!.failures).toEqual([]);
    const { transitions, states, refusals } = result!;
    expect(transitions.missing).toEqual(["open.examining.expert.asked|error:opinion|0"]);
    expect(transitions.all).toBeGreaterThan(20);
    expect(states.missing).toEqual([]);
    expect(refusals.taken).toEqual(
      expect.arrayContaining(["RETURN guard-refused", "RETURN invalid-payload", "RETURN not-permitted.role"]),
    );
  });
});
