import {
  canonical,
  fill,
  type Json,
  type JsonObject,
  type Pack,
  type Problem,
  type Refused,
  type Text,
} from "../model/index.ts";
import type { PackRecord } from "../ports/index.ts";
import { noteCalendar } from "./adopt-calendars.ts";
import { command } from "./command.ts";
import type { Definition } from "./compiler.ts";
import { parametersSetting } from "./definitions.ts";
import { peopleOf } from "./directory.ts";
import { idOf, isAdministrator, principalOf } from "./people.ts";
import { byPack, filledSetting, registerKey, writeFilled } from "./rows.ts";
import type { Runtime } from "./runtime.ts";
import { checkRule, markOf } from "./schedules.ts";
import type { By, Engine } from "./types.ts";
import type { Work } from "./work.ts";

type Deployed = Awaited<ReturnType<Engine["deploy"]>>;

/**
 * Deploys a pack: stores it, makes its procedures live, and fills the registers that it brings first rows for, once. The same
 * pack with the same parameters changes nothing.
 */
export async function deploy(
  runtime: Runtime,
  pack: Pack,
  { by, parameters: given = {} }: { by: By; parameters?: JsonObject },
): Promise<Deployed> {
  const person = (await principalOf(runtime, by)) ?? peopleOf(pack).find(({ id }) => id === by) ?? null;
  if (!isAdministrator(person)) return refused(problem("not-permitted", "", { id: idOf(by) }));
  const done = await deployPack(runtime, pack, { by: person.id, parameters: given });
  return "refusal" in done
    ? refused({ ...problem("unavailable", "", {}), message: done.refusal.message })
    : done;
}

/** How a pack that somebody may deploy is deployed. */
export interface Deploying {
  /** Who answers for it. */
  by: string;
  parameters: JsonObject;
  /** What is said of it. */
  note?: string;
  /** What is to be looked at and written in the same transaction, before anything of the pack is. */
  within?: (work: Work) => Promise<void>;
}

/** Deploys a pack, whoever asks for it. A refusal comes from `within`, or from a store that could not take it. */
export async function deployPack(
  runtime: Runtime,
  pack: Pack,
  { by, parameters: given, note, within }: Deploying,
): Promise<Deployed | Refused> {
  const { parameters, problems } = parameterValues(runtime, pack, given);
  problems.push(...unreadableSchedules(pack));
  const compiled = problems.length > 0 ? [] : compileAll(runtime, pack, parameters, problems);
  if (problems.length > 0) return { ok: false, problems };

  const at = runtime.clock.now();
  const { digest, id, version, title, files } = pack;
  const record: PackRecord = {
    digest,
    id,
    version,
    title,
    files,
    parameters,
    deployedAt: at,
    deployedBy: by,
    ...(note === undefined ? {} : { note }),
  };
  const done = await command(runtime, async (work) => {
    await within?.(work);
    if (!(await isLive(work, record, pack))) await store(work, record, pack);
    return { ok: true as const, digest, problems: [] };
  });
  if (!done.ok) return done;
  runtime.definitions.learn(pack, compiled);
  await runtime.deployed();
  return done;
}

async function store(work: Work, record: PackRecord, pack: Pack): Promise<void> {
  const { tx } = work;
  await tx.insertPack(record);
  await noteCalendar(work, pack);
  await tx.setSetting(parametersSetting(record.digest), JSON.stringify(record.parameters));
  for (const procedure of Object.keys(pack.procedures)) await tx.setLive(procedure, record.digest);
  for (const [register, rows] of Object.entries(pack.rows))
    await fillOnce(work, record, pack, register, rows);
  for (const schedule of pack.schedules) {
    const mark = markOf(pack, schedule);
    // A schedule asks for what lies after its deployment; a new version goes on where the last one stopped.
    if ((await tx.scheduleMark(mark)) === null)
      await tx.setScheduleMark(mark, { last: record.deployedAt, count: 0 });
  }
}

/** Whether exactly this is what new cases are opened with already. */
async function isLive({ tx }: Work, { digest, parameters }: PackRecord, pack: Pack): Promise<boolean> {
  const known = await tx.pack(digest);
  if (known === null || canonical(known.parameters) !== canonical(parameters)) return false;
  if (canonical(known.files) !== canonical(pack.files)) return false;
  for (const procedure of Object.keys(pack.procedures))
    if ((await tx.live(procedure)) !== digest) return false;
  return true;
}

