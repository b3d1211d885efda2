import { describe, expect, it } from "vitest";
import { ajvValidator, payloadSchema, procedureChart } from "../../engine/model/index.ts";
import type { ReturnDefinition, StateConfig } from "../../engine/model/index.ts";
import { approval, members } from "./approval.ts";
import { machineOf, Play, title } from "./host.ts";

const back = (to: string, resume?: string) => ({
  to,
  reason: "incomplete",
  ...(resume === undefined ? {} : { resume }),
});
const machine = approval();
const begun = () => new Play(machine, members);
const reviewing = () => begun().send("SUBMIT");
const signing = () => reviewing().send("LEGAL").send("FUNDS");
const sign = (play: Play, ...people: string[]) =>
  people.reduce((one, id) => one.send("SIGN", id, { choice: "yes" }), play);
const deciding = () => sign(signing(), "m1", "m2", "m3");
const step = (play: Play) => (play.value as { processing: unknown }).processing;

/** A machine with returns between the stages of `work`, and nothing else. */
const staged = (work: StateConfig, returns: Record<string, ReturnDefinition>) =>
  machineOf(
    { initial: "work", states: { work, out: { type: "final" } } },
    {
      returns,
      events: Object.fromEntries(
        Object.values(returns).map(({ event }) => [event, { title: title(event), by: ["anyone"] }]),
      ),
    },
  );

describe("what returns expand into", () => {
  const chart = procedureChart(machine.procedure);
  const made = chart.transitions.filter(({ returning }) => returning?.does === "return");

  it("F3: every stage goes back to every earlier one, and to no other", () => {
    const stages = ["drafting", "reviewing", "signing", "deciding"];
    expect(made.map(({ source, targets: [to] }) => `${source} ${to}`)).toEqual(
      stages.flatMap((from, place) =>
        stages.slice(0, place).map((to) => `processing.${from} processing.${to}`),
      ),
    );
    expect(made.every(({ guard, event }) => guard !== undefined && event === "SEND_BACK")).toBe(true);
  });

  it("F3: what is written keeps its id and comes as it did; what is made has ids of its own", () => {
    const ids = chart.transitions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const written = procedureChart({ ...machine.procedure, returns: {}, holds: {} });
    expect(ids.filter((id) => written.transitions.some((one) => one.id === id))).toEqual(
      written.transitions.map(({ id }) => id),
    );
  });

  it("F3: the payload names the stages by title, why, what and how; from each stage only those before it are offered", () => {
    const schema = payloadSchema(machine.procedure, "SEND_BACK");
    const check = ajvValidator().compile(schema);
    expect(check({ to: "deciding", reason: "x" })).not.toEqual([]);
    expect(check({ to: "drafting" })).not.toEqual([]);
    expect(check({ to: "drafting", reason: "x", resume: "jump" })).not.toEqual([]);
    expect(check({ to: "drafting", reason: "x", items: ["plan"], resume: "back" })).toEqual([]);
    const offered = (play: Play) =>
      play.machine
        .offers(play.state, { id: "x", roles: [] }, play.context())
        .find(({ event }) => event === "SEND_BACK")?.payload?.["properties"];
    expect(offered(signing())).toMatchObject({
      to: { enum: ["drafting", "reviewing"], oneOf: [{ const: "drafting" }, { const: "reviewing" }] },
    });
    expect(offered(begun())).toBeUndefined();
  });

  it("F3: a stage that is not earlier is refused, with those that are", () => {
    const refused = reviewing().refusal("SEND_BACK", "x", back("signing"));
    expect(refused?.code).toBe("guard-refused");
    expect(refused?.message.en).toContain("drafting");
    expect(begun().refused("SEND_BACK", "x", back("drafting"))).toBe("not-now");
  });

  it("F3: an event of a return that the machine names itself is asked there first", () => {
    const play = new Play(
      approval({}, {}, (states) => ({
        ...states,
        signing: { ...states["signing"], on: { SEND_BACK: { target: "waiting" } } },
      })),
      members,
    );
    play.send("SUBMIT").send("LEGAL").send("FUNDS").send("SEND_BACK", "x", back("drafting"));
    expect(step(play)).toBe("waiting");
  });

  it("a stage that is none is told by name, before any case is", () => {
    expect(() =>
      staged(
        { initial: "a", states: { a: {}, b: {} } },
        { r: { event: "RETURN", in: "work", stages: ["a", "nowhere"], resume: ["rerun"] } },
      ),
    ).toThrow("nowhere");
  });
});

