import { useId, useMemo, useState } from "react";
import { Button, Input, Segmented } from "antd";
import { useInfiniteQuery } from "@tanstack/react-query";
import { isObject } from "../../../engine/model/is-object.ts";
import type { LogicScope } from "../../../engine/model/names/scope.ts";
import { payloadSchema } from "../../../engine/model/schema.ts";
import { caseSubject } from "../../../engine/model/subject.ts";
import type { Json, JsonObject, Scenario, ScenarioStep, Schema } from "../../../engine/model/types.ts";
import type { Rules, Scope } from "../../../engine/rules/index.ts";
import { instant, parseInstant } from "../../../engine/time/index.ts";
import { ask, ServerProblem } from "../../api/client.ts";
import { casesQuery } from "../../api/queries.ts";
import type { CaseView } from "../../api/types.ts";
import { shortId } from "../../cases/subject.ts";
import { useSession } from "../../app/session.tsx";
import { useWords } from "../../words/i18n.ts";
import { useEditing, useSelected } from "../context.tsx";
import { filesWith } from "../document/files.ts";
import type { RegisterRows } from "./facts.ts";
import { defaultParameters, scopeOfView } from "./trial.ts";
import { notTrying, useOffering, type Source, type Trying } from "./useTrying.ts";
import { ValueForm } from "./ValueForm.tsx";
import { trialWords } from "./words.ts";

/** Where what is tried is taken from, and forms to change it in. */
export function TrialSource({
  trying,
  onChange,
  reads,
  scope,
  seen,
  rules,
}: {
  trying: Trying;
  onChange: (trying: Trying) => void;
  /** What is asked for first. */
  reads: readonly string[];
  scope: Scope;
  seen: LogicScope;
  rules: Rules;
}) {
  const { say } = useWords();
  return (
    <>
      <Segmented<Source>
        size="small"
        className="trial-from"
        aria-label={say(trialWords.source)}
        value={trying.source}
        onChange={(source) => onChange({ ...notTrying, source })}
        options={(["typed", "scenario", "case"] as const).map((one) => ({
          value: one,
          label: say(trialWords[one]),
        }))}
      />
      {trying.source === "scenario" ? (
        <FromScenario
          onScope={(from, registers) => onChange({ ...trying, from, registers: registers ?? {}, typed: {} })}
        />
      ) : null}
      {trying.source === "case" ? (
        <FromCase onScope={(from) => onChange({ ...trying, from, typed: {} })} />
      ) : null}
      <Forms trying={trying} onChange={onChange} reads={reads} scope={scope} seen={seen} rules={rules} />
    </>
  );
}

/** Forms made from the schema of the data, and from what is sent with an event. */
function Forms({ trying, onChange, reads, scope, rules }: Parameters<typeof TrialSource>[0]) {
  const { say } = useWords();
  const definition = useSelected(({ document }) => document.definition);
  const [open, setOpen] = useState<"data" | "event" | null>(null);
  const events = Object.keys(definition.events);
  const headsOf = (root: string): string[] => [
    ...new Set(reads.flatMap((path) => (path.startsWith(`${root}.`) ? [path.split(".")[1]!] : []))),
  ];
  const heads = { data: headsOf("data"), event: headsOf("event") };
  const sent = isObject(scope.event) ? scope.event : {};
  const type = typeof sent["type"] === "string" ? sent["type"] : null;
  /** The event that has most of what is read. */
  const likely = events
    .map((event) => ({ event, known: countOf(payloadSchema(definition, event), heads.event) }))
    .toSorted((a, b) => b.known - a.known)[0]?.event;
  const [chosen, setChosen] = useState<string | null>(null);
  const event = chosen ?? (type !== null && events.includes(type) ? type : likely);
  const put = (root: "data" | "event", value: JsonObject): void => {
    const others = Object.entries(trying.typed).filter(([path]) => path.split(".")[0] !== root);
    onChange({ ...trying, typed: { ...Object.fromEntries(others), [root]: value } });
  };
  if (heads.data.length === 0 && heads.event.length === 0) return null;
  return (
    <div className="trial-forms">
      {heads.data.length === 0 ? null : (
        <Button size="small" onClick={() => setOpen("data")}>
          {say(trialWords.fillData)}
        </Button>
      )}
      {heads.event.length === 0 || event === undefined ? null : (
        <>
          <Button size="small" onClick={() => setOpen("event")}>
            {say(trialWords.fillEvent)}
          </Button>
          <select
            className="rule-select"
            aria-label={say(trialWords.event)}
            value={event}
            onChange={(change) => setChosen(change.target.value)}
          >
            {events.map((name) => (
              <option key={name} value={name}>
                {say(definition.events[name]?.title, name)}
              </option>
            ))}
          </select>
        </>
      )}
      {open === "data" ? (
        <OfferingForm
          title={say(trialWords.fillData)}
          schema={definition.data}
          value={isObject(scope.data) ? scope.data : {}}
          first={heads.data}
          onDone={(value) => put("data", value)}
          onClose={() => setOpen(null)}
          choosing={{ trying, rules, scope }}
        />
      ) : null}
      {open === "event" && event !== undefined ? (
        <EventForm
          key={event}
          event={event}
          value={withoutType(sent)}
          onDone={(value) => put("event", { ...value, type: event })}
          onClose={() => setOpen(null)}
          choosing={{ trying, rules, scope }}
        />
      ) : null}
    </div>
  );
}

