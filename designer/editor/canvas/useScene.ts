import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type RefObject } from "react";
import { isLarge, type Arrangement } from "../../chart/arrange.ts";
import { arrangeInWorker } from "../../chart/elk.ts";
import { isPlaced } from "./geometry/boxes.ts";
import { Scenes, type Scene, type SceneOptions } from "./scene.ts";

/** How long a picture rests before it is arranged anew: titles are typed letter by letter. */
const restMs = 200;

interface Offered {
  shape: string;
  arrangement: Arrangement;
  /** Nobody wanted it. */
  left: boolean;
}

export interface Shown {
  scene: Scene | null;
  scenes: Scenes;
  fault: boolean;
  /** The automatic layout, which has come when somebody was at work on the canvas already: it is only offered. */
  offer: { take(): void; leave(): void } | null;
}

/**
 * The scene of a document. Where nothing is placed by hand the automatic layout is asked for in its worker, and until it has answered
 * everything stands where it stood, with what is new beside it; a large picture that stood nowhere yet is sketched. Nothing is ever moved while
 * something is `held`, and in a large picture, where the answer takes its time, nothing that somebody has looked at or worked on since.
 */
export function useScene(options: SceneOptions | null, held: boolean, touches: RefObject<number>): Shown {
  const [scenes] = useState(() => new Scenes());
  const turn = useSyncExternalStore(scenes.subscribe, scenes.turn);
  const [fault, setFault] = useState(false);
  const [offered, setOffered] = useState<Offered | null>(null);
  const scene = useMemo(
    () => (options === null ? null : scenes.scene(options)),
    // A turn is another arrangement that has come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [scenes, turn, ...sceneKey(options)],
  );
  const isWaiting =
    options !== null && !held && (scene === null || scene.provisional || !fits(scene, options));
  useEffect(() => {
    if (!isWaiting || options === null || isPlaced(options.layout)) return;
    const kept = scenes.picture(options);
    const shape = scenes.shape(kept, options.direction);
    if (scenes.arrangement(shape) !== undefined || offered?.shape === shape) return;
    const { cards, lines } = kept.picture;
    const large = isLarge(cards, lines);
    const before = touches.current;
    const given = new AbortController();
    const timer = setTimeout(
      () => {
        arrangeInWorker(cards, lines, options.direction, large ? given.signal : undefined)
          .then((arrangement) => {
            if (large && touches.current !== before) setOffered({ shape, arrangement, left: false });
            else scenes.keep(shape, arrangement);
            setFault(false);
          })
          .catch((reason: unknown) => {
            if (given.signal.aborted) return;
            console.error(reason);
            setFault(true);
          });
      },
      scene === null || scene.sketched ? 0 : restMs,
    );
    return () => {
      given.abort();
      clearTimeout(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isWaiting, scenes, ...sceneKey(options)]);

  const leave = useCallback(() => setOffered((old) => old && { ...old, left: true }), []);
  const shape =
    offered === null || !isWaiting ? null : scenes.shape(scenes.picture(options), options.direction);
  const offer = useMemo(
    () =>
      offered === null || offered.left || offered.shape !== shape
        ? null
        : { take: () => scenes.keep(offered.shape, offered.arrangement), leave },
    [offered, shape, scenes, leave],
  );
  return { scene, scenes, fault, offer };
}

/** What a scene is made of, always as many. */
function sceneKey(options: SceneOptions | null): unknown[] {
  return [
    options?.definition,
    options?.layout,
    options?.language,
    options?.parameters,
    options?.root,
    options?.direction,
    options?.compared,
  ];
}

const fits = (scene: Scene, { layout }: SceneOptions): boolean => scene.placed === isPlaced(layout);
