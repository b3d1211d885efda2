import { Select } from "antd";
import { useWords } from "../../../words/i18n.ts";
import { useSelected, useStanding } from "../../context.tsx";
import { triggerOf } from "../../document/edits/transitions.ts";
import { targetText } from "../../document/edits/targets.ts";
import type { Trigger } from "../../document/types.ts";
import type { Procedure } from "../../../../engine/model/types.ts";
import { isObject } from "../../../../engine/model/is-object.ts";
import { Fold } from "../fields/Fold.tsx";
import { Labelled } from "../fields/Labelled.tsx";
import { NameLink, NameSelect } from "../fields/names.tsx";
import { machineChart } from "../model/names.ts";
import { otherTriggers, triggerKey, wayOf, wayPointer } from "../model/ways.ts";
import { useRunHere, useSet, useValue } from "../useFields.ts";
import { useSoon } from "../useSoon.ts";
import { inspectorWords, withName } from "../words.ts";
import { Members } from "./ThingForm.tsx";

/** Everything of one way on. `onMoved` is told its id where that becomes another one. */
export function WayForm({ id, onMoved }: { id: string; onMoved: (id: string) => void }) {
  const at = useSelected(({ document }) => {
    const way = wayOf(document.definition, id);
    return way === undefined ? null : wayPointer(way);
  });
  if (at === null) return null;
  return (
    <div className="way-form">
      <TriggerFields id={id} at={at} onMoved={onMoved} />
      <Targets id={id} at={at} />
      <Members root="way" at={at} keys={["guard", "actions"]} />
      <Seldom at={at} />
    </div>
  );
}

const seldom = ["meta", "reenter", "description"];

/** What few ways on say. */
function Seldom({ at }: { at: string }) {
  const { say } = useWords();
  const value = useValue(at);
  const said = seldom.filter((key) => isObject(value) && Object.hasOwn(value, key)).length;
  return (
    <Fold id={`way more ${said > 0}`} title={say(inspectorWords.more)} count={said} closed={said === 0}>
      <Members root="way" at={at} keys={seldom} />
    </Fold>
  );
}

/** What makes it happen. */
function TriggerFields({ id, at, onMoved }: { id: string; at: string; onMoved: (id: string) => void }) {
  const { say } = useWords();
  const { editor } = useStanding();
  const runHere = useRunHere();
  const definition = useSoon(({ document }) => document.definition);
  const way = wayOf(definition, id);
  if (way === undefined) return null;
  const trigger = triggerOf(way);
  const others = otherTriggers(definition, way.source);
  const options: { value: string; label: string; trigger: Trigger | null }[] = [
    { value: "on", label: say(inspectorWords.onEvent), trigger: firstEvent(definition) },
    { value: "after", label: say(inspectorWords.onDelay), trigger: firstDelay(definition) },
    ...others.map((one) => ({ value: triggerKey(one), label: triggerWords(one, say), trigger: one })),
  ];
  const change = (now: Trigger, gesture?: string): void => {
    // The way on is somewhere else afterwards, under another id.
    const before = new Set(idsOf(editor.state().document.definition));
    if (!runHere("setTrigger", { id, trigger: now }, gesture)) return;
    const after = idsOf(editor.state().document.definition);
    const moved = after.findLast((one) => !before.has(one)) ?? id;
    onMoved(moved);
  };
  return (
    <>
      <Labelled label={say(inspectorWords.trigger)}>
        <Select
          size="small"
          className="grows"
          aria-label={say(inspectorWords.trigger)}
          popupMatchSelectWidth={false}
          value={triggerKey(trigger)}
          options={options.filter((one) => one.trigger !== null || one.value === triggerKey(trigger))}
          onChange={(key: string) => {
            const now = options.find(({ value }) => value === key)?.trigger;
            if (now !== null && now !== undefined) change(now);
          }}
        />
      </Labelled>
      {"on" in trigger ? (
        <TriggerName
          of="event"
          at={at}
          name={trigger.on}
          onChange={(on, gesture) => change({ on }, gesture)}
        />
      ) : null}
      {"after" in trigger ? (
        <TriggerName
          of="delay"
          at={at}
          name={trigger.after}
          onChange={(after, gesture) => change({ after }, gesture)}
        />
      ) : null}
    </>
  );
}

