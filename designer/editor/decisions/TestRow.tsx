import { useMemo, useState } from "react";
import type { Json, JsonObject } from "../../../engine/model/types.ts";
import { createRules, RuleFault } from "../../../engine/rules/index.ts";
import { useWords } from "../../words/i18n.ts";
import { ConstantInput } from "../rules/ConstantInput.tsx";
import { fieldsOf } from "../rules/building.tsx";
import { startingValue } from "../rules/conditions.ts";
import { choicesOf, typeOfShape } from "../rules/fields.ts";
import { outputText } from "./cell-text.ts";
import type { TableView } from "./table-view.ts";
import { tableWords } from "./words.ts";

/** Values for the inputs, which rows fire for them and what is decided. */
export function TestRow({ table, shapes, scope }: TableView) {
  const { say, language } = useWords();
  const [given, setGiven] = useState<Readonly<Record<string, Json>>>({});
  const fields = fieldsOf(scope);
  const values = table.inputs.map((path) => given[path] ?? null);
  const outcome = useMemo(() => {
    try {
      const decision = createRules({ decisions: { table } }).decision("table");
      const input = scopeWith(table.inputs.map((path) => [path, given[path] ?? null]));
      return { hits: decision.hits(input), result: decision.decide(input) };
    } catch (fault) {
      if (fault instanceof RuleFault) return null;
      throw fault;
    }
  }, [table, given]);
  return (
    <details className="decision-test">
      <summary>{say(tableWords.test)}</summary>
      <div className="decision-values">
        {table.inputs.map((path, at) => {
          const title = fields.get(`var ${path}`)?.title[language] ?? path;
          const shape = shapes[at] ?? "open";
          const value = values[at] ?? null;
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
                  onClick={() => setGiven({ ...given, [path]: choicesOf(shape)[0]?.value ?? first })}
                >
                  {say(tableWords.missing)}
                </button>
              ) : (
                <span className="rule-operand">
                  <ConstantInput
                    value={value}
                    shape={shape}
                    label={title}
                    onChange={(next) => setGiven({ ...given, [path]: next })}
                  />
                  <button
                    type="button"
                    className="rule-fold"
                    aria-label={`${title}: ${say(tableWords.missing)}`}
                    onClick={() => setGiven({ ...given, [path]: null })}
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

/** A scope in which these paths have these values; a path into another one finds no place. */
function scopeWith(values: readonly (readonly [string, Json])[]): JsonObject {
  const scope: JsonObject = Object.create(null) as JsonObject;
  for (const [path, value] of values) {
    const keys = path.split(".");
    let at: JsonObject = scope;
    for (const key of keys.slice(0, -1)) {
      const inner = at[key];
      at =
        typeof inner === "object" && inner !== null && !Array.isArray(inner)
          ? inner
          : (at[key] = Object.create(null) as JsonObject);
    }
    at[keys.at(-1)!] = value;
  }
  return scope;
}
