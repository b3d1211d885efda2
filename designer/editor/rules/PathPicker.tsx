import { useMemo, useState, type ReactNode } from "react";
import { Select } from "antd";
import type { LogicScope } from "../../../engine/model/names/scope.ts";
import { procedureChart } from "../../../engine/model/procedure-chart.ts";
import { useWords } from "../../words/i18n.ts";
import { fieldsOf } from "./building.tsx";
import { call, name, pathNode, type RuleNode } from "./tree.ts";
import { fieldGroups, groupWords, ruleWords } from "./words.ts";

interface Option {
  value: string;
  label: string;
  path: string;
  node: RuleNode;
}

/**
 * A search through everything that may be read at a place, by title or path; where a condition is wanted, also through named
 * rules, tables and states. A path that is typed and not among them is taken as it is.
 */
export function PathPicker({
  scope,
  conditions = false,
  onChoose,
  onClose,
}: {
  scope: LogicScope;
  /** Whether a whole condition may be chosen, and not a value alone. */
  conditions?: boolean;
  onChoose: (node: RuleNode) => void;
  onClose: () => void;
}) {
  const { language, say } = useWords();
  const [typed, setTyped] = useState("");
  const groups = useMemo(() => {
    const fields = [...fieldsOf(scope).values()];
    const { procedure } = scope.words;
    const named = (
      title: string,
      entries: [string, { title?: { en: string; "zh-CN": string } }][],
      make: (key: string) => RuleNode,
    ) => ({
      label: title,
      options: entries.map(([key, one]): Option => ({
        value: `${title} ${key}`,
        label: one.title?.[language] ?? key,
        path: key,
        node: make(key),
      })),
    });
    const states = procedureChart(procedure).states.filter(
      ({ path, type }) => path !== "" && type !== "history",
    );
    return [
      ...(conditions
        ? [
            named(say(ruleWords.namedRules), Object.entries(procedure.rules ?? {}), (key) =>
              call("rule", name(key)),
            ),
          ]
        : []),
      ...fieldGroups.map((group) => ({
        label: say(groupWords[group]),
        options: fields
          .filter((field) => field.group === group)
          .map((field): Option => ({
            value: `${field.op} ${field.path}`,
            label: field.title[language],
            path: field.path,
            node: pathNode(field.path, field.op),
          })),
      })),
      named(say(ruleWords.decisions), Object.entries(procedure.decisions ?? {}), (key) => {
        const [output] = procedure.decisions?.[key]?.outputs ?? [];
        const only = typeof output === "string" ? output : output?.name;
        return only === undefined
          ? call("decide", name(key))
          : call("decide", name(key), { kind: "constant", value: null, parts: [] }, name(only));
      }),
      ...(conditions
        ? [
            named(
              say(ruleWords.states),
              states.map(({ path, title }) => [path, title === undefined ? {} : { title }]),
              (key) => call("at", name(key)),
            ),
          ]
        : []),
    ].filter(({ options }) => options.length > 0);
  }, [scope, conditions, language, say]);
  const path = typed.trim();
  const isOffered = groups.some(({ options }) => options.some((option) => option.path === path));
  const asTyped: Option[] =
    path === "" || isOffered || /\s/.test(path)
      ? []
      : [{ value: `typed ${path}`, label: path, path, node: pathNode(path) }];
  return (
    <Select<string, Option>
      className="rule-picker"
      size="small"
      autoFocus
      defaultOpen
      aria-label={say(ruleWords.chooseField)}
      placeholder={say(ruleWords.search)}
      popupMatchSelectWidth={320}
      listHeight={320}
      showSearch={{
        onSearch: setTyped,
        filterOption: (search, option) =>
          option !== undefined && matches(search, `${option.label} ${option.path}`),
      }}
      options={[...groups, ...asTyped] as never}
      optionRender={optionLine}
      onChange={(_, option) => {
        if (!Array.isArray(option) && option !== undefined) onChoose(option.node);
      }}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      onBlur={onClose}
    />
  );
}

const optionLine = ({ label, data }: { label?: ReactNode; data: object }): ReactNode => (
  <span className="rule-option">
    <span>{label}</span>
    <span className="quiet">{(data as Option).path}</span>
  </span>
);

/** Whether every word that was typed occurs. */
const matches = (search: string, text: string): boolean =>
  search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
