import type { Principal, Refusal } from "../../model/index.ts";
import { refusal } from "../../model/index.ts";
import { actedBefore, namedNow, readsEvent } from "../admission.ts";
import { StepFault } from "../fault.ts";
import { own } from "../data.ts";
import type { Plan } from "../plan.ts";
import { actingAs } from "../run.ts";
import { actTitle, bothLanguages, joined, roleNames } from "../wording.ts";
import type { ActEvent, Scene } from "./act.ts";
import { actTitles } from "./titles.ts";

/** People whom an act names, and what they may be given. */

const naming = ["to", "from", "who"];

/** Ids that an act names; the runtime looks them up before the step. */
export function personsNamed(event: ActEvent): string[] {
  const named = naming.flatMap((member) => event[member] ?? []);
  return [...new Set(named.filter((id) => typeof id === "string"))];
}

/** Somebody whom the act names; remembered, because who is named sees the case (H5). */
export function named(scene: Scene, id: string, member: string): Principal {
  const known = own(scene.run.context.persons ?? {}, id);
  if (known === undefined)
    throw new StepFault(refusal("invalid-payload.person", { person: id }, { path: `/${member}` }));
  const { people } = scene.handovers;
  scene.change({ people: { ...people, [id]: known.name ?? id } });
  return { id, ...known };
}

/** The same, who is not who gives, and has one of the roles to which the procedure limits the act. */
export function receiver(scene: Scene, id: string, giver: Principal = scene.by): Principal {
  const person = named(scene, id, "to");
  if (id === giver.id || id === giver["proxy"])
    throw new StepFault(refusal("not-permitted.oneself", { act: actTitles[scene.name] }, { path: "/to" }));
  const { to } = scene.declared();
  if (to !== undefined && !scene.has(person, to))
    throw new StepFault(
      refusal("not-permitted.receiver", {
        person: called(person),
        roles: roleNames(scene.run.plan, to),
      }),
    );
  return person;
}

export const called = ({ id, name }: Principal): string => name ?? id;

/**
 * Why somebody cannot hold events of a state: they lack the roles, or separation of duties keeps them from it (H3). Roles of
 * the case belong to those the case names: an administrator, who hands on what was somebody's by name, does not ask for them.
 */
export function mayNotHold(
  scene: Scene,
  person: Principal,
  { state, events }: { state: string; events: readonly string[] },
): Refusal | null {
  const { run } = scene;
  const { plan } = run;
  const widened = scene.name === "transfer" && scene.declared().to !== undefined;
  for (const name of events) {
    const { definition, where } = plan.events.get(name)!;
    const offered = namedNow(plan, run.state, name).filter(({ chart }) => chart.source === state);
    const sets = [
      definition.by,
      ...offered.flatMap(({ chart }) => (chart.by === undefined ? [] : [chart.by])),
    ];
    const demanded = sets.map((roles) => (scene.isAdministrator() ? ofDirectory(plan, roles) : roles));
    const lacking = widened
      ? undefined
      : demanded.find(
          (roles, place) =>
            (roles.length > 0 || sets[place]!.length === 0) &&
            actingAs(run, roles, person, { type: name }) === null,
        );
    if (lacking !== undefined)
      return refusal("not-permitted.receiver", { person: called(person), roles: roleNames(plan, lacking) });
    const apart = [definition.apartFrom, ...offered.map(({ chart }) => chart.apartFrom)];
    for (const acts of apart) {
      const act = actedBefore(run.state, acts, [person.id]);
      if (act !== null)
        return refusal(
          "not-permitted.receiver-apart",
          { person: called(person), act: actTitle(plan, act), event: definition.title },
          { details: { apartFrom: act } },
        );
    }
    if (where === null || readsEvent(where.reads)) continue;
    const scope = { ...run.scope(run.state.data, { type: name }), by: person };
    if (!where.holds(scope, run.budget))
      return refusal("not-permitted.receiver-where", { person: called(person), event: definition.title });
  }
  return null;
}

/** Those of some roles that people have by the directory; none where the case itself gives one of them. */
function ofDirectory(plan: Plan, roles: readonly string[]): readonly string[] {
  const inCase = roles.some((role) => (plan.roles.get(role)?.kind ?? "directory") !== "directory");
  return inCase ? [] : roles;
}

/** Events that the procedure wants done in person. */
export function admitEvents(scene: Scene, events: readonly string[]): void {
  const barred = events.filter((event) => scene.declared().except?.includes(event));
  if (barred.length === 0) return;
  const titles = barred.map(
    (event) => scene.run.plan.events.get(event)?.definition.title ?? bothLanguages(event),
  );
  throw new StepFault(refusal("not-permitted.person-only", { event: joined(titles) }));
}
