import "../../case/case.css";
import { useEffect, useMemo, useRef, useState } from "react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Input, InputNumber, Modal, Select, Tooltip } from "antd";
import { withChoices } from "../../../engine/model/choices.ts";
import { timeUnits, type Problem, type TimeUnit } from "../../../engine/model/types.ts";
import type { CaseView } from "../../../engine/runtime/types.ts";
import { createZone } from "../../../engine/time/index.ts";
import { Icon } from "../../app/icons.tsx";
import { Waiting } from "../../app/states.tsx";
import { Ballots } from "../../case/Ballots.tsx";
import { Clocks } from "../../case/Clocks.tsx";
import { DataView } from "../../case/DataView.tsx";
import { useWords } from "../../words/i18n.ts";
import { useDates } from "../../words/place.tsx";
import { leaves, procedureWords } from "../../words/procedure.ts";
import { unitInWords } from "../../words/units.ts";
import { useEditing, useEditorState, useRun } from "../context.tsx";
import { Offers } from "./Offers.tsx";
import { defaultParameters, scopeOfView } from "../rules/trial.ts";
import { PersonSelect } from "./PersonSelect.tsx";
import { scenarioOf, type Actor, type Begun, type RunState, type RunStep } from "./run.ts";
import { simulateWords as words } from "./words.ts";

