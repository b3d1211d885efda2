import "./facts.css";
import type { Threshold } from "../../engine/model/types.ts";
import { Section } from "../app/PageHead.tsx";
import { useWords } from "../words/i18n.ts";
import { phraseLogic } from "../words/logic.ts";
import type { Parts } from "./parts.tsx";

/** How votes are counted. */
export function VoteList({ detail, words }: Parts) {
  const { t, language } = useWords();
  const { procedure, pack } = detail;
  const ballots = Object.entries(procedure.ballots ?? {});
  if (ballots.length === 0) return null;
  const threshold = (one: Threshold | Threshold[] | undefined): string =>
    (Array.isArray(one) ? one : one ? [one] : [])
      .map((each) =>
        [
          each.share ? t("vote.share", { share: each.share, of: t(`vote.of.${each.of ?? "cast"}`) }) : "",
          each.minimum === undefined
            ? ""
            : t("vote.minimum", {
                minimum:
                  typeof each.minimum === "number"
                    ? each.minimum
                    : phraseLogic(each.minimum, procedure, language, pack.parameters),
              }),
        ]
          .filter((part) => part !== "")
          .join(t("timeline.and")),
      )
      .join("；");
  return (
    <Section title={t("procedure.ballots")}>
      <dl className="facts stacked">
        {ballots.map(([name, ballot]) => (
          <div key={name}>
            <dt>{words.ballot(name)}</dt>
            <dd>
              {"role" in ballot.electors
                ? t("vote.electors", { role: words.role(ballot.electors.role) })
                : t("vote.electorsOfCase")}
              {ballot.quorum ? (
                <span className="line">{t("vote.quorum", { threshold: threshold(ballot.quorum) })}</span>
              ) : null}
              {ballot.pass ? (
                <span className="line">{t("vote.pass", { threshold: threshold(ballot.pass) })}</span>
              ) : null}
              {ballot.close ? (
                <span className="line">{t("vote.close", { delay: words.delay(ballot.close) })}</span>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
