import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import { Desk, machine, who } from "./sent-on.ts";

describe("taking back in any course of a case", () => {
  const asked = [
    "SUBMIT",
    "APPROVE",
    "DECIDE",
    "TALK",
    "NOTE",
    "SIGN",
    "TAKE_BACK",
    "TAKE_BACK",
    "TAKE_BACK",
  ];
  const moves = fc.array(
    fc.oneof(
      {
        weight: 9,
        arbitrary: fc.record({
          send: fc.nat(asked.length - 1),
          by: fc.nat(6),
          fits: fc.boolean(),
          big: fc.boolean(),
        }),
      },
      { weight: 1, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 100 }) }) },
    ),
    { minLength: 5, maxLength: 40 },
  );
  const people = ["ann", "ann", "bob", "cho", "dan", "eve", "m1"];
  const fitting: Record<string, string[]> = {
    SUBMIT: ["ann", "bob"],
    APPROVE: ["cho", "dan"],
    DECIDE: ["eve", "fay"],
    SIGN: ["m1", "m2"],
  };
  const payloads = (big: boolean): Record<string, JsonObject> => ({
    SUBMIT: { subject: big ? "big" : "small" },
    SIGN: { choice: "yes" },
  });

  it("F8: taken back is what one has sent last, where nobody has done anything since; and then always", () => {
    let taken = 0;
    fc.assert(
      fc.property(moves, (walk) => {
        const desk = new Desk(machine);
        /** What would be taken back, told by the entries alone. */
        let last: { by: string; from: string } | null = null;
        for (const move of walk) {
          if ("wait" in move) {
            const before = desk.value;
            const at = new Date(Date.parse(desk.now) + move.wait * 3_600_000).toISOString();
            desk.until(at);
            if (desk.value !== before) last = null;
            continue;
          }
          const type = asked[move.send]!;
          // Half of what is sent is sent by somebody who may, so that a walk gets somewhere.
          const able: string | undefined = move.fits
            ? type === "TAKE_BACK"
              ? last?.by
              : (fitting[type] ?? [])[move.by % 2]
            : undefined;
          const by: string = able ?? people[move.by]!;
          const from = String(desk.value);
          const { data } = desk;
          const result = desk.step({
            kind: "event",
            event: { type, ...payloads(move.big)[type] },
            by: who(by),
          });
          const open: typeof last = last;
          if (type === "TAKE_BACK") {
            expect(result.ok).toBe(desk.state.status === "active" && open !== null && open.by === by);
            if (!result.ok) continue;
            taken += 1;
            expect(desk.value).toBe(open!.from);
            expect({ ...desk.data, entered: [] }).toEqual({ ...data, entered: [] });
            // Nothing is left of what was left.
            expect(desk.state.timers.every(({ state }) => state === desk.value)).toBe(true);
            expect([desk.state.ballots, desk.state.invocations]).toEqual([{}, {}]);
            last = null;
          } else if (result.ok) last = type === "SUBMIT" || type === "APPROVE" ? { by, from } : null;
        }
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(20);
  });
});
