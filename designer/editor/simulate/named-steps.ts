import { segments } from "../../../engine/model/pointer.ts";
import type { Procedure, Scenario, Text } from "../../../engine/model/types.ts";
import { simulateWords as words } from "./words.ts";

/** A part of a worked example: its opening, a step by its place, or what is expected at its end. */
export type ExamplePart = "opening" | "outcome" | number;

/** The parts of an example in which places of its file lie, each once, in their order. */
export function partsNamed(at: readonly string[]): ExamplePart[] {
  const found = new Set<ExamplePart>(
    at.map((path) => {
      const [, , member, step] = segments(path);
      return member === "steps" ? Number(step) : member === "expect" ? "outcome" : "opening";
    }),
  );
  const order = (part: ExamplePart): number =>
    part === "opening" ? -1 : part === "outcome" ? Number.POSITIVE_INFINITY : part;
  return [...found].toSorted((a, b) => order(a) - order(b));
}

/** A part of an example in words; null for a step that is not there. Its number counts from 1. */
export function partInWords(part: ExamplePart, { steps = [] }: Scenario, { events }: Procedure): Text | null {
  if (typeof part === "string") return words[part];
  const step = steps[part];
  if (step === undefined) return null;
  const told = (name: string): Text => events[name]?.title ?? { en: name, "zh-CN": name };
  const did: Text =
    "send" in step && step.send !== undefined
      ? told(step.send)
      : "refused" in step && step.refused !== undefined
        ? both(words.refused, told(step.refused))
        : "open" in step && step.open !== undefined
          ? both(words.opened, { en: step.open, "zh-CN": step.open })
          : "act" in step && step.act !== undefined
            ? { en: step.act, "zh-CN": step.act }
            : "wait" in step && step.wait !== undefined
              ? words.wait
              : "answer" in step && step.answer !== undefined
                ? words.answer
                : words.stands;
  return { en: `Step ${part + 1}: ${did.en}`, "zh-CN": `第${part + 1}步：${did["zh-CN"]}` };
}

const both = (a: Text, b: Text): Text => ({
  en: `${a.en} · ${b.en}`,
  "zh-CN": `${a["zh-CN"]} · ${b["zh-CN"]}`,
});
