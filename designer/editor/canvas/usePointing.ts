import { useMemo, type MouseEvent } from "react";
import type { Point } from "../../chart/arrange.ts";
import { anytime } from "../../chart/parts.ts";
import type { Editor } from "../document/editor.ts";
import type { EditEdge, EditNode } from "./flow.ts";
import type { Hands } from "./hands.ts";
import type { Open } from "./open.ts";

interface Parts {
  editor: Editor;
  hands: Hands;
  setOpen(open: Open): void;
  setRoot(path: string): void;
  /** A place in the window as one in the frame. */
  inFrame(at: Point): Point;
}

/**
 * What double clicks and the menu key of the pointer do. The same functions as long as the canvas lives: with others, every card
 * and every line would be drawn again.
 */
export function usePointing({ editor, hands, setOpen, setRoot, inFrame }: Parts) {
  return useMemo(() => {
    const menuAt = (event: MouseEvent | globalThis.MouseEvent): void => {
      event.preventDefault();
      setOpen({ kind: "menu", at: inFrame({ x: event.clientX, y: event.clientY }) });
    };
    return {
      onNodeDoubleClick(event: MouseEvent, { id, data }: EditNode): void {
        if (data.card.kind !== "leaf" && data.card.kind !== "region") setRoot(id);
        else if (!editor.state().readOnly && !(event.target as Element).closest("button"))
          setOpen({ kind: "rename", selected: { kind: "state", path: id } });
      },
      onEdgeDoubleClick(_: MouseEvent, edge: EditEdge): void {
        hands.rename(edge.data!.line.transition);
      },
      onNodeContextMenu(event: MouseEvent, node: EditNode): void {
        if (!node.selected) editor.select([{ kind: "state", path: node.id === anytime ? "" : node.id }]);
        menuAt(event);
      },
      onEdgeContextMenu(event: MouseEvent, edge: EditEdge): void {
        event.preventDefault();
        hands.menu(edge.data!.line.transition, { x: event.clientX, y: event.clientY });
      },
      onPaneContextMenu: menuAt,
      onPaneClick: (): void => editor.select([]),
    };
  }, [editor, hands, setOpen, setRoot, inFrame]);
}
