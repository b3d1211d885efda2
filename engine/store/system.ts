import type { Clock, Ids } from "../ports/index.ts";

/** The longest that a timer of Node waits; longer ones fire at once. */
const longestWait = 2 ** 31 - 1;

let lastRead = 0;
let lastText = new Date(0).toISOString();

/** The time of this machine. */
export const systemClock: Clock = {
  now() {
    const now = Date.now();
    // Many commands come within a millisecond, and each asks several times.
    if (now !== lastRead) {
      lastText = new Date(now).toISOString();
      lastRead = now;
    }
    return lastText;
  },
  wake(at, call) {
    const due = Date.parse(at);
    if (Number.isNaN(due)) throw new TypeError(`${at} is no instant`);
    let timer: NodeJS.Timeout;
    const wait = () => {
      const left = due - Date.now();
      timer =
        left > longestWait
          ? setTimeout(wait, longestWait)
          : setTimeout(left > 0 ? ring : call, Math.max(0, left));
    };
    // Timers may ring a little early, and the clock may be set back meanwhile.
    const ring = () => (Date.now() >= due ? call() : wait());
    wait();
    return () => clearTimeout(timer);
  },
};

/** Crockford's alphabet: no letter that is read as another, and no `:`. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * Identifiers of 26 characters, as ULIDs: 10 for the millisecond, 16 for 80 random bits. Those of one millisecond count up from
 * a random start, so that all that one process makes sort in the order of making.
 */
export const randomIds: Ids = createRandomIds();

function createRandomIds(): Ids {
  let lastTime = 0;
  let lastRandom = 0n;
  return {
    next() {
      const now = Date.now();
      if (now > lastTime) {
        lastTime = now;
        lastRandom = random(10) >> 1n;
      } else {
        // A random step keeps the next one unguessable; half of the range was left free for such steps.
        lastRandom += 1n + random(4);
      }
      return written(BigInt(lastTime), 10) + written(lastRandom, 16);
    },
  };
}

/** A whole number of so many random bytes, from the generator that Node and browsers share. */
function random(bytes: number): bigint {
  return crypto
    .getRandomValues(new Uint8Array(bytes))
    .reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function written(value: bigint, length: number): string {
  let text = "";
  for (let left = value; text.length < length; left >>= 5n)
    text = (alphabet[Number(left & 31n)] ?? "0") + text;
  return text;
}
