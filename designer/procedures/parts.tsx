import "./facts.css";
import type { ProcedureDetail } from "../api/types.ts";
import { policyOf } from "../../engine/model/timeouts.ts";
import { appealOf } from "../../engine/model/appeals.ts";
import type {
  AppealDefinition,
  ApproverDefinition,
  Duration,
  Json,
  TimeoutDefinition,
} from "../../engine/model/types.ts";
import { limitInWords } from "../words/durations.ts";
import { useWords } from "../words/i18n.ts";
import { phraseLogic } from "../words/logic.ts";
import type { ProcedureWords } from "../words/procedure.ts";
import { lengthInWords } from "../words/units.ts";
import { Lamp } from "../lights/Lamp.tsx";

export interface Parts {
  detail: ProcedureDetail;
  words: ProcedureWords;
}

/** Who takes part, and what each may do. */
export function RoleTable({ detail, words }: Parts) {
  const { t, language } = useWords();
  const { procedure } = detail;
  const used = [
    ...new Set([
      ...procedure.opening.by,
      ...Object.values(procedure.events).flatMap((event) => event.by),
      ...Object.keys(procedure.roles ?? {}),
    ]),
  ];
  return (
    <dl className="facts">
      {used.map((role) => {
        const does = [
          ...(procedure.opening.by.includes(role) ? [t("procedure.opens")] : []),
          ...Object.entries(procedure.events)
            .filter(([, event]) => event.by.includes(role))
            .map(([type]) => words.event(type)),
        ];
        const definition = procedure.roles?.[role];
        return (
          <div key={role}>
            <dt>{words.role(role)}</dt>
            <dd>
              {does.join(language === "en" ? ", " : "、")}
              {definition?.is !== undefined || definition?.rows !== undefined ? (
                <span className="quiet">{t("procedure.caseRole")}</span>
              ) : null}
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
  const timeouts = Object.entries(procedure.timeouts ?? {});
  const approvers = Object.entries(procedure.approvers ?? {});
  if (clocks.length + delays.length + timeouts.length + approvers.length === 0)
    return <p className="quiet">{t("procedure.noDeadlines")}</p>;
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
            <Appeal appeal={appealOf(procedure, name)} detail={detail} words={words} />
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
      {approvers.map(([name, approver]) => (
        <Approvers key={name} approver={approver} detail={detail} words={words} />
      ))}
      {timeouts.map(([name, timeout]) => (
        <Timeout key={name} timeout={timeout} detail={detail} words={words} />
      ))}
    </dl>
  );
}

/** Who may appeal against a light of a clock, who decides, and within what time. */
function Appeal({ appeal, detail, words }: Parts & { appeal: AppealDefinition | null }) {
  const { t, language } = useWords();
  if (appeal === null) return null;
  const { by, to, within, due } = appeal;
  const { procedure, pack } = detail;
  const time = (duration: Duration): string => limitInWords(duration, procedure, language, pack.parameters);
  const said = [
    by === undefined ? t("procedure.appeal.who") : t("procedure.appeal.by", { by: words.roles(by) }),
    ...(within === undefined ? [] : [t("procedure.appeal.within", { time: time(within) })]),
    t("procedure.appeal.to", { to: words.roles(to) }),
    ...(due === undefined ? [] : [t("procedure.appeal.due", { time: time(due) })]),
  ];
  const source = within?.source ?? due?.source;
  return (
    <span className="quiet">
      {said.join(language === "en" ? ", " : "，")}
      {source === undefined ? null : ` · ${source}`}
    </span>
  );
}

/** When a stage is due, when of it is reminded, and what is done when the time is over. */
function Timeout({ timeout, detail, words }: Parts & { timeout: TimeoutDefinition }) {
  const { t, language, say } = useWords();
  const { procedure, pack } = detail;
  const { due, over, remind = [] } = timeout;
  const delay = typeof due === "string" ? procedure.delays?.[due] : due;
  const unit = delay !== undefined && "unit" in delay ? delay.unit : "days";
  const policy = over === undefined ? null : policyOf(over);
  const receivers = (to: Json): string =>
    Array.isArray(to) ? words.roles(to.map(String)) : phraseLogic(to, procedure, language, pack.parameters);
  return (
    <div>
      <dt>{say(timeout.title) || timeout.in.map(words.state).join(" / ")}</dt>
      <dd>
        {delay === undefined ? null : limitInWords(delay, procedure, language, pack.parameters)}
        <span className="quiet">
          {t("procedure.timeout.in", {
            states: timeout.in.map(words.state).join(language === "en" ? ", " : "、"),
          })}
        </span>
        {remind.map((one) => (
          <span className="quiet" key={JSON.stringify(one)}>
            {"before" in one
              ? t("procedure.timeout.before", { time: lengthInWords(one.before, unit, language) })
              : t("procedure.timeout.after", {
                  time: lengthInWords(one.after, unit, language),
                  count: one.times ?? 1,
                })}
          </span>
        ))}
        {policy === null ? null : (
          <span className="quiet">
            {t(`procedure.timeout.${policy.does}`, {
              what:
                policy.does === "escalate" || policy.does === "transfer"
                  ? receivers(policy.what)
                  : words.event(String(policy.what)),
            })}
          </span>
        )}
      </dd>
    </div>
  );
}

/** What holds where the approver of a stage is nobody, the one whose case it is, or has approved before. */
function Approvers({ approver, detail, words }: Parts & { approver: ApproverDefinition }) {
  const { t, language } = useWords();
  const { procedure, pack } = detail;
  const { in: stages, repeated = "none", self = "allow", empty = "admin" } = approver;
  const superior = typeof self === "object" ? self.superior : null;
  const to = Array.isArray(superior)
    ? words.roles(superior.map(String))
    : phraseLogic(superior, procedure, language, pack.parameters);
  return (
    <div>
      <dt>{`${t("procedure.approvers.title")}: ${stages.map(words.state).join(" / ")}`}</dt>
      <dd>
        <span className="quiet">{t(`procedure.approvers.same.${repeated}`)}</span>
        <span className="quiet">
          {typeof self === "string"
            ? t(`procedure.approvers.self.${self}`)
            : t("procedure.approvers.self.superior", { to })}
        </span>
        <span className="quiet">{t(`procedure.approvers.empty.${empty}`)}</span>
      </dd>
    </div>
  );
}

/** A delay without a title is called after the stages in which it runs. */
function delayUse(name: string, words: ProcedureWords): string {
  const states = words.chart.transitions
    .filter((transition) => transition.delay === name)
    .map((transition) => words.state(transition.source));
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

/** The law that the procedure rests on. */
export function Basis({ detail }: Parts) {
  const { t, say } = useWords();
  const basis = detail.procedure.basis ?? [];
  if (basis.length === 0) return <p className="quiet">{t("procedure.noBasis")}</p>;
  return (
    <ul className="basis">
      {basis.map((one) => {
        const title = [say(one.title), one.article]
          .filter((part) => part !== undefined && part !== "")
          .join(" ");
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
