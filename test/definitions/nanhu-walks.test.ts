import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../engine/model/index.ts";
import type { CaseRecord } from "../../engine/ports/index.ts";
import type { Simulation } from "../../engine/simulate/index.ts";
import { approvals, lawfulApprovals } from "./approval-walks.ts";
import { applyToList, ballotsOf } from "./independent.ts";
import { mediationHolds } from "./mediation-laws.ts";
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

const leaders = ["leader-kang", "leader-mo", "leader-song"];
const measures: Payload = (how, { date }) => ({
  measures: [{ measure: "协调处理", basis: "民法典", owner: "dept-liu", due: date(how % 9 === 0 ? 300 : 5 + (how % 20)) }],
});

/** What people send in a case that a leader owns. */
const ownership: Record<string, Payload> = {
  NOMINATE: (how) => ({ repeatVisits: 3, headcount: how % 60 }),
  ADOPT: () => ({}),
  REJECT: text("reason"),
  PROPOSE_LEADER: (how) => ({
    leader: some(leaders, how),
    deputy: "aide-tian",
    owner: "dept-liu",
    owningUnit: "城管部",
    taskForce: [{ id: "police-long", org: "派出所" }],
    mission: "化解",
    duty: "包案",
  }),
  RETURN: text("reason"),
  RECUSE: text("ground"),
  REFUSE_RECUSAL: text("reason"),
  READ_FILE: (how) => ({ view: "已阅", litigation: how % 3 === 0 }),
  CONTACT: (how) => ({ form: some(["visit", "phone"], how), summary: "听取诉求" }),
  SUBMIT_PLAN: measures,
  REVIEW_PLAN: text("opinion"),
  MEASURE_DONE: (how, { data }) => ({ no: 1 + (how % Math.max(1, (data["plan"] as Json[]).length)), result: "已落实" }),
  REPORT: text("summary"),
  REPORT_COMMITTEE: () => ({ meeting: "例会", summary: "报告" }),
  CONVENE_HEARING: (how, { date }) => ({
    panel: ["panelist-1", "panelist-2", "panelist-3", "panelist-4", "panelist-5"].slice(how % 3),
    on: date(8),
  }),
  HOLD_HEARING: text("minutes"),
  OPINE: (how) => ({ value: few(how, "supported", "not-supported") }),
  PROPOSE_AID: () => ({ kind: "临时救助", amountCNY: 1000, reason: "困难" }),
  REFUSE_AID: text("reason"),
  ROUTE_BY_LAW: () => ({ route: "litigation", authority: "区法院", guidance: "告知途径" }),
  ROUTE_RESULT: () => ({ result: "已判决", documentNo: "民初一号" }),
  REQUEST_EXTENSION: (how) => ({ days: 1 + (how % 33), reason: "需时" }),
  REFUSE_EXTENSION: text("reason"),
  EXTEND_PETITION: text("documentNo"),
  ELEVATE: () => ({ level: "district", reason: "需上级协调" }),
  INSTRUCT: text("instruction"),
  CHANGE_LEADER: (how) => ({ leader: some(leaders, how), reason: "分工调整" }),
  HANDOVER_SIGNED: (how) => ({ value: few(how, "signed", "objected") }),
  CERTIFY_HANDOVER: text("record"),
  REPLY: (how) => ({ documentNo: "信复一号", outcome: "supported", explained: true, remediesTold: how % 3 !== 0, helpOffered: true }),
  PETITIONER_VIEW: (how) => ({ view: some(["satisfied", "unsatisfied", "no-answer"], how), reason: "理由" }),
  REQUEST_CLOSE: (how) => (how % 3 === 0 ? { way: "lawful-end", finalDocument: "复核一号" } : { way: "settled" }),
  VERIFY: (how) => ({ result: few(how, "pass", "fail"), clear: true, proper: true, solved: true, comment: "核验" }),
  SECOND_VERIFY: (how) => ({ agrees: how % 3 !== 0, reason: "复核" }),
  REFUSE_CLOSING: text("reason"),
  REWORK: measures,
  PETITIONER_WITHDRAW: text("statement"),
  CHECK_WITHDRAWAL: (how) => ({ pressure: how % 2 === 0, note: "已核查" }),
  INTERVIEW: text("record"),
  CIRCULATE: text("documentNo"),
  LIST: (_how, { date }) => ({ until: date(20) }),
  LIFT: text("reason"),
  FILE_CLOSING: text("volumeNo"),
  VISIT: (how) => ({ result: few(how, "quiet", "relapsed"), note: "回访" }),
  RELAPSE: text("facts"),
};

