import { Select, Switch } from "antd";
import { isObject } from "../../../../engine/model/is-object.ts";
import type { StateType } from "../../../../engine/model/chart-types.ts";
import { useWords } from "../../../words/i18n.ts";
import { useSelected } from "../../context.tsx";
import { lastKey, parentPath, statePointer, valueAt } from "../../document/place.ts";
import { targetText } from "../../document/edits/targets.ts";
import { Fold } from "../fields/Fold.tsx";
import { Labelled } from "../fields/Labelled.tsx";
import { MemberField, ShapeControl } from "../fields/Member.tsx";
import { NameList, NameSelect } from "../fields/names.tsx";
import { labelOf, valueInWords } from "../model/labels.ts";
import { stateHere, targetHere } from "../model/state-here.ts";
import { editedElsewhere } from "../model/layouts.ts";
import { membersIn, membersOf, type Member, type Root } from "../model/shapes.ts";
import { clocksIn, withClocks } from "../model/tags.ts";
import { useRunHere, useSet, useValue } from "../useFields.ts";
import { inspectorWords } from "../words.ts";
import { Invocations } from "./Invocations.tsx";
import { Members } from "./ThingForm.tsx";
import { Ways } from "./Ways.tsx";

const types: readonly StateType[] = ["atomic", "compound", "parallel", "final", "history"];

/** A stage, or the machine as a whole: what it is, what leads on, whose task it is, what time runs, what happens. */
export function StateForm({ path }: { path: string }) {
  const { say } = useWords();
  const at = statePointer(path);
  const root: Root = path === "" ? "machine" : "state";
  const type = useSelected(({ document }) => stateHere(document.definition, path)?.type);
  const meta = metaMembers(root);
  const shown = (keys: readonly string[]): Member[] =>
    keys.flatMap((key) => meta.find((one) => one.key === key) ?? []);
  const rest = meta.filter(({ key }) => !["title", "task", "decision", "lapse"].includes(key));
  const further = membersOf(root).filter(
    ({ key }) => !editedElsewhere(root).includes(key) && (key !== "id" || path === ""),
  );
  const isPassing = type === "history";
  return (
    <>
      <Fold id="state general" title={say(inspectorWords.general)}>
        {shown(["title"]).map((member) => (
          <MemberField key={member.key} member={member} at={`${at}/meta/${member.key}`} />
        ))}
        {path === "" ? null : <Kind path={path} type={type ?? "atomic"} />}
        {type === "compound" ? <Members root={root} at={at} keys={["initial"]} /> : null}
        {isPassing ? <History path={path} at={at} /> : null}
      </Fold>
      {type === "final" || isPassing ? null : <Ways path={path} />}
      {type === "final" || isPassing ? null : (
        <Fold id="state task" title={say(inspectorWords.task)}>
          {shown(["task"]).map((member) => (
            <ShapeControl
              key={member.key}
              shape={member.shape}
              at={`${at}/meta/task`}
              address={member.address}
              label={say(labelOf(member.address))}
              required={false}
            />
          ))}
        </Fold>
      )}
      {isPassing ? null : <Clocks at={at} />}
      {type === "final" || isPassing ? null : (
        <Fold id="state decision" title={say(inspectorWords.decision)} closed>
          {[...shown(["decision", "lapse"]), ...rest].map((member) => (
            <MemberField key={member.key} member={member} at={`${at}/meta/${member.key}`} />
          ))}
        </Fold>
      )}
      {type === "final" || isPassing ? null : <Invocations path={path} at={at} />}
      {isPassing ? null : (
        <>
          <Happenings root={root} at={at} member="entry" title={say(inspectorWords.entry)} />
          <Happenings root={root} at={at} member="exit" title={say(inspectorWords.exit)} />
        </>
      )}
      <Fold id="state more" title={say(inspectorWords.more)} closed>
        {further.map((member) => (
          <MemberField key={member.key} member={member} at={`${at}/${member.key}`} />
        ))}
      </Fold>
    </>
  );
}

