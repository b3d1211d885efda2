import { describe, expect, it } from "vitest";
import { procedureChart } from "../../engine/model/index.ts";
import type { HoldDefinition } from "../../engine/model/index.ts";
import { approval, members } from "./approval.ts";
import { machineOf, monday, person, Play, title } from "./host.ts";

const machine = approval();
const begun = (at = monday) => new Play(machine, { ...members, at });
const reviewing = () => begun().send("SUBMIT");
const signing = () => reviewing().send("LEGAL").send("FUNDS");
const deciding = (play = signing()) =>
  ["m1", "m2", "m3"].reduce((one, id) => one.send("SIGN", id, { choice: "yes" }), play);
const later = (play: Play, hours: number) => {
  play.now = new Date(Date.parse(play.now) + hours * 3_600_000).toISOString();
  return play;
};
const tasks = (play: Play) =>
  play.machine.tasks(play.state, play.context()).map(({ state, events }) => [state, ...events].join(" "));
const offers = (play: Play) =>
  play.machine.offers(play.state, person("x"), play.context()).map(({ event, allowed, refusal }) => ({
    event,
    allowed,
    code: refusal?.code,
  }));
/** The approval with one hold of its own. */
const holding = (hold: Partial<HoldDefinition>) =>
  approval({ holds: { paused: { by: "PAUSE", end: "RESUME", in: ["processing"], ...hold } } });

