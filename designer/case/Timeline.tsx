import { useEffect, useMemo } from "react";
import { Button } from "antd";
import { useInfiniteQuery } from "@tanstack/react-query";
import { journalQuery } from "../api/queries.ts";
import type { JournalEntry } from "../api/types.ts";
import type { Json, JsonObject, Procedure } from "../../engine/model/types.ts";
import { useStandingIn } from "../app/StandingIn.tsx";
import { Fault, Waiting } from "../app/states.tsx";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { asDeclared } from "./as-declared.ts";
import { useDates } from "../words/place.tsx";
import type { ProcedureWords } from "../words/procedure.ts";
import { Effects, Notes, What } from "./entry.tsx";
import { moved, titleOfEntry } from "./entry-words.ts";
import { Value } from "./DataView.tsx";
import { useTitledFields } from "./titles.tsx";

/** So many entries are fetched by themselves; more when asked for. */
const byItself = 500;

/** The journal in words, the latest first: who did what, when, from where to where, and what it changed. */
export function Timeline({
  id,
  words,
  procedure,
}: {
  id: string;
  words: ProcedureWords;
  procedure: Procedure;
}) {
  const { t } = useWords();
  const dates = useDates();
  const journal = useInfiniteQuery(journalQuery(id, useStandingIn()));
  const entries = useMemo(() => journal.data?.pages.flatMap((page) => page.items) ?? [], [journal.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = journal;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && entries.length < byItself) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, entries.length]);
  if (journal.isPending) return <Waiting rows={4} />;
  if (journal.error) return <Fault error={journal.error} retry={() => void journal.refetch()} />;
  const steps = stepNumbers(entries);
  const latestFirst = entries.map((entry, place) => ({ entry, before: entries[place - 1] })).toReversed();
  return (
    <>
      {hasNextPage && entries.length >= byItself ? (
        <p className="much">
          {t("timeline.much", { count: entries.length })}{" "}
          <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("list.more")}
          </Button>
        </p>
      ) : null}
      <ol className="timeline">
        {latestFirst.map(({ entry, before }, place) => {
          const day = dates.date(entry.at);
          const sameDay = place > 0 && dates.date(latestFirst[place - 1]!.entry.at) === day;
          return (
            <li key={entry.seq} className={`kind-${entry.kind}`}>
              {sameDay ? null : <p className="day">{day}</p>}
              <Entry
                entry={entry}
                before={before}
                words={words}
                procedure={procedure}
                steps={steps.get(entry.seq) ?? []}
              />
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** Numbers of the transitions of each entry, as they stand on the chart. */
function stepNumbers(entries: JournalEntry[]): Map<number, number[]> {
  const numbers = new Map<number, number[]>();
  let step = 0;
  for (const entry of entries)
    numbers.set(
      entry.seq,
      entry.taken.map(() => ++step),
    );
  return numbers;
}

function Entry({
  entry,
  before,
  words,
  procedure,
  steps,
}: {
  entry: JournalEntry;
  before: JournalEntry | undefined;
  words: ProcedureWords;
  procedure: Procedure;
  steps: number[];
}) {
  const { t } = useWords();
  const dates = useDates();
  const names = useNames();
  const titled = useTitledFields(entry, "set");
  const { from, to } = moved(before?.value, entry.value, words);
  // At opening the defaults of the definition are set as well: only what was given, or what is not as it began, tells something.
  const changed = asDeclared(Object.keys(entry.set), (procedure.data["properties"] ?? {}) as JsonObject)
    .map((key) => [key, entry.set[key]!] as const)
    .filter(
      ([key, value]) =>
        entry.kind !== "open" || JSON.stringify(value) !== JSON.stringify(defaultOf(words.fieldSchema(key))),
    );
  const schemas = titled(Object.fromEntries(changed.map(([key]) => [key, words.fieldSchema(key) ?? {}])));
  const fields = [...changed.map(([key]) => words.field(key)), ...entry.unset.map(words.field)];
  return (
    <article>
      <div className="entry-head">
        <time dateTime={entry.at}>{dates.time(entry.at)}</time>
        <span className="entry-title">{titleOfEntry(entry, words, t)}</span>
        <span className="entry-who">
          {entry.by.for === undefined
            ? names(entry.by.id)
            : t("timeline.for", { person: names(entry.by.id), of: names(entry.by.for) })}
        </span>
        {steps.length > 0 ? (
          <span className="steps" title={t("timeline.steps")}>
            {steps.map((step) => (
              <b key={step}>{step}</b>
            ))}
          </span>
        ) : null}
      </div>
      {from || to ? (
        <p className="entry-move">
          {from ? <span>{from}</span> : null}
          <span aria-label={t("timeline.to")}>→</span>
          <span>{to}</span>
        </p>
      ) : null}
      <What entry={entry} procedure={procedure} words={words} />
      <Notes entry={entry} words={words} />
      <Effects entry={entry} words={words} />
      {changed.length > 0 || entry.unset.length > 0 ? (
        <details>
          <summary>
            {t("timeline.changed", {
              fields:
                fields.slice(0, 4).join(t("timeline.and")) +
                (fields.length > 4 ? t("timeline.andMore", { count: fields.length - 4 }) : ""),
            })}
          </summary>
          <dl className="changes">
            {changed.map(([key, value]) => (
              <div key={key}>
                <dt>{words.field(key)}</dt>
                <dd>
                  <Value value={value} schema={schemas[key]} />
                </dd>
              </div>
            ))}
            {entry.unset.map((key) => (
              <div key={key}>
                <dt>{words.field(key)}</dt>
                <dd className="quiet">{t("timeline.removed")}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </article>
  );
}

const defaultOf = (schema: Json | undefined): Json | undefined =>
  typeof schema === "object" && schema !== null && !Array.isArray(schema) ? schema.default : undefined;
