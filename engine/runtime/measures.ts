import { createMeasuring, MeasureFault, type Measuring } from "../measure/index.ts";
import { refusal, type CivilDate, type Refused } from "../model/index.ts";
import type { CaseRecord, Reader } from "../ports/index.ts";
import { RuleFault } from "../rules/index.ts";
import { isCivilDate } from "../time/index.ts";
import { everyOf } from "./children.ts";
import { veilFor } from "./confidential.ts";
import type { Definition } from "./compiler.ts";
import { scopeOf } from "./facts.ts";
import { principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import { maySee } from "./sight.ts";
import { titlesOfGroups } from "./titles.ts";
import type { Engine, Measurement } from "./types.ts";
import { Refuse } from "./work.ts";

/** A measurement looks at so many cases at most. */
const mostCases = 50_000;
const betweenPauses = 100;

/**
 * The measures of a procedure as it is deployed now, over the cases that a person may see, as the list of cases shows them:
 * administrators and whoever's role opens or handles such cases count all, others their own. A case in which a measure reads what
 * is confidential to them is left out of that measure, and how many were is said.
 */
export async function measures(
  runtime: Runtime,
  { procedure, by, from, to, period, where, pause }: Parameters<Engine["measures"]>[0],
): Promise<({ ok: true } & Measurement) | Refused> {
  for (const date of [from, to])
    if (date !== undefined && !isCivilDate(date)) return invalid(`${date} is no date`);
  const { reader } = runtime.store;
  const live = await runtime.definitions.live(reader, procedure);
  if (live === null) return { ok: false, refusal: refusal("unknown-procedure", { procedure }) };
  const person = await principalOf(runtime, by);
  if (person === null) return { ok: false, refusal: refusal("not-permitted", { roles: [] }) };
  const { zone, rules } = live;
  const now = runtime.clock.now();
  const isWithin = (date: CivilDate) =>
    (from === undefined || date >= from) && (to === undefined || date <= to);
  try {
    const measuring = createMeasuring({
      procedure: live.procedure,
      rules,
      zone,
      ...(period === undefined ? {} : { period }),
      ...(where === undefined ? {} : { where }),
    });
    let looked = 0;
    let gone = 0;
    for await (const { id, openedAt } of everyOf((page) => reader.cases({ procedure, ...page }))) {
      if (++gone % betweenPauses === 0) await pause?.();
      const within = isWithin(zone.dateOf(openedAt));
      if (!within && !measuring.asksStanding) continue;
      if (++looked > mostCases) throw new MeasureFault(mostCases);
      const record = await reader.case(id);
      if (record === null) continue;
      const definition = await runtime.definitions.of(reader, record);
      if (!maySee(definition, record, person, now)) continue;
      measuring.add({
        id,
        openedAt,
        within,
        scope: scope(definition, record, now, measuring.reads),
        journal: await answersOf(reader, measuring, definition, record),
        shows: veilFor(definition, record, person, now).shows,
      });
    }
    const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const reports = measuring.reports();
    const titles = await titlesOfGroups(runtime, live, person, reports);
    return {
      ok: true,
      procedure,
      timeZone: zone.timeZone,
      ...range,
      measures: reports,
      ...(Object.keys(titles).length === 0 ? {} : { titles }),
    };
  } catch (fault) {
    if (fault instanceof MeasureFault)
      return { ok: false, refusal: refusal("limit-exceeded.measures", { limit: fault.limit }) };
    if (fault instanceof Refuse) return { ok: false, refusal: fault.refusal };
    if (fault instanceof RuleFault)
      return fault.code === "limit-exceeded"
        ? { ok: false, refusal: { code: "limit-exceeded", message: fault.text } }
        : invalid(fault.text.en, fault.text["zh-CN"]);
    throw fault;
  }
}

function invalid(en: string, zh: string = en): Refused {
  return { ok: false, refusal: refusal("invalid-request", { fault: { en, "zh-CN": zh } }) };
}

/** What the journal of a case says to what the measures ask; it is not read where they ask nothing. */
async function answersOf(
  reader: Reader,
  measuring: Measuring,
  { chart }: Definition,
  { id, revision }: CaseRecord,
) {
  if (!measuring.asksJournal) return {};
  const trace = measuring.trace(chart);
  for await (const entry of everyOf((page) => reader.journal(id, page))) {
    if (entry.seq > revision) break;
    trace.read(entry);
  }
  return trace.answers();
}

/** What logic over a case reads: everything of it but who asks, since figures are not about them. Facts are not looked up. */
function scope(definition: Definition, record: CaseRecord, now: string, reads: readonly string[]) {
  const { id, procedure, version, openedAt, openedBy, revision, depth, status, state } = record;
  const info = { id, procedure, version, openedAt, openedBy, revision, depth, status };
  const asking = {
    state,
    data: state.data,
    event: { type: "" },
    by: { id: "", roles: [] },
    case: info,
    now,
  };
  return scopeOf(definition, asking, reads);
}
