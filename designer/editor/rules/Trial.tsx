import "./trial.css";
import { useMemo, useState } from "react";
import { Button, Segmented } from "antd";
import { procedureChart } from "../../../engine/model/procedure-chart.ts";
import { namedBy } from "../../../engine/model/names/logic.ts";
import { reach, shapeOf, type Shape } from "../../../engine/model/names/shape.ts";
import type { Json, Procedure } from "../../../engine/model/types.ts";
import { RuleFault, truthy, type Explanation, type Rules, type Scope } from "../../../engine/rules/index.ts";
import { instant } from "../../../engine/time/index.ts";
import { useSession } from "../../app/session.tsx";
import { useWords } from "../../words/i18n.ts";
import { useEditing, useSelected } from "../context.tsx";
import { fieldsOf } from "./building.tsx";
import { ConstantInput, inputType } from "./ConstantInput.tsx";
import { operatorWords, startingValue } from "./conditions.ts";
import { ValueMark } from "./Mark.tsx";
import { RawInput } from "./RawInput.tsx";
import { shapeOfNode, type scopeAt } from "./seen.ts";
import { FromCase, FromScenario } from "./TrialSources.tsx";
import { pathNode } from "./tree.ts";
import { defaultParameters, readScope, withValues } from "./trial.ts";
import { trialWords } from "./words.ts";

type Source = "typed" | "scenario" | "case";

/** A scope to try a rule in, with what was typed over it. */
export interface Trying {
  source: Source;
  /** What the example or the case gives; null while there is none. */
  from: Scope | null;
  typed: Readonly<Record<string, Json | undefined>>;
  /** The state in which the case is, where nothing else says so. */
  state: string;
}
export const notTrying: Trying = { source: "typed", from: null, typed: {}, state: "" };

/** The scope in which the rule is tried now. */
export function useTrialScope({ source, from, typed, state }: Trying): Scope {
  const { around } = useEditing();
  const { person, now } = useSession();
  const [began] = useState(() => instant(now()));
  return useMemo(() => {
    const empty: Scope = {
      by: person,
      param: defaultParameters(around),
      now: began,
      at: (path) => state === path || state.startsWith(`${path}.`),
    };
    return withAt(withValues(source === "typed" || from === null ? empty : from, typed), from ?? empty);
  }, [person, around, began, source, from, typed, state]);
}

/** Values are put into a plain copy of a scope; whether states are active is asked of the scope itself. */
const withAt = (scope: Scope, { at }: Scope): Scope => (at === undefined ? scope : { ...scope, at });

/** Tries a rule with typed values, in an example of the procedure, or in a case. */
export function Trial({
  value,
  rules,
  scope,
  trying,
  onChange,
  seen,
}: {
  value: Json;
  rules: Rules;
  scope: Scope;
  trying: Trying;
  onChange: (trying: Trying) => void;
  seen: ReturnType<typeof scopeAt>;
}) {
  const { say } = useWords();
  const definition = useSelected((state) => state.document.definition);
  const compiled = useMemo(() => attempt(() => rules.template(value)), [rules, value]);
  const explained = useMemo(
    () => (compiled === null ? null : attempt(() => compiled.explain(scope))),
    [compiled, scope],
  );
  const reads = compiled?.reads.filter((path) => path !== "") ?? [];
  return (
    <section className="trial" aria-label={say(trialWords.title)}>
      <div className="trial-head">
        <h3>{say(trialWords.title)}</h3>
        <Segmented<Source>
          size="small"
          aria-label={say(trialWords.source)}
          value={trying.source}
          onChange={(source) => onChange({ ...notTrying, source })}
          options={(["typed", "scenario", "case"] as const).map((one) => ({
            value: one,
            label: say(trialWords[one]),
          }))}
        />
      </div>
      {trying.source === "scenario" ? (
        <FromScenario onScope={(from) => onChange({ ...trying, from, typed: {} })} />
      ) : null}
      {trying.source === "case" ? (
        <FromCase onScope={(from) => onChange({ ...trying, from, typed: {} })} />
      ) : null}
      {trying.source === "typed" && namesStates(value, definition) ? (
        <label className="trial-state">
          {say(trialWords.state)}
          <StateSelect value={trying.state} onChange={(state) => onChange({ ...trying, state })} />
        </label>
      ) : null}
      <h4>{say(trialWords.reads)}</h4>
      {reads.length === 0 ? <p className="quiet">{say(trialWords.readsNothing)}</p> : null}
      {reads.some((path) => path.startsWith("fact.")) ? (
        <p className="quiet">{say(trialWords.facts)}</p>
      ) : null}
      <ul className="trial-reads">
        {reads.map((path) => (
          <Given
            key={path}
            path={path}
            seen={seen}
            value={readScope(scope, path)}
            onChange={(next) => onChange({ ...trying, typed: { ...trying.typed, [path]: next } })}
          />
        ))}
      </ul>
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

/** A value that the rule reads: what it is, or that it is missing, and a way to change that. */
function Given({
  path,
  value,
  seen,
  onChange,
}: {
  path: string;
  value: Json | undefined;
  seen: ReturnType<typeof scopeAt>;
  onChange: (value: Json | undefined) => void;
}) {
  const { say, language } = useWords();
  const title = fieldsOf(seen).get(`var ${path}`)?.title[language] ?? path;
  const shape: Shape = path === "now" ? shapeOf({ type: "string" }) : shapeOfNode(pathNode(path), seen);
  const isPlain = value !== undefined && inputType(value, shape) !== "record" && typeof value !== "object";
  return (
    <li title={path}>
      <span>{title}</span>
      {value === undefined || value === null ? (
        <>
          <ValueMark value={null} missing />
          <Button
            size="small"
            type="text"
            aria-label={`${title}: ${say(trialWords.give)}`}
            onClick={() => onChange(first(shape))}
          >
            {say(trialWords.give)}
          </Button>
        </>
      ) : (
        <>
          {isPlain ? (
            <ConstantInput value={value} shape={shape} label={title} onChange={onChange} />
          ) : (
            <RawInput value={value} onChange={(node) => onChange("value" in node ? node.value : null)} />
          )}
          <Button
            size="small"
            type="text"
            aria-label={`${title}: ${say(trialWords.takeAway)}`}
            title={say(trialWords.takeAway)}
            onClick={() => onChange(undefined)}
          >
            ×
          </Button>
        </>
      )}
    </li>
  );
}

/** What is given first where something was missing. */
function first(shape: Shape): Json {
  const start = startingValue(shape);
  if (start.kind === "constant" && start.value !== "") return start.value;
  if (shape === "open") return "";
  if (reach(shape, ["0"]) !== null) return [];
  const { schema } = shape;
  if (schema["properties"] !== undefined) return {};
  return schema["format"] === "date"
    ? "2026-03-02"
    : schema["format"] === "date-time"
      ? "2026-03-02T01:00:00.000Z"
      : "";
}

/** So deep, and so many parts of one, are explained at once. */
const deepestShown = 12;
const mostShown = 60;

function Why({ part, depth, seen }: { part: Explanation; depth: number; seen: ReturnType<typeof scopeAt> }) {
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