/** A run: its steps, what can be done now and by whom, and how the case stands. */
export function Running({
  begun,
  stale,
  problems,
  replay,
  end,
}: {
  begun: Begun;
  /** The document is no longer the one that the run runs on. */
  stale: boolean;
  problems: readonly Problem[];
  replay(steps: readonly RunStep[]): void;
  end(): void;
}) {
  const { run } = begun;
  const { procedure, around, showOnChart } = useEditing();
  const { language, say } = useWords();
  const dates = useDates();
  const [by, setBy] = useState<string | null>(() => firstActor(begun.by, around.directory));
  const definition = run.pack.procedures[procedure]!;
  const partWords = useMemo(
    () =>
      procedureWords(
        {
          procedure: definition,
          roles: Object.fromEntries(
            Object.entries({ ...around.roles, ...definition.roles }).map(([id, { title }]) => [id, title]),
          ),
          pack: { parameters: around.parameters },
        },
        language,
      ),
    [definition, around, language],
  );
  const [turn, setTurn] = useState(0);
  const looked = useQuery({
    queryKey: ["run", begun.id, turn, by],
    queryFn: async () => ({ state: await run.state(), seen: by === null ? null : await run.viewOf(by) }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const view = looked.data?.state.view ?? null;
  useEffect(
    () =>
      showOnChart(
        view === null
          ? null
          : {
              active: view.active,
              visited: view.visited.states,
              taken: view.visited.taken,
              ended: view.case.status !== "active",
            },
      ),
    [view, showOnChart],
  );
  useEffect(() => () => showOnChart(null), [showOnChart]);
  const after = (work: Promise<unknown>): void => void work.then(() => setTurn((old) => old + 1));

  if (looked.data === undefined) return <Waiting rows={4} />;
  const { state, seen } = looked.data;
  const { steps, at } = state;
  const waited = view === null ? [] : waitedFor(view.tasks, around.directory);
  const name = (actor: Actor): string => {
    const id = typeof actor === "string" ? actor : actor.id;
    return around.directory[id]?.name ?? id;
  };
  return (
    <div className="running">
      <section className="running-steps" aria-label={say(words.run)}>
        <div className="running-buttons">
          <Step icon="first" label={say(words.first)} disabled={at === 0} act={() => after(run.go(0))} />
          <Step icon="back" label={say(words.back)} disabled={at === 0} act={() => after(run.go(at - 1))} />
          <Step
            icon="arrow"
            label={say(words.forward)}
            disabled={at === steps.length}
            act={() => after(run.go(at + 1))}
          />
          <Step
            icon="last"
            label={say(words.last)}
            disabled={at === steps.length}
            act={() => after(run.go(steps.length))}
          />
          <span className="workbench-space" />
          <Button size="small" onClick={end}>
            {say(words.again)}
          </Button>
        </div>
        <ol>
          {steps.map((step, n) => (
            // Steps have no names: their place is what they are.
            // eslint-disable-next-line react/no-array-index-key
            <li key={n}>
              <button
                type="button"
                className={n < at ? "is-taken" : "is-ahead"}
                aria-current={n === at - 1 ? "step" : undefined}
                onClick={() => after(run.go(n + 1))}
              >
                {step.did === "open" ? `${say(words.opened)} · ${name(step.by)}` : null}
                {step.did === "send" ? `${partWords.event(step.event)} · ${name(step.by)}` : null}
                {step.did === "refused" ? (
                  <>
                    {`${say(words.refused)}：${partWords.event(step.event)} · ${name(step.by)}`}
                    <small>{say(step.refusal.message)}</small>
                  </>
                ) : null}
                {step.did === "wait" ? `${say(words.waited)} ${dates.moment(step.until)}` : null}
                {step.did === "answer" ? `${say(words.answered)} ${step.call}` : null}
              </button>
            </li>
          ))}
        </ol>
        <Keep state={state} began={begun.at} />
      </section>
      <section className="running-now" aria-label={say(words.may)}>
        {stale ? (
          <Alert
            type="info"
            showIcon
            title={say(words.changed)}
            description={problems[0] ? say(problems[0].message) : undefined}
            action={
              <Button size="small" onClick={() => replay(steps)}>
                {say(words.replay)}
              </Button>
            }
          />
        ) : null}
        <Passing state={state} begun={begun} after={after} />
        <label className="running-person">
          <span>{say(words.as)}</span>
          <PersonSelect value={by} onChange={setBy} />
        </label>
        {waited.length === 0 ? null : (
          <p className="running-waited">
            <span className="quiet">{say(words.waitedFor)}</span>
            {waited.map((id) => (
              <Button
                key={id}
                size="small"
                type={id === by ? "primary" : "default"}
                ghost={id === by}
                aria-pressed={id === by}
                onClick={() => setBy(id)}
              >
                {name(id)}
              </Button>
            ))}
          </p>
        )}
        {view !== null && view.case.status !== "active" ? <p className="quiet">{say(words.ended)}</p> : null}
        {seen === null || by === null ? null : (
          <Offers
            key={`${by} ${at}`}
            view={seen}
            procedure={definition}
            forms={{
              key: ["run", begun.id, turn, by],
              choicesOf: (event) => run.choicesOf(event, by),
              scope: scopeOfView(seen, state.now, {
                event: {},
                by: { ...around.directory[by], id: by },
                param: defaultParameters(around),
              }),
            }}
            send={async (event, payload) => {
              const refusal = await run.send(event, by, payload);
              setTurn((old) => old + 1);
              return refusal;
            }}
          />
        )}
        {state.calls.map((call) => (
          <Call key={call} call={call} answer={(output) => after(run.answer(call, output))} />
        ))}
      </section>
      <section className="running-case" aria-label={say(words.stands)}>
        {view === null ? null : (
          <>
            <h3>{say(words.stands)}</h3>
            <p>{leaves(view.state).map(partWords.state).join("、")}</p>
            {view.clocks.length > 0 ? (
              <>
                <h3>{say(words.clocks)}</h3>
                <Clocks clocks={view.clocks} />
              </>
            ) : null}
            {view.ballots.length > 0 ? (
              <>
                <h3>{say(words.ballots)}</h3>
                <Ballots ballots={view.ballots} procedure={definition} />
              </>
            ) : null}
            {view.tasks.length > 0 ? (
              <>
                <h3>{say(words.tasks)}</h3>
                <ul className="running-tasks">
                  {view.tasks.map((task) => (
                    <li key={task.id}>{say(task.title)}</li>
                  ))}
                </ul>
              </>
            ) : null}
            <h3>{say(words.data)}</h3>
            <DataView data={view.data} schema={withChoices(definition.data, state.titles)} />
          </>
        )}
      </section>
    </div>
  );
}

/** Somebody of the directory. */
const firstActor = (by: Actor | null, directory: Directory): string | null =>
  typeof by === "string" && Object.hasOwn(directory, by) ? by : null;

type Directory = Readonly<Record<string, { roles: string[] }>>;
/** So many people are named; the others are found in the list. */
const mostNamed = 8;

/** Who of the directory has something to do in the case now. */
function waitedFor(tasks: CaseView["tasks"], directory: Directory): string[] {
  const open = tasks.filter(({ status }) => status === "open");
  return Object.entries(directory)
    .filter(([id, { roles }]) =>
      open.some((task) => task.ids.includes(id) || task.roles.some((role) => roles.includes(role))),
    )
    .map(([id]) => id)
    .slice(0, mostNamed);
}

function Step({
  icon,
  label,
  disabled,
  act,
}: {
  icon: "first" | "back" | "arrow" | "last";
  label: string;
  disabled: boolean;
  act(): void;
}) {
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        size="small"
        icon={<Icon name={icon} />}
        aria-label={label}
        disabled={disabled}
        onClick={act}
      />
    </Tooltip>
  );
}

/** What the time is, and letting it pass: to what falls due next, or by an amount. */
function Passing({
  state,
  begun,
  after,
}: {
  state: RunState;
  begun: Begun;
  after(work: Promise<unknown>): void;
}) {
  const { language, say } = useWords();
  const dates = useDates();
  const [amount, setAmount] = useState(1);
  const [unit, setUnit] = useState<TimeUnit>("workingDays");
  const { run } = begun;
  const { due } = state;
  const zone = useMemo(
    () => createZone(run.pack.timeZone, run.pack.calendars[run.pack.calendar]!),
    [run.pack],
  );
  return (
    <div className="running-time">
      <span>
        {say(words.now)} <time dateTime={state.now}>{dates.moment(state.now)}</time>
      </span>
      <Button size="small" disabled={due === null} onClick={() => due && after(run.waitUntil(due))}>
        {due === null ? say(words.nothingDue) : `${say(words.toDue)} · ${dates.due(due)}`}
      </Button>
      <span className="running-amount">
        <InputNumber
          size="small"
          min={1}
          max={1000}
          value={amount}
          aria-label={say(words.wait)}
          onChange={(value) => setAmount(value ?? 1)}
        />
        <Select<TimeUnit>
          size="small"
          value={unit}
          aria-label={say(words.wait)}
          onChange={setUnit}
          popupMatchSelectWidth={false}
          options={timeUnits.map((value) => ({ value, label: unitInWords(value, language) }))}
        />
        <Button size="small" onClick={() => after(run.waitUntil(zone.due(state.now, amount, unit).at))}>
          {say(words.wait)}
        </Button>
      </span>
    </div>
  );
}

function Call({ call, answer }: { call: string; answer(output: never): void }) {
  const { say } = useWords();
  const [text, setText] = useState("{}");
  const [wrong, setWrong] = useState(false);
  const give = (): void => {
    try {
      answer(JSON.parse(text) as never);
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return (
    <div className="running-call">
      <p>
        {say(words.calls)} <code>{call}</code>
      </p>
      <Input.TextArea
        value={text}
        rows={2}
        aria-label={call}
        onChange={(event) => setText(event.target.value)}
      />
      {wrong ? <p role="alert">{say(words.payloadWrong)}</p> : null}
      <Button size="small" onClick={give}>
        {say(words.answer)}
      </Button>
    </div>
  );
}

/** Keeps the run as an example of the procedure. */
function Keep({ state, began }: { state: RunState; began: string }) {
  const { procedure } = useEditing();
  const { document } = useEditorState();
  const { message } = App.useApp();
  const change = useRun();
  const { say } = useWords();
  const [asking, setAsking] = useState(false);
  const [name, setName] = useState({ en: "", "zh-CN": "" });
  const form = useRef<HTMLDivElement>(null);
  // Whoever says it in one language alone has said it.
  const [en, zh] = [name.en.trim() || name["zh-CN"].trim(), name["zh-CN"].trim() || name.en.trim()];
  const keep = (): void => {
    const scenario = scenarioOf(state, began, { en, "zh-CN": zh });
    if (scenario === null) return;
    const file = document.scenarios ?? { procedure, scenarios: [] };
    if (!change("setScenarios", { scenarios: { ...file, scenarios: [...file.scenarios, scenario] } })) return;
    setAsking(false);
    void message.success(say(words.saved));
  };
  return (
    <>
      <Button size="small" disabled={state.view === null} onClick={() => setAsking(true)}>
        {say(words.save)}
      </Button>
      <Modal
        open={asking}
        title={say(words.save)}
        onCancel={() => setAsking(false)}
        onOk={keep}
        okText={say(words.save)}
        okButtonProps={{ disabled: en === "" }}
        afterOpenChange={(isOpen) => isOpen && form.current?.querySelector("input")?.focus()}
      >
        <div className="simulate-names" ref={form}>
          <label>
            <span>{say(words.nameZh)}</span>
            <Input
              value={name["zh-CN"]}
              onChange={(event) => setName({ ...name, "zh-CN": event.target.value })}
            />
          </label>
          <label>
            <span>{say(words.nameEn)}</span>
            <Input value={name.en} onChange={(event) => setName({ ...name, en: event.target.value })} />
          </label>
        </div>
      </Modal>
    </>
  );
}
