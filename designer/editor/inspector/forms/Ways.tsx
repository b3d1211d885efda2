import { useState } from "react";
import { Tooltip } from "antd";
import { Icon } from "../../../app/icons.tsx";
import { guardInWords } from "../../../chart/labels.ts";
import { useWords } from "../../../words/i18n.ts";
import { useSelected, useStanding } from "../../context.tsx";
import { triggerOf } from "../../document/edits/transitions.ts";
import { Fold } from "../fields/Fold.tsx";
import { AddButton, Items } from "../fields/Items.tsx";
import { titleFor } from "../model/names.ts";
import { freshTrigger, sameTrigger, wayOf, waysFrom } from "../model/ways.ts";
import { useAround, useDeed, useRunHere } from "../useFields.ts";
import { useSoon } from "../useSoon.ts";
import { inspectorWords, withName } from "../words.ts";
import { WayForm } from "./WayForm.tsx";

/** The ways on of a state, in order. */
export function Ways({ path }: { path: string }) {
  const { say } = useWords();
  const { editor } = useStanding();
  const runHere = useRunHere();
  const deed = useDeed();
  const joined = useSelected(({ document }) =>
    waysFrom(document.definition, path)
      .map(({ id }) => id)
      .join("\n"),
  );
  const [opened, setOpened] = useState<string | undefined>(undefined);
  const ids = joined === "" ? [] : joined.split("\n");
  const move = (from: number, to: number): void => {
    const gesture = deed();
    const by = to > from ? 1 : -1;
    let id = ids[from]!;
    for (let place = from; place !== to; place += by) {
      if (!runHere("reorderTransition", { id, by }, gesture)) return;
      id = ids[place + by]!;
    }
    setOpened(undefined);
  };
  const add = (): void => {
    const { definition } = editor.state().document;
    const before = new Set(ids);
    if (!runHere("addTransition", { source: path, trigger: freshTrigger(definition, path) })) return;
    setOpened(waysFrom(editor.state().document.definition, path).find(({ id }) => !before.has(id))?.id);
  };
  return (
    <Fold id="state ways" title={say(inspectorWords.ways)} count={ids.length}>
      {ids.length === 0 ? <p className="quiet">{say(inspectorWords.noWays)}</p> : null}
      <Items
        items={ids.map((id, place) => ({
          key: id,
          head: <WayHead id={id} />,
          body: <WayForm id={id} onMoved={setOpened} />,
          extra: (
            <Tooltip title={say(inspectorWords.openWay)}>
              <button
                type="button"
                className="tool"
                aria-label={`${say(inspectorWords.openWay)}：${withName(say(inspectorWords.item), place + 1)}`}
                onClick={() => editor.select([{ kind: "transition", id }])}
              >
                <Icon name="arrow" />
              </button>
            </Tooltip>
          ),
        }))}
        {...(opened === undefined ? {} : { opened })}
        canMove={(from, to) => sameTrigger(ids[from], ids[to])}
        onMove={move}
        onRemove={(place) => runHere("removeTransitions", { ids: [ids[place]!] })}
      />
      <AddButton label={say(inspectorWords.addWay)} onClick={add} />
    </Fold>
  );
}

/** What makes it happen, on what condition, and where it leads, in a line or two. */
export function WayHead({ id }: { id: string }) {
  const { say, language } = useWords();
  const { around } = useStanding();
  const names = useAround("/machine");
  const title = useSoon(({ document: { definition } }) => {
    const way = wayOf(definition, id);
    if (way === undefined) return "";
    const trigger = triggerOf(way);
    const own = say(way.title);
    if (own !== "") return own;
    if ("on" in trigger) return titleFor("trigger", trigger.on, names()).title;
    if ("after" in trigger) return titleFor("delay", trigger.after, names()).title;
    if ("always" in trigger) return say(inspectorWords.always);
    if ("done" in trigger) return say(inspectorWords.onDone);
    const called = titleFor("ballot", trigger.invoke, names()).title;
    const words = trigger.outcome === "done" ? inspectorWords.invokeDone : inspectorWords.invokeError;
    return withName(say(words), called);
  });
  const guard = useSoon(({ document: { definition } }) => {
    const way = wayOf(definition, id);
    return way === undefined ? "" : guardInWords(way.guard, definition, language, around.parameters);
  });
  const leads = useSoon(({ document: { definition } }) => {
    const targets = wayOf(definition, id)?.targets ?? [];
    const join = language === "en" ? ", " : "、";
    return targets.length === 0
      ? say(inspectorWords.stays)
      : targets.map((path) => titleFor("state", path, names()).title).join(join);
  });
  return (
    <span className="way-head">
      <span className="way-head-title">{title}</span>
      {guard === "" ? null : <span className="quiet"> [{guard}]</span>}
      <span className="way-head-leads"> → {leads}</span>
    </span>
  );
}
