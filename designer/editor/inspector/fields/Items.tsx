import "./items.css";
import { useRef, useState, type ReactNode } from "react";
import { Button, Tooltip } from "antd";
import { Icon } from "../../../app/icons.tsx";
import { useWords } from "../../../words/i18n.ts";
import { inspectorWords, withName } from "../words.ts";

export interface Item {
  /** As lasting as can be. */
  key: string;
  head: ReactNode;
  /** Drawn while it is open. */
  body: ReactNode;
  /** Beside the head. */
  extra?: ReactNode;
}

/** Things in an order: each folds, is moved by Alt ↑ ↓ or by dragging its handle, and is removed. */
export function Items({
  items,
  onMove,
  onRemove,
  canMove = () => true,
  opened,
}: {
  items: readonly Item[];
  onMove: (from: number, to: number) => void;
  onRemove: (place: number) => void;
  /** Whether an item may take the place of another one. */
  canMove?: (from: number, to: number) => boolean;
  /** The key of the item that is open at first. */
  opened?: string;
}) {
  const { say } = useWords();
  const [open, setOpen] = useState<string | null>(opened ?? null);
  const [wished, setWished] = useState(opened);
  if (opened !== wished) {
    setWished(opened);
    setOpen(opened ?? null);
  }
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const handles = useRef(new Map<number, HTMLButtonElement>());
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= items.length || from === to || !canMove(from, to)) return;
    onMove(from, to);
    // What was moved keeps the focus.
    requestAnimationFrame(() => handles.current.get(to)?.focus());
  };
  return (
    <ol className="items">
      {items.map(({ key, head, body, extra }, place) => {
        const name = withName(say(inspectorWords.item), place + 1);
        const isOpen = open === key;
        return (
          <li
            key={key}
            data-open={isOpen}
            data-over={over === place && dragged !== null && dragged !== place}
            onDragOver={(event) => {
              if (dragged === null || !canMove(dragged, place)) return;
              event.preventDefault();
              setOver(place);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) move(dragged, place);
              setDragged(null);
              setOver(null);
            }}
          >
            <div className="item-head">
              <Tooltip title={say(inspectorWords.moveHint)}>
                <button
                  type="button"
                  className="tool item-handle"
                  draggable
                  aria-label={withName(say(inspectorWords.move), name)}
                  ref={(node) => {
                    if (node === null) handles.current.delete(place);
                    else handles.current.set(place, node);
                  }}
                  onDragStart={() => setDragged(place)}
                  onDragEnd={() => {
                    setDragged(null);
                    setOver(null);
                  }}
                  onKeyDown={(event) => {
                    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
                    event.preventDefault();
                    move(place, place + (event.key === "ArrowUp" ? -1 : 1));
                  }}
                >
                  <Icon name="drag" />
                </button>
              </Tooltip>
              <button
                type="button"
                className="item-title"
                aria-expanded={isOpen}
                onClick={() => setOpen(isOpen ? null : key)}
              >
                {head}
              </button>
              {extra}
              <Tooltip title={say(inspectorWords.remove)}>
                <Button
                  type="text"
                  size="small"
                  className="item-remove"
                  icon={<Icon name="close" />}
                  aria-label={withName(say(inspectorWords.removeName), name)}
                  onClick={() => onRemove(place)}
                />
              </Tooltip>
            </div>
            {isOpen ? <div className="item-body">{body}</div> : null}
          </li>
        );
      })}
    </ol>
  );
}

/** The button that adds to what stands above it. */
export function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button size="small" type="dashed" className="adds" icon={<Icon name="plus" />} onClick={onClick}>
      {label}
    </Button>
  );
}
