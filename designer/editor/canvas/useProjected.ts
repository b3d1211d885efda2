import { useMemo, useState } from "react";
import type { Chart } from "../../../engine/model/chart-types.ts";
import type { Language } from "../../../engine/model/types.ts";
import { anytime } from "../../chart/parts.ts";
import type { EditorState } from "../document/editor.ts";
import { movedBoxes, Projection, type EditEdge, type EditNode, type Looks } from "./flow.ts";
import { routesOf } from "./geometry/routes.ts";
import type { CanvasMarks, Troubles } from "./marks.ts";
import type { Scene } from "./scene.ts";
import type { Dragging } from "./useDragging.ts";

interface Parts {
  state: EditorState;
  scene: Scene | null;
  chart: Chart;
  language: Language;
  troubles: Troubles;
  marks: CanvasMarks | null;
  drag: Dragging["drag"];
  /** What something would be put into, or led to. */
  target: string | null;
  fold(path: string): void;
}

/** The scene as React Flow draws it, with what is selected, marked, wrong and just being dragged. */
export function useProjected(parts: Parts): { nodes: EditNode[]; edges: EditEdge[] } {
  const { state, scene, chart, language, troubles, marks, drag, target, fold } = parts;
  const { selection, readOnly } = state;
  const [projection] = useState(() => new Projection());
  const looks = useMemo<Looks>(() => {
    const cards = new Set<string>();
    const transitions = new Set<string>();
    for (const one of selection) {
      if (one.kind === "state") cards.add(one.path === "" ? anytime : one.path);
      else if (one.kind === "transition") transitions.add(one.id);
      else if (one.kind === "part")
        for (const { id, returning, takingBack } of chart.transitions)
          if (
            (one.section === "returns" && returning?.name === one.name) ||
            (one.section === "takeBacks" && takingBack?.name === one.name)
          )
            transitions.add(id);
    }
    return { language, cards, transitions, troubles, marks, target, readOnly, fold };
  }, [selection, chart, language, troubles, marks, target, readOnly, fold]);
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
  return { nodes, edges };
}