const papers = ["FORM", "ID-CARD", "BANK", "PHOTO"].map((code) => ({ code, name: "材料", need: "minor" }));
const figures = (how: number) => ({ steps: 1 + (how % 5), days: 1 + (how % 16), trips: how % 3 });

/** What people send where an item is reformed. */
const reform: Record<string, Payload> = {
  REVISE: () => ({ statutoryDays: 20 }),
  MEASURE: () => ({ steps: 4, days: 15, trips: 2, materials: papers }),
  PROPOSE: (how) => ({
    ...figures(how),
    materials: papers.slice(how % 7 === 0 ? 1 : 2),
    promisedDays: how % 22,
    path: some(["normal", "instant", "commitment", "tolerance"], how),
    reasons: "再造",
  }),
  RETURN: text("reason"),
  LEGAL_OPINION: (how) => ({ result: few(how, "pass", "fail"), comment: "意见" }),
  CONFIRM_SHARING: (how) => ({ result: few(how, "pass", "fail"), comment: "意见" }),
  COMMENT: text("comment"),
  OPINE: (how) => ({ value: few(how, "agree", "disagree") }),
  CONCLUDE: text("reply"),
  REDO: text("reason"),
  STOP_PILOT: text("reason"),
  RECORD_PILOT: (how) => ({ cases: how % 50, days: how % 8, trips: 0, satisfaction: 50 + (how % 50) }),
  ADJUST: (how) => ({ ...figures(how), materials: papers.slice(2), promisedDays: how % 22, reasons: "调整" }),
  PUBLISH: text("guideNo"),
  REFUSE: text("reason"),
  REQUEST_REVIEW: (how) => ({ ground: some(["complaint", "repealed"], how), reason: "提请" }),
  CHECK_BASIS: (how) => ({ result: some(["stands", "repealed"], how), comment: "核查" }),
  KEEP: text("reason"),
  AMEND: text("reason"),
  REPEAL: text("reason"),
};

const sidesOf = (data: JsonObject) => (data["sides"] as JsonObject[]).map(({ party }) => String(party));
const yes: Payload = (how) => ({ value: few(how, "yes", "no") });
/** Items of an agreement, with numbers of their own but now and then. */
const duties: Payload = (how, { data, date }) => {
  const no = 1 + (data["items"] as Json[]).length - (how % 13 === 0 ? 1 : 0);
  const item = (at: number) => ({ no: no + at, duty: "支付", by: some(sidesOf(data), how + at), due: date(3 + (how % 25)), amountCNY: how });
  return { partial: how % 3 === 0, text: "约定", items: [item(0), item(1)].slice(how % 2) };
};
const numbered = (list: string, rest: Payload): Payload => (how, at) => ({
  ...rest(how, at),
  no: Number((some([...((at.data[list] as JsonObject[] | undefined) ?? []), { no: 9 }], how) as JsonObject)["no"]),
});

