/** Whether a key goes into a text: single letters and undo belong to whoever types. An editor of code may type into a plain element. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(input|textarea|select)$/i.test(target.tagName) ||
    target.closest("[role=textbox]") !== null);
