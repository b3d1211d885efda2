import "../words/due.css";
import type { ClockView } from "../../engine/machine/types.ts";
import type { CaseView } from "../api/types.ts";
import { Lamp } from "../lights/Lamp.tsx";
import { lengthInWords } from "../words/units.ts";
import { useWords } from "../words/i18n.ts";
import { useDates } from "../words/place.tsx";
import { ShownLights } from "./ShownLights.tsx";

/**
 * The clocks of a case: light, time left in words, the date, how much of the time has gone; and, of a case in which somebody may
 * act, the lights that can be appealed against.
 */
export function Clocks({ clocks, view }: { clocks: ClockView[]; view?: CaseView }) {
  const { t, language, say } = useWords();
  const dates = useDates();
  return (
    <ul className="clocks">
      {clocks.map((clock) => {
        const used = Math.min(1, clock.limit > 0 ? clock.used / clock.limit : 1);
        const over = clock.left < 0 || clock.light === "red";
        const left = lengthInWords(Math.abs(clock.left), clock.unit, language);
        return (
          <li key={clock.clock}>
            <div className="clock-head">
              <Lamp light={clock.light} aside={clock.counts !== undefined} />
              <span className="clock-title">{say(clock.title)}</span>
              <span className="quiet">{clock.running ? t("clock.running") : t("clock.paused")}</span>
            </div>
            <p className={over ? "due is-over" : "due"}>
              <strong>
                {over && clock.left === 0
                  ? t("clock.ended")
                  : t(over ? "clock.over" : "clock.left", { length: left })}
              </strong>
              {clock.due ? (
                <time dateTime={clock.due}>
                  {t("clock.until", { date: dates.due(clock.due) })}
                  {clock.provisional ? ` ${t("time.provisional")}` : ""}
                </time>
              ) : null}
            </p>
            <div
              className={`bar-track ${clock.counts ?? clock.light}`}
              role="img"
              aria-label={t("clock.used", {
                used: lengthInWords(clock.used, clock.unit, language),
                limit: lengthInWords(clock.limit, clock.unit, language),
              })}
            >
              <i style={{ width: `${used * 100}%` }} />
            </div>
            <p className="quiet">
              {t("clock.used", {
                used: lengthInWords(clock.used, clock.unit, language),
                limit: lengthInWords(clock.limit, clock.unit, language),
              })}
              {clock.source ? ` · ${clock.source}` : ""}
            </p>
            {view === undefined ? null : <ShownLights clock={clock} view={view} />}
          </li>
        );
      })}
    </ul>
  );
}
