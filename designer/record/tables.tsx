import type { BallotView, ClockView } from "../../engine/machine/types.ts";
import type { JsonObject, Procedure } from "../../engine/model/types.ts";
import { AppealWords } from "../case/AppealWords.tsx";
import { Lamp } from "../lights/Lamp.tsx";
import { choiceInWords } from "../words/choices.ts";
import { useWords } from "../words/i18n.ts";
import { useDates } from "../words/place.tsx";
import { lengthInWords } from "../words/units.ts";

/** The clocks: how long each may take, what has been used, its light. */
export function Times({ clocks }: { clocks: ClockView[] }) {
  const { t, language, say } = useWords();
  const dates = useDates();
  return (
    <table className="record-table">
      <thead>
        <tr>
          <th scope="col">{t("record.clock")}</th>
          <th scope="col">{t("record.limit")}</th>
          <th scope="col">{t("record.used")}</th>
          <th scope="col">{t("record.due")}</th>
          <th scope="col">{t("record.light")}</th>
        </tr>
      </thead>
      <tbody>
        {clocks.map((clock) => (
          <tr key={clock.clock}>
            <td>
              {say(clock.title)}
              {clock.source ? <small>{clock.source}</small> : null}
            </td>
            <td>{lengthInWords(clock.limit, clock.unit, language)}</td>
            <td>{lengthInWords(clock.used, clock.unit, language)}</td>
            <td>
              {clock.due ? dates.due(clock.due) : t("record.stopped")}
              {clock.provisional ? ` ${t("time.provisional")}` : null}
            </td>
            <td>
              <Lamp light={clock.light} named aside={clock.counts !== undefined} />
              <Appeals clock={clock} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The lights of a clock that were appealed against: when they were shown, and what was said and decided. */
function Appeals({ clock }: { clock: ClockView }) {
  const dates = useDates();
  const appealed = (clock.shown ?? []).filter(({ appeal }) => appeal !== undefined);
  return appealed.map((one, place) => (
    <div className="record-appeal" key={`${one.light} ${one.at} ${place}`}>
      <p>
        <Lamp light={one.light} named aside={one.appeal?.decision?.setAside === true} />{" "}
        {dates.moment(one.at)}
      </p>
      <AppealWords appeal={one.appeal} />
    </div>
  ));
}

/** The ballots that stand in the case: the count of each choice, the base, the result. */
export function Votes({ ballots, procedure }: { ballots: BallotView[]; procedure: Procedure }) {
  const { t, language, say } = useWords();
  return (
    <table className="record-table">
      <thead>
        <tr>
          <th scope="col">{t("record.vote")}</th>
          <th scope="col">{t("record.base")}</th>
          <th scope="col">{t("record.counts")}</th>
          <th scope="col">{t("record.result")}</th>
        </tr>
      </thead>
      <tbody>
        {ballots.map((ballot, place) => {
          const definition = procedure.ballots?.[ballot.ballot];
          const cast = definition && procedure.events[definition.cast];
          const field = (cast?.payload?.properties as JsonObject | undefined)?.[definition?.choice ?? ""];
          const choices = definition?.choices ?? Object.keys(ballot.counts);
          const result = ballot.output?.result;
          return (
            // One ballot may have been held several times.
            <tr key={`${ballot.ballot} ${place}`}>
              <td>{say(ballot.title, t("ballot.title"))}</td>
              <td className="figure">{ballot.base}</td>
              <td>
                {choices
                  .map((choice) => `${choiceInWords(choice, field, language)} ${ballot.counts[choice] ?? 0}`)
                  .join(language === "en" ? ", " : "，")}
              </td>
              <td>
                {ballot.status === "open"
                  ? t("ballot.open")
                  : typeof result === "string"
                    ? choiceInWords(result, {}, language)
                    : t("ballot.ended")}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
