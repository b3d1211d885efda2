import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EntryDraft } from "../../engine/machine/index.ts";
import { machineOf, monday, person, Play, Refused, title } from "./host.ts";
import { NaiveObligations } from "./naive-obligations.ts";
import { row, working, type Row } from "./obligation-rows.ts";

const begin = (items: Row[], machine = working()) => new Play(machine, { data: { items } as never });
const edit = (played: Play, ...items: Row[]) => played.send("EDIT", "clerk", { items } as never);
const told = (entries: EntryDraft[]) =>
  entries
    .filter(({ kind }) => kind === "obligation")
    .map(({ at, event }) => `${event.type} ${(event["row"] as unknown as Row).no} ${at}`);
/** 24:00 of a day of March 2026 in Shanghai. */
const endOf = (day: number) => new Date(Date.UTC(2026, 2, day, 16)).toISOString();
const far = "2026-12-01T00:00:00.000Z";
const views = (played: Play) =>
  played.machine.obligations(played.state, played.now).map(({ key, due, status }) => [key, due, status]);

describe("C7: a deadline for every open row", () => {
  it("C7: a date means its 24:00, an instant itself; the reminder comes before it", () => {
    const played = begin([
      row("a", "2026-03-10"),
      row("b", "2026-03-12T04:00:00+08:00"),
      row("c", "2026-03-09", "done"),
    ]);
    expect(told(played.until(far))).toEqual([
      `due.work.soon a ${endOf(7)}`,
      `due.work.soon b ${endOf(8)}`,
      `due.work.over a ${endOf(10)}`,
      "due.work.over b 2026-03-11T20:00:00.000Z",
    ]);
  });

  it("C7: the event is the engine's, carries the row as it is then, and a transition may name it", () => {
    const played = begin([row("a", "2026-03-10")]);
    edit(played, { ...row("a", "2026-03-10"), who: "li" });
    const [first] = played.until(endOf(7));
    expect(first).toMatchObject({
      kind: "obligation",
      by: { id: "system" },
      event: { type: "due.work.soon", row: { no: "a", who: "li" } },
    });
    expect(played.refused("due.work.over")).toBe("unknown-event");
  });

  it("C7: a transition of the machine takes it and closes the row, which ends its deadline", () => {
    const late = {
      type: "update",
      params: {
        list: "items",
        where: { "==": [{ var: "row.no" }, { var: "event.row.no" }] },
        set: { status: "done" },
      },
    };
    const list = working().procedure.data;
    const machine = machineOf(
      { initial: "a", states: { a: { on: { "due.work.over": { actions: late } } } } },
      { data: list, obligations: { work: { ...working().procedure.obligations!["work"]!, in: ["a"] } } },
    );
    const played = begin([row("x", "2026-03-03"), row("y", "2026-03-03")], machine);
    expect(told(played.until(far))).toEqual([`due.work.over x ${endOf(3)}`, `due.work.over y ${endOf(3)}`]);
    expect(played.data).toMatchObject({ items: [{ status: "done" }, { status: "done" }] });
    expect(views(played)).toEqual([]);
  });

  it("C7: closed, removed, with another date, or outside of its states, it sends nothing", () => {
    for (const items of [[row("a", "2026-03-10", "done")], [], [row("a", "2026-11-30")], [row("a", null)]]) {
      const played = begin([row("a", "2026-03-10")]);
      edit(played, ...items);
      expect(told(played.until(endOf(20)))).toEqual([]);
    }
    const left = begin([row("a", "2026-03-10")]).send("LEAVE");
    expect(left.machine.nextDue(left.state)).toBeNull();
    expect(
      left.machine.tasks(left.state, left.context()).filter(({ kind }) => kind === "obligation"),
    ).toEqual([]);
    left.send("END");
    expect(left.state).not.toHaveProperty("obligations");
  });

  it("C7: without `in` it stands in every state", () => {
    const { in: _, ...always } = working().procedure.obligations!["work"]!;
    const machine = working({}, { obligations: { work: always } });
    const played = begin([row("a", "2026-03-10")], machine).send("LEAVE");
    expect(told(played.until(far))).toHaveLength(2);
  });

  it("C7: a date that is none, and more open rows than are followed, refuse the step", () => {
    const played = begin([]);
    expect(played.refused("EDIT", "clerk", { items: [row("a", "soon")] } as never)).toBe("invalid-data");
    const many = (count: number) => Array.from({ length: count }, (_, n) => row(`r${n}`, "2026-05-01"));
    expect(played.refused("EDIT", "clerk", { items: many(501) } as never)).toBe("limit-exceeded");
    expect(played.refused("EDIT", "clerk", { items: many(500) } as never)).toBe("accepted");
    expect(() => begin([row("a", "never")])).toThrow(Refused);
  });

  it("C7: rows that have key and date in common have one deadline; one key may have several dates", () => {
    const played = begin([row("a", "2026-03-10"), row("a", "2026-03-10"), row("a", "2026-03-20")]);
    expect(told(played.until(far)).map((one) => one.slice(0, 14))).toEqual([
      "due.work.soon ",
      "due.work.over ",
      "due.work.soon ",
      "due.work.over ",
    ]);
  });
});

