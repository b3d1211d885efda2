import { useState } from "react";
import { Dropdown } from "antd";
import { useWords } from "../../words/i18n.ts";
import { useBuilding } from "./building.tsx";
import { family, forms, operatorWords } from "./conditions.ts";
import { ConstantInput } from "./ConstantInput.tsx";
import { ListInput } from "./ListInput.tsx";
import { MarkOf } from "./Mark.tsx";
import { NameInput } from "./NameInput.tsx";
import { PathButton } from "./PathButton.tsx";
import { PathPicker } from "./PathPicker.tsx";
import { RawInput } from "./RawInput.tsx";
import { isToday, isWrittenOut, keyOf } from "./rows.ts";
import { shapeBeside } from "./seen.ts";
import { nodeAt, replaced, withOperator } from "./tree-edits.ts";
import { isCall, partKind, pathOf, type Call, type NodePath, type RuleNode } from "./tree.ts";
import { ruleWords } from "./words.ts";

/** A part of a line: a field, a constant, a name, or an operator with parts of its own. */
export function Operand({ path, nesting }: { path: NodePath; nesting: number }) {
  const { tree, change } = useBuilding();
  const { say } = useWords();
  const [picking, setPicking] = useState(false);
  const node = nodeAt(tree, path);
  const around = path.length === 0 ? undefined : nodeAt(tree, path.slice(0, -1));
  if (node === undefined) return null;
  const put = (next: RuleNode): void => change(replaced(tree, path, next));
  if (picking)
    return (
      <ScopedPicker
        path={path}
        onChoose={(chosen) => (setPicking(false), put(chosen))}
        onClose={() => setPicking(false)}
      />
    );
  if (!isWrittenOut(node, nesting))
    return (
      <span className="rule-below">
        {isCall(node)
          ? say(operatorWords[node.op], node.op)
          : say(node.kind === "record" ? ruleWords.record : ruleWords.list)}
        <span className="quiet"> ↓ {say(ruleWords.below)}</span>
      </span>
    );
  if (node.kind === "name") return <NameInput path={path} />;
  const isComputed = around === undefined || partKind(around, path.at(-1)!) !== "quoted";
  return (
    <span className="rule-operand" data-kind={node.kind}>
      <Content node={node} path={path} nesting={nesting} onPick={() => setPicking(true)} />
      {isComputed ? <Change onPick={() => setPicking(true)} onForm={(make) => put(make(node))} /> : null}
      <MarkOf path={path} quiet={node.kind === "constant"} />
    </span>
  );
}

function Content({
  node,
  path,
  nesting,
  onPick,
}: {
  node: RuleNode;
  path: NodePath;
  nesting: number;
  onPick: () => void;
}) {
  const { tree, change, scopeFor } = useBuilding();
  const { say } = useWords();
  const around = path.length === 0 ? undefined : nodeAt(tree, path.slice(0, -1));
  const put = (next: RuleNode, typing: boolean): void =>
    change(replaced(tree, path, next), typing ? keyOf(path) : undefined);
  if (isToday(node))
    return (
      <button type="button" className="rule-chip" onClick={onPick}>
        {say(ruleWords.today)}
      </button>
    );
  switch (node.kind) {
    case "constant":
      return (
        <ConstantInput
          value={node.value}
          shape={shapeBeside(around, path.at(-1) ?? 0, scopeFor(path.slice(0, -1)))}
          label={say(ruleWords.value)}
          onChange={(value, typing) => put({ ...node, value }, typing)}
        />
      );
    case "sequence":
      return (
        <ListInput
          node={node}
          shape={shapeBeside(around, path.at(-1) ?? 0, scopeFor(path.slice(0, -1)))}
          onChange={(next) => put(next, false)}
        />
      );
    case "raw":
      return <RawInput value={node.value} onChange={(next) => put(next, true)} />;
    case "path": {
      const written = pathOf(node);
      return written === null ? (
        <CallLine node={node} path={path} nesting={nesting} />
      ) : (
        <PathButton path={written} op={node.op} scope={scopeFor(path)} onClick={onPick} />
      );
    }
    default:
      return isCall(node) ? <CallLine node={node} path={path} nesting={nesting} /> : null;
  }
}

function ScopedPicker({
  path,
  onChoose,
  onClose,
}: {
  path: NodePath;
  onChoose: (node: RuleNode) => void;
  onClose: () => void;
}) {
  const { scopeFor } = useBuilding();
  return <PathPicker scope={scopeFor(path)} onChoose={onChoose} onClose={onClose} />;
}

/** What else can be put in a part's place. */
function Change({
  onPick,
  onForm,
}: {
  onPick: () => void;
  onForm: (make: (old: RuleNode) => RuleNode) => void;
}) {
  const { language, say } = useWords();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "field", label: say(ruleWords.field) },
          { type: "divider" },
          ...forms.map(({ key, label }) => ({ key, label: label[language] })),
        ],
        onClick: ({ key }) => {
          if (key === "field") onPick();
          const form = forms.find((one) => one.key === key);
          if (form !== undefined) onForm(form.make);
        },
      }}
    >
      <button
        type="button"
        className="rule-change"
        aria-label={say(ruleWords.change)}
        title={say(ruleWords.change)}
      >
        ▾
      </button>
    </Dropdown>
  );
}

/** What stands between the parts of an operator, where its name does not stand before them. */
const infix: ReadonlySet<string> = new Set([
  "+",
  "-",
  "*",
  "/",
  "%",
  "share",
  "matches",
  "<",
  "<=",
  "==",
  "===",
  "!=",
  "!==",
  ">",
  ">=",
  "in",
]);

/** An operator with its parts in one line. */
export function CallLine({ node, path, nesting }: { node: Call; path: NodePath; nesting: number }) {
  const { say } = useWords();
  const between = infix.has(node.op) && node.parts.length > 1;
  const parts = node.parts.map((part, place) => (
    // Parts have no names of their own; their order is that of the rule.
    // oxlint-disable-next-line react/no-array-index-key
    <Operand key={`${place} ${part.kind}`} path={[...path, place]} nesting={nesting + 1} />
  ));
  if (node.kind === "path" && parts.length === 2)
    return (
      <span className="rule-call">
        {parts[0]}
        <span className="rule-word">{say(ruleWords.orElse)}</span>
        {parts[1]}
      </span>
    );
  if (node.kind === "share") return <span className="rule-call">{parts}</span>;
  if (!between)
    return (
      <span className="rule-call">
        <OperatorInput node={node} path={path} />
        {parts}
      </span>
    );
  return (
    <span className="rule-call">
      {parts.flatMap((part, place) =>
        place === 0 ? [part] : [<OperatorInput key={`sign ${part.key}`} node={node} path={path} />, part],
      )}
    </span>
  );
}

/** The operator's name, or a choice among those that could stand here. */
export function OperatorInput({ node, path }: { node: Call; path: NodePath }) {
  const { tree, change } = useBuilding();
  const { say } = useWords();
  const others = family(node.op);
  if (others.length === 1) return <span className="rule-word">{say(operatorWords[node.op], node.op)}</span>;
  return (
    <select
      className="rule-select is-operator"
      aria-label={say(ruleWords.operator)}
      value={node.op}
      onChange={(event) => change(withOperator(tree, path, event.target.value))}
    >
      {others.map((op) => (
        <option key={op} value={op}>
          {say(operatorWords[op], op)}
        </option>
      ))}
    </select>
  );
}
