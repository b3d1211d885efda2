import { expect } from "vitest";
import type { Json, JsonObject } from "../../engine/model/index.ts";
import type { Simulation } from "../../engine/simulate/index.ts";
import { pack } from "./nanhu.ts";
import { casesOf, type Payload, type Sending, type Walk } from "./walker.ts";

/** Walks through approvals and the remedying of bad ratings, and what has to hold of them. */

const some = <T>(list: readonly T[], how: number): T => list[how % list.length]!;
const text =
  (name: string): Payload =>
  () => ({ [name]: "按规定办理" });
const items = pack().rows["approval-items"]!;

type Material = { code: string; status: string };
const materials = ({ data }: Sending) => (data["materials"] ?? []) as Material[];
const lacking = (sending: Sending) =>
  materials(sending).filter(({ status }) => status === "missing" || status === "defective");
const commitments = ({ data }: Sending) => (data["commitments"] ?? []) as { no: string }[];
const stages = ["dispatched", "examining", "consolidating", "drafting", "sectionReview"];

const payloads: Record<string, Payload> = {
  ADVISE: text("advice"),
  SUBMIT: (how, { data }) => {
    const item = items.find(({ id }) => id === data["itemCode"])!;
    const codes = (item["materials"] as Material[]).map(({ code }) => code);
    return { given: codes.slice(0, how % 3 === 0 ? codes.length - 1 : codes.length) };
  },
  ASK_CORRECTION: (_how, sending) => ({
    items: (lacking(sending).length > 0 ? lacking(sending) : materials(sending)).map(({ code }) => ({ code, defect: "请补正" })),
  }),
  SUPPLY: (how, sending) => ({ code: lacking(sending)[0]?.code ?? "none", channel: some(["window", "online"], how) }),
  STILL_DEFECTIVE: (how, sending) => ({
    codes: materials(sending)
      .filter(({ status }) => status === "supplied" || how % 7 === 0)
      .map(({ code }) => code),
    reason: "仍不清晰",
  }),
  SIGN_COMMITMENT: (how, { date }) =>
    how % 2 === 0 ? { kind: "tolerance", due: date(2 + (how % 9)) } : { kind: "commitment" },
  REFUSE: () => ({ reason: "不属本机关职权", where: "区民政局", remedies: "可申请行政复议" }),
  DISPATCH: (how) => ({ departments: how % 4 === 0 ? ["city"] : [] }),
  OPINE: (how) => ({
    value: some(["agree", "agree", "conditions", "disagree"], how),
    ...(how % 5 === 0 ? {} : { comment: "请补充说明" }),
  }),
  ASK: text("text"),
  CLARIFY: text("text"),
  SETTLE: (how) => ({ value: some(["agree", "disagree"], how), comment: "经协调" }),
  INSPECT_RESULT: (how) => ({
    result: how % 5 === 0 ? "does-not-conform" : "conforms",
    findings: "已核查",
    inspectors: ["inspector-1", "inspector-2"],
  }),
  SEND_EXPERT: () => ({ question: "是否达标", expectedDays: 3 }),
  EXPERT_RESULT: text("opinion"),
  FIX_HEARING: (how, { date }) => ({ on: date(9 + (how % 14)) }),
  HOLD_HEARING: () => ({ record: "file:hearing", outcome: "予以采纳" }),
  TELL_PARTY: (how) => ({ id: some(["neighbour-gu", "neighbour-mei"], how), name: "邻居" }),
  STATE_VIEW: text("view"),
  START_PAUSE: (how) => ({ ground: some(["test", "appraisal", "bidding"], how), expectedDays: 5 }),
  EXTEND: (how) => ({ days: 1 + (how % 18), reason: "需时" }),
  SUSPEND: (how) => ({ ground: some(["force-majeure", "request"], how), evidence: "证明" }),
  DISCONTINUE: () => ({ ground: "moot" }),
  CONSOLIDATE: (how) => ({ summary: "汇总", ...(how % 3 === 0 ? {} : { resolution: "已协调" }) }),
  DRAFT: (how) => ({ value: some(["grant", "grant", "deny"], how), text: "依据充分", onRecord: true }),
  REJECT: text("reasons"),
  RETURN: (how) => ({ to: some(stages, how), reason: "请核实", resume: some(["rerun", "back"], how >> 3) }),
  VOTE: (how) => ({ choice: some(["for", "for", "against", "abstain"], how) }),
  GRANT: (how) => ({ no: `许${how}` }),
  DENY: (how) => ({ no: `不${how}`, reasons: "不符合条件", remedies: "可申请行政复议" }),
  ISSUE: (how) => ({ no: `证${how}` }),
  DELIVER: (how) => ({ how: some(["window", "post", "electronic"], how) }),
  RATE: (how) => ({ stars: 1 + (how % 5) }),
  FULFIL: (_how, sending) => ({ no: commitments(sending)[0]?.no ?? "none", proof: "凭证" }),
  CHECK_COMMITMENT: (how, sending) => ({
    no: some([...commitments(sending).map(({ no }) => no), "none"], how),
    result: some(["kept", "kept", "unmet", "false"], how >> 2),
    finding: "已核查",
  }),
  PROPOSE_REVOCATION: () => ({ ground: "fraud", facts: "材料不实" }),
  DEFEND: text("view"),
  REVOKE: (how) => ({ no: `撤${how}`, reasons: "申辩不成立", remedies: "可提起行政诉讼" }),
  DROP_REVOCATION: text("reasons"),
  LODGE_REMEDY: (how) => ({ kind: some(["reconsideration", "suit"], how), no: `复${how}` }),
  REMEDY_RESULT: (how) => ({ result: some(["upheld", "annulled"], how), document: "决定书" }),
  CONTACT: (how) => ({ reached: how % 3 !== 0, issue: "等候过久" }),
  STATE: text("text"),
  VERIFY: (how) => ({ valid: how % 3 !== 0, reason: "已核实" }),
  FIX: text("measures"),
  REWORK: text("reason"),
  REPLY: text("text"),
  CALL_BACK: (how) => ({ view: some(["satisfied", "unsatisfied", "unreached"], how) }),
  RATE_AGAIN: (how) => ({ stars: 1 + (how % 5) }),
};
const extension: Payload = (how, sending) =>
  "service" in sending.data ? { reason: "需协调" } : payloads["EXTEND"]!(how, sending);

