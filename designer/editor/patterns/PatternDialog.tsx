import "./patterns.css";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button, Input, InputNumber, Modal, Select } from "antd";
import { isWithin } from "../../../engine/model/chart-relations.ts";
import type { Chart } from "../../../engine/model/chart-types.ts";
import { timeUnits, type Json, type Text, type TimeUnit } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { unitInWords } from "../../words/units.ts";
import { useChart, useEditing, useEditorState, useRun } from "../context.tsx";
import { diagram, refocus } from "../refocus.ts";
import { patterns } from "./patterns.ts";
import type { Answers, Pattern, Question } from "./types.ts";
import { patternWords as words } from "./words.ts";

/** Chooses a pattern, asks what it has to know, and inserts it. */
export function PatternDialog({ close }: { close(): void }) {
  const { say } = useWords();
  const [pattern, setPattern] = useState<Pattern | null>(null);
  const inside = useRef<HTMLDivElement>(null);
  const opener = useRef(document.activeElement);
  /** The focus goes to what was inserted, or back to where it came from. */
  const leave = (inserted: boolean): void => {
    close();
    refocus((inserted ? diagram() : null) ?? opener.current);
  };
  const begin = useCallback(
    (): void => inside.current?.querySelector<HTMLElement>("input, button")?.focus(),
    [],
  );
  // What had the focus is gone when a pattern was chosen, or given up.
  useEffect(() => {
    if (pattern !== undefined) begin();
  }, [pattern, begin]);
  return (
    <Modal
      open
      title={pattern === null ? say(words.choose) : say(pattern.title)}
      footer={null}
      onCancel={() => leave(false)}
      width={680}
      afterOpenChange={(isOpen) => isOpen && begin()}
      destroyOnHidden
    >
      <div ref={inside}>
        {pattern === null ? (
          <ul className="patterns">
            {patterns.map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => setPattern(one)}>
                  <strong>{say(one.title)}</strong>
                  <span>{say(one.about)}</span>
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <Asking key={pattern.id} pattern={pattern} back={() => setPattern(null)} done={() => leave(true)} />
        )}
      </div>
    </Modal>
  );
}

function Asking({ pattern, back, done }: { pattern: Pattern; back(): void; done(): void }) {
  const run = useRun();
  const { say } = useWords();
  const first = useFirstAnswers();
  const [answers, setAnswers] = useState<Answers>(() => first(pattern));
  const chart = useChart();
  const led = isLed(chart, String(answers["after"] ?? ""), String(answers["to"] ?? ""));
  // Who begins it is asked only where nothing leads there yet.
  const questions = pattern.questions.filter(({ id }) => id !== "starts" || !led);
  const insert = (): void => {
    const given = led ? { ...answers, starts: "anyone" } : answers;
    if (run("insertPattern", { pattern: pattern.id, answers: given })) done();
  };
  return (
    <form
      className="pattern-questions"
      onSubmit={(event) => {
        event.preventDefault();
        insert();
      }}
    >
      <p className="quiet">{say(pattern.about)}</p>
      {questions.map((question) => (
        <div key={question.id} className="pattern-question">
          <span id={`ask-${question.id}`}>{say(question.title)}</span>
          <Answer
            question={question}
            value={answers[question.id] ?? null}
            onChange={(value) => setAnswers({ ...answers, [question.id]: value })}
          />
        </div>
      ))}
      <div className="form-buttons">
        <Button type="primary" htmlType="submit">
          {say(words.insert)}
        </Button>
        <Button onClick={back}>{say(words.back)}</Button>
      </div>
    </form>
  );
}

/** What a pattern is asked with: the selected stage where one is wanted, else what can be known. */
function useFirstAnswers(): (pattern: Pattern) => Answers {
  const { document, selection } = useEditorState();
  const chart = useChart();
  const selected = selection.flatMap((one) => (one.kind === "state" && one.path !== "" ? [one.path] : []));
  return ({ questions }) => {
    const from = selected[0] ?? null;
    const next = chart.transitions.find(({ source, targets }) => source === from && targets.length > 0)
      ?.targets[0];
    const answer = (question: Question): Json => {
      if (question.kind === "text") return { ...question.first };
      if (question.kind === "length") return { ...question.first };
      if (question.kind === "number" || question.kind === "share" || question.kind === "choice")
        return question.first;
      if (question.kind === "roles") return [];
      if (question.kind === "stages") return selected;
      // Nobody can guess who is meant.
      if (question.kind === "role") return null;
      if (question.kind === "clock") return Object.keys(document.definition.clocks ?? {})[0] ?? null;
      if (question.id === "after") return from;
      return question.mayBeNew === undefined ? from : question.id === "to" ? (next ?? "") : "";
    };
    return Object.fromEntries(questions.map((question) => [question.id, answer(question)]));
  };
}

