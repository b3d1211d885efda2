import { describe, expect, it } from "vitest";
import { ajvValidator, type JsonObject, type Principal } from "../../engine/model/index.ts";
import { simulation } from "../../engine/simulate/index.ts";
import { pack } from "./nanhu.ts";

const procedure = "dispute-joint-mediation";
const { directory } = pack();
const person = (id: string): Principal => ({ ...directory[id]!, id });
const filed = "卷内情况";

/** A mediation before its parties' consent. */
async function asking() {
  const begun = await simulation(pack(), { at: "2026-03-02T01:00:00.000Z", validator: ajvValidator() });
  if (!begun.ok) throw new Error(JSON.stringify(begun.problems));
  const { engine, open, send } = begun.simulation;
  const parties = ["party-lei", "party-mai"].map((id) => ({ id, name: "当事人", role: "当事人" }));
  const data = { title: "楼道堆物纠纷", source: "screening", kind: "neighbour", summary: filed, parties };
  const opened = await open({ procedure, by: person("intake-pan"), data });
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
  const { id } = opened;
  const sent = async (type: string, by: string, payload: JsonObject = {}, more: { for?: string } = {}) => {
    const answer = await send({ case: id, event: { ...payload, type }, by: { ...person(by), ...more } });
    return answer.ok ? "accepted" : answer.refusal.code;
  };
  const done = async (act: string, by: string, payload: JsonObject = {}) => {
    const answer = await engine.act({ case: id, act, payload, by: person(by) });
    return answer.ok ? "done" : answer.refusal.code;
  };
  await sent("REGISTER", "intake-pan", { registerNo: "联调一号" });
  await sent("TRIAGE", "triage-jin", { risk: "low", route: "mediate", reason: "宜调" });
  return { engine, id, sent, done };
}

describe("what everybody may do in every mediation, and what nobody may", () => {
  it("H15: the supervision office sees that there is a mediation, not what is in it, and supervises it", async () => {
    const { engine, id, done } = await asking();
    const seen = JSON.stringify(await engine.read(id, { by: person("supervisor-ma") }));
    expect(seen).toContain(procedure);
    // What it is called may hold a name.
    for (const word of ["楼道堆物纠纷", filed]) expect(seen).not.toContain(word);
    const letter = { letterNo: "督一号", matter: "久调不决", respondent: "mediation-du", replyBy: "2026-03-20" };
    expect(await done("supervise", "resident-zhou", { data: letter })).not.toBe("done");
    expect(await done("supervise", "supervisor-ma", { data: letter })).toBe("done");
  });

  it("H6, H11: nobody consents in a party's place but who represents them in the case", async () => {
    const { engine, done, sent } = await asking();
    expect(await done("transfer", "party-mai", { to: "resident-zhou" })).not.toBe("done");
    const period = { from: "2026-03-02T01:00:00.000Z", to: "2026-04-02T01:00:00.000Z" };
    const appointed = await engine.appointProxy({ by: person("party-mai"), of: "party-mai", proxy: "resident-zhou", ...period });
    expect(appointed).toMatchObject({ ok: true });
    expect(await sent("CONSENT", "resident-zhou", { value: "yes" }, { for: "party-mai" })).toBe("not-permitted");
    expect(await sent("CONSENT", "party-mai", { value: "yes" })).toBe("accepted");
  });

  it("H15: a mediation that has ended is archived for good by the office alone", async () => {
    const { done, sent } = await asking();
    await sent("CONSENT", "party-mai", { value: "no" });
    expect(await done("archive", "mediator-lu", { retention: "permanent" })).not.toBe("done");
    expect(await done("archive", "intake-pan", { retention: "5 years" })).toBe("invalid-payload");
    expect(await done("archive", "intake-pan", { retention: "permanent" })).toBe("done");
  });
});
