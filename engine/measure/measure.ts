import {
  canonical,
  schemaAt,
  type CivilDate,
  type Chart,
  type Json,
  type Logic,
  type MeasureDefinition,
  type Procedure,
} from "../model/index.ts";
import { truthy, type Rule, type Rules } from "../rules/index.ts";
import type { Zone } from "../time/index.ts";
import { nearest, written } from "./exact.ts";
import { tallies, type Tally } from "./give.ts";
import { Questions, traceOf } from "./journal.ts";
import {
  MeasureFault,
  type MeasureGroup,
  type MeasureReport,
  type Period,
  type Subject,
  type Trace,
} from "./types.ts";

/** A measure has so many figures at most, each of which names so many cases. */
const mostGroups = 2_000;
const mostNamed = 100;

export interface MeasuringOptions {
  /** Whose measures are computed: the procedure as it is now, also over cases that run by an earlier text of it. */
  procedure: Procedure;
  rules: Pick<Rules, "compile">;
  zone: Zone;
  /** Instead of the measures' own periods. */
  period?: Period;
  /** Cases for which this does not hold are left out; it may ask the journal too. */
  where?: Logic;
}

/**
 * The measures of a procedure, computed case by case (C11): cases are handed in one after the other and forgotten; what is kept
 * is a count, an exact sum or, for medians, how often each value came.
 *
 * @example
 * const measuring = createMeasuring({ procedure, rules, zone });
 * for (const record of records) measuring.add(subjectOf(record));
 * measuring.reports(); // [{ measure: "onTime", groups: [{ period: "2026-03", value: 0.9, exact: "9/10", … }] }]
 */
export interface Measuring {
  /** Paths of the scope that anything reads. */
  readonly reads: readonly string[];
  /** Whether anything asks the journal: without that it need not be read. */
  readonly asksJournal: boolean;
  /** Whether a measure tells how things stand: then cases are handed in whatever day they were opened on. */
  readonly asksStanding: boolean;
  /** Reads the journal of one case, which runs by a definition with this chart. */
  trace(chart: Chart): Trace;
  /**
   * Counts a case. Throws {@link MeasureFault} where a measure has more figures or different values than it may, and RuleFault
   * `limit-exceeded` where its logic takes too long.
   */
  add(subject: Subject): void;
  reports(): MeasureReport[];
}

/** Throws RuleFault for a `where` that is no logic; the measures have been checked with their definition. */
export function createMeasuring({ procedure, rules, zone, period, where }: MeasuringOptions): Measuring {
  const questions = new Questions();
  const compile = (logic: Logic): Rule => rules.compile(questions.readFrom(logic));
  const among = where === undefined ? null : compile(where);
  const measures = Object.entries(procedure.measures ?? {}).map(([name, definition]) =>
    measuringOf(name, definition, {
      procedure,
      compile,
      zone,
      period: definition.standing === true ? undefined : (period ?? definition.period),
    }),
  );
  return {
    reads: [...new Set([...(among?.reads ?? []), ...measures.flatMap((one) => one.reads)])],
    asksJournal: questions.asked.size > 0,
    asksStanding: measures.some(({ standing }) => standing),
    trace: (chart) => traceOf(questions, chart, zone),
    add(subject) {
      const scope = { ...subject.scope, journal: subject.journal };
      const asked = measures.filter(({ standing }) => standing || subject.within !== false);
      const isHidden = among?.reads.some((path) => !subject.shows(path)) === true;
      if (isHidden) return asked.forEach((one) => one.withhold());
      if (among !== null && !among.holds(scope)) return;
      for (const one of asked) one.add(subject, scope);
    },
    reports: () => measures.map((one) => one.report()),
  };
}

interface One {
  standing: boolean;
  reads: readonly string[];
  add(subject: Subject, scope: object): void;
  withhold(): void;
  report(): MeasureReport;
}
interface Figures {
  period?: string;
  group: Json[];
  tally: Tally;
  cases: string[];
  more: boolean;
}

