import { useCallback, useMemo, useState } from "react";
import { pointer } from "../../../engine/model/pointer.ts";
import { useEditing, useSelected } from "../context.tsx";
import { useShowMarks } from "./marks.tsx";
import { scopeAt, vocabulary } from "./seen.ts";
import { notTrying, Trial, useTrialScope } from "./Trial.tsx";
import type { RuleNode } from "./tree.ts";
import { marksIn, rulesOf } from "./trial.ts";

/** A named rule, tried: with typed values, in an example, or in a case. Each line of the rule shows what it gives. */
export function RuleTrial({ name }: { name: string }) {
  const { around } = useEditing();
  const definition = useSelected((state) => state.document.definition);
  const [trying, setTrying] = useState(notTrying);
  const scope = useTrialScope(trying);
  const rules = useMemo(() => rulesOf(definition, around), [definition, around]);
  const at = pointer("rules", name, "when");
  const seen = useMemo(() => scopeAt(vocabulary(definition, around), at), [definition, around, at]);
  const marks = useCallback((tree: RuleNode) => marksIn(rules, tree, scope), [rules, scope]);
  // Before anything is given, that all of it is missing would say nothing.
  const isTried = trying.from !== null || Object.keys(trying.typed).length > 0 || trying.state !== "";
  useShowMarks(at, isTried ? marks : undefined);
  const value = definition.rules?.[name]?.when ?? null;
  return <Trial value={value} rules={rules} scope={scope} trying={trying} onChange={setTrying} seen={seen} />;
}
