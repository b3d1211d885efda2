import "./legend.css";
import type { Language } from "../../engine/model/types.ts";
import type { Mark, Picture, Sign } from "./parts.ts";
import { SignMark, signWords } from "./signs.tsx";
import { chartWords } from "./words.ts";

/** What the signs on this picture mean: only those that are on it. */
export function Legend({
  picture,
  ofCase,
  language,
}: {
  picture: Picture | undefined;
  ofCase: boolean;
  language: Language;
}) {
  const signs = new Set<Exclude<Sign, ""> | Mark>();
  for (const card of picture?.cards ?? []) {
    for (const mark of card.marks) signs.add(mark);
    for (const row of card.inner) if (row.label.sign !== "") signs.add(row.label.sign);
  }
  for (const line of picture?.lines ?? [])
    if (line.label && line.label.sign !== "") signs.add(line.label.sign);
  const standings = ["active", "visited", "ahead", "gone"] as const;
  const words = {
    active: chartWords.isActive,
    visited: chartWords.wasHere,
    ahead: chartWords.canCome,
    gone: chartWords.outOfReach,
  };
  return (
    <ul className="chart-legend" aria-label={chartWords.legend[language]}>
      {ofCase
        ? standings.map((standing) => (
            <li key={standing}>
              <i className={`swatch is-${standing}`} />
              {words[standing][language]}
            </li>
          ))
        : null}
      {ofCase ? (
        <li>
          <i className="swatch-line" />
          {chartWords.taken[language]}
        </li>
      ) : null}
      {Object.keys(signWords)
        .filter((sign) => signs.has(sign as Mark))
        .map((sign) => (
          <li key={sign}>
            <SignMark sign={sign as Mark} language={language} quiet />
            {signWords[sign as Mark][language]}
          </li>
        ))}
    </ul>
  );
}
