import "@xyflow/react/dist/base.css";
import "../../chart/chart.css";
import "../../chart/lines.css";
import "../../chart/signs.css";
import "../../chart/cards.css";
import "./canvas.css";
import "./panels.css";
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from "react";
import { MiniMap, ReactFlow, ReactFlowProvider, SelectionMode, useStore } from "@xyflow/react";
import type { Language, Pack, Problem } from "../../../engine/model/types.ts";
import type { Direction, Point } from "../../chart/arrange.ts";
import { say } from "../../words/text.ts";
import { actionOf, type Action } from "../actions.ts";
import { chartOf } from "../chart-of.ts";
import type { Editor } from "../document/editor.ts";
import type { EditRefusal } from "../document/types.ts";
import { Crumbs } from "./Crumbs.tsx";
import { EditCard } from "./EditCard.tsx";
import { EditLine } from "./EditLine.tsx";
import type { EditEdge, EditNode } from "./flow.ts";
import { Guides } from "./Guides.tsx";
import type { CanvasHandle } from "./handle.ts";
import type { Compared } from "./ghosts.ts";
import { HandsProvider } from "./hands.ts";
import { troublesOf, type CanvasMarks } from "./marks.ts";
import { Offer } from "./Offer.tsx";
import type { Open } from "./open.ts";
import { OnPaper } from "./OnPaper.tsx";
import { Opened } from "./Opened.tsx";
import { run, type Ground } from "./operations.ts";
import { Printed } from "./Printed.tsx";
import { Renaming } from "./Renaming.tsx";
import type { SceneOptions } from "./scene.ts";
import { Sketch, type Ghost } from "./Sketch.tsx";
import { summaryOf } from "./summary.ts";
import { Tools } from "./Tools.tsx";
import { useClipboard } from "./useClipboard.ts";
import { useDragging } from "./useDragging.ts";
import { useHandle } from "./useHandle.ts";
import { useLatest } from "./useLatest.ts";
import { useLeading } from "./useLeading.ts";
import { usePointing } from "./usePointing.ts";
import { useProjected } from "./useProjected.ts";
import { useRoom } from "./useRoom.ts";
import { useScene } from "./useScene.ts";
import { useSelecting } from "./useSelecting.ts";
import { useView } from "./useView.ts";
import { canvasWords } from "./words.ts";

export interface ProcedureCanvasProps {
  editor: Editor;
  language: Language;
  /** Parameters of the pack, so that lengths of time can be said in numbers. */
  parameters?: Pack["parameters"];
  problems?: readonly Problem[];
  /** Where a run that is tried out is and has been, or what differs from another version. */
  marks?: CanvasMarks | null;
  /** Another version: what stood in it and stands no more is drawn as well, and what differs is marked. */
  compared?: Compared | null;
  /** Of which edition the diagram is, in words, for when it is printed. */
  edition?(): string;
  /** Filled with what can be asked of the canvas, for keys and palettes outside of it. */
  handle?: RefObject<CanvasHandle | null>;
  /** Tells a person something in words; without it the canvas does so itself. */
  tell?(words: string): void;
}

const nodeTypes = { card: EditCard };
const edgeTypes = { line: EditLine };
const none: readonly Problem[] = [];
// Written once: another list at each drawing would be another setting.
const middleButton = [1];
const zoomKeys = ["Control", "Meta"];
const moreKeys = ["Shift", "Control", "Meta"];
const withoutAttribution = { hideAttribution: true };
/** Below this, what is written on lines cannot be read, and only costs time. */
const farZoom = 0.35;