/** The members of the `meta` of a state, whatever the format has. */
export function metaMembers(root: Root): readonly Member[] {
  const meta = membersOf(root).find(({ key }) => key === "meta");
  return meta === undefined ? [] : membersIn(meta.shape);
}

/** What kind of stage it is, and whether its container begins with it. */
function Kind({ path, type }: { path: string; type: StateType }) {
  const { say } = useWords();
  const runHere = useRunHere();
  const parent = parentPath(path) ?? "";
  const begins = useSelected(
    ({ document }) => valueAt(document.definition, `${statePointer(parent)}/initial`) === lastKey(path),
  );
  const within = useSelected(({ document }) => valueAt(document.definition, `${statePointer(parent)}/type`));
  return (
    <>
      <Labelled label={say(inspectorWords.type)} at={`${statePointer(path)}/type`}>
        <Select<StateType>
          size="small"
          className="grows"
          aria-label={say(inspectorWords.type)}
          popupMatchSelectWidth={false}
          value={type}
          options={types.map((one) => ({ value: one, label: say(valueInWords(one, "state.type")) }))}
          onChange={(now) => runHere("setStateType", { path, type: now })}
        />
      </Labelled>
      {within === "parallel" || type === "history" ? null : (
        <Labelled label={say(inspectorWords.initial)}>
          <Switch
            size="small"
            aria-label={say(inspectorWords.initial)}
            checked={begins}
            disabled={begins}
            onChange={() => runHere("setInitial", { path })}
          />
        </Labelled>
      )}
    </>
  );
}

/** How far back a way back goes, and where to if there is nothing to go back to. */
function History({ path, at }: { path: string; at: string }) {
  const { say } = useWords();
  const set = useSet();
  const label = say(labelOf("state.target"));
  const target = useSelected(({ document: { definition } }) => {
    const written = valueAt(definition, `${at}/target`);
    return typeof written === "string" ? (targetHere(definition, path, written) ?? undefined) : undefined;
  });
  const machine = useSelected(({ document }) => document.definition.machine.id);
  return (
    <>
      <Members root="state" at={at} keys={["history"]} />
      <Labelled label={label} at={`${at}/target`}>
        <NameSelect
          of="state"
          at={at}
          value={target}
          label={label}
          required={false}
          onChange={(now) =>
            set(`${at}/target`, now === undefined ? undefined : targetText(machine, path, now))
          }
        />
      </Labelled>
    </>
  );
}

/** The clocks that run or stop while the case is here. */
function Clocks({ at }: { at: string }) {
  const { say } = useWords();
  const set = useSet();
  const place = `${at}/tags`;
  const tags = useValue(place);
  const running = clocksIn(tags, false);
  const stopping = clocksIn(tags, true);
  return (
    <Fold id="state time" title={say(inspectorWords.time)} count={running.length + stopping.length}>
      {[false, true].map((stops) => {
        const label = say(stops ? inspectorWords.stops : inspectorWords.runs);
        return (
          <Labelled key={String(stops)} label={label} {...(stops ? {} : { at: place })} wide>
            <NameList
              of="clock"
              at={place}
              names={stops ? stopping : running}
              label={label}
              onChange={(now, gesture) => set(place, withClocks(tags, stops, now), gesture)}
            />
          </Labelled>
        );
      })}
    </Fold>
  );
}

function Happenings({
  root,
  at,
  member: key,
  title,
}: {
  root: Root;
  at: string;
  member: string;
  title: string;
}) {
  const value = useValue(`${at}/${key}`);
  const member = membersOf(root).find((one) => one.key === key);
  const count = Array.isArray(value) ? value.length : isObject(value) ? 1 : 0;
  if (member === undefined) return null;
  return (
    <Fold id={`state ${key}`} title={title} count={count} closed={count === 0}>
      <ShapeControl
        shape={member.shape}
        at={`${at}/${key}`}
        address={member.address}
        label={title}
        required={false}
      />
    </Fold>
  );
}
