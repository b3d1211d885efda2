import { useState } from "react";
import { Button, Input } from "antd";
import type { Json, Scenario, ScenarioStep } from "../../../engine/model/types.ts";
import type { Scope } from "../../../engine/rules/index.ts";
import { parseInstant } from "../../../engine/time/index.ts";
import { ask, ServerProblem } from "../../api/client.ts";
import type { CaseView } from "../../api/types.ts";
import { useSession } from "../../app/session.tsx";
import { useWords } from "../../words/i18n.ts";
import { useEditing, useSelected } from "../context.tsx";
import { filesWith } from "../problems/useProblems.ts";
import { instant } from "../../../engine/time/index.ts";
import { defaultParameters, scopeOfView } from "./trial.ts";
import { trialWords } from "./words.ts";

/** An example of the procedure, run in the page up to one of its steps. */
export function FromScenario({ onScope }: { onScope: (scope: Scope | null) => void }) {
  const { around, procedure } = useEditing();
  const document = useSelected((state) => state.document);
  const { say } = useWords();
  const [chosen, setChosen] = useState(0);
  const [step, setStep] = useState<number | null>(null);
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const scenarios = document.scenarios?.scenarios ?? [];
  const scenario = scenarios[chosen];
  if (scenario === undefined) return <p className="quiet">{say(trialWords.noScenarios)}</p>;
  const steps = scenario.steps ?? [];

  const load = async (): Promise<void> => {
    setState("loading");
    const scope = await scopeIn(scenario, step ?? steps.length).catch(() => null);
    setState(scope === null ? "failed" : "idle");
    onScope(scope);
  };
  /** The case as it stands before a step, and what that step sends. */
  async function scopeIn(of: Scenario, before: number): Promise<Scope | null> {
    // The engine is loaded only where somebody asks for an example.
    const { beginRun } = await import("../simulate/run.ts");
    const at = parseInstant(of.at);
    if (at === null) return null;
    const taken = { ...of, steps: (of.steps ?? []).slice(0, before) };
    const begun = await beginRun(filesWith(around.files, procedure, document), procedure, at, taken);
    if (!begun.ok) return null;
    const { view, now } = await begun.run.state();
    if (view === null) return null;
    const next = of.steps?.[before];
    const by = next === undefined ? of.by : ((next as { by?: Scenario["by"] }).by ?? of.by);
    const person = typeof by === "string" ? { ...around.directory?.[by], id: by } : by;
    return scopeOfView(view, now, {
      by: person,
      param: { ...defaultParameters(around), ...of.parameters },
      event: next === undefined ? {} : eventOf(next),
    });
  }
  return (
    <div className="trial-source">
      <label>
        {say(trialWords.chooseScenario)}
        <select
          className="rule-select"
          value={chosen}
          onChange={(event) => {
            setChosen(Number(event.target.value));
            setStep(null);
          }}
        >
          {scenarios.map((one, at) => (
            // Names need not differ; the place does.
            // oxlint-disable-next-line react/no-array-index-key
            <option key={at} value={at}>
              {say(one.name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say(trialWords.step)}
        <select
          className="rule-select"
          value={step ?? steps.length}
          onChange={(event) => setStep(Number(event.target.value))}
        >
          {steps.map((one, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <option key={at} value={at}>
              {at + 1} · {nameOf(one) ?? say(trialWords.wait)}
            </option>
          ))}
          <option value={steps.length}>{say(trialWords.atEnd)}</option>
        </select>
      </label>
      <Button size="small" loading={state === "loading"} onClick={() => void load()}>
        {say(trialWords.load)}
      </Button>
      {state === "failed" ? <p className="rule-problem">{say(trialWords.cannotRun)}</p> : null}
    </div>
  );
}

const member = (step: ScenarioStep, key: string): unknown =>
  (step as unknown as Record<string, unknown>)[key];

function nameOf(step: ScenarioStep): string | null {
  for (const key of ["send", "refused", "answer", "open"]) {
    const found = member(step, key);
    if (typeof found === "string") return found;
  }
  return null;
}

function eventOf(step: ScenarioStep): { [key: string]: Json } {
  const payload = member(step, "payload");
  const type = nameOf(step);
  return {
    ...(typeof payload === "object" ? (payload as { [key: string]: Json }) : {}),
    ...(type === null ? {} : { type }),
  };
}

/** A case on the server, as the person at this page may see it. */
export function FromCase({ onScope }: { onScope: (scope: Scope | null) => void }) {
  const { around } = useEditing();
  const { person, now } = useSession();
  const { say } = useWords();
  const [id, setId] = useState("");
  const [state, setState] = useState<"idle" | "loading" | { fault: string }>("idle");
  const load = async (): Promise<void> => {
    setState("loading");
    try {
      const view = await ask<CaseView>(`/api/v1/cases/${encodeURIComponent(id.trim())}`);
      onScope(scopeOfView(view, instant(now()), { by: person, event: {}, param: defaultParameters(around) }));
      setState("idle");
    } catch (thrown) {
      if (!(thrown instanceof ServerProblem)) throw thrown;
      setState({ fault: say(thrown.problem.message) });
    }
  };
  return (
    <form
      className="trial-source"
      onSubmit={(event) => {
        event.preventDefault();
        if (id.trim() !== "") void load();
      }}
    >
      <label>
        {say(trialWords.caseId)}
        <Input size="small" value={id} onChange={(event) => setId(event.target.value)} />
      </label>
      <Button size="small" htmlType="submit" loading={state === "loading"}>
        {say(trialWords.load)}
      </Button>
      {typeof state === "object" ? <p className="rule-problem">{state.fault}</p> : null}
    </form>
  );
}
