import "./code.css";
import { useEffect, useRef, useState } from "react";
import { Button } from "antd";
import { findNodeAtLocation, getLocation, parseTree } from "jsonc-parser";
import type { editor as MonacoEditor } from "monaco-editor/editor";
import { pointer, segments } from "../../../engine/model/pointer.ts";
import type { Procedure } from "../../../engine/model/types.ts";
import { palettes } from "../../palettes.ts";
import { useWords } from "../../words/i18n.ts";
import { chartOf, useEditing, useEditorState } from "../context.tsx";
import { fieldPointer, pointerOf, selectedAt } from "../document/places.ts";
import { readDefinition, textOf, type TextProblem } from "../document/reading.ts";
import type { Selected } from "../document/types.ts";
import { loadMonaco, type Monaco } from "./monaco.ts";
import { codeWords } from "./words.ts";

/** How long typing rests before the text is read. */
const restMs = 250;

/**
 * The procedure as JSON text. Text that is a procedure becomes the document as one edit; other text is kept as it was typed, while
 * the diagram goes on showing the last good one. The selection follows the cursor, and the cursor the selection.
 */
export default function CodePane() {
  const { editor, problems, typed, setTyped } = useEditing();
  const { document, selection } = useEditorState();
  const { language, say } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<{ monaco: Monaco; view: MonacoEditor.IStandaloneCodeEditor } | null>(
    null,
  );
  const [fault, setFault] = useState(false);
  const [unread, setUnread] = useState<readonly TextProblem[]>(() => {
    const found = typed === null ? null : readDefinition(typed.text);
    return found === null || found.ok ? [] : found.problems;
  });
  /** What was taken from the text, or put into it, last: neither has to be done again. */
  const known = useRef<{ text: string; definition: object }>({ text: "", definition: {} });
  const ownSelection = useRef<readonly Selected[]>([]);
  const first = useRef({ typed, definition: document.definition });

  const pending = useRef(typed);
  pending.current = typed;
  /** Edits by typing that follow each other closely are undone together. */
  const burst = useRef({ count: 0, last: 0 });
  const take = (definition: Procedure, text: string): void => {
    const now = Date.now();
    const { count, last } = burst.current;
    burst.current = { count: now - last > 3 * 1000 ? count + 1 : count, last: now };
    known.current = { text, definition };
    setTyped(null);
    editor.run("replaceDefinition", { definition }, `typing ${burst.current.count}`);
  };
  const giveUp = useRef((): void => {});
  giveUp.current = () => {
    known.current = { text: "", definition: {} };
    setUnread([]);
    setTyped(null);
  };
  /** Reads what was typed a moment ago, while there still is something to be read. */
  const leaving = useRef((): void => {});
  const use = (): void => {
    const found = loaded === null ? null : readDefinition(loaded.view.getValue());
    if (found?.ok) take(found.definition, loaded!.view.getValue());
  };

  useEffect(() => {
    let view: MonacoEditor.IStandaloneCodeEditor | null = null;
    let gone = false;
    loadMonaco(language)
      .then((monaco) => {
        if (gone || place.current === null) return;
        const begun = first.current;
        const text = begun.typed?.text ?? textOf(begun.definition);
        const uri = monaco.Uri.parse(`guicheng:/draft/${begun.definition.id}.procedure.json`);
        monaco.editor.getModel(uri)?.dispose();
        const model = monaco.editor.createModel(text, "json", uri);
        model.updateOptions({ tabSize: 2, insertSpaces: true });
        known.current = { text: begun.typed === null ? text : "", definition: begun.definition };
        view = monaco.editor.create(place.current, {
          model,
          automaticLayout: true,
          minimap: { enabled: false },
          fontSize: 13,
          lineHeight: 20,
          scrollBeyondLastLine: false,
          renderWhitespace: "none",
          ariaLabel: say(codeWords.editor),
          theme: themeNow(monaco),
          wordWrap: "off",
          // What comes from elsewhere is text: nothing in it is a link that is followed.
          links: false,
        });
        setLoaded({ monaco, view });
      })
      .catch((reason: unknown) => {
        console.error(reason);
        setFault(true);
      });
    return () => {
      gone = true;
      leaving.current();
      view?.getModel()?.dispose();
      view?.dispose();
    };
    // The editor is made once; what changes later is told to it below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useEffect(() => {
    if (loaded === null) return;
    const { view } = loaded;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void => {
      const text = view.getValue();
      if (text === known.current.text) {
        if (pending.current?.base === known.current.definition) giveUp.current();
        return;
      }
      const found = readDefinition(text);
      const { definition } = editor.state().document;
      const base = pending.current?.base ?? definition;
      setUnread(found.ok ? [] : found.problems);
      if (!found.ok || base !== definition) return setTyped({ text, base });
      take(found.definition, text);
    };
    const typing = view.onDidChangeModelContent(() => {
      clearTimeout(timer);
      timer = setTimeout(read, restMs);
    });
    const moving = view.onDidChangeCursorPosition(({ position, reason }) => {
      const model = view.getModel();
      // Only where somebody put it: not where it was moved because something was selected elsewhere.
      if (model === null || reason === 0) return;
      const at = getLocation(model.getValue(), model.getOffsetAt(position)).path;
      const found = selectedAt(chartOf(editor.state().document.definition), pointer(...at));
      ownSelection.current = [found];
      editor.select(ownSelection.current);
    });
    leaving.current = () => {
      clearTimeout(timer);
      read();
    };
    return () => {
      clearTimeout(timer);
      leaving.current = () => undefined;
      typing.dispose();
      moving.dispose();
    };
    // What they call is made anew with each drawing and does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [loaded, editor, setTyped]);

  // The document was changed elsewhere, or by undo: the text follows, unless it is being typed.
  useEffect(() => {
    if (loaded === null || known.current.definition === document.definition || typed !== null) return;
    const model = loaded.view.getModel();
    if (model === null) return;
    const text = textOf(document.definition);
    known.current = { text, definition: document.definition };
    if (model.getValue() !== text) replaceChanged(model, text);
  }, [loaded, document.definition, typed]);

  useEffect(() => {
    const model = loaded?.view.getModel();
    if (!loaded || !model || selection === ownSelection.current) return;
    const [chosen] = selection;
    const at =
      chosen?.kind === "field"
        ? fieldPointer(document.definition, chosen.path)
        : chosen === undefined
          ? null
          : pointerOf(chartOf(document.definition), chosen);
    const range = at === null || at === "" ? null : rangeOf(model, at);
    if (range === null) return;
    loaded.view.setSelection(range, "selected");
    loaded.view.revealRangeNearTop(range);
    // Only another selection moves the cursor.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [loaded, selection]);

  useEffect(() => {
    const model = loaded?.view.getModel();
    if (!loaded || !model) return;
    const own = problems.filter(({ file }) => file === `procedures/${document.definition.id}.json`);
    const { MarkerSeverity } = loaded.monaco;
    loaded.monaco.editor.setModelMarkers(
      model,
      "guicheng",
      (typed === null ? own : unread).map(({ path, severity, message, code }, n) => ({
        ...(lineOf(typed === null ? undefined : unread[n]) ??
          rangeOf(model, path) ?? { startLineNumber: 1, startColumn: 1, endLineNumber: 1, endColumn: 2 }),
        severity: severity === "error" ? MarkerSeverity.Error : MarkerSeverity.Warning,
        message: say(message),
        source: code,
      })),
    );
  }, [loaded, problems, unread, typed, document.definition.id, say]);

  useEffect(() => {
    if (loaded === null) return;
    const observer = new MutationObserver(() => loaded.monaco.editor.setTheme(themeNow(loaded.monaco)));
    observer.observe(window.document.documentElement, { attributes: true });
    return () => observer.disconnect();
  }, [loaded]);

  const stale = typed !== null && typed.base !== document.definition;
  return (
    <div className="code">
      {typed === null ? null : (
        <div className="code-pending" role="status">
          <span>{say(stale ? codeWords.stale : codeWords.pending)}</span>
          {unread[0] ? <span className="code-why">{say(unread[0].message)}</span> : null}
          {stale && unread.length === 0 ? (
            <Button size="small" onClick={use}>
              {say(codeWords.use)}
            </Button>
          ) : null}
          <Button size="small" onClick={() => giveUp.current()}>
            {say(codeWords.discard)}
          </Button>
        </div>
      )}
      {fault ? <p className="code-waiting">{say(codeWords.fault)}</p> : null}
      {loaded === null && !fault ? (
        <p className="code-waiting" role="status">
          {say(codeWords.loading)}
        </p>
      ) : null}
      <div className="code-place" ref={place} />
    </div>
  );
}

/** The name of the theme that goes with the page, whose colours it has. */
function themeNow(monaco: Monaco): string {
  const brightness = window.document.documentElement.dataset["theme"] === "dark" ? "dark" : "light";
  const { paper, ink, card, line, "ink-3": faint } = palettes[brightness];
  const name = `guicheng-${brightness}`;
  monaco.editor.defineTheme(name, {
    base: brightness === "dark" ? "vs-dark" : "vs",
    inherit: true,
    rules: [],
    colors: {
      "editor.background": paper,
      "editor.foreground": ink,
      "editorLineNumber.foreground": faint,
      "editorWidget.background": card,
      "editorWidget.border": line,
    },
  });
  return name;
}

/** Where in the text a JSON pointer leads: the member with its key, so that one sees what is meant. */
function rangeOf(model: MonacoEditor.ITextModel, at: string): Range | null {
  const tree = parseTree(model.getValue(), [], { allowTrailingComma: true });
  if (tree === undefined) return null;
  let way: (string | number)[] = segments(at);
  // As far as it leads: what is missing is told where it should be.
  for (; ; way = way.slice(0, -1)) {
    const node = findNodeAtLocation(tree, numbered(tree, way));
    if (node === undefined && way.length > 0) continue;
    const shown = node?.parent?.type === "property" ? node.parent.children![0]! : (node ?? tree);
    const start = model.getPositionAt(shown.offset);
    const end = model.getPositionAt(shown.offset + shown.length);
    return {
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: start.lineNumber,
      endColumn: end.lineNumber === start.lineNumber ? end.column : model.getLineMaxColumn(start.lineNumber),
    };
  }
}
/** What is no JSON has no place in a tree, but a line. */
function lineOf(problem: TextProblem | undefined): Range | null {
  if (problem?.line === undefined || problem.column === undefined) return null;
  const { line, column } = problem;
  return { startLineNumber: line, startColumn: column, endLineNumber: line, endColumn: column + 1 };
}
interface Range {
  startLineNumber: number;
  startColumn: number;
  endLineNumber: number;
  endColumn: number;
}

/** Segments of a pointer are texts; places in lists are numbers for the reader of the text. */
function numbered(
  tree: NonNullable<ReturnType<typeof parseTree>>,
  way: readonly (string | number)[],
): (string | number)[] {
  const found: (string | number)[] = [];
  for (const key of way) {
    const holder = findNodeAtLocation(tree, found);
    found.push(holder?.type === "array" ? Number(key) : key);
  }
  return found;
}

/** Puts another text into a model by changing only what lies between what both begin and end with: cursor and folding stay. */
function replaceChanged(model: MonacoEditor.ITextModel, text: string): void {
  const old = model.getValue();
  let start = 0;
  const shorter = Math.min(old.length, text.length);
  while (start < shorter && old[start] === text[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(old.length - end);
  model.applyEdits([
    {
      range: {
        startLineNumber: from.lineNumber,
        startColumn: from.column,
        endLineNumber: to.lineNumber,
        endColumn: to.column,
      },
      text: text.slice(start, text.length - end),
    },
  ]);
}
