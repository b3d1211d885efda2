import { useMemo, type RefObject } from "react";
import { useReactFlow } from "@xyflow/react";
import type { Language } from "../../../engine/model/types.ts";
import type { Direction, Point, Rect } from "../../chart/arrange.ts";
import { anytime } from "../../chart/parts.ts";
import { say } from "../../words/text.ts";
import { parentPath } from "../document/place.ts";
import type { Selected } from "../document/types.ts";
import { cardOf } from "./flow.ts";
import { extentOf } from "./geometry/extent.ts";
import { around } from "./geometry/rects.ts";
import { neighbour, type Heading } from "./geometry/neighbours.ts";
import type { CanvasHandle } from "./handle.ts";
import type { CanvasMarks } from "./marks.ts";
import { namePlace } from "./naming.ts";
import {
  align,
  arrangeAll,
  arrangeSelected,
  distribute,
  grid,
  nudge,
  remove,
  run,
  selectedFor,
  selectedPaths,
  wrap,
  type Ground,
} from "./operations.ts";
import type { Open } from "./open.ts";
import type { CanvasClipboard } from "./useClipboard.ts";
import { useLatest } from "./useLatest.ts";
import { canvasWords } from "./words.ts";

interface Parts {
  ground: Ground | null;
  marks: CanvasMarks | null;
  root: string;
  direction: Direction;
  language: Language;
  frame: RefObject<HTMLDivElement | null>;
  clipboard: CanvasClipboard;
  setRoot(path: string): void;
  setOpen(open: Open): void;
  setTurned(direction: Direction): void;
  setOverview(change: (old: boolean) => boolean): void;
  setPrinting(printing: boolean): void;
  speak(words: string): void;
}

const steps: Record<Heading, Point> = {
  right: { x: grid, y: 0 },
  left: { x: -grid, y: 0 },
  down: { x: 0, y: grid },
  up: { x: 0, y: -grid },
};

