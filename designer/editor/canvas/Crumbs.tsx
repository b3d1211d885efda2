import type { Chart } from "../../../engine/model/chart-types.ts";
import type { Language } from "../../../engine/model/types.ts";
import { say } from "../../words/text.ts";
import { parentPath } from "../document/place.ts";
import { canvasWords } from "./words.ts";

/** Where one is, while a container is shown alone, and the way out. */
export function Crumbs({
  chart,
  root,
  language,
  go,
}: {
  chart: Chart;
  root: string;
  language: Language;
  go(path: string): void;
}) {
  if (root === "") return null;
  const way: string[] = [];
  for (let at: string | null = root; at !== null && at !== ""; at = parentPath(at)) way.unshift(at);
  const title = (path: string): string => {
    const state = chart.byPath.get(path);
    return say(state?.title, language, state?.key);
  };
  return (
    <nav className="canvas-crumbs" aria-label={say(canvasWords.alone, language)}>
      <button type="button" onClick={() => go("")}>
        {say(canvasWords.whole, language)}
      </button>
      {way.map((path) => (
        <span key={path}>
          <span aria-hidden>›</span>
          {path === root ? (
            <strong aria-current="true">{title(path)}</strong>
          ) : (
            <button type="button" onClick={() => go(path)}>
              {title(path)}
            </button>
          )}
        </span>
      ))}
    </nav>
  );
}
