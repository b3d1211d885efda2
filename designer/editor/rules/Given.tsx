import { useMemo, useState } from "react";
import { Button } from "antd";
import { isObject } from "../../../engine/model/is-object.ts";
import type { LogicScope } from "../../../engine/model/names/scope.ts";
import { itemsOf, reach, shapeOf, type Shape } from "../../../engine/model/names/shape.ts";
import type { Json, JsonObject, Schema } from "../../../engine/model/types.ts";
import type { Rules, Scope } from "../../../engine/rules/index.ts";
import { useWords } from "../../words/i18n.ts";
import { useStanding, useSelected } from "../context.tsx";
import { fieldsOf } from "./building.tsx";
import { ConstantInput, inputType } from "./ConstantInput.tsx";
import { startingValue } from "./conditions.ts";
import type { FactSource } from "./facts.ts";
import { typeOfShape } from "./fields.ts";
import { ValueMark } from "./Mark.tsx";
import { RawInput } from "./RawInput.tsx";
import { shapeOfNode } from "./seen.ts";
import { readScope } from "./trial.ts";
import { pathNode } from "./tree.ts";
import { useOffering, type Tried, type Trying } from "./useTrying.ts";
import { ValueForm } from "./ValueForm.tsx";
import { trialWords } from "./words.ts";

/** Everything that is read, with what it is here, and ways to change that. */
export function GivenValues({
  reads,
  tried: { scope, facts },
  trying,
  onChange,
  seen,
  rules,
}: {
  reads: readonly string[];
  tried: Tried;
  trying: Trying;
  onChange: (trying: Trying) => void;
  seen: LogicScope;
  rules: Rules;
}) {
  const { typed } = trying;
  // A fact is given as a whole, whatever of it is read.
  const paths = [
    ...new Set(
      reads.map((path) => (path.startsWith("fact.") ? path.split(".").slice(0, 2).join(".") : path)),
    ),
  ];
  return (
    <ul className="trial-reads">
      {paths.map((path) => {
        const fact = path.startsWith("fact.") ? path.slice("fact.".length) : null;
        const { [path]: _, ...others } = typed;
        const isTyped = Object.hasOwn(typed, path);
        return (
          <Given
            key={path}
            path={path}
            seen={seen}
            choosing={{ trying, rules, scope }}
            value={readScope(scope, path)}
            onChange={(value) => onChange({ ...trying, typed: { ...typed, [path]: value } })}
          >
            {fact === null ? null : (
              <Fact
                name={fact}
                source={facts[fact]}
                {...(isTyped ? { onLookUp: () => onChange({ ...trying, typed: others }) } : {})}
              />
            )}
          </Given>
        );
      })}
    </ul>
  );
}

const sourceWords = {
  people: trialWords.fromPeople,
  begun: trialWords.fromBegun,
  example: trialWords.fromExample,
  kept: trialWords.fromKept,
} as const;

/** Where a fact comes from here. */
function Fact({
  name,
  source,
  onLookUp,
}: {
  name: string;
  source: FactSource | undefined;
  onLookUp?: () => void;
}) {
  const { say } = useWords();
  const { around } = useStanding();
  const { facts, roles } = useSelected(({ document }) => document.definition);
  const of = facts?.[name]?.of ?? "";
  const [kind, called = ""] = of.split(":");
  const title =
    kind === "register"
      ? say(around.registers[called]?.title, called)
      : kind === "role"
        ? say({ ...around.roles, ...roles }[called]?.title, called)
        : say(around.procedures[called]?.title, called);
  return (
    <span className="trial-fact">
      <span className="quiet">
        {source !== undefined
          ? say(sourceWords[source]).replace("{what}", title)
          : onLookUp === undefined
            ? say(trialWords.fromCases).replace("{what}", title)
            : say(trialWords.byHand)}
      </span>
      {onLookUp === undefined || kind === "cases" ? null : (
        <Button size="small" type="text" onClick={onLookUp}>
          {say(trialWords.lookUp)}
        </Button>
      )}
    </span>
  );
}

