import { useState } from "react";
import { formats } from "../../../engine/model/formats.ts";
import type { Vocabulary } from "../../../engine/model/names/vocabulary.ts";
import { shareComparisons, type ArgumentKind } from "../../../engine/model/operators.ts";
import { timeUnits, type Json, type Language, type TimeUnit } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { formatTitle } from "../../words/formats.ts";
import { unitInWords } from "../../words/units.ts";
import { useBuilding } from "./building.tsx";
import { PathButton } from "./PathButton.tsx";
import { PathPicker } from "./PathPicker.tsx";
import { RawInput } from "./RawInput.tsx";
import { keyOf } from "./rows.ts";
import { nodeAt, replaced } from "./tree-edits.ts";
import { name, partKind, pathOf, type NodePath, type RuleNode } from "./tree.ts";
import { ruleWords } from "./words.ts";

type Names = (words: Vocabulary, around: RuleNode, language: Language) => [string, string][];

/** The names that may stand at an argument, with what a person calls them. */
const offered: Partial<Record<ArgumentKind, Names>> = {
  rule: ({ procedure }, _, language) =>
    Object.entries(procedure.rules ?? {}).map(([key, rule]) => [key, rule.title?.[language] ?? key]),
  decision: ({ procedure }, _, language) =>
    Object.entries(procedure.decisions ?? {}).map(([key, table]) => [key, table.title?.[language] ?? key]),
  output: ({ procedure }, around) => {
    const [table] = around.parts;
    const of = table?.kind === "name" ? procedure.decisions?.[String(table.value)] : undefined;
    return (of?.outputs ?? []).map((output) => {
      const key = typeof output === "string" ? output : output.name;
      return [key, key];
    });
  },
  state: ({ chart }, _, language) =>
    chart.states
      .filter(({ path, type }) => path !== "" && type !== "history")
      .map(({ path, title }) => [path, title?.[language] ?? path]),
  event: ({ procedure }, _, language) =>
    Object.entries(procedure.events).map(([key, event]) => [key, event.title?.[language] ?? key]),
  unit: (_, __, language) => timeUnits.map((unit) => [unit, unitInWords(unit as TimeUnit, language)]),
  comparison: () => shareComparisons.map((sign) => [sign, { ">": ">", ">=": "≥", "=": "=" }[sign]]),
  format: (_, __, language) => Object.keys(formats).map((key) => [key, formatTitle(key, language)]),
};

/** A name that an operator takes: one of those that are declared, or what is written. */
export function NameInput({ path }: { path: NodePath }) {
  const { tree, change, scopeFor } = useBuilding();
  const { language, say } = useWords();
  const [picking, setPicking] = useState(false);
  const node = nodeAt(tree, path);
  const around = nodeAt(tree, path.slice(0, -1));
  if (node?.kind !== "name" || around === undefined) return null;
  const kind = partKind(around, path.at(-1)!);
  const names = offered[kind]?.(scopeFor(path).words, around, language);
  const put = (value: Json, typing: boolean): void =>
    change(replaced(tree, path, name(value)), typing ? keyOf(path) : undefined);
  if (kind === "path" && typeof node.value === "string") {
    const scope = scopeFor(path);
    const choose = (chosen: RuleNode): void => {
      const found = pathOf(chosen);
      setPicking(false);
      if (found !== null) put(found, false);
    };
    return picking ? (
      <PathPicker scope={scope} onChoose={choose} onClose={() => setPicking(false)} />
    ) : (
      <PathButton path={node.value} op="var" scope={scope} onClick={() => setPicking(true)} />
    );
  }
  if (names === undefined || typeof node.value !== "string")
    return (
      <RawInput
        value={node.value}
        onChange={(next) => next.kind !== "sequence" && put(valueOf(next), true)}
      />
    );
  return (
    <select
      className="rule-select"
      aria-label={say(ruleWords.value)}
      value={node.value}
      onChange={(event) => put(event.target.value, false)}
    >
      {names.some(([key]) => key === node.value) ? null : <option value={node.value}>{node.value}</option>}
      {names.map(([key, title]) => (
        <option key={key} value={key}>
          {title}
        </option>
      ))}
    </select>
  );
}

const valueOf = (node: RuleNode): Json => ("value" in node ? node.value : null);
