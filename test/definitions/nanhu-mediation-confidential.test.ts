import { describe, expect, it } from "vitest";
import { ajvValidator, type JsonObject, type Principal } from "../../engine/model/index.ts";
import { simulation } from "../../engine/simulate/index.ts";
import { pack } from "./nanhu.ts";

/** What stands in the file, who the parties are, how they are reached, and what was said in a session with one of them. */
const filed = "卷内文书内容";
const named = "当事人真实姓名";
const reached = "私人联系方式";
const said = "背对背所言";
/** What somebody has called the dispute, though no name belongs there. */
const called = "雷某与麦某楼道堆物";
const { directory } = pack();
const person = (id: string): Principal => ({ ...directory[id]!, id });

const steps: [event: string, by: string, payload?: JsonObject][] = [
  ["REGISTER", "intake-pan", { registerNo: "联调一号" }],
  ["TRIAGE", "triage-jin", { risk: "mid", route: "mediate", reason: "宜调" }],
  ["CONSENT", "party-lei", { value: "yes", address: reached }],
  ["CONSENT", "party-mai", { value: "yes" }],
  ["ASSIGN_LEAD", "mediation-du", { lead: "mediator-qi" }],
  ["INVITE", "mediator-qi", { department: "police", person: "police-xing" }],
  ["CONFIRM_ATTEND", "police-xing"],
  ["OBJECT_MEDIATOR", "party-lei", { mediator: "mediator-qi", ground: said }],
  ["ASSIGN_LEAD", "mediation-du", { lead: "mediator-lu" }],
  ["TEAM_READY", "mediator-lu"],
  ["INVESTIGATED", "mediator-lu", { findings: said }],
  ["HOLD_SESSION", "mediator-lu", { mode: "separate", present: ["party-lei"], result: "progress", minutes: said }],
  ["RISK", "police-xing", { level: "low", note: said }],
  [
    "PROPOSE",
    "mediator-lu",
    {
      partial: false,
      text: filed,
      items: [{ no: 1, duty: filed, by: "party-mai", due: "2026-03-20", amountCNY: 500 }],
    },
  ],
  ["CLEAR_TEXT", "lawyer-gu"],
  ["SIGN", "party-lei", { value: "sign" }],
  ["SIGN", "party-mai", { value: "sign" }],
  ["SIGN", "mediator-lu", { value: "sign", sealNo: "印一" }],
];
const applied: typeof steps = [
  ["PROPOSE_CONFIRMATION", "party-lei"],
  ["APPLY_CONFIRMATION", "party-lei", { value: "yes" }],
  ["APPLY_CONFIRMATION", "party-mai", { value: "yes" }],
];

/** Who sees a word on any surface that the engine shows them, and what is public. */
async function taken(further: typeof steps = []) {
  const begun = await simulation(pack(), { at: "2026-03-02T01:00:00.000Z", validator: ajvValidator() });
  if (!begun.ok) throw new Error(JSON.stringify(begun.problems));
  const { engine, open, send } = begun.simulation;
  const opened = await open({
    procedure: "dispute-joint-mediation",
    by: person("intake-pan"),
    data: {
      title: called,
      source: "screening",
      kind: "neighbour",
      summary: filed,
      parties: ["party-lei", "party-mai"].map((id) => ({ id, name: named, role: "当事人", contact: reached })),
    },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
  for (const [type, by, payload] of [...steps, ...further]) {
    const answer = await send({ case: opened.id, event: { ...payload, type }, by: person(by) });
    if (!answer.ok) throw new Error(`${type}: ${JSON.stringify(answer.refusal)}`);
  }
  const shown = async (id: string): Promise<string> => {
    const by = person(id);
    const event = { type: "VISIT", no: 1, stable: true, note: "" };
    return JSON.stringify([
      await engine.read(opened.id, { by }),
      await engine.journal(opened.id, { by, limit: 200 }),
      await engine.cases({ by, procedure: "dispute-joint-mediation", limit: 200 }),
      await engine.inbox({ by, limit: 200 }),
      await engine.explain({ case: opened.id, event, by }),
      await engine.done({ by, limit: 200 }),
      await engine.messages({ by }),
      await engine.copies({ by, limit: 200 }),
      await engine.inbox({ by, search: "楼道堆物", limit: 200 }),
      await engine.handOver({ from: "intake-pan", to: "intake-pan", by, trial: true, limit: 200 }),
      await engine.measures({ procedure: "dispute-joint-mediation", by }),
      await engine.choices({ case: opened.id, event: "PERFORM", by }),
    ]);
  };
  const all = new Map<string, string>();
  for (const id of Object.keys(directory)) all.set(id, await shown(id));
  return {
    seeing: (word: string) => [...all].flatMap(([id, text]) => (text.includes(word) ? [id] : [])).toSorted(),
    open: JSON.stringify([
      await engine.notices({ limit: 200 }),
      await engine.register("mediation-archive", { limit: 200 }),
    ]),
  };
}

const holding = (...roles: string[]) =>
  Object.keys(directory).filter((id) => directory[id]!.roles.some((role) => roles.includes(role)));
const mediating = ["mediator-lu", "police-xing", ...holding("centre-director")];
const office = [...mediating, ...holding("intake-clerk", "triage-officer")];
const file = [...office, ...holding("legal-adviser", "judicial-office"), "party-lei", "party-mai"];
const sorted = (ids: string[]) => [...new Set(ids)].toSorted();

describe("what is confidential in a mediation", async () => {
  const before = await taken();
  const after = await taken(applied);

  it("what is said in a session is seen by those who mediate and the director, not by the other party, nor by who was objected to", () => {
    expect(before.seeing(said)).toEqual(sorted(mediating));
  });

  it("how a party is reached is seen by those who mediate and the office, and by neither party", () => {
    expect(before.seeing(reached)).toEqual(sorted(office));
  });

  it("who the parties are, and the file, are seen by them, by those who mediate, and by the office with its advisers", () => {
    expect(before.seeing(named)).toEqual(sorted(file));
    expect(before.seeing(filed)).toEqual(sorted(file));
  });

  it("what the dispute is called may hold a name: it is seen by those who see the parties, and by who has to act while it may turn violent", async () => {
    const told = sorted([...file, ...holding("mediation-centre")]);
    expect(before.seeing(called)).toEqual(told);
    const risky = await taken([["RISK", "mediation-du", { level: "high", note: "扬言动手" }]]);
    const alerted = holding("police", "supervision-office", "street-director");
    expect(alerted.some((id) => !told.includes(id))).toBe(true);
    expect(risky.seeing(called)).toEqual(sorted([...told, ...alerted]));
    expect(after.seeing(called)).toEqual(sorted([...told, ...holding("court")]));
  });

  it("the court sees the file once the parties have applied to it, and no minutes", () => {
    const courts = holding("court");
    expect(courts).not.toEqual([]);
    expect(after.seeing(filed)).toEqual(sorted([...file, ...courts]));
    expect(after.seeing(said)).toEqual(sorted(mediating));
  });

  it("nothing of it is published", () => {
    for (const word of [said, reached, named, filed, called]) expect(before.open).not.toContain(word);
  });
});
