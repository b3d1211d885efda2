import type { Json, JsonObject, Procedure } from "../../engine/model/types.ts";
import type { Effect, Note } from "../../engine/machine/types.ts";
import type { JournalEntry } from "../api/types.ts";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { registersQuery } from "../api/queries.ts";
import { useSetAside } from "../lights/aside.tsx";
import { Lamp } from "../lights/Lamp.tsx";
import { asDeclared } from "./as-declared.ts";
import { choiceInWords } from "../words/choices.ts";
import type { Dates } from "../words/dates.ts";
import { useWords, type Words } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { useDates } from "../words/place.tsx";
import type { ProcedureWords } from "../words/procedure.ts";
import { useProcedureTitles } from "../words/useProcedure.ts";
import { titleOf } from "../words/text.ts";
import { Value } from "./DataView.tsx";
import { useTitledFields } from "./titles.tsx";

/** What was said with an event: its payload, in words. */
export function What({
  entry,
  procedure,
  words,
}: {
  entry: JournalEntry;
  procedure: Procedure;
  words: ProcedureWords;
}) {
  const { language } = useWords();
  const titled = useTitledFields(entry, "said");
  if (entry.kind === "act") return <SaidWithAct entry={entry} />;
  if (entry.kind !== "event") return null;
  const properties = (procedure.events[entry.event.type]?.payload?.properties ?? {}) as Record<string, Json>;
  const said = asDeclared(Object.keys(entry.event), {
    ...properties,
    ...(procedure.data["properties"] as JsonObject | undefined),
  }).filter((key) => key !== "type" && !Object.hasOwn(entry.set, key));
  if (said.length === 0) return null;
  const schemas = titled(
    Object.fromEntries(said.map((key) => [key, properties[key] ?? words.fieldSchema(key) ?? {}])),
  );
  return (
    <dl className="said">
      {said.map((key) => (
        <div key={key}>
          <dt>{titleOf(properties[key], language, words.field(key))}</dt>
          <dd>
            <Value value={entry.event[key]!} schema={schemas[key]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Who comes before how, and both before what was said of it. */
const peopleFirst = { from: 0, to: 1, who: 2, mode: 3, decision: 4 };

/** People by name, words as they are; what is for the machine alone is left out. */
function SaidWithAct({ entry }: { entry: JournalEntry }) {
  const { t } = useWords();
  const names = useNames();
  // Which light an appeal is about is told by its note.
  const { type: _, task: __, data: ___, clock: ____, light: _____, at: ______, ...said } = entry.event;
  const inWords = (key: string, value: Json): string => {
    if (typeof value === "boolean") return t(value ? "handing.yes" : "handing.no");
    const texts = [value].flat().map(String);
    if (["to", "from", "who"].includes(key)) return few(texts.map(names), t);
    if (key === "mode" || key === "decision") return t(`handing.choice.${texts.join()}`);
    return texts.join(t("timeline.and"));
  };
  if (Object.keys(said).length === 0) return null;
  return (
    <dl className="said">
      {asDeclared(Object.keys(said), peopleFirst).map((key) => (
        <div key={key}>
          <dt>{t(`handing.${key}`)}</dt>
          <dd>{inWords(key, said[key]!)}</dd>
        </div>
      ))}
    </dl>
  );
}

type NoteOf<K extends Note["note"]> = Extract<Note, { note: K }>;

/** Lights, clocks, delays, ballots and incidents that an entry tells of. */
export function Notes({ entry, words }: { entry: JournalEntry; words: ProcedureWords }) {
  const spoken = useWords();
  const dates = useDates();
  const names = useNames();
  const isAside = useSetAside();
  if (entry.notes.length === 0) return null;
  return (
    <ul className="notes">
      {entry.notes.map((note) => (
        <li key={JSON.stringify(note)} className={note.note === "incident" ? "is-incident" : undefined}>
          {note.note === "light" ? (
            <Lamp light={note.light} aside={isAside(note.clock, note.light, note.at)} />
          ) : null}
          {sayNote(note, words, spoken, dates, names)}
          {note.note === "light" && isAside(note.clock, note.light, note.at)
            ? ` ${spoken.t("note.aside")}`
            : ""}
        </li>
      ))}
    </ul>
  );
}

function sayNote(
  note: Note,
  words: ProcedureWords,
  spoken: Words,
  dates: Dates,
  names: (id: string) => string,
): string {
  const { t, language, say } = spoken;
  const sayers: { [K in Note["note"]]: (one: NoteOf<K>) => string } = {
    light: (one) => t("note.light", { clock: words.clock(one.clock), light: t(`light.${one.light}`) }),
    appeal: (one) =>
      t(`note.appeal.${one.change}`, {
        clock: words.clock(one.clock),
        light: t(`light.${one.light}`),
        date: dates.moment(one.shown),
      }) + (one.due ? t("note.until", { date: dates.due(one.due) }) : ""),
    clock: (one) =>
      t(`note.clock.${one.change}`, { clock: words.clock(one.clock) }) +
      (one.due ? t("note.until", { date: dates.due(one.due) }) : ""),
    delay: (one) => t("note.delay", { delay: words.delay(one.delay), date: dates.due(one.due) }),
    "ballot-opened": (one) =>
      t("note.ballotOpened", { ballot: words.ballot(one.ballot), electors: one.electors }),
    "ballot-ended": (one) =>
      t("note.ballotEnded", {
        ballot: words.ballot(one.ballot),
        result: typeof one.output.result === "string" ? choiceInWords(one.output.result, {}, language) : "",
      }),
    returned: (one) =>
      t(`note.returned.${one.resume}`, { from: words.state(one.from), to: words.state(one.to) }),
    hold: (one) => t(`note.hold.${one.change}`, { hold: words.hold(one.hold) }),
    "taken-back": (one) =>
      t("note.takenBack", {
        event: words.event(one.event),
        who: names(one.by),
        from: words.state(one.from),
        to: words.state(one.to),
      }),
    signing: (one) =>
      t(`note.signing.${one.change}`, { event: words.event(one.event) }) +
      (one.message === undefined ? "" : ` ${say(one.message)}`),
    timeout: ({ does, state, roles = [], ids = [] }) =>
      t(`note.timeout.${does}`, {
        state: words.state(state),
        to: few([...roles.map(words.role), ...ids.map(names)], t),
      }),
    approver: ({ why, state, roles = [], ids = [] }) =>
      t(`note.approver.${why}`, {
        state: words.state(state),
        to: few([...roles.map(words.role), ...ids.map(names)], t),
      }),
    incident: (one) => say(one.message),
  };
  return (sayers[note.note] as (one: Note) => string)(note);
}

/** The first four of many. */
const few = (who: string[], t: Words["t"]): string =>
  who.slice(0, 4).join(t("timeline.and")) +
  (who.length > 4 ? t("task.andMore", { count: who.length - 4 }) : "");

type EffectOf<K extends Effect["type"]> = Extract<Effect, { type: K }>;

/** What an entry caused outside its case. */
export function Effects({ entry, words }: { entry: JournalEntry; words: ProcedureWords }) {
  const { t, say } = useWords();
  const names = useNames();
  const titles = useProcedureTitles();
  const registers = useQuery({ ...registersQuery(), staleTime: 60_000 });
  if (entry.effects.length === 0) return null;
  const register = (id: string): string =>
    say(registers.data?.items.find((one) => one.register === id)?.title, id);
  const sayers: { [K in Effect["type"]]: (one: EffectOf<K>) => string } = {
    notify: (one) =>
      t(say(one.text) === "" ? "effect.notifyCovered" : "effect.notify", {
        to: few([...one.roles.map(words.role), ...one.ids.map(names)], t),
        text: say(one.text),
      }),
    copy: (one) => t("effect.copy", { to: few(one.ids.map(names), t) }),
    publish: (one) => t("effect.publish", { notice: say(one.title) }),
    enter: (one) => t("effect.enter", { register: register(one.register) }),
    strike: (one) =>
      one.key === null
        ? t("effect.strikeCovered", { register: register(one.register) })
        : t("effect.strike", { register: register(one.register), key: String(one.key) }),
    open: (one) => t("effect.open", { procedure: titles(one.procedure) ?? one.procedure }),
    send: (one) => t(one.to === "parent" ? "effect.sendParent" : "effect.send"),
    call: (one) => t("effect.call", { connector: one.connector }),
    child: (one) => t("effect.child", { procedure: titles(one.procedure) ?? one.procedure }),
    withdraw: () => t("effect.withdraw"),
  };
  return (
    <ul className="effects">
      {entry.effects.map((effect) => (
        <li key={JSON.stringify(effect)}>
          {(sayers[effect.type] as (one: Effect) => string)(effect)}
          {effect.type === "enter" || effect.type === "strike" ? (
            <>
              {" "}
              <Link href={`/registers/${encodeURIComponent(effect.register)}`}>{t("effect.see")}</Link>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
