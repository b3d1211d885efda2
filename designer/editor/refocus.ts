/** The diagram, where it is shown. */
export const diagram = (): Element | null => document.querySelector(".workbench-middle .canvas");

/** Gives the focus to something once what had it is gone, unless something else has taken it by then. */
export function refocus(to: Element | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body && to instanceof HTMLElement && to.isConnected)
      to.focus({ preventScroll: true });
  });
}
