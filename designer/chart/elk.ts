import ElkApi, { type ELK, type ELKConstructorArguments } from "elkjs/lib/elk-api.js";
import ElkWorker from "elkjs/lib/elk-worker.min.js?worker";
import { arrange, type Arrangement, type Box, type Direction, type Link } from "./arrange.ts";

/** One worker for the page, started when the first chart is drawn. */
let elk: ELK | undefined;
/** How many answers are waited for. */
let asked = 0;

function worker(): ELK {
  const Elk = ElkApi as unknown as new (options: ELKConstructorArguments) => ELK;
  elk ??= new Elk({ workerFactory: () => new ElkWorker() });
  return elk;
}

/**
 * Arranges a picture in a worker, so that the page stays responsive. Fails where the signal says that nobody wants it any more; the worker then
 * stops, unless somebody else waits for it.
 */
export async function arrangeInWorker(
  boxes: Box[],
  links: Link[],
  direction: Direction,
  signal?: AbortSignal,
): Promise<Arrangement> {
  signal?.throwIfAborted();
  const own = worker();
  asked++;
  let giveUp = (): void => {};
  const givenUp = new Promise<never>((_, reject) => {
    giveUp = () => {
      if (asked === 1) {
        own.terminateWorker();
        elk = undefined;
      }
      reject(signal!.reason);
    };
  });
  signal?.addEventListener("abort", giveUp);
  try {
    return await Promise.race([arrange(own, boxes, links, direction), givenUp]);
  } finally {
    asked--;
    signal?.removeEventListener("abort", giveUp);
  }
}