/** Whether something leads from one stage to another. */
const isLed = ({ transitions }: Chart, from: string, to: string): boolean =>
  transitions.some(({ source, targets }) => source === from && targets.some((one) => isWithin(to, one)));

interface Answering {
  question: Question;
  value: Json;
  onChange(value: Json): void;
}

function Answer({ question, value, onChange }: Answering) {
  const { around } = useEditing();
  const { document } = useEditorState();
  const chart = useChart();
  const { language, say } = useWords();
  const label = { "aria-labelledby": `ask-${question.id}` };
  const search = { optionFilterProp: "label" };
  if (question.kind === "text") {
    const both = value as unknown as Text;
    return (
      <div className="pattern-pair">
        <Input
          aria-label={`${say(question.title)}（${say(words.chinese)}）`}
          value={both["zh-CN"]}
          onChange={(event) => onChange({ ...both, "zh-CN": event.target.value })}
        />
        <Input
          aria-label={`${say(question.title)}（${say(words.english)}）`}
          value={both.en}
          onChange={(event) => onChange({ ...both, en: event.target.value })}
        />
      </div>
    );
  }
  if (question.kind === "number")
    return (
      <InputNumber
        {...label}
        min={question.least}
        max={question.most}
        value={value as number}
        onChange={(given) => onChange(given ?? question.first)}
      />
    );
  if (question.kind === "length") {
    const length = value as { limit: number; unit: TimeUnit };
    return (
      <div className="pattern-pair">
        <InputNumber
          {...label}
          min={1}
          max={10_000}
          value={length.limit}
          onChange={(limit) => onChange({ ...length, limit: limit ?? 1 })}
        />
        <Select<TimeUnit>
          aria-label={say(words.unit)}
          value={length.unit}
          onChange={(unit) => onChange({ ...length, unit })}
          options={timeUnits.map((unit) => ({ value: unit, label: unitInWords(unit, language) }))}
        />
      </div>
    );
  }
  if (question.kind === "share")
    return (
      <Select<string>
        {...label}
        value={value as string}
        onChange={onChange}
        options={shares.map((share) => ({
          value: share,
          label: share.replace(">=", "≥ ").replace(">", "> "),
        }))}
      />
    );
  if (question.kind === "choice")
    return (
      <Select<string>
        {...label}
        value={value as string}
        onChange={onChange}
        options={question.choices.map((one) => ({ value: one.value, label: say(one.title) }))}
      />
    );
  if (question.kind === "role" || question.kind === "roles") {
    const all = { ...around.roles, ...document.definition.roles };
    const options = Object.entries(all).map(([id, { title }]) => ({ value: id, label: say(title, id) }));
    return question.kind === "role" ? (
      <Select<string>
        {...label}
        showSearch={search}
        placeholder={say(words.chooseOne)}
        value={value as string | null}
        onChange={onChange}
        options={options}
      />
    ) : (
      <Select<string[]>
        {...label}
        mode="multiple"
        showSearch={search}
        placeholder={say(words.chooseOne)}
        value={value as string[]}
        onChange={onChange}
        options={options}
      />
    );
  }
  if (question.kind === "clock")
    return (
      <Select<string>
        {...label}
        placeholder={say(words.chooseOne)}
        notFoundContent={say(words.noClocks)}
        value={value as string | null}
        onChange={onChange}
        options={Object.entries(document.definition.clocks ?? {}).map(([id, { title }]) => ({
          value: id,
          label: say(title, id),
        }))}
      />
    );
  const stages = chart.states
    .filter(({ path, type }) => path !== "" && type !== "history")
    .map((state) => ({
      value: state.path,
      label: `${"\u2003".repeat(state.depth - 1)}${say(state.title, state.key)}`,
    }));
  if (question.kind === "stages")
    return (
      <Select<string[]>
        {...label}
        mode="multiple"
        showSearch={search}
        value={value as string[]}
        onChange={onChange}
        options={stages}
      />
    );
  const options =
    question.mayBeNew === undefined ? stages : [{ value: "", label: say(question.mayBeNew) }, ...stages];
  return (
    <Select<string>
      {...label}
      showSearch={search}
      placeholder={say(words.chooseOne)}
      value={value as string | null}
      onChange={onChange}
      options={options}
    />
  );
}

const shares = [">1/2", ">=1/2", ">=3/5", ">=2/3", ">=3/4", ">=4/5", "=1"];
