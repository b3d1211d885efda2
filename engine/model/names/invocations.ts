import { readChart } from "../chart.ts";
import type { ChartState } from "../chart-types.ts";
import { canBeActiveTogether } from "../chart-relations.ts";
import type { InvokeConfig, Json } from "../types.ts";
import { checkEach } from "./actions.ts";
import { enteringEvents } from "./events.ts";
import { checkField } from "./fields.ts";
import { checkTemplate } from "./logic.ts";
import { checkOpening } from "./opening.ts";
import type { Report } from "./report.ts";
import { shapeOf, type Shape } from "./shape.ts";
import { stateNames, type Vocabulary } from "./vocabulary.ts";

/** Checks what a state invokes: the ballot, the child case, the call. */
export function checkInvoke(
  invoke: InvokeConfig,
  at: string,
  state: ChartState,
  words: Vocabulary,
  report: Report,
): void {
  const input: { [member: string]: Json } = invoke.input ?? {};
  if (invoke.src === "ballot") {
    report.name("ballot", invoke.id, words.ballots, `${at}/id`);
    return;
  }
  const scope = { words, event: enteringEvents(words, state.path) };
  if (invoke.src === "call") {
    checkTemplate(input["input"] ?? null, `${at}/input/input`, scope, report);
    return;
  }
  const row: Shape | undefined =
    input["each"] === undefined ? undefined : checkEach(input["each"], `${at}/input/each`, scope, report);
  checkTemplate(
    input["data"] ?? null,
    `${at}/input/data`,
    row === undefined ? scope : { ...scope, row },
    report,
  );
  const procedure = String(input["procedure"]);
  if (!report.name("procedure", procedure, words.procedures, `${at}/input/procedure`)) return;
  const child = words.sound.get(procedure);
  if (child === undefined) return;
  checkOpening(input["data"] ?? null, `${at}/input/data`, child, report);
  const states = stateNames(readChart(child.machine));
  list(input["answerAt"]).forEach((one, index) =>
    report.name("state", one, states, `${at}/input/answerAt/${index}`, [procedure]),
  );
  list(input["gives"]).forEach((one, index) =>
    checkField(one, `${at}/input/gives/${index}`, shapeOf(child.data), report),
  );
}

function list(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** One answer must not end two invocations, nor one vote go to two ballots (E7). */
export function checkInvocationsTogether(words: Vocabulary, report: Report): void {
  const { chart } = words;
  const placed = chart.states.flatMap((state) =>
    state.invokes.map((invoke, index) => ({
      invoke,
      state: state.path,
      at: `/machine${state.pointer}/invoke${Array.isArray(state.config.invoke) ? `/${index}` : ""}`,
    })),
  );
  placed.forEach((one, index) => {
    for (const other of placed.slice(0, index)) {
      if (!canBeActiveTogether(chart, one.state, other.state)) continue;
      if (one.invoke.id === other.invoke.id)
        report.add("invoked-twice", `${one.at}/id`, { name: one.invoke.id, other: other.state });
      else if (one.invoke.src === "ballot" && other.invoke.src === "ballot") {
        const cast = words.procedure.ballots?.[one.invoke.id]?.cast;
        if (cast !== undefined && cast === words.procedure.ballots?.[other.invoke.id]?.cast)
          report.add("ballots-collide", `${one.at}/id`, { other: other.invoke.id, event: cast });
      }
    }
  });
}
