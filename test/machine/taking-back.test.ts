import { describe, expect, it } from "vitest";
import { procedureChart } from "../../engine/model/index.ts";
import { person, title } from "./host.ts";
import { approved, chain, Desk, machine, submitted, who } from "./sent-on.ts";

describe("what takeBacks expand into", () => {
  const made = procedureChart(machine.procedure).transitions.filter(
    ({ takingBack }) => takingBack !== undefined,
  );

  it("F8: from every stage at which the case may come to rest, back to the one it was sent from", () => {
    expect(made.map(({ source, event, targets: [to] }) => `${source} ${event} ${to}`)).toEqual([
      "review TAKE_BACK draft",
      "deciding TAKE_BACK review",
      "signing TAKE_BACK review",
    ]);
  });

  it("F8: what is written keeps its id, and what is made is nobody's task", () => {
    const ids = procedureChart(machine.procedure).transitions.map(({ id }) => id);
    const written = procedureChart({ ...machine.procedure, takeBacks: {} }).transitions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => written.includes(id))).toEqual(written);
    const desk = submitted();
    expect(desk.tasks.map(({ state, roles, events }) => ({ state, roles, events }))).toEqual([
      { state: "", roles: ["anyone"], events: ["NOTE"] },
      { state: "review", roles: ["chief", "anyone"], events: ["APPROVE", "TALK"] },
    ]);
  });
});

describe("taking back", () => {
  it("F8: whoever sent it takes it back: the stage is entered anew, its delays begin again, what was filled in stays", () => {
    const desk = submitted();
    desk.now = "2026-03-04T01:00:00.000Z";
    desk.until(desk.now);
    const taken = desk.by("ann", "TAKE_BACK");
    expect(taken.value).toBe("draft");
    expect(taken.data).toEqual({ subject: "small", entered: ["draft", "draft"] });
    expect(taken.state.timers.map(({ state, due }) => [state, due])).toEqual([
      ["draft", "2026-03-11T16:00:00.000Z"],
    ]);
    expect(taken.state.sent).toBeUndefined();
    expect(taken.by("ann", "SUBMIT", { subject: "better" }).value).toBe("review");
  });

  it("F8: it is an entry of its own, which says what was taken back, and takes nothing out of the journal", () => {
    const desk = submitted().by("ann", "TAKE_BACK");
    expect(desk.kinds).toEqual(["event"]);
    expect(desk.revision).toBe(3);
    expect(desk.notes).toContainEqual({
      note: "taken-back",
      name: "own",
      event: "SUBMIT",
      from: "review",
      to: "draft",
      by: "ann",
      at: desk.now,
    });
  });

  it("F8: who was told is told that it was taken back", () => {
    const desk = submitted().by("ann", "TAKE_BACK");
    expect(desk.effects).toEqual([
      { type: "notify", roles: ["chief"], ids: [], message: "takenBack", text: title("Taken back: small") },
    ]);
    expect(approved().by("cho", "TAKE_BACK").effects).toEqual([]);
  });

  it("F8: it goes back from wherever the case has come to rest by itself", () => {
    expect(approved("small").value).toBe("deciding");
    expect(approved("small").by("cho", "TAKE_BACK").value).toBe("review");
    const signing = approved("big");
    expect(signing.value).toBe("signing");
    const back = signing.by("cho", "TAKE_BACK");
    expect(back.value).toBe("review");
    expect([back.state.ballots, back.state.invocations]).toEqual([{}, {}]);
  });

  it("F8: nobody else takes it back, whatever their role; they are told whose it is", () => {
    const refused = submitted().why("bob");
    expect(refused).toMatchObject({ code: "not-permitted", details: { sentBy: "ann" } });
    expect(refused?.message.en).toContain("ann");
    expect(submitted().why("eve")?.code).toBe("not-permitted");
    expect(submitted().why("guest")).toMatchObject({
      code: "not-permitted",
      details: { roles: ["clerk", "chief", "head"] },
    });
  });

  it("F8: without anything sent, and once it was taken back, there is nothing to take back", () => {
    expect(new Desk(machine).why("ann")?.code).toBe("not-now");
    expect(submitted().by("ann", "TAKE_BACK").why("ann")?.code).toBe("not-now");
    expect(approved().by("cho", "TAKE_BACK").why("cho")?.code).toBe("not-now");
  });

  it("F8: only the last is taken back: what was sent before it is the next one's now", () => {
    const desk = approved();
    expect(desk.why("ann")).toMatchObject({ code: "not-permitted", details: { sentBy: "cho" } });
    expect(desk.by("cho", "TAKE_BACK").why("ann")?.code).toBe("not-now");
  });

  it("B2: who has taken something back has still sent it", () => {
    const desk = submitted().by("ann", "TAKE_BACK").by("bob", "SUBMIT", { subject: "x" });
    expect(desk.state.acts["SUBMIT"]).toEqual(["ann", "bob"]);
    const chiefToo = person("ann", "clerk", "chief");
    expect(desk.refusal("APPROVE", chiefToo)).toMatchObject({ details: { apartFrom: "SUBMIT" } });
  });

  it("F8: a proxy takes back for whoever sent it, and whoever sent it what the proxy sent for them; both are recorded", () => {
    const proxy = { ...person("bob", "clerk"), for: "ann" };
    const taken = submitted().send("TAKE_BACK", proxy);
    expect(taken.entries[0]?.by).toEqual(proxy);
    expect(taken.value).toBe("draft");
    const sent = new Desk(machine).send("SUBMIT", proxy, { subject: "x" });
    expect(sent.why("bob")?.code).toBe("not-permitted");
    expect(sent.by("ann", "TAKE_BACK").value).toBe("draft");
  });

  it("H11: what is kept in person is taken back in person", () => {
    const kept = chain({ common: { proxy: { except: ["TAKE_BACK"] } } });
    const desk = new Desk(kept).by("ann", "SUBMIT", { subject: "x" });
    expect(desk.refused("TAKE_BACK", { ...person("bob", "clerk"), for: "ann" })).toBe("not-permitted");
  });

  it("F8: it is offered to whoever may, and with what has happened since to whoever might have; to nobody else", () => {
    expect(submitted().offered("ann")).toMatchObject({ allowed: true });
    expect(submitted().offered("bob")).toBeUndefined();
    expect(new Desk(machine).offered("ann")).toBeUndefined();
    const acted = submitted().by("cho", "TALK");
    expect(acted.offered("ann")).toMatchObject({ allowed: false, refusal: { code: "not-now" } });
    expect(acted.offered("cho")).toBeUndefined();
    expect(
      submitted().machine.explain(
        submitted().state,
        { type: "TAKE_BACK" },
        who("ann"),
        submitted().context(),
      ),
    ).toMatchObject({ allowed: true, transitions: [{ state: "review", targets: ["draft"], holds: true }] });
  });
});
