import { useEffect, useRef, useState } from "react";
import type { OuterUse } from "../../../engine/model/names/elsewhere.ts";
import type { ElsewhereRequest } from "./elsewhere.worker.ts";

const none: readonly OuterUse[] = [];
/** Nobody renames anything before the page is there, whose own work comes first. */
const afterMs = 1500;

/** What other files of the live pack name of a procedure; looked up once for a pack, beside the page, and nothing until then. */
export function useElsewhere(
  files: Readonly<Record<string, string>>,
  procedure: string,
): readonly OuterUse[] {
  const [found, setFound] = useState<{ of: typeof files; uses: readonly OuterUse[] } | null>(null);
  const worker = useRef<Worker | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      const made = new Worker(new URL("./elsewhere.worker.ts", import.meta.url), { type: "module" });
      worker.current = made;
      made.addEventListener("message", ({ data }: MessageEvent<OuterUse[]>) => {
        setFound({ of: files, uses: data });
        made.terminate();
      });
      worker.current?.postMessage({ files, procedure } satisfies ElsewhereRequest);
    }, afterMs);
    return () => {
      clearTimeout(timer);
      worker.current?.terminate();
    };
  }, [files, procedure]);
  return found?.of === files ? found.uses : none;
}