/** What people send in a mediation, in a case that a leader owns, and in those that they call in turn. */
const hard: Record<string, Payload> = {
  ...ownership,
  REGISTER: () => ({ registerNo: "联调一号" }),
  TRIAGE: (how) => ({ risk: some(["low", "low", "mid", "high"], how), route: few(how, "mediate", how % 2 === 0 ? "decline" : "transfer"), reason: "研判" }),
  CONSENT: (how) => ({ value: how % 9 === 0 ? "no" : "yes" }),
  ASSIGN_LEAD: (how) => ({ lead: some(["mediator-lu", "mediator-qi", "mediation-du"], how) }),
  INVITE: (how) => ({ department: some(["labour", "housing", "women", "police"], how), person: some(["labour-yu", "housing-bao", "women-shao", "police-xing"], how) }),
  REQUIRE_ATTENDANCE: (how) => ({ person: some(["labour-yu", "housing-bao", "women-shao", "police-xing"], how) }),
  OBJECT_MEDIATOR: (how) => ({ mediator: some(["mediator-lu", "mediator-qi", "labour-yu", "housing-bao"], how) }),
  RECUSE: text("ground"),
  INVESTIGATED: text("findings"),
  HOLD_SESSION: (how, { data }) => ({ mode: some(["joint", "separate"], how), present: sidesOf(data).slice(how % 3 === 0 ? 1 : 0), result: some(["progress", "failed"], how), minutes: "笔录" }),
  SEND_ASSESSMENT: () => ({ matter: "原因", institution: "鉴定所" }),
  ASSESSMENT_BACK: text("result"),
  RECORD_FACTS: text("facts"),
  CONFIRM_FACTS: yes,
  PROPOSE: duties,
  ORAL_AGREE: (how, at) => ({ text: "约定", items: how % 2 === 0 ? [] : duties(how, at)["items"] }),
  RETURN_TEXT: text("reason"),
  SIGN: (how) => ({ value: few(how, "sign", "decline"), sealNo: "印一" }),
  PROPOSE_EXTENSION: (how) => ({ days: 1 + (how % 70), reason: "尚需协商" }),
  AGREE_EXTENSION: yes,
  SUSPEND: text("ground"),
  WITHDRAW: () => ({}),
  END: () => ({ ground: "cannot-continue", note: "差距过大" }),
  TELL_ROUTES: () => ({ documentNo: "告知一号", routes: ["litigation"] }),
  ESCALATE: text("reason"),
  APPLY_CONFIRMATION: yes,
  COURT_RESULT: (how) => ({ result: some(["confirmed", "refused", "withdrawn"], how), documentNo: "民特一号" }),
  RECORD_ENFORCEMENT: () => ({ way: "notarised", documentNo: "公证一号" }),
  PERFORM: numbered("items", () => ({})),
  REPORT_BREACH: numbered("items", () => ({ note: "未履行" })),
  ENFORCED: text("documentNo"),
  FILE_VOLUME: text("volumeNo"),
  VISIT: (how, at) => ("sides" in at.data ? numbered("visits", () => ({ stable: how % 3 !== 0, note: "回访" }))(how, at) : ownership["VISIT"]!(how, at)),
  RATE: (how) => ({ stars: 1 + (how % 5) }),
  EDUCATE: () => ({ topic: "普法", attendees: 5 }),
  REOPEN: (how) => ({ ground: some(["new-facts", "breach"], how), facts: "又起争执" }),
  RISK: (how) => ({ level: some(["low", "mid", "high"], how), note: "研判" }),
  REPORT_RISK: text("reportNo"),
};

const undoing = `PETITIONER_WITHDRAW REJECT RETURN RECUSE REFUSE_CLOSING COORDINATE RELAPSE REFUSE_EXTENSION WITHDRAW END OBJECT_MEDIATOR
  RISK SUSPEND RETURN_TEXT COOL RECORD_FACTS SEND_ASSESSMENT REOPEN`.split(/\s+/);

const walks: Walk[] = [
  ...approvals,
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
    procedure: "approval-item-reform",
    at: "2026-03-02T01:00:00.000Z",
    opener: "reform-cui",
    data: () => ({
      itemCode: "E-01",
      itemName: "高龄老人津贴",
      department: "民生部",
      kind: "benefit",
      domain: "elderly",
      basis: [{ law: "中华人民共和国老年人权益保障法" }],
    }),
    after: {
      scenario: "From inventory to operation: the allowance of the aged, from four steps to two",
      until: "piloted.evaluating",
    },
    payloads: reform,
    seldom: ["WITHDRAW", "RETURN", "REDO", "STOP_PILOT", "REFUSE", "REPEAL"],
  },
  {
    procedure: "leadership-case-ownership",
    at: "2026-03-02T01:00:00.000Z",
    opener: "petition-ye",
    data: () => ({
      title: "电梯停用",
      portfolio: "property",
      repeatVisits: 4,
      parties: [
        { id: "petitioner-1", name: "业主甲", role: "信访人" },
        { id: "petitioner-2", name: "业主乙", role: "当事人" },
      ],
    }),
    after: { scenario: "From nomination to the archive: a lift runs again after half a year", until: "handling.resolving" },
    payloads: hard,
    seldom: undoing,
  },
  {
    procedure: "dispute-joint-mediation",
    at: "2026-03-02T01:00:00.000Z",
    opener: "intake-pan",
    data: (how) => ({
      title: "楼道堆物纠纷",
      source: "screening",
      kind: some(["neighbour", "labour", "property"], how),
      parties: ["party-lei", "party-mai"].map((id) => ({ id, name: "当事人", role: "当事人", representatives: id === "party-mai" ? ["deputy-mai"] : [] })),
      amountCNY: 60000,
    }),
    after: { scenario: "From registration to the archive: agreed, confirmed by the court, performed, visited three times", until: "handling.active.work.settling" },
    payloads: hard,
    seldom: undoing,
  },
  {
    procedure: "residents-council-deliberation",
    at: "2026-03-02T01:00:00.000Z",
    opener: "proposer-1",
    data: (how) => ({ motion: "加装座椅", kind: some(["ordinary", "major"], how) }),
    payloads,
    seldom: ["WITHDRAW", "DECLINE", "RETURN", "TABLE", "MOVE_AMENDMENT", "SPEAK", "COMMENT"],
  },
  {
    procedure: "supervision",
    at: "2026-03-02T01:00:00.000Z",
    opener: "supervisor-ma",
    data: (how, date) => ({
      letterNo: `督〔2026〕${how}号`,
      matter: "第三社区准入事项逾期未审",
      respondent: "access-he",
      replyBy: date(how % 20),
      ...(how % 3 === 0 ? {} : { countersigner: some(["access-lin", "access-he"], how) }),
      ...(how % 4 === 0 ? {} : { signatory: some(["secretary-huang", "access-lin", "access-he"], how) }),
    }),
    payloads: {
      REPLY: text("reply"),
      COUNTERSIGN: text("comment"),
      SEND_BACK: text("remark"),
      RETURN_REPLY: (how, { date }) => ({ remark: "未附送达回证", replyBy: date(1 + (how % 9)) }),
      CANCEL: text("remark"),
    },
    seldom: ["CANCEL", "ACCEPT_REPLY"],
  },
];

