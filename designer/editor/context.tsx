import {
  createContext,
  useContext,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
  type RefObject,
} from "react";
import { App } from "antd";
import type { Chart } from "../../engine/model/chart-types.ts";
import type { OuterUse } from "../../engine/model/names/elsewhere.ts";
import type { Pack, Problem, Procedure } from "../../engine/model/types.ts";
import type { CaseOnChart } from "../chart/status.ts";
import { useWords } from "../words/i18n.ts";
import type { CanvasHandle } from "./canvas/handle.ts";
import { chartOf } from "./chart-of.ts";
import type { Editor, EditorState } from "./document/editor.ts";
import type { EditArgs, EditName } from "./document/edits/index.ts";
import type { EditRefusal } from "./document/types.ts";

/** What of the pack a procedure may name: everything that stands outside its own file. */
export type PackAround = Pick<Pack, "roles" | "parameters" | "registers" | "timeZone" | "directory"> & {
  /** All files of the pack as they are live, this procedure's own included. */
  files: Readonly<Record<string, string>>;
  /** The other procedures, by id. */
  procedures: Readonly<Record<string, Procedure>>;
};

/** What every part of the designer works with. */
export interface Editing {
  editor: Editor;
  /** Id of the procedure in its pack. */
  procedure: string;
  around: PackAround;
  /** What the checker says of the document in its pack, and of the text that is typed; as of a moment ago. */
  problems: readonly Problem[];
  /** Where a case that is tried out stands, or what the examples take, shown on the diagram. */
  onChart: CaseOnChart | null;
  showOnChart(onChart: CaseOnChart | null): void;
  /** What was typed as JSON and is no procedure (yet): kept as it is until it is one, or is given up. */
  typed: Typed | null;
  setTyped(typed: Typed | null): void;
  /** What other files of the live pack name of the procedure; nothing until that is known. */
  elsewhere: readonly OuterUse[];
  /** The worked example that is to be looked at, and where in it; another one for each time it is asked for. */
  example: ShownExample | null;
  showExample(example: ShownExample | null): void;
  /** The diagram, while it is shown: what actions ask that depends on where things stand. */
  canvas: RefObject<CanvasHandle | null>;
}

/** A worked example, by its place in the file, and the JSON pointers into the file that are spoken of. */
export interface ShownExample {
  place: number;
  at: readonly string[];
}

export interface Typed {
  text: string;
  /** The definition that stood when it began to differ: where another one stands by now, the text would undo what came between. */
  base: Procedure;
}

const EditingContext = createContext<Editing | null>(null);
type Standing = Pick<Editing, "editor" | "procedure" | "around" | "elsewhere" | "showExample">;
/** Apart, so that what depends on the document alone is not drawn again for each answer of the checker. */
const StandingContext = createContext<Standing | null>(null);

/** Apart, because it changes with every edit, and one list shows it. */
const CheckingContext = createContext(false);

export function EditingProvider({
  value,
  checking,
  children,
}: {
  value: Editing;
  checking: boolean;
  children: ReactNode;
}) {
  const { editor, procedure, around, elsewhere, showExample } = value;
  const standing = useMemo(
    () => ({ editor, procedure, around, elsewhere, showExample }),
    [editor, procedure, around, elsewhere, showExample],
  );
  return (
    <StandingContext value={standing}>
      <CheckingContext value={checking}>
        <EditingContext value={value}>{children}</EditingContext>
      </CheckingContext>
    </StandingContext>
  );
}

/** Whether the checker is still at work on what was last changed. */
export const useChecking = (): boolean => useContext(CheckingContext);

/** The editor, and what is around its document, without the problems. */
export function useStanding(): Standing {
  const standing = useContext(StandingContext);
  if (standing === null) throw new Error("Outside the designer");
  return standing;
}

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error("Outside the designer");
  return editing;
}

/** The state of the editor; the view is drawn again with each change of it. */
export function useEditorState(): EditorState {
  const { editor } = useStanding();
  return useSyncExternalStore(editor.subscribe, editor.state);
}

/** The part of the editor's state that a view needs: it is drawn again only when that is another one. */
export function useSelected<T>(select: (state: EditorState) => T): T {
  const { editor } = useStanding();
  return useSyncExternalStore(editor.subscribe, () => select(editor.state()));
}

/** The chart of the document, read once for each definition. */
export function useChart(): Chart {
  const definition = useSelected((state) => state.document.definition);
  return useMemo(() => chartOf(definition), [definition]);
}

export { chartOf };

/** Carries out an edit and tells, where it is refused, why. Gives whether it was carried out. */
export function useRun(): <Name extends EditName>(
  name: Name,
  args: EditArgs<Name>,
  gesture?: string,
) => boolean {
  const { editor } = useStanding();
  const { message } = App.useApp();
  const { say } = useWords();
  return (name, args, gesture) => {
    const refusal: EditRefusal | null = editor.run(name, args, gesture);
    if (refusal !== null) void message.warning({ content: say(refusal.message), key: "edit-refused" });
    return refusal === null;
  };
}
