import { useState } from "react";
import { Dropdown, Tooltip } from "antd";
import { useWords } from "../../words/i18n.ts";
import { freeName } from "../document/place.ts";
import { useBuilding } from "./building.tsx";
import {
  asking,
  conditionOn,
  dateWords,
  operatorWords,
  quantifiers,
  questionOf,
  questionsFor,
  throughItems,
} from "./conditions.ts";
import { typeOfShape } from "./fields.ts";
import { MarkOf } from "./Mark.tsx";
import { CallLine, Operand, OperatorInput } from "./Operand.tsx";
import { PathPicker } from "./PathPicker.tsx";
import { isBlock, keyOf, type Row } from "./rows.ts";
import { shapeOfNode } from "./seen.ts";
import {
  added,
  canRemove,
  canUnwrap,
  duplicated,
  holds,
  isGroup,
  nodeAt,
  renamedMember,
  replaced,
  swapped,
  unwrapped,
  withMember,
  wrapped,
} from "./tree-edits.ts";
import { call, isCall, readTree, type NodePath, type RuleNode } from "./tree.ts";
import { ruleWords } from "./words.ts";

/** What a line can do with its place in the rule; the same by mouse and by keyboard. */
export interface LineActions {
  remove(path: NodePath): void;
  move(path: NodePath, by: 1 | -1): void;
  fold(path: NodePath): void;
}

/** The content of one line of the builder. */
export function LineContent({ row }: { row: Row }) {
  const { node, path, role } = row;
  const { say } = useWords();
  return (
    <>
      {role === undefined ? null : (
        <span className="rule-role">
          {"member" in role ? (
            <MemberName path={path} name={role.member} />
          ) : "branch" in role ? (
            say(ruleWords[role.branch])
          ) : (
            say(ruleWords[role.each])
          )}
        </span>
      )}
      <Body node={node} path={path} />
    </>
  );
}

function Body({ node, path }: { node: RuleNode; path: NodePath }) {
  const { say } = useWords();
  if (isCall(node) && isBlock(node))
    return (
      <>
        {node.kind === "not" ? (
          <span className="rule-word">{say(operatorWords["!"])}</span>
        ) : (
          <OperatorInput node={node} path={path} />
        )}
        {node.kind === "items" ? <Operand path={[...path, 0]} nesting={1} /> : null}
        {holds(node) ? <AddTo path={path} /> : null}
        <MarkOf path={path} />
      </>
    );
  if (node.kind === "record")
    return (
      <>
        <span className="rule-word">{say(ruleWords.record)}</span>
        <AddMember path={path} keys={node.keys} />
      </>
    );
  if (node.kind === "sequence" && isBlock(node))
    return (
      <>
        <span className="rule-word">{say(ruleWords.list)}</span>
        <AddTo path={path} values />
      </>
    );
  if (questionOf(node) !== null && isCall(node)) return <Question node={node} path={path} />;
  if (isCall(node) && node.kind !== "path")
    return (
      <>
        <CallLine node={node} path={path} nesting={0} />
        <MarkOf path={path} />
      </>
    );
  return <Operand path={path} nesting={0} />;
}

