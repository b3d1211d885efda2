import "./problems.css";
import { useMemo } from "react";
import { Button } from "antd";
import type { Chart } from "../../../engine/model/chart-types.ts";
import type { Problem } from "../../../engine/model/types.ts";
import { Nothing } from "../../app/states.tsx";
import { useWords } from "../../words/i18n.ts";
import { useChart, useChecking, useEditing, useEditorState } from "../context.tsx";
import { selectedAt } from "../document/places.ts";
import type { EditorDocument, Selected } from "../document/types.ts";
import { titleOf } from "./titles.ts";
import { placeInPack } from "./place-in-pack.ts";
import { fixesFor, type Fix } from "./fixes.ts";
import { problemListWords as words } from "./words.ts";

/** What is wrong with the document, errors first; each line leads to its place, and mends it where the mending is certain. */
export function ProblemList() {
  const { editor, procedure, problems } = useEditing();
  const checking = useChecking();
  const { document } = useEditorState();
  const chart = useChart();
  const { say } = useWords();
  const sorted = useMemo(
    () => problems.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error")),
    [problems],
  );
  if (sorted.length === 0)
    return checking ? (
      <p className="problems-checking" role="status">
        {say(words.checking)}
      </p>
    ) : (
      <Nothing title={say(words.none)} hint={say(words.noneHint)} />
    );
  return (
    <ul className="problems" aria-busy={checking}>
      {sorted.map((problem, place) => (
        <Line
          // The same words may stand for two places, and the same place may be wrong in two ways.
          key={`${problem.code} ${problem.file} ${problem.path} ${place}`}
          {...{ problem, document, chart, procedure }}
          go={(selected) => editor.select([selected])}
        />
      ))}
    </ul>
  );
}

function Line({
  problem,
  document,
  chart,
  procedure,
  go,
}: {
  problem: Problem;
  document: EditorDocument;
  chart: Chart;
  procedure: string;
  go(selected: Selected): void;
}) {
  const { editor, around } = useEditing();
  const { say } = useWords();
  const isOwn = problem.file === `procedures/${procedure}.json`;
  const selected = isOwn ? selectedAt(chart, problem.path) : null;
  const fixes = isOwn ? fixesFor(problem, document, around, procedure) : [];
  const mend = (fix: Fix): void => {
    const edited = fix.apply(document);
    if (edited.ok) editor.run("replaceDefinition", { definition: edited.document.definition });
  };
  return (
    <li className="problem">
      <button
        type="button"
        className="problem-line"
        disabled={selected === null}
        onClick={() => selected && go(selected)}
      >
        <span
          className={`problem-sign is-${problem.severity}`}
          role="img"
          aria-label={say(words[problem.severity])}
        />
        <span className="problem-words">{say(problem.message)}</span>
        <span className="problem-place">
          {selected === null
            ? say(placeInPack(problem.file ?? "", problem.path, around))
            : say(titleOf(selected, chart, document))}
        </span>
      </button>
      {fixes.map((fix) => (
        <Button key={fix.title.en} size="small" onClick={() => mend(fix)}>
          {say(fix.title)}
        </Button>
      ))}
    </li>
  );
}
