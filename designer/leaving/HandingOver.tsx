import "./leaving.css";
import { useState } from "react";
import { Alert, Button, Input, Progress } from "antd";
import { ServerProblem } from "../api/client.ts";
import { Field } from "../app/Field.tsx";
import { Section } from "../app/PageHead.tsx";
import { Nothing } from "../app/states.tsx";
import { PersonChoice } from "../people/PersonChoice.tsx";
import { ProxiesOf } from "../standing/ProxiesOf.tsx";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { HandedTasks } from "./HandedTasks.tsx";
import { useHandOver, type Found } from "./useHandOver.ts";

/** Who leaves, who takes over, and why: first what would go over, then that it does. */
export function HandingOver() {
  const { t, say } = useWords();
  const names = useNames();
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState("");
  const { found, running, error, run, stop, forget } = useHandOver();
  const ready = from !== undefined && to !== undefined && from !== to;
  const [expected, setExpected] = useState(0);
  const carryOut = ({ asked, moved }: Found): void => {
    setExpected(moved.length);
    run(asked, false);
  };
  const change = (set: () => void): void => {
    set();
    forget();
  };
  const words = error instanceof ServerProblem ? say(error.problem.message) : t("state.fault");
  return (
    <>
      <form
        className="fields leaving"
        aria-label={t("place.leaving")}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          const why = reason.trim();
          run({ from, to, ...(why === "" ? {} : { reason: why }) }, true);
        }}
      >
        <Field id="leaving-from" label={t("leaving.from")}>
          <PersonChoice
            id="leaving-from"
            value={from}
            choose={(next) => change(() => setFrom(next))}
            {...(to === undefined ? {} : { without: [to] })}
          />
        </Field>
        <Field id="leaving-to" label={t("leaving.to")}>
          <PersonChoice
            id="leaving-to"
            value={to}
            choose={(next) => change(() => setTo(next))}
            {...(from === undefined ? {} : { without: [from] })}
          />
        </Field>
        <Field id="leaving-reason" label={t("leaving.reason")} hint={t("leaving.reasonHint")}>
          <Input.TextArea
            id="leaving-reason"
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => change(() => setReason(event.target.value))}
          />
        </Field>
        <div className="field-buttons">
          <Button
            type={found?.trial ? "default" : "primary"}
            htmlType="submit"
            disabled={!ready || running !== null}
            loading={running === "trial"}
          >
            {t("leaving.look")}
          </Button>
          {running === null ? null : <Button onClick={stop}>{t("leaving.stop")}</Button>}
        </div>
      </form>
      {running === "real" ? (
        <div className="leaving-progress" role="status">
          <p>{t("leaving.running", { count: found?.moved.length ?? 0, of: expected })}</p>
          <Progress
            percent={expected === 0 ? 0 : Math.round((100 * (found?.moved.length ?? 0)) / expected)}
            aria-label={t("place.leaving")}
          />
        </div>
      ) : null}
      {error === null ? null : <Alert type="error" showIcon role="alert" title={words} />}
      {found && running === null ? <Result found={found} carryOut={() => carryOut(found)} /> : null}
      {from === undefined ? null : (
        <section className="leaving-proxies" aria-label={t("place.standing")}>
          <p className="quiet">{t("leaving.proxies", { person: names(from) })}</p>
          <ProxiesOf person={from} />
        </section>
      )}
    </>
  );
}

function Result({ found, carryOut }: { found: Found; carryOut(): void }) {
  const { t } = useWords();
  const names = useNames();
  const { asked, moved, refused, trial, stopped } = found;
  const people = { from: names(asked.from), to: names(asked.to) };
  if (moved.length + refused.length === 0)
    return <Nothing title={t("leaving.nothing", people)} hint={t("leaving.nothingHint")} />;
  return (
    <>
      {trial ? null : (
        <Alert
          type={stopped ? "warning" : "success"}
          showIcon
          title={t(stopped ? "leaving.stopped" : "leaving.done", { ...people, count: moved.length })}
        />
      )}
      {moved.length === 0 ? null : (
        <Section
          title={t(trial ? "leaving.goes" : "leaving.went", { ...people, count: moved.length })}
          aside={
            trial ? (
              <Button type="primary" onClick={carryOut}>
                {t("leaving.carryOut", { count: moved.length })}
              </Button>
            ) : undefined
          }
        >
          <HandedTasks tasks={moved} />
        </Section>
      )}
      {refused.length === 0 ? null : (
        <Section title={t(trial ? "leaving.cannot" : "leaving.could", { count: refused.length })}>
          <HandedTasks tasks={refused} />
        </Section>
      )}
    </>
  );
}
