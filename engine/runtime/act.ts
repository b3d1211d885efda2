import { actNamed, actStanding, actTitles, positionOf } from "../machine/index.ts";
import { refusal, type JsonObject, type Principal, type Refusal } from "../model/index.ts";
import { accepted } from "./command.ts";
import { mayDo } from "./claim.ts";
import { commandAfterDue } from "./fire.ts";
import { earlierAnswer, keepAnswer, keyed } from "./idempotency.ts";
import { idOf, isAdministrator, noProxy, principalOf } from "./people.ts";
import { visibleCase } from "./read.ts";
import type { Runtime } from "./runtime.ts";
import { stale } from "./send.ts";
import { happen, isDue } from "./stimulate.ts";
import type { Answer, By, Engine } from "./types.ts";
import { Refuse, type Work } from "./work.ts";

type ActCommand = Parameters<Engine["act"]>[0];

/**
 * Somebody does a common act in a case (H1): one entry, with what follows from it. Refusals keep the order of A3; who may is
 * the machine's to say, but that whoever does not see the case does nothing in it.
 */
export function act(runtime: Runtime, command: ActCommand): Promise<Answer> {
  return carryOut(runtime, command, () => undefined);
}

/** Ends the transaction of an act that was only tried. */
class Tried extends Error {
  override name = "Tried";
}

/** What {@link act} would answer now: it is done as it would be, and nothing of it is kept. Null where it would be done. */
export async function tryAct(runtime: Runtime, command: ActCommand): Promise<Refusal | null> {
  try {
    const answer = await carryOut(runtime, command, () => {
      throw new Tried();
    });
    return answer.ok ? null : answer.refusal;
  } catch (fault) {
    if (fault instanceof Tried) return null;
    throw fault;
  }
}

async function carryOut(
  runtime: Runtime,
  { case: id, act: name, payload = {}, by, revision, key }: ActCommand,
  beforeKept: () => void,
): Promise<Answer> {
  const person = await principalOf(runtime, by, { case: id });
  const at = runtime.clock.now();
  return commandAfterDue<Answer>(runtime, at, async (work, fireFirst) => {
    const held = await work.hold(id);
    if (held === null) throw new Refuse(refusal("unknown-case", { case: id }));
    const known = actNamed(`case.${name}`);
    if (known === null)
      throw new Refuse(
        refusal("unknown-event.act", { act: String(name).slice(0, 80), acts: Object.keys(actTitles) }),
      );
    const again = keyed(runtime, idOf(by), key, { verb: "act", case: id, act: name, payload });
    const earlier = again === null ? null : await earlierAnswer(work, again);
    if (earlier !== null) return earlier;
    if (isDue(held.record, at)) await fireFirst(held);
    const barred =
      actStanding(held.record.state, known) ?? stale(held.record, revision) ?? stranger(person, by);
    if (barred !== null) throw new Refuse(barred);
    await work.flush();
    const seen = await visibleCase(work, id, person);
    const event = { ...(await withTaskKey(work, id, payload)), type: `case.${name}` };
    const claimed = await claimedByAnother(work, id, event, seen.person);
    if (claimed !== null) throw new Refuse(claimed);
    await happen(work, {
      case: id,
      stimulus: { kind: "act", event, by: seen.person },
      at,
      admit: () => null,
      refused(reason) {
        throw new Refuse(reason);
      },
    });
    await work.run();
    await work.flush();
    beforeKept();
    const given = accepted(held);
    if (again !== null) await keepAnswer(work, again, given, at);
    return given;
  });
}

function stranger(person: Principal | null, by: By): Refusal | null {
  if (person !== null) return null;
  if (typeof by === "object" && by.for !== undefined) return noProxy(by.for);
  return refusal("invalid-payload.person", { person: idOf(by) });
}

/** The machine knows tasks by their keys, people's lists by their ids. */
async function withTaskKey({ tx }: Work, id: string, payload: JsonObject): Promise<JsonObject> {
  const { task: named } = payload;
  if (typeof named !== "string") return payload;
  const task = (await tx.tasksOf(id, "open")).find((one) => one.id === named);
  return task === undefined ? payload : { ...payload, task: task.key };
}

const handing = ["case.transfer", "case.delegate", "case.addSigners"];

/** What another has taken on is not handed on behind their back, but by an administrator. */
async function claimedByAnother(
  { tx }: Work,
  id: string,
  { type, task: key }: JsonObject & { type: string },
  person: Principal,
): Promise<Refusal | null> {
  if (!handing.includes(type) || isAdministrator(person)) return null;
  const claimed = (await tx.tasksOf(id, "open")).find(
    (task) =>
      task.claimedBy !== null &&
      task.claimedBy !== positionOf(person).id &&
      (key === undefined ? mayDo(task, person) : task.key === key),
  );
  return claimed === undefined ? null : refusal("already-claimed", { name: claimed.claimedBy! });
}
