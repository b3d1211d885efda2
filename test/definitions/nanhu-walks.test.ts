import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import type { Simulation } from "../../engine/simulate/index.ts";
import { applyToList, ballotsOf } from "./independent.ts";
import { pack } from "./nanhu.ts";
import { activeIn, casesOf, journal, take, type Choice, type Payload, type Walk } from "./walker.ts";

const some = <T>(list: readonly T[], how: number): T => list[how % list.length]!;
const few = (how: number, often: string, seldom: string) => (how % 5 === 0 ? seldom : often);
const units = ["dangzheng", "sifa", "caizheng", "chengguan", "anquan", "minsheng"];
const members = Array.from({ length: 21 }, (_, place) => `member-${place + 1}`);
const text = (name: string): Payload => () => ({ [name]: "按规定办理" });

/** What people send: mostly what helps a case on, now and then what does not. */
const payloads: Record<string, Payload> = {
  REVISE: (_how, { date }) => ({ ...item, requestedStart: date(70) }),
  RESUBMIT: (how, { data, date }) =>
    "motion" in data ? { motion: "修改后的议题", kind: some(["ordinary", "major"], how) } : { requestedStart: date(70) },
  FILE_EMERGENCY: text("order"),
  RETURN: (_how, { data }) => ("motion" in data ? { reason: "请修改" } : { items: ["请补正"] }),
  DECLINE: text("reason"),
  REVIEW: (how, { by }) => ({
    kind: ({ "judicial-wu": "legality", "finance-zheng": "funding" } as Record<string, string>)[by] ?? "necessity",
    result: few(how, "pass", "fail"),
  }),
  OPINE: (how) => ({ value: few(how, "support", "oppose") }),
  CONSULT_DONE: text("outcome"),
  AMEND: (how, { data }) => ({
    reason: "据实调整",
    hoursPerMonth: how % 40,
    ...(how % 3 === 0 ? { fundingCNY: 1000 * (how % 90), fundingChannel: "部门预算" } : {}),
    ...(how % 4 === 0 ? { assignedBody: data["assignedBody"] === "centre" ? "station" : "centre" } : {}),
  }),
  CONVENE: (how) => ({ present: units.slice(0, how % 6 === 0 ? 2 : 3 + (how % 4)), minutes: "纪要" }),
  VOTE: (how, { data }) => ({ [("motion" in data ? "choice" : "value")]: how % 6 === 0 ? "abstain" : few(how, "for", "against") }),
  PUBLISH: text("noticeNo"),
  OBJECT: text("ground"),
  SETTLE_OBJECTION: (how) => ({ result: few(how, "dismissed", "upheld"), reply: "已核查" }),
  ISSUE: text("decisionNo"),
  SIGN: text("letterNo"),
  FUND_RECEIVED: (how) => ({ amount: how % 3 === 0 ? 7000 : 200000 }),
  SUSPEND: text("reason"),
  EVALUATE: (how) => ({ score: 40 + (how % 60), satisfaction: 50 + (how % 50) }),
  RENEW: (how, { data }) => ({ endDate: String(data["endDate"] ?? "2026-12-31").replace(/-\d\d-\d\d$/, `-12-${10 + (how % 20)}`) }),
  REQUEST_EXIT: (how) => ({ ground: some(["repealed", "finished", "other"], how), reason: "提请退出" }),
  CHECK_BASIS: (how) => ({ result: some(["repealed", "stands"], how), comment: "已核查" }),
  REFUSE_EXIT: text("reason"),
  REQUEST_RECONSIDERATION: (how) => ({ ground: "请求复核", ...(how % 2 === 0 ? { purchased: true } : {}) }),
  RECONSIDER: (how) => ({ result: some(["reopen", "uphold"], how), reason: "复核" }),
  FIND: (how) => (how % 4 === 0 ? { unlisted: false, finding: "在册" } : { unlisted: true, finding: "清单外", orderNo: "责停一号" }),
  SCHEDULE: (how, { date }) => ({ meetingOn: date(4 + (how % 12)) }),
  ROLL_CALL: (how) => ({ present: members.slice(how % 4, how % 4 + 9 + (how % 9)) }),
  PRESENT: text("summary"),
  SPEAK: (how) => ({ stance: some(["for", "against", "question"], how), summary: "发言" }),
  COMMENT: text("comment"),
  MOVE_AMENDMENT: (how) => ({ text: `修正案${how % 9}` }),
  TABLE: text("reason"),
  REPORT: text("report"),
  REJECT_REPORT: text("reason"),
};

const item = {
  itemName: "高龄津贴资格核查",
  itemType: "task",
  assignedBody: "station",
  requestedStart: "2026-06-01",
  targetCommunities: ["community-1"],
  hoursPerMonth: 6,
  fundingCNY: 120000,
  fundingChannel: "部门预算",
  legalBasis: [{ law: "中华人民共和国老年人权益保障法" }],
};

