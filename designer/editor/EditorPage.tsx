import "./editor.css";
import { lazy, memo, Suspense, useMemo, useRef, useState, type ReactNode } from "react";
import { Badge, Button, Segmented, Tooltip } from "antd";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { packFilesQuery } from "../api/queries.ts";
import { Icon } from "../app/icons.tsx";
import { Fault, Nothing, Waiting } from "../app/states.tsx";
import { useTitle } from "../app/useTitle.ts";
import type { CaseOnChart } from "../chart/status.ts";
import { useWords } from "../words/i18n.ts";
import { useProcedure } from "../words/useProcedure.ts";
import { actions as onDiagram, keyWords } from "./actions.ts";
import { EditorCanvas } from "./canvas/EditorCanvas.tsx";
import type { CanvasHandle } from "./canvas/handle.ts";
import {
  EditingProvider,
  useEditing,
  useEditorState,
  useSelected,
  type Editing,
  type PackAround,
  type ShownExample,
  type Typed,
} from "./context.tsx";
import { createEditor } from "./document/editor.ts";
import { documentIn } from "./document/files.ts";
import type { EditorDocument } from "./document/types.ts";
import { LiveBar } from "./drafts/Live.tsx";
import { Inspector } from "./inspector/Inspector.tsx";
import { Outline } from "./outline/Outline.tsx";
import { PatternDialog } from "./patterns/PatternDialog.tsx";
import { patternWords } from "./patterns/words.ts";
import { ProblemList } from "./problems/ProblemList.tsx";
import { useElsewhere } from "./problems/useElsewhere.ts";
import { useProblems } from "./problems/useProblems.ts";
import { FindDialog, type FindAction } from "./search/FindDialog.tsx";
import { searchWords } from "./search/words.ts";
import { useEditorKeys } from "./useEditorKeys.ts";
import { WayBack } from "./WayBack.tsx";
import { useNarrow } from "./useNarrow.ts";
import { editorWords } from "./words.ts";

const CodePane = lazy(() => import("./code/CodePane.tsx"));
const SimulatePane = lazy(() => import("./simulate/SimulatePane.tsx"));

/** A procedure, as it is live, in the designer. */
export default function EditorPage({ procedure }: { procedure: string }) {
  const { detail, error, retry } = useProcedure(procedure);
  const { say } = useWords();
  const files = useQuery({
    ...packFilesQuery(detail?.pack.digest ?? ""),
    enabled: detail !== undefined,
    placeholderData: keepPreviousData,
  });
  // What is there stays, although something could not be asked again.
  if (error && !detail) return <Fault error={error} retry={retry} />;
  if (files.error && !files.data) return <Fault error={files.error} retry={() => void files.refetch()} />;
  if (!detail || !files.data) return <Waiting rows={12} />;
  const document = documentIn(files.data.files, procedure);
  if (document === null) return <Nothing title={say(editorWords.notFound)} />;
  return (
    <Workbench
      key={procedure}
      procedure={procedure}
      first={document}
      files={files.data.files}
      bar={<LiveBar base={detail.pack.digest} />}
    />
  );
}

function aroundOf(files: Readonly<Record<string, string>>): PackAround {
  const read = (path: string): never => JSON.parse(files[path] ?? "{}") as never;
  const head: Partial<PackAround> = read("pack.json");
  return {
    roles: head.roles ?? {},
    parameters: head.parameters ?? {},
    registers: head.registers ?? {},
    timeZone: head.timeZone ?? "Asia/Shanghai",
    directory: read("directory.json"),
    files,
    procedures: Object.fromEntries(
      Object.keys(files).flatMap((path) => {
        const id = /^procedures\/(.+)\.json$/.exec(path)?.[1];
        return id === undefined ? [] : [[id, read(path)]];
      }),
    ),
  };
}

type Middle = "canvas" | "code";
type Below = "problems" | "simulate" | null;
type Shown = "outline" | "middle" | "inspector";