/** What has to hold after every step, whatever it was. */
async function sound(run: Simulation): Promise<void> {
  const cases = await casesOf(run);
  for (const record of cases) {
    const { id, procedure, status, state, parent } = record;
    if (procedure === "dispute-joint-mediation" && status !== "withdrawn") mediationHolds(record, run.now(), run.zone.dateOf);
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
      const tagged = (tag: string) => active.some(({ tags }) => tags.includes(tag));
      const stopped = tagged(`clock:${name}:stop`) || stopsOf(record).includes(name);
      const runs = status === "active" && tagged(`clock:${name}`) && !stopped;
      expect(clock.running, `${name} of ${id}`).toBe(runs);
    }
  }
}

/** Clocks that the hold stops which stands, if one does. */
function stopsOf({ procedure, state: { hold } }: CaseRecord): readonly string[] {
  return hold === undefined ? [] : (pack().procedures[procedure]!.holds![hold.name]!.stops ?? []);
}

/** What the whole journal has to say at the end. */
async function accounted(run: Simulation): Promise<{ ballots: number; listed: number }> {
  const list = new Map<string, JsonObject>(pack().rows["work-list"]!.map((row) => [String(row["id"]), row]));
  let versions = pack().rows["list-versions"]!.length;
  let ballots = 0;
  for (const { id, procedure } of await casesOf(run)) {
    const entries = await journal(run, id);
    const incidents = entries.filter(({ kind }) => kind === "incident");
    expect(incidents.map(({ event }) => event)).toEqual([]);
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
  await ledgerHolds(run);
  await burdensHold(run);
  await lawfulApprovals(run);
  expect((await run.engine.verify()).faults).toEqual([]);
  return { ballots, listed: versions - 4 };
}

/** The list of owned cases has those that a leader owns, and no other. */
async function ledgerHolds(run: Simulation): Promise<void> {
  const owned = (await casesOf(run)).filter(({ state }) => state.data["owned"] === true);
  const { items } = await run.store.reader.register("ownership-list", { limit: 200 });
  const pairs = items.map(({ key, row }) => [key, row["leader"]]);
  expect(pairs.toSorted()).toEqual(owned.map(({ id, state }) => [id, state.data["caseLeader"]]).toSorted());
}

/** No item that was published asks more of anybody than it did before. */
async function burdensHold(run: Simulation): Promise<void> {
  const { items } = await run.store.reader.register("item-figures", { limit: 200 });
  for (const { key, row } of items.filter((item) => "stepsBefore" in item.row))
    for (const figure of ["steps", "materials", "trips"])
      expect(row[figure], `${key} ${figure}`).toBeLessThanOrEqual(Number(row[`${figure}Before`]));
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
