import ElkApi, { type ELK, type ELKConstructorArguments } from "elkjs/lib/elk-api.js";
import ElkWorker from "elkjs/lib/elk-worker.min.js?worker";
import { arrange, type Arrangement, type Box, type Direction, type Link } from "./arrange.ts";

/** One worker for the page, started when the first chart is drawn. */
let elk: ELK | undefined;

function worker(): ELK {
  const Elk = ElkApi as unknown as new (options: ELKConstructorArguments) => ELK;
  elk ??= new Elk({ workerFactory: () => new ElkWorker() });
  return elk;
}

/** Arranges a picture in a worker, so that the page stays responsive. */
export function arrangeInWorker(boxes: Box[], links: Link[], direction: Direction): Promise<Arrangement> {
  return arrange(worker(), boxes, links, direction);
}
