import type { FactDefinition, Instant, Json, JsonObject, Pack, ScheduleDefinition } from "../model/index.ts";
import { answer as answerFact, scopeOf, within, type Asking } from "./facts.ts";
import { command } from "./command.ts";
import type { Definition } from "./compiler.ts";
import { asSchedule } from "./people.ts";
import { openAs } from "./open.ts";
import type { Runtime } from "./runtime.ts";
import { itemsOf, markOf, mostOf, occurrences, type Occurrence } from "./schedules.ts";
import { Refuse } from "./work.ts";

/**
 * Opens what the schedules of the live packs ask for up to an instant. The key of every opening is derived from the schedule
 * and the date, so that none opens twice, however often this is begun again. Gives how many were opened.
 */
export async function runSchedules(runtime: Runtime, until: Instant): Promise<number> {
  let opened = 0;
  const { reader } = runtime.store;
  for (const digest of new Set((await reader.liveProcedures()).map((live) => live.digest))) {
    const pack = await runtime.definitions.pack(reader, digest);
    for (const schedule of pack?.schedules ?? []) {
      // A schedule of a pack whose procedure has since gone over to another pack is that one's business.
      if (pack === null || (await reader.live(schedule.procedure)) !== digest) continue;
      opened += await runSchedule(runtime, pack, schedule, until);
    }
  }
  return opened;
}

async function runSchedule(
  runtime: Runtime,
  pack: Pack,
  schedule: ScheduleDefinition,
  until: Instant,
): Promise<number> {
  const name = markOf(pack, schedule);
  const definition = await runtime.definitions.live(runtime.store.reader, schedule.procedure);
  const mark = await inTransaction(runtime, (work) => work.tx.scheduleMark(name));
  if (definition === null || mark === null || mark.last >= until) return 0;
  let { count } = mark;
  let opened = 0;
  for (const occurrence of occurrences(schedule, definition.zone, mark.last, until)) {
    if (count >= mostOf(schedule)) break;
    opened += await openAt(runtime, definition, schedule, name, occurrence);
    count += 1;
    await keep(runtime, name, { last: occurrence.at, count });
  }
  return opened;
}

async function openAt(
  runtime: Runtime,
  definition: Definition,
  schedule: ScheduleDefinition,
  name: string,
  { name: date, at }: Occurrence,
): Promise<number> {
  const by = asSchedule(name);
  const asking: Asking = { state: null, data: {}, event: { type: "case.open" }, by, case: null, now: at };
  const items =
    schedule.each === undefined
      ? [{ name: "", row: null }]
      : itemsOf(await askEach(runtime, definition, schedule.each, asking));
  let opened = 0;
  for (const [index, { name: item, row }] of items.entries()) {
    const key = item === "" ? date : `${date}/${item}`;
    const data = dataOf(definition, schedule, asking, row, index);
    const answer = await openAs(runtime, by.id, by, { procedure: schedule.procedure, data, key, at });
    if (answer.ok && answer.repeated !== true) opened += 1;
    // Another value of the same day's fact is the same opening.
    if (!answer.ok && answer.refusal.code !== "key-reused")
      runtime.onError(
        new Error(`The schedule ${name} opened nothing on ${key}: ${answer.refusal.message.en}`),
      );
  }
  return opened;
}

function askEach(
  runtime: Runtime,
  definition: Definition,
  each: FactDefinition,
  asking: Asking,
): Promise<Json> {
  return inTransaction(runtime, (work) => answerFact(work, definition, each, asking));
}

function dataOf(
  definition: Definition,
  { data }: ScheduleDefinition,
  asking: Asking,
  row: Json,
  index: number,
): JsonObject {
  if (data === undefined) return {};
  const template = definition.rules.template(data);
  const scope = { ...scopeOf(definition, asking, template.reads), row, index };
  return within(() => template.evaluate(scope)) as JsonObject;
}

async function keep(runtime: Runtime, name: string, mark: { last: Instant; count: number }): Promise<void> {
  await inTransaction(runtime, (work) => work.tx.setScheduleMark(name, mark));
}

/** What a transaction finds out; for what is neither a person's command nor to be refused. */
async function inTransaction<T>(
  runtime: Runtime,
  ask: (work: Parameters<Parameters<typeof command>[1]>[0]) => Promise<T>,
): Promise<T> {
  const found = await command<{ ok: true; value: T }>(runtime, async (work) => ({
    ok: true,
    value: await ask(work),
  }));
  if (!found.ok) throw new Refuse(found.refusal);
  return found.value;
}
