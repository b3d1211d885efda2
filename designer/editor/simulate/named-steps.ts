import { segments } from "../../../engine/model/pointer.ts";
import type { Procedure, Scenario, ScenarioStep, Text } from "../../../engine/model/types.ts";
import { simulateWords as words } from "./words.ts";

/**
 * The parts of a worked example in which places of its file lie, in words and in their order: its opening, its steps by their
 * numbers, which count from 1, and what is expected at its end. Steps in which the same is done are told together.
 *
 * @example partsNamed(["/scenarios/0/steps/2/send"], scenario, procedure)[0].en // "Step 3: Vote"
 */
export function partsNamed(
  at: readonly string[],
  { steps = [] }: Pick<Scenario, "steps">,
  procedure: Pick<Procedure, "events">,
): Text[] {
  const ways = at.map(segments);
  const places = new Set(ways.flatMap(([, , member, step]) => (member === "steps" ? [Number(step)] : [])));
  const done = new Map<string, { did: Text; places: number[] }>();
  for (const place of [...places].toSorted((a, b) => a - b)) {
    const step = steps[place];
    if (step === undefined) continue;
    const did = stepInWords(step, procedure);
    const same = done.get(did.en) ?? { did, places: [] };
    done.set(did.en, same);
    same.places.push(place);
  }
  return [
    ...(ways.some(([, , member]) => member !== "steps" && member !== "expect") ? [words.opening] : []),
    ...[...done.values()].map(({ did, places: all }) => numbered(all, did)),
    ...(ways.some(([, , member]) => member === "expect") ? [words.outcome] : []),
  ];
}

function numbered(places: readonly number[], did: Text): Text {
  const runs: [from: number, to: number][] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === place) last[1] = place + 1;
    else runs.push([place + 1, place + 1]);
  }
  const told = runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return {
    en: `${places.length === 1 ? "Step" : "Steps"} ${told.join(", ")}: ${did.en}`,
    "zh-CN": `第${told.join("、")}步：${did["zh-CN"]}`,
  };
}

function stepInWords(step: ScenarioStep, { events }: Pick<Procedure, "events">): Text {
  const event = (name: string): Text => events[name]?.title ?? plain(name);
  if ("send" in step && step.send !== undefined) return event(step.send);
  if ("refused" in step && step.refused !== undefined) return both(words.refused, event(step.refused));
  if ("open" in step && step.open !== undefined) return both(words.opened, plain(step.open));
  if ("act" in step && step.act !== undefined) return plain(step.act);
  if ("wait" in step && step.wait !== undefined) return words.wait;
  return "answer" in step && step.answer !== undefined ? words.answer : words.stands;
}

const plain = (text: string): Text => ({ en: text, "zh-CN": text });
const both = (a: Text, b: Text): Text => ({
  en: `${a.en} · ${b.en}`,
  "zh-CN": `${a["zh-CN"]} · ${b["zh-CN"]}`,
});