/** A value that is read: what it is, or that it is missing, and a way to change that. */
function Given({
  path,
  value,
  seen,
  choosing,
  onChange,
  children,
}: {
  path: string;
  value: Json | undefined;
  seen: LogicScope;
  /** What its choices are looked up with, where it is chosen from elsewhere. */
  choosing: { trying: Trying; rules: Rules; scope: Scope };
  onChange: (value: Json | undefined) => void;
  children?: React.ReactNode;
}) {
  const { say, language } = useWords();
  const [filling, setFilling] = useState(false);
  const title = fieldsOf(seen).get(`var ${path}`)?.title[language] ?? path;
  const declared = useMemo(
    () => (path === "now" ? shapeOf({ type: "string" }) : shapeOfNode(pathNode(path), seen)),
    [path, seen],
  );
  const { trying, rules, scope } = choosing;
  const schema = useOffering(declared === "open" ? nothingKnown : declared.schema, trying, rules, scope);
  const shape: Shape = declared === "open" ? "open" : { root: declared.root, schema };
  const isMissing = value === undefined || value === null;
  const isPlain = !isMissing && inputType(value, shape) !== "record" && typeof value !== "object";
  const inForm = shape !== "open" && ["list", "record"].includes(typeOfShape(shape));
  const begin = (): void => (inForm ? setFilling(true) : onChange(first(shape)));
  return (
    <li title={path}>
      <span>{title}</span>
      {isMissing ? (
        <>
          <ValueMark value={null} missing />
          <Button size="small" type="text" aria-label={`${title}: ${say(trialWords.give)}`} onClick={begin}>
            {say(trialWords.give)}
          </Button>
        </>
      ) : (
        <>
          {isPlain ? (
            <ConstantInput value={value} shape={shape} label={title} onChange={onChange} />
          ) : inForm ? (
            <>
              <ValueMark value={value} missing={false} />
              <Button
                size="small"
                type="text"
                aria-label={`${title}: ${say(trialWords.change)}`}
                onClick={() => setFilling(true)}
              >
                {say(trialWords.change)}
              </Button>
            </>
          ) : (
            <RawInput value={value} onChange={(node) => onChange("value" in node ? node.value : null)} />
          )}
          <Button
            size="small"
            type="text"
            aria-label={`${title}: ${say(trialWords.takeAway)}`}
            title={say(trialWords.takeAway)}
            onClick={() => onChange(undefined)}
          >
            ×
          </Button>
        </>
      )}
      {children}
      {filling && shape !== "open" ? (
        <ValueForm
          title={title}
          schema={wrapped(shape, title)}
          value={isMissing ? {} : { value }}
          onDone={(now) => onChange(now["value"])}
          onClose={() => setFilling(false)}
        />
      ) : null}
    </li>
  );
}

const nothingKnown: Schema = {};

/** A form asks for a record: what is wanted is its only member. Lists of texts are most often people. */
function wrapped({ root, schema }: Exclude<Shape, "open">, title: string): JsonObject {
  const items = itemsOf({ root, schema });
  const isTexts = items !== "open" && typeOfShape(items) === "text" && !isObject(items.schema["format"]);
  return {
    type: "object",
    properties: {
      value: {
        ...schema,
        title: schema["title"] ?? title,
        ...(isTexts ? { items: { format: "person", ...items.schema } } : {}),
      },
    },
    ...(root["$defs"] === undefined ? {} : { $defs: root["$defs"] }),
  };
}

/** What is given first where something was missing. */
function first(shape: Shape): Json {
  const start = startingValue(shape);
  if (start.kind === "constant" && start.value !== "") return start.value;
  if (shape === "open") return "";
  if (reach(shape, ["0"]) !== null) return [];
  const { schema } = shape;
  if (schema["properties"] !== undefined) return {};
  return schema["format"] === "date"
    ? "2026-03-02"
    : schema["format"] === "date-time"
      ? "2026-03-02T01:00:00.000Z"
      : "";
}
