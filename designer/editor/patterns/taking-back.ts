import { obstaclesTo, tells } from "../../../engine/model/names/take-backs.ts";
import { procedureChart } from "../../../engine/model/procedure-chart.ts";
import { sentMoves } from "../../../engine/model/take-backs.ts";
import type { Procedure } from "../../../engine/model/types.ts";
import { roles, stages, text } from "./asking.ts";
import type { Answers, Pattern } from "./types.ts";

/** What of some stages may be taken back by whoever has sent it: events that lead on, and do nothing for good. */
export const takingBack: Pattern = {
  id: "taking-back",
  title: text("Taking back", "拿回"),
  about: text(
    "Whoever has just sent the case on takes it back, as long as nobody has acted since.",
    "后续人员办理之前，提交人可以拿回刚提交的事项。",
  ),
  questions: [{ ...stages, title: text("What was sent from which stages?", "可拿回从哪些环节提交的事项？") }],
  lacks: (answers, { definition }) =>
    found(answers, definition).of.length > 0
      ? null
      : text(
          "Nothing that is sent from these stages can be taken back: it decides, ends, or leaves the case.",
          "从这些环节提交的事项均不可拿回：或作出决定，或结束案件，或已产生外部效果。",
        ),
  make(answers, workshop) {
    const { of, by, isTold } = found(answers, workshop.document.definition);
    const event = workshop.part("events", "TAKE_BACK");
    const message = workshop.part("messages", "takenBack");
    return {
      events: { [event]: { title: text("Take back", "拿回"), by } },
      ...(isTold
        ? {
            messages: {
              [message]: text(
                "What was sent to you was taken back to be corrected.",
                "此前提交给您的事项已由提交人拿回修改。",
              ),
            },
          }
        : {}),
      takeBacks: {
        [workshop.part("takeBacks", "sentOn")]: { event, of, ...(isTold ? { message } : {}) },
      },
    };
  },
};

function found(answers: Answers, definition: Procedure): { of: string[]; by: string[]; isTold: boolean } {
  const chart = procedureChart({ ...definition, timeouts: {}, approvers: {}, takeBacks: {} });
  const sent = roles(answers["stages"])
    .flatMap((stage) =>
      [
        ...new Set(chart.transitions.flatMap(({ event, source }) => (source === stage ? (event ?? []) : []))),
      ].map((event) => ({ event, written: `${event}@${stage}` })),
    )
    .filter(({ event }) => Object.hasOwn(definition.events, event))
    .map((one) => ({ ...one, moves: sentMoves(chart, chart.transitions, [one.written]) }))
    // What ends is not sent on, and would seldom be meant.
    .filter(
      ({ moves }) =>
        moves.length > 0 &&
        moves.every(
          (move) =>
            obstaclesTo(move, chart).length === 0 &&
            move.places.every((place) => chart.byPath.get(place)?.type !== "final"),
        ),
    );
  return {
    of: sent.map(({ written }) => written),
    by: [...new Set(sent.flatMap(({ event }) => definition.events[event]?.by ?? []))],
    isTold: sent.some(({ moves }) => moves.some((move) => tells(move, chart))),
  };
}