type FormProps = Parameters<typeof ValueForm>[0] & {
  choosing: { trying: Trying; rules: Rules; scope: Scope };
};

/** A form whose fields offer what they are chosen from. */
function OfferingForm({ schema, choosing: { trying, rules, scope }, ...props }: FormProps) {
  return <ValueForm {...props} schema={useOffering(schema, trying, rules, scope)} />;
}

function EventForm({ event, ...props }: Omit<FormProps, "schema" | "title"> & { event: string }) {
  const { say } = useWords();
  const definition = useSelected(({ document }) => document.definition);
  const schema = useMemo(() => payloadSchema(definition, event, null), [definition, event]);
  return <OfferingForm {...props} title={say(definition.events[event]?.title, event)} schema={schema} />;
}

function countOf({ properties }: Schema, names: readonly string[]): number {
  return isObject(properties) ? names.filter((name) => Object.hasOwn(properties, name)).length : 0;
}
function withoutType(event: JsonObject): JsonObject {
  const { type: _, ...payload } = event;
  return payload;
}

/** An example of the procedure, run in the page up to one of its steps. */
function FromScenario({ onScope }: { onScope: (scope: Scope | null, registers?: RegisterRows) => void }) {
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
    onScope(scope, registersOf(scenario));
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

/** Rows that the example begins its registers with. */
function registersOf({ registers = {} }: Scenario): RegisterRows {
  return Object.fromEntries(
    Object.entries(registers).flatMap(([name, rows]) =>
      Array.isArray(rows) ? [[name, rows.filter(isObject)]] : [],
    ),
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
function FromCase({ onScope }: { onScope: (scope: Scope | null) => void }) {
  const { around, procedure } = useEditing();
  const { person, now } = useSession();
  const { say } = useWords();
  const listed = useId();
  const [id, setId] = useState("");
  const [state, setState] = useState<"idle" | "loading" | { fault: string }>("idle");
  const { data } = useInfiniteQuery(casesQuery({ procedure }, 20));
  const recent = data?.pages.flatMap(({ items }) => items) ?? [];
  const load = async (): Promise<void> => {
    setState("loading");
    try {
      const view = await ask<CaseView>(`/api/v1/cases/${encodeURIComponent(id.trim())}`);
      if (view.case.procedure !== procedure) {
        setState({ fault: say(trialWords.otherProcedure) });
        return;
      }
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
        <Input size="small" list={listed} value={id} onChange={(event) => setId(event.target.value)} />
        <datalist id={listed}>
          {recent.map((one) => (
            <option key={one.id} value={one.id}>
              {caseSubject(one.data) ?? shortId(one.id)}
            </option>
          ))}
        </datalist>
      </label>
      <Button size="small" htmlType="submit" loading={state === "loading"}>
        {say(trialWords.load)}
      </Button>
      {typeof state === "object" ? <p className="rule-problem">{state.fault}</p> : null}
    </form>
  );
}
