import { lights, type Instant, type Light } from "../../engine/model/types.ts";

/** The most pressing of several lights; none where there is none. */
export function worstLight(shown: Light[]): Light | null {
  return shown.length === 0 ? null : lights[Math.max(...shown.map((light) => lights.indexOf(light)))]!;
}

/** A task's light, by the share of its time that has gone: the shares that lights have where nothing else is said. */
export function taskLight(openedAt: Instant, due: Instant | null, now: number): Light | null {
  if (due === null) return null;
  const [start, end] = [Date.parse(openedAt), Date.parse(due)];
  if (now >= end) return "red";
  const used = (now - start) / (end - start);
  return used >= 0.9 ? "yellow" : used >= 0.75 ? "blue" : "green";
}
