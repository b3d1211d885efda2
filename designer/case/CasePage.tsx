import "../chart/place.css";
import "./case.css";
import { lazy, Suspense, useEffect } from "react";
import { Alert, Button, Tooltip } from "antd";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useSearchParams } from "wouter";
import { ask } from "../api/client.ts";
import { caseQuery } from "../api/queries.ts";
import type { CaseView } from "../api/types.ts";
import { Icon } from "../app/icons.tsx";
import { PageHead, Section } from "../app/PageHead.tsx";
import { StandingIn, useStandingIn } from "../app/StandingIn.tsx";
import { Fault, Waiting } from "../app/states.tsx";
import { Status } from "../cases/Status.tsx";
import { caseSubject } from "../../engine/model/subject.ts";
import { caseHref, shortId } from "../cases/subject.ts";
import { SetAsideLights } from "../lights/aside.tsx";
import { Lamp } from "../lights/Lamp.tsx";
import { worstLight } from "../lights/lights.ts";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { Place } from "../words/place.tsx";
import { Moment } from "../words/TimeLeft.tsx";
import { useProcedure } from "../words/useProcedure.ts";
import { Actions } from "./Actions.tsx";
import { Administration } from "./Administration.tsx";
import { Ballots } from "./Ballots.tsx";
import { Clocks } from "./Clocks.tsx";
import { Coming } from "./Coming.tsx";
import { Particulars } from "./DataView.tsx";
import { Handing } from "./Handing.tsx";
import { InWhosePlace } from "./InWhosePlace.tsx";
import { LinkedCase } from "./Linked.tsx";
import { Obligations } from "./Obligations.tsx";
import { TasksOfCase } from "./TasksOfCase.tsx";
import { Timeline } from "./Timeline.tsx";
import { WithTitles } from "./titles.tsx";

const Statechart = lazy(() => import("../chart/Statechart.tsx"));

/** One case: where it stands on its chart, what can be done, its data, its times, and what has happened. */
export default function CasePage({ id }: { id: string }) {
  const [params] = useSearchParams();
  const standingIn = params.get("for") ?? undefined;
  const view = useQuery(caseQuery(id, standingIn));
  if (view.error && !view.data) return <Fault error={view.error} retry={() => void view.refetch()} />;
  if (!view.data) return <Waiting rows={10} />;
  return (
    <StandingIn of={standingIn}>
      <Case key={standingIn} view={view.data} />
    </StandingIn>
  );
}

/** Since when an administrator has let it stand still, or the case that waits for it. */
function Suspended({ suspension: { since, parent } }: { suspension: NonNullable<CaseView["suspension"]> }) {
  const { t } = useWords();
  const standingIn = useStandingIn();
  return (
    <Alert
      type="info"
      showIcon
      title={t(parent === undefined ? "case.suspended" : "case.suspendedWith")}
      description={
        <p>
          {t("case.suspendedSince")} <Moment at={since} />{" "}
          {parent === undefined ? null : (
            <Link href={caseHref(parent, standingIn)}>
              {t("case.suspendedBy", { case: shortId(parent) })}
            </Link>
          )}
        </p>
      }
    />
  );
}

/** Whoever was informed of a case has read it by opening it. */
function useMarkRead({ case: { id }, copied }: CaseView): void {
  const standingIn = useStandingIn();
  useEffect(() => {
    // Whoever looks in another's place has not read it for them.
    if (copied === undefined || standingIn !== undefined) return;
    // Nothing is lost where it fails: it is marked the next time.
    ask<void>(`/api/v1/cases/${encodeURIComponent(id)}/read`, { method: "POST" }).catch(() => undefined);
  }, [id, copied, standingIn]);
}