describe("a case that stands still", () => {
  it("F4: leaves no state, says since when and by what, and goes on as it was", () => {
    const play = reviewing();
    const { entered, value } = play.state;
    later(play, 2).send("PAUSE");
    expect(play.state.entered).toEqual(entered);
    expect(play.machine.hold(play.state)).toEqual({
      hold: "paused",
      title: machine.procedure.events["PAUSE"]!.title,
      since: "2026-03-02T03:00:00.000Z",
      end: { event: "RESUME", title: machine.procedure.events["RESUME"]!.title },
      stops: ["decision"],
    });
    later(play, 1).send("RESUME");
    expect([play.value, play.machine.hold(play.state)]).toEqual([value, null]);
    expect(play.notes).toContainEqual({ note: "hold", hold: "paused", change: "ended" });
  });

  it("F4, A3: refuses what it does not allow with suspended, before asking who sends it, and says which hold and what ends it", () => {
    const play = reviewing().send("PAUSE");
    const refusal = play.refusal("LEGAL", "x", { nonsense: true });
    expect(refusal).toMatchObject({ code: "suspended", details: { hold: "paused" } });
    expect(refusal?.message.en).toMatch(/Pause.*Resume/);
    expect(play.refused("NOWHERE")).toBe("unknown-event");
    expect(play.refused("PAUSE")).toBe("suspended");
    expect(play.refused("NOTE")).toBe("accepted");
    const explained = play.machine.explain(play.state, { type: "LEGAL" }, person("x"), play.context());
    expect([explained.allowed, explained.refusal?.code]).toEqual([false, "suspended"]);
  });

  it("F7: waits for nobody where other cases alone let it go on", () => {
    const { events } = machine.procedure;
    const fromCases = approval({ events: { ...events, RESUME: { ...events["RESUME"]!, by: [] } } });
    const play = new Play(fromCases, { ...members, at: monday }).send("SUBMIT").send("PAUSE");
    expect(tasks(play)).toEqual(["processing WITHDRAW NOTE"]);
  });

  it("F4: offers and asks for what it allows and for what ends it, and for nothing else", () => {
    const before = signing();
    expect(offers(before)).toContainEqual({ event: "PAUSE", allowed: true, code: undefined });
    expect(offers(before).map(({ event }) => event)).not.toContain("RESUME");
    expect(tasks(before).some((task) => task.includes("PAUSE"))).toBe(false);
    const play = before.send("PAUSE");
    expect(offers(play)).toContainEqual({ event: "RESUME", allowed: true, code: undefined });
    expect(offers(play)).toContainEqual({ event: "SIGN", allowed: false, code: "suspended" });
    expect(tasks(play)).toEqual(["processing WITHDRAW NOTE", "processing RESUME"]);
    expect(tasks(play.send("RESUME")).filter((task) => task.endsWith("SIGN"))).toHaveLength(3);
  });

  it("F4: asks the same of people on a machine that has been asked before as on one that was just compiled", () => {
    const play = reviewing();
    for (const event of [null, "PAUSE", "RESUME"]) {
      if (event !== null) play.send(event);
      expect(play.machine.tasks(play.state, play.context())).toEqual(
        approval().tasks(play.state, play.context()),
      );
    }
  });

  it("F4: nobody begins it outside its states, and nobody ends what does not stand", () => {
    expect(begun().refused("DISPUTE")).toBe("not-now");
    expect(begun().refused("RESUME")).toBe("not-now");
  });

  it("F4: delays fire not, and go on with what they had left: days as many counted days, others as much time", () => {
    const play = begun();
    later(play, 10).send("PAUSE");
    play.until("2026-03-09T01:00:00.000Z");
    expect(play.value).toEqual({ processing: "drafting" });
    play.send("RESUME");
    // 30 hours, 10 of them gone.
    expect(play.state.timers).toMatchObject([{ delay: "short", due: "2026-03-09T21:00:00.000Z" }]);
    const days = reviewing();
    later(days, 24).send("PAUSE");
    days.until("2026-03-09T01:00:00.000Z");
    days.send("RESUME");
    // Three working days: the 3rd, on which it was paused, is used; the 10th and the 11th are left.
    expect(days.state.timers).toMatchObject([{ delay: "long", due: "2026-03-11T16:00:00.000Z" }]);
  });

  it("F4: what it begins and ends in one instant changes nothing", () => {
    const play = reviewing();
    const { timers, clocks } = play.state;
    play.send("PAUSE").send("RESUME");
    expect(play.state.timers).toEqual(timers);
    expect(play.machine.clocks(play.state, play.now)).toEqual(
      play.machine.clocks({ ...play.state, clocks }, play.now),
    );
  });

  it("F4: the clocks it names stop, whatever their tags say, and the others go on", () => {
    const play = later(reviewing(), 24).send("PAUSE");
    const running = () =>
      play.machine.clocks(play.state, play.now).map(({ clock, running }) => [clock, running]);
    expect(running()).toEqual([
      ["decision", false],
      ["total", true],
    ]);
    later(play, 72).send("SEND_BACK", "x", { to: "drafting", reason: "x" });
    expect(running()).toContainEqual(["decision", false]);
    play.send("RESUME").send("SUBMIT");
    expect(running()).toContainEqual(["decision", true]);
    expect(play.machine.clocks(play.state, play.now).find(({ clock }) => clock === "decision")?.used).toBe(1);
  });

  it("F4: a light that shows meanwhile is recorded at its instant; the machine is told when the hold ends", () => {
    const play = begun().send("PAUSE");
    const shown = play.until("2026-03-12T00:00:00.000Z");
    expect(shown.map(({ at, event, taken }) => [at, event.type, taken])).toEqual([
      ["2026-03-06T05:00:00.000Z", "clock.total.yellow", []],
      ["2026-03-10T09:00:00.000Z", "clock.total.red", []],
    ]);
    expect(play.state.clocks["total"]?.light).toBe("red");
    const first = play.state.entered["processing.drafting"]!.n;
    play.send("RESUME");
    // The clock is started anew by what red leads to, and so shows green again.
    expect(play.entries.map(({ event }) => event.type)).toEqual([
      "RESUME",
      "clock.total.yellow",
      "clock.total.red",
      "clock.total.green",
    ]);
    expect(play.taken.at(-1)).toBe("processing|on:clock.total.red|0");
    expect(play.state.entered["processing.drafting"]!.n).toBeGreaterThan(first);
  });

  it("F4: a light that the hold allows is told at once, and ends the hold where it leads out of it", () => {
    const play = new Play(holding({ in: ["processing.deciding"], allows: ["clock.total.red"] }), members);
    deciding(play.send("SUBMIT").send("LEGAL").send("FUNDS")).send("PAUSE");
    play.until("2026-03-10T10:00:00.000Z");
    expect([play.value, play.machine.hold(play.state)]).toEqual([{ processing: "drafting" }, null]);
  });

  it("F4: an obligation goes on: it is sent on its day, and the machine is told when the hold ends, or at once where that is allowed", () => {
    const visits = (allows: string[]) =>
      new Play(
        machineOf(
          {
            initial: "a",
            states: { a: { on: { "due.visit.over": { target: "b" } } as never }, b: {} },
          },
          {
            data: {
              type: "object",
              properties: {
                rows: { type: "array", items: { type: "object", properties: { no: {}, due: {} } } },
              },
            },
            obligations: {
              visit: {
                title: title("Visit"),
                each: "data.rows",
                key: "no",
                due: { var: "row.due" },
                open: true,
              },
            },
            events: {
              PAUSE: { title: title("Pause"), by: ["anyone"] },
              RESUME: { title: title("Resume"), by: ["anyone"] },
            },
            holds: { paused: { by: "PAUSE", end: "RESUME", in: ["a"], allows } },
          },
        ),
        { data: { rows: [{ no: "1", due: "2026-03-04" }] } },
      ).send("PAUSE");
    const kept = visits([]);
    const sent = kept.until("2026-03-06T00:00:00.000Z");
    expect(sent.map(({ event, taken }) => [event.type, taken])).toEqual([["due.visit.over", []]]);
    expect(kept.send("RESUME").value).toBe("b");
    const told = visits(["due.visit.over"]);
    told.until("2026-03-06T00:00:00.000Z");
    expect([told.value, told.machine.hold(told.state)]).toEqual(["b", null]);
  });

  it("F4: what children and calls answer meanwhile is kept, and told when the hold ends", () => {
    const play = reviewing();
    play.answer("kids", "a").send("PAUSE").answer("kids", "b", 1);
    expect(play.kinds).toEqual(["answer"]);
    expect(play.taken).toEqual([]);
    play.send("RESUME");
    expect(play.kinds).toEqual(["event", "answer"]);
    expect(play.entries[1]?.event["output"]).toEqual(["a", "b"]);
    play.send("PAUSE").fail("check");
    expect(play.value).toMatchObject({ processing: { reviewing: { funds: "checking" } } });
    play.send("RESUME");
    expect(play.kinds).toEqual(["event", "failure"]);
    expect(play.value).toMatchObject({ processing: { reviewing: { funds: "asking" } } });
  });

  it("F4: what it allows may leave what waits for an answer: then that is withdrawn, and not told", () => {
    const play = reviewing().send("PAUSE").answer("kids", "a").answer("kids", "b", 1);
    play.send("SEND_BACK", "x", { to: "drafting", reason: "x" });
    expect(play.state.invocations).toEqual({});
    play.send("RESUME");
    expect(play.kinds).toEqual(["event"]);
  });

  it("F4: a ballot keeps its votes, is decided not before the hold ends, and closes as much later", () => {
    const play = new Play(holding({ allows: ["SIGN"], stops: ["decision"] }), members);
    play.send("SUBMIT").send("LEGAL").send("FUNDS").send("SIGN", "m1", { choice: "yes" });
    later(play, 5).send("PAUSE");
    expect(play.machine.ballots(play.state)[0]?.closes).toBeUndefined();
    play.until("2026-03-05T06:00:00.000Z");
    play.send("SIGN", "m2", { choice: "yes" }).send("SIGN", "m3", { choice: "yes" });
    expect(play.kinds).toEqual(["event"]);
    expect(play.machine.ballots(play.state)).toMatchObject([{ status: "open", counts: { yes: 3 } }]);
    play.send("RESUME");
    expect(play.kinds).toEqual(["event", "ballot"]);
    expect(play.value).toEqual({ processing: "deciding" });
    const open = later(signing(), 5).send("PAUSE");
    open.until("2026-03-05T06:00:00.000Z");
    open.send("RESUME");
    expect(open.machine.ballots(open.state)[0]?.closes).toBe("2026-03-05T21:00:00.000Z");
  });

  it("F4: what begins meanwhile stands still from its beginning, and has all its time", () => {
    const play = later(deciding(), 1).send("PAUSE").send("SEND_BACK", "x", { to: "drafting", reason: "x" });
    play.until("2026-03-06T00:00:00.000Z");
    expect(play.value).toEqual({ processing: "drafting" });
    play.send("RESUME");
    expect(play.state.timers).toMatchObject([{ delay: "short", due: "2026-03-07T06:00:00.000Z" }]);
  });

  it("F4: an allowed transition that leaves the states of the hold ends it, and what leads to the end ends all", () => {
    const done = reviewing().send("PAUSE").send("WITHDRAW");
    expect([done.state.status, done.state.hold, done.state.timers]).toEqual(["done", undefined, []]);
    const play = new Play(holding({ in: ["processing.drafting"], allows: ["FAST"] }), members);
    play.send("PAUSE").send("FAST");
    expect(play.machine.hold(play.state)).toBeNull();
    expect(play.notes).toContainEqual({ note: "hold", hold: "paused", change: "ended" });
    expect(play.state.timers.every(({ still }) => still === undefined)).toBe(true);
  });

  it("F4: one at a time; another takes its place where it is allowed, and nothing has gone on in between", () => {
    const play = later(deciding(), 2).send("PAUSE");
    later(play, 24).send("DISPUTE");
    expect(play.machine.hold(play.state)).toMatchObject({ hold: "disputed", since: play.now });
    expect(play.refused("RESUME")).toBe("suspended");
    expect(play.refused("PAUSE")).toBe("suspended");
    expect(play.machine.clocks(play.state, play.now).map(({ running }) => running)).toEqual([false, false]);
    later(play, 24).send("SETTLE");
    // Three working days from Monday the 2nd, none used: the 4th is Wednesday.
    expect(play.state.timers).toMatchObject([{ delay: "long", due: "2026-03-09T16:00:00.000Z" }]);
    expect(play.machine.hold(play.state)).toBeNull();
  });

  it("F4: what has waited for one hold waits for the one that takes its place", () => {
    const play = deciding().send("PAUSE");
    play.until("2026-03-06T05:00:00.000Z");
    play.send("DISPUTE");
    expect(play.state.hold?.waiting.map(({ event }) => event.type)).toEqual(["clock.total.yellow"]);
    play.send("SETTLE");
    expect(play.entries.map(({ event }) => event.type)).toEqual(["SETTLE", "clock.total.yellow"]);
  });

  it("F4, C5: an administrator may let it stand still besides; the hold stands as before afterwards", () => {
    const play = later(begun(), 10).send("PAUSE");
    later(play, 5);
    play.state = machine.suspend(play.state, play.now);
    expect(play.refused("RESUME")).toBe("suspended");
    later(play, 100);
    play.state = machine.resume(play.state, play.now);
    expect(play.state.clocks["total"]?.running).toBe(true);
    play.until("2026-03-09T01:00:00.000Z");
    play.send("RESUME");
    expect(play.state.timers).toMatchObject([{ delay: "short", due: "2026-03-09T21:00:00.000Z" }]);
  });

  it("F4: a transition of the machine that leads nowhere begins the hold too, and its actions are done", () => {
    const own = approval({}, {}, (states) => ({
      ...states,
      drafting: { on: { PAUSE: { actions: { type: "assign", params: { note: "why" } } } } },
    }));
    const play = new Play(own, members).send("PAUSE");
    expect([play.data["note"], play.machine.hold(play.state)?.hold]).toEqual(["why", "paused"]);
    const made = procedureChart(own.procedure).transitions.filter(({ holding }) => holding !== undefined);
    expect(made.map(({ id }) => id)).toContain("processing|on:RESUME|0");
  });

  it("F4: where the state of a hold itself has an unguarded transition for it, none is made beside it that could never be taken", () => {
    const { machine: chart, ...rest } = machine.procedure;
    const { processing } = chart.states!;
    const on = { ...processing!.on, PAUSE: { actions: { type: "assign", params: { note: "why" } } } };
    const states = { ...chart.states, processing: { ...processing!, on } };
    const begins = (procedure: typeof machine.procedure) =>
      procedureChart(procedure)
        .transitions.filter(({ source, event }) => source === "processing" && event === "PAUSE")
        .map(({ id, holding }) => [id, holding?.does]);
    expect(begins({ ...rest, machine: { ...chart, states } })).toEqual([["processing|on:PAUSE|0", "begin"]]);
    expect(begins(machine.procedure)).toEqual([["processing|on:PAUSE|0", "begin"]]);
    const guarded = {
      ...states,
      processing: { ...processing!, on: { ...on, PAUSE: { ...on.PAUSE, guard: "never" } } },
    };
    expect(begins({ ...rest, machine: { ...chart, states: guarded } })).toHaveLength(2);
  });

  it("F4: what the machine has in a state of the hold itself stands in place of what is made there, unless it has a guard", () => {
    const own = { actions: { type: "assign", params: { note: "why" } } };
    const holds = { paused: { by: "PAUSE", end: "RESUME", in: ["processing.drafting"] } };
    const inDrafting = (pause: object) =>
      procedureChart({
        ...approval().procedure,
        holds,
        machine: approval({}, {}, (states) => ({ ...states, drafting: { on: { PAUSE: pause } } })).procedure
          .machine,
      })
        .transitions.filter(({ event, source }) => event === "PAUSE" && source === "processing.drafting")
        .map(({ id, holding }) => [id, holding?.does]);
    expect(inDrafting(own)).toEqual([["processing.drafting|on:PAUSE|0", "begin"]]);
    expect(inDrafting({ ...own, guard: { type: "when", params: { var: "data.note" } } })).toEqual([
      ["processing.drafting|on:PAUSE|0", "begin"],
      ["processing.drafting|on:PAUSE|1", "begin"],
    ]);
  });

  it("F4: where the machine forbids it, it is not begun", () => {
    const own = approval({}, {}, (states) => ({ ...states, drafting: { on: { PAUSE: {} } } }));
    expect(new Play(own, members).refused("PAUSE")).toBe("not-now");
  });

  it.each([
    ["event", { by: "NONE" }],
    ["state", { in: ["nowhere"] }],
    ["clock", { stops: ["none"] }],
  ])("a hold that names a %s that is not there is told before any case is", (what, parts) => {
    expect(() => holding(parts)).toThrow(what);
  });
});
