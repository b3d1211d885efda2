import { streamSSE } from "hono/streaming";
import type { Context } from "hono";
import type { Principal } from "../engine/model/index.ts";
import type { Engine } from "../engine/runtime/index.ts";

/** Milliseconds between signs of life, so that what stands between sees that the line is used. */
const heartbeat = 15_000;

/**
 * Server-sent events: one `change` a journal entry of the cases that the person may see, with its position as id. It resumes after `Last-Event-ID`, and begins
 * with the next change where there is none. What changed is not in it: the reader asks for what it may see.
 */
export function stream(c: Context, engine: Engine, person: Principal, stopping: AbortSignal): Response {
  const last = c.req.header("last-event-id") ?? c.req.query("after");
  const after = last !== undefined && /^\d{1,15}$/.test(last) ? Number(last) : undefined;
  const response = streamSSE(c, async (sse) => {
    const gone = new AbortController();
    sse.onAbort(() => gone.abort());
    const signal = AbortSignal.any([gone.signal, stopping]);
    const beat = setInterval(() => void sse.write(": still here\n\n").catch(() => gone.abort()), heartbeat);
    try {
      await sse.write("retry: 1000\n\n");
      for await (const { position, entry, procedure } of engine.changes({
        ...(after === undefined ? {} : { after }),
        signal,
        by: person,
      })) {
        await sse.writeSSE({
          id: String(position),
          event: "change",
          data: JSON.stringify({ position, case: entry.case, seq: entry.seq, procedure, kind: entry.kind }),
        });
      }
    } finally {
      clearInterval(beat);
    }
  });
  response.headers.set("Cache-Control", "no-store");
  return response;
}
