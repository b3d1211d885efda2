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
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from "react";
import {
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
  useStoreApi,
  type EdgeChange,
  type NodeChange,
} from "@xyflow/react";
import type { Language, Pack, Problem } from "../../../engine/model/types.ts";
import type { Direction, Point } from "../../chart/arrange.ts";
import { anytime } from "../../chart/parts.ts";
import { firstView } from "../../chart/view.ts";
import { say } from "../../words/text.ts";
import { actionOf, type Action } from "../actions.ts";
import { chartOf } from "../chart-of.ts";
import type { Editor } from "../document/editor.ts";
import type { NewEvent } from "../document/edits/growing.ts";
import type { EditRefusal, Selected, Trigger } from "../document/types.ts";
import { Append } from "./Append.tsx";
import { Crumbs } from "./Crumbs.tsx";
import { EditCard } from "./EditCard.tsx";
import { EditLine } from "./EditLine.tsx";
import { cardOf, movedBoxes, Projection, type EditEdge, type EditNode, type Looks } from "./flow.ts";
import { around, holds } from "./geometry/rects.ts";
import { routesOf } from "./geometry/routes.ts";
import type { CanvasHandle } from "./handle.ts";
import { HandsProvider, type Hands } from "./hands.ts";
import { troublesOf, type CanvasMarks } from "./marks.ts";
import { Keys, Menu } from "./Menu.tsx";
import type { Open } from "./open.ts";
import { isMade, namePlace, renamed } from "./naming.ts";
import { drop, grid, grow, resize, run, selectedFor, spotFor, type Ground } from "./operations.ts";
import { Printed } from "./Printed.tsx";
import { Rename } from "./Rename.tsx";
import type { SceneOptions } from "./scene.ts";
import { Sketch, type Ghost } from "./Sketch.tsx";
import { Targets } from "./Targets.tsx";
import { Tools } from "./Tools.tsx";
import { triggerChoices } from "./triggers.ts";
import { useClipboard } from "./useClipboard.ts";
import { cardAt, useGestures, type Finished, type Gesture } from "./useGestures.ts";
import { useHandle } from "./useHandle.ts";
import { useLatest } from "./useLatest.ts";
import { useScene } from "./useScene.ts";
import { canvasWords } from "./words.ts";

export interface ProcedureCanvasProps {
  editor: Editor;
  language: Language;
  /** Parameters of the pack, so that lengths of time can be said in numbers. */
  parameters?: Pack["parameters"];
  problems?: readonly Problem[];
  /** Where a run that is tried out is and has been, or what differs from another version. */
  marks?: CanvasMarks | null;
  /** Filled with what can be asked of the canvas, for keys and palettes outside of it. */
  handle?: RefObject<CanvasHandle | null>;
  /** Tells a person something in words; without it the canvas does so itself. */
  tell?(words: string): void;
}

