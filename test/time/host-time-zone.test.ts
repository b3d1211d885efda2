import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("setup/vectors.ts", import.meta.url));

interface Answer {
  golden: Record<string, unknown>;
  digest: string;
  host: string;
}

function under(timeZone: string): Answer {
  const printed = execFileSync(process.execPath, ["--import", "tsx", script], {
    env: { ...process.env, TZ: timeZone },
    encoding: "utf8",
  });
  return JSON.parse(printed) as Answer;
}

const midnightOnHost = {
  UTC: "2026-01-05T00:00:00.000Z",
  "Asia/Shanghai": "2026-01-04T16:00:00.000Z",
  "America/New_York": "2026-01-05T05:00:00.000Z",
};

describe("C1: the time zone of the host has no part in civil time", () => {
  const answers = Object.entries(midnightOnHost).map(([timeZone, midnight]) => ({
    timeZone,
    midnight,
    answer: under(timeZone),
  }));

  it.each(answers)("the golden vectors hold under TZ=$timeZone", ({ midnight, answer }) => {
    expect(answer.host, "the host must really be in that time zone").toBe(midnight);
    expect(answer.golden).toEqual({
      "accepted 2026-02-10, 20 working days": "2026-03-16T16:00:00.000Z",
      "and 10 more": "2026-03-30",
      "received 2026-09-30, 5 working days": "2026-10-13T16:00:00.000Z",
      "last day 2026-10-03 moves": "2026-10-08T16:00:00.000Z",
      "2026-01-05 is a working day": true,
      "2026-02-15 01:00 in Beijing is none": false,
      "a year ends": "2026-12-31",
      "a year begins": "2027-01-01",
    });
  });

  it("every unit gives the same on every day of two years", () => {
    expect(new Set(answers.map(({ answer }) => answer.digest)).size).toBe(1);
  });
});