function Case({ view }: { view: CaseView }) {
  useMarkRead(view);
  const { t, language, say } = useWords();
  const names = useNames();
  const [, go] = useLocation();
  const standingIn = useStandingIn();
  const { detail, words, error, retry } = useProcedure(view.case.procedure, view.case.pack);
  if (error && !detail) return <Fault error={error} retry={retry} />;
  if (!detail || !words) return <Waiting rows={10} />;
  const { procedure } = detail;
  const light = worstLight(
    view.clocks.filter((clock) => clock.running).map((clock) => clock.counts ?? clock.light),
  );
  const ended = view.case.status === "done" || view.case.status === "withdrawn";
  const linked = [
    ...(view.case.parent ? [{ id: view.case.parent, parent: true }] : []),
    ...view.case.children.map((child) => ({ id: child.case })),
  ];
  return (
    <Place timeZone={detail.pack.timeZone}>
      <div className="page case">
        <PageHead
          title={caseSubject(view.data) ?? say(procedure.title)}
          above={[
            { href: "/cases", title: t("place.cases") },
            { href: `/procedures/${encodeURIComponent(procedure.id)}`, title: say(procedure.title) },
          ]}
          sub={
            <>
              <Status status={view.case.status} stands={words.standing(view.state)} />
              {light && !ended ? <Lamp light={light} named /> : null}
              <span>{shortId(view.case.id)}</span>
              <span>
                {t("case.openedBy", { person: names(view.case.openedBy) })} <Moment at={view.case.openedAt} />
              </span>
              <span className="quiet">{t("case.version", { version: view.case.version })}</span>
            </>
          }
        >
          {standingIn === undefined ? <Administration view={view} /> : null}
          <Handing view={view} />
          <Tooltip title={t("case.recordHint")}>
            <Button
              icon={<Icon name="print" />}
              onClick={() => go(`/cases/${encodeURIComponent(view.case.id)}/record`)}
            >
              {t("case.record")}
            </Button>
          </Tooltip>
        </PageHead>
        {view.hold ? (
          <Alert
            type="info"
            showIcon
            title={t("case.held", { hold: say(view.hold.title) })}
            description={
              <p>
                {t("case.heldSince")} <Moment at={view.hold.since} />{" "}
                {t("case.heldUntil", { end: say(view.hold.end.title) })}
              </p>
            }
          />
        ) : null}
        {view.suspension ? <Suspended suspension={view.suspension} /> : null}
        {view.incidents.length > 0 ? (
          <Alert
            type="warning"
            showIcon
            title={t("case.incidents", { count: view.incidents.length })}
            description={
              <ul>
                {view.incidents.map((incident) => (
                  <li key={incident.at + incident.message.en}>
                    <Moment at={incident.at} short /> {say(incident.message)}
                  </li>
                ))}
              </ul>
            }
          />
        ) : null}
        <div className="case-grid">
          <div className="case-chart">
            <Section title={t("case.chart")}>
              <Suspense fallback={<div className="chart-place" />}>
                <Statechart
                  procedure={procedure}
                  parameters={detail.pack.parameters}
                  language={language}
                  onChart={{
                    active: view.active.length > 0 ? view.active : [],
                    visited: view.visited.states,
                    taken: view.visited.taken,
                    ended,
                  }}
                />
              </Suspense>
            </Section>
          </div>
          <aside className="case-side">
            <Section title={t("case.actions")}>
              <InWhosePlace case={view.case} />
              <Actions view={view} procedure={procedure} />
            </Section>
            {view.clocks.length > 0 ? (
              <Section title={t("case.clocks")}>
                <Clocks clocks={view.clocks} view={view} />
              </Section>
            ) : null}
            {view.obligations.length > 0 ? (
              <Section title={t("case.obligations")}>
                <Obligations obligations={view.obligations} />
              </Section>
            ) : null}
            {view.ballots.length > 0 ? (
              <Section title={t("case.ballots")}>
                <Ballots ballots={view.ballots} procedure={procedure} />
              </Section>
            ) : null}
            {view.delays.length > 0 ? (
              <Section title={t("case.coming")}>
                <Coming view={view} words={words} />
              </Section>
            ) : null}
            {view.tasks.length > 0 ? (
              <Section title={t("case.tasks")}>
                <TasksOfCase tasks={view.tasks} words={words} />
              </Section>
            ) : null}
            {linked.length > 0 ? (
              <Section title={t("case.linked")}>
                <ul className="linked">
                  {linked.map((one) => (
                    <LinkedCase key={one.id} {...one} />
                  ))}
                </ul>
              </Section>
            ) : null}
          </aside>
          <div className="case-main">
            <WithTitles view={view} procedure={procedure}>
              <Section title={t("case.data")}>
                <Particulars data={view.data} schema={procedure.data} />
              </Section>
              <Section
                title={t("case.timeline")}
                aside={
                  <Link href={`/procedures/${encodeURIComponent(procedure.id)}`}>{t("case.procedure")}</Link>
                }
              >
                <SetAsideLights clocks={view.clocks}>
                  <Timeline id={view.case.id} words={words} procedure={procedure} />
                </SetAsideLights>
              </Section>
            </WithTitles>
          </div>
        </div>
      </div>
    </Place>
  );
}
