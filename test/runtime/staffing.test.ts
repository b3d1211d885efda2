import { describe, expect, it } from "vitest";
import type { TaskDraft } from "../../engine/machine/index.ts";
import { Staffing } from "../../engine/runtime/staffing.ts";

/** Whether a task is anybody's (H8): directories may be slow, and are not asked at every step. */
const noon = "2026-03-09T04:00:00.000Z";
const soon = "2026-03-09T04:09:59.999Z";
const later = "2026-03-09T04:10:00.000Z";

const task = (roles: string[], ids: string[] = []): TaskDraft => ({
  key: "desk:1",
  kind: "state",
  state: "desk",
  title: { en: "Desk", "zh-CN": "办理" },
  roles,
  ids,
  events: ["DO"],
});

function directory(people: Record<string, string[]>) {
  const asked: string[] = [];
  return {
    asked,
    person: async () => null,
    inRole: async (role: string) => {
      asked.push(role);
      return Object.keys(people).filter((id) => people[id]?.includes(role));
    },
    people: async () => {
      asked.push("people");
      return Object.entries(people).map(([id, roles]) => ({ id, roles }));
    },
  };
}

describe("H8: a task is somebody's", () => {
  it("without asking the directory where it is for somebody by name, for anyone, or with the administrators", async () => {
    const known = directory({});
    const staffing = new Staffing(known);
    for (const draft of [task(["clerk"], ["ann"]), task(["anyone"]), task(["administrator"])])
      expect(await staffing.isNobodys(draft, noon)).toBe(false);
    expect(known.asked).toEqual([]);
  });

  it("for ten minutes after the directory has said that one of its roles has people", async () => {
    const known = directory({ cho: ["chief"] });
    const staffing = new Staffing(known);
    expect(staffing.isSomebodys(task(["clerk", "chief"]), noon)).toBe(false);
    expect(await staffing.isNobodys(task(["clerk", "chief"]), noon)).toBe(false);
    expect(staffing.isSomebodys(task(["chief"]), soon)).toBe(true);
    expect(staffing.isSomebodys(task(["clerk"]), soon)).toBe(false);
    expect(staffing.isSomebodys(task(["chief"]), later)).toBe(false);
    expect(known.asked).toEqual(["clerk", "chief"]);
  });

  it("not where people are known and none has one of its roles, which is asked each time", async () => {
    const known = directory({ cho: ["chief"] });
    const staffing = new Staffing(known);
    expect(await staffing.isNobodys(task(["clerk"]), noon)).toBe(true);
    expect(await staffing.isNobodys(task(["clerk"]), noon)).toBe(true);
    expect(known.asked).toEqual(["clerk", "people", "clerk", "people"]);
  });

  it("for ten minutes where the directory knows nobody: people are left to whoever embeds the engine", async () => {
    const known = directory({});
    const staffing = new Staffing(known);
    expect(await staffing.isNobodys(task(["clerk"]), noon)).toBe(false);
    expect(staffing.isSomebodys(task(["chief"]), soon)).toBe(true);
    expect(staffing.isSomebodys(task(["chief"]), later)).toBe(false);
    expect(known.asked).toEqual(["clerk", "people"]);
  });

  it("is asked anew after a deployment, which may bring people", async () => {
    const people: Record<string, string[]> = {};
    const staffing = new Staffing(directory(people));
    expect(await staffing.isNobodys(task(["clerk"]), noon)).toBe(false);
    people["cho"] = ["chief"];
    expect(await staffing.isNobodys(task(["clerk"]), soon)).toBe(false);
    staffing.clear();
    expect(await staffing.isNobodys(task(["clerk"]), soon)).toBe(true);
  });
});