/** Which event, or which time limit. */
function TriggerName({
  of,
  at,
  name,
  onChange,
}: {
  of: "event" | "delay";
  at: string;
  name: string;
  onChange: (name: string, gesture?: string) => void;
}) {
  const { say } = useWords();
  const label = say(inspectorWords[of]);
  return (
    <Labelled label={label} at={at} deep={false}>
      <div className="with-tool">
        <NameSelect
          of={of === "event" ? "trigger" : of}
          at={at}
          value={name}
          label={label}
          onChange={(now, gesture) => (now === undefined ? undefined : onChange(now, gesture))}
        />
        <NameLink of={of} at={at} name={name} />
      </div>
    </Labelled>
  );
}

const idsOf = ({ machine }: Procedure): string[] => machineChart(machine).transitions.map(({ id }) => id);

const firstEvent = ({ events }: Procedure): Trigger | null => {
  const [name] = Object.keys(events);
  return name === undefined ? null : { on: name };
};
const firstDelay = ({ delays }: Procedure): Trigger | null => {
  const [name] = Object.keys(delays ?? {});
  return name === undefined ? null : { after: name };
};

function triggerWords(trigger: Trigger, say: ReturnType<typeof useWords>["say"]): string {
  if ("always" in trigger) return say(inspectorWords.always);
  if ("done" in trigger) return say(inspectorWords.onDone);
  if (!("invoke" in trigger)) return "";
  const words = trigger.outcome === "done" ? inspectorWords.invokeDone : inspectorWords.invokeError;
  return withName(say(words), trigger.invoke);
}

/** Where it leads: one stage, several at once, or none. */
function Targets({ id, at }: { id: string; at: string }) {
  const { say } = useWords();
  const runHere = useRunHere();
  const set = useSet();
  const { editor } = useStanding();
  const joined = useSelected(({ document }) => wayOf(document.definition, id)?.targets.join("|") ?? "");
  const written = useValue(at);
  const source = id.slice(0, id.indexOf("|"));
  const targets = joined === "" ? [] : joined.split("|");
  const listed =
    typeof written === "string" ? [written] : isObject(written) ? [written["target"] ?? []].flat() : [];
  const many = targets.length > 1;
  const add = (path: string | undefined): void => {
    if (path === undefined) return;
    const text = targetText(editor.state().document.definition.machine.id, source, path);
    set(`${at}/target`, listed.length === 0 ? text : [...listed, text]);
  };
  return (
    <Labelled label={say(inspectorWords.target)} at={`${at}/target`}>
      {targets.length === 0 ? (
        <NameSelect
          of="state"
          at={at}
          value={undefined}
          label={say(inspectorWords.target)}
          placeholder={say(inspectorWords.stays)}
          onChange={add}
        />
      ) : (
        targets.map((target, place) => (
          <div key={target} className="with-tool">
            <NameSelect
              of="state"
              at={at}
              value={target}
              label={many ? `${say(inspectorWords.target)} ${place + 1}` : say(inspectorWords.target)}
              required={false}
              onChange={(now) => runHere("retarget", { id, target: now ?? null, place })}
            />
            <NameLink of="state" at={at} name={target} />
          </div>
        ))
      )}
      {many ? (
        <NameSelect
          of="state"
          at={at}
          value={undefined}
          label={say(inspectorWords.addTarget)}
          placeholder={say(inspectorWords.addTarget)}
          without={targets}
          onChange={add}
        />
      ) : null}
    </Labelled>
  );
}