function measuringOf(
  name: string,
  { title, unit, standing, goal, aim, baselines, give, by = [], ...logic }: MeasureDefinition,
  {
    procedure,
    compile,
    zone,
    period,
  }: {
    procedure: Procedure;
    compile: (logic: Logic) => Rule;
    zone: Zone;
    period: Period | undefined;
  },
): One {
  const over = logic.over === undefined ? null : compile(logic.over);
  const of = compile(logic.of);
  // A field of the data is named without `data.`, anything else as rules read it.
  const fields = by.map((path) =>
    compile({ var: schemaAt(procedure.data, path) === null ? path : `data.${path}` }),
  );
  const reads = [...new Set([over, of, ...fields].flatMap((rule) => rule?.reads ?? []))];
  const groups = new Map<string, Figures>();
  const byPeriod = new Map<string, Figures>();
  const empty = (group: Json[], when?: string): Figures => ({
    ...(when === undefined ? {} : { period: when }),
    group,
    tally: tallies[give](),
    cases: [],
    more: false,
  });
  const overall = empty([]);
  let withheld = 0;

  function figuresIn(kept: Map<string, Figures>, group: Json[], when?: string): Figures {
    const key = canonical([when ?? null, ...group]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= mostGroups) throw new MeasureFault(mostGroups);
    const made = empty(group, when);
    kept.set(key, made);
    return made;
  }

  function count({ tally, cases }: Figures, id: string, value: Json): boolean {
    if (!tally.add(value)) return false;
    if (cases.length >= mostNamed) return true;
    cases.push(id);
    return false;
  }

  const told = (kept: Map<string, Figures>): MeasureGroup[] =>
    [...kept].sort(([, a], [, b]) => inOrder(a, b)).map(([, figures]) => groupOf(figures));

  return {
    standing: standing === true,
    reads,
    withhold: () => void (withheld += 1),
    add(subject, scope) {
      if (reads.some((path) => !subject.shows(path))) return void (withheld += 1);
      if (over !== null && !truthy(over.evaluate(scope))) return;
      const when = period === undefined ? undefined : periodOf(zone.dateOf(subject.openedAt), period);
      const figures = [overall];
      if (when !== undefined) figures.push(figuresIn(byPeriod, [], when));
      for (const group of combined(fields.map((field) => field.evaluate(scope))))
        figures.push(figuresIn(groups, group, when));
      const value = of.evaluate(scope);
      for (const one of figures) one.more = count(one, subject.id, value) || one.more;
    },
    report: () => ({
      measure: name,
      title,
      unit,
      give,
      ...(standing === undefined ? {} : { standing }),
      ...(goal === undefined ? {} : { goal, aim: aim ?? "atLeast" }),
      ...(baselines === undefined ? {} : { baselines }),
      by,
      ...(period === undefined ? {} : { period }),
      overall: groupOf(overall),
      byPeriod: told(byPeriod),
      groups: told(groups),
      withheld,
    }),
  };
}

/** The groups that a case belongs to: with a list, one for each of its items; with an empty one, that of what is not known. */
function combined(values: Json[]): Json[][] {
  return values.reduce<Json[][]>(
    (groups, value) => {
      const items = Array.isArray(value) ? itemsOf(value) : [value];
      if (groups.length * items.length > mostGroups) throw new MeasureFault(mostGroups);
      return groups.flatMap((group) => items.map((item) => [...group, item]));
    },
    [[]],
  );
}

function itemsOf(list: Json[]): Json[] {
  const once = new Map(list.map((item) => [canonical(item), item]));
  return once.size === 0 ? [null] : [...once.values()];
}

function groupOf({ tally, period, group, cases, more }: Figures): MeasureGroup {
  const { value, numerator, denominator } = tally.figure();
  return {
    ...(period === undefined ? {} : { period }),
    group,
    value: value === null ? null : nearest(value),
    exact: value === null ? null : written(value),
    numerator,
    denominator,
    cases,
    more,
  };
}

function inOrder(a: Figures, b: Figures): number {
  const [left, right] = [a, b].map(({ period = "", group }) => `${period} ${canonical(group)}`);
  return left! < right! ? -1 : 1;
}

/** The month, quarter or year of a date: `2026-03`, `2026-Q1`, `2026`. */
export function periodOf(date: CivilDate, period: Period): string {
  return periods[period](date.slice(0, 4), date.slice(5, 7));
}

const periods: Record<Period, (year: string, month: string) => string> = {
  month: (year, month) => `${year}-${month}`,
  quarter: (year, month) => `${year}-Q${Math.ceil(Number(month) / 3)}`,
  year: (year) => year,
};
