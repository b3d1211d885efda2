/** Width of a text in pixels, at a size in pixels. */
export type Measure = (text: string, size: number, bold?: boolean) => number;

/** The faces of the page: system ones, Chinese first-class. */
export const typeface = `"Inter", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif`;

/** Measures as the browser will draw. Made once; remembers what it measured. */
export function canvasMeasure(): Measure {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map<string, number>();
  return (text, size, bold = false) => {
    const font = `${bold ? "600 " : ""}${size}px ${typeface}`;
    const key = font + text;
    let width = known.get(key);
    if (width === undefined) {
      if (context) context.font = font;
      width = context ? context.measureText(text).width : roughMeasure(text, size);
      known.set(key, width);
    }
    return width;
  };
}

/** Close enough where there is no canvas: a Chinese character is as wide as it is high, a Latin one a little more than half. */
export const roughMeasure: Measure = (text, size) =>
  [...text].reduce((sum, character) => sum + size * (character.charCodeAt(0) > 0x2e7f ? 1 : 0.57), 0);

/**
 * Breaks a text into at most `lines` lines of at most `width` pixels: Chinese between characters, English between words.
 * What does not fit is cut, with an ellipsis; `cut` says so.
 */
export function wrap(
  text: string,
  size: number,
  width: number,
  lines: number,
  measure: Measure,
  bold = false,
): { lines: string[]; width: number; cut: boolean } {
  const pieces = text.match(/[⺀-鿿＀-￯][，。、；：）】”]?|[^\s⺀-鿿＀-￯]+\s*|\s+/gu) ?? [];
  const made: string[] = [];
  let line = "";
  let cut = false;
  const fits = (candidate: string): boolean => measure(candidate.trimEnd(), size, bold) <= width;
  for (const piece of pieces) {
    if (line === "" || fits(line + piece)) {
      line += piece;
      continue;
    }
    if (made.length === lines - 1) {
      cut = true;
      break;
    }
    made.push(line.trimEnd());
    line = piece;
  }
  line = line.trimEnd();
  if (cut || !fits(line)) {
    const full = line;
    while (line.length > 1 && !fits(`${line}…`)) line = line.slice(0, -1).trimEnd();
    cut = cut || line !== full;
    if (cut) line = `${line}…`;
  }
  if (line !== "") made.push(line);
  return { lines: made, width: Math.max(0, ...made.map((each) => measure(each, size, bold))), cut };
}
