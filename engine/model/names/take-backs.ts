import { isWithin } from "../chart-relations.ts";
import type { Chart } from "../chart-types.ts";
import { pointer } from "../pointer.ts";
import { procedureChart } from "../procedure-chart.ts";
import type { ProblemCode } from "../problems.ts";
import { parallelLeft, sentMoves, type SentMove } from "../take-backs.ts";
import type { ActionConfig, TakeBackDefinition, Text } from "../types.ts";
import type { Report } from "./report.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Checks what `takeBacks` say: names, that there is something to be taken back, and that what it did can be. */
export function checkTakeBacks(words: Vocabulary, report: Report): void {
  const { procedure } = words;
  const { transitions } = procedureChart({ ...procedure, timeouts: {}, approvers: {}, takeBacks: {} });
  for (const [name, one] of Object.entries(procedure.takeBacks ?? {})) {
    const at = pointer("takeBacks", name);
    if (report.name("event", one.event, words.events, `${at}/event`) && isUsed(words, one.event))
      report.add("event-twice", `${at}/event`, { name: one.event });
    if (one.message !== undefined) report.name("message", one.message, words.messages, `${at}/message`);
    one.of.forEach((written, index) => {
      const place = `${at}/of/${index}`;
      const [event = "", ...state] = written.split("@");
      const known = report.name("event", event, words.events, place);
      const isState = state.length === 0 || report.name("state", state.join("@"), words.states, place);
      if (!known || !isState) return;
      const moves = sentMoves(words.chart, transitions, [written]);
      if (moves.length === 0) report.add("nothing-to-take-back", place, { name: written });
      for (const move of moves) checkMove(move, one, place, words, report);
    });
  }
}

/** Whether something else is done by an event than taking back. */
function isUsed({ procedure, chart }: Vocabulary, event: string): boolean {
  return (
    chart.transitions.some((one) => one.event === event) ||
    Object.values(procedure.ballots ?? {}).some(({ cast, recusal }) => cast === event || recusal === event) ||
    Object.values(procedure.returns ?? {}).some((one) => one.event === event) ||
    Object.values(procedure.holds ?? {}).some(({ by, end }) => by === event || end === event)
  );
}

function checkMove(
  move: SentMove,
  { message }: TakeBackDefinition,
  at: string,
  { chart }: Vocabulary,
  report: Report,
): void {
  for (const { code, values } of obstaclesTo(move, chart)) report.add(code, at, values);
  if (tells(move, chart) && message === undefined)
    report.add("taken-back-untold", at, { state: move.transition.source });
}

/** Why something that was sent cannot be taken back; none where it can. */
export function obstaclesTo(
  move: SentMove,
  chart: Chart,
): { code: ProblemCode; values: Record<string, string | Text> }[] {
  const { source: state } = move.transition;
  if (chart.byPath.get(state)?.type !== "atomic")
    return [{ code: "taken-back-from-several", values: { state } }];
  const parallels = move.places.flatMap((place) => parallelLeft(chart, state, place) ?? []);
  const isLegal = chart.states.some(
    ({ path, meta }) =>
      meta.decision === "legal" &&
      isWithin(state, path) &&
      move.places.some((place) => !isWithin(place, path)),
  );
  return [
    ...parallels.map((parallel) => ({
      code: "taken-back-out-of-regions" as const,
      values: { state, parallel },
    })),
    ...(isLegal ? [{ code: "legal-taken-back" as const, values: { state } }] : []),
    ...doneBy(move, chart).map((does) => ({
      code: "cannot-be-taken-back" as const,
      values: { state, does },
    })),
  ];
}

/** Whether people are told on the way. */
export function tells(move: SentMove, chart: Chart): boolean {
  return actionsOf(move, chart).some(({ type }) => type === "notify");
}

/** What has happened for good: what has left the case, and time and votes that were given. */
const forGood: Record<string, Text> = {
  enter: { en: "writes into a register", "zh-CN": "写入名录" },
  strike: { en: "strikes a row of a register", "zh-CN": "从名录中移出" },
  publish: { en: "publishes", "zh-CN": "发布公告" },
  openCase: { en: "opens another case", "zh-CN": "发起其他案件" },
  send: { en: "tells another case", "zh-CN": "通知其他案件" },
  call: { en: "calls a connector", "zh-CN": "调用外部系统" },
  extend: { en: "extends a time limit", "zh-CN": "延长期限" },
  restart: { en: "lets a clock begin anew", "zh-CN": "重新计时" },
  addElectors: { en: "changes who votes", "zh-CN": "变更表决人员" },
  removeElectors: { en: "changes who votes", "zh-CN": "变更表决人员" },
};
const invoked: Record<string, Text> = {
  procedure: { en: "begins or ends a child case", "zh-CN": "发起或终止子案件" },
  call: forGood["call"]!,
};

function doneBy(move: SentMove, chart: Chart): Text[] {
  const { byPath } = chart;
  return [
    ...actionsOf(move, chart).flatMap(({ type }) => forGood[type] ?? []),
    ...[...move.left, ...move.entered].flatMap((path) =>
      (byPath.get(path)?.invokes ?? []).flatMap(({ src }) => invoked[src] ?? []),
    ),
  ];
}

/** Everything that is done on the way, in whatever case. */
function actionsOf({ transition, followed, left, entered }: SentMove, { byPath }: Chart): ActionConfig[] {
  return [
    ...[transition, ...followed].flatMap(({ actions }) => actions),
    ...left.flatMap((path) => byPath.get(path)?.exit ?? []),
    // What is entered on the way may be left again on it.
    ...entered.flatMap((path) => [
      ...(byPath.get(path)?.entry ?? []),
      ...(followed.length > 0 ? (byPath.get(path)?.exit ?? []) : []),
    ]),
  ];
}
