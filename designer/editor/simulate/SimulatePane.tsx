import "./simulate.css";
import { useMemo, useState } from "react";
import { Tabs } from "../../app/Tabs.tsx";
import type { Problem, Scenario } from "../../../engine/model/types.ts";
import { instant, parseInstant } from "../../../engine/time/index.ts";
import { Place } from "../../words/place.tsx";
import { useWords } from "../../words/i18n.ts";
import { useEditing, useEditorState } from "../context.tsx";
import { filesWith } from "../document/files.ts";
import { Begin } from "./Begin.tsx";
import { Examples } from "./Examples.tsx";
import { beginRun, type Begun, type RunStep } from "./run.ts";
import { Running } from "./Running.tsx";
import { simulateWords as words } from "./words.ts";

let runs = 0;

/** A case of the draft, tried out on the engine itself, and the worked examples of the procedure. */
export default function SimulatePane() {
  const { around, procedure, example } = useEditing();
  const { document } = useEditorState();
  const { say } = useWords();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  // A run that begins, and an example that is asked for, is what one wants to see.
  const [wanted, setWanted] = useState({ key: example === null ? "run" : "examples" });
  const [seen, setSeen] = useState(example);
  if (example !== seen) {
    setSeen(example);
    if (example !== null) setWanted({ key: "examples" });
  }
  const files = useMemo(
    () => filesWith(around.files, procedure, document),
    [around.files, procedure, document],
  );

  /** Begins a run; `steps` are taken in it as far as they go. */
  const begin = async (at: string, scenario?: Scenario, steps: readonly RunStep[] = []): Promise<void> => {
    const made = await beginRun(files, procedure, parseInstant(at) ?? instant(Date.now()), scenario);
    setProblems(made.ok ? [] : made.problems);
    if (!made.ok) return;
    for (const step of steps) {
      const { run } = made;
      if (step.did === "open") await run.open(step.by, step.data);
      else if (step.did === "wait") await run.waitUntil(step.until);
      else if (step.did === "answer") await run.answer(step.call, step.output);
      else await run.send(step.event, step.by, step.payload);
    }
    const [opened] = (await made.run.state()).steps;
    const by = opened?.did === "open" ? opened.by : null;
    setWanted({ key: "run" });
    setBegun({ id: (runs += 1), run: made.run, at, by, definition: document.definition });
  };

  return (
    <Place timeZone={around.timeZone}>
      <div className="simulate">
        <Tabs
          label={say(words.run)}
          wanted={wanted}
          tabs={[
            {
              key: "run",
              label: say(words.run),
              content:
                begun === null ? (
                  <Begin begin={begin} problems={problems} />
                ) : (
                  <Running
                    key={begun.id}
                    begun={begun}
                    stale={begun.definition !== document.definition}
                    problems={problems}
                    replay={(steps) => void begin(begun.at, undefined, steps)}
                    end={() => setBegun(null)}
                  />
                ),
            },
            {
              key: "examples",
              label: `${say(words.examples)} ${document.scenarios?.scenarios.length ?? 0}`,
              content: <Examples files={files} follow={(scenario) => void begin(scenario.at, scenario)} />,
            },
          ]}
        />
      </div>
    </Place>
  );
}
