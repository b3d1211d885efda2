import { useEffect, useState } from "react";
import { Alert, Button, Checkbox, Progress } from "antd";
import { useWords } from "../../words/i18n.ts";
import { chartOf, useEditing, useEditorState } from "../context.tsx";
import type { Selected } from "../document/types.ts";
import { filesWith } from "../document/files.ts";
import { titleOf } from "../problems/titles.ts";
import { useExamples, type ExamplesRun } from "../simulate/useExamples.ts";
import { filled, publishWords as words } from "./words.ts";

/** How the worked examples stand before publication: whether it may go on by itself, or only when somebody says so. */
export type ExamplesVerdict = "waiting" | "fine" | "asked";

/** Plays the examples of the document as soon as it is shown. `isPlayable`: nothing is known to stand in the way. */
export function useVerdict(isPlayable: boolean): {
  run: ExamplesRun;
  count: number;
  verdict: ExamplesVerdict;
  skip(): void;
} {
  const { around, procedure } = useEditing();
  const { document } = useEditorState();
  const { run, start, stop } = useExamples();
  const count = document.scenarios?.scenarios.length ?? 0;
  const plays = isPlayable && count > 0;
  const [skipped, setSkipped] = useState(false);
  useEffect(() => {
    if (plays) start({ files: filesWith(around.files, procedure, document), procedure });
    return stop;
  }, [plays, around.files, procedure, document, start, stop]);
  const shown: ExamplesRun = run.kind === "idle" && !skipped ? { kind: "running", percent: 0 } : run;
  const holds = shown.kind === "done" && shown.result.failures.length === 0;
  const verdict = !plays || holds ? "fine" : shown.kind === "running" ? "waiting" : "asked";
  return {
    run: shown,
    count,
    verdict,
    skip: () => {
      setSkipped(true);
      stop();
    },
  };
}

/** What the worked examples say of what is to be published: which hold, which do not and why, and what none of them takes. */
export function ExamplesReport({
  run,
  count,
  skip,
  agreed,
  onAgree,
  onSelect,
}: {
  run: ExamplesRun;
  count: number;
  skip(): void;
  /** It is to be published although an example fails, or was not played. */
  agreed: boolean;
  onAgree(agreed: boolean): void;
  onSelect(about: Selected): void;
}) {
  const { say } = useWords();
  if (count === 0) return <p className="quiet">{say(words.noExamples)}</p>;
  if (run.kind === "running")
    return (
      <div className="examples-running" role="status">
        <span>{say(words.playing)}</span>
        <Progress percent={run.percent} size="small" style={{ width: 200 }} />
        <Button size="small" type="text" onClick={skip}>
          {say(words.skip)}
        </Button>
      </div>
    );
  if (run.kind === "done" && run.result.failures.length === 0)
    return (
      <>
        <p className="examples-passed" role="status">
          <span aria-hidden>✓</span> {filled(say(words.allPass), { count: run.result.scenarios })}
        </p>
        <Taken run={run} onSelect={onSelect} />
      </>
    );
  const failures = run.kind === "done" ? run.result.failures : [];
  const names = new Set(failures.map(({ scenario }) => scenario.en));
  return (
    <>
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={
          run.kind === "done"
            ? filled(say(words.someFail), { failed: names.size, count: run.result.scenarios })
            : say(run.kind === "fault" ? words.notPlayable : words.notPlayed)
        }
        description={
          <>
            {run.kind === "fault" ? <p>{run.words}</p> : null}
            {failures.length === 0 ? null : (
              <ul className="dialog-failures" tabIndex={0} aria-label={say(words.failing)}>
                {failures.slice(0, 30).map(({ scenario, step, message, path }) => (
                  <li key={`${path} ${message.en}`}>
                    <strong>{say(scenario)}</strong>
                    <span>
                      {step === null ? "" : filled(say(words.step), { step: step + 1 })}
                      {say(message)}
                    </span>
                  </li>
                ))}
              </ul>
            )}
            <Checkbox checked={agreed} onChange={({ target }) => onAgree(target.checked)}>
              {say(run.kind === "done" ? words.allTheSame : words.without)}
            </Checkbox>
          </>
        }
      />
      {run.kind === "done" ? <Taken run={run} onSelect={onSelect} /> : null}
    </>
  );
}

/** How much of the procedure the examples take, and what none of them does. */
function Taken({
  run: { result },
  onSelect,
}: {
  run: Extract<ExamplesRun, { kind: "done" }>;
  onSelect(about: Selected): void;
}) {
  const { document } = useEditorState();
  const { say } = useWords();
  const { states, transitions } = result;
  const chart = chartOf(document.definition);
  const missing: Selected[] = [
    ...states.missing.map((path): Selected => ({ kind: "state", path })),
    ...transitions.missing.map((id): Selected => ({ kind: "transition", id })),
  ];
  return (
    <>
      <p className="quiet">
        {filled(say(words.taken), {
          states: `${states.taken}/${states.all}`,
          ways: `${transitions.taken}/${transitions.all}`,
        })}
      </p>
      {missing.length === 0 ? null : (
        <details className="examples-missing">
          <summary>{filled(say(words.untaken), { count: missing.length })}</summary>
          <ul>
            {missing.map((about) => (
              <li key={about.kind === "state" ? about.path : about.kind === "transition" ? about.id : ""}>
                <button type="button" onClick={() => onSelect(about)}>
                  {say(titleOf(about, chart, document))}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
