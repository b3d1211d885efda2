import type { Principal } from "../model/index.ts";
import type { Admitted } from "./admission.ts";
import { StepFault } from "./fault.ts";
import { awaitedFor, handoversOf, holdingOf, openSigners } from "./handovers.ts";
import { isCaseOrSchedule, positionOf } from "./roles.ts";
import type { Run } from "./run.ts";
import { selectionFor } from "./selection.ts";
import { untaken } from "./untaken.ts";
import type { ChartEvent } from "./statechart.ts";
import type { Holding } from "./types.ts";

/** 后加签: what the holder sends waits for those who sign after, and is taken once all agree (H13). */

/**
 * Keeps back what the holder has sent, if others are to agree first. It must be possible now: what a guard refuses is refused,
 * and nobody is asked.
 */
export function waitsForSigners(run: Run, admitted: Admitted, sent: ChartEvent, by: Principal): boolean {
  const { state } = run;
  const { narrowing, seat } = admitted;
  const signed = state.handovers?.held.some(({ signers }) => signers?.mode === "after") === true;
  if (!signed || seat !== null || isCaseOrSchedule(by)) return false;
  const position = positionOf(by);
  const { tried, taken } = selectionFor(run, sent, narrowing);
  if (taken.length === 0)
    throw new StepFault(
      untaken(
        run,
        admitted,
        sent,
        tried.map(({ transition }) => transition),
      ),
    );
  const holding = taken
    .map(({ chart }) => holdingOf(state, chart.source, sent.type))
    .find((one) => one !== undefined && one.holder === position.id && signsAfter(run, one, sent.type));
  if (holding === undefined) return false;
  keep(run, { ...holding, signers: { ...holding.signers!, sent: { event: { ...sent } as never, by } } });
  run.note({ note: "signing", task: holding.task, event: sent.type, change: "waits" });
  return true;
}

function signsAfter(run: Run, holding: Holding, event: string): boolean {
  const { signers } = holding;
  if (signers?.mode !== "after" || signers.sent !== undefined || openSigners(signers).length === 0)
    return false;
  // What goes free waits for nobody, before or after.
  return awaitedFor(run.plan, { ...holding, signers: { ...signers, mode: "before" } }, event).length > 0;
}

/** What was sent and is agreed to by all now. It is taken out: whatever comes of it, it is not taken twice. */
export function agreedTo(run: Run): { event: ChartEvent; by: Principal; task: string } | null {
  const holding = handoversOf(run.state).held.find(
    ({ signers }) => signers?.sent !== undefined && openSigners(signers).length === 0,
  );
  if (holding === undefined) return null;
  const { signers, ...rest } = holding;
  keep(run, rest);
  return { ...signers!.sent!, task: holding.task };
}

function keep(run: Run, holding: Holding): void {
  const handovers = handoversOf(run.state);
  run.state.handovers = {
    ...handovers,
    held: handovers.held.map((one) => (one.task === holding.task ? holding : one)),
  };
}
