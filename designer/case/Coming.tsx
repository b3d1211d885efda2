import type { CaseView } from "../api/types.ts";
import { useWords } from "../words/i18n.ts";
import type { ProcedureWords } from "../words/procedure.ts";
import { Due } from "../words/TimeLeft.tsx";

/** What happens by lapse of time if nobody does anything. */
export function Coming({ view, words }: { view: CaseView; words: ProcedureWords }) {
  const { t, say } = useWords();
  return (
    <ul className="coming">
      {view.delays.map((delay) => {
        const ways = words.chart.transitions.filter(
          (transition) =>
            transition.kind === "after" &&
            transition.source === delay.state &&
            transition.delay === delay.delay,
        );
        const targets = [...new Set(ways.flatMap(({ targets }) => targets))].map(words.state);
        return (
          <li key={`${delay.state} ${delay.delay}`}>
            <p>
              {delay.still === undefined ? (
                <Due at={delay.due} provisional={delay.provisional} />
              ) : (
                t("coming.still")
              )}
            </p>
            <p className="quiet">
              {targets.length > 0
                ? t("coming.passes", {
                    from: words.state(delay.state),
                    to: targets.join(" / "),
                    delay: say(delay.title, words.delay(delay.delay)),
                  })
                : t("coming.happens", {
                    from: words.state(delay.state),
                    delay: say(delay.title, words.delay(delay.delay)),
                  })}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
