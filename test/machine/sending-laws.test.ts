import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Principal } from "../../engine/model/index.ts";
import { person, type Play } from "./host.ts";
import { subjects } from "./subjects.ts";
import { faults, hold, moves, type Law } from "./walks.ts";

/** What may be sent, over random walks. */
const laws: Record<string, Law> = {
  "what is offered as allowed and takes nothing is accepted": () => (_before, play) => {
    const by = everything(play);
    return play.machine.offers(play.state, by, play.context()).map(({ event, allowed, payload }) => {
      if (payload !== undefined) return false;
      const result = play.machine.step(
        play.state,
        { kind: "event", event: { type: event }, by },
        play.context(),
      );
      return result.ok !== allowed && `${event}: offered ${allowed}, accepted ${result.ok}`;
    });
  },
};

/** Somebody who takes part, in every role. */
function everything({ machine }: Play): Principal {
  const { id, roles = {} } = machine.procedure;
  return person(id === "tested" ? "m1" : "member-1", ...Object.keys(roles));
}

describe.each(subjects)("%s", (_name, subject) => {
  it.each(Object.entries(laws))("%s", (_law, law) => hold(subject, law, 50));

  it("a forged event of the engine is refused, wherever the case stands", () => {
    const forged = fc
      .constantFrom("xstate.", "clock.", "ballot.", "due.", "case.")
      .chain((prefix) => fc.string().map((rest) => prefix + rest));
    fc.assert(
      fc.property(moves, forged, (path, type) => {
        const refused: Law = () => (_before, play) => {
          const timers = play.state.timers.map(({ id }) => id).filter((id) => id.startsWith("xstate."));
          return [type, ...timers].map((told) => {
            const stimulus = { kind: "event" as const, event: { type: told }, by: person("x") };
            const result = play.machine.step(play.state, stimulus, play.context());
            return (result.ok || result.refusal.code !== "unknown-event") && told;
          });
        };
        expect(faults(subject, path, refused)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
