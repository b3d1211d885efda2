import { edits, type EditArgs, type EditName } from "./edits/index.ts";
import type { EditorDocument, EditRefusal, Selected } from "./types.ts";

/** What the designer shows. Replaced as a whole with every change, so that views compare by identity. */
export interface EditorState {
  readonly document: EditorDocument;
  readonly selection: readonly Selected[];
  /** Names of the edits that can be undone, the last one last, and of those that can be done again, the next one last. */
  readonly done: readonly EditName[];
  readonly undone: readonly EditName[];
  /** Nothing may be changed: an old version is shown. */
  readonly readOnly: boolean;
}

/**
 * Holds one document, what is selected, and the way back. Everything that changes the document goes through `run`, which
 * is why everything can be undone.
 *
 * @example
 * const editor = createEditor(document);
 * editor.run("setAt", { pointer: "/title/en", value: "Approval" });
 * editor.undo();
 */
export interface Editor {
  state(): EditorState;
  /** Calls whenever the state was replaced; gives what ends that. */
  subscribe(listener: () => void): () => void;
  /**
   * Carries out an edit. Gives why it was refused, or null. Edits in a row with the same `gesture` (typing in one field, one
   * drag) are undone together.
   */
  run<Name extends EditName>(name: Name, args: EditArgs<Name>, gesture?: string): EditRefusal | null;
  undo(): void;
  redo(): void;
  select(selection: readonly Selected[]): void;
  /** Another document in the place of this one, as when a draft is loaded: there is no way back from it. */
  load(document: EditorDocument, readOnly?: boolean): void;
}

interface Past {
  document: EditorDocument;
  selection: readonly Selected[];
  name: EditName;
  gesture: string | undefined;
}

/** So many edits can be undone; documents share what they have in common. */
const mostUndone = 1000;

/** Makes an editor of a document. */
export function createEditor(first: EditorDocument, readOnly = false): Editor {
  let document = first;
  let selection: readonly Selected[] = [];
  let locked = readOnly;
  let past: readonly Past[] = [];
  let future: readonly Past[] = [];
  let state = seen();
  const listeners = new Set<() => void>();

  function seen(): EditorState {
    return {
      document,
      selection,
      done: past.map(({ name }) => name),
      undone: future.map(({ name }) => name),
      readOnly: locked,
    };
  }
  function tell(): void {
    state = seen();
    for (const listener of listeners) listener();
  }
  /** Goes one edit in a direction: what is left becomes the first step of the way in the other one. */
  function go(from: readonly Past[], to: readonly Past[]): [readonly Past[], readonly Past[]] {
    const last = from.at(-1);
    if (last === undefined) return [from, to];
    const here: Past = { document, selection, name: last.name, gesture: undefined };
    ({ document, selection } = last);
    return [from.slice(0, -1), [...to, here]];
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run(name, args, gesture) {
      if (locked) return readOnlyRefusal;
      const edit = edits[name] as (
        document: EditorDocument,
        args: unknown,
      ) => ReturnType<(typeof edits)[EditName]>;
      const edited = edit(document, args);
      if (!edited.ok) return edited.refusal;
      const select = edited.select ?? selection;
      if (edited.document !== document) {
        const goesOn = gesture !== undefined && past.at(-1)?.gesture === gesture && future.length === 0;
        if (!goesOn) past = [...past.slice(1 - mostUndone), { document, selection, name, gesture }];
        future = [];
      }
      ({ document } = edited);
      selection = select;
      tell();
      return null;
    },
    undo() {
      [past, future] = go(past, future);
      tell();
    },
    redo() {
      [future, past] = go(future, past);
      tell();
    },
    select(wanted) {
      selection = wanted;
      tell();
    },
    load(loaded, readOnlyNow = false) {
      document = loaded;
      locked = readOnlyNow;
      [selection, past, future] = [[], [], []];
      tell();
    },
  };
}

const readOnlyRefusal: EditRefusal = {
  code: "not-here",
  message: {
    en: "This version is shown as it was published. Make a draft of it to change it.",
    "zh-CN": "当前显示的是已发布版本，请先建立草稿再修改。",
  },
};
