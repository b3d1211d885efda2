import { describe, expect, it } from "vitest";
import { ajvValidator, type Json, type Principal } from "../../engine/model/index.ts";
import { simulation } from "../../engine/simulate/index.ts";
import { pack } from "./nanhu.ts";

/** What the petitioner said and who that is; what those who work on the case have written down. */
const said = "只告诉承办人";
const written = "只供专班参考";
/** What somebody has called the matter, though no name belongs there. */
const called = "业主甲反映贾科长";
const { directory } = pack();
const person = (id: string): Principal => ({ ...directory[id]!, id });

const steps: [event: string, by: string, payload?: Record<string, Json>][] = [
  ["NOMINATE", "petition-ye", {}],
  ["ADOPT", "petition-bai", {}],
  [
    "PROPOSE_LEADER",
    "petition-bai",
    {
      leader: "leader-kang",
      deputy: "aide-tian",
      owner: "dept-liu",
      owningUnit: "城管部",
      taskForce: [
        { id: "police-long", org: "派出所" },
        { id: "officer-jia", org: "城治办" },
      ],
      mission: "化解",
      duty: "包案",
    },
  ],
  ["APPROVE", "secretary-huang"],
  ["ACK", "leader-kang"],
  ["READ_FILE", "leader-kang", { view: written, litigation: false }],
  ["CONTACT", "leader-kang", { form: "visit", summary: written }],
  [
    "SUBMIT_PLAN",
    "leader-kang",
    { measures: [{ measure: "协调", basis: "民法典", owner: "dept-liu", due: "2026-04-30" }] },
  ],
  ["REVIEW_PLAN", "judicial-wu", { opinion: "可行" }],
  ["REPORT", "dept-liu", { summary: written }],
  ["REPORT_COMMITTEE", "secretary-huang", { meeting: "第六次", summary: written }],
  ["PROPOSE_AID", "dept-liu", { kind: written, amountCNY: 3000, reason: written }],
  ["GRANT_AID", "director-xu"],
  ["START_MEDIATION", "leader-kang"],
  ["PETITIONER_WITHDRAW", "petitioner-1", { statement: said }],
  ["CHECK_WITHDRAWAL", "petition-bai", { pressure: false, note: written }],
  ["RELAPSE", "petitioner-1", { facts: said }],
];

/** Everything of the case that the engine shows to a person, as text. */
async function shown(): Promise<(id: string) => Promise<string>> {
  const begun = await simulation(pack(), { at: "2026-03-02T01:00:00.000Z", validator: ajvValidator() });
  if (!begun.ok) throw new Error(JSON.stringify(begun.problems));
  const { engine, open, send } = begun.simulation;
  const opened = await open({
    procedure: "leadership-case-ownership",
    by: person("petition-ye"),
    data: {
      title: called,
      portfolio: "property",
      repeatVisits: 4,
      summary: said,
      complainedOf: ["officer-jia", "petitioner-2"],
      parties: [
        { id: "petitioner-1", name: said, role: "信访人", contact: said },
        { id: "petitioner-2", name: "物业公司", role: "被反映方" },
      ],
    },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
  const { id } = opened;
  for (const [type, by, payload] of steps) {
    const answer = await send({ case: id, event: { ...payload, type }, by: person(by) });
    if (!answer.ok) throw new Error(`${type}: ${JSON.stringify(answer.refusal)}`);
  }
  return async (who) => {
    const by = person(who);
    const surfaces = [
      await engine.read(id, { by }),
      await engine.journal(id, { by, limit: 200 }),
      await engine.cases({ by, procedure: "leadership-case-ownership", limit: 200 }),
      await engine.inbox({ by, limit: 200 }),
      await engine.explain({ case: id, event: { type: "READ_FILE", view: "", litigation: false }, by }),
      await engine.done({ by, limit: 200 }),
      await engine.messages({ by }),
      await engine.inbox({ by, search: "业主甲", limit: 200 }),
      await engine.notices({ limit: 200 }),
      await engine.publicRegister("ownership-list", { limit: 200 }),
    ];
    return JSON.stringify(surfaces);
  };
}

const office = Object.keys(directory).filter((id) =>
  directory[id]!.roles.some((role) => ["petition-office", "supervision-office", "party-secretary"].includes(role)),
);
const working = [...office, "leader-kang", "aide-tian", "dept-liu", "police-long"];

describe("what a petitioner has said, in a case that a leader owns", async () => {
  const look = await shown();
  const seeing = async (word: string): Promise<string[]> => {
    const found = await Promise.all(
      Object.keys(directory).map(async (id) => ((await look(id)).includes(word) ? [id] : [])),
    );
    return found.flat().toSorted();
  };

  it("is seen by those who work on the case and by the petitioner, on every surface, and by nobody else", async () => {
    expect(await seeing(said)).toEqual([...working, "petitioner-1"].toSorted());
  });

  it("and what the task force writes down is seen by those who work on the case alone", async () => {
    expect(await seeing(written)).toEqual(working.toSorted());
  });

  it("is kept from whoever is complained of, be it one of the task force or the other side", async () => {
    for (const id of ["officer-jia", "petitioner-2"])
      expect(await look(id), id).not.toMatch(new RegExp(`${said}|${written}`));
  });

  it("what the matter is called may hold a name: those see it who have a part in the case, and not who is complained of", async () => {
    const part = Object.keys(directory).filter((id) =>
      directory[id]!.roles.some((role) =>
        // The intake clerk was told of the mediation that the leader has started.
        ["street-director", "judicial-office", "hearing-panelist", "higher-level", "intake-clerk"].includes(role),
      ),
    );
    expect(await seeing(called)).toEqual([...new Set([...working, ...part, "petitioner-1"])].toSorted());
  });
});
