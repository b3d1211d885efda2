import { isWithin } from "../chart-relations.ts";
import { reasonsOf } from "../approvers.ts";
import { pointer } from "../pointer.ts";
import { procedureChart } from "../procedure-chart.ts";
import { checkTo } from "./actions.ts";
import { checkTemplate } from "./logic.ts";
import { checkAct } from "./machine.ts";
import type { Report } from "./report.ts";
import type { LogicScope } from "./scope.ts";
import { checkSent } from "./timeouts.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Checks what `approvers` say: names, that each stage has what passes it, and that the engine passes no legal decision. */
export function checkApprovers(words: Vocabulary, scope: LogicScope, report: Report): void {
  const { approvers = {} } = words.procedure;
  const all = procedureChart({ ...words.procedure, timeouts: {}, approvers: {}, takeBacks: {} }).transitions;
  for (const [name, one] of Object.entries(approvers)) {
    const at = pointer("approvers", name);
    const { self } = one;
    if (typeof self === "object") {
      checkTo(self.superior, `${at}/self/superior`, scope, report);
      if (self.message !== undefined)
        report.name("message", self.message, words.messages, `${at}/self/message`);
    }
    if (one.of !== undefined) checkAct(one.of, `${at}/of`, words, report);
    if (one.with !== undefined) checkTemplate(one.with, `${at}/with`, scope, report);
    const known = report.name("event", one.event, words.events, `${at}/event`);
    const passes = reasonsOf(one).length > 0;
    if (known && (passes || one.with !== undefined)) checkSent(one.with, one.event, at, words, report);
    one.in.forEach((stage, index) => {
      const place = `${at}/in/${index}`;
      if (!report.name("state", stage, words.states, place) || !known) return;
      if (!all.some(({ source, event, forbidden }) => source === stage && event === one.event && !forbidden))
        report.add("nothing-to-take", place, { state: stage, name: one.event });
      const isLegal = words.chart.states.some(
        ({ path, meta }) => meta.decision === "legal" && (isWithin(stage, path) || isWithin(path, stage)),
      );
      if (passes && isLegal) report.add("legal-by-nobody", place);
    });
  }
}