/** The designer's workbench over one document. */
export function Workbench({
  procedure,
  first,
  files,
  bar,
}: {
  /** Id of the procedure in its pack: what is edited may say another one, and is wrong then. */
  procedure: string;
  /** What it begins with; another one is another workbench, by its key. */
  first: EditorDocument;
  files: Readonly<Record<string, string>>;
  /** In the head, at its end: what belongs to where the document comes from. */
  bar?: ReactNode;
}) {
  const [editor] = useState(() => createEditor(first));
  const around = useMemo(() => aroundOf(files), [files]);
  const { problems, checking } = useProblems(editor, files, procedure);
  const [typed, setTyped] = useState<Typed | null>(null);
  const [onChart, showOnChart] = useState<CaseOnChart | null>(null);
  const elsewhere = useElsewhere(files, procedure);
  const [example, showExample] = useState<ShownExample | null>(null);
  const canvas = useRef<CanvasHandle | null>(null);
  const editing = useMemo<Editing>(
    () => ({
      editor,
      procedure,
      around,
      problems,
      onChart,
      showOnChart,
      typed,
      setTyped,
      elsewhere,
      example,
      showExample,
      canvas,
    }),
    [editor, procedure, around, problems, onChart, typed, elsewhere, example],
  );
  return (
    <EditingProvider value={editing} checking={checking}>
      <Frame bar={bar} />
    </EditingProvider>
  );
}

/** Drawn again only when something of what it shows is another one: not with every key. */
const Frame = memo(function Frame({ bar }: { bar?: ReactNode }) {
  const { editor, problems, example, showExample } = useEditing();
  const { say } = useWords();
  const [middle, setMiddle] = useState<Middle>("canvas");
  const [below, setBelow] = useState<Below>(null);
  const narrow = useNarrow();
  const [wide, setSides] = useState({ outline: true, inspector: true });
  /** On a telephone one part is seen at a time. */
  const [shown, setShown] = useState<Shown>("middle");
  const sides = narrow ? { outline: shown === "outline", inspector: shown === "inspector" } : wide;
  // What is chosen in the contents is what one wants to see.
  const first = useSelected(({ selection }) => selection[0]);
  const [seen, setSeen] = useState(first);
  if (first !== seen) {
    setSeen(first);
    if (narrow && shown === "outline" && first !== undefined) setShown("inspector");
  }
  const [shownExample, setShownExample] = useState(example);
  if (example !== shownExample) {
    setShownExample(example);
    if (example !== null) setBelow("simulate");
  }
  const title = useSelected(({ document: { definition } }) => say(definition.title, definition.id));
  useTitle(`${title} · ${say(editorWords.designer)}`);
  const [finding, setFinding] = useState(false);
  const [patterns, setPatterns] = useState(false);
  useEditorKeys(editor, () => setFinding(true));
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const drawer = (which: Below): void => {
    showExample(null);
    setBelow(below === which ? null : which);
  };
  return (
    <div
      className="workbench"
      data-narrow={narrow}
      data-outline={sides.outline}
      data-inspector={sides.inspector}
    >
      <header className="workbench-head">
        {narrow ? null : (
          <Tooltip title={say(editorWords.showOutline)}>
            <Button
              type="text"
              icon={<Icon name="list" />}
              aria-pressed={sides.outline}
              aria-label={say(editorWords.showOutline)}
              onClick={() => setSides({ ...sides, outline: !sides.outline })}
            />
          </Tooltip>
        )}
        <h1>{title}</h1>
        <WayBack />
        {narrow ? null : (
          <Segmented<Middle>
            aria-label={say(editorWords.view)}
            value={middle}
            onChange={setMiddle}
            options={[
              { value: "canvas", label: say(editorWords.canvas) },
              { value: "code", label: say(editorWords.code) },
            ]}
          />
        )}
        <Button
          type="text"
          icon={<Icon name="plus" />}
          aria-label={say(patternWords.patterns)}
          onClick={() => setPatterns(true)}
        >
          {narrow ? null : say(patternWords.patterns)}
        </Button>
        <span className="workbench-space" />
        <Tooltip title={`${say(searchWords.find)}（Ctrl F）`}>
          <Button
            type="text"
            icon={<Icon name="search" />}
            aria-label={say(searchWords.find)}
            aria-keyshortcuts="Control+F"
            onClick={() => setFinding(true)}
          />
        </Tooltip>
        {bar}
        {narrow ? null : (
          <Tooltip title={say(editorWords.showInspector)}>
            <Button
              type="text"
              icon={<Icon name="panel" />}
              aria-pressed={sides.inspector}
              aria-label={say(editorWords.showInspector)}
              onClick={() => setSides({ ...sides, inspector: !sides.inspector })}
            />
          </Tooltip>
        )}
        {narrow ? (
          <Segmented<Exclude<Shown, "middle"> | Middle>
            block
            className="workbench-parts"
            aria-label={say(editorWords.parts)}
            value={shown === "middle" ? middle : shown}
            onChange={(part) => {
              if (part === "outline" || part === "inspector") return setShown(part);
              setShown("middle");
              setMiddle(part);
            }}
            options={(["outline", "canvas", "code", "inspector"] as const).map((part) => ({
              value: part,
              label: say(editorWords[part]),
            }))}
          />
        ) : null}
      </header>
      {sides.outline ? (
        <nav className="workbench-outline" aria-label={say(editorWords.outline)}>
          <Outline />
        </nav>
      ) : null}
      <section
        className="workbench-middle"
        inert={narrow && shown !== "middle"}
        aria-label={say(middle === "canvas" ? editorWords.canvas : editorWords.code)}
      >
        {middle === "canvas" ? (
          <EditorCanvas />
        ) : (
          <Suspense fallback={<Waiting rows={12} />}>
            <CodePane />
          </Suspense>
        )}
      </section>
      {sides.inspector ? (
        <aside className="workbench-inspector" aria-label={say(editorWords.inspector)}>
          <Inspector />
        </aside>
      ) : null}
      {patterns ? <PatternDialog close={() => setPatterns(false)} /> : null}
      {finding ? (
        <Finding
          middle={middle}
          go={{ middle: setMiddle, below: setBelow, patterns: () => setPatterns(true) }}
          close={() => setFinding(false)}
        />
      ) : null}
      <footer className="workbench-below">
        <div className="workbench-tabs">
          <Button
            type="text"
            size="small"
            aria-expanded={below === "problems"}
            onClick={() => drawer("problems")}
          >
            {say(editorWords.problems)}
            <Badge count={problems.length} size="small" color={errors > 0 ? undefined : "gold"} />
          </Button>
          <Button
            type="text"
            size="small"
            aria-expanded={below === "simulate"}
            onClick={() => drawer("simulate")}
          >
            {say(editorWords.simulate)}
          </Button>
        </div>
        {below === null ? null : (
          <div className="workbench-drawer">
            {below === "problems" ? (
              <ProblemList />
            ) : (
              <Suspense fallback={<Waiting rows={4} />}>
                <SimulatePane />
              </Suspense>
            )}
          </div>
        )}
      </footer>
    </div>
  );
});

