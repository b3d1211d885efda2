import { useEffect, useRef } from "react";
import { Button, Progress } from "antd";
import type { Scenario } from "../../../engine/model/types.ts";
import type { ProcedureResult } from "../../../engine/simulate/run.ts";
import { Nothing } from "../../app/states.tsx";
import { useWords } from "../../words/i18n.ts";
import { chartOf, useEditing, useEditorState } from "../context.tsx";
import { partsNamed } from "./named-steps.ts";
import { useExamples } from "./useExamples.ts";
import { simulateWords as words } from "./words.ts";

/** The worked examples of the procedure: run all of them, see which hold, and what they take of it on the diagram. */
export function Examples({
  files,
  follow,
}: {
  files: Readonly<Record<string, string>>;
  follow(scenario: Scenario): void;
}) {
  const { procedure, showOnChart, example } = useEditing();
  const { document } = useEditorState();
  const { say } = useWords();
  const { run, start, stop } = useExamples();
  // What came of another document says nothing of this one.
  useEffect(stop, [files, stop]);
  const chosen = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (example === null) return;
    chosen.current?.scrollIntoView({ block: "nearest" });
    chosen.current?.focus({ preventScroll: true });
  }, [example]);
  const scenarios = document.scenarios?.scenarios ?? [];
  if (scenarios.length === 0) return <Nothing title={say(words.none)} hint={say(words.noneHint)} />;

  const result = run.kind === "done" ? run.result : null;
  const isRunning = run.kind === "running";
  const runAll = (): void => start({ files, procedure });
  const show = ({ states, transitions }: ProcedureResult): void => {
    const chart = chartOf(document.definition);
    const missing = new Set([...states.missing, ...transitions.missing]);
    showOnChart({
      active: [],
      visited: chart.states.map(({ path }) => path).filter((path) => !missing.has(path)),
      taken: chart.transitions.map(({ id }) => id).filter((id) => !missing.has(id)),
      ended: true,
    });
  };
  const failed = new Map(result?.failures.map((failure) => [failure.scenario.en, failure]) ?? []);
  return (
    <div className="examples">
      <div className="examples-head">
        <Button type="primary" loading={isRunning} onClick={runAll}>
          {say(isRunning ? words.running : words.runAll)}
        </Button>
        {isRunning ? <Progress percent={run.percent} size="small" style={{ width: 160 }} /> : null}
        {run.kind === "problems" ? <span role="alert">{say(words.problems)}</span> : null}
        {run.kind === "fault" ? <span role="alert">{run.words}</span> : null}
        {result ? (
          <span role="status">
            {result.passed}/{result.scenarios} {say(words.passed)} · {say(words.coverage)}：
            {say(words.states)} {result.states.taken}/{result.states.all} · {say(words.ways)}{" "}
            {result.transitions.taken}/{result.transitions.all} · {say(words.refusals)}{" "}
            {result.refusals.taken.length}/{result.refusals.all.length}
          </span>
        ) : null}
        {result ? <Button onClick={() => show(result)}>{say(words.showCoverage)}</Button> : null}
      </div>
      <ul className="examples-list">
        {scenarios.map((scenario, place) => {
          const failure = failed.get(scenario.name.en);
          const stands = result === null ? "unknown" : failure ? "failed" : "passed";
          return (
            <li
              key={scenario.name.en}
              {...(example?.place === place
                ? { ref: chosen, className: "is-chosen", "aria-current": true, tabIndex: -1 }
                : {})}
            >
              <span
                className={`example-sign is-${stands}`}
                {...(stands === "unknown"
                  ? { "aria-hidden": true }
                  : { role: "img", "aria-label": say(words[stands]) })}
              >
                {stands === "passed" ? "✓" : stands === "failed" ? "✕" : "·"}
              </span>
              <span className="example-name">
                {say(scenario.name)}
                {failure ? <small>{say(failure.message)}</small> : null}
                {example?.place === place ? (
                  <ol className="example-parts" aria-label={say(words.namedHere)}>
                    {partsNamed(example.at, scenario, document.definition).map((part) => (
                      <li key={part.en}>{say(part)}</li>
                    ))}
                  </ol>
                ) : null}
              </span>
              <Button size="small" type="text" onClick={() => follow(scenario)}>
                {say(words.follow1)}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
