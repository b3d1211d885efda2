/** What a client knows of a command when all is over. */
export interface Sent {
  token: string;
  key: string;
  case: string;
  type: string;
  outcome: "accepted" | "refused" | "unknown";
  revision?: number;
  code?: string;
}

/** What clients share while servers come and go. */
export interface World {
  /** The server as it is now; resolves to null when all is over. */
  server(): Promise<string | null>;
  /** Says that the server at this address does not answer any more. */
  lost(url: string): void;
  sent: Sent[];
  opened: { key: string; case: string }[];
  over: boolean;
}

interface Answer {
  status: number;
  body: { id?: string; revision?: number; code?: string };
}

/**
 * Asks until there is an answer, under the same idempotency key: what a careful client does. A server that dies leaves the
 * outcome open, and the next one settles it.
 */
async function ask(
  world: World,
  path: string,
  by: string,
  key: string,
  body: unknown,
): Promise<Answer | null> {
  for (;;) {
    const url = await world.server();
    if (url === null) return null;
    try {
      const response = await fetch(`${url}/api/v1${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Guicheng-As": by, "Idempotency-Key": key },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      });
      const answer = { status: response.status, body: (await response.json()) as Answer["body"] };
      if (answer.status !== 503 && answer.status !== 500) return answer;
    } catch {
      // The connection broke: the server has died, or is about to.
    }
    world.lost(url);
  }
}

/** One person who opens cases and sends events until all is over. Every command has a token of its own. */
export async function client(world: World, number: number): Promise<void> {
  const by = `clerk-${number}`;
  const mine: string[] = [];
  for (let n = 0; !world.over; n += 1) {
    const key = `${by}-${n}`;
    if (n % 25 === 0) {
      const answer = await ask(world, "/cases", by, key, { procedure: "counter", data: {} });
      if (answer?.status === 201 && answer.body.id !== undefined) {
        mine.push(answer.body.id);
        world.opened.push({ key, case: answer.body.id });
      }
      continue;
    }
    const id = mine.at(-1);
    if (id === undefined) continue;
    const type = ["ADD", "ADD", "NEVER", "WAIT", "ADD", "ASK", "NOTHING"][n % 7] ?? "ADD";
    const sent: Sent = { token: `t-${key}`, key, case: id, type, outcome: "unknown" };
    world.sent.push(sent);
    const answer = await ask(world, `/cases/${id}/events`, by, key, { type, payload: { token: sent.token } });
    if (answer === null) continue;
    sent.outcome = answer.status === 200 ? "accepted" : "refused";
    if (answer.body.revision !== undefined) sent.revision = answer.body.revision;
    if (answer.body.code !== undefined) sent.code = answer.body.code;
  }
}
