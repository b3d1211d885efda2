import "../chart/place.css";
import { lazy, Suspense, useState } from "react";
import { Button } from "antd";
import { Link } from "wouter";
import { PageHead, Section } from "../app/PageHead.tsx";
import { Fault, Waiting } from "../app/states.tsx";
import { Tabs } from "../app/Tabs.tsx";
import type { ProcedureDetail } from "../api/types.ts";
import { useWords } from "../words/i18n.ts";
import type { ProcedureWords } from "../words/procedure.ts";
import { useProcedure } from "../words/useProcedure.ts";
import { StageList } from "./StageList.tsx";
import { EventTable } from "./events.tsx";
import { Basis, Deadlines, RoleTable, RuleList } from "./parts.tsx";
import { VoteList } from "./votes.tsx";

const Statechart = lazy(() => import("../chart/Statechart.tsx"));

/** A procedure as its definition says it: the picture first, then everything in words. */
export default function ProcedurePage({ id }: { id: string }) {
  const { detail, words, error, retry } = useProcedure(id);
  if (error && !detail) return <Fault error={error} retry={retry} />;
  if (!detail || !words) return <Waiting rows={10} />;
  return <Shown detail={detail} words={words} />;
}

function Shown({ detail, words }: { detail: ProcedureDetail; words: ProcedureWords }) {
  const { t, language, say } = useWords();
  const [selected, setSelected] = useState<string | null>(null);
  const { procedure, pack } = detail;
  const open = `/procedures/${encodeURIComponent(procedure.id)}/open`;
  const parts = { detail, words };
  return (
    <div className="page">
      <PageHead
        title={say(procedure.title)}
        above={[{ href: "/procedures", title: t("place.procedures") }]}
        sub={
          <>
            <span>{say(procedure.summary)}</span>
            <span className="quiet">
              {say(pack.title)} {pack.version} · {procedure.id} · {pack.digest.slice(0, 12)}
            </span>
          </>
        }
      >
        <Link href={`/cases?procedure=${encodeURIComponent(procedure.id)}`} asChild>
          <Button href={`/cases?procedure=${encodeURIComponent(procedure.id)}`}>
            {t("procedure.cases")}
          </Button>
        </Link>
        {Object.keys(procedure.measures ?? {}).length > 0 ? (
          <Link href={`/measures/${encodeURIComponent(procedure.id)}`} asChild>
            <Button href={`/measures/${encodeURIComponent(procedure.id)}`}>{t("place.measures")}</Button>
          </Link>
        ) : null}
        {detail.opening.allowed ? (
          <Link href={open} asChild>
            <Button type="primary" href={open}>
              {t("open.begin")}
            </Button>
          </Link>
        ) : (
          <Button disabled title={t("open.notAllowed", { roles: words.roles(procedure.opening.by) })}>
            {t("open.begin")}
          </Button>
        )}
      </PageHead>
      {detail.opening.allowed ? null : (
        <p className="quiet">{t("open.notAllowed", { roles: words.roles(procedure.opening.by) })}</p>
      )}
      <Section title={t("procedure.chart")}>
        <Suspense fallback={<div className="chart-place is-tall" />}>
          <div className="chart-tall">
            <Statechart
              procedure={procedure}
              parameters={pack.parameters}
              language={language}
              selected={selected}
              onSelect={setSelected}
            />
          </div>
        </Suspense>
      </Section>
      <Tabs
        label={t("procedure.inWords")}
        tabs={[
          {
            key: "stages",
            label: t("procedure.stages"),
            content: <StageList {...parts} selected={selected} />,
          },
          { key: "events", label: t("procedure.events"), content: <EventTable {...parts} /> },
          {
            key: "people",
            label: t("procedure.people"),
            content: (
              <div className="columns even">
                <Section title={t("procedure.roles")}>
                  <RoleTable {...parts} />
                </Section>
                <Section title={t("procedure.deadlines")}>
                  <Deadlines {...parts} />
                </Section>
              </div>
            ),
          },
          {
            key: "rules",
            label: t("procedure.conditions"),
            content: (
              <div className="columns even">
                <Section title={t("procedure.rules")}>
                  <RuleList {...parts} />
                </Section>
                <VoteList {...parts} />
              </div>
            ),
          },
          { key: "basis", label: t("procedure.basis"), content: <Basis {...parts} /> },
        ]}
      />
    </div>
  );
}
