import "./problems.css";
import { useMemo } from "react";
import { Button } from "antd";
import type { Chart } from "../../../engine/model/chart-types.ts";
import type { JsonObject, Problem, Text } from "../../../engine/model/types.ts";
import { Nothing } from "../../app/states.tsx";
import { useWords } from "../../words/i18n.ts";
import { useChart, useChecking, useEditing, useEditorState } from "../context.tsx";
import { selectedAt } from "../document/places.ts";
import type { EditorDocument, Selected } from "../document/types.ts";
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
            ? `${say(problem.file?.startsWith("scenarios/") ? words.scenarios : words.elsewhere)} · ${problem.file ?? ""}`
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

/** What a person calls what is selected. */
export function titleOf(selected: Selected, chart: Chart, { definition }: EditorDocument): Text {
  const plain = (text: string): Text => ({ en: text, "zh-CN": text });
  if (selected.kind === "state") return chart.byPath.get(selected.path)?.title ?? plain(selected.path);
  if (selected.kind === "field") return plain(selected.path === "" ? "data" : selected.path);
  if (selected.kind === "procedure") return words.procedure;
  if (selected.kind === "part") {
    const part = (definition[selected.section] as unknown as Record<string, JsonObject> | undefined)?.[
      selected.name
    ];
    return (part?.["title"] as Text | undefined) ?? plain(selected.name);
  }
  const found = chart.transitions.find(({ id }) => id === selected.id);
  const from = chart.byPath.get(found?.source ?? "")?.title ?? plain(found?.source ?? "");
  const event = definition.events[found?.event ?? ""]?.title ?? plain(found?.event ?? found?.delay ?? "→");
  return { en: `${from.en} · ${event.en}`, "zh-CN": `${from["zh-CN"]} · ${event["zh-CN"]}` };
}
