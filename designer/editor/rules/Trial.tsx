import "./trial.css";
import { useMemo } from "react";
import { procedureChart } from "../../../engine/model/procedure-chart.ts";
import { namedBy } from "../../../engine/model/names/logic.ts";
import type { LogicScope } from "../../../engine/model/names/scope.ts";
import type { Json, Procedure } from "../../../engine/model/types.ts";
import { RuleFault, truthy, type Explanation, type Rules } from "../../../engine/rules/index.ts";
import { useWords } from "../../words/i18n.ts";
import { useSelected } from "../context.tsx";
import { fieldsOf } from "./building.tsx";
import { operatorWords } from "./conditions.ts";
import { GivenValues } from "./Given.tsx";
import { ValueMark } from "./Mark.tsx";
import { TrialSource } from "./TrialSources.tsx";
import type { Tried, Trying } from "./useTrying.ts";
import { trialWords } from "./words.ts";

/** Tries a rule or a condition with typed values, in an example of the procedure, or in a case. */
export function Trial({
  value,
  rules,
  reads,
  tried,
  trying,
  onChange,
  seen,
}: {
  value: Json;
  rules: Rules;
  /** What it reads, and what the facts among that ask for. */
  reads: readonly string[];
  tried: Tried;
  trying: Trying;
  onChange: (trying: Trying) => void;
  seen: LogicScope;
}) {
  const { say } = useWords();
  const definition = useSelected((state) => state.document.definition);
  const { scope } = tried;
  const compiled = useMemo(() => attempt(() => rules.template(value)), [rules, value]);
  const explained = useMemo(
    () => (compiled === null ? null : attempt(() => compiled.explain(scope))),
    [compiled, scope],
  );
  return (
    <section className="trial" aria-label={say(trialWords.title)}>
      <div className="trial-head">
        <h3>{say(trialWords.title)}</h3>
      </div>
      <TrialSource
        trying={trying}
        onChange={onChange}
        reads={reads}
        scope={scope}
        seen={seen}
        rules={rules}
      />
      {trying.source === "typed" && namesStates(value, definition) ? (
        <label className="trial-state">
          {say(trialWords.state)}
          <StateSelect value={trying.state} onChange={(state) => onChange({ ...trying, state })} />
        </label>
      ) : null}
      <h4>{say(trialWords.reads)}</h4>
      {reads.length === 0 ? <p className="quiet">{say(trialWords.readsNothing)}</p> : null}
      <GivenValues
        reads={reads}
        tried={tried}
        trying={trying}
        onChange={onChange}
        seen={seen}
        rules={rules}
      />
      <div className="trial-result" role="status">
        {explained === null ? (
          <p>{say(trialWords.cannot)}</p>
        ) : (
          <>
            <p className={truthy(explained.value) ? "is-true" : "is-false"}>
              <b>
                {truthy(explained.value) ? "✓" : "✗"}{" "}
                {say(truthy(explained.value) ? trialWords.holds : trialWords.fails)}
              </b>{" "}
              {typeof explained.value === "boolean" ? null : (
                <ValueMark value={explained.value} missing={explained.value === null} />
              )}
            </p>
            <details>
              <summary>{say(trialWords.why)}</summary>
              <ul className="trial-why">
                <Why part={explained} depth={0} seen={seen} />
              </ul>
            </details>
          </>
        )}
      </div>
    </section>
  );
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof RuleFault) return null;
    throw fault;
  }
}

/** Whether a rule, or one that it names, asks where the case is. */
function namesStates(value: Json, { rules = {} }: Procedure): boolean {
  const seen = new Set<string>();
  const asks = (logic: Json): boolean =>
    namedBy(logic, "at").length > 0 ||
    namedBy(logic, "rule").some((name) => {
      if (seen.has(name) || !Object.hasOwn(rules, name)) return false;
      seen.add(name);
      return asks(rules[name]?.when ?? null);
    });
  return asks(value);
}

function StateSelect({ value, onChange }: { value: string; onChange: (state: string) => void }) {
  const { say } = useWords();
  const definition = useSelected((state) => state.document.definition);
  const states = procedureChart(definition).states.filter(
    ({ path, type }) => path !== "" && type !== "history",
  );
  return (
    <select className="rule-select" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{say(trialWords.nowhere)}</option>
      {states.map(({ path, title }) => (
        <option key={path} value={path}>
          {say(title, path)}
        </option>
      ))}
    </select>
  );
}

/** So deep, and so many parts of one, are explained at once. */
const deepestShown = 12;
const mostShown = 60;

function Why({ part, depth, seen }: { part: Explanation; depth: number; seen: LogicScope }) {
  const { say, language } = useWords();
  const { op, name, title, value, parts = [] } = part;
  const field = name === undefined ? undefined : fieldsOf(seen).get(`var ${name}`)?.title[language];
  /** Items of lists and rows of tables are told by their number, from 1. */
  const number = op === "item" || op === "row" ? String(Number(name) + 1) : undefined;
  const called = title === undefined ? (number ?? field ?? say(operatorWords[op], name ?? op)) : say(title);
  const words = (op === "var" || op === "outer") && field === undefined ? (name ?? "") : called;
  return (
    <li>
      <span className="trial-op">{words}</span>{" "}
      {op === "literal" ? null : (
        <ValueMark value={value} missing={value === null && (op === "var" || op === "outer")} />
      )}
      {parts.length > 0 && depth < deepestShown ? (
        <ul>
          {parts.slice(0, mostShown).map((inner, place) =>
            inner.op === "literal" ? null : (
              // Parts of an explanation have no names; their order is that of the rule.
              // oxlint-disable-next-line react/no-array-index-key
              <Why key={place} part={inner} depth={depth + 1} seen={seen} />
            ),
          )}
          {parts.length > mostShown ? <li className="quiet">…</li> : null}
        </ul>
      ) : null}
    </li>
  );
}
