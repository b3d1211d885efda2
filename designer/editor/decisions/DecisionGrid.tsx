import "./decisions.css";
import { useDeferredValue, useMemo, useState } from "react";
import { Button, Modal, Tooltip } from "antd";
import { tableFindings, type TableFinding } from "../../../engine/check/tables.ts";
import type { LogicScope } from "../../../engine/model/names/scope.ts";
import { isCertain, type Shape } from "../../../engine/model/names/shape.ts";
import { pointer } from "../../../engine/model/pointer.ts";
import type { DecisionTable, HitPolicy, Json } from "../../../engine/model/types.ts";
import { Icon } from "../../app/icons.tsx";
import { useWords } from "../../words/i18n.ts";
import { useEditing, useRun, useSelected } from "../context.tsx";
import { scopeAt, shapeOfNode, vocabulary } from "../rules/seen.ts";
import { pathNode } from "../rules/tree.ts";
import { Grid } from "./Grid.tsx";
import type { TableView } from "./table-view.ts";
import { TestRow } from "./TestRow.tsx";
import { aggregateWords, hitWords, tableWords } from "./words.ts";

/** A decision table of the procedure as a grid, with what is found in it and a line to try it. */
export function DecisionGrid({ name }: { name: string }) {
  const { around } = useEditing();
  const run = useRun();
  const { say } = useWords();
  const [large, setLarge] = useState(false);
  const [hits, setHits] = useState<readonly number[] | null>(null);
  const definition = useSelected((state) => state.document.definition);
  const tables = definition.decisions;
  const table = tables !== undefined && Object.hasOwn(tables, name) ? tables[name] : undefined;
  const at = pointer("decisions", name);
  const scope = useMemo(() => scopeAt(vocabulary(definition, around), at), [definition, around, at]);
  const shapes = useMemo(
    () => table?.inputs.map((input) => shapeOfNode(pathNode(input), scope)) ?? [],
    [table, scope],
  );
  if (table === undefined) return <p className="quiet">{say(tableWords.notFound)}</p>;
  const view: TableView = {
    table,
    shapes,
    scope,
    change: (changed, gesture) => {
      if (changed !== table)
        run(
          "setAt",
          { pointer: at, value: changed as unknown as Json },
          gesture === undefined ? undefined : `${at} ${gesture}`,
        );
    },
  };
  return (
    <div className="decision">
      <Policy {...view} onLarger={() => setLarge(true)} />
      <Grid view={view} label={say(table.title, name)} hits={hits} />
      <Findings {...view} />
      {large ? null : <TestRow {...view} onHits={setHits} />}
      {large ? (
        <Modal
          open
          width={1200}
          footer={null}
          title={say(table.title, name)}
          onCancel={() => setLarge(false)}
          closable={{ "aria-label": say(tableWords.close) }}
        >
          <div className="decision">
            <Policy {...view} />
            <Grid view={view} label={say(table.title, name)} hits={hits} />
            <Findings {...view} />
            <TestRow {...view} onHits={setHits} />
          </div>
        </Modal>
      ) : null}
    </div>
  );
}

function Policy({ table, change, onLarger }: TableView & { onLarger?: () => void }) {
  const { say } = useWords();
  return (
    <div className="decision-policy">
      <label>
        {say(tableWords.hit)}
        <select
          className="rule-select"
          value={table.hit}
          onChange={(event) => {
            const hit = event.target.value as HitPolicy;
            const { aggregate: _, ...rest } = table;
            change(hit === "collect" ? { ...table, hit } : { ...rest, hit });
          }}
        >
          {Object.entries(hitWords).map(([key, words]) => (
            <option key={key} value={key}>
              {say(words)}
            </option>
          ))}
        </select>
      </label>
      {table.hit === "collect" ? (
        <label>
          {say(tableWords.aggregate)}
          <select
            className="rule-select"
            value={table.aggregate ?? ""}
            onChange={(event) => {
              const { aggregate: _, ...rest } = table;
              const chosen = event.target.value as NonNullable<DecisionTable["aggregate"]> | "";
              change(chosen === "" ? rest : { ...table, aggregate: chosen });
            }}
          >
            <option value="">{say(tableWords.list)}</option>
            {Object.entries(aggregateWords).map(([key, words]) => (
              <option key={key} value={key}>
                {say(words)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {onLarger === undefined ? null : (
        <Tooltip title={say(tableWords.larger)}>
          <Button
            type="text"
            size="small"
            icon={<Icon name="full" />}
            aria-label={say(tableWords.larger)}
            onClick={onLarger}
          />
        </Tooltip>
      )}
    </div>
  );
}

/** What can be told of the table as it stands; while rows are typed the last answer stays for a moment. */
function Findings({ table, shapes, scope }: TableView) {
  const { say } = useWords();
  const rested = useDeferredValue(table);
  const findings = useMemo(() => found(rested, shapes, scope), [rested, shapes, scope]);
  return (
    <div className="decision-findings" role="status" aria-label={say(tableWords.findings)}>
      {findings.length === 0 ? (
        <p className="quiet">✓ {say(tableWords.sound)}</p>
      ) : (
        <ul>
          {findings.map((finding) => (
            <li key={`${finding.code} ${finding.message.en}`} data-code={finding.code}>
              <span aria-hidden>
                {finding.code === "gap-missing" || finding.code === "undecided" ? "○" : "▲"}
              </span>{" "}
              {say(finding.message)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function found(table: DecisionTable, shapes: readonly Shape[], scope: LogicScope): TableFinding[] {
  const byPath = new Map(table.inputs.map((path, at) => [path, shapes[at] ?? "open"]));
  return tableFindings(table, (path) => {
    const shape = byPath.get(path) ?? "open";
    if (shape === "open") return null;
    const [head, ...keys] = path.split(".");
    const isSure = head === "param" || (head === "data" && isCertain(scope.words.data, keys));
    return { ...shape, missing: !isSure };
  });
}
