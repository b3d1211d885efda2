/** A line in the channel between two columns: from one height to another. */
export interface Run {
  from: number;
  to: number;
  track: number;
}

const near = 6;

/**
 * Gives every line in a channel that changes its height a track of its own there. One that begins at the height at which another one ends turns
 * before that one comes, so that they do not run on each other. Gives how many tracks there are.
 */
export function tracksOf(runs: readonly Run[]): number {
  const tracks: Run[][] = [];
  const isDown = ({ from, to }: Run): boolean => to > from;
  const sorted = runs.toSorted(
    (a, b) =>
      Number(isDown(b)) - Number(isDown(a)) || (isDown(a) ? b.from - a.from : a.from - b.from) || a.to - b.to,
  );
  for (const run of sorted) {
    let least = 0;
    tracks.forEach((there, track) => {
      if (there.some((other) => Math.abs(other.from - run.to) < near)) least = track + 1;
    });
    let track = least;
    while (tracks[track]?.some((other) => meets(other, run))) track++;
    run.track = track;
    (tracks[track] ??= []).push(run);
    // Tracks are filled from the first one on.
    for (let n = 0; n < track; n++) tracks[n] ??= [];
  }
  return tracks.length;
}

const meets = (a: Run, b: Run): boolean =>
  Math.min(a.from, a.to) < Math.max(b.from, b.to) + near &&
  Math.min(b.from, b.to) < Math.max(a.from, a.to) + near;
