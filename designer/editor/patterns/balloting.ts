import type { BallotDefinition, Text } from "../../../engine/model/types.ts";
import { agree, closed, disagree, failure, opinion, passed, reason, role, success, text } from "./asking.ts";
import type { Answers, Made, Workshop } from "./types.ts";

/** A stage in which several people say something, counted by a ballot. */
export function balloting(
  { name, who: voter, to: good, otherwise: bad }: Answers,
  workshop: Workshop,
  {
    key,
    event,
    title,
    ballot,
    extra = {},
  }: { key: string; event: string; title: Text; ballot: Partial<BallotDefinition>; extra?: Made },
): Made {
  const state = workshop.state(key);
  const cast = workshop.part("events", event);
  const vote = workshop.part("ballots", key);
  const stageTitle = name as unknown as Text;
  return {
    ...extra,
    first: state,
    states: {
      ...extra.states,
      [state]: {
        meta: { title: stageTitle },
        invoke: {
          src: "ballot",
          id: vote,
          onDone: [
            { guard: passed, target: workshop.goal(good, success), meta: { title: text("Passed", "通过") } },
            { target: workshop.goal(bad, failure), meta: { title: text("Not passed", "未通过") } },
          ],
        },
      },
    },
    events: {
      ...extra.events,
      [cast]: {
        title,
        by: [role(voter)],
        payload: closed(
          {
            choice: opinion(text("Opinion", "意见"), agree, disagree),
            comment: { ...reason, minLength: 0 },
          },
          "choice",
        ),
      },
    },
    ballots: {
      [vote]: {
        title: stageTitle,
        electors: { role: role(voter) },
        cast,
        choice: "choice",
        choices: ["agree", "disagree"],
        neutral: [],
        early: true,
        pass: { for: "agree", of: "electors", share: "=1" },
        ...ballot,
      },
    },
  };
}
