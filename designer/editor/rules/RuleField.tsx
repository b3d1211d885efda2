import "./rules.css";
import { useMemo, useState } from "react";
import { Button, Modal, Segmented, Tooltip } from "antd";
import type { Json } from "../../../engine/model/types.ts";
import { Icon } from "../../app/icons.tsx";
import { phraseLogic } from "../../words/logic.ts";
import { useWords } from "../../words/i18n.ts";
import { useEditing } from "../context.tsx";
import { useSoon } from "../inspector/useSoon.ts";
import { Builder } from "./Builder.tsx";
import { BuildingProvider, scopesIn, type Building } from "./building.tsx";
import { conditionOn } from "./conditions.ts";
import { JsonView, type TypedJson } from "./JsonView.tsx";
import { PathPicker } from "./PathPicker.tsx";
import { pointerOf } from "./rows.ts";
import { scopeAt, shapeOfNode, vocabulary } from "./seen.ts";
import { constant, readTree, writeTree, type RuleNode } from "./tree.ts";
import { ruleWords } from "./words.ts";
import { useMarksAt } from "./marks.tsx";

type View = "sentence" | "builder" | "json";

export interface RuleFieldProps {
  value: Json | undefined;
  /** Changes in a row with the same gesture belong together and are undone together. */
  onChange: (value: Json | undefined, gesture?: string) => void;
  /** JSON pointer into the definition: what may be read there is known by it. */
  at: string;
  /** Whether all of it is logic, or JSON that may hold logic. */
  kind: "logic" | "template";
  label: string;
  /** What it gives is a value, such as who somebody is, and not yes or no. */
  givesValue?: boolean;
  /** Path of the list whose row is seen, where the place does not tell. */
  row?: string;
}

/**
 * A rule, in three views of one text: as a sentence, as lines to build it of, and as JSON. It can be any JSON; what the builder
 * does not know is kept as it is written.
 */
export function RuleField(props: RuleFieldProps) {
  const { say } = useWords();
  const [large, setLarge] = useState(false);
  return (
    <div className="rule-field">
      <Views {...props} onLarger={() => setLarge(true)} />
      {large ? (
        <Modal
          open
          title={props.label}
          width={1000}
          footer={null}
          onCancel={() => setLarge(false)}
          closable={{ "aria-label": say(ruleWords.close) }}
        >
          <div className="rule-field is-large">
            <Views {...props} />
          </div>
        </Modal>
      ) : null}
    </div>
  );
}

function Views({
  value,
  onChange,
  at,
  kind,
  label,
  row,
  givesValue = kind === "template",
  onLarger,
}: RuleFieldProps & { onLarger?: () => void }) {
  const { say, language } = useWords();
  const { around, problems } = useEditing();
  const definition = useSoon((state) => state.document.definition);
  const marks = useMarksAt(at);
  const [view, setView] = useState<View>("builder");
  const [typed, setTyped] = useState<TypedJson | null>(null);
  const scope = useMemo(
    () => scopeAt(vocabulary(definition, around), at, row),
    [definition, around, at, row],
  );
  // A condition that always holds is none: whoever adds one means it in its place.
  const isEmpty = value === undefined || (value === true && !givesValue);
  const tree = useMemo(
    () => (isEmpty || value === undefined ? null : readTree(value, kind)),
    [isEmpty, value, kind],
  );
  const own = useMemo(
    () =>
      problems.filter(
        ({ file, path }) =>
          file === `procedures/${definition.id}.json` && (path === at || path.startsWith(`${at}/`)),
      ),
    [problems, definition.id, at],
  );
  const building = useMemo<Building | null>(
    () =>
      tree === null
        ? null
        : {
            tree,
            reading: kind,
            change: (changed, gesture) => {
              if (changed !== tree)
                onChange(
                  changed === null ? undefined : writeTree(changed),
                  gesture === undefined ? undefined : `${at} ${gesture}`,
                );
            },
            scopeFor: scopesIn(scope, tree),
            problemsAt: (path) => {
              if (own.length === 0) return [];
              const pointer = at + pointerOf(tree, path);
              return own
                .filter((problem) => problem.path === pointer || problem.path.startsWith(`${pointer}/`))
                .map(({ message }) => message[language]);
            },
            markAt: marks?.(tree),
          },
    [tree, kind, onChange, at, scope, own, language, marks],
  );
  const sentence =
    isEmpty || value === undefined
      ? say(givesValue ? ruleWords.emptyTemplate : ruleWords.empty)
      : sentenceOf(value);
  function sentenceOf(logic: Json): string {
    return phraseLogic(logic, definition, language, around.parameters);
  }
  return (
    <>
      <div className="rule-head">
        <span className="rule-label">{label}</span>
        <Segmented<View>
          size="small"
          aria-label={`${label}: ${say(ruleWords.views)}`}
          value={view}
          onChange={setView}
          options={(["sentence", "builder", "json"] as const).map((one) => ({
            value: one,
            label: say(ruleWords[one]),
          }))}
        />
        {onLarger === undefined ? null : (
          <Tooltip title={say(ruleWords.larger)}>
            <Button
              type="text"
              size="small"
              icon={<Icon name="full" />}
              aria-label={`${label}: ${say(ruleWords.larger)}`}
              onClick={onLarger}
            />
          </Tooltip>
        )}
      </div>
      {view === "json" ? (
        <JsonView
          value={value}
          label={label}
          typed={typed}
          onType={setTyped}
          onChange={(next) => onChange(next, `${at} json`)}
        />
      ) : (
        <p className="rule-sentence" data-alone={view === "sentence"}>
          {sentence}
        </p>
      )}
      {view !== "builder" ? null : building === null ? (
        <First scope={scope} givesValue={givesValue} onChoose={(node) => onChange(writeTree(node))} />
      ) : (
        <BuildingProvider value={building}>
          <Builder label={label} />
        </BuildingProvider>
      )}
    </>
  );
}

/** Where nothing is written yet. */
function First({
  scope,
  givesValue,
  onChoose,
}: {
  scope: ReturnType<typeof scopeAt>;
  givesValue: boolean;
  onChoose: (node: RuleNode) => void;
}) {
  const { say } = useWords();
  const [picking, setPicking] = useState(false);
  if (picking)
    return (
      <PathPicker
        scope={scope}
        conditions={!givesValue}
        onChoose={(node) =>
          onChoose(!givesValue && node.kind === "path" ? conditionOn(node, shapeOfNode(node, scope)) : node)
        }
        onClose={() => setPicking(false)}
      />
    );
  return (
    <span className="rule-add">
      <button type="button" className="rule-button" data-add="condition" onClick={() => setPicking(true)}>
        + {say(givesValue ? ruleWords.field : ruleWords.addCondition)}
      </button>
      {givesValue ? (
        <button type="button" className="rule-button" onClick={() => onChoose(constant(""))}>
          + {say(ruleWords.addValue)}
        </button>
      ) : null}
    </span>
  );
}