const nodeTypes = { card: EditCard };
const edgeTypes = { line: EditLine };
const none: readonly Problem[] = [];
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
  marks = null,
  handle,
  tell,
}: ProcedureCanvasProps) {
  const state = useSyncExternalStore(editor.subscribe, editor.state);
  const { document, selection, readOnly } = state;
  const { definition, layout } = document;
  const flow = useReactFlow<EditNode, EditEdge>();
  const store = useStoreApi();
  const isFar = useStore(({ transform }) => transform[2] < farZoom);
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<{ width: number; height: number } | null>(null);
  const [natural, setNatural] = useState<Direction>("right");
  const [turned, setTurned] = useState<Direction | null>(null);
  const [wantedRoot, setRoot] = useState("");
  const [open, setOpen] = useState<Open | null>(null);
  const [ghost, setGhost] = useState<Ghost | null>(null);
  const [drag, setDrag] = useState<ReadonlyMap<string, Point> | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const [notice, setNotice] = useState("");
  const [overview, setOverview] = useState(false);
  const [printing, setPrinting] = useState(false);

  const chart = chartOf(definition);
  const root = (chart.byPath.get(wantedRoot)?.children.length ?? 0) > 0 ? wantedRoot : "";
  const direction = turned ?? natural;
  const options = useMemo<SceneOptions | null>(
    () => (room === null ? null : { definition, layout, language, parameters, root, direction }),
    // Only whether there is room counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [room === null, definition, layout, language, parameters, root, direction],
  );
  const { scene, scenes, fault } = useScene(options);

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
  const latest = useLatest({ ground, drag });

  const focus = useCallback((): void => frame.current?.focus({ preventScroll: true }), []);
  const close = useCallback((): void => {
    setOpen(null);
    setGhost(null);
    focus();
  }, [focus]);
  /** A place in the window as one in the frame. */
  const inFrame = useCallback(({ x, y }: Point): Point => {
    const bounds = frame.current!.getBoundingClientRect();
    return { x: x - bounds.x, y: y - bounds.y };
  }, []);

  // ------------------------------------------------------------ what is seen

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    let isFirst = true;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setRoom({ width, height });
      // Which way the diagram runs is decided once: it does not turn when a panel opens.
      if (isFirst) setNatural(width < height * 1.8 ? "down" : "right");
      isFirst = false;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const seenRoot = useRef<string | null>(null);
  useEffect(() => {
    if (scene === null || room === null || scene.provisional || seenRoot.current === root) return;
    seenRoot.current = root;
    const whole = around(Object.values(scene.boxes));
    if (whole === null) return;
    const first = scene.picture.cards.find(({ shape }) => shape === "initial");
    const start = first === undefined ? null : scene.boxes[first.id]!;
    const view = firstView(
      whole,
      room,
      direction,
      start && { ...start, x: start.x - whole.x, y: start.y - whole.y },
    );
    void flow.setViewport({
      zoom: view.zoom,
      x: view.x - whole.x * view.zoom,
      y: view.y - whole.y * view.zoom,
    });
  }, [scene, room, root, direction, flow]);

  /** What was selected last with the pointer on the canvas: that is in view. */
  const chosenHere = useRef<readonly Selected[] | null>(null);
  /** The selection that was brought into view last. */
  const broughtHere = useRef<readonly Selected[] | null>(null);
  // What is selected elsewhere, in a list or by a key, is brought into view; what was just made, as soon as it has its place.
  useEffect(() => {
    const [first] = selection;
    if (chosenHere.current === selection || broughtHere.current === selection) return;
    if (scene === null || scene.provisional || selection.length !== 1 || first === undefined) return;
    const path =
      first.kind === "state"
        ? first.path
        : first.kind === "transition"
          ? scene.chart.transitions.find(({ id }) => id === first.id)?.source
          : undefined;
    if (path === undefined) return;
    const card = cardOf(scene, path);
    if (card === null) {
      if (scene.chart.byPath.has(path) && path !== "" && root !== "") setRoot("");
      return;
    }
    broughtHere.current = selection;
    const box = scene.boxes[card]!;
    const { transform, width, height } = store.getState();
    const [x, y, zoom] = transform;
    const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    const corner = {
      x: box.x + Math.min(box.width, seen.width / 2),
      y: box.y + Math.min(box.height, seen.height / 2),
    };
    if (!holds(seen, box) || !holds(seen, corner))
      void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, {
        zoom: Math.max(zoom, 0.5),
        duration: 120,
      });
    // Only another selection moves the view, not what is done to it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selection, scene]);

  const troubles = useMemo(
    () => troublesOf(chart, problems, definition.id),
    [chart, problems, definition.id],
  );
  const fold = useCallback(
    (path: string): void => {
      const now = latest.current.ground;
      if (now === null) return;
      const isFolded = now.editor.state().document.layout.states[path]?.folded === true;
      run(now, "foldState", { path, folded: !isFolded });
    },
    [latest],
  );
  const { gesture, begin } = useGestures(scene, finish);
  const [projection] = useState(() => new Projection());
  const looks = useMemo<Looks>(() => {
    const cards = new Set<string>();
    const transitions = new Set<string>();
    for (const one of selection) {
      if (one.kind === "state") cards.add(one.path === "" ? anytime : one.path);
      else if (one.kind === "transition") transitions.add(one.id);
      else if (one.kind === "part" && one.section === "returns")
        for (const made of chart.transitions) if (made.returning?.name === one.name) transitions.add(made.id);
    }
    return {
      language,
      cards,
      transitions,
      troubles,
      marks,
      target: target ?? gesture?.over ?? null,
      readOnly,
      fold,
    };
  }, [selection, chart, language, troubles, marks, target, gesture?.over, readOnly, fold]);
  const still = useMemo(
    () => (scene === null ? [] : projection.nodes(scene, looks)),
    [projection, scene, looks],
  );
  const nodes = useMemo(() => {
    if (drag === null) return still;
    return still.map((node) => {
      const position = drag.get(node.id);
      return position === undefined ? node : { ...node, position, dragging: true };
    });
  }, [still, drag]);
  const routes = useMemo(() => {
    if (scene === null) return {};
    if (drag === null) return scene.routes;
    const { boxes, moved } = movedBoxes(scene, drag);
    const touched = new Set(
      scene.picture.lines.filter(({ from, to }) => moved.has(from) || moved.has(to)).map(({ id }) => id),
    );
    return routesOf(scene.picture.cards, scene.picture.lines, boxes, scene, touched);
  }, [scene, drag]);
  const edges = useMemo(
    () => (scene === null ? [] : projection.edges(scene, routes, looks)),
    [projection, scene, routes, looks],
  );

  // ------------------------------------------------------------ selecting and dragging

  const choose = useCallback(
    (changes: { add: readonly Selected[]; drop: readonly Selected[] }): void => {
      const key = (one: Selected): string => JSON.stringify(one);
      const dropped = new Set(changes.drop.map(key));
      const now = editor.state().selection;
      const kept = now.filter(
        (one) =>
          (one.kind === "state" || one.kind === "transition" || changes.add.length === 0) &&
          !dropped.has(key(one)),
      );
      const there = new Set(kept.map(key));
      const next = [...kept, ...changes.add.filter((one) => !there.has(key(one)) && there.add(key(one)))];
      if (next.length !== now.length || next.some((one, place) => key(one) !== key(now[place]!))) {
        chosenHere.current = next;
        editor.select(next);
      }
    },
    [editor],
  );
  const onNodesChange = useCallback(
    (changes: NodeChange<EditNode>[]): void => {
      const positions = new Map<string, Point>();
      const add: Selected[] = [];
      const dropped: Selected[] = [];
      for (const change of changes) {
        if (change.type === "position" && change.position !== undefined && change.dragging)
          positions.set(change.id, change.position);
        if (change.type === "select")
          (change.selected ? add : dropped).push({
            kind: "state",
            path: change.id === anytime ? "" : change.id,
          });
      }
      if (positions.size > 0) setDrag(positions);
      if (add.length > 0 || dropped.length > 0) choose({ add, drop: dropped });
    },
    [choose],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<EditEdge>[]): void => {
      const now = latest.current.ground?.scene;
      if (now === undefined) return;
      const byId = new Map(now.picture.lines.map((line) => [line.id, line.transition]));
      const selects = changes.filter((change) => change.type === "select");
      const of = (wanted: boolean): Selected[] =>
        selects
          .filter(({ selected }) => selected === wanted)
          .map(({ id }) => selectedFor(now, byId.get(id) ?? ""));
      // A rubber band selects stages; their lines go with them anyway.
      const isBand = store.getState().userSelectionRect !== null;
      const [add, dropped] = [isBand ? [] : of(true), of(false)];
      if (add.length > 0 || dropped.length > 0) choose({ add, drop: dropped });
    },
    [choose, latest, store],
  );
  const containerAt = useCallback(
    (
      event: { clientX: number; clientY: number },
      dragged: ReadonlySet<string>,
    ): string | null | undefined => {
      const now = latest.current.ground;
      if (now === null) return undefined;
      const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
      const { picture, boxes } = now.scene;
      const parents = new Map(picture.cards.map(({ id, parent }) => [id, parent]));
      const isDragged = (id: string): boolean => {
        for (let at: string | null = id; at !== null; at = parents.get(at) ?? null)
          if (dragged.has(at)) return true;
        return false;
      };
      const cards = picture.cards.filter(({ id, kind }) => kind !== "leaf" && !isDragged(id));
      const found = cardAt({ ...now.scene, picture: { ...picture, cards }, boxes }, point);
      // Between the branches of a parallel stage nothing is meant.
      return picture.cards.find(({ id }) => id === found)?.kind === "parallel" ? undefined : found;
    },
    [flow, latest],
  );
  const onDrag = useCallback(
    (event: MouseEvent | TouchEvent | React.MouseEvent, _: EditNode, dragged: EditNode[]): void => {
      if (!("clientX" in event)) return;
      const ids = new Set(dragged.map(({ id }) => id));
      const found = containerAt(event, ids);
      const parent = dragged[0]?.parentId ?? null;
      setTarget(found === undefined || found === parent ? null : found);
    },
    [containerAt],
  );
  const onDragStop = useCallback(
    (event: MouseEvent | TouchEvent | React.MouseEvent, _: EditNode, dragged: EditNode[]): void => {
      const { ground: now, drag: positions } = latest.current;
      setDrag(null);
      setTarget(null);
      if (now === null || positions === null || !("clientX" in event)) return;
      drop(now, positions, containerAt(event, new Set(dragged.map(({ id }) => id))));
    },
    [containerAt, latest],
  );

  // ------------------------------------------------------------ gestures

  function finish(done: Gesture, { at, moved }: Finished): void {
    const now = latest.current.ground;
    if (now === null) return;
    const place = inFrame(at);
    if (done.kind === "resize") {
      if (moved) resize(now, done.card, done.to);
      return;
    }
    if (done.kind === "lead") {
      const box = now.scene.boxes[done.card]!;
      // Below the card, so that what is previewed beside it can be seen.
      const below = inFrame(flow.flowToScreenPosition({ x: box.x, y: box.y + box.height + 8 }));
      if (!moved) setOpen({ kind: "append", card: done.card, at: below, spot: null });
      else if (done.over !== null && !isContainerAround(done.over, done.card)) {
        if (done.over === anytime) return;
        setOpen({ kind: "trigger", card: done.card, target: done.over, at: place });
      } else
        setOpen({
          kind: "append",
          card: done.card,
          at: place,
          spot: { container: done.over, point: { x: done.to.x - 8, y: done.to.y - 24 } },
        });
      return;
    }
    if (!moved || done.over === null || done.over === anytime) return;
    const line = now.scene.picture.lines.find(({ id }) => id === done.line);
    if (line === undefined) return;
    const transition = now.scene.chart.transitions.find(({ id }) => id === line.transition);
    if (line.transition === "" && done.end === "to") run(now, "setInitial", { path: done.over });
    if (transition === undefined) return;
    if (isMade(transition)) return speak(say(canvasWords.madeByRule, language));
    if (done.end === "from") run(now, "resource", { id: transition.id, source: done.over });
    else
      run(now, "retarget", {
        id: transition.id,
        target: done.over,
        place: Number(line.id.slice(line.id.lastIndexOf(">") + 1)),
      });
  }
  /** Letting go inside the container that the card stands in means the free place there, not the container. */
  function isContainerAround(container: string, card: string): boolean {
    const cards = latest.current.ground?.scene.picture.cards ?? [];
    const kind = cards.find(({ id }) => id === container)?.kind;
    return kind !== "leaf" && (card.startsWith(`${container}.`) || kind === "region");
  }

  const hands = useMemo<Hands>(
    () => ({
      lead: (card, event) => begin({ kind: "lead", card, to: { x: 0, y: 0 }, over: null }, event),
      reconnect: (line, end, event) =>
        begin({ kind: "reconnect", line, end, to: { x: 0, y: 0 }, over: null }, event),
      resize: (card, event) => begin({ kind: "resize", card, to: { x: 0, y: 0 }, over: null }, event),
      choose: (transition, more) => {
        const now = latest.current.ground;
        if (now === null || transition === "") return;
        const one = selectedFor(now.scene, transition);
        if (more) choose({ add: [one], drop: [] });
        else editor.select([one]);
        focus();
      },
      rename: (transition) => {
        if (!editor.state().readOnly)
          setOpen({ kind: "rename", selected: { kind: "transition", id: transition } });
      },
      menu: (transition, at) => {
        const now = latest.current.ground;
        if (now === null) return;
        const one = selectedFor(now.scene, transition);
        if (!editor.state().selection.some((other) => JSON.stringify(other) === JSON.stringify(one)))
          editor.select([one]);
        setOpen({ kind: "menu", at: inFrame(at) });
      },
    }),
    [begin, choose, editor, focus, inFrame, latest],
  );

  const clipboard = useClipboard({ ground, frame, speak, language });
  const own = useHandle({
    ground,
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

  const growFrom = (
    card: string,
    spot: { container: string | null; point: Point } | null,
    type: Parameters<typeof grow>[2],
    trigger: Trigger,
    event: NewEvent | undefined,
  ): void => {
    close();
    if (ground === null || !grow(ground, card, type, trigger, event, spot)) return;
    const [made] = editor.state().selection;
    if (made !== undefined && type !== "parallel") setOpen({ kind: "rename", selected: made });
  };
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

  const summary = summaryOf();
  function summaryOf(): string {
    const [first] = selection;
    if (scene === null || first === undefined || selection.length > 1) return "";
    if (first.kind === "state") {
      const found = scene.chart.byPath.get(first.path);
      const ways = scene.chart.transitions.filter(({ source }) => source === first.path).length;
      return found === undefined
        ? ""
        : `${say(found.title, language, found.key)} · ${ways} ${say(canvasWords.waysOn, language)}`;
    }
    if (first.kind !== "transition") return "";
    const line = scene.picture.lines.find(({ transition }) => transition === first.id);
    return [
      line?.label?.full ?? "",
      "→",
      line === undefined ? "" : say(scene.chart.byPath.get(line.to)?.title, language, line.to),
    ].join(" ");
  }

  const renaming = open?.kind === "rename" ? renamePlace() : null;
  function renamePlace() {
    if (open?.kind !== "rename" || scene === null) return null;
    const place = namePlace(definition, chart, open.selected);
    const { selected } = open;
    const line =
      selected.kind === "transition"
        ? scene.picture.lines.find(({ transition }) => transition === selected.id)
        : undefined;
    const card = selected.kind === "state" ? cardOf(scene, selected.path) : null;
    const points = line === undefined ? undefined : scene.routes[line.id]?.points;
    const box =
      card !== null
        ? scene.boxes[card]
        : line === undefined
          ? undefined
          : (scene.routes[line.id]?.label ?? (points?.[1] && { ...points[1], width: 80, height: 20 }));
    if (place === null || box === undefined) return null;
    const fallback = selected.kind === "state" ? selected.path.slice(selected.path.lastIndexOf(".") + 1) : "";
    return { place, box, title: say(place.title, language, fallback) };
  }

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
      onPointerDownCapture={(event) => {
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
        {summary}
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
            onNodesChange={onNodesChange}
            onEdgesChange={onEdgesChange}
            onNodeDrag={onDrag}
            onNodeDragStop={onDragStop}
            onNodeDoubleClick={(event, node) => {
              if (node.data.card.kind !== "leaf" && node.data.card.kind !== "region") setRoot(node.id);
              else if (!readOnly && !(event.target as Element).closest("button"))
                setOpen({ kind: "rename", selected: { kind: "state", path: node.id } });
            }}
            onEdgeDoubleClick={(_, edge) => hands.rename(edge.data!.line.transition)}
            onNodeContextMenu={(event, node) => {
              event.preventDefault();
              if (!node.selected)
                editor.select([{ kind: "state", path: node.id === anytime ? "" : node.id }]);
              setOpen({ kind: "menu", at: inFrame({ x: event.clientX, y: event.clientY }) });
            }}
            onEdgeContextMenu={(event, edge) => {
              event.preventDefault();
              hands.menu(edge.data!.line.transition, { x: event.clientX, y: event.clientY });
            }}
            onPaneContextMenu={(event) => {
              event.preventDefault();
              setOpen({ kind: "menu", at: inFrame({ x: event.clientX, y: event.clientY }) });
            }}
            onPaneClick={() => editor.select([])}
            minZoom={0.05}
            maxZoom={2.5}
            snapToGrid
            snapGrid={[grid, grid]}
            nodesDraggable={!readOnly}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elevateNodesOnSelect={false}
            zIndexMode="manual"
            onlyRenderVisibleElements
            selectionOnDrag
            selectionMode={SelectionMode.Full}
            panOnDrag={[1]}
            panOnScroll
            zoomOnDoubleClick={false}
            zoomActivationKeyCode={["Control", "Meta"]}
            multiSelectionKeyCode={["Shift", "Control", "Meta"]}
            selectionKeyCode={null}
            deleteKeyCode={null}
            disableKeyboardA11y
            nodeDragThreshold={3}
            proOptions={{ hideAttribution: true }}
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
            {renaming === null ? null : (
              <Rename
                key={JSON.stringify(open)}
                box={renaming.box}
                title={renaming.title}
                language={language}
                done={(title) => {
                  close();
                  if (title === null || ground === null) return;
                  const value = renamed(renaming.place.title, language, title);
                  if ("at" in renaming.place) run(ground, "setAt", { pointer: renaming.place.at, value });
                  else {
                    const found = chart.transitions.find(
                      ({ id }) => "transition" in renaming.place && id === renaming.place.transition,
                    );
                    const meta = { ...found?.config.meta, title: value };
                    run(ground, "setTransition", { id: renaming.place.transition, change: { meta } });
                  }
                }}
              />
            )}
          </ReactFlow>
          <Crumbs chart={chart} root={root} language={language} go={setRoot} />
          <Tools canvas={own} language={language} overview={overview} />
        </HandsProvider>
      )}
      {open?.kind === "append" && ground !== null ? (
        <Append
          at={open.at}
          language={language}
          choices={triggerChoices(definition, chart, open.card === anytime ? "" : open.card, language)}
          add={(type, trigger, event) => growFrom(open.card, open.spot, type ?? "atomic", trigger, event)}
          connect={(trigger, event) =>
            setOpen({ kind: "targets", card: open.card, at: open.at, trigger, event })
          }
          preview={(type) => {
            const from = ground.scene.boxes[open.card];
            if (type === null || from === undefined) return setGhost(null);
            const spot = spotFor(ground, open.card, type);
            setGhost({
              from,
              to: open.spot === null ? spot : { ...spot, ...open.spot.point },
              final: type === "final",
            });
          }}
          close={close}
        />
      ) : null}
      {open?.kind === "trigger" ? (
        <Append
          at={open.at}
          language={language}
          choices={triggerChoices(definition, chart, open.card === anytime ? "" : open.card, language)}
          add={(_, trigger, event) => connectTo(open.card, open.target, trigger, event)}
          connect={null}
          preview={() => {}}
          close={close}
        />
      ) : null}
      {open?.kind === "targets" ? (
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
      ) : null}
      {open?.kind === "menu" ? (
        <Menu at={open.at} state={state} language={language} run={act} close={close} />
      ) : null}
      {open?.kind === "keys" ? <Keys at={open.at} language={language} close={close} /> : null}
      {notice === "" ? null : (
        <p className="canvas-notice" role="status">
          {notice}
          <button type="button" className="canvas-button" onClick={() => setNotice("")}>
            {say(canvasWords.close, language)}
          </button>
        </p>
      )}
      {printing && scene !== null ? (
        <Printed
          scene={scene}
          title={say(definition.title, language, definition.id)}
          language={language}
          done={() => setPrinting(false)}
        />
      ) : null}
    </div>
  );
}
