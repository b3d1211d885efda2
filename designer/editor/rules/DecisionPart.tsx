import "./part.css";
import { useWords } from "../../words/i18n.ts";
import { useSelected } from "../context.tsx";
import { DecisionGrid } from "../decisions/DecisionGrid.tsx";
import { PartHead, UsedAt } from "./PartHead.tsx";
import { ruleWords } from "./words.ts";

/** A decision table of the procedure, with what it is called and where it is used. */
export function DecisionPart({ name }: { name: string }) {
  const { say } = useWords();
  const tables = useSelected((state) => state.document.definition.decisions);
  const table = tables !== undefined && Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (table === undefined) return <p className="quiet">{say(ruleWords.notFound)}</p>;
  return (
    <section className="rule-part" aria-label={say(table.title, name)}>
      <PartHead section="decisions" name={name} />
      <DecisionGrid name={name} />
      <UsedAt section="decisions" name={name} />
    </section>
  );
}
