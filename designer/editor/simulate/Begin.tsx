import { lazy, Suspense, useMemo, useState } from "react";
import { Alert, Button, DatePicker, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { openingSchema } from "../../../engine/model/schema.ts";
import type { JsonObject, Problem, Scenario } from "../../../engine/model/types.ts";
import { Waiting } from "../../app/states.tsx";
import { useWords } from "../../words/i18n.ts";
import { useEditing, useEditorState } from "../context.tsx";
import { withOffered } from "../rules/offered.ts";
import { defaultParameters, rulesOf } from "../rules/trial.ts";
import { PersonSelect } from "./PersonSelect.tsx";
import type { RunStep } from "./run.ts";
import { simulateWords as words } from "./words.ts";

const SchemaForm = lazy(() => import("../../form/SchemaForm.tsx"));

/** How a run begins: when, who opens the case and with what; or along an example. */
export function Begin({
  begin,
  problems,
}: {
  begin(at: string, scenario?: Scenario, steps?: readonly RunStep[]): Promise<void>;
  problems: readonly Problem[];
}) {
  const { around } = useEditing();
  const { document } = useEditorState();
  const { say } = useWords();
  const [at, setAt] = useState<Dayjs>(() => dayjs().startOf("minute"));
  const [by, setBy] = useState<string | null>(() =>
    firstOpener(around.directory, document.definition.opening.by),
  );
  const [data, setData] = useState<JsonObject>({});
  const { definition } = document;
  const rules = useMemo(() => rulesOf(definition, around), [definition, around]);
  const schema = useMemo(() => {
    const person = by === null ? {} : { by: { ...around.directory[by], id: by } };
    const scope = { data: {}, ...person, param: defaultParameters(around), now: at.toISOString() };
    return withOffered(openingSchema(definition, null), { definition, around, rules, scope });
  }, [definition, around, rules, by, at]);
  const scenarios = document.scenarios?.scenarios ?? [];
  return (
    <div className="simulate-begin">
      {problems.length > 0 ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={say(words.problems)}
          description={problems[0] === undefined ? undefined : say(problems[0].message)}
        />
      ) : null}
      <p className="quiet">{say(words.beginHint)}</p>
      <div className="simulate-choices">
        <label>
          <span>{say(words.at)}</span>
          <DatePicker
            showTime={{ format: "HH:mm" }}
            format="YYYY-MM-DD HH:mm"
            allowClear={false}
            value={at}
            onChange={(chosen: Dayjs | null) => chosen && setAt(chosen)}
          />
        </label>
        <label>
          <span>{say(words.as)}</span>
          <PersonSelect value={by} onChange={setBy} />
        </label>
        {scenarios.length > 0 ? (
          <label>
            <span>{say(words.follow)}</span>
            <Select<number>
              showSearch={{ optionFilterProp: "label" }}
              value={null}
              placeholder={say(words.choose)}
              onChange={(index) => scenarios[index] && void begin(scenarios[index].at, scenarios[index])}
              options={scenarios.map((scenario, value) => ({ value, label: say(scenario.name) }))}
            />
          </label>
        ) : null}
      </div>
      <Suspense fallback={<Waiting rows={3} />}>
        <SchemaForm
          id="simulate-open"
          schema={schema}
          value={data}
          onChange={setData}
          onSubmit={(given) =>
            void begin(at.toISOString(), undefined, by === null ? [] : [{ did: "open", by, data: given }])
          }
        >
          <Button type="primary" htmlType="submit" disabled={by === null}>
            {say(words.begin)}
          </Button>
        </SchemaForm>
      </Suspense>
    </div>
  );
}

/** Somebody of the directory who may open such a case. */
function firstOpener(
  directory: Record<string, { roles: string[] }>,
  roles: readonly string[],
): string | null {
  const ids = Object.keys(directory);
  return (
    ids.find((id) => roles.includes("anyone") || directory[id]!.roles.some((role) => roles.includes(role))) ??
    ids[0] ??
    null
  );
}