describe("C8: once for each key and date", () => {
  it("C8: entering the state again, opening the row again and moving the date back send nothing again", () => {
    const played = begin([row("a", "2026-03-05")]);
    expect(told(played.until(endOf(6)))).toHaveLength(2);
    const again = [
      () => played.send("LEAVE").send("RETURN"),
      () => edit(played, row("a", "2026-03-05", "done")),
      () => edit(played, row("a", "2026-03-20")),
      () => edit(played, row("a", "2026-03-05")),
      () => edit(played),
      () => edit(played, row("a", "2026-03-05")),
    ].flatMap((act) => told(act().entries));
    expect([...again, ...told(played.until(far))]).toEqual([]);
  });
  it("C8: another date arms it anew", () => {
    const played = begin([row("a", "2026-03-05")]);
    played.until(endOf(6));
    edit(played, row("a", "2026-03-20"));
    expect(told(played.until(far))).toEqual([`due.work.soon a ${endOf(17)}`, `due.work.over a ${endOf(20)}`]);
  });
  it("C4, C8: what has passed is sent at once after the step; a reminder of what is over is not", () => {
    const played = begin([]);
    edit(played, row("a", "2026-02-01"), row("b", "2026-03-03"));
    expect(played.kinds).toEqual(["event", "obligation", "obligation"]);
    expect(told(played.entries)).toEqual([`due.work.soon b ${monday}`, `due.work.over a ${monday}`]);
  });
  it("C4: also at opening", () => {
    expect(told(begin([row("a", "2026-02-01")]).entries)).toEqual([`due.work.over a ${monday}`]);
  });

  const date = fc.integer({ min: 1, max: 30 }).map((day) => `2026-03-${String(day).padStart(2, "0")}`);
  const rows = fc.uniqueArray(
    fc.record(
      {
        no: fc.constantFrom("a", "b", "c", "__proto__"),
        due: fc.oneof({ weight: 5, arbitrary: date }, fc.constant(null)),
        status: fc.constantFrom("open" as const, "open" as const, "done" as const),
      },
      { noNullPrototype: true },
    ),
    { maxLength: 4, selector: ({ no }) => no },
  );
  const act = fc.record(
    { hours: fc.integer({ min: 0, max: 120 }), rows: fc.option(rows, { freq: 3 }) },
    { noNullPrototype: true },
  );

  it("C7, C8: under any edits and moves exactly what an independent count says is sent, when it says", () => {
    const machine = working();
    fc.assert(
      fc.property(rows, fc.array(act, { maxLength: 12 }), (first, acts) => {
        const naive = new NaiveObligations(monday);
        naive.edit(first);
        const played = begin(first, machine);
        const sent = told(played.entries);
        let active = true;
        for (const { hours, rows: next } of acts) {
          const at = new Date(Date.parse(played.now) + hours * 3_600_000).toISOString();
          sent.push(...told(played.until(at)));
          naive.until(at);
          if (next === null) {
            active = !active;
            played.send(active ? "RETURN" : "LEAVE");
            naive.move(active);
          } else {
            edit(played, ...next);
            naive.edit(next);
          }
          sent.push(...told(played.entries));
        }
        sent.push(...told(played.until(far)));
        naive.until(far);
        expect(sent.toSorted()).toEqual(
          naive.sent.map(({ type, no, at }) => `due.work.${type} ${no} ${at}`).toSorted(),
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe("A2: at one instant", () => {
  it("A2: lights come first, then obligations as declared, reminders before what is over, then delays", () => {
    const work = working().procedure.obligations!["work"]!;
    const machine = machineOf(
      { initial: "agreed", states: { agreed: { tags: ["clock:term"], after: { end: "gone" } }, gone: {} } },
      {
        data: working().procedure.data,
        delays: { end: { until: "2026-03-10" } },
        clocks: { term: { title: title("Term"), limit: 8, unit: "days" } },
        obligations: { late: { ...work, remind: { before: 9, unit: "days" } }, work },
      },
    );
    const played = begin([row("a", "2026-03-10"), row("b", "2026-03-10"), row("c", "2026-03-13")], machine);
    const order = played.until(far).filter(({ at }) => at === endOf(10));
    expect(
      order.map(({ event }) => `${event.type} ${(event["row"] as Partial<Row> | undefined)?.no ?? ""}`),
    ).toEqual([
      "clock.term.red ",
      "due.work.soon c",
      "due.late.over a",
      "due.late.over b",
      "due.work.over a",
      "due.work.over b",
      "xstate.after.end.tested.agreed ",
    ]);
    expect(played.value).toBe("gone");
  });
  it("A1: at exactly the date a person's event is late", () => {
    const played = begin([row("a", "2026-03-10")]);
    expect(told(played.until(endOf(10))).at(-1)).toBe(`due.work.over a ${endOf(10)}`);
  });
});

describe("C9: the reminder", () => {
  const soonOf = (
    before: number,
    unit: "days" | "workingDays" | "hours" | "minutes" | "months",
    due: string,
  ) => begin([row("a", due)], working({ remind: { before, unit } })).until(far)[0]!.at;
  it("C9: whole days, working days and months lie between it and the date; hours and minutes are elapsed", () => {
    expect(soonOf(3, "days", "2026-03-20")).toBe(endOf(17));
    // The 20th is a Friday: Wednesday to Friday are three working days.
    expect(soonOf(3, "workingDays", "2026-03-20")).toBe(endOf(17));
    expect(soonOf(3, "workingDays", "2026-03-23")).toBe(endOf(18));
    expect(soonOf(1, "workingDays", "2026-03-22")).toBe(endOf(19));
    expect(soonOf(1, "days", "2026-03-20T15:00:00+08:00")).toBe(endOf(18));
    expect(soonOf(1, "months", "2026-04-15")).toBe(endOf(15));
    expect(soonOf(5, "hours", "2026-03-20")).toBe("2026-03-20T11:00:00.000Z");
    expect(soonOf(90, "minutes", "2026-03-20T04:00:00Z")).toBe("2026-03-20T02:30:00.000Z");
  });
  it("C9: working days that the calendar does not cover are reckoned again when it grows", () => {
    const played = begin([row("a", "2028-03-20")], working({ remind: { before: 3, unit: "workingDays" } }));
    expect(played.state.obligations).toMatchObject([{ provisional: true }]);
    const { procedure } = played.machine;
    const grown = machineOf(procedure.machine, procedure, {
      calendars: {
        cn: {
          id: "cn",
          title: title("cn"),
          years: { 2028: { source: "test", holidays: ["2028-03-20"], workingWeekends: [] } },
        },
      },
    });
    const again = grown.recalculate(played.state, played.now);
    expect(again?.obligations?.[0]).toMatchObject({ soon: "2028-03-14T16:00:00.000Z" });
    expect(again?.obligations?.[0]).not.toHaveProperty("provisional");
    expect(grown.recalculate(again!, played.now)).toBeNull();
  });
  it("C5, C9: suspended, nothing fires and no date moves; what fell due is sent on resumption", () => {
    const played = begin([row("a", "2026-03-05"), row("b", "2026-03-09"), row("c", "2026-03-30")]);
    played.until("2026-03-04T00:00:00.000Z");
    played.state = played.machine.suspend(played.state, played.now);
    expect(played.machine.nextDue(played.state)).toBeNull();
    expect(played.machine.tasks(played.state, played.context())).toEqual([]);
    const resumed = "2026-03-08T02:00:00.000Z";
    played.now = resumed;
    played.state = played.machine.resume(played.state, resumed);
    expect(told(played.until(resumed))).toEqual([`due.work.soon b ${resumed}`, `due.work.over a ${resumed}`]);
    expect(views(played)).toMatchObject([
      ["a", endOf(5), "over"],
      ["b", endOf(9), "soon"],
      ["c", endOf(30), "pending"],
    ]);
  });
  it("A14: withdrawn from outside, nothing of it is left", () => {
    const played = begin([row("a", "2026-03-05")]);
    const { state } = played.machine.withdraw(played.state, played.now);
    expect(state).not.toHaveProperty("obligations");
    expect(played.machine.nextDue(state)).toBeNull();
  });
});

describe("tasks of obligations", () => {
  const tasks = (played: Play) =>
    played.machine.tasks(played.state, played.context()).filter(({ kind }) => kind === "obligation");
  it("C7: there is one for each open row, for whom `to` names in it, until its date", () => {
    const played = begin(
      [{ ...row("a", "2026-03-05"), who: "li" }, row("b", null), row("c", "2026-03-06", "done")],
      working({ to: { var: "row.who" } }),
    );
    expect(tasks(played)).toEqual([
      {
        key: "due:work:0:a",
        kind: "obligation",
        state: "agreed",
        obligation: "work",
        title: { en: "Work (a)", "zh-CN": "Work（a）" },
        roles: [],
        ids: ["li"],
        events: ["LEAVE"],
        due: endOf(5),
      },
      expect.objectContaining({ key: "due:work:0:b", ids: [] }),
    ]);
  });
  it("C7: another date is the same task; what is over still has to be done", () => {
    const played = begin([row("a", "2026-03-05")]);
    edit(played, row("a", "2026-03-09"));
    expect(tasks(played)).toMatchObject([{ key: "due:work:0:a", due: endOf(9) }]);
    played.until(far);
    expect(tasks(played)).toMatchObject([{ key: "due:work:0:a", due: endOf(9) }]);
  });
  it("C7: `to` may name roles; without it, those are asked who may send the events of its states", () => {
    const to = (parts: Parameters<typeof working>[0]) => {
      const { roles, ids } = tasks(
        begin(
          [row("a", "2026-03-05")],
          working(parts, {
            roles: {
              clerk: { title: title("Clerk") },
              owner: { title: title("Owner"), is: { var: "case.openedBy" } },
            },
            events: { LEAVE: { title: title("Leave"), by: ["clerk"] } },
          }),
        ),
      )[0]!;
      return { roles, ids };
    };
    expect(to({ to: ["clerk", "owner"] })).toEqual({ roles: ["clerk"], ids: ["opener"] });
    expect(to({})).toEqual({ roles: ["clerk"], ids: [] });
  });
  it("C7: the key of a confidential list is in no title and no key", () => {
    const data = structuredClone(working().procedure.data) as {
      properties: { items: Record<string, unknown> };
    };
    data.properties.items["confidential"] = "party";
    const played = begin([row("secret", "2026-03-05")], working({}, { data: data as never }));
    expect(JSON.stringify(tasks(played))).not.toContain("secret");
  });
  it("A5: facts that its logic reads are asked for before every step, and those of `to` for showing", () => {
    const fact = { of: "role:clerk", give: "ids" } as const;
    const machine = working(
      { open: { in: [{ var: "row.no" }, { var: "fact.wanted" }] }, to: { var: "fact.clerks" } },
      { facts: { wanted: fact, clerks: fact } },
    );
    const played = new Play(machine, {
      data: { items: [row("a", "2026-03-05")] } as never,
      facts: { wanted: ["a"] },
    });
    expect(machine.needs(null, { kind: "open" }).facts).toEqual(["wanted"]);
    expect(machine.needs(played.state, { kind: "due" }).facts).toEqual(["wanted"]);
    const leave = { kind: "event", event: { type: "LEAVE" }, by: person("x") } as const;
    expect(machine.needs(played.state, leave).facts).toEqual(["wanted"]);
    expect(machine.viewNeeds(played.state).facts).toContain("clerks");
    expect(views(played)).toHaveLength(1);
    played.facts = { wanted: [] };
    edit(played, row("a", "2026-03-05"));
    expect(views(played)).toEqual([]);
  });
});
