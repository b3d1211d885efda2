import type { Json, JsonObject, Text } from "../../model/index.ts";
import { canonical, refusal } from "../../model/index.ts";
import type { Rule } from "../../rules/index.ts";
import { isObject, own, readAt, withoutNulls } from "../data.ts";
import { StepFault } from "../fault.ts";
import { openingDataOf } from "../opening-data.ts";
import type { Plan } from "../plan.ts";
import { idsIn, peopleInCase } from "../roles.ts";
import type { Run } from "../run.ts";
import type { ChartEvent } from "../statechart.ts";
import type { ActionCompiler } from "./action.ts";
import { memberOf, named, textOf } from "./action.ts";

/** Actions that ask for work outside the case: they leave the data as they are and record effects. */

/** `{ "register", "row" }` */
export const enter: ActionCompiler = (params, plan) => {
  const register = textOf(params, "register");
  const { key, row: schema } = named(plan.pack.registers, register, "register");
  const template = plan.template(memberOf(params, "row"));
  return (run, data, event) => {
    const row = withoutNulls(schema, schema, run.evaluate(template, data, event));
    if (!isObject(row) || (own(row, key) ?? null) === null)
      throw new StepFault(refusal("invalid-data.key", { register, key }));
    run.effect({ type: "enter", register, row });
    return data;
  };
};

/** `{ "register", "key" }` */
export const strike: ActionCompiler = (params, plan) => {
  const register = textOf(params, "register");
  const { key: field } = named(plan.pack.registers, register, "register");
  const template = plan.template(memberOf(params, "key"));
  return (run, data, event) => {
    const key = run.evaluate(template, data, event);
    if (key === null) throw new StepFault(refusal("invalid-data.key", { register, key: field }));
    run.effect({ type: "strike", register, key });
    return data;
  };
};

/** `{ "to": [roles] or <logic giving ids>, "message" }` */
export const notify: ActionCompiler = (params, plan) => {
  const message = textOf(params, "message");
  const text = messageOf(named(plan.procedure.messages, message, "message"), plan);
  const addressees = addresseesOf(memberOf(params, "to"), plan);
  return (run, data, event) => {
    run.effect({ type: "notify", ...addressees(run, data, event), message, text: text(run, data, event) });
    return data;
  };
};

/** `{ "notice" }`: the fields as they are now, by path. */
export const publish: ActionCompiler = (params, plan) => {
  const notice = textOf(params, "notice");
  const { title, fields, states } = named(plan.procedure.public, notice, "notice");
  const paths = fields.map((field) => [field, field.split(".")] as const);
  return (run, data) => {
    const shown = paths.flatMap(([field, path]) => {
      const value = readAt(data, path);
      return value === undefined ? [] : [[field, value] as const];
    });
    run.effect({
      type: "publish",
      notice,
      title,
      fields: Object.fromEntries(shown),
      ...(states === undefined ? {} : { states }),
    });
    return data;
  };
};

/** `{ "procedure", "link", "data", "each"? }` */
export const openCase: ActionCompiler = (params, plan) => {
  const procedure = textOf(params, "procedure");
  const link = textOf(params, "link");
  const template = openingDataOf(plan.pack, procedure, plan.template(own(params, "data") ?? {}));
  const list = own(params, "each");
  const each = list === undefined ? null : plan.compile(list);
  return (run, data, event) => {
    const scope = run.scope(data, event);
    for (const place of placesOf(each === null ? null : each.evaluate(scope, run.budget)))
      run.effect({ type: "open", procedure, link, data: template({ ...scope, ...place }, run.budget) });
    return data;
  };
};

/** `{ "to": link, invocation or "parent", "event", "payload"? }` */
export const send: ActionCompiler = (params, plan) => {
  const to = textOf(params, "to");
  const type = textOf(params, "event");
  const payload = plan.template(own(params, "payload") ?? {});
  return (run, data, event) => {
    const sent = run.evaluate(payload, data, event);
    run.effect({ type: "send", to, event: { ...(isObject(sent) ? sent : {}), type } });
    return data;
  };
};

/** `{ "connector", "input" }`: nobody waits for the answer. */
export const call: ActionCompiler = (params, plan) => {
  const connector = textOf(params, "connector");
  const input = plan.template(own(params, "input") ?? {});
  return (run, data, event) => {
    run.effect({ type: "call", connector, input: run.evaluate(input, data, event) });
    return data;
  };
};

/** One place without a list; `row` and `index` for each item of one. */
export function placesOf(list: Json): { row?: Json; index?: number }[] {
  return Array.isArray(list) ? list.map((row, index) => ({ row, index })) : [{}];
}

/** Who is meant by roles, or by logic that gives ids: roles of the directory as roles, roles of the case as people. */
export function addresseesOf(
  to: Json,
  plan: Plan,
): (run: Run, data: JsonObject, event: ChartEvent) => { roles: string[]; ids: string[] } {
  if (!Array.isArray(to)) {
    const ids = plan.compile(to);
    return (run, data, event) => ({ roles: [], ids: [...new Set(idsIn(run.evaluate(ids, data, event)))] });
  }
  const roles = to.filter((role) => typeof role === "string");
  return (run, data, event) => whoHas(roles, plan, run.scope(data, event), run.budget);
}

/** Roles of the directory, and the people who have one of the roles of the case. */
export function whoHas(
  roles: readonly string[],
  plan: Plan,
  scope: ReturnType<Run["scope"]>,
  budget: Run["budget"],
): { roles: string[]; ids: string[] } {
  const outside: string[] = [];
  const ids = new Set<string>();
  for (const role of roles) {
    const people = peopleInCase(plan.roles.get(role), scope, budget);
    if (people === null) outside.push(role);
    else for (const { voters } of people) voters.forEach((id) => ids.add(id));
  }
  return { roles: outside, ids: [...ids] };
}

/** A message with its placeholders, which are paths, filled in. */
export function messageOf(
  message: Text,
  plan: Plan,
): (run: Run, data: JsonObject, event: ChartEvent) => Text {
  const parts = { en: partsOf(message.en, plan), "zh-CN": partsOf(message["zh-CN"], plan) };
  return (run, data, event) => {
    const scope = run.scope(data, event);
    const filled = (language: keyof Text): string =>
      parts[language]
        .map((part) => (typeof part === "string" ? part : shown(part.evaluate(scope, run.budget), language)))
        .join("");
    return { en: filled("en"), "zh-CN": filled("zh-CN") };
  };
}

function partsOf(text: string, plan: Plan): (string | Rule)[] {
  return text
    .split(/(\{[^{}]+\})/)
    .map((part) => (part.startsWith("{") ? plan.compile({ var: part.slice(1, -1) }) : part));
}

function shown(value: Json, language: keyof Text): string {
  if (value === null) return "";
  if (Array.isArray(value))
    return value.map((item) => shown(item, language)).join(language === "en" ? ", " : "、");
  if (!isObject(value)) return String(value);
  const text = own(value, language);
  // Whatever the order in which its members were sent: doing the step again from the journal has to tell the same.
  return typeof text === "string" ? text : canonical(value);
}
