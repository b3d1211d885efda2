import { isObject } from "../../../../engine/model/is-object.ts";
import type { Json, JsonObject } from "../../../../engine/model/types.ts";
import { blankOf } from "./change.ts";
import { alternativesOf, membersOf, type Member, type Root } from "./shapes.ts";

/** The types of actions, as the format lists them. */
export const actionTypes: readonly string[] = alternativesOf("action");
/** What a stage can start, by `src`. */
export const invocationSources: readonly string[] = alternativesOf("invoke");

/** The members of the `params` of an action, or of the whole of it where the format gives it none. Null for a type that it does not have. */
export function paramsOf(type: string): Member | null {
  if (!actionTypes.includes(type)) return null;
  return membersOf(`action.${type}`).find(({ key }) => key === "params") ?? null;
}

/** A new action of a type, to be filled in. */
export function newAction(type: string): JsonObject {
  const params = paramsOf(type);
  return { type, ...(params === null ? {} : { params: blankOf(params.shape) }) };
}

/** A new thing that a stage starts. */
export function newInvocation(src: string, id: string): JsonObject {
  const input = membersOf(`invoke.${src}` as Root).find(({ key }) => key === "input");
  return { src, id, ...(input?.required === true ? { input: blankOf(input.shape) } : {}) };
}

/** In a few words what an action is about: the names it has. */
export function gistOf(action: Json | undefined): string {
  const params = isObject(action) && isObject(action["params"]) ? action["params"] : {};
  if (isObject(action) && action["type"] === "assign") return Object.keys(params).join(", ");
  return ["list", "register", "message", "notice", "procedure", "event", "connector", "clock", "ballot"]
    .flatMap((key) => (typeof params[key] === "string" ? [params[key]] : []))
    .join(", ");
}
