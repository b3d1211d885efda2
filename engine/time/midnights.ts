import { TimeFault } from "./fault.ts";
import { millisPerDay } from "./instant.ts";

/** When the days of one time zone begin, in day numbers and milliseconds. */
export interface Midnights {
  /** The first instant of a local date: the earliest at which its clocks show that date or a later one. */
  startOf(day: number): number;
  /** The local date of an instant. A date once begun is not gone back to, even where clocks are put back across midnight. */
  dayAt(ms: number): number;
}

/** Offsets of 256 days: `offsets[i]` holds from `starts[i]` up to the next start, or to the end of the block. */
interface Block {
  starts: number[];
  offsets: number[];
  end: number;
}

const blockLength = 256 * millisPerDay;
/** More than any offset from UTC that has ever been in force. */
const widestOffset = 16 * 3_600_000;

/** Shared by all zones of one name: the offsets are facts, and finding them is what costs time. */
const known = new Map<string, Midnights>();

/** Throws {@link TimeFault} `unknown-time-zone`. */
export function midnightsOf(timeZone: string): Midnights {
  const format = offsetFormat(timeZone);
  const name = format.resolvedOptions().timeZone;
  let midnights = known.get(name);
  if (!midnights) known.set(name, (midnights = fromOffsets((ms) => offsetIn(format, ms))));
  return midnights;
}

function offsetFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", timeZoneName: "longOffset" });
  } catch {
    throw new TimeFault("unknown-time-zone", timeZone);
  }
}

const offsetText = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** Milliseconds by which local time is ahead of UTC: the formatter writes `2026, GMT+08:00`, with seconds before about 1900. */
function offsetIn(format: Intl.DateTimeFormat, ms: number): number {
  const parts = offsetText.exec(format.format(ms));
  if (!parts) throw new Error(`Unexpected form of a time zone offset: ${format.format(ms)}`);
  const seconds = Number(parts[2] ?? 0) * 3600 + Number(parts[3] ?? 0) * 60 + Number(parts[4] ?? 0);
  return (parts[1] === "-" ? -seconds : seconds) * 1000;
}

function fromOffsets(offsetAt: (ms: number) => number): Midnights {
  const blocks = new Map<number, Block>();

  function blockAt(ms: number): Block {
    const index = Math.floor(ms / blockLength);
    let block = blocks.get(index);
    if (!block) blocks.set(index, (block = survey(index * blockLength, offsetAt)));
    return block;
  }

  function startOf(day: number): number {
    const local = day * millisPerDay;
    let at = local - widestOffset;
    for (;;) {
      const block = blockAt(at);
      for (let i = 0; i < block.starts.length; i++) {
        const end = block.starts[i + 1] ?? block.end;
        if (end <= at) continue;
        const start = Math.max(at, block.starts[i] ?? at, local - (block.offsets[i] ?? 0));
        if (start < end) return start;
      }
      at = block.end;
    }
  }

  function dayAt(ms: number): number {
    const block = blockAt(ms);
    let i = block.starts.length - 1;
    while ((block.starts[i] ?? 0) > ms) i--;
    const day = Math.floor((ms + (block.offsets[i] ?? 0)) / millisPerDay);
    return block.starts.length > 1 && startOf(day + 1) <= ms ? day + 1 : day;
  }

  return { startOf, dayAt };
}

/** Looks at the offset once a day and finds the millisecond of each change between two looks. */
function survey(start: number, offsetAt: (ms: number) => number): Block {
  const block: Block = { starts: [start], offsets: [offsetAt(start)], end: start + blockLength };
  let before = start;
  let offset = offsetAt(start);
  for (let at = start + millisPerDay; at <= block.end; at += millisPerDay) {
    const next = offsetAt(at);
    if (next !== offset) {
      const change = changeBetween(before, at, offset, offsetAt);
      if (change < block.end) {
        block.starts.push(change);
        block.offsets.push(next);
      }
      offset = next;
    }
    before = at;
  }
  return block;
}

function changeBetween(
  before: number,
  after: number,
  offset: number,
  offsetAt: (ms: number) => number,
): number {
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}
