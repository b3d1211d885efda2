import type { Json } from "../../../../engine/model/types.ts";

/** The clocks that run, or stop, in a state with these tags. */
export function clocksIn(tags: Json | undefined, stops: boolean): string[] {
  return tagsOf(tags).flatMap((tag) => {
    const found = /^clock:([^:]+)(:stop)?$/.exec(tag);
    return found !== null && (found[2] !== undefined) === stops ? [found[1]!] : [];
  });
}

/** The tags with other clocks that run, or stop; every other tag stays where it is. */
export function withClocks(
  tags: Json | undefined,
  stops: boolean,
  clocks: readonly string[],
): Json | undefined {
  const before = tagsOf(tags);
  const tagOf = (clock: string): string => `clock:${clock}${stops ? ":stop" : ""}`;
  const had = clocksIn(tags, stops);
  const kept = before.filter((tag) => !had.some((clock) => tagOf(clock) === tag && !clocks.includes(clock)));
  const now = [...kept, ...clocks.filter((clock) => !had.includes(clock)).map(tagOf)];
  if (now.length === 0) return undefined;
  return typeof tags === "string" && now.length === 1 ? now[0] : now;
}

function tagsOf(tags: Json | undefined): string[] {
  return [tags ?? []].flat().filter((tag) => typeof tag === "string");
}