const walks: Walk[] = [
  {
    procedure: "community-work-access",
    at: "2026-03-02T01:00:00.000Z",
    opener: "dept-chen",
    data: (how) => (how % 3 === 0 ? { ...item, term: "temporary", endDate: "2026-09-30" } : item),
    after: { scenario: "An amendment is admitted: the list has a new version, the trial goes on", until: "main.listed" },
    payloads,
    seldom: ["WITHDRAW", "DECLINE", "RETURN", "FILE_EMERGENCY", "REVISE", "OBJECT", "SUSPEND"],
  },
  {
    procedure: "access-violation",
    at: "2026-03-02T01:00:00.000Z",
    opener: "community-3-chair",
    data: () => ({ itemName: "垃圾分类台账", department: "城管部", assignedBody: "committee" }),
    payloads,
    seldom: ["WITHDRAW", "CLOSE", "DECLINE", "RETURN", "FILE_EMERGENCY"],
  },
  {
    procedure: "residents-council-deliberation",
    at: "2026-03-02T01:00:00.000Z",
    opener: "proposer-1",
    data: (how) => ({ motion: "加装座椅", kind: some(["ordinary", "major"], how) }),
    payloads,
    seldom: ["WITHDRAW", "DECLINE", "RETURN", "TABLE", "MOVE_AMENDMENT", "SPEAK", "COMMENT"],
  },
];

/** What has to hold after every step, whatever it was. */
async function sound(run: Simulation): Promise<void> {
  const cases = await casesOf(run);
  for (const record of cases) {
    const { id, status, state, parent } = record;
    const active = activeIn(record);
    const paths = status === "active" ? active.map(({ path }) => path) : [];
    expect(Object.keys(state.entered).toSorted()).toEqual(active.map(({ path }) => path).toSorted());
    for (const task of await run.store.reader.tasksOf(id, "open")) expect(paths).toContain(task.state);
    for (const timer of state.timers) expect(paths).toContain(timer.state);
    for (const { state: owner } of Object.values(state.invocations)) expect(paths).toContain(owner);
    for (const token of Object.keys(state.ballots)) expect(state.invocations).toHaveProperty([token]);
    if (parent?.token !== undefined && parent.answered !== true && status === "active")
      expect(cases.find((one) => one.id === parent.case)!.state.invocations).toHaveProperty([parent.token]);
    for (const [name, clock] of Object.entries(state.clocks)) {
      const runs = status === "active" && active.some(({ tags }) => tags.includes(`clock:${name}`));
      expect(clock.running, `${name} of ${id}`).toBe(runs);
    }
  }
}

/** What the whole journal has to say at the end. */
async function accounted(run: Simulation): Promise<{ ballots: number; listed: number }> {
  const list = new Map<string, JsonObject>(pack().rows["work-list"]!.map((row) => [String(row["id"]), row]));
  let versions = pack().rows["list-versions"]!.length;
  let ballots = 0;
  for (const { id, procedure } of await casesOf(run)) {
    const entries = await journal(run, id);
    if (procedure === "community-work-access") versions += applyToList(entries, list);
    for (const { ballot, engine, counts, verdicts } of ballotsOf(entries)) {
      ballots += 1;
      expect(engine["counts"], ballot).toMatchObject(counts);
      expect(verdicts, `${ballot}: ${JSON.stringify(engine)}`).toEqual([engine["result"], engine["result"]]);
    }
  }
  const { items } = await run.store.reader.register("work-list", { limit: 200 });
  expect(items.map(({ key }) => key).toSorted()).toEqual([...list.keys()].toSorted());
  for (const { key, row } of items) expect(row).toMatchObject(list.get(key)!);
  expect((await run.store.reader.register("list-versions", { limit: 200 })).items).toHaveLength(versions);
  expect((await run.engine.verify()).faults).toEqual([]);
  return { ballots, listed: versions - 4 };
}

const choice: fc.Arbitrary<Choice> = fc.noBias(fc.tuple(fc.nat(5000), fc.nat(5000), fc.nat(5000)));

describe.each(walks)("whatever happens in $procedure", (walk) => {
  it("nothing of a state outlives it, clocks run in their states alone, votes are counted as they were cast, and the list is what was decided", async () => {
    const seen = { accepted: 0, ballots: 0, listed: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(choice, { minLength: 40, maxLength: 110, size: "max" }), async (choices) => {
        const { run, accepted } = await take(walk, choices, sound);
        const { ballots, listed } = await accounted(run);
        await run.engine.close();
        seen.accepted += accepted;
        seen.ballots += ballots;
        seen.listed += listed;
      }),
      // A walk is too long to be shrunk in the time of a test; its seed plays it again.
      { numRuns: 8, endOnFailure: true },
    );
    console.log(`${walk.procedure}: ${seen.accepted} events, ${seen.ballots} ballots, ${seen.listed} changes of the list`);
    expect(seen.accepted).toBeGreaterThan(50);
  });
});
