import { useEffect, useMemo, useState } from "react";
import { arrangeInWorker } from "../../chart/elk.ts";
import { isPlaced } from "./geometry/boxes.ts";
import { Scenes, type Scene, type SceneOptions } from "./scene.ts";

/** How long a picture rests before it is arranged anew: titles are typed letter by letter. */
const restMs = 200;

/**
 * The scene of a document. Where nothing is placed by hand the automatic layout is asked for in its worker, and until it has answered
 * everything stands where it stood, with what is new beside it.
 */
export function useScene(options: SceneOptions | null): {
  scene: Scene | null;
  scenes: Scenes;
  fault: boolean;
} {
  const [scenes] = useState(() => new Scenes());
  const [turn, setTurn] = useState(0);
  const [fault, setFault] = useState(false);
  const scene = useMemo(
    () => (options === null ? null : scenes.scene(options)),
    // A turn is another arrangement that has come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [scenes, turn, ...sceneKey(options)],
  );
  const isWaiting = options !== null && (scene === null || scene.provisional || !fits(scene, options));
  useEffect(() => {
    if (!isWaiting || options === null || isPlaced(options.layout)) return;
    const kept = scenes.picture(options);
    const shape = scenes.shape(kept, options.direction);
    if (scenes.arrangement(shape) !== undefined) return;
    let current = true;
    const timer = setTimeout(
      () => {
        arrangeInWorker(kept.picture.cards, kept.picture.lines, options.direction)
          .then((arrangement) => {
            scenes.keep(shape, arrangement);
            if (current) {
              setFault(false);
              setTurn((old) => old + 1);
            }
          })
          .catch((reason: unknown) => {
            console.error(reason);
            if (current) setFault(true);
          });
      },
      scene === null ? 0 : restMs,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isWaiting, scenes, ...sceneKey(options)]);
  return { scene, scenes, fault };
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
  ];
}

const fits = (scene: Scene, { layout }: SceneOptions): boolean => scene.placed === isPlaced(layout);
