import "./part.css";
import { useCallback, useMemo, useState } from "react";
import { pointer } from "../../../engine/model/pointer.ts";
import type { Json } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { useEditing, useRun, useSelected } from "../context.tsx";
import { PartHead, UsedAt } from "./PartHead.tsx";
import { RuleField } from "./RuleField.tsx";
import { scopeAt, vocabulary } from "./seen.ts";
import { notTrying, Trial, useTrialScope } from "./Trial.tsx";
import type { RuleNode } from "./tree.ts";
import { marksIn, rulesOf } from "./trial.ts";
import { ruleWords } from "./words.ts";

/** A named rule of the procedure: what it is called, what it rests on, what it says, what it gives, and where it is used. */
export function RulePart({ name }: { name: string }) {
  const { say } = useWords();
  const rules = useSelected((state) => state.document.definition.rules);
  const rule = rules !== undefined && Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (rule === undefined) return <p className="quiet">{say(ruleWords.notFound)}</p>;
  return (
    <section className="rule-part" aria-label={say(rule.title, name)}>
      <PartHead section="rules" name={name} source />
      <TriedRule value={rule.when} at={pointer("rules", name, "when")} label={say(ruleWords.condition)} />
      <UsedAt section="rules" name={name} />
    </section>
  );
}

/** A rule that can be built and, below, be tried: each part shows what it gives. */
function TriedRule({ value, at, label }: { value: Json; at: string; label: string }) {
  const run = useRun();
  const { around } = useEditing();
  const definition = useSelected((state) => state.document.definition);
  const [trying, setTrying] = useState(notTrying);
  const scope = useTrialScope(trying);
  const rules = useMemo(() => rulesOf(definition, around), [definition, around]);
  const seen = useMemo(() => scopeAt(vocabulary(definition, around), at), [definition, around, at]);
  // Before anything is given, that all of it is missing would say nothing.
  const isTried = trying.from !== null || Object.keys(trying.typed).length > 0 || trying.state !== "";
  const marks = useCallback((tree: RuleNode) => marksIn(rules, tree, scope), [rules, scope]);
  return (
    <>
      <RuleField
        value={value}
        at={at}
        kind="logic"
        label={label}
        markAt={isTried ? marks : undefined}
        // A rule without a condition is one that always holds.
        onChange={(next, gesture) => run("setAt", { pointer: at, value: next ?? true }, gesture)}
      />
      <Trial value={value} rules={rules} scope={scope} trying={trying} onChange={setTrying} seen={seen} />
    </>
  );
}

/** A named rule, tried on its own: for a page that shows what the rule says by itself. */
export function RuleTrial({ name }: { name: string }) {
  const { around } = useEditing();
  const definition = useSelected((state) => state.document.definition);
  const [trying, setTrying] = useState(notTrying);
  const scope = useTrialScope(trying);
  const rules = useMemo(() => rulesOf(definition, around), [definition, around]);
  const at = pointer("rules", name, "when");
  const seen = useMemo(() => scopeAt(vocabulary(definition, around), at), [definition, around, at]);
  const value = definition.rules?.[name]?.when ?? null;
  return <Trial value={value} rules={rules} scope={scope} trying={trying} onChange={setTrying} seen={seen} />;
}