/** Search over everything, with all that can be done. */
function Finding({
  middle,
  go,
  close,
}: {
  middle: Middle;
  go: { middle(middle: Middle): void; below(below: Below): void; patterns(): void };
  close(): void;
}) {
  const { editor, canvas } = useEditing();
  const state = useEditorState();
  const actions: FindAction[] = [
    ...onDiagram
      .filter(({ id, group }) => group !== "go" && (middle === "canvas" || id === "undo" || id === "redo"))
      .map((action) => ({
        id: action.id,
        title: action.title,
        keys: keyWords(action.keys[0] ?? ""),
        enabled: action.enabled(state),
        run: () => action.run({ editor, canvas: canvas.current }),
      })),
    { id: "canvas", title: editorWords.canvas, keys: "", enabled: true, run: () => go.middle("canvas") },
    { id: "code", title: editorWords.code, keys: "", enabled: true, run: () => go.middle("code") },
    { id: "patterns", title: patternWords.choose, keys: "", enabled: true, run: go.patterns },
    { id: "problems", title: editorWords.problems, keys: "", enabled: true, run: () => go.below("problems") },
    { id: "simulate", title: editorWords.simulate, keys: "", enabled: true, run: () => go.below("simulate") },
  ];
  return <FindDialog actions={actions} close={close} />;
}