/** The name of a member of an object. One that is taken stays as it is typed, and the object keeps the last that was free. */
function MemberName({ path, name: key }: { path: NodePath; name: string }) {
  const { tree, change } = useBuilding();
  const { say } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? key;
  return (
    <input
      className="rule-input is-json"
      aria-label={say(ruleWords.member)}
      aria-invalid={shown !== key && renamedMember(tree, path, shown) === tree}
      size={Math.max(4, shown.length)}
      value={shown}
      onChange={(event) => {
        setTyped(event.target.value);
        change(renamedMember(tree, path, event.target.value), `member ${keyOf(path)}`);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function AddMember({ path, keys }: { path: NodePath; keys: readonly string[] }) {
  const { tree, change } = useBuilding();
  const { say } = useWords();
  return (
    <button
      type="button"
      className="rule-button"
      onClick={() =>
        change(
          withMember(
            tree,
            path,
            freeName("member", (key) => keys.includes(key)),
            readTree(""),
          ),
        )
      }
    >
      + {say(ruleWords.addMember)}
    </button>
  );
}

/** A condition on one value: what, how, and with what it is compared. */
function Question({ node, path }: { node: Extract<RuleNode, { op: string }>; path: NodePath }) {
  const { tree, change, scopeFor } = useBuilding();
  const { say } = useWords();
  const question = questionOf(node)!;
  const left = question === "holds" ? node : node.parts[0]!;
  const shape = shapeOfNode(left, scopeFor(path));
  const type = typeOfShape(shape);
  const words = type === "date" || type === "moment" ? { ...operatorWords, ...dateWords } : operatorWords;
  // What stands alone in a template or a branch is a value, of which nothing is asked.
  const around = path.length === 0 ? undefined : nodeAt(tree, path.slice(0, -1));
  const isAsked = question !== "holds" || around === undefined || isGroup(around) || around.kind === "not";
  const select = (
    <select
      className="rule-select is-operator"
      aria-label={say(ruleWords.operator)}
      value={question}
      onChange={(event) => change(replaced(tree, path, asking(node, event.target.value, shape)))}
    >
      {questionsFor(type, question).map((one) => (
        <option key={one} value={one}>
          {say(words[one], one)}
        </option>
      ))}
    </select>
  );
  if (question === "holds")
    return (
      <>
        <Operand path={path} nesting={0} />
        {isAsked ? select : null}
      </>
    );
  return (
    <>
      <Operand path={[...path, 0]} nesting={0} />
      {select}
      {node.parts.slice(1).map((part, place) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Operand key={`${place} ${part.kind}`} path={[...path, place + 1]} nesting={0} />
      ))}
      <MarkOf path={path} />
    </>
  );
}

/** Adds a condition or a group to a group, or a value to a list. */
export function AddTo({ path, values = false }: { path: NodePath; values?: boolean }) {
  const { tree, change, scopeFor } = useBuilding();
  const { say } = useWords();
  const [picking, setPicking] = useState(false);
  const put = (node: RuleNode): void => {
    setPicking(false);
    change(added(tree, path, node));
  };
  // What is added stands in the group, and sees what the group sees.
  const scope = scopeFor(path);
  if (picking)
    return (
      <PathPicker
        scope={scope}
        conditions={!values}
        onChoose={(left) =>
          put(values || left.kind !== "path" ? left : conditionOn(left, shapeOfNode(left, scope)))
        }
        onClose={() => setPicking(false)}
      />
    );
  return (
    <span className="rule-add">
      <Tooltip title={values ? undefined : say(ruleWords.addConditionHint)}>
        <button type="button" className="rule-button" data-add="condition" onClick={() => setPicking(true)}>
          + {say(values ? ruleWords.addValue : ruleWords.addCondition)}
        </button>
      </Tooltip>
      {values ? null : (
        <button type="button" className="rule-button" onClick={() => put(call("or", readTree(true)))}>
          + {say(ruleWords.addGroup)}
        </button>
      )}
    </span>
  );
}

/** Everything else that can be done with a line. */
export function LineMenu({ row, actions }: { row: Row; actions: LineActions }) {
  const { tree, change, reading } = useBuilding();
  const { say, language } = useWords();
  const { path, node } = row;
  const around = path.length === 0 ? undefined : nodeAt(tree, path.slice(0, -1));
  const inList = around !== undefined && holds(around);
  const edits: Record<string, () => void> = {
    wrapAll: () => change(wrapped(tree, path, "and")),
    wrapAny: () => change(wrapped(tree, path, "or")),
    wrapNot: () => change(wrapped(tree, path, "!")),
    unwrap: () => change(unwrapped(tree, path)),
    swap: () => change(swapped(tree, path)),
    duplicate: () => change(duplicated(tree, path)),
    up: () => actions.move(path, -1),
    down: () => actions.move(path, 1),
    remove: () => actions.remove(path),
  };
  for (const { op } of quantifiers)
    edits[`through ${op}`] = () => {
      const made = throughItems(node, op);
      if (made !== null) change(replaced(tree, path, made));
    };
  const item = (key: keyof typeof ruleWords, shown: boolean, danger = false) =>
    shown ? [{ key, label: say(ruleWords[key]), danger }] : [];
  const isCondition = reading === "logic" || isCall(node);
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          ...item("wrapAll", isCondition),
          ...item("wrapAny", isCondition),
          ...item("wrapNot", isCondition),
          ...item("unwrap", canUnwrap(tree, path)),
          ...item("swap", node.kind === "comparison" && node.parts.length === 2),
          ...(throughItems(node, "some") === null || isBlock(node)
            ? []
            : quantifiers.map(({ op, label }) => ({
                key: `through ${op}`,
                label: say(ruleWords.quantify).replace("{what}", label[language]),
              }))),
          ...item("duplicate", inList),
          ...item("up", inList && path.at(-1)! > 0),
          ...item("down", inList && path.at(-1)! < around.parts.length - 1),
          ...item("remove", canRemove(tree, path), true),
        ],
        onClick: ({ key }) => edits[key]?.(),
      }}
    >
      <button
        type="button"
        className="rule-more"
        aria-label={say(ruleWords.more)}
        title={say(ruleWords.more)}
        data-row={keyOf(path)}
      >
        ⋯
      </button>
    </Dropdown>
  );
}
