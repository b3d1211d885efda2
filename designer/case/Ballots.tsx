import type { BallotView } from "../../engine/machine/types.ts";
import type { JsonObject, Procedure } from "../../engine/model/types.ts";
import { choiceInWords } from "../words/choices.ts";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { Due } from "../words/TimeLeft.tsx";

/** Ballots of a case: how many chose what, of how many, who has not, until when, and the result. */
export function Ballots({ ballots, procedure }: { ballots: BallotView[]; procedure: Procedure }) {
  return (
    <ul className="ballots">
      {ballots.map((ballot) => (
        <Ballot
          key={`${ballot.ballot} ${ballot.status} ${ballot.closes ?? ""}`}
          ballot={ballot}
          procedure={procedure}
        />
      ))}
    </ul>
  );
}

function Ballot({ ballot, procedure }: { ballot: BallotView; procedure: Procedure }) {
  const { t, language, say } = useWords();
  const names = useNames();
  const definition = procedure.ballots?.[ballot.ballot];
  const choices = definition?.choices ?? Object.keys(ballot.counts);
  const cast = definition && procedure.events[definition.cast];
  const field = (cast?.payload?.properties as JsonObject | undefined)?.[definition?.choice ?? ""];
  const all = Math.max(1, ballot.base, ...Object.values(ballot.counts));
  const join = (ids: string[]): string => ids.map(names).join(language === "en" ? ", " : "、");
  const who = (state: BallotView["electors"][number]["state"]): string[] =>
    ballot.electors.filter((elector) => elector.state === state).map(({ id }) => id);
  const waiting = who("waiting");
  const recused = who("recused");
  const result = typeof ballot.output?.result === "string" ? ballot.output.result : null;
  return (
    <li>
      <div className="ballot-head">
        <span className="ballot-title">{say(ballot.title, t("ballot.title"))}</span>
        <span className={ballot.status === "open" ? "tag is-open" : "tag"}>
          {ballot.status === "open"
            ? t("ballot.open")
            : result
              ? choiceInWords(result, {}, language)
              : t("ballot.ended")}
        </span>
        {ballot.secret ? <span className="tag">{t("ballot.secret")}</span> : null}
      </div>
      <ul className="counts">
        {choices.map((choice) => {
          const count = ballot.counts[choice] ?? 0;
          return (
            <li key={choice}>
              <span>{choiceInWords(choice, field, language)}</span>
              <span className="bar-track" aria-hidden>
                <i style={{ width: `${(count / all) * 100}%` }} />
              </span>
              <b className="figure">{count}</b>
            </li>
          );
        })}
      </ul>
      <p className="quiet">
        {t("ballot.base", { base: ballot.base, electors: ballot.electors.length })}
        {ballot.closes && ballot.status === "open" ? (
          <>
            {" · "}
            {t("ballot.closes")} <Due at={ballot.closes} />
          </>
        ) : null}
      </p>
      {ballot.status === "open" && waiting.length > 0 ? (
        <details>
          <summary>{t("ballot.waiting", { count: waiting.length })}</summary>
          <p>{join(waiting)}</p>
        </details>
      ) : null}
      {recused.length > 0 ? <p className="quiet">{t("ballot.recused", { people: join(recused) })}</p> : null}
    </li>
  );
}
