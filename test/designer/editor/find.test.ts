import { describe, expect, it } from "vitest";
import { procedureChart } from "../../../engine/model/index.ts";
import type { Problem, Procedure } from "../../../engine/model/index.ts";
import { find, keyOf, type Searched } from "../../../designer/editor/search/find.ts";
import { pack } from "../../definitions/nanhu.ts";

const procedure = pack().procedures["residents-council-deliberation"]!;
const searched = (definition: Procedure, problems: Problem[] = []): Searched => ({
  definition,
  chart: procedureChart(definition),
  problems,
});
const keys = (query: string, of = searched(procedure)): string[] =>
  find(of, query).map(({ selected }) => keyOf(selected));

describe("finding things in a procedure", () => {
  it("finds by title in either language, by name, and by what stands inside", () => {
    const [state] = procedureChart(procedure).states.filter(
      ({ title }) => title !== undefined && title.en.length > 4,
    );
    expect(keys(state!.title!.en)).toContain(`state ${state!.path}`);
    expect(keys(state!.title!["zh-CN"])).toContain(`state ${state!.path}`);
    expect(keys(state!.key)).toContain(`state ${state!.path}`);
    const [inside] = find(searched(procedure), "compares-nothing-of-this-kind");
    expect(inside).toBeUndefined();
  });

  it("finds what uses an event, and nothing else", () => {
    for (const event of Object.keys(procedure.events)) {
      const found = keys(`event:${event}`);
      const leads = procedureChart(procedure).transitions.filter(
        (one) => one.event === event && one.returning === undefined,
      );
      for (const { id } of leads) expect(found, event).toContain(`transition ${id}`);
      for (const key of found) expect(key, event).toMatch(/^(transition|part|state|procedure|field)/);
    }
  });

  it("finds what is declared and used nowhere", () => {
    expect(keys("is:unused")).not.toContain("part rules spare");
    const withSpare: Procedure = {
      ...procedure,
      rules: { ...procedure.rules, spare: { title: { en: "Spare", "zh-CN": "备用" }, when: true } },
      delays: { ...procedure.delays, spare: { limit: 1, unit: "days" } },
    };
    expect(keys("is:unused", searched(withSpare))).toEqual(
      expect.arrayContaining(["part rules spare", "part delays spare"]),
    );
  });

  it("finds what has problems, narrowed by words", () => {
    const at = procedureChart(procedure).states[2]!;
    const problem: Problem = {
      code: "x",
      severity: "error",
      path: `/machine${at.pointer}/meta`,
      message: { en: "", "zh-CN": "" },
    };
    const wrong = searched(procedure, [problem]);
    expect(keys("is:problem", wrong)).toEqual([`state ${at.path}`]);
    expect(keys("is:problem nowhere-to-be-found", wrong)).toEqual([]);
  });
});
