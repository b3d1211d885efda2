import type { BallotDefinition, PassThreshold } from "../types.ts";
import { electorScope } from "./events.ts";
import { checkField, rowsAt } from "./fields.ts";
import { checkLogic } from "./logic.ts";
import type { Report } from "./report.ts";
import type { LogicScope } from "./scope.ts";
import type { Shape } from "./shape.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Checks the electors, the event, the choices and the thresholds of a ballot. */
export function checkBallot(
  ballot: BallotDefinition,
  at: string,
  words: Vocabulary,
  scope: LogicScope,
  report: Report,
): void {
  const { electors } = ballot;
  let row: Shape = electorScope;
  if ("role" in electors) report.name("role", electors.role, words.roles, `${at}/electors/role`);
  else if ("from" in electors) checkLogic(electors.from, `${at}/electors/from`, scope, report);
  else {
    row = rowsAt(electors.rows, `${at}/electors/rows`, scope, report);
    checkField(electors.key, `${at}/electors/key`, row, report);
    checkField(electors.voters, `${at}/electors/voters`, row, report);
  }
  if (ballot.weight !== undefined) checkLogic(ballot.weight, `${at}/weight`, { ...scope, row }, report);
  if (ballot.present !== undefined) checkLogic(ballot.present, `${at}/present`, scope, report);

  const choices = new Set(ballot.choices);
  if (report.name("event", ballot.cast, words.events, `${at}/cast`)) {
    const payload = words.payloads.get(ballot.cast) ?? "open";
    const field = checkField(ballot.choice, `${at}/choice`, payload, report);
    const offered = field === null || field === "open" ? undefined : field.schema["enum"];
    if (Array.isArray(offered))
      ballot.choices.forEach((choice, index) =>
        report.name("choice", choice, new Set(offered.map(String)), `${at}/choices/${index}`),
      );
  }
  ballot.neutral?.forEach((choice, index) =>
    report.name("choice", choice, choices, `${at}/neutral/${index}`),
  );
  for (const kind of ["quorum", "pass"] as const) {
    const written = ballot[kind];
    const listed = Array.isArray(written);
    (listed ? written : written === undefined ? [] : [written]).forEach((one, index) => {
      const place = `${at}/${kind}${listed ? `/${index}` : ""}`;
      if (one.minimum !== undefined) checkLogic(one.minimum, `${place}/minimum`, scope, report);
      if (kind === "pass") report.name("choice", (one as PassThreshold).for, choices, `${place}/for`);
    });
  }
  if (ballot.recusal !== undefined) report.name("event", ballot.recusal, words.events, `${at}/recusal`);
  if (ballot.recusal === ballot.cast) report.add("event-twice", `${at}/recusal`, { name: ballot.cast });
  if (ballot.close !== undefined) report.name("delay", ballot.close, words.delays, `${at}/close`);
  if (ballot.casting !== undefined) report.name("role", ballot.casting, words.roles, `${at}/casting`);
  if (typeof ballot.silence === "object")
    report.name("choice", ballot.silence.deemed, choices, `${at}/silence/deemed`);
}
