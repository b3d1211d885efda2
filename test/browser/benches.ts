import type { World } from "./world.ts";

/** The day on which each bench is proposed, what kind it is, and after how many days it is checked (null: not yet). */
const proposed: [day: string, kind: "wood" | "stone", checked: number | null][] = [
  ["2025-11-12", "wood", 1],
  ["2025-11-20", "stone", 6],
  ["2025-12-03", "wood", 2],
  ["2026-02-05", "wood", 1],
  ["2026-02-09", "wood", 8],
  ["2026-02-26", "stone", 2],
  ["2026-03-04", "stone", 1],
  ["2026-03-11", "wood", 1],
  ["2026-03-18", "wood", null],
  ["2026-04-01", "stone", 3],
  ["2026-04-15", "wood", null],
];

/** Benches that were proposed over half a year, for measures to be told of; ends on 20 April 2026. */
export async function proposeBenches(world: World): Promise<void> {
  const { engine } = world;
  const day = (date: string, after = 0): string =>
    new Date(Date.parse(`${date}T02:00:00.000Z`) + after * 86_400_000).toISOString();
  const checks: { at: string; id: string }[] = [];
  const checkUntil = async (until: string): Promise<void> => {
    for (const { at, id } of checks.splice(0).toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
      if (at > until) {
        checks.push({ at, id });
        continue;
      }
      await world.pass(at);
      const answer = await engine.send({ case: id, event: { type: "ACCEPT" }, by: "cai" });
      if (!answer.ok) throw new Error(answer.refusal.message.en);
    }
    await world.pass(until);
  };
  for (const [place, [date, kind, checked]] of proposed.entries()) {
    await checkUntil(day(date));
    const opened = await engine.open({
      procedure: "bench",
      by: place % 3 === 0 ? "bo" : "ann",
      data: {
        place: `第${place + 1}处`,
        kind,
        cost: 300 + 100 * place,
        neighbours: place % 2 === 0 ? ["=东邻", "西邻"] : ["西邻"],
        ...(place % 4 === 0 ? { contact: "123" } : {}),
      },
    });
    if (!opened.ok) throw new Error(opened.refusal.message.en);
    if (checked !== null) checks.push({ at: day(date, checked), id: opened.id });
  }
  await checkUntil(day("2026-04-20"));
}