/** First rows are entered once: afterwards a register changes through cases only, whatever a later version of the pack says. */
async function fillOnce(
  { tx }: Work,
  { digest, deployedAt }: PackRecord,
  pack: Pack,
  register: string,
  rows: JsonObject[],
): Promise<void> {
  const definition = pack.registers[register];
  const setting = filledSetting(register);
  if (definition === undefined || (await tx.setting(setting)) !== null) return;
  for (const row of rows) {
    const key = registerKey(row[definition.key] ?? null);
    const enteredBy = byPack(digest);
    await tx.enterRow({ register, key, row, from: deployedAt, to: null, enteredBy, struckBy: null });
  }
  await tx.setSetting(setting, writeFilled(digest, deployedAt));
}

/** The values under which the pack's procedures run: what was given, and else the defaults. */
function parameterValues(
  { validator }: Runtime,
  pack: Pack,
  given: JsonObject,
): { parameters: JsonObject; problems: Problem[] } {
  const parameters: JsonObject = {};
  const problems: Problem[] = [];
  for (const name of Object.keys(given))
    if (!Object.hasOwn(pack.parameters, name))
      problems.push(problem("unknown-parameter", `/${name}`, { name }));
  for (const [name, schema] of Object.entries(pack.parameters)) {
    const value: Json | undefined = Object.hasOwn(given, name) ? given[name] : schema["default"];
    if (value === undefined) {
      problems.push(problem("missing-parameter", `/${name}`, { name }));
      continue;
    }
    const [fault] = validator.compile(schema)(value);
    if (fault === undefined) parameters[name] = value;
    else problems.push(problem("invalid-parameter", `/${name}${fault.path}`, { name, fault: fault.message }));
  }
  return { parameters, problems };
}

/** Compiles the procedures. What of the pack cannot be run is a problem; a checked pack has nothing of that. */
function compileAll(
  { definitions }: Runtime,
  pack: Pack,
  parameters: JsonObject,
  problems: Problem[],
): Definition[] {
  const compiled: Definition[] = [];
  for (const id of Object.keys(pack.procedures)) {
    try {
      compiled.push(definitions.compile(pack, id, parameters));
    } catch (thrown) {
      const fault = thrown instanceof Error ? thrown.message : String(thrown);
      problems.push(problem("machine-not-compiled", "", { procedure: id, fault }, `procedures/${id}.json`));
    }
  }
  return compiled;
}

function unreadableSchedules(pack: Pack): Problem[] {
  return pack.schedules.flatMap((schedule, n) => {
    try {
      checkRule(schedule);
      return [];
    } catch (thrown) {
      const fault = thrown instanceof Error ? thrown.message : String(thrown);
      const values = { schedule: schedule.id, fault };
      return [problem("invalid-schedule", `/schedules/${n}/rule`, values, "pack.json")];
    }
  });
}

const words = {
  "not-permitted": {
    en: "“{id}” is no administrator here; only an administrator may deploy a pack.",
    "zh-CN": "“{id}”不是此处的管理员，只有管理员可以部署规程包。",
  },
  unavailable: { en: "This cannot be done at the moment.", "zh-CN": "暂时无法处理。" },
  "unknown-parameter": { en: "The pack has no parameter “{name}”.", "zh-CN": "规程包没有参数“{name}”。" },
  "missing-parameter": {
    en: "The parameter “{name}” has no default and must be given.",
    "zh-CN": "参数“{name}”没有默认值，必须给出。",
  },
  "invalid-parameter": {
    en: "The parameter “{name}” is not as it should be: {fault}.",
    "zh-CN": "参数“{name}”不符合要求：{fault}。",
  },
  "invalid-schedule": {
    en: "The rule of the schedule “{schedule}” cannot be followed: {fault}",
    "zh-CN": "定期任务“{schedule}”的规则无法执行：{fault}",
  },
  "machine-not-compiled": {
    en: "The procedure “{procedure}” cannot be run: {fault}",
    "zh-CN": "规程“{procedure}”无法运行：{fault}",
  },
} satisfies Record<string, Text>;

function problem(
  code: keyof typeof words,
  path: string,
  values: Record<string, string | Text>,
  file?: string,
): Problem {
  const message = fill(words[code], values);
  return { code, severity: "error", path, ...(file === undefined ? {} : { file }), message };
}
const refused = (fault: Problem): Deployed => ({ ok: false, problems: [fault] });
