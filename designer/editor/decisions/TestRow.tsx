import { useEffect, useMemo, useState } from "react";
import type { Json } from "../../../engine/model/types.ts";
import { createRules, RuleFault } from "../../../engine/rules/index.ts";
import { useWords } from "../../words/i18n.ts";
import { useStanding } from "../context.tsx";
import { ConstantInput } from "../rules/ConstantInput.tsx";
import { fieldsOf } from "../rules/building.tsx";
import { startingValue } from "../rules/conditions.ts";
import { choicesOf, typeOfShape } from "../rules/fields.ts";
import { withFactReads } from "../rules/facts.ts";
import { readScope, rulesOf } from "../rules/trial.ts";
import { TrialSource } from "../rules/TrialSources.tsx";
import { isTried, notTrying, useTried } from "../rules/useTrying.ts";
import { outputText } from "./cell-text.ts";
import type { TableView } from "./table-view.ts";
import { tableWords } from "./words.ts";

/** Values for the inputs, typed or those of an example or a case: which rows fire for them and what is decided. */
export function TestRow({
  table,
  shapes,
  scope,
  onHits,
}: TableView & {
  /** Told the rows that fire; null while nothing is tried. */
  onHits(rows: readonly number[] | null): void;
}) {
  const { say, language } = useWords();
  const { around } = useStanding();
  const [trying, setTrying] = useState(notTrying);
  const fields = fieldsOf(scope);
  const rules = useMemo(() => rulesOf(scope.words.procedure, around), [scope, around]);
  const { facts } = scope.words.procedure;
  const reads = useMemo(() => withFactReads(table.inputs, facts ?? {}, rules), [table.inputs, facts, rules]);
  const tried = useTried(trying, rules, reads);
  const outcome = useMemo(() => {
    try {
      const decision = createRules({ decisions: { table } }).decision("table");
      return { hits: decision.hits(tried.scope), result: decision.decide(tried.scope) };
    } catch (fault) {
      if (fault instanceof RuleFault) return null;
      throw fault;
    }
  }, [table, tried]);
  const hits = outcome === null || !isTried(trying) ? null : outcome.hits.join();
  useEffect(() => {
    onHits(hits === null ? null : hits === "" ? [] : hits.split(",").map(Number));
    return () => onHits(null);
  }, [hits, onHits]);
  const give = (path: string, value: Json | undefined): void =>
    setTrying({ ...trying, typed: { ...trying.typed, [path]: value } });
  return (
    <details className="decision-test">
      <summary>{say(tableWords.test)}</summary>
      <TrialSource
        trying={trying}
        onChange={setTrying}
        reads={reads}
        scope={tried.scope}
        seen={scope}
        rules={rules}
      />
      <div className="decision-values">
        {table.inputs.map((path, at) => {
          const title = fields.get(`var ${path}`)?.title[language] ?? path;
          const shape = shapes[at] ?? "open";
          const value = readScope(tried.scope, path) ?? null;
          const start = startingValue(shape);
          const first =
            start.kind === "constant" ? start.value : typeOfShape(shape) === "date" ? "2026-01-01" : "";
          return (
            <label key={path} title={path}>
              <span>{title}</span>
              {value === null ? (
                <button
                  type="button"
                  className="rule-chip"
                  onClick={() => give(path, choicesOf(shape)[0]?.value ?? first)}
                >
                  {say(tableWords.missing)}
                </button>
              ) : (
                <span className="rule-operand">
                  <ConstantInput
                    value={value}
                    shape={shape}
                    label={title}
                    onChange={(next) => give(path, next)}
                  />
                  <button
                    type="button"
                    className="rule-fold"
                    aria-label={`${title}: ${say(tableWords.missing)}`}
                    onClick={() => give(path, undefined)}
                  >
                    ×
                  </button>
                </span>
              )}
            </label>
          );
        })}
      </div>
      <output>
        {outcome === null ? (
          say(tableWords.fault)
        ) : (
          <>
            <p>
              {outcome.hits.length === 0
                ? say(tableWords.firesNone)
                : say(tableWords.fires).replace(
                    "{rows}",
                    outcome.hits.map((row) => row + 1).join(language === "en" ? ", " : "、"),
                  )}
            </p>
            <p>
              {say(tableWords.result)}: <b>{told(outcome.result, language)}</b>
            </p>
          </>
        )}
      </output>
    </details>
  );
}

function told(result: Json, language: "en" | "zh-CN"): string {
  if (Array.isArray(result)) return result.map((one) => told(one, language)).join("; ");
  if (typeof result !== "object" || result === null) return outputText(result, language) || "–";
  return Object.entries(result)
    .map(([name, value]) => `${name} = ${outputText(value, language) || "–"}`)
    .join(", ");
}
