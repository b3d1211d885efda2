import type { Text } from "../model/index.ts";
import type { Plan } from "./plan.ts";
import { anyone } from "./roles.ts";

/** What things of a definition are called, for refusals. */

export function roleNames(plan: Plan, roles: readonly string[]): Text {
  const definitions = { ...plan.pack.roles, ...plan.procedure.roles };
  return joined(
    roles.map((role) => {
      if (role === anyone) return { en: "anyone", "zh-CN": "任何人" };
      return Object.hasOwn(definitions, role) ? definitions[role]!.title : bothLanguages(role);
    }),
  );
}

/** An act as separation of duties names it: `EVENT`, `EVENT@state` or `case.open`. */
export function actTitle(plan: Plan, act: string): Text {
  const event = act.split("@")[0]!;
  if (event === "case.open") return { en: "opening the case", "zh-CN": "发起案件" };
  return plan.events.get(event)?.definition.title ?? bothLanguages(act);
}

export function stateTitle({ chart }: Plan, path: string): Text {
  const { title, key } = chart.byPath.get(path)!;
  return title ?? bothLanguages(key);
}

export function bothLanguages(text: string): Text {
  return { en: text, "zh-CN": text };
}

export function joined(texts: readonly Text[]): Text {
  return joinedBy({ en: ", ", "zh-CN": "、" }, texts);
}

export function joinedBy(between: Text, texts: readonly Text[]): Text {
  return {
    en: texts.map(({ en }) => en).join(between.en),
    "zh-CN": texts.map((text) => text["zh-CN"]).join(between["zh-CN"]),
  };
}