/** What the canvas does when it is asked; the same object as long as it is shown. */
export function useHandle(parts: Parts): CanvasHandle {
  const flow = useReactFlow();
  const latest = useLatest(parts);
  return useMemo<CanvasHandle>(() => {
    const onGround = (act: (ground: Ground) => void): void => {
      if (latest.current.ground !== null) act(latest.current.ground);
    };
    /** Where something opens that belongs to what is selected. */
    const besideSelected = ({ editor, scene }: Ground): Point => {
      const [first] = editor.state().selection;
      const card = first?.kind === "state" ? cardOf(scene, first.path) : null;
      const line =
        first?.kind === "transition"
          ? scene.picture.lines.find(({ transition }) => transition === first.id)
          : undefined;
      const box = card === null ? undefined : scene.boxes[card];
      const spot =
        box === undefined
          ? line === undefined
            ? undefined
            : scene.routes[line.id]?.points[1]
          : { x: box.x, y: box.y + box.height + 8 };
      const bounds = latest.current.frame.current!.getBoundingClientRect();
      if (spot === undefined) return { x: bounds.width / 3, y: bounds.height / 4 };
      const { x, y } = flow.flowToScreenPosition(spot);
      return { x: x - bounds.x, y: y - bounds.y };
    };
    const select = ({ editor, scene }: Ground, card: string): void => {
      if (scene.boxes[card] !== undefined)
        editor.select([{ kind: "state", path: card === anytime ? "" : card }]);
    };
    const selectedCard = ({ editor, scene }: Ground): string | null => {
      const [first] = editor.state().selection;
      return first?.kind === "state" ? cardOf(scene, first.path) : null;
    };
    /** As large as it fits, but never larger than it is. */
    const show = (whole: Rect, padding: number): void => {
      const { clientWidth, clientHeight } = latest.current.frame.current!;
      const zoom = Math.min(
        1,
        (clientWidth * (1 - padding)) / whole.width,
        (clientHeight * (1 - padding)) / whole.height,
      );
      void flow.setCenter(whole.x + whole.width / 2, whole.y + whole.height / 2, { zoom, duration: 200 });
    };
    const handle: CanvasHandle = {
      fit: () =>
        onGround(({ scene }) => {
          const whole = extentOf(scene);
          if (whole !== null) show(whole, 0.06);
        }),
      fitSelection: () =>
        onGround((ground) => {
          const whole = around(selectedPaths(ground).map((path) => ground.scene.boxes[path]!));
          if (whole !== null) show(whole, 0.3);
        }),
      center: () =>
        onGround(({ editor, scene }) => {
          const boxes = editor.state().selection.flatMap((one): Rect[] => {
            if (one.kind === "state") {
              const card = cardOf(scene, one.path);
              return card === null ? [] : [scene.boxes[card]!];
            }
            const line = scene.picture.lines.find(
              ({ transition }) => one.kind === "transition" && transition === one.id,
            );
            const { label, points } = scene.routes[line?.id ?? ""] ?? { points: [] };
            return label === undefined
              ? points.slice(1, 3).map((at) => ({ ...at, width: 0, height: 0 }))
              : [label];
          });
          const whole = around(boxes);
          if (whole === null) return;
          const zoom = Math.max(0.75, flow.getZoom());
          void flow.setCenter(whole.x + whole.width / 2, whole.y + whole.height / 2, { zoom, duration: 200 });
        }),
      zoom: (by) => void flow.zoomTo(flow.getZoom() * by, { duration: 120 }),
      go: (heading) =>
        onGround((ground) => {
          const { editor, scene } = ground;
          const [first] = editor.state().selection;
          if (first?.kind === "transition") {
            const line = scene.picture.lines.find(({ transition }) => transition === first.id);
            if (line !== undefined)
              select(ground, heading === "left" || heading === "up" ? line.from : line.to);
            return;
          }
          const card = selectedCard(ground);
          if (card === null) {
            const start = scene.picture.lines.find(({ from }) => from === ">") ?? scene.picture.lines[0];
            const beginning = start?.to ?? scene.picture.cards[0]?.id;
            if (beginning !== undefined) select(ground, beginning);
            return;
          }
          const next = neighbour(scene.picture.cards, scene.picture.lines, scene.boxes, card, heading);
          if (next !== null) select(ground, next);
        }),
      nextWay: (by) =>
        onGround(({ editor, scene }) => {
          const [first] = editor.state().selection;
          const source =
            first?.kind === "state"
              ? first.path
              : first?.kind === "transition"
                ? scene.chart.transitions.find(({ id }) => id === first.id)?.source
                : undefined;
          const ways = scene.chart.transitions.filter((one) => one.source === source && !one.forbidden);
          if (ways.length === 0) return;
          const here =
            first?.kind === "transition" ? ways.findIndex(({ id }) => id === first.id) : by > 0 ? -1 : 0;
          const next = ways.at((here + by + ways.length) % ways.length)!;
          editor.select([selectedFor(scene, next.id)]);
        }),
      nudge: (heading, far) =>
        onGround((ground) => {
          const { x, y } = steps[heading];
          nudge(ground, far ? { x: x * 5, y: y * 5 } : { x, y });
        }),
      rename: () =>
        onGround(({ editor, scene }) => {
          const [selected] = editor.state().selection;
          if (selected === undefined) return;
          if (namePlace(editor.state().document.definition, scene.chart, selected) === null)
            latest.current.speak(say(canvasWords.noTitle, latest.current.language));
          else latest.current.setOpen({ kind: "rename", selected });
        }),
      append: () =>
        onGround((ground) => {
          const card = selectedCard(ground);
          if (card !== null)
            latest.current.setOpen({ kind: "append", card, at: besideSelected(ground), spot: null });
        }),
      connect: () =>
        onGround((ground) => {
          const card = selectedCard(ground);
          if (card !== null)
            latest.current.setOpen({
              kind: "targets",
              card,
              at: besideSelected(ground),
              trigger: null,
              event: undefined,
            });
        }),
      selectAll: () =>
        onGround(({ editor, scene }) =>
          editor.select(
            scene.picture.cards
              .filter(({ shape, parent }) => shape !== "initial" && shape !== "anytime" && parent === null)
              .map(({ id }): Selected => ({ kind: "state", path: id })),
          ),
        ),
      remove: () => onGround(remove),
      wrap: () => onGround(wrap),
      duplicate: () =>
        onGround((ground) => {
          const { scene, scenes } = ground;
          run(ground, "duplicateStates", {
            paths: selectedPaths(ground),
            ...(scene.placed && { places: scenes.frozen(scene) }),
          });
        }),
      // The browser then asks for what is to be copied, as it does on its own keys.
      copy: () => {
        latest.current.frame.current?.focus({ preventScroll: true });
        document.execCommand("copy");
      },
      cut: () => {
        latest.current.frame.current?.focus({ preventScroll: true });
        document.execCommand("cut");
      },
      paste: () => {
        const { clipboard, speak, language } = latest.current;
        const byKeys = (): void => speak(say(canvasWords.useKeys, language));
        if (!("clipboard" in navigator)) return byKeys();
        navigator.clipboard.readText().then(clipboard.paste, byKeys);
      },
      align: (how) => onGround((ground) => align(ground, how)),
      distribute: (axis) => onGround((ground) => distribute(ground, axis)),
      arrange: async (what) => {
        const { ground, direction } = latest.current;
        if (ground === null) return;
        if (what === "selection") await arrangeSelected(ground, direction);
        else {
          await arrangeAll(ground);
          requestAnimationFrame(handle.fit);
        }
      },
      turn: () => latest.current.setTurned(latest.current.direction === "right" ? "down" : "right"),
      fold: () =>
        onGround((ground) => {
          const [path] = selectedPaths(ground);
          if (path === undefined) return;
          const isFolded = ground.editor.state().document.layout.states[path]?.folded === true;
          run(ground, "foldState", { path, folded: !isFolded });
        }),
      drill: (inward) =>
        onGround((ground) => {
          const { root, setRoot } = latest.current;
          const [path] = selectedPaths(ground);
          if (!inward) setRoot(parentPath(root) ?? "");
          else if (path !== undefined) setRoot(path);
        }),
      minimap: () => latest.current.setOverview((old) => !old),
      menu: () => onGround((ground) => latest.current.setOpen({ kind: "menu", at: besideSelected(ground) })),
      keys: () => latest.current.setOpen({ kind: "keys", at: { x: 24, y: 24 } }),
      exportAs: async (kind) => {
        const { ground, language, marks } = latest.current;
        if (ground === null) return;
        const { definition } = ground.editor.state().document;
        const title = say(definition.title, language, definition.id);
        const { png, save, svgText } = await import("./drawing.tsx");
        const content =
          kind === "png"
            ? await png(ground.scene, marks, title, language)
            : new Blob([svgText(ground.scene, marks, title, language)], { type: "image/svg+xml" });
        save(`${definition.id}.${kind}`, content);
      },
      print: () => latest.current.setPrinting(true),
    };
    return handle;
  }, [flow, latest]);
}
