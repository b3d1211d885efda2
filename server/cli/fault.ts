import process from "node:process";

/**
 * For the crash suite: `GUICHENG_FAULT=<point>:<n>` kills this process with SIGKILL when it passes a named point of the store
 * for the n-th time, as a power cut would. Undefined where the variable is absent; misuse throws.
 */
export function faultFrom(text: string | undefined): ((point: string) => void) | undefined {
  if (text === undefined || text === "") return undefined;
  const [, wanted, count] = /^([a-z-]+):(\d+)$/.exec(text) ?? [];
  if (wanted === undefined) throw new Error("GUICHENG_FAULT is <point>:<n>");
  let left = Number(count);
  return (point) => {
    if (point !== wanted) return;
    left -= 1;
    if (left <= 0) process.kill(process.pid, "SIGKILL");
  };
}
