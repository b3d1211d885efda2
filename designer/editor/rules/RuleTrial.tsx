import { useCallback, useMemo, useState } from "react";
import { pointer } from "../../../engine/model/pointer.ts";
import type { Json } from "../../../engine/model/types.ts";
import { useEditing } from "../context.tsx";
import { useSoon } from "../inspector/useSoon.ts";
import { readsOf, withFactReads } from "./facts.ts";
import { useShowMarks } from "./marks.tsx";
import { scopeAt, vocabulary } from "./seen.ts";
import { Trial } from "./Trial.tsx";
import type { RuleNode } from "./tree.ts";
import { marksIn, rulesOf } from "./trial.ts";
import { isTried, notTrying, useTried } from "./useTrying.ts";

/** A named rule, tried. */
export function RuleTrial({ name }: { name: string }) {
  const value = useSoon(({ document }) => document.definition.rules?.[name]?.when ?? null);
  return <LogicTrial value={value} at={pointer("rules", name, "when")} />;
}

/**
 * Logic that stands at a place of the definition, tried: with typed values, in an example, or in a case. Each line of it shows what
 * it gives.
 */
export function LogicTrial({ value, at }: { value: Json; at: string }) {
  const { around } = useEditing();
  const definition = useSoon((state) => state.document.definition);
  const [trying, setTrying] = useState(notTrying);
  const rules = useMemo(() => rulesOf(definition, around), [definition, around]);
  const { facts } = definition;
  const reads = useMemo(
    () => withFactReads(readsOf(value, rules), facts ?? {}, rules),
    [rules, value, facts],
  );
  const tried = useTried(trying, rules, reads);
  const seen = useMemo(() => scopeAt(vocabulary(definition, around), at), [definition, around, at]);
  const marks = useCallback((tree: RuleNode) => marksIn(rules, tree, tried.scope), [rules, tried]);
  useShowMarks(at, isTried(trying) ? marks : undefined);
  return (
    <Trial
      value={value}
      rules={rules}
      reads={reads}
      tried={tried}
      trying={trying}
      onChange={setTrying}
      seen={seen}
    />
  );
}