export const approvals: Walk[] = [
  {
    procedure: "approval-case",
    at: "2026-03-02T01:00:00.000Z",
    opener: "applicant-qiu",
    data: (how) => ({
      itemCode: String(some(items, how + 1)["id"]),
      applicantName: "邱建平",
      ...(how % 3 === 0 ? { renewalOf: "南养许〔2023〕2号" } : {}),
    }),
    after: {
      scenario: "A permit with everything: three departments, inspection, expert, neighbours, a hearing, the meeting, the certificate",
      until: "handling.processing.chain.examining.opinions.collected",
    },
    payloads: { ...payloads, EXTEND: extension },
    seldom: ["WITHDRAW", "REFUSE", "DISCONTINUE", "RETURN", "SUSPEND", "PROPOSE_REVOCATION", "START_PAUSE", "ADVISE"],
  },
  {
    procedure: "rating-remedy",
    at: "2026-03-02T01:00:00.000Z",
    opener: "rating-lei",
    data: (how) => ({ service: "临时救助", stars: 1 + (how % 2), rater: "applicant-qiu" }),
    payloads: { ...payloads, EXTEND: extension },
    seldom: ["EXTEND", "REWORK"],
  },
];

const isAsking = ({ entered }: { entered: object }) =>
  Object.hasOwn(entered, "handling.processing.chain.examining.opinions.asking");

/** What the law asks of every approval, wherever it stands. */
export async function lawfulApprovals(run: Simulation): Promise<void> {
  const granted = new Set<string>();
  const cases = await casesOf(run);
  const asking = new Set(cases.flatMap(({ id, state }) => (isAsking(state) ? [id] : [])));
  for (const { procedure, parent, status, state } of cases) {
    if (procedure !== "department-opinion") continue;
    if (status === "active") expect(asking, "a department that nobody waits for").toContain(parent?.case);
    if (state.data["value"] === "deemed") expect(state.data).toMatchObject({ silence: "agree", by: "system", overdue: true });
  }
  for (const { id, procedure, state } of cases) {
    if (procedure !== "approval-case") continue;
    const opinions = state.data["opinions"] as { department: string; round: number }[];
    const given = opinions.map(({ department, round }) => `${department} ${round}`);
    expect(new Set(given).size, "a department answers once in a round").toBe(given.length);
    const { data, entered } = state;
    const at = (path: string) => Object.hasOwn(entered, path);
    const decision = data["decision"] as { grant: boolean; deemed: boolean; reasons?: string; remedies?: string } | undefined;
    expect(Number(data["corrections"]), id).toBeLessThanOrEqual(1);
    if (at("handling.granted")) {
      granted.add(id);
      expect(decision?.grant, id).toBe(true);
      if (decision!.deemed) expect((data["renewal"] as JsonObject)["inTime"]).toBe(true);
    }
    if (at("handling.denied")) expect([decision?.reasons, decision?.remedies], id).not.toContain(undefined);
    const path = data["path"] as Json;
    if (at("handling.processing.chain.deciding") && path === "tolerance")
      expect((data["materials"] as Material[]).map(({ status }) => status)).not.toContain("missing");
    if (at("handling.revoked") || at("handling.remedy")) granted.delete(id);
  }
  const { items: rows } = await run.store.reader.register("approvals-granted", { limit: 200 });
  const listed = new Set(rows.map(({ row }) => row["case"]));
  for (const id of granted) expect(listed, id).toContain(id);
}
