import type { JsonObject, Threshold } from "../../engine/model/types.ts";
import { Wide } from "../app/Wide.tsx";
import { Section } from "../app/PageHead.tsx";
import type { ProcedureDetail } from "../api/types.ts";
import { limitInWords } from "../words/durations.ts";
import { useWords } from "../words/i18n.ts";
import { phraseLogic } from "../words/logic.ts";
import type { ProcedureWords } from "../words/procedure.ts";
import { titleOf } from "../words/text.ts";
import { Lamp } from "../lights/Lamp.tsx";

export interface Parts {
  detail: ProcedureDetail;
  words: ProcedureWords;
}

/** Who takes part, and what each may do. */
export function RoleTable({ detail, words }: Parts) {
  const { t, language } = useWords();
  const { procedure } = detail;
  const used = [...new Set([...procedure.opening.by, ...Object.values(procedure.events).flatMap((event) => event.by), ...Object.keys(procedure.roles ?? {})])];
  return (
    <dl className="facts">
      {used.map((role) => {
        const does = [...(procedure.opening.by.includes(role) ? [t("procedure.opens")] : []), ...Object.entries(procedure.events).filter(([, event]) => event.by.includes(role)).map(([type]) => words.event(type))];
        const definition = procedure.roles?.[role];
        return (
          <div key={role}>
            <dt>{words.role(role)}</dt>
            <dd>
              {does.join(language === "en" ? ", " : "、")}
              {definition?.is !== undefined || definition?.rows !== undefined ? <span className="quiet">{t("procedure.caseRole")}</span> : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Clocks with their lights, and delays: every limit with its unit and its source. */
export function Deadlines({ detail, words }: Parts) {
  const { t, language, say } = useWords();
  const { procedure, pack } = detail;
  const clocks = Object.entries(procedure.clocks ?? {});
  const delays = Object.entries(procedure.delays ?? {});
  if (clocks.length + delays.length === 0) return <p className="quiet">{t("procedure.noDeadlines")}</p>;
  return (
    <dl className="facts">
      {clocks.map(([name, clock]) => (
        <div key={name}>
          <dt>{say(clock.title)}</dt>
          <dd>
            {limitInWords(clock, procedure, language, pack.parameters)}
            <span className="quiet lamps">
              {clock.lights?.blue ? (
                <span>
                  <Lamp light="blue" /> {Math.round(clock.lights.blue * 100)}%
                </span>
              ) : null}
              {clock.lights?.yellow ? (
                <span>
                  <Lamp light="yellow" /> {Math.round(clock.lights.yellow * 100)}%
                </span>
              ) : null}
              <span>
                <Lamp light="red" /> 100%
              </span>
            </span>
            {clock.source ? <span className="quiet">{clock.source}</span> : null}
          </dd>
        </div>
      ))}
      {delays.map(([name, delay]) => (
        <div key={name}>
          <dt>{say(delay.title) || delayUse(name, words)}</dt>
          <dd>
            {limitInWords(delay, procedure, language, pack.parameters)}
            {delay.source ? <span className="quiet">{delay.source}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A delay without a title is called after the stages in which it runs. */
function delayUse(name: string, words: ProcedureWords): string {
  const states = words.chart.transitions.filter((transition) => transition.delay === name).map((transition) => words.state(transition.source));
  return [...new Set(states)].join(" / ") || name;
}

/** The named conditions, as sentences. */
export function RuleList({ detail }: Parts) {
  const { t, language, say } = useWords();
  const { procedure, pack } = detail;
  const rules = Object.entries(procedure.rules ?? {});
  if (rules.length === 0) return <p className="quiet">{t("procedure.noRules")}</p>;
  return (
    <dl className="facts stacked">
      {rules.map(([name, rule]) => (
        <div key={name}>
          <dt>{say(rule.title)}</dt>
          <dd>
            {phraseLogic(rule.when, procedure, language, pack.parameters)}
            {rule.source ? <span className="quiet">{rule.source}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How votes are counted. */
export function VoteList({ detail, words }: Parts) {
  const { t, language } = useWords();
  const { procedure, pack } = detail;
  const ballots = Object.entries(procedure.ballots ?? {});
  if (ballots.length === 0) return null;
  const threshold = (one: Threshold | Threshold[] | undefined): string =>
    (Array.isArray(one) ? one : one ? [one] : [])
      .map((each) => [each.share ? t("vote.share", { share: each.share, of: t(`vote.of.${each.of ?? "cast"}`) }) : "", each.minimum === undefined ? "" : t("vote.minimum", { minimum: typeof each.minimum === "number" ? each.minimum : phraseLogic(each.minimum, procedure, language, pack.parameters) })].filter((part) => part !== "").join(t("timeline.and")))
      .join("；");
  return (
    <Section title={t("procedure.ballots")}>
      <dl className="facts stacked">
        {ballots.map(([name, ballot]) => (
          <div key={name}>
            <dt>{words.ballot(name)}</dt>
            <dd>
              {"role" in ballot.electors ? t("vote.electors", { role: words.role(ballot.electors.role) }) : t("vote.electorsOfCase")}
              {ballot.quorum ? <span className="line">{t("vote.quorum", { threshold: threshold(ballot.quorum) })}</span> : null}
              {ballot.pass ? <span className="line">{t("vote.pass", { threshold: threshold(ballot.pass) })}</span> : null}
              {ballot.close ? <span className="line">{t("vote.close", { delay: words.delay(ballot.close) })}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** What people may send, who may, with what, and who may not do both. */
export function EventTable({ detail, words }: Parts) {
  const { t, language } = useWords();
  const { procedure, pack } = detail;
  const fields = (schema: JsonObject | undefined): string => Object.entries((schema?.properties ?? {}) as JsonObject).map(([key, field]) => titleOf(field, language, key)).join(language === "en" ? ", " : "、");
  return (
    <Wide label={t("procedure.events")}>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t("event.event")}</th>
            <th scope="col">{t("event.by")}</th>
            <th scope="col">{t("event.with")}</th>
            <th scope="col">{t("event.condition")}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(procedure.events).map(([type, event]) => (
            <tr key={type}>
              <td className="cell-main">
                {words.event(type)}
                <span className="quiet">{type}</span>
              </td>
              <td>{words.roles(event.by)}</td>
              <td>{event.takes ? event.takes.map((field) => words.field(field.replace(/\?$/, ""))).join(language === "en" ? ", " : "、") : fields(event.payload)}</td>
              <td>
                {event.where === undefined ? null : phraseLogic(event.where, procedure, language, pack.parameters)}
                {event.apartFrom ? <span className="quiet">{t("event.apart", { acts: event.apartFrom.map((act) => words.event(act.split("@")[0]!)).join(language === "en" ? ", " : "、") })}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** The law that the procedure rests on. */
export function Basis({ detail }: Parts) {
  const { t, say } = useWords();
  const basis = detail.procedure.basis ?? [];
  if (basis.length === 0) return <p className="quiet">{t("procedure.noBasis")}</p>;
  return (
    <ul className="basis">
      {basis.map((one) => {
        const title = [say(one.title), one.article].filter((part) => part !== undefined && part !== "").join(" ");
        return (
          <li key={title}>
            {one.url && /^https?:/.test(one.url) ? (
              <a href={one.url} rel="noreferrer noopener" target="_blank">
                {title}
              </a>
            ) : (
              title
            )}
          </li>
        );
      })}
    </ul>
  );
}
