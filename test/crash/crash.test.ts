import { describe, expect, it } from "vitest";
import { faultPoints } from "../../engine/store/index.ts";
import { crashes } from "./run.ts";

describe("a server that is killed", () => {
  it("loses nothing that it acknowledged, keeps nothing that it refused, and goes on, 60 times", async () => {
    const report = await crashes(60, faultPoints);
    console.log(
      `${report.kills} kills (${Object.entries(report.at)
        .map(([name, count]) => `${count} ${name}`)
        .join(
          ", ",
        )}); ${report.acknowledged} acknowledged commands survived, ${report.refused} refused left nothing; ${report.cases} cases, ${report.entries} entries, ${report.effects} effects`,
    );
    expect(report.faults).toEqual([]);
    expect(report.kills).toBe(60);
    for (const point of faultPoints)
      expect(
        Object.keys(report.at).some((name) => name.startsWith(point)),
        point,
      ).toBe(true);
    // How many there are depends on the machine. Fewer than one a life would show that clients hardly worked.
    expect(report.acknowledged).toBeGreaterThan(report.kills);
  }, 1_200_000);
});
