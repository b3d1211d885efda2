import { matchesState } from "xstate";
import type { JsonObject, Pack } from "../model/index.ts";
import { actOffers, personsNamed } from "./acts/index.ts";
import { makeExecutable } from "./executable.ts";
import { explain } from "./explain.ts";
import { firstDue } from "./happening.ts";
import { planNeeds } from "./needs.ts";
import { heldBack, holdView } from "./holding.ts";
import { offers } from "./offers.ts";
import { open } from "./opening.ts";
import { planProcedure } from "./plan.ts";
import type { PlanValidator } from "./plan.ts";
import { step } from "./step.ts";
import type { Program } from "./step.ts";
import { recalculate, resume, suspend, withdraw } from "./suspension.ts";
import { tasks } from "./tasks.ts";
import type { Machine } from "./types.ts";
import { ballots, clocks, obligations } from "./views.ts";

/**
 * Compiles a procedure of a pack for one set of parameter values. The pack has been parsed and checked; what is wrong with it
 * all the same throws an Error that says so.
 *
 * @param parameters values of the pack's parameters; the pack's defaults stand where one is not given
 * @example
 * const machine = compileMachine(pack, "residents-council-deliberation", {}, { validator: ajvValidator() });
 * const opened = machine.open({ data: { motion: "Benches", kind: "ordinary" }, by }, context);
 * if (opened.ok) machine.step(opened.state, { kind: "event", event: { type: "ADMIT" }, by: secretary }, context);
 */
export function compileMachine(
  pack: Pack,
  procedureId: string,
  parameters: JsonObject,
  { validator }: { validator: PlanValidator },
): Machine {
  if (!Object.hasOwn(pack.procedures, procedureId))
    throw new Error(`The pack ${pack.id} has no procedure ${procedureId}`);
  const procedure = pack.procedures[procedureId]!;
  const values = { ...defaultParameters(pack), ...parameters };
  const plan = planProcedure(pack, procedure, values, validator);
  const output = procedure.machine.output === undefined ? null : plan.template(procedure.machine.output);
  const program: Program = {
    plan,
    executable: makeExecutable(plan),
    output: output === null ? null : (run, event) => run.evaluate(output, run.state.data, event),
  };
  const needs = planNeeds(plan);
  return {
    procedure,
    parameters: values,
    needs(state, stimulus) {
      const found = needs.of(state, stimulus);
      return stimulus.kind === "act" ? { ...found, persons: personsNamed(stimulus.event) } : found;
    },
    viewNeeds: (state) => needs.toView(state),
    open: ({ data, by }, context) => open(program, data, by, context),
    step: (state, stimulus, context) => step(program, state, stimulus, context),
    nextDue: (state) => (state.status === "active" ? (firstDue(plan, state)?.at ?? null) : null),
    suspend: (state, now, parent) => suspend(plan, state, now, parent),
    resume: (state, now) => resume(plan, state, now),
    withdraw: (state, now) => withdraw(plan, state, now),
    recalculate: (state, now) => recalculate(plan, state, now),
    tasks: (state, context) => tasks(plan, state, context),
    offers: (state, by, context) => offers(plan, state, by, context),
    acts: (state, by, context) => actOffers(plan, state, by, context),
    explain: (state, event, by, context) => explain(plan, state, event, by, context),
    clocks: (state, now) => clocks(plan, state, now),
    ballots: (state) => ballots(plan, state),
    obligations: (state, now) => obligations(plan, state, now),
    hold: (state) => holdView(plan, state),
    heldBack: (state, event) => heldBack(plan, state, event),
    matches: (state, path) => matchesState(path as never, state.value as never),
  };
}

function defaultParameters(pack: Pack): JsonObject {
  return Object.fromEntries(
    Object.entries(pack.parameters).flatMap(([name, schema]) =>
      schema["default"] === undefined ? [] : [[name, schema["default"]]],
    ),
  );
}
