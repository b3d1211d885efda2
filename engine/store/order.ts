/**
 * Order of texts by code point, which is the order of their UTF-8 bytes and so that of the databases. JavaScript's own `<`
 * compares UTF-16 units and puts U+1F600 before U+FF5E. The result of {@link orderable} compares rightly with `<`.
 */
export function orderable(text: string): string {
  if (!/[\ud800-\uffff]/.test(text)) return text;
  return text.replace(/[\ud800-\uffff]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code >= 0xe000 ? code - 0x800 : code + 0x2000);
  });
}

/** Compares two texts by code point: negative, 0 or positive. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return orderable(a) < orderable(b) ? -1 : 1;
}
