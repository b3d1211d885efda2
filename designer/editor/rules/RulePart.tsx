import "./part.css";
import { pointer } from "../../../engine/model/pointer.ts";
import { useWords } from "../../words/i18n.ts";
import { useRun, useSelected } from "../context.tsx";
import { PartHead, UsedAt } from "./PartHead.tsx";
import { RuleField } from "./RuleField.tsx";
import { ruleWords } from "./words.ts";

/** A named rule of the procedure: what it is called, what it rests on, what it says, and where it is used. */
export function RulePart({ name }: { name: string }) {
  const run = useRun();
  const { say } = useWords();
  const rules = useSelected((state) => state.document.definition.rules);
  const rule = rules !== undefined && Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (rule === undefined) return <p className="quiet">{say(ruleWords.notFound)}</p>;
  const at = pointer("rules", name, "when");
  return (
    <section className="rule-part" aria-label={say(rule.title, name)}>
      <PartHead section="rules" name={name} source />
      <RuleField
        value={rule.when}
        at={at}
        kind="logic"
        label={say(ruleWords.condition)}
        // A rule without a condition is one that always holds.
        onChange={(value, gesture) => run("setAt", { pointer: at, value: value ?? true }, gesture)}
      />
      <UsedAt section="rules" name={name} />
    </section>
  );
}