describe("going back", () => {
  it("F3: rerun goes through everything again", () => {
    const play = deciding().send("SEND_BACK", "x", back("drafting", "rerun"));
    expect(step(play)).toBe("drafting");
    play.send("SUBMIT");
    expect(step(play)).toEqual({ reviewing: { legal: "pending", funds: "asking" } });
    play.send("LEGAL").send("FUNDS");
    expect(step(play)).toBe("signing");
  });

  it("F3: what is not chosen is the first that may be", () => {
    const play = deciding().send("SEND_BACK", "x", back("drafting"));
    expect(play.state.returned).toBeUndefined();
    expect(play.notes).toContainEqual({
      note: "returned",
      name: "back",
      from: "processing.deciding",
      to: "processing.drafting",
      resume: "rerun",
    });
  });

  it("F3: back sends the next forward transition straight to the stage that has returned, once", () => {
    const play = deciding().send("SEND_BACK", "x", back("drafting", "back"));
    expect(play.state.returned).toEqual({ back: { to: "processing.drafting", from: "processing.deciding" } });
    play.send("NOTE").send("SUBMIT");
    expect(step(play)).toBe("deciding");
    expect(play.state.returned).toBeUndefined();
    expect(play.taken).toEqual(["processing.drafting|on:SUBMIT|2"]);
    play.send("SEND_BACK", "x", back("drafting", "rerun")).send("SUBMIT");
    expect(step(play)).toHaveProperty("reviewing");
  });

  it("F3: forward is also what leads on from between the stages, and by the machine's own doing", () => {
    const waiting = deciding().send("SEND_BACK", "x", back("drafting", "back")).send("WAIT");
    expect(step(waiting.due())).toBe("deciding");
    const reviewed = deciding().send("SEND_BACK", "x", back("reviewing", "back")).send("LEGAL").send("FUNDS");
    expect(step(reviewed)).toBe("deciding");
    const signed = sign(deciding().send("SEND_BACK", "x", back("signing", "back")), "m1", "m2", "m3");
    expect(step(signed)).toBe("deciding");
  });

  it("F3: the guard of what leads on holds for the straight way too, and its actions are done", () => {
    const guarded = approval(
      { data: { type: "object", properties: { note: { type: "string" }, opinions: {} } } },
      {},
      (states) => ({
        ...states,
        drafting: {
          on: {
            SUBMIT: {
              target: "reviewing",
              guard: { type: "when", params: { "==": [{ var: "data.note" }, "seen"] } },
              actions: { type: "assign", params: { note: "sent" } },
            },
            FAST: "deciding",
          },
        },
      }),
    );
    const play = new Play(guarded, members).send("FAST").send("SEND_BACK", "x", back("drafting", "back"));
    expect(play.refused("SUBMIT")).toBe("guard-refused");
    play.send("NOTE").send("SUBMIT");
    expect([step(play), play.data["note"]]).toEqual(["deciding", "sent"]);
  });

  it("F3: what leads on from a stage before the one that was returned to goes its own way", () => {
    const redone = approval({}, {}, (states) => ({
      ...states,
      reviewing: { ...states["reviewing"], on: { REDO: "drafting" } },
    }));
    const play = new Play(redone, members).send("FAST").send("SEND_BACK", "x", back("reviewing", "back"));
    play.send("REDO").send("SUBMIT");
    expect(step(play)).toHaveProperty("reviewing");
  });

  it("F3: another return, and leaving the stages, forget who returned", () => {
    const play = deciding().send("SEND_BACK", "x", back("signing", "back"));
    play.send("SEND_BACK", "y", back("drafting", "rerun"));
    expect(play.state.returned).toBeUndefined();
    const left = deciding().send("SEND_BACK", "x", back("drafting", "back")).due();
    expect(left.value).toBe("lapsed");
    expect(left.state.returned).toBeUndefined();
    expect(step(left.send("AGAIN").send("SUBMIT"))).toHaveProperty("reviewing");
  });

  it("F3: the fields that a stage clears are as at opening again; those of other stages stay", () => {
    const play = deciding().send("NOTE");
    play.state = { ...play.state, data: { ...play.data, opinions: ["no"], kept: "x" } };
    play.send("SEND_BACK", "x", back("signing"));
    expect(play.data).toEqual({ n: 0, note: "seen", opinions: ["no"], kept: "x" });
    play.send("SEND_BACK", "x", back("drafting"));
    expect(play.data).toEqual({ n: 0, opinions: [], kept: "x" });
  });
});

