import { useMemo } from "react";
import { Segmented } from "antd";
import type { Json } from "../../../../engine/model/types.ts";
import { useWords } from "../../../words/i18n.ts";
import { LogicTrial } from "../../rules/RuleTrial.tsx";
import { MarksProvider } from "../../rules/marks.tsx";
import { trialWords } from "../../rules/words.ts";
import { guardAs, guardKind, guardLogic, rulesOf, severalRules, type GuardKind } from "../model/guards.ts";
import { inspectorWords } from "../words.ts";
import type { ControlProps } from "./control.ts";
import { Fold } from "./Fold.tsx";
import { ShapeControl } from "./Member.tsx";
import { NameLink, NameList, NameSelect } from "./names.tsx";

/** Only if: no condition, a rule, several, or one said in place. */
export function GuardControl({ value, set, at, label }: ControlProps<"guard">) {
  const { say } = useWords();
  const kind = guardKind(value);
  const { mode, names } = rulesOf(value);
  // Compared by what it says: for every key that is typed elsewhere it is the same condition.
  const written = JSON.stringify(guardLogic(value));
  const logic = useMemo(() => JSON.parse(written) as Json | null, [written]);
  return (
    <MarksProvider>
      <div className="group">
        <Segmented<GuardKind>
          size="small"
          aria-label={label}
          value={kind}
          options={[
            { value: "none", label: say(inspectorWords.noCondition) },
            { value: "one", label: say(inspectorWords.oneRule) },
            { value: "several", label: say(inspectorWords.manyRules) },
            { value: "inline", label: say(inspectorWords.inline) },
          ]}
          onChange={(now) => set(guardAs(now, value))}
        />
        {kind === "one" ? (
          <div className="with-tool">
            <NameSelect
              of="rule"
              at={at}
              value={typeof value === "string" ? value : undefined}
              label={say(inspectorWords.rule)}
              onChange={(now, gesture) => set(now, gesture)}
            />
            {typeof value === "string" && value !== "" ? <NameLink of="rule" at={at} name={value} /> : null}
          </div>
        ) : null}
        {kind === "several" ? (
          <>
            <Segmented<"all" | "any">
              size="small"
              aria-label={say(inspectorWords.rules)}
              value={mode}
              options={[
                { value: "all", label: say(inspectorWords.allRules) },
                { value: "any", label: say(inspectorWords.anyRule) },
              ]}
              onChange={(now) => set(severalRules(now, names))}
            />
            <NameList
              of="rule"
              at={`${at}/params/${mode}`}
              names={names}
              label={say(inspectorWords.rules)}
              onChange={(now, gesture) => set(severalRules(mode, now), gesture)}
            />
          </>
        ) : null}
        {kind === "inline" ? (
          <ShapeControl
            shape={{ kind: "logic" }}
            at={`${at}/params`}
            address="way.guard.params"
            label={label}
            required
          />
        ) : null}
        {kind === "other" ? (
          <ShapeControl shape={{ kind: "json" }} at={at} address="way.guard" label={label} required />
        ) : null}
        {logic === null ? null : (
          <Fold id="guard trial" title={say(trialWords.title)} closed>
            <LogicTrial value={logic} at={kind === "inline" ? `${at}/params` : at} />
          </Fold>
        )}
      </div>
    </MarksProvider>
  );
}