/** The procedure as a diagram that can be changed: everything by mouse, and everything by keys. */
export function ProcedureCanvas(props: ProcedureCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({
  editor,
  language,
  parameters,
  problems = none,
  marks: given = null,
  compared = null,
  edition,
  handle,
  tell,
}: ProcedureCanvasProps) {
  const state = useSyncExternalStore(editor.subscribe, editor.state);
  const { document, selection, readOnly } = state;
  const { definition, layout } = document;
  const isFar = useStore(({ transform }) => transform[2] < farZoom);
  const frame = useRef<HTMLDivElement>(null);
  const { room, natural } = useRoom(frame);
  const [turned, setTurned] = useState<Direction | null>(null);
  const [wantedRoot, setRoot] = useState("");
  const [open, setOpen] = useState<Open | null>(null);
  const [ghost, setGhost] = useState<Ghost | null>(null);
  const [notice, setNotice] = useState("");
  const [overview, setOverview] = useState(false);
  const [printing, setPrinting] = useState(false);

  const title = say(definition.title, language, definition.id);
  const chart = chartOf(definition);
  const root = (chart.byPath.get(wantedRoot)?.children.length ?? 0) > 0 ? wantedRoot : "";
  const direction = turned ?? natural;
  const options = useMemo<SceneOptions | null>(
    () => (room === null ? null : { definition, layout, language, parameters, root, direction, compared }),
    // Only whether there is room counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [room === null, definition, layout, language, parameters, root, direction, compared],
  );
  /** How often somebody has done something here: while they do, nothing moves by itself. */
  const touches = useRef(0);
  const touch = useCallback((): void => void touches.current++, []);
  useEffect(touch, [touch, selection]);
  const [held, setHeld] = useState(false);
  const { scene, scenes, fault, offer } = useScene(options, held, touches);
  const marks = given ?? (options === null || compared === null ? null : scenes.picture(options).marks);

  const said = useLatest(tell);
  const speak = useCallback(
    (words: string): void => {
      if (said.current) said.current(words);
      else setNotice(words);
    },
    [said],
  );
  const refuse = useCallback(
    (refusal: EditRefusal): void => speak(say(refusal.message, language)),
    [speak, language],
  );
  const ground = useMemo<Ground | null>(
    () => (scene === null || options === null ? null : { editor, scene, scenes, options, tell: refuse }),
    [editor, scene, scenes, options, refuse],
  );
  /** What callbacks that live as long as the canvas look at. */
  const latest = useLatest(ground);

  const focus = useCallback((): void => frame.current?.focus({ preventScroll: true }), []);
  const close = useCallback((): void => {
    setOpen(null);
    setGhost(null);
    focus();
  }, [focus]);
  const inFrame = useCallback(({ x, y }: Point): Point => {
    const bounds = frame.current!.getBoundingClientRect();
    return { x: x - bounds.x, y: y - bounds.y };
  }, []);
  const fold = useCallback(
    (path: string): void => {
      const now = latest.current;
      if (now === null) return;
      const isFolded = now.editor.state().document.layout.states[path]?.folded === true;
      run(now, "foldState", { path, folded: !isFolded });
    },
    [latest],
  );

  const sceneNow = useCallback(() => latest.current?.scene ?? null, [latest]);
  const { choose, onEdgesChange, chosenHere } = useSelecting(editor, sceneNow);
  const dragging = useDragging(ground, choose, setHeld);
  const { gesture, hands } = useLeading({
    editor,
    ground,
    language,
    choose,
    setOpen,
    inFrame,
    focus,
    speak,
  });
  const pointing = usePointing({ editor, hands, setOpen, setRoot, inFrame });
  useView({ scene, room, root, direction, selection, chosenHere, marks, setRoot });
  const troubles = useMemo(
    () => troublesOf(chart, problems, definition.id),
    [chart, problems, definition.id],
  );
  const { nodes, edges } = useProjected({
    state,
    scene,
    chart,
    language,
    troubles,
    marks,
    drag: dragging.drag,
    target: dragging.target ?? gesture?.over ?? null,
    fold,
  });

  const clipboard = useClipboard({ ground, frame, speak, language });
  const own = useHandle({
    ground,
    marks,
    root,
    direction,
    language,
    frame,
    clipboard,
    setRoot,
    setOpen,
    setTurned,
    setOverview,
    setPrinting,
    speak,
  });
  useEffect(() => {
    if (handle === undefined) return;
    handle.current = own;
    return () => {
      handle.current = null;
    };
  }, [handle, own]);
  const act = (action: Action): void => {
    if (action.enabled(editor.state())) action.run({ editor, canvas: own });
  };

  return (
    <div
      ref={frame}
      className={`canvas chart${isFar ? " is-far" : ""}${gesture === null ? "" : " is-leading"}`}
      // A diagram is no list of controls: its own keys, told below, go through it.
      role="application"
      aria-label={say(canvasWords.canvas, language)}
      aria-describedby="canvas-hint"
      tabIndex={0}
      data-placed={scene?.placed}
      data-provisional={scene?.provisional}
      onWheelCapture={touch}
      onPointerMoveCapture={dragging.onPointerMove}
      onKeyDownCapture={touch}
      onPointerDownCapture={(event) => {
        touch();
        const target = event.target as Element;
        if (!target.closest("input, button, select, .canvas-panel, .canvas-tools")) focus();
      }}
      onKeyDown={(event) => {
        if (event.target instanceof Element && event.target.closest("input, select, textarea, .canvas-panel"))
          return;
        // A button that has the focus is pressed by these.
        if (event.target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ")) return;
        const action = actionOf(event.nativeEvent);
        if (action === undefined || clipboard.isKey(event.nativeEvent)) return;
        event.preventDefault();
        event.stopPropagation();
        act(action);
      }}
      onCopy={clipboard.onCopy}
      onCut={clipboard.onCut}
      onPaste={clipboard.onPaste}
    >
      <p id="canvas-hint" className="unseen">
        {say(canvasWords.canvasHint, language)}
      </p>
      <p className="unseen" aria-live="polite">
        {summaryOf(scene, selection, language)}
      </p>
      {scene === null ? (
        <p className="chart-waiting" role="status">
          {say(fault ? canvasWords.fault : canvasWords.drawing, language)}
        </p>
      ) : (
        <HandsProvider value={hands}>
          <ReactFlow<EditNode, EditEdge>
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onNodesChange={dragging.onNodesChange}
            onEdgesChange={onEdgesChange}
            onNodeDrag={dragging.onDrag}
            onNodeDragStop={dragging.onDragStop}
            {...pointing}
            minZoom={0.05}
            maxZoom={2.5}
            nodesDraggable={!readOnly}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elevateNodesOnSelect={false}
            zIndexMode="manual"
            onlyRenderVisibleElements
            selectionOnDrag
            selectionMode={SelectionMode.Full}
            panOnDrag={middleButton}
            panOnScroll
            zoomOnDoubleClick={false}
            zoomActivationKeyCode={zoomKeys}
            multiSelectionKeyCode={moreKeys}
            selectionKeyCode={null}
            deleteKeyCode={null}
            disableKeyboardA11y
            nodeDragThreshold={3}
            proOptions={withoutAttribution}
          >
            {overview ? (
              <MiniMap<EditNode>
                pannable
                zoomable
                ariaLabel={say(canvasWords.minimap, language)}
                nodeColor={(node) =>
                  node.data.card.kind === "leaf" ? "var(--line-strong)" : "var(--line-soft)"
                }
                maskColor="color-mix(in srgb, var(--ground) 70%, transparent)"
                bgColor="var(--paper)"
              />
            ) : null}
            <Sketch scene={scene} gesture={gesture} ghost={ghost} />
            <Guides guided={dragging.guides} />
            {open?.kind === "rename" && ground !== null ? (
              <Renaming selected={open.selected} ground={ground} language={language} close={close} />
            ) : null}
          </ReactFlow>
          <Crumbs chart={chart} root={root} language={language} go={setRoot} />
          <Tools canvas={own} language={language} overview={overview} />
        </HandsProvider>
      )}
      {open === null ? null : (
        <Opened {...{ open, state, chart, ground, language, setOpen, setGhost, act, close }} />
      )}
      {offer === null ? null : <Offer {...offer} language={language} />}
      {notice === "" ? null : (
        <p className="canvas-notice" role="status">
          {notice}
          <button type="button" className="canvas-button" onClick={() => setNotice("")}>
            {say(canvasWords.close, language)}
          </button>
        </p>
      )}
      {!printing && scene !== null ? <OnPaper {...{ scene, marks, title, language }} /> : null}
      {printing && scene !== null ? (
        <Printed
          {...{ scene, marks, title, language }}
          edition={edition?.() ?? ""}
          done={() => setPrinting(false)}
        />
      ) : null}
    </div>
  );
}
