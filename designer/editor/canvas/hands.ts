import { createContext, useContext, type PointerEvent } from "react";

/** What can be begun with the pointer on a card or on a line. One object for the whole life of the canvas. */
export interface Hands {
  /** A line from a card: a click asks what to append, a drag connects. */
  lead(card: string, event: PointerEvent): void;
  /** One end of a line to another card. */
  reconnect(line: string, end: "from" | "to", event: PointerEvent): void;
  resize(card: string, event: PointerEvent): void;
  /** Selects what an inner row or a label stands for. */
  choose(transition: string, more: boolean): void;
  rename(transition: string): void;
  menu(transition: string, at: { x: number; y: number }): void;
}

const HandsContext = createContext<Hands | null>(null);
export const HandsProvider = HandsContext.Provider;

export function useHands(): Hands {
  const hands = useContext(HandsContext);
  if (hands === null) throw new Error("Outside the canvas");
  return hands;
}
