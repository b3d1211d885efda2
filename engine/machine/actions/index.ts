import type { ActionConfig } from "../../model/index.ts";
import type { Plan } from "../plan.ts";
import type { Action, ActionCompiler } from "./action.ts";
import { append, assign, remove, update } from "./data.ts";
import { call, enter, notify, openCase, publish, send, strike } from "./outward.ts";
import { addElectors, extend, removeElectors, restart } from "./time.ts";

export type { Action } from "./action.ts";

/** Every action that a definition may name. A map, so that no inherited name is ever taken for one. */
const actions: ReadonlyMap<string, ActionCompiler> = new Map(
  Object.entries({
    assign,
    append,
    update,
    remove,
    enter,
    strike,
    notify,
    publish,
    openCase,
    send,
    call,
    extend,
    restart,
    addElectors,
    removeElectors,
  }),
);

/** @throws for an action that the definition language does not have, and for params that it cannot take. */
export function compileAction({ type, params = {} }: ActionConfig, plan: Plan): Action {
  const compile = actions.get(type);
  if (compile === undefined) throw new Error(`There is no action “${type}”`);
  return compile(params, plan);
}
