import type { Chart } from "../../../engine/model/chart-types.ts";
import type { Language } from "../../../engine/model/types.ts";
import { anytime } from "../../chart/parts.ts";
import type { Action } from "../actions.ts";
import type { EditorState } from "../document/editor.ts";
import type { NewEvent } from "../document/edits/growing.ts";
import type { Trigger } from "../document/types.ts";
import { Append } from "./Append.tsx";
import { Keys, Menu } from "./Menu.tsx";
import type { Open } from "./open.ts";
import { grow, run, spotFor, type Ground } from "./operations.ts";
import type { Ghost } from "./Sketch.tsx";
import { Targets } from "./Targets.tsx";
import { triggerChoices } from "./triggers.ts";

/** What is open on the canvas: what to append, on what it happens, where a line leads, the menu and the keys. */
export function Opened({
  open,
  state,
  chart,
  ground,
  language,
  setOpen,
  setGhost,
  act,
  close,
}: {
  open: Open;
  state: EditorState;
  chart: Chart;
  ground: Ground | null;
  language: Language;
  setOpen(open: Open): void;
  setGhost(ghost: Ghost | null): void;
  act(action: Action): void;
  close(): void;
}) {
  const choicesOf = (card: string) =>
    triggerChoices(state.document.definition, chart, card === anytime ? "" : card, language);
  const connectTo = (card: string, target: string, trigger: Trigger, event: NewEvent | undefined): void => {
    close();
    if (ground !== null)
      run(ground, "growTransition", {
        from: card === anytime ? "" : card,
        target,
        trigger,
        ...(event && { event }),
      });
  };
  switch (open.kind) {
    case "append": {
      const { card, at, spot } = open;
      if (ground === null) return null;
      return (
        <Append
          at={at}
          language={language}
          choices={choicesOf(card)}
          add={(kind, trigger, event) => {
            const type = kind ?? "atomic";
            close();
            if (!grow(ground, card, type, trigger, event, spot)) return;
            const [made] = ground.editor.state().selection;
            if (made !== undefined && type !== "parallel") setOpen({ kind: "rename", selected: made });
          }}
          connect={(trigger, event) => setOpen({ kind: "targets", card, at, trigger, event })}
          preview={(type) => {
            const from = ground.scene.boxes[card];
            if (type === null || from === undefined) return setGhost(null);
            const free = spotFor(ground, card, type);
            setGhost({
              from,
              to: spot === null ? free : { ...free, ...spot.point },
              final: type === "final",
            });
          }}
          close={close}
        />
      );
    }
    case "trigger":
      return (
        <Append
          at={open.at}
          language={language}
          choices={choicesOf(open.card)}
          add={(_, trigger, event) => connectTo(open.card, open.target, trigger, event)}
          connect={null}
          preview={() => {}}
          close={close}
        />
      );
    case "targets":
      return (
        <Targets
          at={open.at}
          chart={chart}
          language={language}
          choose={(path) =>
            open.trigger === null
              ? setOpen({ kind: "trigger", card: open.card, target: path, at: open.at })
              : connectTo(open.card, path, open.trigger, open.event)
          }
          close={close}
        />
      );
    case "menu":
      return <Menu at={open.at} state={state} language={language} run={act} close={close} />;
    case "keys":
      return <Keys at={open.at} language={language} close={close} />;
    case "rename":
      return null;
  }
}