describe("what other products have got wrong", () => {
  it("F3: back into one of parallel branches: it is entered afresh, the case is not stuck and nothing after it is skipped", () => {
    const split = (left: string, right: string) => ({ work: { split: { left, right } } });
    const play = new Play(
      staged(
        {
          initial: "split",
          states: {
            split: {
              type: "parallel",
              states: {
                left: {
                  initial: "one",
                  states: { one: { on: { A: "two" } }, two: { on: { B: "end" } }, end: { type: "final" } },
                },
                right: { initial: "one", states: { one: { on: { C: "end" } }, end: { type: "final" } } },
              },
              onDone: "join",
            },
            join: { on: { OK: "#tested.out" } },
          },
        },
        {
          inner: { event: "REDO", in: "work.split.left", stages: ["one", "two"], resume: ["rerun"] },
          whole: { event: "RETURN", in: "work", stages: ["split.left.one", "join"], resume: ["rerun"] },
        },
      ),
    );
    play.send("A").send("C");
    const right = play.state.entered["work.split.right"]!.n;
    play.send("REDO", "x", back("one"));
    expect(play.value).toEqual(split("one", "end"));
    expect(play.state.entered["work.split.right"]!.n).toBe(right);
    play.send("A").send("B");
    expect(play.value).toEqual({ work: "join" });
    // From outside, every branch begins again, so that none is done that nobody has done.
    play.send("RETURN", "x", back("split.left.one"));
    expect(play.value).toEqual(split("one", "one"));
    play.send("A").send("B");
    expect(play.value).toEqual(split("end", "one"));
    expect(play.send("C").value).toEqual({ work: "join" });
  });

  it("F3: back out of parallel branches: nothing of either is left behind", () => {
    const play = reviewing();
    const [kids] = Object.keys(play.state.invocations);
    play.send("SEND_BACK", "x", back("drafting"));
    expect(play.effects).toEqual([{ type: "withdraw", token: kids }]);
    expect(play.state.invocations).toEqual({});
    expect(play.state.timers.map(({ state, delay }) => `${state} ${delay}`)).toEqual([
      "processing.drafting short",
    ]);
    expect(play.machine.tasks(play.state, play.context()).map(({ state }) => state)).toEqual([
      "processing",
      "processing.drafting",
    ]);
  });

  it("F3: back to a stage that all have to sign: everybody is asked anew, and no vote of before counts", () => {
    const play = deciding().send("SEND_BACK", "x", back("signing"));
    expect(play.machine.ballots(play.state)).toMatchObject([{ status: "open", counts: {} }]);
    const tasks = play.machine.tasks(play.state, play.context()).filter(({ kind }) => kind === "ballot");
    expect(tasks.flatMap(({ ids }) => ids)).toEqual(["m1", "m2", "m3"]);
    sign(play, "m1", "m2");
    expect(step(play)).toBe("signing");
    expect(step(sign(play, "m3"))).toBe("deciding");
  });

  it("F3: back while votes are out: they are gone with their ballot, kept by `keep` or not", () => {
    const play = sign(signing(), "m1").send("SEND_BACK", "x", back("drafting", "back"));
    expect([play.state.ballots, play.state.invocations, play.state.kept]).toEqual([{}, {}, undefined]);
    play.send("SUBMIT");
    expect(step(play)).toBe("signing");
    expect(play.refused("SIGN", "m1", { choice: "yes" })).toBe("accepted");
  });

  it("F3: the time of a stage that is gone back to begins anew", () => {
    const play = begun();
    const first = play.state.timers[0]!.due;
    play.now = "2026-03-03T00:00:00.000Z";
    play.send("SUBMIT");
    play.now = "2026-03-05T00:00:00.000Z";
    play.send("SEND_BACK", "x", back("drafting"));
    expect(play.state.timers).toMatchObject([{ delay: "short", due: "2026-03-06T06:00:00.000Z" }]);
    expect(first).toBe("2026-03-03T07:00:00.000Z");
    play.until("2026-03-06T06:00:00.000Z");
    expect(play.value).toBe("lapsed");
  });
});
